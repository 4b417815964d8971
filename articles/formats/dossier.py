"""What the page of one claim shows: the evidence in its columns, the ways it took to us, the verdicts so far."""

from dataclasses import dataclass
from typing import Any

from articles.choices import Bearing, Stance
from articles.formats.answers import is_it_true, relays_of, was_it_said
from articles.models import Claim, Evidence, FactCheck, Revision
from articles.text.plain import plain_field
from articles.text.sentences import sentences


@dataclass(frozen=True)
class Quotation:
    """The sentence with which an article reports a claim: the marked words and what stands around them."""

    before: str
    words: str
    after: str


def dossier(claim: Claim, appearances: list[Revision]) -> dict[str, Any]:
    """Return all parts of the claim's page; `appearances` are the live revisions that carry it."""
    evidence, numbers = list(claim.evidence.all()), claim.numbers
    return {
        "claim": claim,
        "status": claim.status,
        "factcheck": claim.factcheck_in_force,
        "said": was_it_said(claim),
        "true": is_it_true(claim),
        "relays": relays_of(claim),
        "columns": columns(evidence),
        "chains": chains(claim, evidence),
        "verdicts": verdicts(claim),
        "appearances": [{"revision": revision, "sentences": quoted(revision, numbers)} for revision in appearances],
    }


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
