"""What changed between two texts: nothing may be lost or made up in the telling."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import clean
from articles.text.diff import (
    ADDED,
    CHANGED,
    KEPT,
    LEFT,
    MOVED,
    REMOVED,
    Piece,
    after,
    as_html,
    before,
    diff,
    diff_lines,
    words,
)
from articles.text.plain import plain

WORDS = ["die", "Rakete", "fliegt", "schnell", "„sehr“", "Moskau", "sagt,", "nicht.", "a\u00a0b", "👩‍🚀", "é", "–"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
BODIES = st.lists(st.tuples(st.sampled_from(["p", "h2", "li"]), SENTENCES), max_size=8).map(
    lambda blocks: clean("".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks))
)


def kinds(paragraphs):
    return [paragraph.kind for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Gleich.", "Gleich.", [Piece(KEPT, "Gleich.")]),
        (
            "Die Rakete fliegt schnell.",
            "Die Rakete fliegt sehr schnell.",
            [Piece(KEPT, "Die Rakete fliegt "), Piece(ADDED, "sehr "), Piece(KEPT, "schnell.")],
        ),
        (
            "Moskau meldet drei Tote.",
            "Moskau meldet vier Tote.",
            [Piece(KEPT, "Moskau meldet "), Piece(REMOVED, "drei"), Piece(ADDED, "vier"), Piece(KEPT, " Tote.")],
        ),
        ("Ganz alt.", "Davon bleibt nichts", [Piece(REMOVED, "Ganz alt."), Piece(ADDED, "Davon bleibt nichts")]),
        (
            "10 km weit",
            "10\u00a0km weit",
            [Piece(KEPT, "10"), Piece(REMOVED, " "), Piece(ADDED, "\u00a0"), Piece(KEPT, "km weit")],
        ),
        (
            "Er kam, sah, siegte am Montag in Rom.",
            "Er blieb, ging, siegte am Montag in Rom.",
            [
                Piece(KEPT, "Er "),
                Piece(REMOVED, "kam, sah"),
                Piece(ADDED, "blieb, ging"),
                Piece(KEPT, ", siegte am Montag in Rom."),
            ],
        ),
    ],
)
def test_words_tells_what_is_kept_removed_and_added(old, new, expected):
    assert words(old, new) == expected


def test_diff_matches_paragraphs_before_words():
    old = "<p>Eins bleibt stehen.</p><p>Zwei wird hier nur ein wenig anders.</p><p>Drei fällt weg.</p>"
    new = "<p>Eins bleibt stehen.</p><p>Zwei wird hier nur wenig anders.</p><h2>Neu dabei</h2>"

    paragraphs = diff(old, new)

    assert kinds(paragraphs) == [KEPT, CHANGED, REMOVED, ADDED]
    assert [(each.old, each.new) for each in paragraphs] == [(0, 0), (1, 1), (2, None), (None, 2)]
    assert paragraphs[3].tag == "h2"


def test_diff_recognises_a_moved_paragraph_edited_or_not():
    first, second, third = "Zuerst kam der Regen.", "Dann kam der große Wind aus Westen.", "Am Ende kam niemand mehr."
    old = f"<p>{first}</p><p>{second}</p><p>{third}</p>"

    moved = diff(old, f"<p>{third}</p><p>{first}</p><p>{second}</p>")
    edited = diff(old, f"<p>Am Ende kam niemand.</p><p>{first}</p><p>{second}</p>")

    assert kinds(moved) == [MOVED, KEPT, KEPT, LEFT]
    assert kinds(edited) == [MOVED, KEPT, KEPT, LEFT]
    assert (moved[0].old, moved[0].new, moved[3].old, moved[3].new) == (2, 0, 2, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>Ein Satz.</p>", "<h2>Ein Satz.</h2>"),
        ("<p>Ein Satz.</p>", "<p>Ein <strong>Satz</strong>.</p>"),
        ('<p><a href="https://a.example/">Ein Satz.</a></p>', '<p><a href="https://b.example/">Ein Satz.</a></p>'),
    ],
)
def test_diff_notices_when_only_the_markup_changed(old, new):
    (paragraph,) = diff(old, new)

    assert (paragraph.kind, paragraph.restyled, paragraph.is_same) == (KEPT, True, False)


def test_diff_lines_tells_key_points_apart():
    paragraphs = diff_lines("Der erste Punkt\nDer zweite Punkt", "Der zweite Punkt\nEin dritter ganz anderer")

    assert kinds(paragraphs) == [REMOVED, KEPT, ADDED]


def test_as_html_escapes_and_says_in_words_what_the_signs_show():
    pieces = [Piece(KEPT, "a < b "), Piece(REMOVED, "<i>"), Piece(ADDED, " ")]

    html = as_html(pieces, added="neu:", removed="gestrichen:")

    assert html == (
        'a &lt; b <del><span class="visually-hidden">gestrichen:</span>&lt;i&gt;</del>'
        '<ins><span class="visually-hidden">neu:</span>␣</ins>'
    )


@given(BODIES, BODIES)
def test_diff_of_any_bodies_gives_both_texts_back(old, new):
    paragraphs = diff(old, new)

    assert before(paragraphs) == plain(old)
    assert after(paragraphs) == plain(new)


@given(BODIES, st.randoms(use_true_random=False))
def test_diff_of_shuffled_paragraphs_gives_both_texts_back(old, chance):
    blocks = plain(old).split("\n")
    chance.shuffle(blocks)
    new = clean("".join(f"<p>{block}</p>" for block in blocks))

    paragraphs = diff(old, new)

    assert (before(paragraphs), after(paragraphs)) == (plain(old), plain(new))
    assert not {ADDED, REMOVED, CHANGED} & set(kinds(paragraphs))


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_of_any_text_are_neither_lost_nor_made_up(old, new):
    pieces = words(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new
    assert all(piece.text for piece in pieces)


@given(BODIES)
def test_diff_of_a_text_with_itself_is_empty(body):
    assert all(paragraph.is_same for paragraph in diff(body, body))


def long_body(chance, *, paragraphs, length):
    vocabulary = [f"Wort{number}" for number in range(800)]
    return [" ".join(chance.choices(vocabulary, k=length)) for _ in range(paragraphs)]


@pytest.mark.parametrize(("paragraphs", "length"), [(100, 50), (1, 5000), (1000, 5)], ids=["usual", "one", "many"])
def test_diff_of_five_thousand_words_takes_less_than_half_a_second(paragraphs, length):
    chance = random.Random(7)
    old = long_body(chance, paragraphs=paragraphs, length=length)
    new = [" ".join(word if chance.random() > 0.1 else "neu" for word in text.split()) for text in old]
    old_html, new_html = ("".join(f"<p>{text}</p>" for text in texts) for texts in (old, new))

    start = time.process_time()
    told = diff(old_html, new_html)
    taken = time.process_time() - start

    assert (before(told), after(told)) == ("\n".join(old), "\n".join(new))
    assert taken < 0.5


def test_diff_of_unlike_paragraphs_without_number_does_not_run_away():
    chance = random.Random(7)
    old, new = ("\n".join(long_body(chance, paragraphs=1500, length=8)) for _ in range(2))

    start = time.process_time()
    told = diff_lines(old, new)
    taken = time.process_time() - start

    assert (before(told), after(told)) == (old, new)
    assert taken < 2
