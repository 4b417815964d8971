import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Author, Decision, Topic
from tests.make import make_fact_checker, make_reporter, make_section

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).parent.parent / "importers" / "pages"
REPORT = PAGES / "agency-report.txt"


def run(*files, **options):
    """Return what the command wrote: to the screen, and as errors."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_article", *map(str, files), stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(f"{error}\n")
    return out.getvalue(), err.getvalue()


def test_import_makes_a_draft_of_each_file():
    reporter, section = make_reporter(), make_section(name="Politik")

    out, err = run(REPORT, PAGES / "saved-page.txt", by=reporter.username)

    report = Article.objects.get(headline="Der Landtag vertagt sich zum dritten Mal")
    assert (report.section, report.assignee, report.state) == (section, reporter, "draft")
    assert [byline.author.name for byline in report.bylines.all()] == ["Anna Beispiel", "Bodo van Muster"]
    assert sorted(topic.name for topic in report.topics.all()) == ["Haushalt", "Kiel", "Landtag"]
    assert Article.objects.count() == 2
    assert Decision.objects.about(report).latest().by == reporter
    assert f"[1/2] {REPORT}" in out
    assert "Das Ressort „Wissen“ gibt es hier nicht." in out
    assert "Das Bild fehlt noch. Die Vorlage nennt als Bildnachweis: „Karl Probe/dpa“." in out
    assert out.endswith("2 importiert, 0 abgelehnt.\n")
    assert err == ""


def test_dry_run_shows_the_parts_and_saves_nothing():
    out, err = run(REPORT, dry_run=True)

    assert "  Textsorte:\n    Kommentar\n" in out
    assert "  Dachzeile:\n    Haushaltsstreit\n" in out
    assert "  Text:\n    Der Landtag hat die Abstimmung über den Haushalt erneut verschoben." in out
    assert "  – Zeile 13, Anzeige: Anzeige\n" in out
    assert "  Vorschlag, bitte prüfen: Teaser\n" in out
    assert out.endswith("1 gelesen, nichts gespeichert, 0 abgelehnt.\n")
    assert err == ""
    assert not Article.objects.exists()


def test_file_that_cannot_be_read_is_named_with_line_and_reason(tmp_path):
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Titel\n\nÜber den Hafen.".encode("latin-1"))

    out, err = run(latin, REPORT, by=make_reporter().username)

    assert err.startswith(f"{latin}: Zeile 3: Der Text ist nicht in UTF-8 gespeichert (das Byte 0xDC passt nicht).")
    assert err.endswith("1 importiert, 1 abgelehnt.\n")
    assert "[2/2]" in out
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("make_path", "reason"),
    [
        (lambda folder: folder / "fehlt.txt", "Diese Datei gibt es nicht."),
        (lambda folder: folder, "Das ist ein Ordner."),
        (lambda folder: folder / ("lang" * 100), "Die Datei lässt sich nicht öffnen: "),
    ],
)
def test_path_without_a_file_is_named(tmp_path, make_path, reason):
    path = make_path(tmp_path)

    _, err = run(path, dry_run=True)

    assert err.startswith(f"{path}: {reason}")


def test_huge_file_is_refused_with_its_size(tmp_path):
    huge = tmp_path / "huge.txt"
    huge.write_bytes(b"a" * 3_500_000)

    _, err = run(huge, dry_run=True)

    assert "Das sind 3,5 MB, möglich sind 2 MB." in err


def test_refused_article_leaves_nothing_half_saved(tmp_path):
    path = tmp_path / "long.md"
    path.write_text(f"---\nheadline: Titel\nkicker: {'K' * 121}\ntopics: Neu\nauthors: Neu Name\n---\nEin Satz.\n")

    _, err = run(path, by=make_reporter().username)

    assert err.startswith(f"{path}: Dachzeile: ")
    assert not Article.objects.exists()
    assert not Topic.objects.exists()
    assert not Author.objects.exists()


def test_failed_import_ends_with_an_error():
    with pytest.raises(CommandError, match=r"^0 gelesen, nichts gespeichert, 1 abgelehnt\.$"):
        call_command("import_article", "fehlt.txt", dry_run=True, stderr=io.StringIO(), stdout=io.StringIO())


def test_import_without_a_name_is_by_the_only_writer():
    make_fact_checker()
    reporter = make_reporter()

    run(REPORT)

    assert Article.objects.get().assignee == reporter


def test_import_asks_for_a_name_among_several_writers():
    first, second = make_reporter(), make_reporter()

    _, err = run(REPORT)

    assert err == f"Nennen Sie mit --by, wer importiert. Schreiben dürfen: {first.username}, {second.username}\n"


@pytest.mark.parametrize("name_of", [lambda: "niemand", lambda: make_fact_checker().username])
def test_import_by_somebody_who_may_not_write_is_refused(name_of):
    name = name_of()

    _, err = run(REPORT, by=name)

    assert err == f"„{name}“ darf keine Artikel schreiben oder ist unbekannt.\n"
    assert not Article.objects.exists()
