"""An earlier revision comes back into the draft with all that hangs on it, and says aloud what cannot."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.choices import AnnotationState, Verb
from articles.models import Article, Byline, Decision, Revision
from articles.workflow import annotating, publishing, restoring, writing
from articles.workflow.content import annotations_of, content_of
from articles.workflow.transitions import Stale, WrongMove
from tests import make

pytestmark = pytest.mark.django_db

BODY = "<p>Moskau sagt, die Rakete fliege schnell.</p><p>Bestätigt ist das nicht.</p>"


def published(**fields):
    claim, topic = make.make_claim(), make.make_topic()
    article = make.make_article(
        body=BODY, picture=make.make_picture(), topics=[topic], key_points="Eins\nZwei", **fields
    )
    make.make_annotation(article, claim=claim, words="die Rakete fliege schnell")
    return make.make_revision(article)


def rewrite(article, **fields):
    """Change everything about the draft that a revision holds."""
    article = Article.objects.get(pk=article.pk)
    values = {
        "headline": "Anders",
        "body": "<p>Hier steht etwas völlig Neues.</p>",
        "key_points": "",
        "label": "analysis",
    }
    for name, value in (values | {"picture": None, "section": make.make_section()} | fields).items():
        setattr(article, name, value)
    rows = [Byline(article=article, author=make.make_author())]
    removed = list(article.bylines.all())
    return writing.save(article, by=make.make_reporter(), related={"topics": []}, rows=rows, removed=removed)


def test_restore_brings_everything_back_into_the_draft_alone():
    revision = published()
    rewrite(revision.article)

    restored = restoring.restore(revision, by=make.make_reporter())

    article = Article.objects.get(pk=revision.article_id)
    assert content_of(article) == revision.content
    assert annotations_of(article) == revision.annotations
    assert (restored.missing, restored.lost) == ([], [])
    assert Revision.objects.count() == 1
    assert not publishing.has_unpublished_changes(article)


def test_restore_is_one_decision_that_names_the_revision():
    revision = published()
    rewrite(revision.article)
    number = Decision.objects.count()

    restoring.restore(revision, by=make.make_reporter())

    decision = Decision.objects.about(revision.article).latest()
    assert Decision.objects.count() == number + 1
    assert (decision.verb, decision.after["revision"]) == (Verb.RESTORE, 1)
    assert (decision.before["headline"], decision.after["headline"]) == ("Anders", revision.content["headline"])


def test_restore_keeps_a_mark_made_since_and_says_when_its_words_are_gone():
    revision = published()
    article = rewrite(revision.article)
    words = "etwas völlig Neues"
    make.make_annotation(article, words=words)

    restored = restoring.restore(revision, by=make.make_reporter())

    assert [mark.exact for mark in restored.lost] == [words]
    assert {mark.state for mark in article.annotations.all()} == {AnnotationState.IN_PLACE, AnnotationState.LOST}


def test_restore_ties_a_mark_that_was_detached_again():
    revision = published()
    annotating.detach(revision.article.annotations.get(), by=make.make_reporter())

    restoring.restore(revision, by=make.make_reporter())

    assert revision.article.annotations.get().exact == "die Rakete fliege schnell"


def test_restore_names_what_is_no_longer_there():
    topic = make.make_topic(name="Raumfahrt")
    article = make.make_article(topics=[topic], bylines=[author := make.make_author(name="Mia Muster")])
    revision = make.make_revision(article)
    content = revision.content | {
        "topics": [{"id": 4711, "name": "Raumfahrt", "slug": "raumfahrt"}],
        "section": {"id": 4711, "name": "Alt", "slug": "alt"},
        "bylines": [{"name": "Nora Niemand", "slug": "nora-niemand", "signature": "", "place": ""}],
        "picture": {"id": 4711, "caption": "Ein Bild", "alt": ""},
    }
    gone = Revision(article=article, number=1, kind="first", content=content, annotations=[])

    restored = restoring.restore(gone, by=make.make_reporter())

    assert list(map(str, restored.missing)) == [
        "das Ressort „Alt“",
        "das Bild „Ein Bild“",
        "der Name „Nora Niemand“ in der Autorenzeile",
        "das Thema „Raumfahrt“",
    ]
    assert (restored.article.section, author.name) == (article.section, "Mia Muster")


def test_restore_keeps_a_caption_of_the_articles_own():
    revision = published(picture_caption="Eigene Bildunterschrift")
    rewrite(revision.article, picture_caption="")

    restored = restoring.restore(revision, by=make.make_reporter())

    assert restored.article.picture_caption == "Eigene Bildunterschrift"


def test_restore_refuses_a_tombstone():
    revision = published()
    tombstone = publishing.withdraw(revision.article, note="Es war falsch.", by=make.make_editor())

    with pytest.raises(WrongMove, match="Rückzug"):
        restoring.restore(tombstone, by=make.make_reporter())


def test_restore_refuses_a_draft_that_was_saved_since():
    revision = published()
    read = Article.objects.get(pk=revision.article_id).version
    rewrite(revision.article)

    with pytest.raises(Stale):
        restoring.restore(revision, by=make.make_reporter(), read_version=read)
    assert Article.objects.get(pk=revision.article_id).headline == "Anders"


def test_restore_asks_for_somebody_who_writes():
    revision = published()

    with pytest.raises(PermissionDenied):
        restoring.restore(revision, by=make.make_fact_checker())
