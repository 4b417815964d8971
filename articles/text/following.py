"""Follow quotes through an edit, of which both texts are known.

Sentences that nobody touched carry their quotes along. A quote of an edited sentence is looked for only among the
sentences that are new: those that stood in the old text are spoken for. Rather lost than wrong.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .evidence import (
    FOLLOWED,
    SAME_FACTS,
    SHORT,
    SHORT_FOLLOWED,
    TOLD_ELSEWHERE,
    Candidate,
    Limits,
    Surroundings,
    best_of,
    has_figures,
    lookalikes,
    share_of_facts,
    tells_of_another,
)
from .pairing import pair
from .quotes import Quote
from .version import Index, Span, Version, runs_with

# Of an edited sentence, so many new ones are compared: those in its place, those that share most words with it.
MOST_SEEDS = 6
# An edited sentence may have become so many more.
MOST_SPLITS = 2
# Between the sentences of a quote, so many new ones may have been put.
MOST_PUT_BETWEEN = 2
# A sentence that was edited and moved as well must still name the same things and figures.
FACTS_OF_MOVED = 0.85
WHOLE_SENTENCE = 0.6


def follow(old_text: str, new_text: str, spans: Sequence[Span]) -> list[Span | None]:
    """Return where the words of each span stand after the edit, or None if they are gone or might be others.

    All offsets are code points, ends exclusive.
    """
    old, new = Version(old_text), Version(new_text)
    edit = _Edit(old, new, pair(old.keys, new.keys))
    return _without_collisions(spans, [edit.follow(*span) for span in spans])


def _without_collisions(old: Sequence[Span], new: Sequence[Span | None]) -> list[Span | None]:
    """Return the new spans; where two that were apart now overlap, at least one is wrong, so both are lost."""
    placed = sorted((span, old[number], number) for number, span in enumerate(new) if span)
    lost = set()
    for at, (span, was, number) in enumerate(placed):
        for other, other_was, other_number in placed[at + 1 :]:
            if other[0] >= span[1]:
                break
            if was[1] <= other_was[0] or other_was[1] <= was[0]:
                lost |= {number, other_number}
    return [None if number in lost else span for number, span in enumerate(new)]


@dataclass(frozen=True, eq=False)
class _Edit:
    """The way from one version to another, and which sentences stayed as they were."""

    old: Version
    new: Version
    pairs: dict[int, int]

    @cached_property
    def back(self) -> "_Edit":
        return _Edit(self.new, self.old, {there: here for here, there in self.pairs.items()})

    @cached_property
    def fresh(self) -> list[int]:
        """The sentences of the new version that the old one does not have."""
        taken = set(self.pairs.values())
        return [number for number in range(len(self.new)) if number not in taken]

    @cached_property
    def index(self) -> Index:
        return Index(self.new, self.fresh)

    def follow(self, start: int, end: int) -> Span | None:
        if not 0 <= start < end <= len(self.old.text):
            return None
        return self._carried(start, end) or self._found(start, end)

    def _carried(self, start: int, end: int) -> Span | None:
        """Return the span if all its sentences stand in the new text as they are, in order and not torn apart."""
        quoted = self.old.touched(start, end)
        there = [self.pairs.get(number, -1) for number in quoted]
        if not there or not self._stand_together(there):
            return None
        shifted = (
            start + self.new.starts[there[0]] - self.old.starts[quoted[0]],
            end + self.new.ends[there[-1]] - self.old.ends[quoted[-1]],
        )
        if self.new.text[slice(*shifted)] == self.old.text[start:end]:
            return shifted
        quote, words = self._quote(start, end, quoted), self.new.words(there)
        if quote is None or len(quote.words) != len(words):
            return None
        return quote.edges(self.new.text, words[quote.first], words[quote.last])

    def _stand_together(self, there: list[int]) -> bool:
        """Whether these new sentences follow each other, with no more between them than a new one or two."""
        if -1 in there or there != sorted(there):
            return False
        between = set(range(there[0], there[-1])).difference(there)
        return len(between) <= MOST_PUT_BETWEEN and between.issubset(self.fresh)

    def _found(self, start: int, end: int) -> Span | None:
        """Return the span in edited sentences, if the evidence is good enough and the way back leads to the quote."""
        best = best_of(self._candidates(start, end))
        if best is None or not best.passes(self._limits(start, end, best)) or self._is_of_another(start, end, best):
            return None
        returned = best_of(self.back._candidates(best.start, best.end))
        return (best.start, best.end) if returned and returned.overlaps(start, end) else None

    def _candidates(self, start: int, end: int) -> list[Candidate]:
        """Return the places in edited sentences where the words may stand now."""
        quoted = self.old.touched(start, end)
        edited = self._with_edited_neighbours(quoted)
        quote = self._quote(start, end, edited)
        if quote is None:
            return []
        own = {self.pairs[number] for number in quoted if number in self.pairs}
        alike = self.index.sharing(quote.own_words, MOST_SEEDS) + self.index.sharing(quote.words, MOST_SEEDS)
        seeds = own.union(self._in_place_of(quoted), alike)
        return quote.candidates(self.new, runs_with(seeds, own.union(self.fresh), len(edited) + MOST_SPLITS))

    def _quote(self, start: int, end: int, numbers: range) -> Quote | None:
        return Quote.of(self.old.words(numbers), start, end, Surroundings.of(self.old.text, start, end))

    def _with_edited_neighbours(self, quoted: range) -> range:
        """Return the quoted sentences, and those beside them that are edited too: the edit may have joined them."""
        before = quoted.start > 0 and quoted.start - 1 not in self.pairs
        after = quoted.stop < len(self.old) and quoted.stop not in self.pairs
        return range(quoted.start - before, quoted.stop + after)

    def _in_place_of(self, quoted: range) -> list[int]:
        """Return the new sentences that stand where the quoted ones stood, if those are few."""
        left, right = self._gap(quoted)
        place = self.fresh[bisect_right(self.fresh, left) : bisect_left(self.fresh, right)]
        return place if len(place) <= MOST_SEEDS else []

    def _gap(self, quoted: range) -> Span:
        """Return the new places of the nearest sentences before and after that stayed as they were."""
        before, after = quoted.start - 1, quoted.stop
        while before >= 0 and before not in self.pairs:
            before -= 1
        while after < len(self.old) and after not in self.pairs:
            after += 1
        return self.pairs.get(before, -1), self.pairs.get(after, len(self.new))

    def _limits(self, start: int, end: int, found: Candidate) -> Limits:
        """Return what suffices; a whole sentence that names the same things and figures needs no other witness."""
        if end - start < SHORT:
            return SHORT_FOLLOWED
        ours, theirs = self._sentences(start, end, found)
        is_whole = end - start > WHOLE_SENTENCE * len(ours)
        return SAME_FACTS if is_whole and share_of_facts(ours, theirs) >= FACTS_OF_MOVED else FOLLOWED

    def _is_of_another(self, start: int, end: int, found: Candidate) -> bool:
        """Whether what was found belongs to another sentence: to one like the quoted one, or to a line of its list."""
        quoted, there = self.old.touched(start, end), self.new.touched(found.start, found.end)
        others = [key for number, key in enumerate(self.old.keys) if number not in quoted]
        if not found.passes(TOLD_ELSEWHERE) and any(self.new.keys[number] in others for number in there):
            return True
        ours, theirs = self._sentences(start, end, found)
        left, right = self._gap(quoted)
        is_in_place = left < there.start and there.stop <= right
        if not is_in_place and not (has_figures(ours, theirs) and share_of_facts(ours, theirs) >= FACTS_OF_MOVED):
            return True
        return any(tells_of_another(ours, other, theirs) for other in lookalikes(ours, others))

    def _sentences(self, start: int, end: int, found: Candidate) -> tuple[str, str]:
        """Return the sentences of the quote, and those of what was found."""
        return self.old.joined(self.old.touched(start, end)), self.new.joined(self.new.touched(found.start, found.end))
