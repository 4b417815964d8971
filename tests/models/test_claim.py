"""Claims: what is public, and how their standing reads."""

from datetime import date

import pytest

from articles.models import Claim
from articles.workflow import publishing
from tests.make import (
    in_days,
    make_annotation,
    make_checked_claim,
    make_claim,
    make_editor,
    make_factcheck,
    make_revision,
)

pytestmark = pytest.mark.django_db


def test_public_claims_are_those_in_live_articles():
    drafted, planned, live, withdrawn = make_claim(), make_claim(), make_claim(), make_claim()
    make_annotation(claim=drafted)
    make_revision(claims=[planned], live_from=in_days(1))
    make_revision(claims=[live])
    gone = make_revision(claims=[withdrawn])
    publishing.withdraw(gone.article, note="Erfunden.", by=make_editor())

    assert list(Claim.objects.public()) == [live]
    assert set(Claim.objects.public(in_days(2))) == {live, planned}


def test_public_names_a_claim_of_many_articles_once():
    claim = make_claim()
    make_revision(claims=[claim])
    make_revision(claims=[claim])

    assert Claim.objects.public().count() == 1


def test_status_of_each_verdict_has_its_sign_and_colour():
    read = {}
    for slug in ("richtig", "teilweise-falsch", "falsch", "unbelegt", "fehlender-kontext", "manipuliert"):
        claim = Claim.objects.with_status().get(pk=make_checked_claim(slug).pk)
        read[str(claim.status)] = (claim.status.sign, claim.status.colour)

    assert read == {
        "Richtig": ("✓", "supported"),
        "Teilweise falsch": ("◐", "mixed"),
        "Falsch": ("✗", "refuted"),
        "Unbelegt": ("?", "unproven"),
        "Fehlender Kontext": ("◐", "mixed"),
        "Manipuliert": ("✗", "refuted"),
    }


def test_with_status_asks_the_same_number_of_questions_for_one_and_for_many(django_assert_num_queries):
    for _time in range(3):
        make_factcheck(make_claim(), state="in_force")

    with django_assert_num_queries(3):
        assert len([str(claim.status) for claim in Claim.objects.with_status()]) == 3


def test_queues_of_claims():
    due = make_claim(due_on=date(2026, 1, 1))
    recheck = make_claim(recheck_on=date(2026, 1, 1), claimant=None)
    checked = make_checked_claim()
    make_factcheck(due)

    assert set(Claim.objects.due(date(2026, 1, 1))) == {due, recheck}
    assert list(Claim.objects.unattributed()) == [recheck]
    assert set(Claim.objects.unchecked()) == {due, recheck}
    assert checked not in Claim.objects.unchecked()
