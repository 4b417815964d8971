"""The house's own figures: the public claims by verdict, and how long a check takes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.formats.figures import by_verdict, days_to_a_check
from articles.models import Verdict
from articles.workflow import checking, clock
from tests.make import make_checked_claim, make_claim, make_editor, make_factcheck, make_revision

pytestmark = pytest.mark.django_db


def checked_in(days, claim):
    """Open a check and let it come into force so many days later, not long ago."""
    now = timezone.now()
    with clock.as_of(now - timedelta(days=days)):
        factcheck = make_factcheck(claim, state="submitted")
    with clock.as_of(now):
        checking.approve(factcheck, reason="Passt.", by=make_editor())
    return claim


def test_by_verdict_counts_public_claims_alone():
    make_checked_claim("falsch")
    published = [
        make_checked_claim("falsch"),
        make_checked_claim("falsch"),
        make_checked_claim("unbelegt"),
        make_claim(),
    ]
    make_revision(claims=published, label="factcheck")

    rows = by_verdict(list(Verdict.objects.all()))

    counts = {row["verdict"].slug if row["verdict"] else None: row["count"] for row in rows}
    assert {slug: count for slug, count in counts.items() if count} == {"falsch": 2, "unbelegt": 1, None: 1}
    assert [row["length"] for row in rows if row["count"]] == [100.0, 50.0, 50.0]


def test_days_to_a_check_is_the_median_of_public_claims():
    claims = [checked_in(days, make_claim()) for days in (1, 3, 40)]
    checked_in(100, make_claim())
    make_revision(claims=claims)

    assert days_to_a_check() == 3.0


def test_days_to_a_check_counts_only_checks_that_came_into_force():
    claim = make_claim()
    make_factcheck(claim, state="submitted")
    make_revision(claims=[claim])

    assert days_to_a_check() is None


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "noch keine"), (0.2, "weniger als ein Tag"), (1, "ein Tag"), (2.5, "2,5 Tage"), (6, "6 Tage")],
)
def test_how_we_check_shows_the_figures(client, days, words):
    claim = make_claim() if days is None else checked_in(days, make_claim())
    make_revision(claims=[claim])

    html = client.get(reverse("how_we_check")).content.decode()

    assert f"<strong>{words}</strong>" in html
    assert "Behauptungen in unseren Artikeln, nach Bewertung" in html
