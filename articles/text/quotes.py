"""Find a quote by its words and by the text around it, the only witness that they are the same words.

Rather none than the wrong place. The limits are strict because of lists and twins: lines that differ by a
name, sentences that are told twice and of which one was deleted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .boundaries import is_inside_word

CONTEXT = 32

# A quote this long is hardly ever told twice in the same words.
LONG_ENOUGH_ALONE = 80
# Shorter ones are no more than a name or a figure with a word or two.
LONG_ENOUGH_FOR_WEAK_CONTEXT = 25
SHORTEST_WITNESS = 8
EDGE_OF_FIELD = 0.7
CLEAR_LEAD = 0.24
MOST_TWINS = 50

_SENTENCE_END = re.compile(r"""[.!?…]+["')\]]*(?:\s+|$)|\n""")
_WORD = re.compile(r"\w+")
_ENDS_SENTENCE = re.compile(r"""[.!?…]["')\]]*$""")


@dataclass(frozen=True)
class _Hit:
    """A place where the words stand, and how far the text around it agrees (0 to 1)."""

    place: int
    before: float
    after: float

    @property
    def score(self) -> float:
        return self.before + self.after


@dataclass(frozen=True)
class Quote:
    prefix: str
    exact: str
    suffix: str

    def place_in(self, text: str) -> int | None:
        """Return where the quote begins, if one place is clearly better than any other and good enough."""
        places = list(self._places_in(text))
        if len(places) > MOST_TWINS:
            places = [place for place in places if self._has_same_context(text, place)]
        hits = sorted((self._hit(text, place) for place in places), key=lambda hit: hit.score, reverse=True)
        if not hits or (len(hits) > 1 and hits[0].score - hits[1].score < CLEAR_LEAD):
            return None
        place = hits[0].place
        is_same = self._is_convincing(hits[0], is_alone=len(places) == 1) and self._has_same_neighbours(text, place)
        return place if is_same else None

    def _places_in(self, text: str) -> Iterator[int]:
        """Yield where the words stand, cut from their surroundings as they were when marked."""
        start, end = len(self.prefix), len(self.prefix) + len(self.exact)
        whole = self.prefix + self.exact + self.suffix
        cuts = is_inside_word(whole, start), is_inside_word(whole, end)
        place = text.find(self.exact) if self.exact.strip() else -1
        while place >= 0:
            if (is_inside_word(text, place), is_inside_word(text, place + len(self.exact))) == cuts:
                yield place
            place = text.find(self.exact, place + 1)

    def _around(self, text: str, place: int) -> tuple[str, str]:
        end = place + len(self.exact)
        return text[max(0, place - len(self.prefix)) : place], text[end : end + len(self.suffix)]

    def _has_same_context(self, text: str, place: int) -> bool:
        return self._around(text, place) == (self.prefix, self.suffix)

    def _hit(self, text: str, place: int) -> _Hit:
        before, after = self._around(text, place)
        begins = place == len(before)
        ends = place + len(self.exact) + len(after) == len(text)
        return _Hit(
            place,
            _agreement(self.prefix, before, at_edge=begins),
            _agreement(self.suffix, after, at_edge=ends),
        )

    @property
    def is_short(self) -> bool:
        return len(self.exact) < LONG_ENOUGH_FOR_WEAK_CONTEXT

    def _whole_words_around(self) -> list[str]:
        """Return the words of the same sentence, without those that the ends of the context may have cut."""
        uncut = self.prefix.partition(" ")[2], self.suffix.rpartition(" ")[0]
        before, after = (
            part if len(whole) >= CONTEXT else whole
            for part, whole in zip(uncut, (self.prefix, self.suffix), strict=True)
        )
        left, right = _sentence_around(before, self.exact, after)
        return left + right

    def _is_convincing(self, hit: _Hit, *, is_alone: bool) -> bool:
        weaker, stronger = sorted((hit.before, hit.after))
        if self.is_short:
            return stronger >= 0.8 or (stronger >= 0.7 and weaker >= 0.55)
        return stronger >= 0.66 or (is_alone and len(self.exact) >= LONG_ENOUGH_ALONE)

    def _has_same_neighbours(self, text: str, place: int) -> bool:
        """Whether the words next to it are the same: what is said of Mitte is not said of Pankow.

        A short quote says too little by itself: its sentence must still name the same things and figures.
        """
        end = place + len(self.exact)
        then = _sentence_around(self.prefix, self.exact, self.suffix)
        now = _sentence_around(text[max(0, place - 2 * CONTEXT) : place], self.exact, text[end : end + 2 * CONTEXT])
        before, after = (then[0][-1:], now[0][-1:]), (then[1][:1], now[1][:1])
        if self.is_short:
            names = {word for word in self._whole_words_around() if not word[0].islower()}
            return before[0] == before[1] and after[0] == after[1] and names <= {*now[0], *now[1]}
        return all(one == other or not (one and other) for one, other in (before, after))


def _agreement(stored: str, found: str, *, at_edge: bool) -> float:
    """Return how alike two contexts are; too short a one says something only at the edge of the field."""
    likeness = _likeness(stored, found)
    if len(stored) < SHORTEST_WITNESS:
        return EDGE_OF_FIELD * likeness if at_edge else 0
    return likeness


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.replace("\n", " "), other.replace("\n", " ")).ratio()


def _sentence_around(before: str, exact: str, after: str) -> tuple[list[str], list[str]]:
    """Return the words on either side within the same sentence."""
    left = _WORD.findall(_SENTENCE_END.split(before)[-1])
    right = [] if _ENDS_SENTENCE.search(exact) else _WORD.findall(_SENTENCE_END.split(after)[0])
    return left, right
