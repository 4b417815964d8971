"""One state of a text as a matcher sees it: sentences, words, and where each word stands."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from .alignment import Word, words_of
from .folding import Folded
from .sentences import sentences

Span = tuple[int, int]


class Version:
    """A text cut into sentences, which are known by their numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = sentences(text)
        self.starts = [start for start, _ in self.places]
        self.ends = [end for _, end in self.places]
        self._words: dict[int, list[Word]] = {}

    @cached_property
    def keys(self) -> list[str]:
        """The sentences with plain typography, for comparing."""
        return [" ".join(Folded.of(self.text[start:end]).text.split()) for start, end in self.places]

    def __len__(self) -> int:
        return len(self.places)

    def touched(self, start: int, end: int) -> range:
        """Return the numbers of the sentences that the span touches."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def words(self, numbers: Iterable[int]) -> list[Word]:
        return [word for number in numbers for word in self._words_of(number)]

    def joined(self, numbers: Iterable[int]) -> str:
        return " ".join(self.keys[number] for number in numbers)

    def _words_of(self, number: int) -> list[Word]:
        if number not in self._words:
            self._words[number] = words_of(self.text, *self.places[number])
        return self._words[number]


class Index:
    """Which of some sentences of a version have which words."""

    def __init__(self, version: Version, numbers: Iterable[int]) -> None:
        self._found: dict[str, list[int]] = {}
        for number in numbers:
            for key in dict.fromkeys(word.key for word in version.words([number])):
                self._found.setdefault(key, []).append(number)

    def sharing(self, words: Iterable[Word], most: int) -> list[int]:
        """Return the sentences that share most with these words, weighed by their letters."""
        shared: Counter[int] = Counter()
        for key, weight in {word.key: word.weight for word in words if word.weight}.items():
            for number in self._found.get(key, ()):
                shared[number] += weight
        return sorted(shared, key=lambda number: (-shared[number], number))[:most]


def touched_words(words: Sequence[Word], start: int, end: int) -> range:
    """Return the numbers of the words that the span touches."""
    return range(bisect_right([word.end for word in words], start), bisect_left([word.start for word in words], end))


def runs_with(seeds: Iterable[int], free: Collection[int], longest: int) -> list[range]:
    """Return all runs of neighbouring free sentences, not longer than that, that hold one of the seeds."""
    runs = set()
    for seed in seeds:
        for first in range(seed, seed - longest, -1):
            if first not in free:
                break
            for stop in range(first + 1, first + longest + 1):
                if stop - 1 not in free:
                    break
                if stop > seed:
                    runs.add((first, stop))
    return [range(*run) for run in sorted(runs)]
