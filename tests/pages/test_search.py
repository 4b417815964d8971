import pytest
from django.urls import reverse

from tests.make import make_claim, make_revision

pytestmark = pytest.mark.django_db


def found(client, text):
    response = client.get(reverse("search"), {"q": text})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("text", ["Zwiebelturm", "zwiebelTURM", "übermut zwiebelturm", "Absatz Kernpunkt", "Vorspann"])
def test_search_finds_an_article_by_all_its_words(client, text):
    make_revision(
        headline="Zwiebelturm und Übermut",
        teaser="Ein Vorspann.",
        body="<p>Ein Absatz.</p>",
        key_points="Ein Kernpunkt.",
    )

    assert "Zwiebelturm und Übermut" in found(client, text)


def test_search_finds_claims(client):
    make_revision(claims=[make_claim("Der Zwiebelturm ist hoch.")])

    html = found(client, "zwiebelturm hoch")

    assert "1 Behauptung" in html


def test_search_without_a_hit_says_what_to_try(client):
    assert "Kein Artikel enthält alle Wörter von „Zwiebelturm“." in found(client, "Zwiebelturm")


@pytest.mark.parametrize("text", ["", "   "])
def test_search_without_words_says_what_is_searched(client, text):
    assert "Gesucht wird in" in found(client, text)


def test_search_for_more_than_200_characters_is_refused_in_the_form(client):
    html = found(client, "x" * 201)

    assert "field__error" in html
    assert "x" * 201 in html


def test_search_bears_as_many_words_as_it_takes(client):
    assert "Kein Artikel" in found(client, " ".join("äbcdefghijklmnopqrstuvwxyz0123456789ßöü" * 3)[:200])


def test_search_refuses_what_no_text_can_hold(client):
    assert "field__error" in found(client, "Mauer\x00")


def test_search_takes_signs_of_the_database_for_what_they_are(client):
    make_revision(headline="Ganz ohne Zeichen")

    assert "Ganz ohne Zeichen" not in found(client, "100%_")
