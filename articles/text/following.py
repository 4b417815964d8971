"""Follow quotes through an edit, of which both texts are known.

Sentences that nobody touched carry their quotes along. A quote of an edited sentence is looked for only among the
sentences that are new: those that stood in the old text are spoken for. Rather lost than wrong.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process

from .alignment import Word, lay, words_of
from .boundaries import is_inside_word
from .evidence import (
    ANYTHING,
    FOLLOWED,
    LIKENESS,
    SAME_FACTS,
    SHORT,
    SHORT_ONE,
    TOLD_ELSEWHERE,
    Candidate,
    Limits,
    Surroundings,
    best_of,
    share_of_facts,
    tells_of_another,
)
from .folding import Folded
from .pairing import pair
from .sentences import sentences

Span = tuple[int, int]

# Of an edited sentence, so many new ones are compared: those in its place, those that share most words with it.
MOST_SEEDS = 6
# An edited sentence may have become so many more.
MOST_SPLITS = 2
TELLING_WORD = 4
LOOKALIKE = 0.6
MOST_LOOKALIKES = 5
FACTS_OF_MOVED = 0.8


def follow(old_text: str, new_text: str, spans: Sequence[Span]) -> list[Span | None]:
    """Return where the words of each span stand after the edit, or None if they are gone or might be others.

    All offsets are code points, ends exclusive.
    """
    old, new = _Version(old_text), _Version(new_text)
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


class _Version:
    """One state of a text: its sentences, where they stand, how they compare."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = sentences(text)
        self.starts = [start for start, _ in self.places]
        self.ends = [end for _, end in self.places]
        self.keys = [" ".join(Folded.of(text[start:end]).text.split()) for start, end in self.places]
        self._words: dict[int, list[Word]] = {}

    def touched(self, start: int, end: int) -> range:
        """Return the numbers of the sentences that the span touches."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def words(self, numbers: Iterable[int]) -> list[Word]:
        return [word for number in numbers for word in self._words_of(number)]

    def _words_of(self, number: int) -> list[Word]:
        if number not in self._words:
            self._words[number] = words_of(self.text, *self.places[number])
        return self._words[number]


@dataclass(frozen=True, eq=False)
class _Edit:
    """The way from one version to another, and which sentences are the same."""

    old: _Version
    new: _Version
    pairs: dict[int, int]

    @cached_property
    def back(self) -> "_Edit":
        return _Edit(self.new, self.old, {there: here for here, there in self.pairs.items()})

    @cached_property
    def fresh(self) -> list[int]:
        """The sentences of the new version that the old one does not have."""
        taken = set(self.pairs.values())
        return [number for number in range(len(self.new.places)) if number not in taken]

    @cached_property
    def fresh_by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in self.fresh:
            for key in dict.fromkeys(word.key for word in self.new.words([number])):
                found.setdefault(key, []).append(number)
        return found

    def follow(self, start: int, end: int) -> Span | None:
        if not 0 <= start < end <= len(self.old.text):
            return None
        return self._carried(start, end) or self._found(start, end)

    def _carried(self, start: int, end: int) -> Span | None:
        """Return the span if all its sentences stand in the new text as they are, one after the other."""
        quoted = self.old.touched(start, end)
        there = [self.pairs.get(number, -1) for number in quoted]
        if not there or -1 in there or there != list(range(there[0], there[0] + len(there))):
            return None
        shifted = (
            start + self.new.starts[there[0]] - self.old.starts[quoted[0]],
            end + self.new.ends[there[-1]] - self.old.ends[quoted[-1]],
        )
        if self.new.text[slice(*shifted)] == self.old.text[start:end]:
            return shifted
        old, new = self.old.words(quoted), self.new.words(there)
        touched = _touched(old, start, end)
        if len(old) != len(new) or not touched:
            return None
        return self._edges((start, end), old[touched[0]], old[touched[-1]], new[touched[0]], new[touched[-1]])

    def _found(self, start: int, end: int) -> Span | None:
        """Return the span in edited sentences, if the evidence is good enough and the way back leads to the quote."""
        best = best_of(self.candidates(start, end), ANYTHING)
        if best is None or not best.passes(self._limits(start, end, best)) or self._is_of_another(start, end, best):
            return None
        returned = best_of(self.back.candidates(best.start, best.end), ANYTHING)
        return (best.start, best.end) if returned and returned.overlaps(start, end) else None

    def _limits(self, start: int, end: int, found: Candidate) -> Limits:
        """Return what suffices; a whole sentence with the same names and figures needs no other witness."""
        if end - start < SHORT:
            return SHORT_ONE
        ours, theirs = self._sentences(start, end, found)
        return SAME_FACTS if end - start > 0.6 * len(ours) and share_of_facts(ours, theirs) >= 0.8 else FOLLOWED

    def _sentences(self, start: int, end: int, found: Candidate) -> tuple[str, str]:
        """Return the sentences of the quote, and those of what was found."""
        quoted, there = self.old.touched(start, end), self.new.touched(found.start, found.end)
        return " ".join(self.old.keys[number] for number in quoted), " ".join(self.new.keys[number] for number in there)

    def candidates(self, start: int, end: int) -> list[Candidate]:
        """Return the places in edited sentences where the words may stand now."""
        quoted = self.old.touched(start, end)
        edited = self._with_edited_neighbours(quoted)
        words = self.old.words(edited)
        touched = _touched(words, start, end)
        if not touched:
            return []
        first, last = touched[0], touched[-1]
        surroundings = Surroundings.of(self.old.text, start, end)
        found: dict[Span, Candidate] = {}
        for run in self._runs(quoted, words[first : last + 1], len(edited) + MOST_SPLITS):
            laid = lay(words, first, last, self.new.words(run))
            if laid is None:
                continue
            edges = self._edges((start, end), words[first], words[last], laid.first, laid.last)
            if edges not in found or found[edges].share < laid.share:
                agreement = surroundings.agreement(Surroundings.of(self.new.text, *edges))
                found[edges] = Candidate(*edges, laid.share, *agreement)
        return list(found.values())

    def _with_edited_neighbours(self, quoted: range) -> range:
        """Return the quoted sentences, and those beside them that are edited too: the edit may have joined them."""
        before = quoted.start > 0 and quoted.start - 1 not in self.pairs
        after = quoted.stop < len(self.old.places) and quoted.stop not in self.pairs
        return range(quoted.start - before, quoted.stop + after)

    def _runs(self, quoted: range, words: list[Word], longest: int) -> list[range]:
        """Return the runs of new sentences in which the quote may stand."""
        own = {self.pairs[number] for number in quoted if number in self.pairs}
        free = own.union(self.fresh)
        seeds = own.union(self._in_place_of(quoted), self._sharing(words), self._sharing(self.old.words(quoted)))
        runs = set()
        for seed in seeds:
            for first in range(seed, seed - longest, -1):
                if first not in free:
                    break
                runs |= {(first, stop) for stop in range(seed + 1, first + longest + 1)}
        return [range(*run) for run in sorted(runs) if free.issuperset(range(*run))]

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
        while after < len(self.old.places) and after not in self.pairs:
            after += 1
        return self.pairs.get(before, -1), self.pairs.get(after, len(self.new.places))

    def _sharing(self, words: Iterable[Word]) -> list[int]:
        """Return the new sentences that share most of the words."""
        shared: Counter[int] = Counter()
        for word in {word.key: word for word in words if word.weight}.values():
            for number in self.fresh_by_word.get(word.key, ()):
                shared[number] += word.weight
        ranked = sorted(shared, key=lambda number: (-shared[number], number))
        return ranked[:MOST_SEEDS]

    def _edges(self, span: Span, old_first: Word, old_last: Word, first: Word, last: Word) -> Span:
        """Return the edges of the new words, or the places within them if the old span cut its words."""
        start, end = first.start, last.end
        cut_before, cut_after = max(0, span[0] - old_first.start), max(0, old_last.end - span[1])
        if cut_before and self._same(old_first, first):
            start += cut_before
        if cut_after and self._same(old_last, last):
            end -= cut_after
        while not cut_before and is_inside_word(self.new.text, start):
            start -= 1
        while not cut_after and is_inside_word(self.new.text, end):
            end += 1
        return start, end

    def _same(self, old: Word, new: Word) -> bool:
        return self.old.text[old.start : old.end] == self.new.text[new.start : new.end]

    def _is_of_another(self, start: int, end: int, found: Candidate) -> bool:
        """Whether what was found belongs to another sentence: to one like the quoted one, or to a line of its list."""
        quoted, there = self.old.touched(start, end), self.new.touched(found.start, found.end)
        others = [key for number, key in enumerate(self.old.keys) if number not in quoted]
        if not found.passes(TOLD_ELSEWHERE) and any(self.new.keys[number] in others for number in there):
            return True
        ours, theirs = self._sentences(start, end, found)
        if not self._is_in_place(quoted, there) and share_of_facts(ours, theirs) < FACTS_OF_MOVED:
            return True
        alike = process.extract(ours, others, scorer=LIKENESS, score_cutoff=LOOKALIKE, limit=MOST_LOOKALIKES)
        return any(tells_of_another(ours, other, theirs) for other, _, _ in alike)

    def _is_in_place(self, quoted: range, there: range) -> bool:
        left, right = self._gap(quoted)
        return left < there.start and there.stop <= right


def _touched(words: Sequence[Word], start: int, end: int) -> range:
    """Return the numbers of the words that the span touches."""
    return range(bisect_right([word.end for word in words], start), bisect_left([word.start for word in words], end))
