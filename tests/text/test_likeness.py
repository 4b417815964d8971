import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.likeness import ALIKE, likeness, nearness, telling_words

FLIES = "Die Rakete fliegt mit Hyperschallgeschwindigkeit und überwindet Luftabwehrsysteme."


def test_telling_words_leave_out_what_every_sentence_has():
    assert telling_words("Die Rakete soll nicht mit Mach 5 fliegen, aber 2024") == [
        "fliegen",
        "rakete",
        "2024",
        "mach",
        "5",
    ]


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("soll Moskau zufolge mit Hyperschallgeschwindigkeit fliegen und Luftabwehrsysteme überwinden können", FLIES),
        ("fliegt mit Hyperschallgeschwindigkeit", FLIES),
        ("Luftabwehrsysteme könnten sie nicht aufhalten", "Die Oreschnik kann Luftabwehrsysteme überwinden."),
    ],
)
def test_likeness_sees_the_same_claim_in_other_words(words, statement):
    assert likeness(words, statement) >= ALIKE


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("Der Winter wird kalt", FLIES),
        ("Die Rakete steht im Museum von Kassel", "Die Rakete fliegt morgen zum Mond"),
        ("", FLIES),
        ("und oder nicht", "und oder nicht"),
    ],
)
def test_likeness_leaves_other_claims_alone(words, statement):
    assert likeness(words, statement) < ALIKE


def test_nearness_puts_the_one_with_the_same_words_first():
    words = "Die Rakete fliegt mit Hyperschallgeschwindigkeit"
    others = [FLIES, "Mit Hyperschallgeschwindigkeit fliegt die Rakete nicht.", f"{words}."]

    assert sorted(others, key=lambda other: -nearness(words, other))[0] == f"{words}."
    assert 0 <= nearness("", "") <= nearness(words, FLIES) <= nearness(words, words) == 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_stays_between_0_and_1_and_is_the_same_both_ways(left, right):
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, right) == likeness(right, left)
