import pytest
from django.urls import reverse

from articles.models import Verdict
from articles.workflow import publishing, writing
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_factcheck,
    make_picture,
    make_reporter,
    make_revision,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page(client, revision, **extra):
    response = client.get(revision.get_absolute_url(), **extra)
    assert response.status_code == 200
    return response.content.decode()


def test_article_shows_every_part_of_its_anatomy(client):
    related = make_revision(headline="Was bisher geschah")
    article = make_article(
        kicker="Ukraine-Krieg",
        headline="Europa berät",
        teaser="Es geht um viel.",
        label="analysis",
        dateline="Berlin",
        agencies="dpa, AFP",
        key_points="Erstens.\nZweitens.",
        body="<h2>Zwischentitel</h2><p>Der Text.</p>",
        context="<p>Weil es alle angeht.</p>",
        sign_off="/mm/dpa",
        topics=[make_topic(name="Oreschnik")],
        related=[related.article],
        picture=make_picture(caption="Ein Tisch.", credit="Zeichnung: Paula Pinsel", origin="symbolic"),
    )

    html = page(client, make_revision(article))

    for words in [
        *("Ukraine-Krieg", "Europa berät", "Es geht um viel.", "Analyse", "Berlin (dpa, AFP)", "Mia Muster"),
        *("Erstens.", "Zwischentitel", "Der Text.", "Warum das wichtig ist", "Weil es alle angeht.", "/mm/dpa"),
        *("Oreschnik", "Lesen Sie auch", "Was bisher geschah", "Ein Tisch.", "Zeichnung: Paula Pinsel"),
        *("Symbolbild", "Startseite", article.section.name, "Per E-Mail", "Veröffentlicht"),
    ]:
        assert words in html, words
    assert "Geändert" not in html


def test_article_carries_title_description_canonical_address_and_language(client):
    revision = make_revision(headline="Europa berät", teaser="Es geht um viel.")

    html = page(client, revision)

    assert "<title>Europa berät – Die Gegenprobe</title>" in html
    assert '<meta name="description" content="Es geht um viel.">' in html
    assert f'<link rel="canonical" href="http://testserver{revision.get_absolute_url()}">' in html
    assert '<html lang="de">' in html


def test_article_ties_mark_sign_popover_and_note_together(client):
    claim = make_checked_claim("unbelegt", statement="Die Rakete ist schnell.", claimant=make_source(name="Moskau"))

    html = page(client, make_revision(claims=[claim]))

    assert '<mark class="claim claim--unproven" data-note="1" aria-details="notiz-1">' in html
    assert 'popovertarget="pruefung-1"' in html
    assert '<div popover id="pruefung-1"' in html
    assert '<li id="notiz-1"' in html
    assert 'href="#stelle-1-1" role="doc-backlink"' in html
    assert html.count("Moskau") >= 3


def test_article_says_what_its_claims_add_up_to(client):
    claims = [make_checked_claim("unbelegt"), make_checked_claim("richtig"), make_claim()]

    html = page(client, make_revision(claims=claims))

    assert "3 Behauptungen" in html
    for words in ("1 richtig", "1 unbelegt", "1 ungeprüft"):
        assert words in html
    assert html.count("<rect ") == 3


def test_article_without_claims_has_neither_claims_line_nor_notes(client):
    html = page(client, make_revision())

    assert "claimsline" not in html
    assert "Behauptungen in diesem Artikel" not in html


def test_article_follows_a_new_verdict_without_being_published_again(client):
    claim = make_claim("Die Rakete ist schnell.")
    revision = make_revision(claims=[claim])
    before = page(client, revision)

    make_factcheck(claim, state="in_force", verdict=Verdict.objects.get(slug="falsch"))

    assert "claim--unchecked" in before
    assert "claim--refuted" in page(client, revision)


def test_article_shows_its_corrections(client):
    article = make_revision(headline="Der Rhein").article
    article.body = "<p>Er ist 1230 Kilometer lang.</p>"
    writing.save(article, by=make_reporter())

    revision = publishing.correct(article, note="Wir hatten 1320 geschrieben.", by=make_editor())

    html = page(client, revision)
    assert "Wir hatten 1320 geschrieben." in html
    assert "Geändert" in html


def test_article_names_an_anonymous_source_by_its_role_alone(client):
    source = make_source(
        name="Erika Geheim",
        kind="anonymous",
        role="Teilnehmer des Treffens",
        anonymity_reason="Fürchtet um ihre Stelle.",
    )
    claim = make_claim("Alle waren da.", claimant=source)

    html = page(client, make_revision(claims=[claim]))

    assert "Teilnehmer des Treffens" in html
    assert "Fürchtet um ihre Stelle." in html
    assert "Geheim" not in html
    assert "geheim" not in html


def test_article_under_a_wrong_slug_leads_to_the_right_one(client):
    revision = make_revision(headline="Europa berät")

    response = client.get(reverse("article", args=[revision.article_id, "falsch"]))

    assert (response.status_code, response.url) == (301, revision.get_absolute_url())


def test_article_withdrawn_is_gone_and_says_why(client):
    revision = make_revision(headline="Zimmerpflanzen", body="<p>Der alte Text.</p>")
    publishing.withdraw(revision.article, note="Die Quelle gab es nicht.", by=make_editor())

    response = client.get(revision.get_absolute_url())

    html = response.content.decode()
    assert response.status_code == 410
    assert "Die Quelle gab es nicht." in html
    assert "Der alte Text." not in html


def test_article_draft_or_scheduled_is_not_found(client):
    draft = make_article()
    scheduled = make_revision(live_from=in_days(1))

    assert client.get(f"/artikel/{draft.pk}/{draft.slug}/").status_code == 404
    assert client.get(scheduled.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30])
def test_article_of_a_number_that_nobody_gave_is_not_found(client, number):
    assert client.get(f"/artikel/{number}/europa/").status_code == 404


def test_article_leaves_out_related_ones_that_are_not_live(client):
    draft = make_article(headline="Geheimer Entwurf")
    gone = make_revision(headline="Zurückgezogenes")
    publishing.withdraw(gone.article, note="Falsch.", by=make_editor())
    article = make_article(related=[draft, gone.article])

    html = page(client, make_revision(article))

    assert "Lesen Sie auch" not in html
    assert "Geheimer Entwurf" not in html
    assert "Zurückgezogenes" not in html


def test_article_in_the_english_interface_keeps_the_language_of_its_text(client):
    address = make_revision(claims=[make_claim("Die Rakete ist schnell.")]).get_absolute_url()

    html = client.get("/en" + address).content.decode()

    assert '<html lang="en">' in html
    assert '<div class="text" lang="de">' in html
    assert f'hreflang="de" href="http://testserver{address}"' in html


def test_article_sets_no_cookie_and_asks_no_stranger(client):
    claim = make_claim("Die Rakete ist schnell.")
    response = client.get(make_revision(claims=[claim]).get_absolute_url())

    addresses = response.content.decode().replace("http://testserver", "").replace("http://www.w3.org", "")
    assert not response.cookies
    assert 'src="http' not in addresses
    assert "Cookie" not in response.headers.get("Vary", "")


def test_article_marks_in_a_headline_stay_within_the_headline(client):
    article = make_article(headline="Nein, die Mauer sieht man nicht")
    make_annotation(article, words="die Mauer sieht man", field="headline")

    html = page(client, make_revision(article))

    headline = html[html.index("<h1") : html.index("</h1>")]
    assert ">die Mauer sieht man</mark>" in headline
    assert 'class="margin"' not in headline
