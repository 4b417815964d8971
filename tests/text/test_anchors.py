import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.anchors import CONTEXT, Anchor, BadSelection, locate, make, snap
from articles.text.plain import plain_lines
from tests.text.texts import words

TEXT = (
    "Moskau stellt neue Rakete vor\n"
    "Die russische Regierung hat am Dienstag eine neue Rakete gezeigt. Sie fliegt nach Angaben aus Moskau "
    "mit zehnfacher Schallgeschwindigkeit und ist von keiner Luftabwehr aufzuhalten. Unabhängig bestätigt "
    "ist das nicht. Ein Militärexperte sagte dem Sender, die Angaben seien „stark übertrieben“.\n"
    "Bezirk Mitte: 33 Fälle, 5 Tote\n"
    "Bezirk Pankow: 33 Fälle, 5 Tote\n"
    "Bezirk Spandau: 33 Fälle, 5 Tote\n"
    "Das teilte die Behörde mit. Im Sommer waren es 2,5 Prozent weniger. Das teilte die Behörde mit.\n"
    "Die Regierung in Kiew äußerte sich am Abend zunächst nicht. Unabhängig bestätigt ist das nicht. "
    "Weitere Gespräche sind für Freitag geplant."
)
FLIES = "mit zehnfacher Schallgeschwindigkeit"


def anchor_of(quote, *, text=TEXT, number=1):
    start = -1
    for _ in range(number):
        start = text.index(quote, start + 1)
    return make(text, start, start + len(quote))


def found(text, anchor):
    """Return the place of the anchor in a text, as the records keep an anchor."""
    return locate(text, exact=anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix, start_hint=anchor.start)


def words_at(text, place):
    return None if place is None else text[slice(*place)]


# --- make --------------------------------------------------------------------------------------------------


def test_make_keeps_the_quote_its_context_and_its_place():
    start = TEXT.index(FLIES)

    anchor = make(TEXT, start, start + len(FLIES))

    assert anchor == Anchor(
        exact=FLIES,
        prefix=TEXT[start - CONTEXT : start],
        suffix=" und ist von keiner Luftabwehr a",
        start=start,
        end=start + len(FLIES),
    )


def test_make_trims_white_space():
    assert make(" ein Wort\xa0\nnoch", 0, 11) == Anchor("ein Wort", " ", "\xa0\nnoch", 1, 9)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (1, 1, "empty"),
        (4, 5, "blank"),
        (9, 10, "blank"),
        (5, 12, "crosses_lines"),
        (-1, 2, "out_of_range"),
        (3, 2, "out_of_range"),
        (0, 99, "out_of_range"),
    ],
)
def test_make_refuses_what_nobody_can_mean(start, end, code):
    with pytest.raises(BadSelection) as refusal:
        make("eins zwei\ndrei", start, end)

    assert refusal.value.code == code


# --- snap --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selected", "whole"),
    [
        ("eg[ier]ung sagte", "egierung"),
        ("die Re[gierung sag]te es", "Regierung sagte"),
        ("in [Ost]-Berlin", "Ost-Berlin"),
        ("in Ost-[Berlin]", "Ost-Berlin"),
        ("die Leser:[innen]", "Leser:innen"),
        ("um 2,[5] Prozent", "2,5"),
        ("um 10.0[0]0 Euro", "10.000"),
        ("Sie [sagte]: Nein", "sagte"),
        ("am Ende[.] Dann", "."),
        ("„[Zita]t“ hier", "Zitat"),
        ("ga[nz] Cafe\u0301", "ganz"),
        ("Caf[e]\u0301 da", "Cafe\u0301"),
        ("ja [👩]\u200d🚀 ja", "👩\u200d🚀"),
        ("ja [👍]🏽 ja", "👍🏽"),
        ("ja 🇩[🇪] ja", "🇩🇪"),
        ("ein[ ]Wort", " "),
        ("[ganz]", "ganz"),
        ("kurz -[-] lang", "-"),
    ],
)
def test_snap_widens_to_whole_words(selected, whole):
    start, end = selected.index("["), selected.index("]") - 1
    text = selected.replace("[", "").replace("]", "")

    start, end = snap(text, start, end)

    assert text[start:end] == whole


def test_snap_refuses_places_outside_the_text():
    with pytest.raises(BadSelection):
        snap("kurz", 0, 5)


@given(words.map(plain_lines), st.data())
def test_snap_is_stable_and_never_narrower(text, data):
    place = st.integers(0, len(text))
    start, end = sorted((data.draw(place), data.draw(place)))

    wide = snap(text, start, end)

    assert wide[0] <= start <= end <= wide[1]
    assert snap(text, *wide) == wide
    assert "\n" in text[start:end] or "\n" not in text[slice(*wide)]


# --- locate: found -----------------------------------------------------------------------------------------

QUOTES = [
    FLIES,
    "von keiner Luftabwehr aufzuhalten",
    "Moskau stellt neue Rakete vor",
    "Militärexperte",
    "„stark übertrieben“",
    "Bezirk Pankow: 33 Fälle, 5 Tote",
    "2,5 Prozent",
    "Weitere Gespräche sind für Freitag geplant.",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_locate_finds_words_that_moved(quote):
    anchor = anchor_of(quote)
    moved = "Eilmeldung 😀 aus Brüssel: Was heute wichtig wird.\n" + TEXT + "\nDieser Text wurde ergänzt."

    place = found(moved, anchor)

    assert words_at(moved, place) == quote
    assert place[0] == moved.index(quote)


@pytest.mark.parametrize(
    ("quote", "number"),
    [
        ("Unabhängig bestätigt ist das nicht.", 1),
        ("Unabhängig bestätigt ist das nicht.", 2),
        ("Das teilte die Behörde mit.", 1),
        ("Das teilte die Behörde mit.", 2),
        ("Rakete", 1),
        ("Rakete", 2),
    ],
)
def test_locate_tells_twins_apart_by_their_context(quote, number):
    moved = "Eilmeldung.\n" + TEXT

    there = anchor_of(quote, text=moved, number=number)
    assert found(moved, anchor_of(quote, number=number)) == (there.start, there.end)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sie fliegt nach Angaben aus Moskau", "Das Geschoss fliegt nach eigenen Angaben aus Moskau"),
        (" und ist von keiner", " und sei von gar keiner"),
        ("Die russische Regierung hat am Dienstag", "Russland hat"),
        ("Sie fliegt", "Nach einem langen Vorlauf und vielen Tests im Norden des Landes heißt es: Sie fliegt"),
    ],
)
def test_locate_bears_edits_around_the_words(old, new):
    assert old in TEXT
    edited = TEXT.replace(old, new)

    assert words_at(edited, found(edited, anchor_of(FLIES))) == FLIES


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("„stark übertrieben“", '"stark übertrieben"', '"stark übertrieben"'),
        ("„stark übertrieben“", "»stark\xa0übertrieben«", "»stark\xa0übertrieben«"),
        ("„stark übertrieben“", "„stark u\u0308bertrieben“", "„stark u\u0308bertrieben“"),
        ("„stark übertrieben“", "„stark über\xadtrie\u200bben“", "„stark über\xadtrie\u200bben“"),
        ("„stark", "“stark", "“stark übertrieben“"),
    ],
)
def test_locate_looks_past_typography_and_returns_real_places(old, new, words):
    edited = "a\u0308 " + TEXT.replace(old, new)

    assert words_at(edited, found(edited, anchor_of("„stark übertrieben“"))) == words


def test_locate_finds_a_headline_that_is_the_quote():
    anchor = make("Moskau droht", 0, 12)

    assert found("Moskau droht", anchor) == (0, 12)
    assert found("Moskau\xa0droht", anchor) == (0, 12)
    assert found("Wo Moskau droht", anchor) is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("zehnfacher", "fünffacher", "mit fünffacher Schallgeschwindigkeit"),
        ("Schallgeschwindigkeit", "Schalgeschwindikeit", "mit zehnfacher Schalgeschwindikeit"),
        ("mit zehnfacher", "mit rund zehnfacher", "mit rund zehnfacher Schallgeschwindigkeit"),
        ("mit zehnfacher", "bei zehnfacher", "bei zehnfacher Schallgeschwindigkeit"),
    ],
)
def test_locate_finds_words_that_were_changed_a_little(old, new, words):
    edited = "Eilmeldung.\n" + TEXT.replace(old, new)

    assert words_at(edited, found(edited, anchor_of(FLIES))) == words


def test_locate_prefers_the_edited_words_to_a_twin_elsewhere():
    sentence = "Sie fliegt nach Angaben aus Moskau mit zehnfacher Schallgeschwindigkeit"
    edited = TEXT.replace("zehnfacher", "zehnfachr") + f"\nIm Bericht heißt es: {sentence} und höher."

    assert words_at(edited, found(edited, anchor_of(sentence))) == sentence.replace("zehnfacher", "zehnfachr")


def test_locate_finds_no_sentence_whose_surroundings_are_all_new():
    sentence = TEXT.split("\n")[1].split(". ")[1]

    assert found(f"Kurz gesagt:\n{sentence}!", anchor_of(sentence)) is None


@given(words.map(plain_lines), st.data())
def test_locate_finds_on_the_same_text_what_was_made(text, data):
    place = st.integers(0, len(text))
    try:
        anchor = make(text, *sorted((data.draw(place), data.draw(place))))
    except BadSelection:
        return

    assert found(text, anchor) == (anchor.start, anchor.end)


@given(st.data())
def test_locate_finds_whole_words_behind_an_insertion_or_nothing(data):
    place = st.integers(0, len(TEXT))
    start, end = snap(TEXT, *sorted((data.draw(place), data.draw(place))))
    at = data.draw(place.filter(lambda at: not start < at < end))
    inserted = data.draw(words.map(plain_lines))
    try:
        anchor = make(TEXT, start, end)
    except BadSelection:
        return
    edited = TEXT[:at] + inserted + TEXT[at:]

    result = found(edited, anchor)

    # What is glued to a word at the edge becomes part of it.
    shift = len(inserted) if at <= anchor.start else 0
    if result is not None:
        assert anchor.start + shift - len(inserted) <= result[0] <= anchor.start + shift
        assert anchor.end + shift <= result[1] <= anchor.end + shift + len(inserted)


# --- locate: lost rather than wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "old", "new"),
    [
        (FLIES, FLIES, "sehr schnell"),
        ("Bezirk Mitte: 33 Fälle, 5 Tote", "Bezirk Mitte: 33 Fälle, 5 Tote\n", ""),
        ("Bezirk Spandau: 33 Fälle, 5 Tote", "Bezirk Spandau: 33 Fälle, 5 Tote\n", ""),
        ("33 Fälle", "Bezirk Mitte: 33 Fälle, 5 Tote\n", ""),
        ("33 Fälle, 5 Tote", "Bezirk Mitte: 33 Fälle, 5 Tote\n", ""),
        ("Sie fliegt nach", "Sie fliegt nach", "Er fliegt nach"),
        ("5 Prozent", "2,5 Prozent", "5 Prozent"),
        ("Militärexperte", "Militärexperte", "Militärexperten-Kreis"),
        ("Gespräche", "Gespräche", "Vor-Gespräche"),
        ("Freitag", "Freitag", "Freitagabend"),
        (
            "Unabhängig bestätigt ist das nicht.",
            " Unabhängig bestätigt ist das nicht. Ein Militärexperte",
            " Ein Experte",
        ),
    ],
)
def test_locate_would_rather_lose_words_than_take_others(quote, old, new):
    assert old in TEXT
    anchor = anchor_of(quote)

    assert found(TEXT.replace(old, new, 1), anchor) is None


@pytest.mark.parametrize("quote", ["33 Fälle, 5 Tote", "33 Fälle", "Fälle", "5 Tote", "Tote"])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_locate_never_takes_a_figure_of_one_line_for_that_of_another(quote, number):
    anchor = anchor_of(quote, number=number)
    line = [line for line in TEXT.split("\n") if line.startswith("Bezirk")][number - 1] + "\n"

    assert found(TEXT.replace(line, ""), anchor) is None


def test_locate_gives_up_when_twins_cannot_be_told_apart():
    line = "Die Zahl der Fälle stieg im Vergleich zur Vorwoche deutlich an.\n"
    anchor = make(line * 5, len(line) * 2, len(line) * 3 - 1)

    assert found(line * 5, anchor) == (anchor.start, anchor.end)
    assert found("Neu: " + line * 5, anchor) is None


def test_locate_does_not_search_for_nothing():
    assert locate(TEXT, exact="", prefix="", suffix="", start_hint=0) is None
    assert locate(TEXT, exact="  ", prefix="", suffix="", start_hint=0) is None
    assert locate("", exact="Wort", prefix="", suffix="", start_hint=0) is None


def test_locate_needs_no_hint():
    anchor = anchor_of(FLIES)

    assert locate(TEXT, exact=FLIES, prefix=anchor.prefix, suffix=anchor.suffix) == (anchor.start, anchor.end)


def test_locate_is_quick_among_very_many_twins():
    text = "Das sagte er. " * 15_000
    anchor = make("Niemand kam. " + text, 13, 26)

    assert found("Neu. " + text, anchor) is None
    assert found("Neu. Niemand kam. " + text, anchor) == (18, 31)
