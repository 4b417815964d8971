"""Weigh what speaks for it that words in one text are the words that were quoted in another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from .folding import Folded

CONTEXT = 32
SHORTEST_WITNESS = 8
EDGE_OF_FIELD = 0.7

# Points of 100 by which a place must be better than any other.
CLEAR_LEAD = 6
# Shorter quotes are no more than a name or a figure with a word or two; they stand anywhere.
SHORT = 25

# What suffices: share of the quote that is left, agreement of the better and of the worse side of its surroundings.
Limits = Sequence[tuple[float, float, float]]
FOLLOWED: Limits = ((0.88, 0, 0), (0.75, 0.55, 0), (0.55, 0.66, 0), (0.45, 0.7, 0.7))
SEARCHED: Limits = ((0.97, 0.66, 0), (0.8, 0.72, 0), (0.6, 0.85, 0), (0.45, 0.8, 0.8))
SHORT_FOLLOWED: Limits = ((1, 0.8, 0), (1, 0.7, 0.55), (0.6, 0.8, 0.8))
SURE_OF_SHORT: Limits = ((0.5, 0.8, 0.8),)
SHORT_SEARCHED: Limits = ((1, 0.9, 0.3), (1, 0.7, 0.7), *SURE_OF_SHORT)
SURE_OF_PLACE: Limits = ((0.8, 0.8, 0.8),)
TOLD_ELSEWHERE: Limits = ((0, 0.66, 0.66),)
SAME_FACTS: Limits = ((0.75, 0, 0), *FOLLOWED)

MOST_OF_IT = 0.7

# A line of a list that lost so much of what told it from the other lines is another line.
LOOKALIKE = 0.6
MOST_LOOKALIKES = 5
MOST_FIGURES = 0.6
MOST_NAMES = 0.5
ALIKE = 0.8
LIKENESS = Indel.normalized_similarity

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"\b[^\W\d_a-zß-ÿ]\w+")


@dataclass(frozen=True)
class Surroundings:
    """The text before and after a quote, with plain typography; shorter than CONTEXT only at the field's edges."""

    before: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Surroundings":
        # Twice as much, because folding may shorten it.
        before, after = text[max(0, start - 2 * CONTEXT) : start], text[end : end + 2 * CONTEXT]
        return cls(_folded(before)[-CONTEXT:], _folded(after)[:CONTEXT])

    def agreement(self, found: "Surroundings") -> tuple[float, float]:
        """Return from 0 to 1 how far the text before and the text after is the same."""
        return _agreement(self.before[::-1], found.before[::-1]), _agreement(self.after, found.after)


def _folded(text: str) -> str:
    return Folded.of(text).text.replace("\n", " ")


def _agreement(stored: str, found: str) -> float:
    if len(stored) >= SHORTEST_WITNESS:
        return Indel.normalized_similarity(stored, found[: len(stored)])
    # So short a witness says something only at the edge of the field.
    return EDGE_OF_FIELD * Indel.normalized_similarity(stored, found) if len(found) < CONTEXT else 0.0


@dataclass(frozen=True)
class Candidate:
    """A place where the quote may stand: what share of it is left, how far its surroundings agree."""

    start: int
    end: int
    share: float
    before: float
    after: float
    has_both_ends: bool = True

    @property
    def score(self) -> float:
        return 50 * self.share + 25 * self.before + 25 * self.after

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end

    def swallows(self, other: "Candidate") -> bool:
        """Whether this is the other place, where the quote stands from end to end, and a sentence more."""
        if not other.has_both_ends or other.share < MOST_OF_IT:
            return False
        grown = (self.end - self.start) - (other.end - other.start)
        return grown > CONTEXT and self.start <= other.start and other.end <= self.end

    def passes(self, limits: Limits) -> bool:
        weaker, stronger = sorted((self.before, self.after))
        return any(self.share >= share and stronger >= better and weaker >= worse for share, better, worse in limits)


def best_of(candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the likeliest place if it is clearly likelier than every other."""
    candidates = list(candidates)
    standing = [place for place in candidates if not any(place.swallows(other) for other in candidates)]
    ranked = sorted(standing, key=lambda place: (-place.score, place.start, place.end))
    if not ranked:
        return None
    best = ranked[0]
    rival = next((other for other in ranked if not other.overlaps(best.start, best.end)), None)
    return None if rival and best.score - rival.score < CLEAR_LEAD else best


def lookalikes(sentence: str, others: Sequence[str]) -> list[str]:
    """Return the sentences of the same build, such as the other lines of a list."""
    found = process.extract(sentence, others, scorer=LIKENESS, score_cutoff=LOOKALIKE, limit=MOST_LOOKALIKES)
    return [other for other, _, _ in found]


def tells_of_another(old: str, lookalike: str, new: str, *, fewest: int = 2) -> bool:
    """Whether what told a sentence from its look-alike is gone: most figures and at least half of the names.

    Where so few as `fewest` names and figures told them apart, one that differs was not just put right.
    """
    told = [_missing(facts, lookalike) for facts in (_figures(old), _names(old))]
    if len(told[0]) + len(told[1]) < fewest:
        return False
    figures, names = (_missing(facts, new) for facts in told)
    return len(figures) >= MOST_FIGURES * len(told[0]) and len(names) >= MOST_NAMES * len(told[1])


def share_of_facts(old: str, new: str) -> float:
    """Return how many of a sentence's names and figures are left."""
    facts = _figures(old) | _names(old)
    return 1 - len(_missing(facts, new)) / len(facts) if facts else 1.0


def has_figures(old: str, new: str) -> bool:
    """Whether all figures of a sentence are left."""
    return not _missing(_figures(old), new)


def has_names(old: str, new: str) -> bool:
    """Whether all names of a sentence are left; in German, all nouns look like one."""
    return not _missing(_names(old), new)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def _names(text: str) -> set[str]:
    return set(_NAME.findall(text))


def _missing(words: Iterable[str], text: str) -> set[str]:
    """Return the words that the text does not have, not even misspelt."""
    others = _WORD.findall(text.lower())
    return {word for word in words if not process.extractOne(word.lower(), others, scorer=LIKENESS, score_cutoff=ALIKE)}
