"""Typo, update or correction: what an edit of a published text looks like, and what readers could be told."""

import pytest

from articles.text.amending import CORRECTION, MANY, NAME, NEGATION, NUMBER, TYPO, UPDATE, assess, drafted

OLD = "Der Bürgermeister Alois Anders öffnete am Montag 8 Tore. Der Deich ist nicht dicht. Alle waren zufrieden."


def changed(*replaced, more=""):
    new = OLD
    for old, words in replaced:
        assert old in new
        new = new.replace(old, words)
    return assess({"body": OLD}, {"body": new + more})


@pytest.mark.parametrize(
    ("replaced", "kind", "reasons"),
    [
        ([("zufrieden", "zufriden")], TYPO, ()),
        ([("Bürgermeister", "Bürgermeistr")], TYPO, ()),
        ([("Alle waren", "Alle, waren")], TYPO, ()),
        ([("öffnete", "oeffnete")], TYPO, ()),
        ([("Anders", "Andres")], CORRECTION, (NAME,)),
        ([("Alois", "Aloys")], CORRECTION, (NAME,)),
        ([("8 Tore", "9 Tore")], CORRECTION, (NUMBER,)),
        ([("8 Tore", "acht Tore")], CORRECTION, (NUMBER,)),
        ([("8 Tore", "18 Tore")], CORRECTION, (NUMBER,)),
        ([("nicht dicht", "dicht")], CORRECTION, (NEGATION,)),
        ([("ist nicht", "ist")], CORRECTION, (NEGATION,)),
        ([("Alle waren zufrieden", "Alle waren unzufrieden")], CORRECTION, (NEGATION,)),
        ([("Alois Anders", "Beate Beispiel")], CORRECTION, (NAME,)),
        ([("Montag", "Freitag")], CORRECTION, (NAME,)),
        ([("zufrieden", "erleichtert")], UPDATE, ()),
        ([("Alle waren zufrieden.", "")], UPDATE, ()),
    ],
    ids=lambda each: str(each)[:60],
)
def test_assess_guesses_the_kind_and_says_why_it_is_more_than_spelling(replaced, kind, reasons):
    found = changed(*replaced)

    assert (found.kind, found.reasons) == (kind, reasons)


def test_assess_takes_a_new_paragraph_for_an_update():
    found = changed(more="\nAm Abend kam noch eine Meldung aus dem Rathaus, die alle überraschte.")

    assert (found.kind, found.reasons) == (UPDATE, (MANY,))


def test_assess_of_many_respelled_words_is_a_guess_that_asks_back():
    old = "Die Strasse liegt am Fluss. Er sendet einen Gruss, mit Mass und mit Spass, und geht zu Fuss durch den Russ."
    found = assess({"body": old}, {"body": old.replace("ss", "ß")})

    assert (found.kind, found.reasons) == (TYPO, (MANY,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Es waren 3000 Leute.", "Es waren 3.000 Leute."),
        ("„Ja“, sagte er.", "»Ja«, sagte er."),
        ("Ein Satz.", "Ein Satz."),
        ("Ein Satz – zwei.", "Ein Satz - zwei."),
    ],
)
def test_assess_sees_nothing_but_spelling_where_only_signs_differ(old, new):
    assert assess({"body": old}, {"body": new}).reasons == ()


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        (
            [("8 Tore", "9 Tore")],
            "In einer früheren Fassung dieses Artikels hieß es: „Der Bürgermeister Alois Anders öffnete am Montag 8 "
            "Tore.“ Richtig ist: „9“ statt „8“.",
        ),
        (
            [("ist nicht dicht", "ist dicht")],
            "In einer früheren Fassung dieses Artikels hieß es: „Der Deich ist nicht dicht.“ "
            "Richtig ist: „Der Deich ist dicht.“",
        ),
        (
            [(" Alle waren zufrieden.", "")],
            "In einer früheren Fassung dieses Artikels hieß es: „Alle waren zufrieden.“ Das war falsch.",
        ),
        ([], ""),
    ],
    ids=["number", "negation", "gone", "nothing"],
)
def test_drafted_tells_readers_what_was_wrong_and_what_is_right(replaced, expected):
    assert drafted(changed(*replaced).changes) == expected


def test_drafted_writes_quotations_within_quotation_marks():
    found = assess({"body": "Er rief „8 Tore“."}, {"body": "Er rief „9 Tore“."})

    assert "hieß es: „Er rief ‚8 Tore‘.“ Richtig ist: „9“ statt „8“." in drafted(found.changes)


def test_assess_looks_at_every_field():
    found = assess({"headline": "Acht Tore", "body": OLD}, {"headline": "Neun Tore", "body": OLD})

    assert (found.kind, found.reasons) == (CORRECTION, (NUMBER,))
