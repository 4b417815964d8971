"""Unite two claims that say the same: all that hangs on the one goes over to the other. Part them again."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotationState, Attribution, FactCheckState, PointState, Verb
from articles.models import (
    Annotation,
    Article,
    Claim,
    Decision,
    Evidence,
    FactCheck,
    Inquiry,
    OpenPoint,
    SecondOpinion,
)
from articles.text.nesting import nested
from articles.workflow import clock, history, rippling, versions
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove, refuse_stale, step
from articles.workflow.turns import in_turn

PLACE = ("article_id", "field", "start", "end")
# What the claim that stays takes over where it says nothing itself.
FILLED = ("claimant", "said_on", "said_at_url", "background", "assignee", "due_on", "recheck_on")
ROWS = {"evidence": Evidence, "inquiries": Inquiry, "factchecks": FactCheck}
SETTLED = _("Mit demselben Punkt der Behauptung zusammengelegt, in der diese aufging.")


class Merged(WrongMove):
    """What was meant for a claim that another one, `heir`, has taken in."""

    def __init__(self, claim, heir):
        self.heir = heir
        super().__init__(
            _("„%(claim)s“ ist in einer anderen Behauptung aufgegangen. Nehmen Sie diese: „%(heir)s“.")
            % {"claim": nested(claim), "heir": nested(heir)}
        )


def refuse_merged(claim):
    """Refuse what is meant for a claim that was merged into another one, as it is stored now."""
    stored = Claim.objects.filter(pk=claim.pk, merged_into__isnull=False).select_related("merged_into").first()
    if stored:
        raise Merged(stored, stored.heir)


@in_turn
def unite(claim, *, into, reason, by, read_version=None, into_version=None):
    """
    Move everything of `claim` to `into`; the emptied claim stays and leads there.

    Each gets a Decision that names what moved, by its numbers: `part` undoes it from there. The versions, where
    given, are those that the person compared; others by now raise Stale.
    """
    require(by, "merge_claims", claim)
    reason = _reason(reason, _("Schreiben Sie, warum die beiden dasselbe behaupten; ohne Begründung geht es nicht."))
    if claim.pk == into.pk:
        raise WrongMove(_("Eine Behauptung lässt sich nicht mit sich selbst zusammenlegen. Wählen Sie eine andere."))
    source, target = _lock({claim: read_version, into: into_version})
    _refuse(source, target)
    before = [_facts(source), _facts(target)]
    moved = _move_all(source, target, by=by)
    source.merged_into = target
    told = {"moved": moved}, {"merged": str(source), "moved": moved}
    _keep([source, target], before, by=by, reason=reason, told=told)
    rippling.follow_merge(source, target, by=by)
    return _again(claim, into)


@in_turn
def part(claim, *, reason, by, read_version=None):
    """
    Undo the merge of `claim` as far as what moved is still there; it stands for itself again.

    A check that ended with the merge is in force once more from now on; the time in between stays as it was.
    """
    require(by, "merge_claims", claim)
    reason = _reason(reason, _("Schreiben Sie, warum die beiden doch Verschiedenes behaupten."))
    merge = _merge_of(claim)
    source, target = _lock({claim: read_version, Claim(pk=claim.merged_into_id): None})
    before, moved = [_facts(source), _facts(target)], merge.after["moved"]
    source.merged_into = None
    _move_back(source, target, moved, at=merge.at, by=by)
    told = {"separated": str(target)}, {"separated": str(source)}
    _keep([source, target], before, by=by, reason=reason, told=told)
    rippling.follow_merge(source, target, by=by)
    rippling.follow_thinning(Claim.objects.filter(pk__in=[source.pk, target.pk]), by=by)
    return _again(claim, claim)


def _reason(reason, refusal):
    reason = tidy_words(reason)
    if not reason:
        raise WrongMove(refusal)
    return reason


def _lock(read):
    """Return the stored claims, locked, in the order given; one that was saved since it was read raises Stale."""
    locked = Claim.objects.select_for_update(of=("self",)).in_bulk([claim.pk for claim in read])
    for claim, version in read.items():
        if claim.pk not in locked:
            raise WrongMove(_("„%(record)s“ ist schon gelöscht.") % {"record": claim})
        refuse_stale(locked[claim.pk], version)
    return [locked[claim.pk] for claim in read]


def _refuse(source, target):
    for one in (source, target):
        refuse_merged(one)
    if source.factchecks.open().exists() and target.factchecks.open().exists():
        raise WrongMove(
            _(
                "Beide Behauptungen werden gerade geprüft. "
                "Schließen Sie eine der Prüfungen ab, oder ziehen Sie sie zurück."
            )
        )


def _facts(claim):
    return history.facts(claim) | versions.listed(claim)


def _keep(claims, before, *, by, reason, told):
    for claim in claims:
        claim.version += 1
        claim.save()
    for claim, old, words in zip(claims, before, told, strict=True):
        old, new = history.changes(old, _facts(claim))
        verb = Verb.MERGE if "moved" in words else Verb.SEPARATE
        history.decide(verb, claim, by=by, before=old, after=new | words, reason=reason, version=claim.version)


def _again(claim, result):
    for one in {claim, result}:
        one.refresh_from_db()
    return result


# --- There: what hangs on the one goes over to the other ----------------------------------------------------


def _move_all(source, target, *, by):
    moved = {"claim": source.pk, "into": target.pk} | _move_annotations(source, target) | _end_checks(source, target)
    for name, kind in ROWS.items():
        rows = kind.objects.filter(claim=source)
        moved[name] = sorted(rows.values_list("pk", flat=True))
        rows.update(claim=target)
    _follow_open_check(moved["factchecks"], verb=Verb.MERGE, came_from=source, by=by)
    moved |= _move_points(source, target, by=by)
    own = set(target.topics.values_list("pk", flat=True))
    moved["topics"] = sorted(set(source.topics.values_list("pk", flat=True)) - own)
    target.topics.add(*moved["topics"])
    # Claims that this one had taken in are to be found at once, without a second step.
    moved["merged_before"] = sorted(source.merged.values_list("pk", flat=True))
    source.merged.update(merged_into=target)
    return moved | _fill(source, target)


def _move_annotations(source, target):
    """Move the marks; where both claims stand on the same words the target's stays, and history keeps the other."""
    standing = {tuple(getattr(mark, name) for name in PLACE): mark.pk for mark in target.annotations.in_place()}
    moved, dropped = [], []
    for mark in source.annotations.select_for_update(of=("self",)).order_by("pk"):
        twin = None if mark.is_lost else standing.get(tuple(getattr(mark, name) for name in PLACE))
        if twin is None:
            moved.append(mark.pk)
            continue
        dropped.append(history.facts(mark) | {"annotation": mark.pk, "twin": twin})
        mark.delete()
    Annotation.objects.filter(pk__in=moved).update(claim=target)
    return {"annotations": moved, "annotations_dropped": dropped}


def _end_checks(source, target):
    """A claim has one check in force: where both have one the target's stays and the source's ends now."""
    now = clock.now()
    in_force = source.factchecks.filter(state=FactCheckState.IN_FORCE).first()
    ends = bool(in_force and target.factchecks.filter(state=FactCheckState.IN_FORCE).exists())
    if ends:
        step(in_force, FactCheckState.SUPERSEDED)
        in_force.in_force_until = now
        in_force.version += 1
        in_force.save(update_fields=["state", "in_force_until", "version"])
    elif in_force:
        target.verdict_id, target.attribution, target.status_since = source.verdict_id, source.attribution, now
    if in_force:
        source.verdict, source.attribution, source.status_since = None, Attribution.OPEN, now
    return {"check_in_force": in_force.pk if in_force else None, "check_ended": ends}


def _follow_open_check(moved, *, verb, came_from, by):
    """Raise the versions of a check that went along: who has read it, or is asked about it, knows another claim."""
    for check in FactCheck.objects.open().filter(pk__in=moved).exclude(claim=came_from):
        SecondOpinion.objects.filter(factcheck=check, given_at=None).update(version=F("version") + 1)
        check.version += 1
        check.save(update_fields=["version"])
        sides = {"before": {"claim": came_from.pk}, "after": {"claim": check.claim_id}}
        history.decide(verb, check, by=by, **sides, version=check.version)


def _move_points(source, target, *, by):
    """Move the open points; an article has one for each cause, so the second of two is settled by this."""
    taken = set(target.open_points.open().values_list("article_id", "cause"))
    twins = [point.pk for point in source.open_points.open() if (point.article_id, point.cause) in taken]
    settled = {"state": PointState.DONE, "settled_by": by, "settled_at": clock.now(), "reason": str(SETTLED)}
    OpenPoint.objects.filter(pk__in=twins).update(**settled)
    points = sorted(source.open_points.values_list("pk", flat=True))
    source.open_points.update(claim=target)
    return {"open_points": points, "open_points_settled": twins}


def _fill(source, target):
    filled = [name for name in FILLED if not getattr(target, name) and getattr(source, name)]
    for name in filled:
        setattr(target, name, getattr(source, name))
    return {"filled": filled}


# --- And back -----------------------------------------------------------------------------------------------


def _merge_of(claim):
    """Return the Decision with which the claim, as stored now, was merged; take its present heir in."""
    claim.refresh_from_db(fields=["merged_into"])
    if claim.merged_into_id is None:
        raise WrongMove(_("Diese Behauptung steht für sich; zu trennen gibt es nichts."))
    merge = Decision.objects.about(claim).filter(verb=Verb.MERGE).last()
    if merge is None or merge.after["moved"]["into"] != claim.merged_into_id:
        # Its heir was merged in turn: that has to be undone before.
        raise WrongMove(
            _(
                "Die Behauptung, in der diese aufging, ist selbst in einer anderen aufgegangen: „%(heir)s“. "
                "Heben Sie zuerst jene Zusammenlegung auf."
            )
            % {"heir": nested(claim.heir)}
        )
    return merge


def _move_back(source, target, moved, *, at, by):
    Annotation.objects.filter(pk__in=moved["annotations"], claim=target).update(claim=source)
    for facts in moved["annotations_dropped"]:
        _mark_again(source, target, facts)
    _move_checks_back(source, target, moved, by=by)
    # What was approved since the merge was approved for the other claim.
    approved = FactCheck.objects.filter(pk__in=moved["factchecks"], in_force_from__gt=at)
    moved = moved | {"factchecks": sorted({*moved["factchecks"]} - {*approved.values_list("pk", flat=True)})}
    for name, kind in ROWS.items():
        kind.objects.filter(pk__in=moved[name], claim=target).update(claim=source)
    _follow_open_check(moved["factchecks"], verb=Verb.SEPARATE, came_from=target, by=by)
    OpenPoint.objects.filter(pk__in=moved["open_points"], claim=target).update(claim=source)
    target.topics.remove(*moved["topics"])
    target.merged.filter(pk__in=moved["merged_before"]).update(merged_into=source)
    for name in moved["filled"]:
        if getattr(target, name) == getattr(source, name):
            field = Claim._meta.get_field(name)
            setattr(target, name, None if field.null else "")


def _mark_again(source, target, facts):
    """Mark the words anew where the target's mark now stands; with that one gone, the mark is lost, and says so."""
    if not Article.objects.filter(pk=facts["article"]).exists():
        return
    mark = Annotation(claim=source, article_id=facts["article"], state=AnnotationState.LOST)
    twin = Annotation.objects.filter(pk=facts["twin"], claim=target).first()
    for name in ("field", "start", "end", "exact", "prefix", "suffix"):
        setattr(mark, name, getattr(twin, name) if twin else facts[name])
    if twin:
        mark.state, mark.former_exact = twin.state, twin.former_exact
    mark.save()


def _move_checks_back(source, target, moved, *, by):
    """Give the source the check back that was in force when it was merged; a check that ended gets a new term."""
    check = FactCheck.objects.filter(pk=moved["check_in_force"]).first()
    if check is None:
        return
    now = clock.now()
    if check.state == FactCheckState.IN_FORCE:
        target.verdict, target.attribution, target.status_since = None, Attribution.OPEN, now
    elif check.state == FactCheckState.SUPERSEDED:
        check, began_with = FactCheck.objects.get(pk=check.pk), check.pk
        check.pk, check._state.adding = None, True
        check.claim, check.state, check.version = source, FactCheckState.IN_FORCE, 1
        check.in_force_from, check.in_force_until = now, None
        check.save()
        after = history.facts(check) | {"begun_with": began_with}
        history.decide(Verb.OPEN, check, by=by, after=after, version=check.version)
    else:
        return
    source.verdict_id, source.attribution, source.status_since = check.verdict_id, check.attribution, now
