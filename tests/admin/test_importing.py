import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.admin.import_forms import dropped_of, with_taken_back
from articles.admin.import_words import DROPS, REFUSALS
from articles.importers import boilerplate
from articles.models import Article, Author, Picture, Topic
from tests.make import make_fact_checker, make_picture_bytes, make_reporter, make_section

pytestmark = pytest.mark.django_db

APP = Path(__file__).parent.parent.parent / "articles"
PAGES = Path(__file__).parent.parent / "importers" / "pages"
STORY = "Titel\n\nÜber den Hafen gibt es einen Satz.\n"


@pytest.fixture
def desk(client):
    client.force_login(make_reporter())
    return client


def address():
    return reverse("admin:articles_article_import")


def read(desk, text="", file=None):
    return desk.post(address(), {"read": "", "text": text} | ({"file": file} if file else {}))


def fields_of(response):
    """Return what a browser would send back from the review form."""
    form = response.context["form"]
    values = {field.html_name: field.value() for field in form}
    section = values["section"]
    values["section"] = getattr(section, "pk", section)
    return {name: value for name, value in values.items() if value is not None}


def keep(desk, response, **changes):
    return desk.post(address(), fields_of(response) | {"keep": ""} | changes)


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_import_screen_asks_for_a_text(desk):
    response = desk.get(address())

    assert response.status_code == 200
    assert "Artikel importieren" in response.text
    assert 'name="read"' in response.text


def test_import_screen_is_for_writers(client):
    client.force_login(make_fact_checker())

    assert client.get(address()).status_code == 403
    assert client.post(address(), {"keep": "", "headline": "Titel"}).status_code == 403


def test_pasted_page_is_shown_part_by_part_before_anything_is_saved(desk):
    section = make_section(name="Wissen")

    response = read(desk, (PAGES / "saved-page.txt").read_text())

    values = fields_of(response)
    assert values["section"] == section.pk
    assert values["headline"] == "Forscherin hält neue Sperrwerke für möglich"
    assert values["picture_credit"] == "picture alliance/dpa | Ole Muster"
    assert values["key_points"].splitlines()[1] == 'Deichverband fordert "ein Ende des Zögerns"'
    assert "Vorschlag aus dem Text, bitte prüfen." in response.text
    assert "Folgen Sie der Küstenzeitung" in response.text
    assert not Article.objects.exists()


def test_mended_parts_are_kept_as_a_draft(desk):
    make_section(name="Politik")
    response = read(desk, file=SimpleUploadedFile("a.txt", (PAGES / "agency-report.txt").read_bytes()))

    response = keep(desk, response, headline="Der Landtag vertagt sich noch einmal", topics="Haushalt\nHafen")

    article = Article.objects.get()
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert article.headline == "Der Landtag vertagt sich noch einmal"
    assert (article.section.name, article.label, article.dateline) == ("Politik", "commentary", "Kiel")
    assert sorted(topic.name for topic in article.topics.all()) == ["Hafen", "Haushalt"]
    assert [byline.author.name for byline in article.bylines.all()] == ["Anna Beispiel", "Bodo van Muster"]


def test_draft_reminds_of_what_has_no_place_yet(desk):
    response = read(desk, (PAGES / "agency-report.txt").read_text())

    response = desk.post(address(), fields_of(response) | {"keep": ""}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Der Artikel ist als Entwurf gespeichert.",
        "Nicht verknüpft, weil hier nicht veröffentlicht: „Was im Haushalt steht“, „Wer dagegen stimmt“",
        "Das Bild fehlt noch. Die Vorlage nennt als Bildnachweis: „Karl Probe/dpa“.",
    ]


def test_section_that_the_house_does_not_have_is_listed(desk):
    response = read(desk, (PAGES / "agency-report.txt").read_text())

    first = response.context["form"].left_out[0]
    assert (first["text"], first["reason"]) == ("Politik", "Ressort, das es hier nicht gibt")


def test_picture_is_kept_with_its_article(desk):
    response = read(desk, (PAGES / "agency-report.txt").read_text())
    upload = SimpleUploadedFile("bild.png", make_picture_bytes())

    keep(desk, response, picture_upload=upload, picture_alt="Leere Stühle")

    picture = Picture.objects.get()
    assert Article.objects.get().picture == picture
    assert (picture.credit, picture.origin, picture.alt) == ("Karl Probe/dpa", "archive", "Leere Stühle")


def test_bad_picture_keeps_neither_picture_nor_article(desk):
    response = read(desk, STORY)

    response = keep(desk, response, picture_upload=SimpleUploadedFile("bild.png", b"kein Bild"))

    assert errors_of(response) == {
        "picture_upload": ["Diese Datei ist kein Bild, das wir lesen können. Nehmen Sie JPEG, PNG oder WebP."]
    }
    assert not Article.objects.exists()
    assert not Picture.objects.exists()


def test_left_out_words_are_taken_back_into_the_text(desk):
    response = read(desk, STORY + "\nAnzeige\n\nTeilen\n")

    response = desk.post(address(), fields_of(response) | {"take": "", "take_back": ["0"]})

    values = fields_of(response)
    assert values["body"] == "<p>Über den Hafen gibt es einen Satz.</p><p>Anzeige</p>"
    assert [row["text"] for row in response.context["form"].left_out] == ["Teilen"]
    assert errors_of(response) == {}


def test_ticked_words_are_taken_back_when_saving(desk):
    response = read(desk, STORY + "\nAnzeige\n")

    keep(desk, response, take_back=["0"])

    assert Article.objects.get().body == "<p>Über den Hafen gibt es einen Satz.</p><p>Anzeige</p>"


def test_part_that_grows_too_long_when_tidied_is_refused_in_words(desk):
    response = read(desk, STORY)

    # This letter is written as two in the form we store.
    response = keep(desk, response, kicker="\u0958" * 120)

    assert errors_of(response)["__all__"][0].startswith("Dachzeile: ")
    assert not Article.objects.exists()


def test_way_back_shows_the_text_again(desk):
    response = read(desk, file=SimpleUploadedFile("a.txt", STORY.encode()))

    response = desk.post(address(), fields_of(response) | {"back": ""})

    assert response.context["form"]["text"].value() == STORY


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"headline": ""}, "headline", "Bitte ausfüllen."),
        ({"topics": "T" * 81}, "topics", "„" + "T" * 40 + " …“ ist länger als 80 Zeichen."),
        ({"bylines": "N" * 121}, "bylines", "„" + "N" * 40 + " …“ ist länger als 120 Zeichen."),
    ],
)
def test_wrong_part_is_refused_and_everything_stays(desk, changes, field, error):
    response = read(desk, STORY)

    response = keep(desk, response, **changes)

    assert errors_of(response)[field][0].startswith(error)
    assert response.context["form"]["body"].value() == "<p>Über den Hafen gibt es einen Satz.</p>"
    assert not Article.objects.exists()
    assert not Topic.objects.exists()
    assert not Author.objects.exists()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Hier steht noch kein Text."),
        (" \n ", "Hier steht noch kein Text."),
        ("Nur ein Titel", "Zur Überschrift fehlt der Text."),
        ("<!DOCTYPE html><p>Titel", "Das ist der Quelltext einer Webseite."),
        ("---\ntitle: [\n---\nSatz.", "Zeile 3: Die Angaben zwischen den Zeilen „---“ sind nicht zu lesen."),
    ],
)
def test_pasted_text_that_cannot_be_read_stays_in_its_field(desk, text, error):
    response = read(desk, text)

    assert errors_of(response)["text"][0].startswith(error)
    assert response.context["form"]["text"].value() == text


def test_paste_of_ten_megabytes_is_refused_and_stays(desk):
    text = "Ein Satz. " * 1_000_000

    response = read(desk, text)

    assert errors_of(response)["text"][0].startswith("Das sind 10,0 MB, möglich sind 2 MB.")
    assert response.context["form"]["text"].value() == text


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", "Hier steht noch kein Text."),
        (make_picture_bytes(20, 20), "Das ist ein Bild und kein Text."),
        (b"%PDF-1.7 ...", "Das ist ein Dokument, etwa aus Word oder als PDF."),
        (b"Titel\n\x00\x01\x02\x03", "Das ist keine Textdatei."),
        (b"a" * 2_000_001, "Das sind 2,0 MB, möglich sind 2 MB."),
    ],
    ids=["empty", "image", "document", "binary", "too large"],
)
def test_file_that_cannot_be_read_is_refused_in_words(desk, raw, error):
    response = read(desk, file=SimpleUploadedFile("a.txt", raw))

    assert errors_of(response)["file"][0].startswith(error)


def test_file_in_latin_1_is_refused_but_shown_for_mending(desk):
    response = read(desk, file=SimpleUploadedFile("a.txt", STORY.encode("cp1252")))

    errors = errors_of(response)
    assert errors["file"][0].startswith("Zeile 3: Der Text ist nicht in UTF-8 gespeichert (das Byte 0xDC passt nicht).")
    assert errors["text"][0].startswith("So liest sich die Datei in der Schreibweise von Windows.")
    assert response.context["form"]["text"].value() == STORY
    assert "Über den Hafen gibt es einen Satz." in response.text


def test_text_and_file_together_are_refused(desk):
    response = read(desk, STORY, file=SimpleUploadedFile("a.txt", STORY.encode()))

    assert errors_of(response)["__all__"][0].startswith("Hier stehen ein Text und eine Datei.")


def test_control_characters_are_named_and_cannot_be_taken_back(desk):
    response = read(desk, STORY + "\nNoch\x00 ein\x07 Satz.\n")

    assert fields_of(response)["body"].endswith("<p>Noch ein Satz.</p>")
    assert [(row["text"], row["is_text"]) for row in response.context["form"].left_out] == [("U+0000, U+0007", False)]
    assert 'name="take_back"' not in response.text


@pytest.mark.parametrize("posted", ["", "{", "{}", '["a"]', '[["x", "y", "share"]]', '[[1, "y", "unknown"]]'])
def test_rows_of_a_broken_form_are_left_aside(posted):
    assert dropped_of(posted) == []


def test_words_taken_back_are_text_and_no_markup(rf):
    dropped = json.dumps([[1, "<script>x</script>", "share"], [2, "U+0007", "control_characters"]])
    request = rf.post("/", {"body": "<p>A</p>", "dropped": dropped, "take_back": ["0", "1", "9", "x"]})

    data = with_taken_back(request.POST)

    assert data["body"] == "<p>A</p><p>&lt;script&gt;x&lt;/script&gt;</p>"
    assert dropped_of(data["dropped"]) == [(2, "U+0007", "control_characters")]


def test_every_reason_of_the_importers_has_its_sentence():
    code = "\n".join(path.read_text() for path in (APP / "importers").glob("*.py"))
    refusals = set(re.findall(r'Unreadable\(\s*"(\w+)"', code))
    drops = set(re.findall(r'(?:drop\(|Dropped\()[^\n]*"(\w+)"\)', code))
    drops |= {reason for _, reason in boilerplate._PATTERNS} | set(boilerplate._LINES) | {"ornament"}

    assert set(REFUSALS) == refusals
    assert set(DROPS) == drops | {"unknown_section"}
