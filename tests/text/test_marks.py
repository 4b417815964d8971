import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.clean import clean
from articles.text.marks import Mark, number_blocks, weave, weave_lines
from articles.text.plain import escape, plain
from tests.text.texts import anything, page, without_marks, words

HTML = (
    "<h2>Äh &amp; oh</h2><p>Das ist <strong>sehr <em>laut</em></strong> hier.</p>"
    '<ul><li>Ein <a href="/x">Link mit Ende</a></li></ul>'
)
TEXT = "Äh & oh\nDas ist sehr laut hier.\nEin Link mit Ende"


def opening(active):
    return f'<mark class="{" ".join(mark.key for mark in active)}">'


def woven(html, *marks, after=lambda mark: f"[{mark.key}]"):
    return weave(html, marks, opening=opening, closing="</mark>", after=after)


def mark(words, key="a", text=TEXT):
    return Mark(text.index(words), text.index(words) + len(words), key)


def test_the_example_reads_as_it_should():
    assert plain(HTML) == TEXT


@pytest.mark.parametrize(
    ("marked", "html"),
    [
        ("Äh & oh", '<h2><mark class="a">Äh &amp; oh</mark>[a]</h2>'),
        ("& o", '<h2>Äh <mark class="a">&amp; o</mark>[a]h</h2>'),
        ("ist s", '<p>Das <mark class="a">ist </mark><strong><mark class="a">s</mark>[a]ehr '),
        ("laut hier.", '<em><mark class="a">laut</mark></em></strong><mark class="a"> hier.</mark>[a]</p>'),
        ("laut", '<em><mark class="a">laut</mark>[a]</em></strong> hier.</p>'),
        (
            "Ein Link",
            '<mark class="a">Ein </mark><a href="/x"><mark class="a">Link</mark> mit Ende</a>[a]</li>',
        ),
        ("mit Ende", '<a href="/x">Link <mark class="a">mit Ende</mark></a>[a]</li></ul>'),
    ],
)
def test_weave_wraps_the_words_within_each_element(marked, html):
    result = woven(HTML, mark(marked))

    assert html in result
    assert without_marks(result).replace("[a]", "") == HTML


def test_weave_cuts_overlapping_marks_into_segments():
    result = woven(HTML, mark("ist sehr laut", "a"), mark("laut hier", "b"), mark("Das ist", "c"))

    assert (
        '<p><mark class="c">Das </mark><mark class="c a">ist</mark>[c]<mark class="a"> </mark>'
        '<strong><mark class="a">sehr </mark><em><mark class="a b">laut</mark>[a]</em></strong>'
        '<mark class="b"> hier</mark>[b].</p>'
    ) in result


def test_weave_names_the_wider_of_two_marks_first():
    result = woven("<p>abc</p>", Mark(0, 1, "narrow"), Mark(0, 3, "wide"), Mark(0, 1, "same"))

    assert result == ('<p><mark class="wide narrow same">a</mark>[narrow][same]<mark class="wide">bc</mark>[wide]</p>')


def test_weave_splits_a_mark_at_the_end_of_a_block():
    result = woven("<p>eins</p><p>zwei</p>", Mark(2, 7, "a"))

    assert result == '<p>ei<mark class="a">ns</mark></p><p><mark class="a">zw</mark>[a]ei</p>'


def test_weave_leaves_line_ends_at_the_edge_of_a_mark_alone():
    result = woven("<p>eins</p><p>zwei</p>", Mark(0, 5, "a"), Mark(4, 9, "b"))

    assert result == '<p><mark class="a">eins</mark>[a]</p><p><mark class="b">zwei</mark>[b]</p>'


def test_weave_without_marks_changes_nothing():
    assert woven(HTML) == HTML


def test_weave_counts_an_emoji_as_its_code_points():
    assert woven("<p>😀 &amp; wir</p>", Mark(4, 7, "a")) == '<p>😀 &amp; <mark class="a">wir</mark>[a]</p>'


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 10), (9, 10), (4, 5)])
def test_weave_refuses_a_mark_without_words(start, end):
    with pytest.raises(ValueError, match=r"out of range|covers no words"):
        woven("<p>eins</p><p>zwei</p>", Mark(start, end, "a"))


@pytest.mark.parametrize("html", ["<p>zwei  Leerzeichen</p>", "lose", "<p>a</p>lose", "<p> Rand</p>"])
def test_weave_refuses_html_that_was_not_cleaned(html):
    with pytest.raises(ValueError, match="clean"):
        woven(html)


def test_weave_lines_escapes_and_marks():
    lines = weave_lines("A < B\n& C", [Mark(2, 7, "a")], opening=opening, closing="</mark>", after=lambda mark: "[a]")

    assert lines == ['A <mark class="a">&lt; B</mark>', '<mark class="a">&amp;</mark>[a] C']


def test_weave_lines_gives_each_point_its_own_html():
    lines = weave_lines("Eins\nZwei", [Mark(5, 9, "a")], opening=opening, closing="</mark>", after=lambda mark: "")

    assert lines == ["Eins", '<mark class="a">Zwei</mark>']


def test_number_blocks_tells_where_the_words_of_each_block_start():
    assert number_blocks('<ol><li><p>Äh &amp; <a href="/x">o</a></p><ul><li>b</li></ul></li></ol><p>c</p>') == (
        '<ol><li><p data-start="0">Äh &amp; <a href="/x">o</a></p>'
        '<ul><li data-start="7">b</li></ul></li></ol><p data-start="9">c</p>'
    )


def test_number_blocks_can_be_woven_afterwards():
    assert woven(number_blocks("<p>a</p><p>b</p>"), Mark(2, 3, "a")) == (
        '<p data-start="0">a</p><p data-start="2"><mark class="a">b</mark>[a]</p>'
    )


def marks_on_words(text, places):
    spans = [(min(place), max(place)) for place in places]
    return [Mark(start, end, f"m{number}") for number, (start, end) in enumerate(spans) if text[start:end].strip("\n")]


@settings(max_examples=60)
@given(anything.map(clean), st.data())
def test_weave_keeps_the_text_and_marks_exactly_the_words(html, data):
    text = plain(html)
    place = st.integers(0, len(text))
    marks = marks_on_words(text, data.draw(st.lists(st.tuples(place, place), max_size=5)))

    result = woven(html, *marks, after=lambda mark: "")

    read = page(result)
    assert without_marks(result) == html
    assert plain(without_marks(result)) == text
    assert {mark.key: text[mark.start : mark.end].replace("\n", "") for mark in marks} == read.marked
    assert "<mark" not in result or not re.search(r"<mark[^>]*></mark>", result)


@settings(max_examples=60)
@given(anything.map(clean), st.data())
def test_weave_puts_one_note_behind_each_mark(html, data):
    text = plain(html)
    place = st.integers(0, len(text))
    marks = marks_on_words(text, data.draw(st.lists(st.tuples(place, place), max_size=5)))

    result = woven(html, *marks, after=lambda mark: f"<button>{mark.key}</button>")

    assert sorted(re.findall(r"<button>(\w+)</button>", result)) == sorted(mark.key for mark in marks)
    for found in re.finditer(r"<button>(\w+)</button>", result):
        assert f'"{found[1]}"' not in re.sub(r'class="([^"]*)"', _each_key, result[found.end() :])
        assert result[: found.start()].count("<a ") == result[: found.start()].count("</a>")


def _each_key(match):
    return " ".join(f'"{key}"' for key in match[1].split())


@given(words, st.data())
def test_weave_lines_keeps_every_text(text, data):
    place = st.integers(0, len(text))
    marks = marks_on_words(text, data.draw(st.lists(st.tuples(place, place), max_size=5)))

    lines = weave_lines(text, marks, opening=opening, closing="</mark>", after=lambda mark: "")

    assert without_marks("\n".join(lines)) == escape(text)


def test_weave_is_quick_with_many_marks_in_a_long_text():
    html = "<p>Ein <strong>langer</strong> Satz mit Wörtern.</p>" * 5000
    marks = [Mark(31 * number, 31 * number + 20, str(number)) for number in range(1000)]

    result = woven(html, *marks)

    assert result.count("[") == 1000
