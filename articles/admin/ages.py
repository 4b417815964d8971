"""How long claims have stood where they stand: the bar of all claims by verdict and age, and the list's filter."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.admin.signs import list_url
from articles.models import Claim, Verdict
from articles.workflow import clock

AGES = {"week": _("bis 1 Woche"), "month": _("bis 1 Monat"), "older": _("länger")}
NO_VERDICT = "none"


class AgeFilter(admin.SimpleListFilter):
    title = _("Stand seit")
    parameter_name = "age"

    def lookups(self, request, model_admin):
        return list(AGES.items())

    def queryset(self, request, queryset):
        return _aged(queryset).filter(_bounds()[self.value()]) if self.value() in AGES else queryset


def _aged(claims):
    return claims.annotate(stands_since=Coalesce("status_since", "created_at"))


def _bounds():
    now = clock.now()
    week, month = now - timedelta(days=7), now - timedelta(days=30)
    return {
        "week": Q(stands_since__gt=week),
        "month": Q(stands_since__lte=week, stands_since__gt=month),
        "older": Q(stands_since__lte=month),
    }


def claims_bar():
    """
    Return one stretch for each status, in the scale's order, with its place on a bar of 100 units.

    Each stretch is made of bits, one an age; what nobody has settled is counted once more, for the sentence below.
    """
    counted = {name: Count("pk", filter=bounds) for name, bounds in _bounds().items()}
    rows = _aged(Claim.objects.standing_alone()).order_by().values("verdict").annotate(**counted)
    counts = {row["verdict"]: [row[age] for age in AGES] for row in rows}
    total, left, stretches = sum(map(sum, counts.values())), 0, []
    for sign, label, colour, key in _statuses():
        numbers = counts.get(key)
        if numbers:
            stretches.append(_stretch(sign, label, colour, key, numbers, total, left))
            left += sum(numbers) * 100 / total
    return {"stretches": stretches, "total": total, "ages": list(AGES.values())}


def _statuses():
    yield from ((each.sign, each.label, each.colour, each.pk) for each in Verdict.objects.all())
    yield "○", _("Ungeprüft"), "unchecked", None


def _stretch(sign, label, colour, key, numbers, total, left):
    url, bits, at = list_url("claim", f"?verdict={key or NO_VERDICT}"), [], left
    for age, number in zip(AGES, numbers, strict=True):
        width = number * 100 / total
        bits.append(
            {"age": age, "label": AGES[age], "count": number, "url": f"{url}&age={age}",
             "x": f"{at:.3f}", "width": f"{width:.3f}"}
        )  # fmt: skip
        at += width
    return {
        "sign": sign,
        "label": label,
        "colour": colour,
        "count": sum(numbers),
        "x": f"{left:.3f}",
        "width": f"{sum(numbers) * 100 / total:.3f}",
        "url": url,
        "bits": bits,
    }
