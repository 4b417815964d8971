"""The database backs us up: what a form or an act would refuse, a bare UPDATE is refused too."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from articles.models import Annotation, Article, Claim, Evidence, FactCheck, Inquiry, Revision, Source
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_claim,
    make_editor,
    make_evidence,
    make_factcheck,
    make_revision,
    make_source,
)

pytestmark = pytest.mark.django_db


def make_inquiry():
    return Inquiry.objects.create(claim=make_claim(), addressee="Pressestelle", asked_on="2026-01-02")


REFUSED = [
    (make_article, Article, {"state": "bogus"}),
    (make_article, Article, {"label": "bogus"}),
    (make_article, Article, {"headline": ""}),
    (make_claim, Claim, {"statement": ""}),
    (make_claim, Claim, {"attribution": "bogus"}),
    (make_claim, Claim, {"priority": "9"}),
    (make_source, Source, {"kind": "bogus"}),
    (make_source, Source, {"kind": "anonymous"}),
    (make_source, Source, {"reliability": "Z"}),
    (make_source, Source, {"part_of": F("pk")}),
    (make_annotation, Annotation, {"end": F("start")}),
    (make_annotation, Annotation, {"exact": ""}),
    (make_annotation, Annotation, {"field": "kicker"}),
    (make_annotation, Annotation, {"state": "bogus"}),
    (lambda: make_evidence(make_claim()), Evidence, {"stance": "bogus"}),
    (lambda: make_evidence(make_claim()), Evidence, {"credibility": "7"}),
    (lambda: make_evidence(make_claim()), Evidence, {"goes_back_to": F("pk")}),
    (lambda: make_evidence(make_claim()), Evidence, {"snapshot_sha256": "0" * 64}),
    (make_inquiry, Inquiry, {"answer": "Nein."}),
    (make_inquiry, Inquiry, {"answered_on": "2026-01-03"}),
    (make_factcheck, FactCheck, {"state": "bogus"}),
    (make_factcheck, FactCheck, {"state": "in_force"}),
    (make_factcheck, FactCheck, {"in_force_from": in_days(0)}),
    (make_factcheck, FactCheck, {"reviewer": F("author")}),
    (lambda: make_factcheck(state="in_force"), FactCheck, {"rationale": ""}),
    (lambda: make_factcheck(state="in_force"), FactCheck, {"in_force_until": in_days(1)}),
    (make_revision, Revision, {"live_until": in_days(-1)}),
]


@pytest.mark.parametrize(
    ("make", "model", "values"),
    REFUSED,
    ids=[f"{model.__name__} {' '.join(values)}" for _make, model, values in REFUSED],
)
def test_database_refuses(make, model, values):
    record = make()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).update(**values)


def test_database_keeps_one_check_open_and_one_in_force_a_claim():
    claim = make_claim()
    make_factcheck(claim, state="in_force")
    draft = make_factcheck(claim)

    with pytest.raises(IntegrityError), transaction.atomic():
        FactCheck.objects.filter(pk=draft.pk).update(
            state="in_force", in_force_from=in_days(0), reviewer=make_editor()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        FactCheck.objects.create(claim=claim, author=make_editor(), created_at=in_days(0))


def test_database_keeps_one_open_end_an_article():
    revision = make_revision()

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(
            article=revision.article,
            number=2,
            kind="update",
            content=revision.content,
            published_by=revision.published_by,
            live_from=in_days(1),
            first_published_at=in_days(1),
            section=revision.section,
        )
