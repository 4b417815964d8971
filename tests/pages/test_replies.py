"""What readers see of a reply: at the article, in the claim's note and on its page, for as long as it stands."""

import pytest

from articles.models import Claim
from articles.workflow import annotating, publishing, replying
from tests.make import make_change, make_claim, make_editor, make_reply, make_reporter

pytestmark = pytest.mark.django_db

TEXT = "Ich habe das „nie“ gesagt.\n\nRichtig ist <script>zap()</script> anderes."


@pytest.fixture
def reply():
    return make_reply(claim=make_claim(), text=TEXT, note="Wir sind zum Abdruck verpflichtet.")


def pages(client, reply):
    article = client.get(reply.article.revisions.latest("number").get_absolute_url())
    return article.content.decode(), client.get(reply.claim.get_absolute_url()).content.decode()


def test_readers_find_the_reply_at_the_article_and_on_the_claims_page(client, reply):
    for page in pages(client, reply):
        assert f'id="gegendarstellung-{reply.pk}"' in page
        assert "<p>Ich habe das „nie“ gesagt.</p>" in page
        assert "&lt;script&gt;zap()&lt;/script&gt;" in page and "<script>zap" not in page
        assert "Rosa Rakete, Musterstadt" in page
        assert "Wir sind zum Abdruck verpflichtet." in page


def test_note_of_the_claim_leads_to_the_reply(client, reply):
    article, _ = pages(client, reply)

    assert article.count(f'href="#gegendarstellung-{reply.pk}"') == 3  # margin, note, popover


def test_reply_stays_at_the_article_after_its_claim_is_gone_until_it_is_ended(client, reply):
    editor = make_editor()
    for annotation in reply.article.annotations.all():
        annotating.detach(annotation, by=make_reporter())
    make_change(reply.article)
    publishing.publish(reply.article, by=editor)
    address = reply.article.revisions.latest("number").get_absolute_url()

    before = client.get(address).content.decode()
    replying.end_reply(reply, reason="Die Behauptung ist gestrichen.", by=editor)
    after = client.get(address).content.decode()

    assert ("Rosa Rakete" in before, "Rosa Rakete" in after) == (True, False)


def test_withdrawn_article_shows_its_tombstone_alone(client, reply):
    publishing.withdraw(reply.article, note="Die Quelle war erfunden.", by=make_editor())

    response = client.get(reply.article.revisions.latest("number").get_absolute_url())

    assert response.status_code == 410
    assert "Rosa Rakete" not in response.content.decode()


def test_page_of_the_claim_that_was_kept_shows_the_reply_to_the_merged_one(client, reply):
    kept = make_claim()
    make_reply(claim=kept, text="Ein anderes Wort.")
    Claim.objects.filter(pk=reply.claim_id).update(merged_into=kept)

    page = client.get(kept.get_absolute_url()).content.decode()

    assert "<p>Ich habe das „nie“ gesagt.</p>" in page
