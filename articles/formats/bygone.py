"""
What a claim's standing was at another moment than now: its checks, its verdict, the evidence known by then.

What the house had written down by then is shown, and nothing that came later. Names, grades and wordings are today's:
a source that has become anonymous since must not be named again by an old page.
"""

from django.db.models import BigIntegerField, Exists, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from articles.choices import Attribution, FactCheckState, Verb
from articles.models import Decision, Evidence, FactCheck, Inquiry


def checks_by(at):
    """Return the checks opened by `at`, each with the moment it was withdrawn, if it was."""
    withdrawn = Decision.objects.filter(record_type="factcheck", record_id=OuterRef("pk"), verb=Verb.WITHDRAW)
    opened = FactCheck.objects.filter(created_at__lte=at).select_related("verdict")
    return with_first_claim(opened.annotate(withdrawn_at=Subquery(withdrawn.values("at")[:1])))


def with_first_claim(checks):
    """Annotate each check with the number of the claim that it was opened for, which another one may have taken in."""
    opened = Decision.objects.filter(record_type="factcheck", record_id=OuterRef("pk"), verb=Verb.OPEN)
    claims = opened.annotate(opened_for=Cast(KT("after__claim"), BigIntegerField())).values("opened_for")
    return checks.annotate(first_claim=Subquery(claims[:1]))


def is_own(factcheck):
    """Whether the check was opened for the claim that it belongs to now."""
    return getattr(factcheck, "first_claim", None) in (None, factcheck.claim_id)


def evidence_by(at):
    return _entered_by(Evidence.objects.all(), at)


def inquiries_by(at):
    return _entered_by(Inquiry.objects.filter(public=True, asked_on__lte=localdate(at)), at)


def _entered_by(records, at):
    later = Decision.objects.filter(
        record_type=records.model._meta.model_name, record_id=OuterRef("pk"), verb=Verb.CREATE, at__gt=at
    )
    return records.exclude(Exists(later))


def rewind(claims, at):
    """Return the claims, loaded with what had been opened by `at`, as they stood then; they are never saved so."""
    claims = list(claims)
    # Of a claim that another one has taken in, pages show the other one (Claim.heir).
    for claim in [*claims, *(claim.heir for claim in claims if claim.merged_into_id)]:
        for factcheck in claim.factchecks.all():
            _rewind_check(factcheck, at)
        _leave_one_in_force(claim)
        _rewind_standing(claim)
        if "inquiries" in getattr(claim, "_prefetched_objects_cache", {}):
            _take_back_answers(claim, at)
    return claims


def _rewind_check(factcheck, at):
    was_approved = factcheck.in_force_from is not None and factcheck.in_force_from <= at
    was_over = factcheck.in_force_until is not None and factcheck.in_force_until <= at
    was_withdrawn = factcheck.withdrawn_at is not None and factcheck.withdrawn_at <= at
    if was_approved and not was_over:
        factcheck.state, factcheck.in_force_until = FactCheckState.IN_FORCE, None
    elif was_approved:
        factcheck.state = FactCheckState.WITHDRAWN if was_withdrawn else FactCheckState.SUPERSEDED
    else:
        factcheck.state = FactCheckState.WITHDRAWN if was_withdrawn else FactCheckState.DRAFT
        factcheck.in_force_from = factcheck.in_force_until = None


def _leave_one_in_force(claim):
    """Of two claims that were united later each had a check: then it is the claim's own that counts."""
    in_force = [check for check in claim.factchecks.all() if check.state == FactCheckState.IN_FORCE]
    for check in sorted(in_force, key=is_own, reverse=True)[1:]:
        check.state = FactCheckState.SUPERSEDED


def _rewind_standing(claim):
    in_force = claim.factcheck_in_force
    ends = [check.in_force_until for check in claim.factchecks.all() if check.in_force_until]
    claim.verdict = in_force.verdict if in_force else None
    claim.attribution = in_force.attribution if in_force else Attribution.OPEN
    claim.status_since = in_force.in_force_from if in_force else max(ends, default=None)


def _take_back_answers(claim, at):
    for inquiry in claim.inquiries.all():
        if inquiry.answered_on and inquiry.answered_on > localdate(at):
            inquiry.answered_on, inquiry.answer = None, ""
