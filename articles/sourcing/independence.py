"""
How many independent origins stand behind a claim, and why: no more than a careful desk would count.

What counts is the piece of evidence at the beginning of a way, not those that pass it on. It counts once for each
side: whoever speaks for the same root (`part_of`) is one origin. Nothing is counted

- from the claimant's own side: nobody bears witness in their own cause;
- that only passes something on (`goes_back_to`), however many do, and whatever stands at the beginning;
- that has vanished: nobody can look it up any more;
- whose source is graded E or whose information is graded 5: the house itself has found them wanting. D and 4 are
  doubts for the reviewer to weigh, F and 6 are the grades before judgement, not bad ones;
- from an anonymous source: no reader can tell whether two of them are one; who needs it, needs an override;
- from an agency or outlet that names no origin, unless somebody has judged this very information (1 to 3): most
  of what media report they have from somebody, and often all from the same. Those that were judged count together
  once.

A document of record carries a verdict alone, if it is an original that would count by the rules above.
For „was it said?“ the claimant's own voice is the best evidence there is and counts as one origin.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from articles.choices import Bearing, Credibility, Reliability, SourceKind, Stance

NEEDED = 2
MEDIA = {SourceKind.AGENCY, SourceKind.OUTLET}
BELIEVED = {Credibility.CONFIRMED, Credibility.PROBABLE, Credibility.POSSIBLE}
UNSTATED = -1  # the one origin that media which name none have together


class Reason(Enum):
    """Why a piece of evidence is no origin of its own."""

    OWN_SIDE = "own_side"
    VANISHED = "vanished"
    RELAY = "relay"
    DISCREDITED = "discredited"
    ANONYMOUS = "anonymous"
    NO_ORIGIN = "no_origin"


@dataclass(frozen=True)
class Source:
    """Who says something, and for whom it speaks."""

    id: int
    name: str
    kind: str = SourceKind.ORGANISATION
    part_of: int | None = None
    reliability: str = Reliability.F


@dataclass(frozen=True)
class Piece:
    """What one source contributes, and from which other piece it has that."""

    id: int
    source: int
    bears_on: str = Bearing.CONTENT
    stance: str = Stance.SUPPORTS
    goes_back_to: int | None = None
    credibility: str = Credibility.UNJUDGED
    is_record: bool = False
    is_vanished: bool = False


@dataclass(frozen=True)
class Origin:
    """One voice: those who speak for it, and those who pass on what they say."""

    key: int
    name: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """Sources that count nothing, or only together with the one they go back to, and why."""

    reason: Reason
    names: tuple[str, ...]
    origin: str = ""
    counts_once: bool = False
    is_claimants: bool = False


@dataclass(frozen=True)
class Count:
    """The independent origins on one side of one question, and who was folded into whom."""

    origins: tuple[Origin, ...] = ()
    records: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def number(self) -> int:
        return len(self.origins)


@dataclass(frozen=True)
class Weighing:
    """All counts of a claim; for each piece why it is no origin, or None where it is one; which are the claimant's."""

    supporting: Count = Count()
    refuting: Count = Count()
    said: Count = Count()
    reasons: dict[int, Reason | None] = field(default_factory=dict)
    origin_of: dict[int, int] = field(default_factory=dict)
    own: frozenset[int] = frozenset()

    @property
    def is_enough(self) -> bool:
        """Whether a verdict that leans „supported“ may rest on this."""
        return self.supporting.number >= NEEDED or bool(self.supporting.records)


def weigh(pieces: Iterable[Piece], sources: Iterable[Source], *, claimant: int | None) -> Weighing:
    """Count the independent origins of a claim; circles and gaps in what is given count nothing and stop nothing."""
    ground = _Ground(pieces, sources, claimant)
    content = [piece for piece in ground.pieces if piece.bears_on == Bearing.CONTENT]
    said = [piece for piece in ground.pieces if piece.bears_on == Bearing.SAID and piece.stance == Stance.SUPPORTS]
    return Weighing(
        supporting=ground.count([piece for piece in content if piece.stance == Stance.SUPPORTS]),
        refuting=ground.count([piece for piece in content if piece.stance == Stance.REFUTES]),
        said=ground.count(said),
        reasons={piece.id: ground.reason(piece) for piece in ground.pieces},
        origin_of={piece.id: ground.origin(ground.end(piece)) for piece in ground.pieces},
        own=frozenset(piece.id for piece in ground.pieces if ground.is_own(piece)),
    )


class _Ground:
    def __init__(self, pieces: Iterable[Piece], sources: Iterable[Source], claimant: int | None) -> None:
        self.sources = {source.id: source for source in sources}
        self.pieces = sorted((piece for piece in pieces if piece.source in self.sources), key=lambda piece: piece.id)
        self.by_id = {piece.id: piece for piece in self.pieces}
        self.own_root = None if claimant is None else self.root(claimant)

    def root(self, source: int) -> int:
        """Return whose voice it is in the end; of a circle, which nobody should have saved, its smallest member."""
        seen: list[int] = []
        while source not in seen:
            seen.append(source)
            known = self.sources.get(source)
            if known is None or known.part_of is None:
                return source
            source = known.part_of
        return min(seen[seen.index(source) :])

    def end(self, piece: Piece) -> Piece:
        """Return the piece at the beginning of the way; the piece itself where the way is a circle or has a gap."""
        seen, here = {piece.id}, piece
        while here.goes_back_to is not None:
            before = self.by_id.get(here.goes_back_to)
            if before is None or before.id in seen:
                return piece
            seen.add(before.id)
            here = before
        return here

    def is_own(self, piece: Piece) -> bool:
        return self.own_root is not None and self.root(piece.source) == self.own_root

    def origin(self, piece: Piece) -> int:
        root = self.root(piece.source)
        known = self.sources.get(root)
        return UNSTATED if known and known.kind in MEDIA and not self.is_own(piece) else root

    def reason(self, piece: Piece) -> Reason | None:
        source, on_content = self.sources[piece.source], piece.bears_on == Bearing.CONTENT
        if on_content and self.is_own(piece):
            return Reason.OWN_SIDE
        if piece.is_vanished:
            return Reason.VANISHED
        if piece.goes_back_to is not None:
            return Reason.RELAY
        if source.reliability == Reliability.E or piece.credibility == Credibility.IMPROBABLE:
            return Reason.DISCREDITED
        if source.kind == SourceKind.ANONYMOUS:
            return Reason.ANONYMOUS
        if on_content and source.kind in MEDIA and piece.credibility not in BELIEVED:
            return Reason.NO_ORIGIN
        return None

    def count(self, pieces: list[Piece]) -> Count:
        counted = [piece for piece in pieces if self.reason(piece) is None]
        groups: dict[int, list[Piece]] = {}
        for piece in counted:
            groups.setdefault(self.origin(piece), []).append(piece)
        origins = [Origin(key, self._name_of(key, group), self._names(group)) for key, group in groups.items()]
        return Count(
            origins=tuple(sorted(origins, key=lambda origin: (origin.name.casefold(), origin.key))),
            records=self._names(piece for piece in counted if piece.is_record),
            left_out=tuple(self._left_out(pieces, counted)),
        )

    def _name_of(self, key: int, group: list[Piece]) -> str:
        names = self._names(group)
        if len(names) == 1 or key not in self.sources:
            return names[0]
        return self.sources[key].name

    def _names(self, pieces: Iterable[Piece]) -> tuple[str, ...]:
        names = {self.sources[piece.source].name for piece in pieces}
        return tuple(sorted(names, key=lambda name: (name.casefold(), name)))

    def _left_out(self, pieces: list[Piece], counted: list[Piece]) -> Iterable[LeftOut]:
        ends = {piece.id for piece in counted}
        relays: dict[tuple[str, bool, bool], list[Piece]] = {}
        others: dict[Reason, list[Piece]] = {}
        for piece in pieces:
            reason, end = self.reason(piece), self.end(piece)
            if reason == Reason.RELAY:
                name = "" if end is piece else self.sources[end.source].name
                own = end is not piece and self.is_own(end)
                relays.setdefault((name, end.id in ends, own), []).append(piece)
            elif reason:
                others.setdefault(reason, []).append(piece)
        for (name, counts, own), group in sorted(relays.items()):
            yield LeftOut(Reason.RELAY, self._names(group), origin=name, counts_once=counts, is_claimants=own)
        for reason in Reason:
            if reason in others:
                yield LeftOut(reason, self._names(others[reason]))
