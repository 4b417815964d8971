"""Find a quote by its words and by the text around it, the only witnesses that they are the same words.

Rather none than the wrong place. The limits are stricter than where an edit can be followed, because of lists and
twins: lines that differ by a name, sentences that are told twice and of which one was deleted.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from .alignment import words_of
from .boundaries import is_inside_word
from .evidence import (
    CONTEXT,
    SEARCHED,
    SHORT,
    SHORT_SEARCHED,
    SURE_OF_PLACE,
    SURE_OF_SHORT,
    Candidate,
    Surroundings,
    best_of,
    has_names,
    lookalikes,
    share_of_facts,
    tells_of_another,
)
from .folding import Folded
from .quotes import Quote
from .version import Index, Span, Version, runs_with

# Beyond that, a place counts only if its surroundings are the very same.
MOST_TWINS = 50
MOST_SEEDS = 12
# By so many points of 100, other words must be likelier than the very words in another place.
LEAD_OVER_SAME_WORDS = 15
MOST_SPLITS = 2
FACTS_OF_SAME = 0.8

_SENTENCE_END = re.compile(r"""[.!?…]+["')\]]*(?:\s+|$)|\n""")
_ENDS_SENTENCE = re.compile(r"""[.!?…]["')\]]*$""")
_WORD = re.compile(r"\w+")


def search(text: str, prefix: str, exact: str, suffix: str) -> Span | None:
    """Return where the quote stands, if one place is clearly likelier than any other, and likely enough."""
    if not exact.strip():
        return None
    folded, version = _read(text)
    place = _Search(version, *(Folded.of(part).text for part in (prefix, exact, suffix))).place()
    return place and folded.original(*place)


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[Folded, Version]:
    folded = Folded.of(text)
    return folded, Version(folded.text)


@lru_cache(maxsize=2)
def _index(version: Version) -> Index:
    return Index(version, range(len(version)))


class _Search:
    """The search for one quote in one text, both with plain typography."""

    def __init__(self, version: Version, prefix: str, exact: str, suffix: str) -> None:
        self.version, self.text = version, version.text
        self.exact, self.whole = exact, prefix + exact + suffix
        self.start, self.end = len(prefix), len(prefix) + len(exact)
        # The outermost words may have been cut off.
        self.known = (
            prefix.find(" ") + 1 if len(prefix) >= CONTEXT else 0,
            self.end + suffix.rfind(" ") if len(suffix) >= CONTEXT else len(self.whole),
        )
        self.surroundings = Surroundings.of(self.whole, self.start, self.end)
        self.is_short = len(exact) < SHORT

    def place(self) -> Span | None:
        hits = [self._weighed(start) for start in self._hits()]
        best = best_of(hits)
        if best is None or min(best.before, best.after) < 1:
            best = best_of([*hits, *self._similar()])
            if best and best.share < 1 and any(hit.score > best.score - LEAD_OVER_SAME_WORDS for hit in hits):
                return None
        if best is None or not best.passes(SHORT_SEARCHED if self.is_short else SEARCHED):
            return None
        return (best.start, best.end) if self._tells_the_same(best) else None

    def _hits(self) -> list[int]:
        """Return where the very words stand, cut from their surroundings as they were when marked."""
        hits = list(self._hits_of(self.exact))
        if len(hits) <= MOST_TWINS:
            return hits
        return [start + self.start for start in self._hits_of(self.whole)]

    def _hits_of(self, words: str) -> Iterator[int]:
        cuts = is_inside_word(self.whole, self.start), is_inside_word(self.whole, self.end)
        before = self.start if words == self.whole else 0
        place = self.text.find(words)
        while place >= 0:
            start = place + before
            if (is_inside_word(self.text, start), is_inside_word(self.text, start + len(self.exact))) == cuts:
                yield place
            place = self.text.find(words, place + 1)

    def _weighed(self, start: int) -> Candidate:
        end = start + len(self.exact)
        return Candidate(start, end, 1.0, *self.surroundings.agreement(Surroundings.of(self.text, start, end)))

    def _similar(self) -> list[Candidate]:
        """Return the places where the words may stand, changed."""
        quote = Quote.of(words_of(self.whole, *self.known), self.start, self.end, self.surroundings)
        if quote is None:
            return []
        index = _index(self.version)
        seeds = index.sharing(quote.own_words, MOST_SEEDS) + index.sharing(quote.words, MOST_SEEDS)
        longest = len(_SENTENCE_END.findall(self.exact)) + MOST_SPLITS
        return quote.candidates(self.version, runs_with(seeds, range(len(self.version)), longest))

    def _tells_the_same(self, found: Candidate) -> bool:
        """Whether its sentence names the same things and figures: what is said of Mitte is not said of Pankow.

        A short quote says too little by itself: there, no name may differ, nor the word before and after it; and of
        the quote no more than a figure brought up to date.
        """
        first, last = self.known
        ours = _sentence(self.whole[first : self.start], self.exact, self.whole[self.end : last])
        around = self.text[: found.start][-2 * CONTEXT :], self.text[found.end :][: 2 * CONTEXT]
        theirs = _sentence(around[0], self.text[found.start : found.end], around[1])
        old, new = " ".join(ours), " ".join(theirs)
        if self.is_short:
            then = _sentence(self.whole[: self.start], self.exact, self.whole[self.end :])
            if _neighbours(then) != _neighbours(theirs) or _without_figures(ours[1]) != _without_figures(theirs[1]):
                return False
            return share_of_facts(old, new) == 1 or (found.passes(SURE_OF_SHORT) and has_names(old, new))
        if share_of_facts(old, new) < FACTS_OF_SAME and not (found.passes(SURE_OF_PLACE) and has_names(old, new)):
            return False
        return not any(tells_of_another(old, other, new, fewest=1) for other in self._lookalikes(found))

    def _lookalikes(self, found: Candidate) -> list[str]:
        there = self.version.touched(found.start, found.end)
        others = [key for number, key in enumerate(self.version.keys) if number not in there]
        return lookalikes(self.version.joined(there), others)


def _sentence(before: str, words: str, after: str) -> tuple[str, str, str]:
    """Return the words, and what stands before and after them in the same sentence."""
    return (
        _SENTENCE_END.split(before)[-1],
        words,
        "" if _ENDS_SENTENCE.search(words) else _SENTENCE_END.split(after)[0],
    )


def _neighbours(sentence: tuple[str, str, str]) -> tuple[list[str], list[str]]:
    return _WORD.findall(sentence[0])[-1:], _WORD.findall(sentence[2])[:1]


def _without_figures(text: str) -> list[str]:
    return ["" if word.isdigit() else word for word in _WORD.findall(text)]
