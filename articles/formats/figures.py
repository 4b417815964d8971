"""The house's own figures for readers: how many claims have which verdict, and how long a check takes."""

from statistics import median
from typing import Any

from django.db.models import Count

from articles.models import Claim, FactCheck, Verdict

DAY = 86_400


def by_verdict(scale: list[Verdict], at=None) -> list[dict[str, Any]]:
    """Return the public claims by verdict in the scale's order, those without one last, with their bar's length."""
    public = Claim.objects.public(at).order_by()
    counts = dict(public.values_list("verdict").annotate(number=Count("pk")))
    longest = max(counts.values(), default=0) or 1
    return [
        {"verdict": verdict, "count": counts.get(key, 0), "length": round(100 * counts.get(key, 0) / longest, 1)}
        for key, verdict in [*((each.pk, each) for each in scale), (None, None)]
    ]


def days_to_a_check(at=None) -> float | None:
    """Return the median of the days from opening a check to its coming into force; None where there was none."""
    checks = FactCheck.objects.filter(in_force_from__isnull=False, claim__in=Claim.objects.public(at).values("pk"))
    if at:
        checks = checks.filter(in_force_from__lte=at)
    spans = [
        (until - since).total_seconds()
        for since, until in checks.order_by().values_list("created_at", "in_force_from").iterator()
    ]
    return round(median(spans) / DAY, 1) if spans else None
