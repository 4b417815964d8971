"""The sentence that explains a count, in German and in English."""

import pytest

from articles.sourcing.independence import Piece, Source, weigh
from articles.sourcing.sentences import explain, missing

SOURCES = [
    Source(1, "Moskau"),
    Source(2, "Kreml", part_of=1),
    Source(3, "Regierung der USA"),
    Source(4, "Pentagon", part_of=3),
    Source(5, "Weißes Haus", part_of=3),
    Source(6, "Reuters", kind="agency"),
    Source(7, "dpa", kind="agency"),
    Source(8, "NASA"),
    Source(9, "„Der Überblick“", kind="outlet"),
    Source(10, "Teilnehmer", kind="anonymous"),
    Source(11, "Fälscher", reliability="E"),
]
PENTAGON, NASA = Piece(1, 4), Piece(2, 8)
RELAYS = [Piece(3, 6, goes_back_to=1), Piece(4, 7, goes_back_to=3)]

SENTENCES = {
    "nothing": ([], "Kein unabhängiger Ursprung.", "No independent origin."),
    "one": ([NASA], "Ein unabhängiger Ursprung: NASA.", "One independent origin: NASA."),
    "two relays of one of two": (
        [PENTAGON, NASA, *RELAYS],
        "Zwei unabhängige Ursprünge: NASA, Pentagon; dpa und Reuters gehen beide auf eine Quelle zurück (Pentagon) "
        "und zählen mit ihr einmal.",
        "Two independent origins: NASA, Pentagon; dpa and Reuters both go back to one source (Pentagon) "
        "and count once with it.",
    ),
    "one relay": (
        [PENTAGON, RELAYS[0]],
        "Ein unabhängiger Ursprung: Pentagon; Reuters geht auf eine andere Quelle zurück (Pentagon) und zählt mit "
        "ihr einmal.",
        "One independent origin: Pentagon; Reuters goes back to another source (Pentagon) and counts once with it.",
    ),
    "two voices of one side": (
        [PENTAGON, Piece(2, 5)],
        "Ein unabhängiger Ursprung: Regierung der USA; Pentagon und Weißes Haus sprechen für dieselbe Seite "
        "(Regierung der USA) und zählen einmal.",
        "One independent origin: Regierung der USA; Pentagon and Weißes Haus speak for the same side "
        "(Regierung der USA) and count once.",
    ),
    "the claimant and who has it from there": (
        [Piece(1, 2), Piece(2, 9, goes_back_to=1)],
        "Kein unabhängiger Ursprung; „Der Überblick“ hat es von der Seite, die es behauptet (Kreml), und zählt "
        "nicht; Kreml spricht für die Seite, die es behauptet, und zählt nicht.",
        "No independent origin; „Der Überblick“ has it from the side that claims it (Kreml) and does not count; "
        "Kreml speaks for the side that claims it and does not count.",
    ),
    "media that name nobody": (
        [Piece(1, 6, credibility="2"), Piece(2, 7, credibility="2"), Piece(3, 9)],
        "Ein unabhängiger Ursprung: dpa; dpa und Reuters sagen nicht, woher sie es haben, und zählen zusammen "
        "einmal; „Der Überblick“ sagt nicht, woher die Angabe stammt, und zählt nicht, solange sie nicht beurteilt "
        "ist.",
        "One independent origin: dpa; dpa and Reuters do not say where they have it from and count once together; "
        "„Der Überblick“ does not say where the information comes from and does not count until that has been "
        "judged.",
    ),
    "who counts nothing": (
        [Piece(1, 10), Piece(2, 11), Piece(3, 8, is_vanished=True)],
        "Kein unabhängiger Ursprung; der Beleg von NASA ist nicht mehr auffindbar und zählt nicht; Fälscher gilt "
        "uns als unzuverlässig oder die Angabe als unwahrscheinlich und zählt nicht; Teilnehmer ist anonym und "
        "zählt nicht.",
        "No independent origin; the evidence from NASA can no longer be found and does not count; Fälscher is held "
        "to be unreliable, or the information improbable, and does not count; Teilnehmer is anonymous and does not "
        "count.",
    ),
    "a document of record": (
        [Piece(1, 8, is_record=True)],
        "Ein unabhängiger Ursprung: NASA; NASA trägt als Originaldokument allein.",
        "One independent origin: NASA; NASA suffices alone, as a document of record.",
    ),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_explain_names_the_origins_and_who_was_folded_into_whom(case):
    pieces, german, english = SENTENCES[case]

    count = weigh(pieces, SOURCES, claimant=2).supporting

    assert (explain(count, "de"), explain(count, "en")) == (german, english)


def test_explain_counts_beyond_two():
    pieces = [Piece(number, source) for number, source in enumerate([3, 8, 1], start=1)]

    count = weigh(pieces, SOURCES, claimant=None).supporting

    assert explain(count, "de") == "3 unabhängige Ursprünge: Moskau, NASA, Regierung der USA."


def test_explain_calls_those_witnesses_who_bear_out_that_it_was_said():
    pieces = [Piece(1, 2, bears_on="said"), Piece(2, 6, bears_on="said", goes_back_to=1)]

    said = weigh(pieces, SOURCES, claimant=2).said

    assert explain(said, "de", witnesses=True) == (
        "Ein Zeugnis: Kreml; Reuters geht auf eine andere Quelle zurück (Kreml) und zählt mit ihr einmal."
    )
    assert explain(said, "en", witnesses=True).startswith("One witness: Kreml; Reuters goes back to")


@pytest.mark.parametrize(
    ("pieces", "opening"),
    [
        ([], "Es fehlen zwei"),
        ([NASA], "Es fehlt ein zweiter"),
        ([NASA, PENTAGON], ""),
        ([Piece(1, 8, is_record=True)], ""),
    ],
)
def test_missing_says_what_a_supported_verdict_lacks(pieces, opening):
    sentence = missing(weigh(pieces, SOURCES, claimant=2), "de")

    assert sentence.startswith(opening) and bool(sentence) == bool(opening)
