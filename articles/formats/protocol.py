"""The Prüfprotokoll of an article: each claim of its draft with all that its check rests on, in reading order."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from articles.choices import FactCheckState
from articles.formats.answers import is_it_true, was_it_said
from articles.formats.dossier import Quotation
from articles.models import Annotation, Article, Claim, Evidence, FactCheck, Inquiry, OpenPoint, SecondOpinion
from articles.models.claim import Status
from articles.sourcing import independence
from articles.text.sentences import sentences
from articles.workflow import sourcing


@dataclass(frozen=True)
class Place:
    """Where the draft states the claim; a lost one has its words alone."""

    field: str
    sentence: Quotation
    is_lost: bool
    is_reworded: bool


@dataclass(frozen=True)
class Piece:
    """One Beleg with its number in the list, and the number of the one it goes back to."""

    number: int
    evidence: Evidence
    origin: int | None


@dataclass(frozen=True)
class Entry:
    """One claim of the article, and what the desk knows of it."""

    number: int
    claim: Claim
    status: Status
    said: str
    true: str
    places: list[Place]
    pieces: list[Piece]
    origins: list[tuple[str, str]]
    checks: list[dict[str, Any]]
    inquiries: list[Inquiry]
    points: list[OpenPoint]


def entries(article: Article) -> list[Entry]:
    """Return the claims in reading order; a fixed number of queries, however many there are."""
    marks = list(Annotation.objects.filter(article=article).in_reading_order())
    claims = _claims({mark.claim_id for mark in marks})
    weighed = sourcing.weigh_all(claims.values())
    points: dict[int, list[OpenPoint]] = {}
    for point in article.open_points.select_related("assignee", "settled_by"):
        points.setdefault(point.claim_id, []).append(point)
    texts = article.plain_texts
    told = [
        Entry(
            number=number,
            claim=claims[key],
            status=claims[key].status,
            said=was_it_said(claims[key]),
            true=is_it_true(claims[key]),
            places=[_place(mark, texts[mark.field]) for mark in marks if mark.claim_id == key],
            pieces=pieces(list(claims[key].evidence.all())),
            origins=_sides(weighed[key]),
            checks=[_check(each) for each in claims[key].factchecks.all()],
            inquiries=list(claims[key].inquiries.all()),
            points=points.get(key, []),
        )
        for number, key in enumerate(dict.fromkeys(mark.claim_id for mark in marks), start=1)
    ]
    return told


def _claims(keys: set[int]) -> dict[int, Claim]:
    opinions = SecondOpinion.objects.select_related("checker", "verdict", "asked_by")
    checks = FactCheck.objects.select_related("verdict", "author", "reviewer").order_by("created_at", "pk")
    evidence = Evidence.objects.select_related("source__part_of")
    found = Claim.objects.select_related("verdict", "claimant__part_of").prefetch_related(
        Prefetch("evidence", evidence),
        Prefetch("factchecks", checks.prefetch_related(Prefetch("opinions", opinions))),
        "inquiries",
    )
    return {claim.pk: claim for claim in found.filter(pk__in=keys)}


def _place(mark: Annotation, text: str) -> Place:
    around = [] if mark.is_lost else [span for span in sentences(text) if span[0] < mark.end and mark.start < span[1]]
    start, end = (around[0][0], around[-1][1]) if around else (mark.start, mark.end)
    before, after = ("", "") if mark.is_lost else (text[start : mark.start], text[mark.end : end])
    sentence = Quotation(before, mark.exact, after)
    return Place(mark.get_field_display(), sentence, mark.is_lost, mark.wording_changed_at is not None)


def pieces(evidence: list[Evidence]) -> list[Piece]:
    numbers = {each.pk: number for number, each in enumerate(evidence, start=1)}
    return [Piece(numbers[each.pk], each, numbers.get(each.goes_back_to_id)) for each in evidence]


def _check(factcheck: FactCheck) -> dict[str, Any]:
    """Return a check for print; what an open one answers stays with those who work on it."""
    is_told = factcheck.in_force_from is not None
    given = [opinion for opinion in factcheck.opinions.all() if opinion.is_given]
    return {
        "factcheck": factcheck,
        "is_told": is_told,
        "is_in_force": factcheck.state == FactCheckState.IN_FORCE,
        "opinions": given if is_told else [],
    }


def _sides(weighing: independence.Weighing) -> list[tuple[str, str]]:
    """Return how many independent origins stand on which side, each in a sentence."""
    sides = ((_("Dafür"), weighing.supporting), (_("Dagegen"), weighing.refuting))
    return [(side, sourcing.explain_now(count)) for side, count in sides]
