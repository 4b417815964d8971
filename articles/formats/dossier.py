"""What the page of one claim shows: the evidence in its columns, the ways it took to us, the verdicts so far."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from articles.choices import Bearing, Leaning, Stance
from articles.formats.answers import both_in_short, is_it_true, relays_of, was_it_said
from articles.formats.bygone import is_own
from articles.formats.inquiries import asked
from articles.formats.timeline_drawing import Answer, Span, Timeline, timeline
from articles.formats.voices import NARROW, WIDE, drawn
from articles.models import Claim, Evidence, FactCheck, Revision
from articles.sourcing.independence import Weighing
from articles.text.plain import plain_field
from articles.text.sentences import sentences
from articles.workflow import clock, sourcing


@dataclass(frozen=True)
class Quotation:
    """The sentence with which an article reports a claim: the marked words and what stands around them."""

    before: str
    words: str
    after: str


def dossier(claim: Claim, appearances: list[Revision], *, at: datetime | None = None) -> dict[str, Any]:
    """Return all parts of the claim's page as of `at` (default: now); `appearances` are the revisions that carry it."""
    evidence, numbers, now = list(claim.evidence.all()), claim.numbers, at or clock.now()
    weighing = sourcing.weigh(claim)
    return {
        "sources": rests_on(claim, weighing),
        "drawing": drawn(claim, evidence, weighing),
        "history": history_of(claim, now) if any(each.in_force_from for each in claim.factchecks.all()) else None,
        "claim": claim,
        "status": claim.status,
        "factcheck": claim.factcheck_in_force,
        "said": was_it_said(claim),
        "true": is_it_true(claim),
        "both": both_in_short(claim),
        "relays": relays_of(claim),
        "columns": columns(evidence),
        "chains": chains(claim, evidence),
        "verdicts": verdicts(claim),
        "inquiries": asked(list(claim.inquiries.all()), today=localdate(now)),
        "appearances": [{"revision": revision, "sentences": quoted(revision, numbers)} for revision in appearances],
    }


def rests_on(claim: Claim, weighing: Weighing) -> dict[str, Any]:
    """Return the sentences on how many sources count, and whether the verdict in force rests on too few."""
    factcheck = claim.factcheck_in_force
    leans_supported = bool(claim.verdict_id and claim.verdict.leaning == Leaning.SUPPORTED)
    return {
        "supporting": sourcing.explain_now(weighing.supporting),
        "refuting": sourcing.explain_now(weighing.refuting) if weighing.refuting.number else "",
        "said": sourcing.explain_now(weighing.said, witnesses=True),
        "too_few": leans_supported and not weighing.is_enough,
        "reason": factcheck.override_reason if factcheck else "",
    }


def history_of(claim: Claim, now: datetime) -> dict[str, Timeline]:
    """Return the timeline of both answers, for a phone and for a desk."""
    checks = [
        check
        for check in claim.factchecks.all()
        if check.in_force_from and (check.in_force_until is None or check.in_force_until > check.in_force_from)
    ]
    # What held for a claim that this one has taken in fills no more than the time in which nothing of its own held.
    own = [check for check in checks if is_own(check)]
    told = [check for check in checks if check in own or not any(_overlap(check, each, now) for each in own)]
    spans = [Span(check.in_force_from, check.in_force_until, _said(check), _true(check)) for check in told]
    unchecked = (Answer("○", _("Ungeprüft"), "unchecked"),) * 2
    sizes = {"narrow": NARROW, "wide": WIDE}
    return {name: timeline(spans, now=now, unchecked=unchecked, width=width) for name, width in sizes.items()}


def _overlap(one: FactCheck, other: FactCheck, now: datetime) -> bool:
    ends = one.in_force_until or now, other.in_force_until or now
    return one.in_force_from < ends[1] and other.in_force_from < ends[0]


def _said(check: FactCheck) -> Answer:
    return Answer(check.said_sign, check.get_attribution_display(), "said")


def _true(check: FactCheck) -> Answer:
    if check.verdict is None:
        return Answer("○", _("Nicht bewertet"), "unchecked")
    return Answer(check.verdict.sign, check.verdict.label, check.verdict.colour)


def columns(evidence: list[Evidence]) -> dict[str, list[Evidence]]:
    """Return the evidence on what was said, by stance, and apart from it that on whether it was said."""
    content = [piece for piece in evidence if piece.bears_on == Bearing.CONTENT]
    by_stance = {stance.value: [piece for piece in content if piece.stance == stance] for stance in Stance}
    return by_stance | {"said": [piece for piece in evidence if piece.bears_on == Bearing.SAID]}


def chains(claim: Claim, evidence: list[Evidence]) -> list[list[Evidence]]:
    """Return each way the statement took, origin first: the pieces on whether it was said, followed back."""
    known = {piece.pk: piece for piece in evidence}
    passed_on = {piece.goes_back_to_id for piece in evidence}
    ends = [piece for piece in evidence if piece.bears_on == Bearing.SAID and piece.pk not in passed_on]
    return [_followed_back(piece, known) for piece in ends]


def _followed_back(piece: Evidence | None, known: dict[int, Evidence]) -> list[Evidence]:
    way: list[Evidence] = []
    while piece and piece not in way:
        way.insert(0, piece)
        piece = known.get(piece.goes_back_to_id)
    return way


def verdicts(claim: Claim) -> list[FactCheck]:
    """Return every check that was ever in force, newest first."""
    approved = [factcheck for factcheck in claim.factchecks.all() if factcheck.in_force_from]
    return sorted(approved, key=lambda factcheck: factcheck.in_force_from, reverse=True)


def quoted(revision: Revision, numbers: set[int]) -> list[Quotation]:
    """Return the sentences with which the article reports the claim, each once."""
    places = [annotation for annotation in revision.annotations if annotation["claim"] in numbers]
    return list(dict.fromkeys(_quotation(revision.content, place) for place in places))


def _quotation(content: dict[str, Any], place: dict[str, Any]) -> Quotation:
    value = content[place["field"]]
    text = plain_field(place["field"], value if isinstance(value, str) else "\n".join(value))
    start, end = place["start"], place["end"]
    around = [span for span in sentences(text) if span[0] < end and start < span[1]] or [(start, end)]
    return Quotation(text[around[0][0] : start], text[start:end], text[end : around[-1][1]])
