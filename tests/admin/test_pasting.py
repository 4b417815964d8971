"""Pasted text where no script runs: cleaned, its words kept, what was taken out named; and too much of it."""

import pytest
from django.urls import reverse

from articles.admin.pasting import MOST
from articles.models import Article
from tests import make
from tests.forms import filled
from tests.text.pasted import WEB, WORD, WORD_CLEAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(client):
    client.force_login(make.make_reporter())
    return make.make_article(body="<p>Vorher.</p>")


def save(client, article, **typed):
    address = reverse("admin:articles_article_change", args=[article.pk])
    return client.post(address, filled(client.get(address)) | {"_continue": "1"} | typed, follow=True)


def told(response):
    return [str(each) for each in response.context["messages"]]


def test_word_is_cleaned_and_the_editor_told_what_is_gone(client, article):
    response = save(client, article, body=WORD)

    article.refresh_from_db()
    assert article.body == WORD_CLEAN
    assert "Text: Entfernt: 2 Bilder, 1 Tabelle (Text behalten), Formatierungen." in told(response)


def test_web_page_is_cleaned_and_the_editor_told_what_is_gone(client, article):
    response = save(client, article, context=WEB)

    article.refresh_from_db()
    assert "zap" not in article.context and "Neue Zeile." in article.context
    assert told(response)[-1] == (
        "Warum das wichtig ist: Entfernt: 1 Bild, 1 eingebetteter Inhalt, 1 Skript, 2 Formularfelder, 1 unzulässiger "
        "Link (Text behalten), 1 Kommentar, Formatierungen."
    )


def test_own_markup_says_nothing(client, article):
    assert not [each for each in told(save(client, article, body=WORD_CLEAN)) if "Entfernt" in each]


def test_three_megabytes_around_few_words_are_saved(client, article):
    body = f"<p>Öl</p><style>{'x' * 3_000_000}</style><!--{'y' * 100_000}-->"

    save(client, article, body=body)

    article.refresh_from_db()
    assert article.body == "<p>Öl</p>"


def test_three_megabytes_of_words_are_refused_and_kept(client, article):
    sentence = "<p>Ein „Satz“ über Öl, zigtausendmal.</p>"
    body = sentence * (3_000_000 // len(sentence)) + "<p>Schluss.</p>"

    response = save(client, article, body=body)

    page = response.content.decode()
    assert "möglich sind 1.000.000. Er steht noch hier; teilen Sie ihn auf." in page
    assert page.count("zigtausendmal") == body.count("zigtausendmal") and "Schluss." in page
    assert Article.objects.get(pk=article.pk).body == "<p>Vorher.</p>"


def test_as_much_as_fits_is_saved(client, article):
    body = f"<p>{'Wort ' * ((MOST - 10) // 5)}</p>"

    save(client, article, body=body)

    assert len(Article.objects.get(pk=article.pk).body) > MOST - 20


@pytest.mark.parametrize("body", [" \n\t ", "<p>&nbsp;</p><p> \u200b</p>", "<p><br></p>"])
def test_body_of_white_space_is_an_empty_one_and_the_gate_says_so(client, article, body):
    response = save(client, article, body=body, teaser="Bleibt „so“.")

    article.refresh_from_db()
    assert (article.body, article.teaser) == ("", "Bleibt „so“.")
    assert "Der Artikel hat noch keinen Text." in response.content.decode()


def test_more_than_a_request_may_hold_is_said_in_a_sentence(client, article, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    address = reverse("admin:articles_article_change", args=[article.pk])
    fields = filled(client.get(address))

    response = client.post(address, fields | {"body": "Wort " * 30_000})

    assert response.status_code == 400
    assert "Gehen Sie im Browser zurück, dort steht Ihre Eingabe noch." in response.content.decode()
