"""The right of reply: printed as it came, unchangeable, and there for as long as the claim it answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.models import Claim, Decision, Reply, append_only
from articles.workflow import annotating, publishing, replying
from articles.workflow.transitions import WrongMove
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_change,
    make_claim,
    make_editor,
    make_fact_checker,
    make_reply,
    make_reporter,
    make_revision,
)

pytestmark = pytest.mark.django_db


def detached(reply):
    """Take the claim off the words in the draft and return the article."""
    for annotation in reply.article.annotations.all():
        annotating.detach(annotation, by=make_reporter())
    return reply.article


def test_publish_reply_prints_it_as_it_came_and_tells_the_history():
    editor, claim = make_editor(), make_claim()
    text = "Ich habe „nie“ gesagt, dass das so ist.\n\nRichtig ist: <b>Es war anders.</b>"

    reply = make_reply(claim=claim, text=text, by=editor, note="Wir sind zum Abdruck verpflichtet.")

    decision = Decision.objects.about(reply.article).get(verb="reply")
    assert (reply.text, reply.published_by, list(Reply.objects.live())) == (text, editor, [reply])
    assert decision.after == {
        "reply": reply.pk,
        "from_whom": reply.from_whom,
        "statement": claim.statement,
        "words": replying.text_digest(reply),
    }


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " \n\t "}, "Wortlaut"),
        ({"from_whom": "  "}, "von wem"),
        ({"from_whom": "A" * 161}, "zu lang"),
        ({"received_on": timezone.localdate() + timedelta(days=2)}, "nicht in der Zukunft"),
        ({"received_on": None}, "eingegangen"),
    ],
    ids=["text", "name", "long name", "future", "no day"],
)
def test_publish_reply_refuses_what_is_missing(fields, sentence):
    with pytest.raises(WrongMove, match=sentence):
        make_reply(**fields)

    assert not Reply.objects.exists()


def test_publish_reply_refuses_a_claim_that_the_live_article_does_not_carry_and_the_same_twice():
    reply = make_reply()

    with pytest.raises(WrongMove, match="trägt diese Behauptung nicht"):
        make_reply(reply.article, claim=make_claim())
    with pytest.raises(WrongMove, match="trägt diese Behauptung nicht"):
        make_reply(make_annotation(claim=reply.claim).article, claim=reply.claim)
    with pytest.raises(WrongMove, match="steht schon"):
        make_reply(reply.article, claim=reply.claim)


@pytest.mark.parametrize("make_person", [make_reporter, make_fact_checker])
def test_replies_are_for_editors(make_person):
    reply = make_reply()

    with pytest.raises(PermissionDenied):
        make_reply(reply.article, claim=reply.claim, text="Anders.", by=make_person())
    with pytest.raises(PermissionDenied):
        replying.end_reply(reply, reason="Weg damit.", by=make_person())


@pytest.mark.parametrize("column", ["text", "from_whom", "note"])
def test_database_refuses_to_change_a_reply(column):
    make_reply()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE articles_reply SET {column} = %s", ["anders"])


def test_reply_stays_while_the_live_article_carries_the_claim_and_ends_with_a_reason_afterwards():
    reply, editor = make_reply(), make_editor()
    article = detached(reply)

    # The draft has let the claim go, but readers still see it.
    with pytest.raises(WrongMove, match="Solange die Behauptung"):
        replying.end_reply(reply, reason="Die Behauptung ist gestrichen.", by=editor)

    make_change(article)
    publishing.publish(article, by=editor)
    assert list(article.replies.live()) == [reply]  # it stays until somebody ends it

    with pytest.raises(WrongMove, match="Grund"):
        replying.end_reply(reply, reason=" \n ", by=editor)
    replying.end_reply(reply, reason="Die Behauptung ist gestrichen.", by=editor)

    assert list(article.replies.live()) == []
    assert Decision.objects.about(article).get(verb="end_reply").reason == "Die Behauptung ist gestrichen."
    with pytest.raises(WrongMove, match="schon beendet"):
        replying.end_reply(reply, reason="Noch einmal.", by=editor)


def test_reply_stays_while_a_planned_revision_will_carry_the_claim():
    reply, editor = make_reply(), make_editor()
    article = reply.article
    publishing.withdraw(article, note="Wird geprüft.", by=editor)
    publishing.publish(article, by=editor, live_from=in_days(1))

    with pytest.raises(WrongMove, match="Solange die Behauptung"):
        replying.end_reply(reply, reason="Zurückgezogen.", by=editor)

    publishing.unschedule(article, by=editor)
    assert replying.end_reply(reply, reason="Zurückgezogen.", by=editor).live_until


def test_reply_follows_a_claim_that_was_merged_into_another():
    claim, kept = make_claim(), make_claim()
    article = make_article(body=f"<p>{kept.statement}</p>")
    make_annotation(article, claim=kept, words=kept.statement)
    revision = make_revision(article)
    Claim.objects.filter(pk=claim.pk).update(merged_into=kept)
    claim.refresh_from_db()

    reply = make_reply(revision.article, claim=claim)

    with pytest.raises(WrongMove, match="Solange die Behauptung"):
        replying.end_reply(reply, reason="Zusammengelegt.", by=make_editor())


def test_verify_history_notices_an_altered_and_a_vanished_reply(capsys):
    reply, gone = make_reply(), make_reply()
    call_command("verify_history")

    append_only.uninstall(connection)
    try:
        Reply.objects.filter(pk=reply.pk).update(text="Ich habe alles gesagt.")
        Reply.objects.filter(pk=gone.pk).delete()
        with pytest.raises(CommandError):
            call_command("verify_history")
    finally:
        append_only.install(connection)

    told = capsys.readouterr().err
    assert f"Die Gegendarstellung {reply.pk} wurde verändert." in told
    assert f"Die Gegendarstellung {gone.pk} fehlt." in told
