"""The gate: what stands in the way of publication."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from articles.models import Decision, Finding
from articles.workflow import annotating, findings, gate, publishing, writing
from articles.workflow.transitions import WrongMove
from tests.make import (
    OFTEN,
    in_days,
    make_administrator,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_picture,
    make_reporter,
    make_source,
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
        (make_claim, "moved", "Eine Markierung ist verschoben. "),
        (make_checked_claim, "reworded", "Der Wortlaut einer geprüften Behauptung hat sich geändert. "),
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
    assert str(obstacle.sentence).endswith(": „Die Rakete fliege mit Hyperschallgeschwindigkeit.“")
    assert gate.obstacles(annotation.article) == []


UNCONFIRMED = "Die Truppe zählt nach eigenen Angaben 300 Leute."


def unmarked():
    return make_article(body=f"<p>{OFTEN}</p><p>{UNCONFIRMED}</p>")


def test_obstacles_name_the_sentence_that_calls_something_unconfirmed_until_a_mark_overlaps_it():
    article = unmarked()

    (obstacle,) = gate.obstacles(article)
    make_annotation(article, words="300 Leute")

    assert (obstacle.code, obstacle.passage.field, obstacle.passage.sentence) == ("unmarked", "body", UNCONFIRMED)
    assert UNCONFIRMED in str(obstacle.sentence)
    assert gate.obstacles(article) == []


def test_dismissed_sentence_is_not_asked_for_while_its_words_stand():
    article, reporter = unmarked(), make_reporter()

    finding = findings.dismiss(article, field="body", sentence=UNCONFIRMED, reason=" Eigene Zählung. ", by=reporter)

    decision = Decision.objects.about(article).get(verb="dismiss")
    assert (finding.reason, decision.reason, decision.by) == ("Eigene Zählung.", "Eigene Zählung.", reporter)
    assert decision.after == {"field": "body", "exact": UNCONFIRMED, "detector": "unconfirmed"}
    assert codes(article) == []

    article.body = article.body.replace("<p>Die Truppe", "<p>Ein neuer Satz davor. Die  Truppe")
    writing.save(article, by=reporter)
    assert codes(article) == []

    article.body = article.body.replace("300", "3000")
    writing.save(article, by=reporter)
    assert codes(article) == ["unmarked"]


def test_dismissing_is_refused_for_other_words_a_second_time_and_to_the_administrator():
    article = unmarked()

    with pytest.raises(WrongMove, match="steht so nicht mehr"):
        findings.dismiss(article, field="body", sentence="Das steht da nicht.", by=make_reporter())
    with pytest.raises(PermissionDenied):
        findings.dismiss(article, field="body", sentence=UNCONFIRMED, by=make_administrator())
    findings.dismiss(article, field="body", sentence=UNCONFIRMED, by=make_reporter())
    with pytest.raises(WrongMove, match="schon erledigt"):
        findings.dismiss(article, field="body", sentence=UNCONFIRMED, by=make_reporter())
    assert Finding.objects.count() == 1


def test_override_tells_what_was_overridden_in_words_and_refuses_white_space():
    article = unmarked()

    with pytest.raises(WrongMove, match="Noch nicht so weit"):
        publishing.publish(article, by=make_editor(), override=" \n\t ")
    publishing.publish(article, by=make_editor(), override="Eilmeldung.")

    decision = Decision.objects.about(article).get(verb="override")
    assert decision.after["obstacles"] == ["unmarked"]
    assert UNCONFIRMED in decision.after["sentences"][0]


@pytest.mark.parametrize(
    ("body", "kind", "name", "verdict", "expected"),
    [
        (
            OFTEN,
            "authority",
            "Kreml",
            "",
            "Die Rakete fliegt mit Hyperschallgeschwindigkeit – nach Angaben des Kremls; unabhängig nicht bestätigt.",
        ),
        (
            OFTEN,
            "person",
            "Petra Probe",
            "unbelegt",
            "Die Rakete fliegt mit Hyperschallgeschwindigkeit – nach Angaben von Petra Probe; unabhängig nicht "
            "bestätigt.",
        ),
        (OFTEN, "person", "Petra Probe", "richtig", None),
        ("Die Rakete fliegt mit Hyperschallgeschwindigkeit, sagte Petra Probe.", "person", "Petra Probe", "", None),
        ("Die Rakete fliege mit Hyperschallgeschwindigkeit.", "person", "Petra Probe", "", None),
    ],
    ids=["authority", "person", "settled", "said", "konjunktiv"],
)
def test_hints_propose_a_wording_for_open_claims_told_as_facts(body, kind, name, verdict, expected):
    source = make_source(name=name, kind=kind)
    claim = make_checked_claim(verdict, claimant=source) if verdict else make_claim(claimant=source)
    article = make_article(body=f"<p>{body}</p>")
    make_annotation(article, claim=claim, words="mit Hyperschallgeschwindigkeit")

    hints = gate.hints(article)

    assert [hint.proposal for hint in hints] == ([expected] if expected else [])
    assert [obstacle.code for obstacle in gate.obstacles(article)] == []
