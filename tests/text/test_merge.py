"""Two people, one text: what only one changed is taken, what both changed clashes, and no word vanishes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import join_html, split_html
from articles.text.clean import clean
from articles.text.merge import (
    Clash,
    Merged,
    merge_field,
    merge_html,
    merge_lines,
    merge_set,
    put_in_place,
)

ONE, TWO, THREE = "<p>Der Kanzler reist.</p>", "<p>Die Ministerin bleibt.</p>", "<p>Das Parlament tagt.</p>"
READ = ONE + TWO + THREE


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "merged"),
    [
        ("a", "a", "a", Merged("a")),
        ("a", "b", "a", Merged("b")),
        ("a", "a", "b", Merged("b")),
        ("a", "b", "b", Merged("b")),
        ("a", "b", "c", Merged("b", (Clash("a", "b", "c"),))),
        (3, None, 4, Merged(None, (Clash(3, None, 4),))),
    ],
)
def test_merge_field_takes_the_side_that_changed(before, mine, theirs, merged):
    assert merge_field(before, mine, theirs) == merged


def test_merge_field_without_what_was_read_lets_every_difference_clash():
    assert merge_field(None, 4, None, is_known=False) == Merged(4, (Clash(None, 4, None),))
    assert merge_field(None, 4, 4, is_known=False) == Merged(4)


CHANGED, CHANGED_TOO = "<p>Der Kanzler reist morgen.</p>", "<p>Der Kanzler reist heute.</p>"
SPLIT, GONE = "<p>Der Kanzler</p><p>reist.</p>", "<p>Die Ministerin geht.</p>"
NEW, NEWER = "<h2>Börse</h2>", "<blockquote>Regen hilft Bauern.</blockquote>"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        # Neighbours, each changed by one side.
        (CHANGED + TWO + THREE, ONE + GONE + THREE, CHANGED + GONE + THREE),
        # One rewrites, the other takes out another paragraph.
        (CHANGED + TWO + THREE, ONE + THREE, CHANGED + THREE),
        # New paragraphs at different places.
        (NEW + READ, READ + NEWER, NEW + READ + NEWER),
        # New ones at the same place that have nothing in common: what is stored comes first.
        (READ + NEW, READ + NEWER, READ + NEWER + NEW),
        # The same one, once.
        (READ + NEW, READ + NEW, READ + NEW),
        # One splits a paragraph, the other changes the next.
        (SPLIT + TWO + THREE, ONE + NEW + THREE, SPLIT + NEW + THREE),
        # One moves a paragraph, the other changes another.
        (TWO + THREE + ONE, ONE + TWO + "<p>Das Parlament ruht.</p>", TWO + "<p>Das Parlament ruht.</p>" + ONE),
    ],
)  # fmt: skip
def test_merge_html_takes_every_change_that_stands_alone(mine, theirs, merged):
    assert merge_html(READ, mine, theirs) == Merged(merged)


def test_merge_html_lets_only_the_paragraph_clash_that_both_changed():
    mine, theirs = CHANGED + TWO + "<p>Das Parlament ruht.</p>", CHANGED_TOO + TWO + THREE

    merged = merge_html(READ, mine, theirs)

    assert merged == Merged(
        CHANGED + TWO + "<p>Das Parlament ruht.</p>",
        (Clash(ONE, CHANGED, CHANGED_TOO),),
    )


def test_merge_html_shows_the_words_that_one_side_deleted_and_the_other_changed():
    merged = merge_html(READ, TWO + THREE, CHANGED + TWO + THREE)

    assert merged == Merged(CHANGED + TWO + THREE, (Clash(ONE, "", CHANGED),))


def test_merge_html_takes_like_paragraphs_at_the_same_place_for_a_clash():
    mine, theirs = "<p>Im Hafen brennt ein Schiff.</p>", "<p>Im Hafen brennt ein Frachter.</p>"

    merged = merge_html(READ, READ + mine, READ + theirs)

    assert merged == Merged(READ + mine, (Clash("", mine, theirs),))


def test_merge_html_does_not_double_a_paragraph_that_both_moved():
    mine, theirs = TWO + ONE + THREE, TWO + THREE + ONE

    merged = merge_html(READ, mine, theirs)

    assert merged.value.count(ONE) == 1


def test_merge_html_without_what_was_read_lets_every_difference_clash():
    merged = merge_html(None, CHANGED + TWO, ONE + TWO)

    assert merged == Merged(CHANGED + TWO, (Clash(None, CHANGED, ONE),))


def test_merge_lines_merges_line_by_line():
    assert merge_lines("a\nb\nc", "a\nb\nd", "e\nb\nc") == Merged("e\nb\nd")
    assert merge_lines("a\nb", "a\nx", "a\ny") == Merged("a\nx", (Clash("b", "x", "y"),))
    assert merge_lines("", "x", "y").clashes == (Clash("", "x", "y"),)


def test_merge_set_keeps_what_came_and_drops_what_went():
    assert merge_set([1, 2], [1, 3], [1, 2, 4]) == Merged([1, 3, 4])
    assert merge_set(None, [1], [2]).clashes == (Clash(None, [1], [2]),)


def test_put_in_place_replaces_one_clear_place_only():
    assert put_in_place(READ, TWO, NEW + NEWER, is_html=True) == ONE + NEW + NEWER + THREE
    assert put_in_place("a\r\nb", "b", "", is_html=False) == "a"
    assert put_in_place(ONE + ONE, ONE, TWO, is_html=True) is None
    assert put_in_place(READ, NEW, TWO, is_html=True) is None


# Few words, so that texts resemble and repeat each other; what a side adds is marked as its own.
words = st.lists(st.sampled_from(["der", "Rat", "tagt", "nicht", "heute"]), min_size=1, max_size=4).map(" ".join)
texts = st.lists(words, max_size=7)


@st.composite
def edits(draw, text, sign):
    """Return the text after a few edits; every word of a new or changed block ends in `sign`."""
    blocks = list(text)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(blocks)))
        act = draw(st.sampled_from(["insert", "change", "delete", "move"]))
        new = " ".join(word + sign for word in draw(words).split())
        if act == "insert" or place == len(blocks):
            blocks.insert(place, new)
        elif act == "change":
            blocks[place] += " " + new
        elif act == "delete":
            del blocks[place]
        else:
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(place))
    return blocks


@st.composite
def versions(draw):
    before = draw(texts)
    return before, draw(edits(before, "A")), draw(edits(before, "B"))


def said(*texts):
    return [set(re.findall(r"\w+", text)) for text in texts]


@given(versions(), st.booleans(), st.booleans())
def test_merge_loses_no_word_that_was_added(three, is_html, is_known):
    join = (lambda blocks: "".join(f"<p>{block}</p>" for block in blocks)) if is_html else "\n".join
    before, mine, theirs = map(join, three)
    merge = merge_html if is_html else merge_lines

    merged = merge(before if is_known else None, mine, theirs)

    told = [merged.value, *(text for clash in merged.clashes for text in (clash.mine, clash.theirs))]
    added = set.union(*said(mine, theirs)) - set.union(*said(before))
    assert added <= set.union(*said(*told))


@given(versions())
def test_merge_without_clash_is_the_same_whoever_saved_first_up_to_order(three):
    before, mine, theirs = ["".join(f"<p>{block}</p>" for block in blocks) for blocks in three]

    one, other = merge_html(before, mine, theirs), merge_html(before, theirs, mine)

    assert bool(one.clashes) == bool(other.clashes)
    if not one.clashes:
        assert sorted(split_html(one.value)) == sorted(split_html(other.value))


@given(versions())
def test_merge_with_an_untouched_side_is_the_other_side(three):
    before, mine, _ = ("".join(f"<p>{block}</p>" for block in blocks) for blocks in three)

    assert merge_html(before, mine, before) == merge_html(before, before, mine) == Merged(mine)


@given(st.text(alphabet="<>/pulih2q bockte&;ä\n", max_size=80))
def test_split_html_is_the_same_html_again(raw):
    html = clean(raw)

    assert join_html(split_html(html)) == html
    assert all(clean(block) == block for block in split_html(html))
