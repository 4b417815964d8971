"""Lay a quote over a passage word by word: where would it stand there, and how much of it is left?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from .folding import Folded

# Two words of which one may be the other misspelt or inflected.
ALIKE = 0.7
# What is left of a quote in shorter scraps is chance: every passage has a „die“ and an „in“.
SHORTEST_SCRAP = 4
# One letter of a quote weighs as much as so many inserted ones that part it from the rest.
INSERTION = 0.15
LONGEST = 1500

_INNER = r"\w\u0300-\u036f\xad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[{_INNER}]+(?:[-‐‑'’.,:*][{_INNER}]+)*|[^\w\s]")


class Word(NamedTuple):
    """A word or a sign of a text: as compared, where it stands, and how many letters it counts (a sign: none)."""

    key: str
    start: int
    end: int
    weight: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words and signs that stand there."""
    words = (_word(found[0], found.start(), found.end()) for found in _WORD.finditer(text, start, end))
    return [word for word in words if word.key]


def _word(raw: str, start: int, end: int) -> Word:
    key, weight = _folded(raw)
    return Word(key, start, end, weight)


@lru_cache(maxsize=20_000)
def _folded(raw: str) -> tuple[str, int]:
    key = Folded.of(raw).text.lower()
    return key, len(key) if any(map(str.isalnum, key)) else 0


@dataclass(frozen=True)
class Laid:
    """From which to which word a quote would stand, and what is left of it: which share, and both of its ends?"""

    first: Word
    last: Word
    share: float
    has_both_ends: bool


class _Block(NamedTuple):
    """Neighbouring words of the quote, `here` to `here_end`, that are neighbours in the passage too."""

    here: int
    here_end: int
    there: int
    there_end: int
    weight: float


Pairs = dict[int, tuple[int, float]]


def lay(old: Sequence[Word], first: int, last: int, new: Sequence[Word]) -> Laid | None:
    """Return where the words `first` to `last` of the old passage stand in the new one, or None if nowhere."""
    if not new or max(len(old), len(new)) > LONGEST:
        return None
    pairs = _pairs(old, new)
    body = _main_body(_blocks(old, pairs, first, last), old, new)
    if not body:
        return None
    body = _grown(body, old, first, last, new)
    kept = sum(block.weight for block in body if _length(old, block.here, block.here_end) >= SHORTEST_SCRAP)
    kept -= INSERTION * sum(_inserted(left, right, old, new) for left, right in pairwise(body))
    whole = sum(word.weight for word in old[first : last + 1])
    head = _head(old, first, new, pairs, body[0])
    tail = _tail(old, last, new, pairs, body[-1])
    share = max(0.0, kept / whole) if whole else 1.0
    return Laid(new[head], new[tail], share, _has_ends(body, old, first, last))


def _has_ends(body: list[_Block], old: Sequence[Word], first: int, last: int) -> bool:
    """Whether the first and the last word of the quote are left; signs do not count."""
    words = [number for number in range(first, last + 1) if old[number].weight] or [first, last]
    return body[0].here <= words[0] and words[-1] <= body[-1].here_end


def _pairs(old: Sequence[Word], new: Sequence[Word]) -> Pairs:
    """Return which word of the old passage is which of the new one, and how alike the two are."""
    pairs: Pairs = {}
    here = there = 0
    for block in Indel.opcodes([word.key for word in old], [word.key for word in new]).as_matching_blocks():
        _pair_alike(old, here, block.a, new, there, block.b, pairs)
        pairs |= {block.a + step: (block.b + step, 1.0) for step in range(block.size)}
        here, there = block.a + block.size, block.b + block.size
    return pairs


def _pair_alike(
    old: Sequence[Word], here: int, here_end: int, new: Sequence[Word], there: int, there_end: int, pairs: Pairs
) -> None:
    """Add the misspelt and inflected words between two stretches that are equal."""
    for number in range(here, here_end):
        if old[number].weight < SHORTEST_SCRAP or there == there_end:
            continue
        alike = [(Indel.normalized_similarity(old[number].key, new[at].key), -at) for at in range(there, there_end)]
        likeness, at = max(alike)
        if likeness >= ALIKE:
            pairs[number] = (-at, likeness)
            there = 1 - at


def _blocks(old: Sequence[Word], pairs: Pairs, first: int, last: int) -> list[_Block]:
    blocks: list[_Block] = []
    for here in range(first, last + 1):
        if here not in pairs:
            continue
        there, likeness = pairs[here]
        weight = old[here].weight * likeness
        if blocks and blocks[-1].here_end == here - 1 and blocks[-1].there_end == there - 1:
            weight += blocks[-1].weight
            blocks[-1] = blocks[-1]._replace(here_end=here, there_end=there, weight=weight)
        else:
            blocks.append(_Block(here, here, there, there, weight))
    return blocks


def _main_body(blocks: list[_Block], old: Sequence[Word], new: Sequence[Word]) -> list[_Block]:
    """Return the blocks that belong together; a scrap far off from the rest is chance."""
    best, best_weight, begin, weight = (0, 0), -1.0, 0, 0.0
    for number, block in enumerate(blocks):
        if number:
            weight -= _inserted(blocks[number - 1], block, old, new) * INSERTION
        if weight <= 0:
            begin, weight = number, 0.0
        weight += block.weight
        if weight > best_weight:
            best, best_weight = (begin, number + 1), weight
    return blocks[slice(*best)]


def _grown(body: list[_Block], old: Sequence[Word], first: int, last: int, new: Sequence[Word]) -> list[_Block]:
    """Return the blocks with the words beside them that are equal too, but were paired with others farther off."""
    head, tail = body[0], body[-1]
    while head.here > first and head.there > 0 and old[head.here - 1].key == new[head.there - 1].key:
        weight = head.weight + old[head.here - 1].weight
        head = head._replace(here=head.here - 1, there=head.there - 1, weight=weight)
    if len(body) == 1:
        tail = head
    while tail.here_end < last and tail.there_end + 1 < len(new):
        word = old[tail.here_end + 1]
        if word.key != new[tail.there_end + 1].key:
            break
        tail = tail._replace(here_end=tail.here_end + 1, there_end=tail.there_end + 1, weight=tail.weight + word.weight)
    return [tail] if len(body) == 1 else [head, *body[1:-1], tail]


def _inserted(left: _Block, right: _Block, old: Sequence[Word], new: Sequence[Word]) -> int:
    """Return how many letters more there are between two blocks than there were."""
    before = old[right.here].start - old[left.here_end].end
    return max(0, new[right.there].start - new[left.there_end].end - before)


def _head(old: Sequence[Word], first: int, new: Sequence[Word], pairs: Pairs, block: _Block) -> int:
    """Return the first word of the quote in the new passage: its own, or what took its place behind the word before."""
    if block.here == first:
        return block.there
    room = _room_for(old[block.here].start - old[first].start)
    for at in range(block.there - 1, -1, -1):
        if new[at].key == old[first].key:
            return at
        if first and (new[at].key == old[first - 1].key or pairs.get(first - 1, (-1,))[0] == at):
            return at + 1
        if new[block.there].start - new[at].start > room:
            return block.there
    return block.there if first else 0


def _tail(old: Sequence[Word], last: int, new: Sequence[Word], pairs: Pairs, block: _Block) -> int:
    """Return the last word of the quote in the new passage, likewise."""
    if block.here_end == last:
        return block.there_end
    room = _room_for(old[last].end - old[block.here_end].end)
    for at in range(block.there_end + 1, len(new)):
        if new[at].key == old[last].key:
            return at
        if last + 1 < len(old) and (new[at].key == old[last + 1].key or pairs.get(last + 1, (-1,))[0] == at):
            return at - 1
        if new[at].end - new[block.there_end].end > room:
            return block.there_end
    return block.there_end if last + 1 < len(old) else len(new) - 1


def _room_for(letters: int) -> int:
    """Return how long the words may be that took the place of others."""
    return 2 * letters + 12


def _length(words: Sequence[Word], first: int, last: int) -> int:
    return words[last].end - words[first].start
