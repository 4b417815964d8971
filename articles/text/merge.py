"""Bring together what two people made of the same text: the version both had read, mine and theirs.

What only one of them changed is taken; what both changed differently is a clash, told with all three
versions. No word that somebody added is in neither the merged value nor a clash.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from .blocks import join_html, split_html

# Two new paragraphs that share this much may be the same news, written twice.
ALIKE = 0.3
# Beyond this many comparisons, paragraphs rewritten in one go are paired in their order.
MOST_PAIRS = 2500
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Clash:
    """What two people made of the same place; `before` is None where nobody knows what they had read."""

    before: Any
    mine: Any
    theirs: Any

    @property
    def shown(self) -> Any:
        """Return what stands in the merged value until it is settled: no words are hidden by an empty place."""
        return self.mine or self.theirs


@dataclass(frozen=True)
class Merged:
    value: Any
    clashes: tuple[Clash, ...] = ()


def merge_field(before: Any, mine: Any, theirs: Any, *, is_known: bool = True) -> Merged:
    """Return the side that changed, as a whole; without `is_known`, `before` says nothing."""
    if mine == theirs or (is_known and mine == before):
        return Merged(theirs)
    if is_known and theirs == before:
        return Merged(mine)
    return Merged(mine, (Clash(before, mine, theirs),))


def merge_html(before: str | None, mine: str, theirs: str) -> Merged:
    """Merge cleaned HTML by its outermost blocks."""
    return _merge_text(before, mine, theirs, split_html, join_html)


def merge_lines(before: str | None, mine: str, theirs: str) -> Merged:
    """Merge a text of several lines by its lines."""
    return _merge_text(before, mine, theirs, split_lines, join_lines)


def merge_set(before: Iterable[Any] | None, mine: Iterable[Any], theirs: Iterable[Any]) -> Merged:
    """Merge sets, kept as sorted lists: what either side took out is out, what either put in is in."""
    ours, stored = set(mine), set(theirs)
    if before is None:
        return merge_field(None, sorted(ours), sorted(stored), is_known=False)
    read = set(before)
    return Merged(sorted((ours & stored) | (ours - read) | (stored - read)))


def split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n") if text else []


def join_lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def put_in_place(text: str, old: str, new: str, *, is_html: bool) -> str | None:
    """Return the text with `new` where the blocks of `old` stand, or None if they stand nowhere or twice."""
    split, join = (split_html, join_html) if is_html else (split_lines, join_lines)
    blocks, wanted = split(text), split(old)
    size = len(wanted)
    starts = [start for start in range(len(blocks) - size + 1) if blocks[start : start + size] == wanted]
    if not wanted or len(starts) != 1:
        return None
    return join([*blocks[: starts[0]], *split(new), *blocks[starts[0] + size :]])


Split = Callable[[str], list[str]]
Join = Callable[[Iterable[str]], str]


def _merge_text(before: str | None, mine: str, theirs: str, split: Split, join: Join) -> Merged:
    if mine in (theirs, before):
        return Merged(theirs)
    if theirs == before:
        return Merged(mine)
    ours, stored = split(mine), split(theirs)
    parts = _two_way(ours, stored) if before is None else _three_way(split(before), ours, stored)
    clashes = tuple(
        Clash(None if part.before is None else join(part.before), join(part.mine), join(part.theirs))
        for part in parts
        if isinstance(part, Clash)
    )
    blocks = list(chain.from_iterable(part.shown if isinstance(part, Clash) else part for part in parts))
    if _says_twice(blocks, ours, stored):
        return Merged(mine, (Clash(before, mine, theirs),))
    return Merged(join(blocks), clashes)


def _two_way(mine: list[str], theirs: list[str]) -> list[Any]:
    parts: list[Any] = []
    for tag, start, end, their_start, their_end in SequenceMatcher(None, mine, theirs).get_opcodes():
        ours, stored = mine[start:end], theirs[their_start:their_end]
        parts.append(ours if tag == "equal" else Clash(None, ours, stored))
    return parts


def _three_way(before: list[str], mine: list[str], theirs: list[str]) -> list[Any]:
    ours, stored = _Edit(before, mine), _Edit(before, theirs)
    parts: list[Any] = [_inserted(ours, stored, 0)]
    for place, block in enumerate(before):
        parts.append(_both([block], ours.blocks[place], stored.blocks[place]))
        parts.append(_inserted(ours, stored, place + 1))
    return parts


class _Edit:
    """An edit, told block by block: what became of each block, and what was put in before it or at the end.

    All of it in order is the edited text again, however well or badly the blocks were paired.
    """

    def __init__(self, before: list[str], after: list[str]) -> None:
        self.before = before
        self.blocks: list[list[str]] = [[block] for block in before]
        self.gaps: list[list[str]] = [[] for _ in range(len(before) + 1)]
        for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
            if tag == "insert":
                self.gaps[start] = after[new_start:new_end]
            elif tag != "equal":
                self.blocks[start:end] = _paired(before[start:end], after[new_start:new_end])

    def leaves_alone(self, place: int) -> bool:
        is_there = 0 <= place < len(self.before)
        return not is_there or self.blocks[place] == [self.before[place]]


def _both(before: list[str], mine: list[str], theirs: list[str]) -> list[str] | Clash:
    if mine in (theirs, before):
        return theirs
    return mine if theirs == before else Clash(before, mine, theirs)


def _inserted(ours: _Edit, stored: _Edit, gap: int) -> list[str] | Clash:
    """Keep both insertions, what is stored first, only if nothing around them moves and they are not alike."""
    mine, theirs = ours.gaps[gap], stored.gaps[gap]
    if not mine or not theirs or mine == theirs:
        return mine or theirs
    is_calm = bool(ours.before) and all(edit.leaves_alone(place) for edit in (ours, stored) for place in (gap - 1, gap))
    is_new = is_calm and not any(likeness(one, other) >= ALIKE for one in mine for other in theirs)
    return [*theirs, *mine] if is_new else Clash([], mine, theirs)


def _paired(old: list[str], new: list[str]) -> list[list[str]]:
    """Share the new blocks out among the old ones they replace, in order, like to like."""
    shares: list[list[str]] = [[] for _ in old]
    owner = 0
    partners = _partners(old, new)
    for place, block in enumerate(new):
        owner = max(owner, partners.get(place, owner))
        shares[owner].append(block)
    return shares


def _partners(old: list[str], new: list[str]) -> dict[int, int]:
    """Return, for new blocks, the old block each grew out of: the pairing with the most likeness in all."""
    if len(old) * len(new) > MOST_PAIRS:
        return {place: place for place in range(min(len(old), len(new)))}
    like = [[likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    partners, i, j = {}, 0, 0
    while i < len(old) and j < len(new):
        if like[i][j] and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            partners[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return partners


def likeness(one: str, other: str) -> float:
    """Return which share of their words two blocks have in common."""
    ours, stored = _words(one), _words(other)
    return len(ours & stored) / max(len(ours | stored), 1)


def _words(block: str) -> set[str]:
    return set(_WORD.findall(_TAG.sub(" ", block).casefold()))


def _says_twice(merged: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a block stands there more often than either side wants it: moved to two places, for one."""
    ours, stored = Counter(mine), Counter(theirs)
    return any(number > max(ours[block], stored[block]) for block, number in Counter(merged).items() if _words(block))
