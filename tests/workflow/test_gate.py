"""The gate: what stands in the way of publication."""

from datetime import date

import pytest

from articles.workflow import annotating, gate, writing
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_picture,
    make_reporter,
)

pytestmark = pytest.mark.django_db


def codes(article):
    return [obstacle.code for obstacle in gate.obstacles(article)]


def test_obstacles_of_a_complete_article_are_none():
    annotation = make_annotation(make_article(picture=make_picture()))

    assert gate.obstacles(annotation.article) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"section": None}, ["section"]),
        ({"teaser": ""}, ["teaser"]),
        ({"body": ""}, ["body"]),
        ({"bylines": []}, ["byline"]),
        ({"bylines": [], "agencies": "dpa"}, []),
        ({"embargo_until": in_days(1)}, ["embargo"]),
        ({"embargo_until": in_days(-1)}, []),
        ({"section": None, "teaser": ""}, ["section", "teaser"]),
    ],
)
def test_obstacles_name_missing_parts(fields, expected):
    assert codes(make_article(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"credit": ""}, ["picture_credit"]),
        ({"alt": ""}, ["picture_alt"]),
        ({"origin": ""}, ["picture_origin"]),
        ({"licence_end": date(2020, 1, 1)}, ["picture_licence"]),
    ],
    ids=str,
)
def test_obstacles_name_what_the_picture_lacks(fields, expected):
    assert codes(make_article(picture=make_picture(**fields))) == expected


def test_obstacles_name_the_claim_that_nobody_makes():
    claim = make_claim(claimant=None)
    article = make_annotation(claim=claim).article
    make_annotation(article, claim=claim, words="Moskau sagt viel.")

    (obstacle,) = gate.obstacles(article)

    assert (obstacle.code, obstacle.claim) == ("unattributed", claim)
    assert claim.statement in str(obstacle.sentence)


def test_obstacles_name_the_lost_annotation():
    annotation = make_annotation()
    annotation.article.body = "<p>Alles neu.</p>"
    writing.save(annotation.article, by=make_reporter())

    (obstacle,) = gate.obstacles(annotation.article)

    assert (obstacle.code, obstacle.annotation) == ("lost", annotation)


@pytest.mark.parametrize(
    ("verdict", "label", "expected"),
    [
        ("falsch", "report", ["false_claim"]),
        ("groesstenteils-falsch", "analysis", ["false_claim"]),
        ("falsch", "factcheck", []),
        ("teilweise-falsch", "report", []),
        ("unbelegt", "report", []),
    ],
)
def test_obstacles_keep_false_claims_for_fact_checks(verdict, label, expected):
    article = make_article(label=label)
    make_annotation(article, claim=make_checked_claim(verdict))

    assert codes(article) == expected


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (make_claim, "moved", "Eine Markierung ist verschoben: „Die Rakete fliege"),
        (make_checked_claim, "reworded", "Der Wortlaut einer geprüften Behauptung hat sich geändert: „Die"),
    ],
    ids=["unchecked", "checked"],
)
def test_obstacles_name_the_annotation_whose_words_changed_until_it_is_confirmed(make, code, words):
    annotation = make_annotation(claim=make())
    annotation.article.body = annotation.article.body.replace("fliegt", "fliege")
    writing.save(annotation.article, by=make_reporter())

    (obstacle,) = gate.obstacles(annotation.article)
    annotating.confirm(annotation, by=make_reporter())

    assert (obstacle.code, obstacle.annotation, obstacle.claim) == (code, annotation, annotation.claim)
    assert str(obstacle.sentence).startswith(words)
    assert gate.obstacles(annotation.article) == []
