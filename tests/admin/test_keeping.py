"""What is sent after the login has ended is not thrown away, also where no script runs."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.admin import keeping
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def typed(article, **fields):
    filled = {"headline": article.headline, "label": "report", "language": "de", "version": article.version}
    return filled | {"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0, "_continue": "Speichern"} | fields


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def hidden(page, name):
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page).group(1))


def expire(client, user):
    """Let the user sign in and, hours later, find the login ended: the browser still has everything else."""
    client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})
    del client.cookies[settings.SESSION_COOKIE_NAME]


def sign_in(client, page, user):
    fields = {"username": user.username, "password": PASSWORD, "kept": hidden(page, "kept")}
    return client.post(reverse("admin:login"), fields | {"next": hidden(page, "next")})


def test_words_sent_without_a_login_come_back_after_it_and_are_saved(client):
    article, reporter = make.make_article(bylines=[]), make.make_reporter()
    expire(client, reporter)
    asked = client.post(change(article), typed(article, body="<p>Zeile 1</p>\n<p>„Zwei“ & mehr</p>")).content.decode()

    offered = sign_in(client, asked, reporter).content.decode()
    fields = re.findall(r'<textarea class="kept" name="([^"]+)"[^>]*>\n(.*?)</textarea>', offered, re.DOTALL)
    response = client.post(change(article), {name: unescape(value) for name, value in fields}, follow=True)

    article.refresh_from_db()
    assert "noch nicht gespeichert" in offered
    assert "Artikel gespeichert." in response.content.decode()
    assert "„Zwei“ &amp; mehr" in article.body


def test_words_of_one_person_are_never_sent_as_another(client):
    mia, dana = make.make_reporter(first_name="Mia", last_name="Muster"), make.make_editor(first_name="Dana")
    article = make.make_article(bylines=[])
    expire(client, mia)
    asked = client.post(change(article), typed(article, body="<p>Mias „Worte“, länger.</p>")).content.decode()

    shown = sign_in(client, asked, dana).content.decode()

    assert "Diesen Text hat Mia Muster abgeschickt" in shown
    assert "Mias „Worte“, länger." in shown
    assert f'action="{change(article)}"' not in shown and "Jetzt speichern" not in shown


def test_words_of_nobody_known_can_be_copied_alone(client):
    article = make.make_article(bylines=[])
    asked = client.post(change(article), typed(article, body="<p>Von irgendwem.</p>")).content.decode()

    shown = sign_in(client, asked, make.make_reporter()).content.decode()

    assert "lässt sich nicht feststellen" in shown and "Von irgendwem." in shown
    assert "Jetzt speichern" not in shown


def test_passwords_are_not_kept(client):
    administrator = make.make_administrator()
    expire(client, administrator)
    fields = {"first_name": "Neue Kollegin", "new_password": "streng geheim, sehr lang"}

    page = client.post(reverse("admin:auth_user_add"), fields).content.decode()

    offered = sign_in(client, page, administrator).content.decode()
    assert "Neue Kollegin" in offered and "streng geheim" not in offered


def test_words_wait_through_a_wrong_password(client):
    article, reporter = make.make_article(bylines=[]), make.make_reporter()
    expire(client, reporter)
    page = client.post(change(article), typed(article, kicker="Bleibt")).content.decode()

    wrong = client.post(
        reverse("admin:login"),
        {"username": reporter.username, "password": "falsch", "kept": hidden(page, "kept"), "next": change(article)},
    )

    assert "Bleibt" in sign_in(client, wrong.content.decode(), reporter).content.decode()


def test_words_that_were_tampered_with_are_not_given_back(client):
    reporter = make.make_reporter()

    response = client.post(
        reverse("admin:login"),
        {"username": reporter.username, "password": PASSWORD, "kept": "gefälscht:1:2", "next": reverse("admin:index")},
    )

    assert (response.status_code, response.headers["Location"]) == (302, reverse("admin:index"))


def test_words_that_are_too_many_are_refused_with_what_to_do(client, monkeypatch):
    monkeypatch.setattr(keeping, "LIMIT", 100)
    article = make.make_article(bylines=[])

    page = client.post(change(article), typed(article, body="Lang " * 100)).content.decode()

    assert 'name="kept"' not in page
    assert "Gehen Sie mit „Zurück“ zu Ihrem Formular" in page


def test_nothing_typed_leads_to_the_plain_sign_in(client):
    article = make.make_article()

    response = client.post(reverse("admin:articles_article_submit", args=[article.pk]), {})

    assert response.status_code == 302


def test_words_are_kept_only_of_those_who_brought_a_token():
    article = make.make_article()

    assert Client(enforce_csrf_checks=True).post(change(article), typed(article)).status_code == 403
