import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from articles.text.anchors import follow, wording_changed
from articles.text.pairing import pair
from articles.text.plain import plain_lines
from articles.text.sentences import sentences
from tests.text.texts import words

LINES = [
    "Moskau stellt neue Rakete vor",
    "Die russische Regierung hat am Dienstag eine neue Rakete gezeigt. Sie fliegt nach Angaben aus Moskau "
    "mit zehnfacher Schallgeschwindigkeit und ist von keiner Luftabwehr aufzuhalten. Unabhängig bestätigt "
    "ist das nicht. Ein Militärexperte sagte dem Sender, die Angaben seien „stark übertrieben“.",
    "Bezirk Mitte: 33 Fälle, 5 Tote",
    "Bezirk Pankow: 28 Fälle, 2 Tote",
    "Bezirk Spandau: 17 Fälle, 1 Tote",
    "Das teilte die Behörde mit. Im Sommer waren es 2,5 Prozent weniger. Das teilte die Behörde mit.",
    "Die Regierung in Kiew äußerte sich am Abend zunächst nicht. Unabhängig bestätigt ist das nicht. "
    "Weitere Gespräche sind für Freitag geplant.",
]
TEXT = "\n".join(LINES)
FLIES = "mit zehnfacher Schallgeschwindigkeit"
SENTENCE = LINES[1].split(". ")[1] + "."
TWIN = "Unabhängig bestätigt ist das nicht."


def span_of(quote, *, text=TEXT, number=1):
    start = -1
    for _ in range(number):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def followed(quote, new, *, number=1):
    """Return the words at which a quote of the text arrives in the new one."""
    [span] = follow(TEXT, new, [span_of(quote, number=number)])
    return None if span is None else new[slice(*span)]


# --- Found -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "old", "new", "words"),
    [
        (FLIES, "Sie fliegt", "Sie ist groß und sie fliegt", FLIES),
        (FLIES, "zehnfacher", "fünffacher", "mit fünffacher Schallgeschwindigkeit"),
        (FLIES, "Schallgeschw", "Schalgeschw", "mit zehnfacher Schalgeschwindigkeit"),
        (FLIES, "mit zehnfacher", "bei zehnfacher", "bei zehnfacher Schallgeschwindigkeit"),
        (FLIES, "mit zehnfacher", "mit sehr hoher, zehnfacher", "mit sehr hoher, zehnfacher Schallgeschwindigkeit"),
        ("von keiner Luftabwehr aufzuhalten", "aufzuhalten", "zu stoppen", "von keiner Luftabwehr zu stoppen"),
        ("allgeschwindigk", "Sie fliegt", "Das Ding fliegt", "allgeschwindigk"),
        ("2,5 Prozent", "Im Sommer", "Im Sommer und Herbst", "2,5 Prozent"),
        ("2,5 Prozent", "2,5", "2,7", "2,7 Prozent"),
        ("Bezirk Mitte: 33 Fälle, 5 Tote", "33", "35", "Bezirk Mitte: 35 Fälle, 5 Tote"),
        ("Bezirk Mitte: 33 Fälle, 5 Tote", "Mitte", "Mitte-Nord", "Bezirk Mitte-Nord: 33 Fälle, 5 Tote"),
        ("„stark übertrieben“", "„stark übertrieben“", "»stark\xa0übertrieben«", "»stark\xa0übertrieben«"),
        ("stark übertrieben", "übertrieben", "u\u0308ber\xadtrieben", "stark u\u0308ber\xadtrieben"),
    ],
)
def test_follow_finds_words_of_an_edited_sentence(quote, old, new, words):
    assert old in TEXT

    assert followed(quote, TEXT.replace(old, new)) == words


@pytest.mark.parametrize(
    ("old", "new", "begins", "ends"),
    [
        ("Moskau mit", "Moskau, die niemand prüfen kann, mit", "Sie fliegt", "aufzuhalten."),
        ("keit und ist", "keit. Außerdem ist sie", "Sie fliegt", "aufzuhalten."),
        ("aufzuhalten.", "zu stoppen!", "Sie fliegt", "zu stoppen!"),
        ("gezeigt. Sie", "gezeigt, und sie", "sie fliegt", "aufzuhalten."),
        ("gezeigt. Sie", "gezeigt.\nSie", "Sie fliegt", "aufzuhalten."),
        ("Sie fliegt", "Das Geschoss fliegt", "Das Geschoss fliegt", "aufzuhalten."),
    ],
    ids=["clause put in", "split", "new end", "joined to the one before", "new paragraph", "new beginning"],
)
def test_follow_finds_a_sentence_that_was_recast(old, new, begins, ends):
    assert old in TEXT
    edited = TEXT.replace(old, new)

    assert followed(SENTENCE, edited) == edited[edited.index(begins) : edited.index(ends) + len(ends)]


def test_follow_keeps_two_sentences_together_when_another_is_put_between():
    quote = "Im Sommer waren es 2,5 Prozent weniger. Das teilte die Behörde mit."
    edited = TEXT.replace("weniger. Das", "weniger. Im Herbst waren es mehr. Das")

    assert followed(quote, edited) == quote.replace("weniger. Das", "weniger. Im Herbst waren es mehr. Das")


def test_follow_swallows_no_new_sentence_of_the_same_build():
    changed = SENTENCE.replace("nach Angaben", "den Angaben").replace("und ist", "und sei")
    new = "Sie fährt nach Angaben aus Peking mit einfacher Motorkraft und ist von keiner Flotte aufzuhalten."

    assert followed(SENTENCE, TEXT.replace(SENTENCE, f"{changed} {new}")) == changed


@pytest.mark.parametrize("line", range(len(LINES)))
def test_follow_finds_every_line_wherever_it_moves(line):
    others = LINES[:line] + LINES[line + 1 :]

    for place in range(len(LINES)):
        moved = "\n".join([*others[:place], LINES[line], *others[place:]])

        assert followed(LINES[line], moved) == LINES[line]


@pytest.mark.parametrize("number", [1, 2])
def test_follow_tells_twins_apart(number):
    edited = TEXT.replace("Die Regierung in Kiew", "Kiew").replace("Sie fliegt", "Neu. Sie fliegt")

    assert follow(TEXT, edited, [span_of(TWIN, number=number)]) == [span_of(TWIN, text=edited, number=number)]


def test_follow_keeps_to_the_twin_that_was_edited():
    edited = TEXT.replace(TWIN, "Unabhängig betsätigt ist das bisher nicht.", 1)

    assert followed(TWIN, edited, number=1) == "Unabhängig betsätigt ist das bisher nicht."
    assert followed(TWIN, edited, number=2) == TWIN


def test_follow_brings_a_list_up_to_date_line_by_line():
    edited = TEXT.replace("33 Fälle, 5", "35 Fälle, 6").replace("28 Fälle, 2", "33 Fälle, 5").replace("17", "28")
    spans = [span_of(line) for line in LINES[2:5]]

    assert [edited[slice(*span)] for span in follow(TEXT, edited, spans)] == edited.split("\n")[2:5]


# --- Lost rather than wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "number", "old", "new"),
    [
        (SENTENCE, 1, SENTENCE + " ", ""),
        (FLIES, 1, FLIES, "sehr schnell"),
        (FLIES, 1, SENTENCE, "Über ihre Reichweite sagte die Regierung nichts."),
        (TWIN, 1, TWIN + " Ein", "Ein"),
        (TWIN, 2, TWIN + " Weitere", "Weitere"),
        ("Bezirk Mitte: 33 Fälle, 5 Tote", 1, "Bezirk Mitte: 33 Fälle, 5 Tote\n", ""),
        ("Bezirk Pankow: 28 Fälle, 2 Tote", 1, "Bezirk Pankow: 28 Fälle, 2 Tote\n", ""),
        ("28 Fälle, 2 Tote", 1, "Bezirk Pankow: 28 Fälle, 2 Tote\n", ""),
        ("Bezirk Pankow: 28 Fälle, 2 Tote", 1, "Pankow: 28 Fälle, 2", "Köpenick: 41 Fälle, 7"),
        ("28 Fälle", 1, "Pankow: 28 Fälle, 2", "Köpenick: 41 Fälle, 7"),
        ("Militärexperte", 1, "Ein Militärexperte sagte", "Eine Fachfrau sagte"),
    ],
)
def test_follow_would_rather_lose_words_than_take_others(quote, number, old, new):
    assert old in TEXT

    assert followed(quote, TEXT.replace(old, new), number=number) is None


def test_follow_does_not_take_a_new_sentence_of_the_same_build_for_the_old_one():
    new = "Sie schwimmt nach Angaben aus Kiel mit einfacher Motorkraft und ist von keiner Strömung aufzuhalten."
    edited = TEXT.replace(SENTENCE + " ", "") + "\nIn Kiel wurde ein Boot gezeigt. " + new

    assert followed(SENTENCE, edited) is None


def test_follow_loses_the_middle_one_of_equal_lines():
    line = "Die Zahl der Fälle stieg im Vergleich zur Vorwoche deutlich an.\n"
    first, middle, last = spans = [(number * len(line), (number + 1) * len(line) - 1) for number in range(3)]

    assert follow(line * 3, line * 3, spans) == spans
    assert follow(line * 3, line * 2, spans) == [first, None, middle]
    assert follow(line * 2, line * 3, [first, middle]) == [first, last]


@pytest.mark.parametrize("span", [(3, 3), (5, 4), (-1, 4), (0, 99), (4, 5)])
def test_follow_loses_what_is_no_words(span):
    assert follow("eins zwei", "eins zwei drei", [span]) == [None]


# --- Promises for every text -------------------------------------------------------------------------------


def draw_spans(data, text):
    place = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(place, place).map(sorted).map(tuple), max_size=5))
    return [(start, end) for start, end in drawn if text[start:end].strip() == text[start:end] != ""]


@given(words.map(plain_lines), st.data())
def test_follow_leaves_all_in_place_where_nothing_was_edited(text, data):
    spans = draw_spans(data, text)

    assert follow(text, text, spans) == spans


@given(st.lists(words.map(plain_lines).filter(bool), max_size=3), st.data())
def test_follow_shifts_all_behind_new_paragraphs(paragraphs, data):
    spans = draw_spans(data, TEXT)
    inserted = "".join(f"{paragraph}\n" for paragraph in paragraphs)

    assert follow(TEXT, inserted + TEXT, spans) == [
        (start + len(inserted), end + len(inserted)) for start, end in spans
    ]


@settings(max_examples=200)
@given(st.data())
def test_follow_finds_similar_words_and_never_two_quotes_in_one_place(data):
    text = data.draw(st.lists(st.sampled_from([*LINES, *LINES[2:5]]), min_size=1).map("\n".join))
    spans = draw_spans(data, text)
    edited = text
    for _ in range(data.draw(st.integers(1, 4))):
        start, end = sorted((data.draw(st.integers(0, len(edited))), data.draw(st.integers(0, len(edited)))))
        piece = data.draw(words | st.sampled_from(LINES))
        edited = edited[:start] + piece + edited[min(end, start + 60) :]

    places = follow(text, edited, spans)

    for span, place in zip(spans, places, strict=True):
        if place:
            assert 0 <= place[0] < place[1] <= len(edited)
            assert Indel.normalized_similarity(text[slice(*span)], edited[slice(*place)]) > 0.35
    found = [(span, place) for span, place in zip(spans, places, strict=True) if place]
    for number, (span, place) in enumerate(found):
        for other_span, other in found[:number]:
            were_apart = span[1] <= other_span[0] or other_span[1] <= span[0]
            assert not were_apart or place[1] <= other[0] or other[1] <= place[0]


# --- Sentences and pairs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cut",
    [
        ["Am 5. Dezember kam Dr. Meier z. B. nach Berlin.", "Er sagte: „Das ist so.“", "Dann ging er!"],
        ["Es kostet ca. 2,5 Mio. Euro.", "(Wirklich.)", "😀 Ja?!", "Nein …", "Doch."],
        ["Das war 2005.", "Heute ist es anders."],
        ["ohne Punkt und klein. und weiter"],
    ],
)
def test_sentences_end_where_a_reader_would_say_so(cut):
    text = " ".join(cut)

    assert [text[start:end] for start, end in sentences(text)] == cut


@given(words)
def test_sentences_lose_nothing_but_white_space(text):
    places = sentences(text)

    edges = [0, *(edge for place in places for edge in place), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert not any("\n" in text[start:end] for start, end in places)


def test_sentences_cuts_what_never_ends():
    assert max(end - start for start, end in sentences("eins, zwei, drei " * 1000)) < 50


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("a b c", "a x b c", {0: 0, 1: 2, 2: 3}),
        ("a b c", "c a b", {0: 1, 1: 2, 2: 0}),
        ("u S x S v", "u x S v", {0: 0, 2: 1, 3: 2, 4: 3}),
        ("u S x S v", "u S x v", {0: 0, 1: 1, 2: 2, 4: 3}),
        ("u S x S v", "u S v", {0: 0, 4: 2}),
        ("u S v", "u S x S v", {0: 0, 2: 4}),
        ("S S S", "S S S", {0: 0, 1: 1, 2: 2}),
        ("S S S", "S S", {}),
    ],
)
def test_pair_knows_repeated_lines_by_their_neighbours(old, new, pairs):
    assert pair(old.split(), new.split()) == pairs


# --- wording_changed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Er sagte: „Nein“", "Er sagte: »Nein«", False),
        ("„Nein“ heißt nein", "Nein heißt nein", False),
        ("rund 33 % mehr", "rund 33\xa0%  mehr", False),
        ("München – Köln", "Mu\u0308nchen - Köln", False),
        ("Hyperschallrakete …", "Hyper\xadschall\xadrakete ...", False),
        ("rund 33 Prozent", "rund 35 Prozent", True),
        ("nicht geprüft", "geprüft", True),
        ("Sie kommen.", "Sie kommen?", True),
        ("Sie kommen", "sie kommen", True),
    ],
)
def test_wording_changed_looks_past_typography(old, new, changed):
    assert wording_changed(old, new) is changed
