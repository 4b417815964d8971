"""Examine a claim: one person answers the two questions, another one approves."""

import copy

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, FactCheckState, Verb
from articles.models import Claim, FactCheck
from articles.workflow import clock, history, merging, rechecking, rippling, sourcing, uniting, writing
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import may, named, require
from articles.workflow.transitions import CANNOT_EXAMINE, Stale, WrongMove, is_named, refuse_stale, step
from articles.workflow.turns import in_turn

ANSWERS = ("attribution", "verdict", "summary", "rationale", "change_reason")
PLAN = ("assignee", "due_on", "priority")
BUSY = _("Diese Behauptung wird schon geprüft. Warten Sie diese Prüfung ab, oder lassen Sie sie sich übergeben.")


# --- Open, hand over ---


@in_turn
def open_factcheck(claim, *, by, author=None, plan=None, read_version=None):
    """
    Begin an examination, one's own or a colleague's; a claim has one open check at a time.

    Where a check is in force, its answers are what the new one begins with. `plan` holds what the claim says of the
    work on it, due_on and priority; `read_version` is the claim's, as in writing.save.
    """
    require(by, "examine", claim)
    author = author or by
    _refuse_as_checker(author)
    uniting.refuse_merged(claim)
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    return _open(claim, by=by, author=author, answers=in_force(claim), plan=plan, read_version=read_version)


@in_turn
def assign(factcheck, *, checker, by, plan=None, read_version=None, claim_version=None):
    """Hand an open check over to a colleague, with what is planned for it; the answers so far go along."""
    require(by, "assign_factcheck", factcheck)
    stored = _lock(factcheck, read_version)
    _require_still(by, "assign_factcheck", stored)
    if not stored.is_open:
        raise WrongMove(_("Diese Prüfung ist abgeschlossen; zu übergeben gibt es nichts mehr."))
    is_handed_over = checker.pk != stored.author_id
    if is_handed_over:
        _refuse_as_checker(checker)
        if stored.opinions.filter(checker=checker).exists():
            raise WrongMove(
                _(
                    "%(who)s ist hier um eine Zweitmeinung gebeten und kann die Prüfung nicht auch übernehmen. "
                    "Wählen Sie jemand anderes."
                )
                % {"who": named(checker)}
            )
    is_planned = _plan(stored.claim, checker, plan, by=by, read_version=claim_version)
    if not (is_handed_over or is_planned):
        raise WrongMove(_("Geändert ist nichts: Die Prüfung liegt schon bei %(who)s.") % {"who": named(checker)})
    if not is_handed_over:
        return factcheck
    before = history.facts(stored)
    stored.author = checker
    if stored.reviewer_id == checker.pk:
        # They had returned it and now go on with it themselves; their note stays.
        stored.reviewer = None
    return _keep(factcheck, stored, verb=Verb.ASSIGN, by=by, before=before)


# --- Answer, submit ---


@in_turn
def save_factcheck(factcheck, *, answers, by, read_version=None):
    """
    Keep the answers as far as they are; a returned check is taken up again by this.

    `read_version` as in writing.save: answers that another tab changed meanwhile are merged, or raise Stale; so does
    a check that was handed in or returned meanwhile.
    """
    require(by, "edit_factcheck", factcheck)
    stored = _lock(factcheck)
    _require_still(by, "edit_factcheck", stored)
    if not stored.is_open or stored.state == FactCheckState.SUBMITTED:
        raise WrongMove(_("Eingereichte und freigegebene Prüfungen lassen sich nicht mehr ändern."))
    before, old = history.facts(stored), copy.copy(stored)
    for name in ANSWERS:
        if name in answers:
            setattr(stored, name, answers[name])
    writing.tidy(stored)
    merged = _merge(stored, old, read_version)
    if stored.verdict_id != old.verdict_id:
        stored.override_reason = ""  # it let another verdict pass
    writing.refuse_wrong_fields(stored)
    if stored.state == FactCheckState.RETURNED:
        step(stored, FactCheckState.DRAFT)
    verb = Verb.SAVE if before["state"] == stored.state else Verb.REOPEN
    return _keep(factcheck, stored, verb=verb, by=by, before=before, also=merged)


@in_turn
def submit(factcheck, *, by, read_version=None):
    """Hand the check to a second pair of eyes; a verdict without its reasons is refused."""
    require(by, "edit_factcheck", factcheck)
    stored = _lock(factcheck, read_version)
    _require_still(by, "edit_factcheck", stored)
    before = history.facts(stored)
    _refuse_incomplete(stored)
    step(stored, FactCheckState.SUBMITTED)
    return _keep(factcheck, stored, verb=Verb.SUBMIT, by=by, before=before)


# --- Approve, return ---


@in_turn
def approve(factcheck, *, reason, by, read_version=None, recheck_on=None):
    """
    Put the check in force: it supersedes the one before, and the claim's status follows at once.

    Refused while a second opinion is still due. `read_version`, where given, is the one that the reviewer has read;
    another by now raises Stale. The days on which the claim was due are done with; on `recheck_on` it will be again.
    """
    require(by, "approve_factcheck", factcheck)
    rechecking.refuse_past(recheck_on)
    reason = tidy_words(reason)
    if not reason:
        raise WrongMove(_("Schreiben Sie in einem Satz, warum die Begründung trägt."))
    stored = _lock(factcheck, read_version)
    _require_still(by, "approve_factcheck", stored)
    before, now = history.facts(stored), clock.now()
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=stored.claim_id)
    _refuse_incomplete(stored)
    step(stored, FactCheckState.IN_FORCE)
    _refuse_before_opinions(stored)
    for older in claim.factchecks.filter(state=FactCheckState.IN_FORCE):
        _end(older, FactCheckState.SUPERSEDED, at=now)
    stored.reviewer, stored.in_force_from = by, now
    _keep(factcheck, stored, verb=Verb.APPROVE, by=by, before=before, reason=reason)
    _keep_claim_in_step(claim, stored, by=by, at=now, reason=reason, recheck_on=recheck_on)
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
    _require_still(by, "approve_factcheck", stored)
    before = history.facts(stored)
    step(stored, FactCheckState.RETURNED)
    stored.reviewer, stored.review_note = by, note
    return _keep(factcheck, stored, verb=Verb.RETURN, by=by, before=before, reason=note)


# --- Withdraw, take up again ---


@in_turn
def withdraw(factcheck, *, reason, by, read_version=None):
    """Take a check back; if it was in force, the claim is unchecked again."""
    require(by, "withdraw_factcheck", factcheck)
    reason = tidy_words(reason)
    if not reason:
        raise WrongMove(_("Sagen Sie, warum die Prüfung zurückgezogen wird."))
    stored = _lock(factcheck, read_version)
    _require_still(by, "withdraw_factcheck", stored)
    before, now = history.facts(stored), clock.now()
    was_in_force = stored.state == FactCheckState.IN_FORCE
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=stored.claim_id)
    step(stored, FactCheckState.WITHDRAWN)
    stored.in_force_until = now if was_in_force else None
    _keep(factcheck, stored, verb=Verb.WITHDRAW, by=by, before=before, reason=reason)
    if was_in_force:
        _keep_claim_in_step(claim, None, by=by, at=now, reason=reason)
    return factcheck


@in_turn
def reopen(factcheck, *, by, read_version=None):
    """
    Take a returned or withdrawn check up again, and return the one to work on.

    What was in force stays as readers saw it: its claim gets a new check that begins with the old one's answers.
    """
    require(by, "reopen_factcheck", factcheck)
    stored = _lock(factcheck, read_version)
    _require_still(by, "reopen_factcheck", stored)
    if stored.state == FactCheckState.SUPERSEDED:
        raise WrongMove(_("Diese Prüfung ist abgelöst. Nehmen Sie die wieder auf, die jetzt gilt."))
    if stored.in_force_from:
        claim = Claim.objects.select_for_update(of=("self",)).get(pk=stored.claim_id)
        return _open(claim, by=by, author=by, answers=stored)
    if stored.state == FactCheckState.WITHDRAWN and stored.claim.factchecks.open().exists():
        raise WrongMove(BUSY)
    before = history.facts(stored)
    step(stored, FactCheckState.DRAFT)
    return _keep(factcheck, stored, verb=Verb.REOPEN, by=by, before=before)


# --- What a check must say ---


def in_force(claim):
    """Return the check that the claim, given as record or key, has in force, if any."""
    return FactCheck.objects.filter(claim=claim, state=FactCheckState.IN_FORCE).first()


def is_change(answers, current):
    """Whether the answers of one check differ from those of the check in force, in either question."""
    return current is not None and (answers.verdict_id, answers.attribution) != (
        current.verdict_id,
        current.attribution,
    )


def _refuse_incomplete(factcheck):
    """Refuse a check that answers neither question, or that does not say why, also why it differs from the last."""
    if factcheck.verdict_id is None and factcheck.attribution == Attribution.OPEN:
        raise WrongMove(_("Beantworten Sie mindestens eine der beiden Fragen, bevor Sie die Prüfung einreichen."))
    if not factcheck.rationale.strip():
        raise WrongMove(_("Eine Prüfung braucht eine Begründung. Schreiben Sie, welche Belege sie tragen."))
    if not factcheck.summary.strip():
        raise WrongMove(
            _("Fassen Sie das Ergebnis in einem Satz zusammen; Leser:innen sehen ihn neben der Behauptung.")
        )
    if is_change(factcheck, in_force(factcheck.claim_id)) and not factcheck.change_reason.strip():
        raise WrongMove(
            _("Bisher gilt eine andere Antwort. Schreiben Sie für Leser:innen, warum sich die Bewertung ändert.")
        )
    sourcing.refuse_too_few(factcheck)


def _refuse_before_opinions(factcheck):
    due = [named(opinion.checker) for opinion in factcheck.opinions.filter(given_at=None).select_related("checker")]
    if due:
        raise WrongMove(
            _(
                "Die Zweitmeinung von %(who)s steht noch aus. Warten Sie sie ab, "
                "oder lassen Sie die Bitte mit einer Begründung zurücknehmen."
            )
            % {"who": ", ".join(due)}
        )


def _require_still(by, act, stored):
    """Refuse what the person might do with the check as they saw it, and may not with what it has become."""
    if not may(by, act, stored):
        raise WrongMove(
            _("Inzwischen hat sich die Prüfung geändert: Sie liegt bei %(who)s, ihr Stand ist „%(state)s“.")
            % {"who": named(stored.author), "state": stored.get_state_display()}
        )


def _refuse_as_checker(checker):
    if not may(checker, "examine"):
        raise WrongMove(CANNOT_EXAMINE % {"who": named(checker)})


# --- How a check is kept ---


def _open(claim, *, by, author, answers, plan=None, read_version=None):
    if claim.factchecks.open().exists():
        raise WrongMove(BUSY)
    begun_with = {name: getattr(answers, name) for name in ANSWERS if name != "change_reason"} if answers else {}
    factcheck = FactCheck(claim=claim, author=author, created_at=clock.now(), **begun_with)
    factcheck.save(force_insert=True)
    _plan(claim, author, plan, by=by, read_version=read_version)
    after = history.facts(factcheck) | ({"begun_with": answers.pk} if answers else {})
    history.decide(Verb.OPEN, factcheck, by=by, after=after, version=factcheck.version)
    return factcheck


def _plan(claim, checker, plan, *, by, read_version):
    """Write into the claim who works on it, until when and how urgently; return whether that changed anything."""
    if plan is None:
        return False
    wanted = {"assignee": checker} | {name: plan[name] for name in PLAN if name in plan}
    changed = [name for name, value in wanted.items() if getattr(claim, name) != value]
    if not changed:
        return False
    if "due_on" in changed and is_past(wanted["due_on"]):
        raise WrongMove(_("Dieser Tag ist schon vorbei. Nennen Sie eine Frist, die noch einzuhalten ist."))
    for name, value in wanted.items():
        setattr(claim, name, value)
    writing.save(claim, by=by, read_version=read_version, written=tuple(wanted), verb=Verb.ASSIGN)
    return True


def is_past(day):
    return day is not None and day < localdate(clock.now())


def _lock(factcheck, read_version=None):
    stored = FactCheck.objects.select_for_update(of=("self",)).get(pk=factcheck.pk)
    refuse_stale(stored, read_version)
    return stored


def _merge(answered, old, read_version):
    """Merge the answers with those saved since; return what the Decision notes of it."""
    answered.merges = []
    if read_version in (None, old.version):
        return {}
    merge = merging.merge(answered, old, read_version=read_version, written=ANSWERS)
    # Handed in or returned since it was read: whoever writes should know that before they go on.
    has_moved = merge.is_known and merge.before["state"] != old.state
    if merge.clashes or has_moved or not is_named(read_version):
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
    factcheck._state.fields_cache = dict(stored._state.fields_cache)
    return factcheck


def _end(factcheck, state, *, at):
    step(factcheck, state)
    factcheck.in_force_until = at
    factcheck.version += 1
    factcheck.save(update_fields=["state", "in_force_until", "version"])


def _keep_claim_in_step(claim, factcheck, *, by, at, reason, recheck_on=None):
    before = history.facts(claim)
    claim.verdict = factcheck.verdict if factcheck else None
    claim.attribution = factcheck.attribution if factcheck else Attribution.OPEN
    claim.status_since = at
    if factcheck:
        rechecking.plan(claim, recheck_on)
    claim.version += 1
    claim.save(update_fields=["verdict", "attribution", "status_since", "due_on", "recheck_on", "version"])
    old, new = history.changes(before, history.facts(claim))
    history.decide(Verb.UPDATE, claim, by=by, before=old, after=new, reason=reason, version=claim.version)
    rippling.follow_check(claim, old, is_withdrawn=factcheck is None, by=by)
