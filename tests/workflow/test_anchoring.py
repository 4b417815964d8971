"""Anchoring: annotations follow their words through every edit, or say aloud what an editor must look at."""

import pytest

from articles.choices import AnnotationState
from articles.models import Annotation, Claim, Decision
from articles.workflow import anchoring, clock, writing
from tests.make import (
    OFTEN,
    in_days,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_factcheck,
    make_reporter,
)

pytestmark = pytest.mark.django_db

BODY = f"<p>Moskau sagt viel. {OFTEN}</p><p>Unabhängig bestätigt ist das nicht.</p>"


def edit(annotation, old, new):
    """Save the annotation's article with other words, and return the annotation as it is afterwards."""
    article = annotation.article
    assert old in article.body
    article.body = article.body.replace(old, new)
    writing.save(article, by=make_reporter())
    annotation.refresh_from_db()
    return annotation


def words_of(annotation):
    return annotation.article.plain(annotation.field)[annotation.start : annotation.end]


def test_edit_of_other_words_leaves_the_annotation_in_place():
    annotation = edit(make_annotation(claim=make_checked_claim()), "Moskau sagt viel.", "In Moskau heißt es:")

    assert (annotation.state, annotation.exact, words_of(annotation)) == (AnnotationState.IN_PLACE, OFTEN, OFTEN)
    assert annotation.prefix == "In Moskau heißt es: "
    assert annotation.wording_changed_at is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("Rakete fliegt", "Rakete\xa0fliegt"), ("Hyperschallgeschw", "Hyper\xadschallgeschw")],
)
def test_edit_of_typography_alone_leaves_the_wording(old, new):
    annotation = edit(make_annotation(claim=make_checked_claim()), old, new)

    assert annotation.state == AnnotationState.IN_PLACE
    assert annotation.exact == words_of(annotation)
    assert annotation.wording_changed_at is None


def test_edit_of_the_words_of_a_checked_claim_is_noted_for_a_recheck():
    claim = make_checked_claim()
    annotation = make_annotation(claim=claim)
    moment = in_days(1)

    with clock.as_of(moment):
        edit(annotation, "fliegt mit", "fliege angeblich mit")

    reworded = "Die Rakete fliege angeblich mit Hyperschallgeschwindigkeit."
    assert (annotation.exact, words_of(annotation)) == (reworded, reworded)
    assert (annotation.state, annotation.wording_changed_at) == (AnnotationState.MOVED, moment)
    assert Decision.objects.about(annotation.article).latest().after["annotations_moved"] == [f"„{reworded}“"]
    assert list(Claim.objects.due(moment.date())) == [claim]


def test_edit_of_the_words_of_an_unchecked_claim_only_asks_for_confirmation():
    annotation = edit(make_annotation(), "fliegt", "fliege")

    assert (annotation.state, annotation.wording_changed_at) == (AnnotationState.MOVED, None)
    assert not Claim.objects.due(clock.now().date()).exists()


def test_edit_elsewhere_does_not_confirm_what_moved():
    annotation = edit(make_annotation(claim=make_checked_claim()), "fliegt", "fliege")
    noted = annotation.wording_changed_at

    edit(annotation, "Moskau sagt viel.", "Moskau sagt wenig.")

    assert (annotation.state, annotation.wording_changed_at) == (AnnotationState.MOVED, noted)


def test_new_check_settles_what_was_reworded_before_it():
    claim = make_checked_claim()
    annotation = edit(make_annotation(claim=claim), "fliegt", "fliege")

    make_factcheck(claim, state="in_force")

    annotation.refresh_from_db()
    assert annotation.wording_changed_at is None


def test_check_opened_before_the_words_changed_settles_nothing():
    claim = make_checked_claim()
    annotation = make_annotation(claim=claim)
    with clock.as_of(in_days(3)):
        edit(annotation, "fliegt", "fliege")

    make_factcheck(claim, state="in_force")

    annotation.refresh_from_db()
    assert annotation.wording_changed_at is not None


def test_edit_that_breaks_the_words_over_two_paragraphs_loses_them():
    annotation = edit(make_annotation(), "fliegt mit", "fliegt</p><p>mit")

    assert (annotation.state, annotation.exact) == (AnnotationState.LOST, OFTEN)


def test_edit_that_brings_words_back_elsewhere_asks_for_confirmation():
    annotation = make_annotation(make_article(body=BODY))
    edit(annotation, OFTEN, "")

    edit(annotation, "Unabhängig bestätigt", f"Eine Frage bleibt offen. {OFTEN} Unabhängig bestätigt")

    assert (annotation.state, words_of(annotation)) == (AnnotationState.MOVED, OFTEN)


def test_what_is_lost_is_told_once():
    annotation = edit(make_annotation(), OFTEN, "")

    edit(annotation, "Moskau", "Kiew")

    assert "annotations_lost" not in Decision.objects.about(annotation.article).latest().after


def test_edit_shifts_two_annotations_of_one_claim_past_each_other():
    line = "Die Zahl der Fälle in {} stieg."
    article = make_article(body="".join(f"<p>{line.format(name)}</p>" for name in ("Aalen", "Gotha", "Jena")))
    claim = make_claim()
    first, second = (make_annotation(article, claim=claim, words=line.format(name)) for name in ("Aalen", "Gotha"))

    article.body = f"<p>{line.format('Fulda')}</p>" + article.body
    writing.save(article, by=make_reporter())

    first.refresh_from_db()
    assert (words_of(first), first.start) == (line.format("Aalen"), second.start)
    second.refresh_from_db()
    assert words_of(second) == line.format("Gotha")


@pytest.mark.parametrize(("number", "queries"), [(1, 2), (3, 3)])
def test_edit_takes_one_query_more_for_all_that_it_only_pushes_on(number, queries, django_assert_num_queries):
    article = make_article(body=BODY)
    for words in ("Moskau sagt viel.", OFTEN, "Unabhängig bestätigt ist das nicht.")[:number]:
        make_annotation(article, claim=make_checked_claim(), words=words)
    old = type(article).objects.get(pk=article.pk)
    article.body = "<p>Neu.</p>" + article.body.replace("fliegt", "fliege")

    with django_assert_num_queries(queries):
        anchoring.follow_edit(article, old)

    assert Annotation.objects.filter(start__gte=len("Neu.\n")).count() == number


@pytest.mark.parametrize("number", [3, 40])
def test_edit_takes_the_same_queries_for_three_annotations_and_for_forty(number, django_assert_num_queries):
    article = make_article(body="".join(f"<p>Satz {each} steht hier für sich allein.</p>" for each in range(number)))
    marks = [make_annotation(article, words=f"Satz {each} steht hier für") for each in range(number)]
    old = type(article).objects.get(pk=article.pk)
    article.body = article.body.replace("für sich allein.", "für sich ganz allein.", 1)

    with django_assert_num_queries(3):
        anchoring.follow_edit(article, old)

    for mark in marks:
        mark.refresh_from_db()
        assert article.plain("body")[mark.start : mark.end] == mark.exact
        assert mark.state == AnnotationState.IN_PLACE


def test_examine_changes_nothing():
    annotation = make_annotation()
    annotation.article.body = "<p>Alles neu.</p>"

    examination = anchoring.examine(annotation.article)

    assert examination.lost == [annotation]
    annotation.refresh_from_db()
    assert annotation.state == AnnotationState.IN_PLACE
