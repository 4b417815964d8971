"""Which claims are due: a day has come, or what their check in force rested on has changed since."""

import datetime

from django.db.models import Case, DateField, Exists, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate

from articles.choices import Attribution, FactCheckState, Leaning, Verb
from articles.models.annotation import Annotation
from articles.models.decision import Decision
from articles.models.evidence import Evidence
from articles.models.factcheck import FactCheck
from articles.models.inquiry import Inquiry
from articles.models.revision import Revision, carried_by

FAR = datetime.date(9999, 12, 31)
IN_FORCE = Q(state=FactCheckState.IN_FORCE)


def is_due(today):
    """Whether a claim is due on `today`, as a condition on its row."""
    by_day = Q(due_on__lte=today) | Q(recheck_on__lte=today)
    return by_day | Q(Exists(reworded())) | Q(Exists(vanished(today))) | Q(Exists(unanswered(today)))


def reworded():
    """The marks of a checked claim whose words changed since its check."""
    checked = ~Q(claim__attribution=Attribution.OPEN) | Q(claim__verdict__isnull=False)
    return Annotation.objects.reworded().filter(checked, claim=OuterRef("pk"))


def vanished(today):
    return vanished_evidence(today).filter(claim=OuterRef("pk"))


def vanished_evidence(today):
    """The evidence that had vanished, or of which we learned that, after its claim's check in force was opened."""
    told_later = Decision.objects.filter(
        record_type="evidence",
        record_id=OuterRef(OuterRef("pk")),
        verb__in=[Verb.CREATE, Verb.SAVE],
        after__has_key="vanished_on",
        at__gt=OuterRef("created_at"),
    )
    knew_of_it = FactCheck.objects.filter(
        IN_FORCE, ~Exists(told_later), claim=OuterRef("claim"), created_at__date__gte=OuterRef("vanished_on")
    )
    return Evidence.objects.filter(~Exists(knew_of_it), vanished_on__lte=today)


def unanswered(today):
    return unanswered_inquiries(today).filter(claim=OuterRef("pk"))


def unanswered_inquiries(today):
    """The inquiries whose deadline has passed in silence that no check has taken into account."""
    took_silence = FactCheck.objects.filter(
        IN_FORCE, claim=OuterRef("claim"), in_force_from__date__gte=OuterRef("deadline")
    )
    return Inquiry.objects.filter(~Exists(took_silence), answered_on=None, deadline__lte=today)


def in_order(claims, today, at):
    """Return the due claims, the most pressing first, each with `due_since` and whether it is `pressing`."""
    is_unproven = Q(verdict=None) | Q(verdict__leaning=Leaning.UNPROVEN)
    since = Least(
        Coalesce("due_on", Value(FAR, output_field=DateField())),
        Coalesce("recheck_on", Value(FAR, output_field=DateField())),
        _first(reworded(), TruncDate("wording_changed_at")),
        _first(vanished(today), "vanished_on"),
        _first(unanswered(today), "deadline"),
    )
    pressing = Case(When(is_unproven & carried_by(Revision.objects.live(at)), then=True), default=False)
    return claims.annotate(due_since=since, pressing=pressing).order_by("-pressing", "priority", "due_since", "pk")


def _first(records, day):
    earliest = records.order_by().values("claim").annotate(first=Min(day)).values("first")
    return Coalesce(Subquery(earliest), Value(FAR, output_field=DateField()))
