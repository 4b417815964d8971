"""What the article page shows: the text with its claims marked, and a note for each of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.choices import AnnotatedField
from articles.formats.answers import is_it_true, relays_of, was_it_said
from articles.models import Claim, Reply, Revision, Source
from articles.models.claim import Status
from articles.text.marks import Mark, weave, weave_lines

READING_ORDER = {name: place for place, name in enumerate(AnnotatedField.values)}
COLOURS = ["supported", "mixed", "refuted", "unproven", "unchecked"]
# Where the sentence itself stands comes first; a headline has no margin.
MARGIN_ORDER = ["body", "context", "teaser", "key_points"]


@dataclass(frozen=True)
class Note:
    """One claim of an article as readers get it: numbered, with its status and both answers."""

    number: int
    claim: Claim
    status: Status
    relays: list[Source]
    said: str
    true: str
    places: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"notiz-{self.number}"

    @property
    def popover(self) -> str:
        return f"pruefung-{self.number}"

    @property
    def summary(self) -> str:
        factcheck = self.claim.factcheck_in_force
        return factcheck.summary if factcheck else ""


def reading(revision: Revision, claims: list[Claim], replies: Sequence[Reply] = ()) -> dict[str, Any]:
    """Return the marked fields of a revision, its notes in reading order and what they add up to."""
    # What was published before a merge still names the claim that another one has taken in.
    text = _MarkedText(revision, {claim.pk: claim.heir for claim in claims}, replies)
    content = revision.content
    return {
        "headline": text.line("headline", content["headline"]),
        "teaser": text.line("teaser", content["teaser"]),
        "key_points": text.lines("key_points", "\n".join(content["key_points"])),
        "body": _after_dateline(content, text.blocks("body", content["body"])),
        "context": text.blocks("context", content["context"]),
        "notes": text.notes,
        "overlaps": text.overlaps,
        "tally": tally(list(dict.fromkeys(claim.heir for claim in claims))),
        "sources": sources_of(text.notes),
        "replies": list(replies),
    }


def tally(claims: list[Claim]) -> list[dict[str, Any]]:
    """Return each status that occurs with its number, the most settled first, and where its bar begins."""
    standings = [(claim, claim.status) for claim in claims]
    counted = Counter(status.slug for _, status in standings)
    by_slug = {status.slug: status for _, status in sorted(standings, key=_place_on_the_scale)}
    rows, start = [], 0
    for slug, status in by_slug.items():
        rows.append({"status": status, "count": counted[slug], "start": start})
        start += counted[slug]
    return rows


def _place_on_the_scale(standing: tuple[Claim, Status]) -> tuple[int, int, str]:
    claim, status = standing
    return COLOURS.index(status.colour), claim.verdict.position if claim.verdict_id else 0, status.slug


def sources_of(notes: list[Note]) -> list[dict[str, Any]]:
    """Return everybody who makes a claim of the article or bears witness on one, with the notes' numbers."""
    used: dict[int, dict[str, Any]] = {}
    for note in notes:
        evidence = [piece.source for piece in note.claim.evidence.all()]
        for source in [note.claim.claimant, *evidence]:
            if source:
                row = used.setdefault(source.pk, {"source": source, "notes": []})
                row["notes"] += [note] if note not in row["notes"] else []
    return list(used.values())


def _after_dateline(content: dict[str, Any], body: str) -> str:
    place = content["dateline"]
    if not place:
        return mark_safe(body)
    agencies = f" ({content['agencies']})" if content["agencies"] else ""
    dateline = format_html('<span class="dateline">{}{} –</span> ', place, agencies)
    if "<p>" not in body:
        return mark_safe(f"<p>{dateline}</p>{body}")
    return mark_safe(body.replace("<p>", f"<p>{dateline}", 1))


class _MarkedText:
    """Numbers the claims of a revision in reading order and weaves their marks into its fields."""

    def __init__(self, revision: Revision, claims: dict[int, Claim], replies: Sequence[Reply]) -> None:
        known = [
            annotation | {"claim": claims[annotation["claim"]].pk}
            for annotation in revision.annotations
            if annotation["claim"] in claims
        ]
        known.sort(key=lambda annotation: (READING_ORDER[annotation["field"]], annotation["start"]))
        self.language = revision.content["language"]
        standing = {claim.pk: claim for claim in claims.values()}
        self.annotations = known
        self.by_claim: dict[int, Note] = {}
        self.replies: dict[int, list[Reply]] = {}
        for reply in replies:
            self.replies.setdefault(reply.claim.heir.pk, []).append(reply)
        for annotation in known:
            self._take_up(standing[annotation["claim"]])
        self.overlaps: dict[tuple[int, ...], list[Note]] = {}
        self.beside = self._places_in_the_margin()

    @property
    def notes(self) -> list[Note]:
        return list(self.by_claim.values())

    def _take_up(self, claim: Claim) -> None:
        if claim.pk in self.by_claim:
            return
        self.by_claim[claim.pk] = Note(
            number=len(self.by_claim) + 1,
            claim=claim,
            status=claim.status,
            relays=relays_of(claim),
            said=was_it_said(claim),
            true=is_it_true(claim),
            replies=self.replies.get(claim.heir.pk, []),
        )

    def _places_in_the_margin(self) -> set[int]:
        """Return the index of the one annotation of each claim that has the claim's note beside it."""
        places: dict[int, int] = {}
        for name in MARGIN_ORDER:
            for index, annotation in enumerate(self.annotations):
                if annotation["field"] == name:
                    places.setdefault(annotation["claim"], index)
        return set(places.values())

    def marks(self, name: str) -> list[Mark]:
        return [
            Mark(annotation["start"], annotation["end"], index)
            for index, annotation in enumerate(self.annotations)
            if annotation["field"] == name
        ]

    def line(self, name: str, text: str) -> str:
        return mark_safe(" ".join(self.lines(name, text)))

    def lines(self, name: str, text: str) -> list[str]:
        if not text:
            return []
        woven = weave_lines(text, self.marks(name), opening=self.opening, closing="</mark>", after=self.after)
        return [mark_safe(line) for line in woven]

    def blocks(self, name: str, html: str) -> str:
        marks = self.marks(name)
        return mark_safe(weave(html, marks, opening=self.opening, closing="</mark>", after=self.after))

    def note_of(self, mark: Mark) -> Note:
        return self.by_claim[self.annotations[mark.key]["claim"]]

    def opening(self, active: tuple[Mark, ...]) -> str:
        """Return the tag of a segment; aria-details takes one id, so claims that overlap share one of their own."""
        notes = list({note.number: note for note in map(self.note_of, active)}.values())
        numbers = tuple(sorted(note.number for note in notes))
        colour = notes[-1].status.colour
        if len(notes) == 1:
            return f'<mark class="claim claim--{colour}" data-note="{numbers[0]}" aria-details="{notes[0].anchor}">'
        self.overlaps[numbers] = sorted(notes, key=lambda note: note.number)
        classes = f"claim claim--{colour} claim--on-{notes[0].status.colour}"
        named = " ".join(map(str, numbers))
        return f'<mark class="{classes}" data-note="{named}" aria-details="notizen-{"-".join(map(str, numbers))}">'

    def after(self, mark: Mark) -> str:
        """Return the sign that stands behind the words and, once a claim, the note for the margin."""
        note = self.note_of(mark)
        place = f"stelle-{note.number}-{len(note.places) + 1}"
        note.places.append(place)
        context = {"note": note, "place": place, "beside": mark.key in self.beside, "language": self.language}
        return render_to_string("parts/claim_sign.html", context).strip()
