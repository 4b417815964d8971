"""Annotating: a claim on exact words, that follows them or says aloud that they are gone."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.choices import AnnotationState
from articles.models import Annotation, Article, Claim, Decision
from articles.workflow import annotating, writing
from articles.workflow.transitions import WrongMove
from tests.make import (
    OFTEN,
    make_administrator,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_fact_checker,
    make_reporter,
    make_source,
)

pytestmark = pytest.mark.django_db


def test_annotate_ties_a_claim_to_exact_words():
    article, claim, reporter = make_article(), make_claim(), make_reporter()
    start = article.plain("body").index(OFTEN)

    annotation = annotating.annotate(
        article, claim=claim, field="body", start=start, end=start + len(OFTEN), exact=OFTEN, by=reporter
    )

    assert (annotation.exact, annotation.start, annotation.prefix) == (OFTEN, start, "Moskau sagt viel. ")
    assert annotation.state == AnnotationState.IN_PLACE
    decision = Decision.objects.about(article).latest()
    assert (decision.verb, decision.by, decision.after["exact"]) == ("annotate", reporter, OFTEN)


def test_annotate_counts_code_points():
    article = make_article(body="<p>👩‍👩‍👧 Größe zählt: Die Rakete fliegt.</p>")
    start = article.plain("body").index("Die")

    annotation = annotating.annotate(
        article, claim=make_claim(), field="body", start=start, end=start + 17, by=make_reporter()
    )

    assert annotation.exact == "Die Rakete fliegt"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (3, 3, "nichts ausgewählt"),
        (6, 7, "Leerraum"),
        (0, 90, "mehrere Absätze"),
        (500, 510, "nicht mehr"),
    ],
    ids=["empty", "blank", "two paragraphs", "beyond the end"],
)
def test_annotate_refuses_a_bad_selection(start, end, words):
    article = make_article()

    with pytest.raises(WrongMove, match=words):
        annotating.annotate(article, claim=make_claim(), field="body", start=start, end=end, by=make_reporter())

    assert not Annotation.objects.exists()


def test_annotate_refuses_other_words_than_the_person_saw():
    article = make_article()

    with pytest.raises(WrongMove, match="inzwischen geändert"):
        annotating.annotate(
            article, claim=make_claim(), field="body", start=0, end=6, exact="Berlin", by=make_reporter()
        )


def test_annotate_refuses_other_fields():
    with pytest.raises(WrongMove, match="tragen Markierungen"):
        annotating.annotate(make_article(), claim=make_claim(), field="kicker", start=0, end=3, by=make_reporter())


def test_annotate_refuses_the_same_claim_on_the_same_words_twice():
    annotation = make_annotation()

    with pytest.raises(WrongMove, match="schon"):
        make_annotation(annotation.article, claim=annotation.claim)


def test_annotate_takes_two_claims_on_overlapping_words():
    annotation = make_annotation()

    other = make_annotation(annotation.article, words="fliegt mit Hyperschallgeschwindigkeit.")

    assert annotation.article.annotations.count() == 2
    assert other.start > annotation.start


@pytest.mark.parametrize("make", [make_reporter, make_fact_checker])
def test_annotate_is_for_the_desk(make):
    article = make_article()

    assert annotating.annotate(article, claim=make_claim(), field="body", start=0, end=6, by=make())


def test_annotate_is_refused_to_the_administration():
    with pytest.raises(PermissionDenied):
        annotating.annotate(
            make_article(), claim=make_claim(), field="body", start=0, end=6, by=make_administrator()
        )


def test_state_claim_records_statement_and_claimant():
    source = make_source()

    claim = annotating.state_claim("  Die Rakete fliegt. ", claimant=source, by=make_reporter())

    assert (claim.statement, claim.claimant, claim.slug) == ("Die Rakete fliegt.", source, "die-rakete-fliegt")
    assert list(Claim.objects.unchecked()) == [claim]


def test_move_ties_to_other_words_and_tells():
    annotation = make_annotation()

    annotating.move(annotation, field="teaser", start=0, end=10, by=make_reporter())

    annotation.refresh_from_db()
    assert (annotation.field, annotation.exact) == ("teaser", "Der Teaser")
    decision = Decision.objects.about(annotation.article).latest()
    assert (decision.verb, decision.before["exact"], decision.after["exact"]) == ("move", OFTEN, "Der Teaser")


def test_detach_leaves_the_claim():
    annotation = make_annotation()

    annotating.detach(annotation, by=make_reporter(), reason="Steht da nicht mehr so.")

    assert not Annotation.objects.exists()
    assert Claim.objects.filter(pk=annotation.claim_id).exists()
    assert Decision.objects.about(annotation.article).latest().before["exact"] == OFTEN


def test_edit_before_the_words_moves_the_offsets():
    annotation = make_annotation()
    article = annotation.article

    article.body = "<p>Ein neuer Absatz davor, mit „Anführung“.</p>" + article.body
    writing.save(article, by=make_reporter())

    annotation.refresh_from_db()
    assert article.plain("body")[annotation.start : annotation.end] == OFTEN
    assert annotation.state == AnnotationState.IN_PLACE


def test_edit_that_deletes_the_words_loses_the_annotation_loudly():
    annotation = make_annotation()
    article = annotation.article

    article.body = "<p>Von Raketen ist keine Rede mehr.</p>"
    writing.save(article, by=make_reporter())

    annotation.refresh_from_db()
    assert (annotation.state, annotation.exact) == (AnnotationState.LOST, OFTEN)
    assert Decision.objects.about(article).latest().after["annotations_lost"] == [f"„{OFTEN}“"]
    assert list(type(article).objects.with_lost_annotations()) == [article]


def test_edit_that_brings_the_words_back_finds_them():
    annotation = make_annotation()
    article = annotation.article
    body = article.body
    for text in ("<p>Weg.</p>", body):
        article.body = text
        writing.save(article, by=make_reporter())

    annotation.refresh_from_db()

    assert (annotation.state, annotation.exact) == (AnnotationState.IN_PLACE, OFTEN)


def test_edit_of_the_markup_alone_changes_no_annotation():
    annotation = make_annotation()
    article = annotation.article

    article.body = article.body.replace("Rakete", "<strong>Rakete</strong>")
    writing.save(article, by=make_reporter())

    before = annotation.start
    annotation.refresh_from_db()
    assert (annotation.start, annotation.state) == (before, AnnotationState.IN_PLACE)


def reworded(**fields):
    """Return an annotation of a checked claim whose words were changed."""
    annotation = make_annotation(claim=make_checked_claim(), **fields)
    article = annotation.article
    article.body = article.body.replace("fliegt", "fliege")
    writing.save(article, by=make_reporter())
    annotation.refresh_from_db()
    return annotation


def test_confirm_puts_a_moved_annotation_in_place_and_tells():
    annotation, reporter = reworded(), make_reporter()

    annotating.confirm(annotation, by=reporter, exact=annotation.exact)

    annotation.refresh_from_db()
    assert (annotation.state, annotation.wording_changed_at) == (AnnotationState.IN_PLACE, None)
    decision = Decision.objects.about(annotation.article).latest()
    assert (decision.verb, decision.by) == ("confirm", reporter)
    assert (decision.before["state"], decision.after["state"]) == ("moved", "in_place")


def test_confirm_refuses_other_words_than_the_person_saw():
    with pytest.raises(WrongMove, match="inzwischen geändert"):
        annotating.confirm(reworded(), by=make_reporter(), exact=OFTEN)


def test_confirm_refuses_where_there_is_nothing_to_confirm():
    with pytest.raises(WrongMove, match="zu bestätigen gibt es nichts"):
        annotating.confirm(make_annotation(), by=make_reporter())


def test_confirm_refuses_what_is_lost():
    annotation = make_annotation()
    annotation.article.body = "<p>Weg.</p>"
    writing.save(annotation.article, by=make_reporter())

    with pytest.raises(WrongMove, match="verloren"):
        annotating.confirm(annotation, by=make_reporter())


def test_confirm_is_refused_to_the_administration():
    with pytest.raises(PermissionDenied):
        annotating.confirm(reworded(), by=make_administrator())


def test_move_settles_a_changed_wording():
    annotation = reworded()

    annotating.move(annotation, field="teaser", start=0, end=10, by=make_reporter())

    annotation.refresh_from_db()
    assert (annotation.state, annotation.wording_changed_at) == (AnnotationState.IN_PLACE, None)


BODY = f"<p>Moskau sagt viel.</p><p>Das Amt sagt: {OFTEN} Dabei bleibt es.</p>"


def read_then_edited(body):
    """Return an article as somebody read it, and the version that another one has saved since."""
    read = make_article(body=BODY)
    edited = Article.objects.get(pk=read.pk)
    edited.body = body
    return read, writing.save(edited, by=make_reporter())


@pytest.mark.parametrize(
    "body",
    [
        "<p>Eilmeldung: Es gibt Neues.</p>" + BODY,
        BODY.replace("Moskau sagt viel.", "Moskau sagt wenig."),
        BODY + f"<p>{OFTEN}</p>",
    ],
)
def test_annotate_follows_words_that_an_edit_moved_since_they_were_read(body):
    read, edited = read_then_edited(body)
    start = read.plain("body").index(OFTEN)

    annotation = annotating.annotate(
        read,
        claim=make_claim(),
        field="body",
        start=start,
        end=start + len(OFTEN),
        exact=OFTEN,
        read_version=1,
        by=make_reporter(),
    )

    assert edited.plain("body")[annotation.start : annotation.end] == OFTEN
    assert edited.plain("body")[: annotation.start].endswith("Das Amt sagt: ")


@pytest.mark.parametrize(
    "body",
    [BODY.replace(OFTEN, "Die Rakete fliegt langsam."), BODY.replace("Rakete", "Rakete nicht"), "<p>Leer.</p>"],
)
@pytest.mark.parametrize("version", [1, 0, 99])
def test_annotate_refuses_words_that_changed_since_they_were_read(body, version):
    read, _ = read_then_edited(body)
    start = read.plain("body").index(OFTEN)
    words = {"field": "body", "start": start, "end": start + len(OFTEN), "exact": OFTEN}

    with pytest.raises(WrongMove, match="inzwischen geändert"):
        annotating.annotate(read, claim=make_claim(), **words, read_version=version, by=make_reporter())

    assert not read.annotations.exists()


def test_move_and_detach_refuse_a_mark_that_somebody_set_on_other_words():
    article = make_article(body=BODY)
    annotation = make_annotation(article)
    other = article.plain("body").index("Moskau")
    annotating.move(annotation, field="body", start=other, end=other + 6, by=make_reporter())

    for act in (
        lambda: annotating.detach(annotation, seen=OFTEN, by=make_reporter()),
        lambda: annotating.move(annotation, field="body", start=0, end=6, seen=OFTEN, by=make_reporter()),
    ):
        with pytest.raises(WrongMove, match="auf anderen Wörtern: „Moskau“"):
            act()

    annotation.refresh_from_db()
    assert annotation.exact == "Moskau"
