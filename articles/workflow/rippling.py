"""Let what happens to a claim reach the articles that carry it: an open point each, for whoever is in charge."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, PointState, RevisionKind, RippleCause, Verb
from articles.models import Article, Claim, Evidence, OpenPoint, Revision, Source, Verdict
from articles.text.nesting import nested
from articles.workflow import clock, history, sourcing
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove
from articles.workflow.turns import in_turn

EVENTS_KEPT = 5  # lines of a note: the latest event first
NAMES_TOLD = 20  # headlines in a Decision; the keys of all articles stand beside them


@dataclass(frozen=True)
class Reached:
    """An article that readers see, or will see, with the claim in it, and who answers for it."""

    article: Article
    claim_id: int
    assignee: User | None
    is_live: bool


@in_turn
def ripple(claim, *, cause, note, by, spare=()):
    """
    Open a point in every live or scheduled article with the claim, or one merged into it; return what was reached.

    An open point of the same cause takes the new note instead. Articles to `spare` are those whose publication this
    very act is about. It is part of the act that changed the claim, which has asked for permission.
    """
    return _spread([claim], cause=cause, note=note, by=by, about=claim, spare=spare)


@in_turn
def settle_point(point, *, state, by, reason="", seen=None):
    """
    Say that an open point is done, or not needed and why; `seen`, where given, is the note that the person had read.
    """
    stored = OpenPoint.objects.select_for_update(of=("self",)).select_related("article", "claim").get(pk=point.pk)
    require(by, "settle_point", stored)
    reason = tidy_words(reason)
    if stored.state != PointState.OPEN:
        raise WrongMove(_("Dieser Punkt ist schon erledigt."))
    if state not in (PointState.DONE, PointState.NOT_NEEDED):
        raise WrongMove(_("Wählen Sie, ob der Punkt erledigt oder nicht nötig ist."))
    if state == PointState.NOT_NEEDED and not reason:
        raise WrongMove(_("Schreiben Sie, warum am Artikel nichts zu tun ist; ohne Begründung bleibt der Punkt offen."))
    if seen is not None and seen.splitlines() != stored.note.splitlines():
        raise WrongMove(_("Inzwischen ist noch etwas geschehen. Lesen Sie den Punkt bitte noch einmal."))
    before = history.facts(stored)
    stored.state, stored.settled_by, stored.settled_at, stored.reason = state, by, clock.now(), reason
    stored.save(update_fields=["state", "settled_by", "settled_at", "reason"])
    old, new = {"state": before["state"]}, {"state": stored.state}
    told = {"claim": stored.claim_id, "cause": stored.cause, "note": stored.note}
    history.decide(Verb.SETTLE, stored.article, by=by, before=old, after=new | told, reason=reason)
    return stored


def reach(*claims, at=None):
    """Return the live or scheduled articles that carry one of the claims: the live ones first, by headline."""
    heads, now = _heads(claims), at or clock.now()
    carried = _carried(heads, now)
    articles = Article.objects.select_related("assignee").in_bulk({article for article, _head in carried})
    publishers = User.objects.in_bulk({each["publisher"] for each in carried.values()})
    reached = [
        Reached(
            article=articles[article],
            claim_id=head,
            assignee=_in_charge(articles[article], publishers[carrying["publisher"]]),
            is_live=carrying["is_live"],
        )
        for (article, head), carrying in carried.items()
    ]
    return sorted(reached, key=lambda each: (not each.is_live, each.article.headline, each.article.pk, each.claim_id))


# --- What sets a ripple off ---------------------------------------------------------------------------------


def follow_check(claim, before, *, is_withdrawn, by):
    """Ripple when a check that came into force, or was taken back, gave one of the two questions another answer."""
    if not {"verdict", "attribution"} & before.keys():
        return []
    cause = RippleCause.WITHDRAWN if is_withdrawn else RippleCause.VERDICT
    with translation.override(settings.LANGUAGE_CODE):
        note = _what_changed(claim, before, is_withdrawn=is_withdrawn)
    return ripple(claim, cause=cause, note=note, by=by)


def follow_merge(claim, other, *, by):
    """Ripple when a claim has gone into another one, or stands for itself again."""
    with translation.override(settings.LANGUAGE_CODE):
        if claim.merged_into_id:
            sentence = gettext("In einer anderen Behauptung aufgegangen: „%(claim)s“")
        else:
            sentence = gettext("Steht wieder für sich; die Zusammenlegung mit „%(claim)s“ ist aufgehoben.")
    return ripple(claim, cause=RippleCause.MERGED, note=sentence % {"claim": nested(other)}, by=by)


def follow_save(record, before, *, by, rows=(), removed=()):
    """Ripple when a source has another grade or place, or evidence has vanished; add what its rows reached."""
    if isinstance(record, Source) and "reliability" in before:
        return _follow_grade(record, before["reliability"], by=by)
    if isinstance(record, Source) and "part_of" in before:
        return follow_thinning(_borne_out_by(record), by=by)
    if any(isinstance(row, Evidence) for row in removed):
        return follow_thinning(Claim.objects.filter(pk=record.pk), by=by)
    if isinstance(record, Evidence) and "vanished_on" in before and record.vanished_on and not before["vanished_on"]:
        return _follow_vanishing(record, by=by)
    return [each for row in rows for each in getattr(row, "ripples", [])]


def follow_thinning(claims, *, by):
    """Ripple from claims whose supported verdict rests on too few sources by now and was not let pass so."""
    reached = []
    for claim in sourcing.resting_on_too_little(claims):
        with translation.override(settings.LANGUAGE_CODE):
            note = gettext("„%(verdict)s“ stützt sich nur noch auf zu wenige unabhängige Quellen.") % {
                "verdict": claim.verdict
            }
        reached += ripple(claim, cause=RippleCause.VANISHED, note=note, by=by)
    return reached


def _borne_out_by(source):
    """Return the claims with evidence from a source, or from those who speak for it."""
    voices = Q(source=source) | Q(source__part_of=source) | Q(source__part_of__part_of=source)
    return Claim.objects.filter(pk__in=Evidence.objects.filter(voices).values("claim"))


def _follow_grade(source, old, *, by):
    with translation.override(settings.LANGUAGE_CODE):
        note = gettext("Verlässlichkeit von „%(source)s“: %(old)s → %(new)s") % {
            "source": nested(source),
            "old": old,
            "new": source.reliability,
        }
    claims = list(Claim.objects.filter(evidence__source=source).distinct())
    return _spread(claims, cause=RippleCause.GRADE, note=note, by=by, about=source)


def _follow_vanishing(evidence, *, by):
    with translation.override(settings.LANGUAGE_CODE):
        note = gettext("Ein Beleg ist nicht mehr auffindbar: „%(source)s“, seit %(day)s") % {
            "source": nested(evidence.source),
            "day": date_format(evidence.vanished_on),
        }
    return ripple(evidence.claim, cause=RippleCause.VANISHED, note=note, by=by)


def _what_changed(claim, before, *, is_withdrawn):
    """Return in German, the house's language, which answers the claim had and has."""
    changes = []
    if "verdict" in before:
        old = Verdict.objects.filter(pk=before["verdict"]).first()
        sentence = gettext("Prüfung zurückgezogen: %(old)s → %(new)s") if is_withdrawn else gettext(
            "Neue Bewertung: %(old)s → %(new)s"
        )
        changes.append(sentence % {"old": old or gettext("Ungeprüft"), "new": claim.verdict or gettext("Ungeprüft")})
    elif is_withdrawn:
        changes.append(gettext("Prüfung zurückgezogen"))
    if "attribution" in before:
        said = {"old": Attribution(before["attribution"]).label, "new": Attribution(claim.attribution).label}
        changes.append(gettext("Haben sie es gesagt? %(old)s → %(new)s") % said)
    return "; ".join(changes)


# --- How far it goes, and what it leaves --------------------------------------------------------------------


def _spread(claims, *, cause, note, by, about, spare=()):
    spared = {article.pk for article in spare}
    reached = [each for each in reach(*claims) if each.article.pk not in spared]
    if not reached:
        return []
    known = {
        (point.article_id, point.claim_id): point
        for point in OpenPoint.objects.open().filter(cause=cause, claim__in={each.claim_id for each in reached})
    }
    fresh, now = [], clock.now()
    for each in reached:
        point = known.get((each.article.pk, each.claim_id))
        if point is None:
            point = OpenPoint(article=each.article, claim_id=each.claim_id, cause=cause, raised_at=now)
            fresh.append(point)
        point.assignee, point.note = each.assignee, _newest_first(note, point.note)
    OpenPoint.objects.bulk_create(fresh)
    OpenPoint.objects.bulk_update(known.values(), ["assignee", "note"])
    history.decide(Verb.RIPPLE, about, by=by, after=_told(reached, cause=cause, note=note))
    return reached


def _newest_first(note, earlier):
    """Return the note with what happened before it, lest a second event hide the first from who has not seen it."""
    lines = dict.fromkeys([*tidy_words(note).splitlines(), *earlier.splitlines()])
    return "\n".join(list(lines)[:EVENTS_KEPT])


def _told(reached, *, cause, note):
    articles = {each.article.pk: each.article.headline for each in reached}
    return {
        "cause": cause,
        "note": note,
        "articles": list(articles.values())[:NAMES_TOLD],
        "reached": len(articles),
        "keys": sorted(articles),
    }


def _heads(claims):
    """Return for each claim, and each that was merged into it, the claim that stands for it now."""
    heads = {claim.pk: claim.heir.pk for claim in claims}
    fresh = set(heads)
    while fresh:
        merged = dict(Claim.objects.filter(merged_into__in=fresh).values_list("pk", "merged_into"))
        fresh = merged.keys() - heads.keys()
        heads |= {pk: heads[merged[pk]] for pk in fresh}
    return heads


def _carried(heads, now):
    """Return who published each pair of article and claim, and whether readers see it already."""
    live = Revision.objects.live(now).values("pk")
    planned = Revision.objects.scheduled(now).exclude(kind=RevisionKind.WITHDRAWAL).values("pk")
    rows = (
        Revision.claims.through.objects.filter(claim__in=heads)
        .filter(Q(revision__in=live) | Q(revision__in=planned))
        .order_by("revision__live_from", "revision_id", "claim_id")
        .values_list("claim", "revision__article", "revision__published_by", "revision__live_from")
    )
    carried = {}
    for claim, article, publisher, live_from in rows:
        known = carried.get((article, heads[claim]), {"is_live": False})
        is_live = known["is_live"] or live_from <= now
        carried[article, heads[claim]] = {"publisher": publisher, "is_live": is_live}
    return carried


def _in_charge(article, publisher):
    """Return the assignee, else whoever published last; nobody when both have left."""
    return next((each for each in (article.assignee, publisher) if each and each.is_active), None)
