import pytest
from django.urls import reverse

from articles.models import Page
from articles.workflow import publishing, writing
from tests.make import (
    in_days,
    make_administrator,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_reporter,
    make_revision,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_front_page_leads_with_the_newest_and_its_open_claims(client):
    make_revision(headline="Die ältere Nachricht")
    claims = [make_checked_claim("unbelegt", statement="Die Rakete ist schnell."), make_checked_claim("richtig")]
    make_revision(headline="Die neue Nachricht", claims=claims)

    html = page(client, "/")

    assert html.index("Die neue Nachricht") < html.index("Die ältere Nachricht")
    opening = html[html.index("Was daran offen ist") : html.index("Die ältere Nachricht")]
    assert "Die Rakete ist schnell." in opening
    assert claims[1].statement not in opening


def test_front_page_never_leads_with_opinion(client):
    make_revision(headline="Die Nachricht")
    make_revision(headline="Die Meinung", label="commentary")

    html = page(client, "/")

    assert html.index("Die Nachricht") < html.index("Die Meinung")


def test_front_page_keeps_ledgers_of_what_was_checked_and_what_is_unproven(client):
    make_revision(claims=[make_checked_claim("falsch", statement="Die Erde ist flach.")], label="factcheck")
    make_revision(claims=[make_checked_claim("unbelegt", statement="Die Rakete ist schnell.")])

    html = page(client, "/")

    checked, unproven = html.index('id="geprueft"'), html.index('id="unbelegt"')
    assert checked < html.index("Die Erde ist flach.", checked) < unproven
    assert "Die Rakete ist schnell." in html[unproven:]


def test_front_page_of_an_empty_paper_says_so(client):
    assert "Hier steht noch nichts." in page(client, "/")


def test_section_page_lists_its_articles_alone(client):
    section = make_section(name="Wissen")
    make_revision(headline="Vom Mond", section=section)
    make_revision(headline="Aus Berlin")

    html = page(client, section.get_absolute_url())

    assert "Vom Mond" in html
    assert "Aus Berlin" not in html


def test_section_without_a_live_article_is_not_found_and_not_in_the_navigation(client):
    section = make_section(name="Leeres Ressort")
    make_article(section=section)

    assert client.get(section.get_absolute_url()).status_code == 404
    assert "Leeres Ressort" not in page(client, "/")


def test_topic_page_shows_articles_and_claims(client):
    topic = make_topic(name="Oreschnik")
    claim = make_claim("Die Rakete ist schnell.", topics=[topic])
    make_revision(claims=[claim], headline="Mit Behauptung")
    make_revision(headline="Mit Thema", topics=[topic])

    html = page(client, topic.get_absolute_url())

    assert "Mit Thema" in html
    assert "Die Rakete ist schnell." in html


def test_topic_that_no_reader_has_met_is_not_found(client):
    topic = make_topic()
    make_article(topics=[topic])
    make_claim(topics=[topic])

    assert client.get(topic.get_absolute_url()).status_code == 404


def test_corrections_list_what_was_wrong_newest_first(client):
    first = make_revision(headline="Der Rhein").article
    second = make_revision(headline="Zimmerpflanzen").article
    first.body = "<p>1230 Kilometer.</p>"
    writing.save(first, by=make_reporter())
    publishing.correct(first, note="Wir hatten Ziffern vertauscht.", by=make_editor())
    publishing.withdraw(second, note="Die Quelle gab es nicht.", by=make_editor())

    html = page(client, reverse("corrections"))

    assert html.index("Die Quelle gab es nicht.") < html.index("Wir hatten Ziffern vertauscht.")
    assert "Rückzug" in html
    assert "Korrektur" in html


def test_how_we_check_defines_every_verdict(client):
    html = page(client, reverse("how_we_check"))

    for words in ("Richtig", "Größtenteils falsch", "Unbelegt", "Manipuliert", "Ungeprüft", "meist zuverlässig"):
        assert words in html, words


def test_page_without_words_says_that_they_are_missing(client):
    html = page(client, reverse("page", args=["impressum"]))

    assert "Diese Angaben fehlen noch." in html


def test_page_shows_the_words_an_administrator_wrote(client):
    imprint, _ = Page.objects.get_or_create(kind="impressum")
    imprint.body = "<h2>Verantwortlich</h2><p>Die Redaktion.</p>"
    writing.save(imprint, by=make_administrator())

    assert "<h2>Verantwortlich</h2><p>Die Redaktion.</p>" in page(client, imprint.get_absolute_url())


def test_page_of_unknown_kind_is_not_found(client):
    assert client.get("/seite/agb/").status_code == 404


@pytest.fixture
def secrets():
    """Things that exist and that no reader may see yet, or any more."""
    claim = make_claim("Der geheime Satz stimmt.")
    make_revision(claims=[claim], headline="Geheim, weil geplant", live_from=in_days(1))
    make_article(headline="Geheim, weil Entwurf")
    gone = make_revision(headline="Geheim, weil weg", claims=[make_claim("Der zurückgezogene Satz stimmt.")])
    publishing.withdraw(gone.article, note="War falsch.", by=make_editor())
    make_revision(headline="Ein offener Artikel")


@pytest.mark.parametrize("address", ["/", "/behauptungen/", "/suche/?q=geheim", "/suche/?q=Satz", "/en/", "/nix/"])
def test_what_is_not_live_stands_on_no_page(client, secrets, address):
    html = client.get(address).content.decode()

    listed = html[html.index("<main") :].replace('value="geheim"', "")
    assert "Geheim, weil" not in listed
    assert "geheime Satz" not in listed
    assert "zurückgezogene Satz" not in listed


def test_what_was_never_live_stands_in_no_section_topic_or_correction(client, secrets):
    for section in ("/ressort/ressort-1/", "/korrekturen/"):
        html = client.get(section).content.decode()
        assert "weil geplant" not in html
        assert "weil Entwurf" not in html


def test_every_page_offers_the_same_way_out(client):
    make_revision()

    for address in ("/", "/behauptungen/", "/suche/", "/korrekturen/", "/seite/impressum/", "/nix/"):
        html = client.get(address).content.decode()
        for kind in ("impressum", "datenschutz", "barrierefreiheit"):
            assert f'href="/seite/{kind}/"' in html, address
        assert 'href="/korrekturen/"' in html
        assert 'href="/so-pruefen-wir/"' in html
        assert 'href="#inhalt"' in html
        assert 'hreflang="en"' in html
