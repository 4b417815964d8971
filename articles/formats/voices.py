"""Who says it, who passes it on, who confirms or denies it: the voices of a claim for the drawing of its sources."""

from typing import Any

from django.utils.translation import gettext as _

from articles.choices import Bearing, Stance
from articles.formats.chain_drawing import Drawing, Voice, draw
from articles.models import Claim, Evidence
from articles.sourcing.independence import Reason, Weighing

NARROW, WIDE = 340, 800
CLAIMANT = "claimant"
ORDER = ["claimant", "own", "origin", "folded", "relay", "context", "uncounted"]


def drawn(claim: Claim, evidence: list[Evidence], weighing: Weighing) -> dict[str, Any]:
    """Return the drawing of a claim's sources for a phone and for a desk, and the same as a list."""
    voices = voices_of(claim, evidence, weighing)
    names = {voice.key: voice.name for voice in voices}
    drawings: dict[str, Drawing] = {
        "narrow": draw(voices, width=NARROW, spread=False),
        "wide": draw(voices, width=WIDE, spread=True),
    }
    rows = [{"voice": voice, "parent": names.get(voice.parent or "", "")} for voice in voices]
    return {"drawings": drawings, "rows": rows, "counts": len(voices)}


def voices_of(claim: Claim, evidence: list[Evidence], weighing: Weighing) -> list[Voice]:
    """Return each voice once: the claimant's side first, then the origins, each followed by those who have it there."""
    hand = _Hand(claim, evidence, weighing)
    for piece in evidence:
        hand.place(piece)
    # A stable sort: within a kind the voices stay in the order in which their evidence came to us.
    return sorted(hand.voices.values(), key=lambda voice: ORDER.index(voice.kind))


class _Hand:
    def __init__(self, claim: Claim, evidence: list[Evidence], weighing: Weighing) -> None:
        self.claim, self.weighing = claim, weighing
        self.known = {piece.pk: piece for piece in evidence}
        self.heads = _heads(evidence, weighing)
        self.numbers = {key: number for number, key in enumerate(self.heads, start=1)}
        self.placed: dict[int, str] = {}
        name = str(claim.claimant.public_name) if claim.claimant else _("nicht bekannt")
        self.voices: dict[Any, Voice] = {CLAIMANT: Voice(CLAIMANT, name, _("sagt es"), "claimant")}

    def place(self, piece: Evidence, seen: frozenset[int] = frozenset()) -> str:
        """Give the piece its voice, after those that it goes back to; return the voice's key."""
        if piece.pk in self.placed:
            return self.placed[piece.pk]
        before = self.known.get(piece.goes_back_to_id)
        parent = self.place(before, seen | {piece.pk}) if before and before.pk not in seen | {piece.pk} else None
        if piece.source_id == self.claim.claimant_id and parent is None:
            self.placed[piece.pk] = CLAIMANT
            return CLAIMANT
        part, kind, parent, is_folded = self._part(piece, parent)
        mark = (piece.source_id, parent, part)
        if mark not in self.voices:
            name = str(piece.source.public_name)
            self.voices[mark] = Voice(f"piece-{piece.pk}", name, part, kind, parent, is_folded)
        self.placed[piece.pk] = self.voices[mark].key
        return self.placed[piece.pk]

    def _part(self, piece: Evidence, parent: str | None) -> tuple[str, str, str | None, bool]:
        """Return the words, the kind of mark, the parent, and whether it is one with its parent."""
        reason = self.weighing.reasons[piece.pk]
        if piece.pk in self.weighing.own:
            return _("spricht für dieselbe Seite"), "own", parent or CLAIMANT, False
        if parent is not None:
            return _relayed(piece), "relay", parent, False
        if piece.bears_on == Bearing.SAID:
            return _passed_on(piece), "relay", CLAIMANT, False
        words = {Stance.SUPPORTS: _("bestätigt es"), Stance.REFUTES: _("widerspricht")}.get(piece.stance)
        if words is None:
            return _("ordnet es ein"), "context", None, False
        if reason is not None:
            return f"{words}, {_uncounted(reason)}", "uncounted", None, False
        key = (piece.stance, self.weighing.origin_of[piece.pk])
        head = self.heads[key]
        if head.source_id != piece.source_id:
            own = _("%(part)s, zählt mit Ursprung %(number)s zusammen einmal")
            return own % {"part": words, "number": self.numbers[key]}, "folded", self.place(head), True
        return _("%(part)s · Ursprung %(number)s") % {"part": words, "number": self.numbers[key]}, "origin", None, False


def _heads(evidence: list[Evidence], weighing: Weighing) -> dict[tuple[str, int], Evidence]:
    """Return the first piece of each origin, those in favour first."""
    heads: dict[tuple[str, int], Evidence] = {}
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        for piece in evidence:
            counts = piece.bears_on == Bearing.CONTENT and piece.stance == stance and not weighing.reasons[piece.pk]
            if counts and piece.pk not in weighing.own:
                heads.setdefault((stance.value, weighing.origin_of[piece.pk]), piece)
    return heads


def _relayed(piece: Evidence) -> str:
    if piece.bears_on == Bearing.SAID:
        return _passed_on(piece)
    if piece.stance == Stance.CONTEXT:
        return _("ordnet es nach anderen ein")
    return _("gibt es nur weiter")


def _passed_on(piece: Evidence) -> str:
    if piece.stance == Stance.REFUTES:
        return _("bestreitet, dass es gesagt wurde")
    return _("gibt es wieder")


def _uncounted(reason: Reason) -> str:
    return {
        Reason.VANISHED: _("zählt nicht: nicht mehr auffindbar"),
        Reason.DISCREDITED: _("zählt nicht: zu wenig verlässlich"),
        Reason.ANONYMOUS: _("zählt nicht: anonym"),
        Reason.NO_ORIGIN: _("zählt nicht: Herkunft unklar"),
    }.get(reason, _("zählt nicht"))
