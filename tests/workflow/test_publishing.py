"""Publishing: what readers see, from when to when, and who may decide it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.choices import ArticleState, RevisionKind
from articles.models import Decision, Revision
from articles.workflow import clock, publishing, writing
from articles.workflow.transitions import WrongMove
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_change,
    make_claim,
    make_editor,
    make_picture,
    make_reporter,
    make_revision,
)

pytestmark = pytest.mark.django_db


def test_publish_freezes_the_draft_for_readers():
    claim = make_claim()
    article = make_article(picture=make_picture(), key_points="Eins\nZwei")
    annotation = make_annotation(article, claim=claim)

    revision = publishing.publish(article, by=make_editor())

    assert list(Revision.objects.live()) == [revision]
    assert revision.content["headline"] == article.headline
    assert revision.content["key_points"] == ["Eins", "Zwei"]
    assert revision.content["picture"]["credit"] == "Zeichnung: Die Gegenprobe"
    place = {"start": annotation.start, "end": annotation.end}
    assert revision.annotations == [{"claim": claim.pk, "field": "body", "exact": annotation.exact} | place]
    assert list(revision.claims.all()) == [claim]
    assert article.state == ArticleState.PUBLISHED


def test_publish_keeps_later_edits_from_readers():
    revision = make_revision()
    article = revision.article

    article.headline = "Eine neue Überschrift"
    writing.save(article, by=make_reporter())

    assert Revision.objects.live().get().content["headline"] != "Eine neue Überschrift"
    assert publishing.has_unpublished_changes(article)


def test_publish_again_closes_the_revision_before():
    first = make_revision()

    second = publishing.publish(first.article, by=make_editor())

    first.refresh_from_db()
    assert (second.kind, second.number, second.previous) == (RevisionKind.UPDATE, 2, first.digest)
    assert first.live_until == second.live_from
    assert (second.first_published_at, second.changed_at) == (first.first_published_at, second.live_from)


def test_publish_of_the_future_shows_at_its_minute_and_not_before():
    at = in_days(1)

    revision = make_revision(live_from=at)

    assert list(Revision.objects.live()) == []
    assert list(Revision.objects.live(at - timedelta(microseconds=1))) == []
    assert list(Revision.objects.live(at)) == [revision]


def test_publish_refuses_the_past():
    article = make_article()

    with pytest.raises(WrongMove):
        publishing.publish(article, by=make_editor(), live_from=timezone.now() - timedelta(minutes=1))


def test_publish_is_refused_to_reporters():
    article = make_article()

    with pytest.raises(PermissionDenied):
        publishing.publish(article, by=make_reporter())


def test_publish_refuses_what_the_gate_lists():
    article = make_article(teaser="")

    with pytest.raises(WrongMove, match="Der Teaser fehlt"):
        publishing.publish(article, by=make_editor())

    assert not Revision.objects.exists()


def test_publish_lets_an_editor_override_with_a_written_reason():
    article, editor = make_article(teaser=""), make_editor()

    publishing.publish(article, by=editor, override="Eilmeldung, Teaser folgt.")

    decision = Decision.objects.about(article).get(verb="override")
    assert (decision.by, decision.reason, decision.after) == (
        editor,
        "Eilmeldung, Teaser folgt.",
        {"obstacles": ["teaser"], "sentences": ["Der Teaser fehlt."]},
    )


def test_publish_cannot_override_the_missing_section():
    article = make_article(section=None)

    with pytest.raises(WrongMove, match="Ressort"):
        publishing.publish(article, by=make_editor(), override="Eilt.")


def test_publish_waits_for_the_embargo_unless_scheduled_after_it():
    article = make_article(embargo_until=in_days(1))

    with pytest.raises(WrongMove, match="Sperrfrist"):
        publishing.publish(article, by=make_editor())

    assert publishing.publish(article, by=make_editor(), live_from=in_days(2))


def test_correct_tells_readers_and_moves_the_date_of_change():
    first = make_revision()
    make_change(first.article)

    revision = publishing.correct(first.article, note="In einer früheren Fassung stand 8.", by=make_editor())

    assert (revision.kind, revision.note) == (RevisionKind.CORRECTION, "In einer früheren Fassung stand 8.")
    assert revision.changed_at == revision.live_from
    assert list(Revision.objects.corrections()) == [revision]


def test_correct_refuses_an_empty_note():
    revision = make_revision()

    with pytest.raises(WrongMove, match="Hinweis"):
        publishing.correct(revision.article, note="  ", by=make_editor())


def test_correct_refuses_what_is_not_public():
    with pytest.raises(WrongMove, match="nicht öffentlich"):
        publishing.correct(make_article(), note="Falsch war alles.", by=make_editor())


def test_fix_typo_leaves_the_date_of_change_alone():
    first = make_revision()

    revision = publishing.fix_typo(first.article, by=make_editor())

    assert (revision.kind, revision.changed_at) == (RevisionKind.TYPO, None)


def test_withdraw_leaves_a_tombstone_without_the_text():
    first = make_revision(claims=[make_claim()])

    tombstone = publishing.withdraw(first.article, note="Die Meldung war erfunden.", by=make_editor())

    assert list(Revision.objects.live()) == []
    assert list(Revision.objects.in_force()) == [tombstone]
    assert (tombstone.content["body"], tombstone.annotations, tombstone.words) == ("", [], "")
    assert tombstone.content["headline"] == first.content["headline"]
    assert first.article.state == ArticleState.WITHDRAWN


def test_withdrawn_article_may_be_published_again():
    first = make_revision()
    publishing.withdraw(first.article, note="Zur Prüfung.", by=make_editor())

    again = publishing.publish(first.article, by=make_editor())

    assert list(Revision.objects.live()) == [again]
    assert again.first_published_at == first.first_published_at


def test_unschedule_of_a_first_publication_makes_it_a_draft_again():
    revision = make_revision(live_from=in_days(1))

    publishing.unschedule(revision.article, by=make_editor())

    assert list(Revision.objects.live(in_days(2))) == []
    assert revision.article.state == ArticleState.DRAFT


def test_unschedule_of_an_update_leaves_what_readers_see():
    first = make_revision()
    publishing.publish(first.article, by=make_editor(), live_from=in_days(1))

    publishing.unschedule(first.article, by=make_editor())

    assert list(Revision.objects.live(in_days(2))) == [first]
    assert Revision.objects.get(pk=first.pk).live_until is None


def test_unschedule_refuses_where_nothing_is_planned():
    revision = make_revision()

    with pytest.raises(WrongMove, match="nichts eingeplant"):
        publishing.unschedule(revision.article, by=make_editor())


def test_publish_now_calls_off_what_was_planned():
    planned = make_revision(live_from=in_days(1))

    now = publishing.publish(planned.article, by=make_editor())

    assert list(Revision.objects.live(in_days(2))) == [now]
    assert (now.number, now.kind) == (2, RevisionKind.FIRST)


def test_preview_saves_nothing():
    article = make_article()

    revision = publishing.preview(article)

    assert revision.content["headline"] == article.headline
    assert not Revision.objects.exists()


def test_preview_of_a_live_article_says_when_it_was_first_published():
    first = make_revision()

    assert publishing.preview(first.article).first_published_at == first.first_published_at


def test_publish_happens_at_the_newsrooms_clock():
    article, past = make_article(), in_days(-30)

    with clock.as_of(past):
        revision = publishing.publish(article, by=make_editor())

    assert revision.live_from == past
