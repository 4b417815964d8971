"""Examine a claim: one person answers the two questions, another one approves."""

import copy

from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, FactCheckState, Verb
from articles.models import Claim, FactCheck
from articles.workflow import clock, history, merging, writing
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import Stale, WrongMove, step
from articles.workflow.turns import in_turn

ANSWERS = ("attribution", "verdict", "summary", "rationale")


@in_turn
def open_factcheck(claim, *, by):
    """Begin an examination; a claim has one open check at a time."""
    require(by, "examine", claim)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.factchecks.open().exists():
        raise WrongMove(_("Diese Behauptung wird schon geprüft."))
    factcheck = FactCheck.objects.create(claim=claim, author=by, created_at=clock.now())
    history.decide(Verb.OPEN, factcheck, by=by, after=history.facts(factcheck), version=factcheck.version)
    return factcheck


@in_turn
def save_factcheck(factcheck, *, answers, by, read_version=None):
    """
    Keep the answers as far as they are; a returned check is taken up again by this.

    `read_version` as in writing.save: answers that another tab changed meanwhile are merged, or raise Stale.
    """
    require(by, "edit_factcheck", factcheck)
    stored = _lock(factcheck)
    if not stored.is_open or stored.state == FactCheckState.SUBMITTED:
        raise WrongMove(_("Eingereichte und freigegebene Prüfungen lassen sich nicht mehr ändern."))
    before, old = history.facts(stored), copy.copy(stored)
    for name in ANSWERS:
        if name in answers:
            setattr(stored, name, answers[name])
    writing.tidy(stored)
    merged = _merge(stored, old, read_version)
    writing.refuse_wrong_fields(stored)
    if stored.state == FactCheckState.RETURNED:
        step(stored, FactCheckState.DRAFT)
    verb = Verb.SAVE if before["state"] == stored.state else Verb.REOPEN
    return _keep(factcheck, stored, verb=verb, by=by, before=before, also=merged)


@in_turn
def submit(factcheck, *, by):
    """Hand the check to a second pair of eyes; a verdict without its reasons is refused."""
    require(by, "edit_factcheck", factcheck)
    stored = _lock(factcheck)
    before = history.facts(stored)
    _refuse_incomplete(stored)
    step(stored, FactCheckState.SUBMITTED)
    return _keep(factcheck, stored, verb=Verb.SUBMIT, by=by, before=before)


@in_turn
def approve(factcheck, *, reason, by, read_version=None):
    """
    Put the check in force: it supersedes the one before, and the claim's status follows at once.

    `read_version`, where given, is the one that the reviewer has read; another by now raises Stale.
    """
    require(by, "approve_factcheck", factcheck)
    stored = _lock(factcheck, read_version)
    before, now = history.facts(stored), clock.now()
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=stored.claim_id)
    _refuse_incomplete(stored)
    step(stored, FactCheckState.IN_FORCE)
    for older in claim.factchecks.filter(state=FactCheckState.IN_FORCE):
        _end(older, FactCheckState.SUPERSEDED, at=now)
    stored.reviewer, stored.in_force_from = by, now
    _keep(factcheck, stored, verb=Verb.APPROVE, by=by, before=before, reason=reason)
    _keep_claim_in_step(claim, stored, by=by, at=now, reason=reason)
    # A check that was opened before the words changed may have examined the old ones.
    claim.annotations.filter(wording_changed_at__lte=stored.created_at).update(wording_changed_at=None)
    return factcheck


@in_turn
def send_back(factcheck, *, note, by, read_version=None):
    """Return the check to its author, with the words that say what is missing."""
    require(by, "approve_factcheck", factcheck)
    note = tidy_words(note)
    if not note:
        raise WrongMove(_("Schreiben Sie dazu, was noch fehlt; ohne Anmerkung geht nichts zurück."))
    stored = _lock(factcheck, read_version)
    before = history.facts(stored)
    step(stored, FactCheckState.RETURNED)
    stored.reviewer, stored.review_note = by, note
    return _keep(factcheck, stored, verb=Verb.RETURN, by=by, before=before, reason=note)


@in_turn
def withdraw(factcheck, *, reason, by):
    """Take a check back; if it was in force, the claim is unchecked again."""
    require(by, "withdraw_factcheck", factcheck)
    if not reason.strip():
        raise WrongMove(_("Sagen Sie, warum die Prüfung zurückgezogen wird."))
    stored = _lock(factcheck)
    before, now = history.facts(stored), clock.now()
    was_in_force = stored.state == FactCheckState.IN_FORCE
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=stored.claim_id)
    step(stored, FactCheckState.WITHDRAWN)
    stored.in_force_until = now if was_in_force else None
    _keep(factcheck, stored, verb=Verb.WITHDRAW, by=by, before=before, reason=reason)
    if was_in_force:
        _keep_claim_in_step(claim, None, by=by, at=now, reason=reason)
    return factcheck


def _lock(factcheck, read_version=None):
    stored = FactCheck.objects.select_for_update(of=("self",)).get(pk=factcheck.pk)
    if read_version is not None and stored.version != read_version:
        raise Stale(stored)
    return stored


def _merge(answered, old, read_version):
    """Merge the answers with those saved since; return what the Decision notes of it."""
    answered.merges = []
    if read_version in (None, old.version):
        return {}
    merge = merging.merge(answered, old, read_version=read_version, written=ANSWERS)
    if merge.clashes:
        raise Stale(old, merge=merge)
    answered.merges = [merge] if merge.taken else []
    return {"merged_with_version": old.version}


def _keep(factcheck, stored, *, verb, by, before, reason="", also=None):
    stored.version += 1
    stored.save()
    old, new = history.changes(before, history.facts(stored))
    new |= also or {}
    history.decide(verb, stored, by=by, before=old, after=new, reason=reason, version=stored.version)
    factcheck.__dict__.update({name: value for name, value in stored.__dict__.items() if name != "_state"})
    return factcheck


def _end(factcheck, state, *, at):
    step(factcheck, state)
    factcheck.in_force_until = at
    factcheck.version += 1
    factcheck.save(update_fields=["state", "in_force_until", "version"])


def _keep_claim_in_step(claim, factcheck, *, by, at, reason):
    before = history.facts(claim)
    claim.verdict = factcheck.verdict if factcheck else None
    claim.attribution = factcheck.attribution if factcheck else Attribution.OPEN
    claim.status_since = at
    claim.version += 1
    claim.save(update_fields=["verdict", "attribution", "status_since", "version"])
    old, new = history.changes(before, history.facts(claim))
    history.decide(Verb.UPDATE, claim, by=by, before=old, after=new, reason=reason, version=claim.version)


def _refuse_incomplete(factcheck):
    """Refuse a check that answers neither question, or that judges without saying why."""
    if factcheck.verdict_id is None and factcheck.attribution == Attribution.OPEN:
        raise WrongMove(_("Beantworten Sie mindestens eine der beiden Fragen, bevor Sie die Prüfung einreichen."))
    if factcheck.verdict_id and not factcheck.rationale.strip():
        raise WrongMove(_("Eine Bewertung braucht eine Begründung. Schreiben Sie, welche Belege sie tragen."))
    if factcheck.verdict_id and not factcheck.summary.strip():
        raise WrongMove(
            _("Fassen Sie das Ergebnis in einem Satz zusammen; Leser:innen sehen ihn neben der Behauptung.")
        )
