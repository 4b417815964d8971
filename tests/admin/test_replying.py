"""The screen of a reply: shown first, printed after a last look, nothing typed lost."""

import pytest
from django.urls import reverse

from articles.models import Reply
from tests import make

pytestmark = pytest.mark.django_db

TYPED = {
    "from_whom": "Rosa Rakete, Musterstadt",
    "received_on": "2024-11-20",
    "text": "Ich habe das „nie“ gesagt.\r\n\r\nRichtig ist <b>anderes</b>.",
    "note": "Wir sind zum Abdruck verpflichtet.",
}


@pytest.fixture
def claim():
    return make.make_claim()


@pytest.fixture
def article(claim):
    return make.make_revision(claims=[claim]).article


def screen(article):
    return reverse("admin:articles_article_reply", args=[article.pk])


def test_reply_is_shown_before_it_is_printed(client, article, claim):
    client.force_login(make.make_editor())
    typed = TYPED | {"claim": claim.pk}

    shown = client.post(screen(article), typed)

    page = shown.content.decode()
    assert "lässt sich danach nicht mehr ändern" in page
    assert "<p>Richtig ist &lt;b&gt;anderes&lt;/b&gt;.</p>" in page
    assert 'action="#vorschau"' in page and 'id="vorschau"' in page
    assert not Reply.objects.exists()

    done = client.post(screen(article), typed | {"seen": shown.context["seen"]}, follow=True)

    assert "Die Gegendarstellung steht am Artikel" in done.content.decode()
    assert Reply.objects.get().text == "Ich habe das „nie“ gesagt.\n\nRichtig ist <b>anderes</b>."


def test_reply_that_was_changed_after_its_preview_is_shown_again(client, article, claim):
    client.force_login(make.make_editor())
    typed = TYPED | {"claim": claim.pk}
    seen = client.post(screen(article), typed).context["seen"]

    again = client.post(screen(article), typed | {"seen": seen, "text": "Ganz anders."})

    assert again.context["preview"].text == "Ganz anders."
    assert not Reply.objects.exists()


def test_reply_that_lacks_something_keeps_what_was_typed(client, article, claim):
    client.force_login(make.make_editor())

    page = client.post(screen(article), TYPED | {"received_on": "", "text": " "}).content.decode()

    assert "Wählen Sie die Behauptung" in page
    assert "Nennen Sie den Tag" in page
    assert "Der Wortlaut der Gegendarstellung fehlt." in page
    assert 'value="Rosa Rakete, Musterstadt"' in page
    assert not Reply.objects.exists()


def test_reply_needs_a_claim_that_readers_see(client):
    article = make.make_revision().article
    client.force_login(make.make_editor())

    assert "trägt keine Behauptung" in client.get(screen(article)).content.decode()


def test_ending_a_reply_is_refused_in_words_while_the_claim_stands(client, article, claim):
    reply = make.make_reply(article, claim=claim)
    client.force_login(make.make_editor())
    end = reverse("admin:articles_article_end_reply", args=[article.pk, reply.pk])

    page = client.post(end, {"reason": "Weg."}, follow=True).content.decode()

    assert "bleibt die Gegendarstellung" in page
    assert Reply.objects.live().exists()
    assert client.get(reverse("admin:articles_article_end_reply", args=[article.pk, 4711])).status_code == 404


def test_panel_leads_to_the_reply_and_to_its_end_for_editors_alone(client, article, claim):
    reply = make.make_reply(article, claim=claim)
    form = reverse("admin:articles_article_change", args=[article.pk])
    end = reverse("admin:articles_article_end_reply", args=[article.pk, reply.pk])

    client.force_login(make.make_editor())
    editors = client.get(form).content.decode()
    client.force_login(make.make_reporter())
    reporters = client.get(form).content.decode()

    assert (screen(article) in editors, end in editors) == (True, True)
    assert (screen(article) in reporters, end in reporters, reply.from_whom in reporters) == (False, False, True)


def test_panel_shows_the_claims_before_the_rare_right_of_reply(client, article):
    client.force_login(make.make_editor())

    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert page.index("Behauptungen im Text") < page.index("Gegendarstellung veröffentlichen")


def test_publish_screen_names_no_kind_where_the_editor_is_to_choose_it(client, article):
    client.force_login(make.make_editor())
    fresh = make.make_article()

    def text_of(which):
        return client.get(reverse("admin:articles_article_publish", args=[which.pk])).content.decode()

    assert "Erstveröffentlichung" in text_of(fresh)
    assert "<b>Aktualisierung</b>" not in text_of(article) and "Was für eine Änderung ist das?" in text_of(article)
