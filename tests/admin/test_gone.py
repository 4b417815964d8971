"""A record deleted while its form was open: what was typed is shown, and can become a new record."""

import pytest
from django.urls import reverse

from articles.models import Article, Claim, Evidence
from articles.workflow import writing
from tests import make
from tests.forms import filled

pytestmark = pytest.mark.django_db


def address(record, screen="change"):
    return reverse(f"admin:articles_{record._meta.model_name}_{screen}", args=[record.pk])


@pytest.fixture
def chief(client):
    chief = make.make_chief(first_name="Dana", last_name="Dörr")
    client.force_login(chief)
    return chief


def delete(record, by):
    pk = record.pk
    writing.delete(record, by=by)
    record.pk = pk


def test_article_deleted_meanwhile_is_offered_as_a_new_one_with_all_that_was_typed(client, chief):
    article, author = make.make_article(topics=[make.make_topic()]), make.make_author()
    fields = filled(client.get(address(article)))
    delete(article, chief)
    typed = {
        "body": "<p>Ein „neuer“ Absatz über Öl.</p>",
        "bylines-TOTAL_FORMS": "2",
        "bylines-1-author": author.pk,
        "bylines-1-place": "Köln",
        "bylines-1-position": "1",
    }

    refused = client.post(address(article), fields | typed)
    page = refused.content.decode()
    form = filled(refused)
    again = client.post(reverse("admin:articles_article_add"), form | {"_continue": "Speichern"}, follow=True)

    assert refused.status_code == 200
    assert "Dana Dörr hat ihn gelöscht" in page and "Ein „neuer“ Absatz über Öl." in page
    assert f'action="{reverse("admin:articles_article_add")}"' in page
    assert not Article.objects.filter(pk=article.pk).exists()
    made = Article.objects.get()
    assert "gespeichert." in again.content.decode()
    assert (made.headline, made.body) == (article.headline, "<p>Ein „neuer“ Absatz über Öl.</p>")
    assert [(row.author, row.place) for row in made.bylines.all()][1] == (author, "Köln")
    assert made.topics.count() == 1


def test_claim_deleted_meanwhile_becomes_a_new_one_with_its_evidence(client, chief):
    claim = make.make_claim("Öl schwimmt oben.")
    make.make_evidence(claim, quotation="So steht es „da“.")
    fields = filled(client.get(address(claim)), form="claim_form")
    delete(claim, chief)

    refused = client.post(address(claim), fields | {"background": "Mein Hintergrund."})
    client.post(reverse("admin:articles_claim_add"), filled(refused, form="claim_form"))

    made = Claim.objects.get()
    assert (made.statement, made.background) == ("Öl schwimmt oben.", "Mein Hintergrund.")
    assert [each.quotation for each in Evidence.objects.filter(claim=made)] == ["So steht es „da“."]


def test_autosave_of_a_deleted_article_says_what_to_do(client, chief):
    article = make.make_article()
    delete(article, chief)

    response = client.post(address(article, "autosave"), {"window": "w1", "_user": chief.pk, "version": "1"})

    assert response.status_code == 404
    assert "legt daraus einen neuen an" in response.json()["message"]


@pytest.mark.parametrize("screen", ["publish", "withdraw", "return"])
def test_words_for_a_deleted_article_are_shown_to_be_copied(client, chief, screen):
    article = make.make_article()
    delete(article, chief)
    typed = {"reason": "Mein „langer“ Grund.", "correction": "Falsch war die Zahl.", "version": "1"}

    response = client.post(address(article, screen), typed)

    page = response.content.decode()
    assert response.status_code == 404
    assert "Mein „langer“ Grund." in page and "inzwischen gelöscht" in page


def test_deleting_what_is_deleted_already_leads_back(client, chief):
    topic = make.make_topic()
    delete(topic, chief)

    assert client.post(address(topic, "delete"), {"post": "yes", "version": "1"}).status_code == 302
