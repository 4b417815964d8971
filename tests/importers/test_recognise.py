import pytest

from articles.importers.recognise import (
    Byline,
    Caption,
    agencies_of_line,
    picture_origin,
    split_byline,
    split_credit,
    split_dateline,
    split_kicker,
    split_last_words,
    split_sign_off,
)


@pytest.mark.parametrize(
    ("headline", "kicker"),
    [
        ("Krieg in der Ukraine: Was jetzt folgt", "Krieg in der Ukraine"),
        ("Hafen-Streit: Was jetzt folgt", "Hafen-Streit"),
        ("Landtagswahl 2024: Was jetzt folgt", "Landtagswahl 2024"),
        ("Muster: Deiche reichen nicht", ""),
        ("Anna Beispiel: Deiche reichen nicht", ""),
        ("Minister zum Deich: „Er reicht nicht“", ""),
        ("Um 12:30 Uhr kam die Flut", ""),
        ("Ein sehr langer Satz, der kein Kicker sein kann: Es war die Flut", ""),
        ("Was noch fehlt: ", ""),
    ],
)
def test_kicker_is_split_off_unless_it_may_be_a_speaker(headline, kicker):
    found, rest = split_kicker(headline)

    assert found == kicker
    assert rest == (headline.removeprefix(f"{kicker}: ") if kicker else headline)


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Der Hafen. Foto: Ole Muster/dpa", Caption("Der Hafen.", "Ole Muster/dpa", "Foto")),
        ("Der Hafen (Foto: O. Muster)", Caption("Der Hafen", "O. Muster", "Foto")),
        ("Der Hafen © Ole Muster", Caption("Der Hafen", "Ole Muster", "©")),
        ("Bild: dpa", Caption("", "dpa", "Bild")),
        ("Der Hafen | Symbolbild: Agentur", Caption("Der Hafen", "Agentur", "Symbolbild")),
        ("Der Hafen. Quelle: Landesamt", Caption("Der Hafen.", "Landesamt", "Quelle")),
        ("Das Bild: Es zeigt den Hafen. Dahinter steht ein Kran und der Deich.", None),
        ("Der Hafen (Foto: Ole Muster", None),
        ("Der Hafen.", None),
        ("Der Hafen. Foto:", None),
    ],
)
def test_credit_is_split_from_the_caption(text, caption):
    assert split_credit(text, any_source=True) == caption


@pytest.mark.parametrize(
    ("caption", "credit_word", "origin"),
    [
        ("Der Hafen (Symbolbild)", "Foto", "symbolic"),
        ("Der Hafen", "Archivfoto", "archive"),
        ("Der Hafen", "Foto", "photo"),
        ("Der Hafen", "Grafik", "graphic"),
        ("Der Hafen (KI-generiert)", "Bild", "ai"),
        ("Der Hafen", "Bild", ""),
    ],
)
def test_origin_of_the_picture_is_never_guessed(caption, credit_word, origin):
    assert picture_origin(caption, credit_word=credit_word) == origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berlin (dpa) - Der Bund zahlt.", ("Berlin", ["dpa"], "Der Bund zahlt.")),
        (
            "Kiel/Bad Muster (dpa/AFP) – Der Bund zahlt.",
            ("Kiel/Bad Muster", ["dpa", "AFP"], "Der Bund zahlt."),
        ),
        ("Kiel, 25. November (AFP) — Der Bund.", ("Kiel, 25. November", ["AFP"], "Der Bund.")),
        ("KIEL – Der Bund zahlt.", ("KIEL", [], "Der Bund zahlt.")),
        ("Der Bund (dpa) meldet nichts.", ("Der Bund", ["dpa"], "meldet nichts.")),
        ("Der Bund (SPD) - so sagt er - zahlt.", ("", [], "Der Bund (SPD) - so sagt er - zahlt.")),
        ("EU – und nun?", ("", [], "EU – und nun?")),
    ],
)
def test_dateline_is_split_from_the_first_paragraph(text, expected):
    assert split_dateline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mehr dazu. /loc/kueste.de", ("Mehr dazu.", "/loc/kueste.de")),
        ("Mehr dazu. bos/loc/kueste.de/dpa", ("Mehr dazu.", "bos/loc/kueste.de/dpa")),
        ("/loc/kueste.de", ("", "/loc/kueste.de")),
        ("Mehr auf https://kueste.de/abc/kueste.de", ("Mehr auf https://kueste.de/abc/kueste.de", "")),
        ("Mehr auf kueste.de", ("Mehr auf kueste.de", "")),
    ],
)
def test_sign_off_with_the_site_is_split_off(text, expected):
    assert split_sign_off(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das war es. (dpa)", ("Das war es.", "", ["dpa"])),
        ("Das war es. (dpa/epd)", ("Das war es.", "", ["dpa", "epd"])),
        ("Das war es. (kie/dpa)", ("Das war es.", "kie/dpa", ["dpa"])),
        ("„Das war es.“ (kie)", ("„Das war es.“", "kie", [])),
        ("Das war es. (mit dpa)", ("Das war es.", "mit dpa", ["dpa"])),
        ("Das sagte Muster (SPD)", ("Das sagte Muster (SPD)", "", [])),
        ("Das sagte sie (kie)", ("Das sagte sie (kie)", "", [])),
    ],
)
def test_last_words_name_agencies_and_sign_off(text, expected):
    assert split_last_words(text) == expected


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("dpa", ["dpa"]),
        ("(dpa/AFP)", ["dpa", "AFP"]),
        ("Quellen: dpa, Reuters", ["dpa", "Reuters"]),
        ("Mit Material der Agenturen dpa und AFP.", ["dpa", "AFP"]),
        ("dpa meldet mehr", []),
        ("Quelle: Landesamt", []),
    ],
)
def test_line_of_agencies_says_nothing_else(text, agencies):
    assert agencies_of_line(text) == agencies


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Von Anna Beispiel", Byline(["Anna Beispiel"], "", "")),
        ("VON ANNA BEISPIEL", Byline(["ANNA BEISPIEL"], "", "")),
        (
            "Von Anna Beispiel, Bodo von Muster und Carl-Otto Probe, Kiel",
            Byline(["Anna Beispiel", "Bodo von Muster", "Carl-Otto Probe"], "Kiel", ""),
        ),
        (
            "Ein Kommentar von Anna Beispiel",
            Byline(["Anna Beispiel"], "", "commentary"),
        ),
        ("Von Kiel nach Bad Muster", None),
        ("Von Anna Beispiel kam kein Wort.", None),
        ("Von Berlin", None),
    ],
)
def test_byline_holds_full_names_only(text, byline):
    assert split_byline(text) == byline
