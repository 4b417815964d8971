"""A quote with the words around it, that can be laid over other passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .alignment import Word, lay
from .boundaries import is_inside_word
from .evidence import Candidate, Surroundings
from .version import Span, Version, touched_words


@dataclass(frozen=True)
class Quote:
    """The words `first` to `last` of a passage, and how far the quote begins or ends within them."""

    words: Sequence[Word]
    first: int
    last: int
    cut_before: int
    cut_after: int
    surroundings: Surroundings

    @classmethod
    def of(cls, words: Sequence[Word], start: int, end: int, surroundings: Surroundings) -> "Quote | None":
        touched = touched_words(words, start, end)
        if not touched:
            return None
        first, last = touched[0], touched[-1]
        return cls(words, first, last, max(0, start - words[first].start), max(0, words[last].end - end), surroundings)

    @property
    def own_words(self) -> Sequence[Word]:
        return self.words[self.first : self.last + 1]

    def candidates(self, version: Version, runs: Iterable[range]) -> list[Candidate]:
        """Return the places in these runs of sentences where the quote may stand."""
        found: dict[Span, Candidate] = {}
        for run in runs:
            laid = lay(self.words, self.first, self.last, version.words(run))
            if laid is None:
                continue
            edges = self.edges(version.text, laid.first, laid.last)
            if edges not in found or found[edges].share < laid.share:
                agreement = self.surroundings.agreement(Surroundings.of(version.text, *edges))
                found[edges] = Candidate(*edges, laid.share, *agreement, laid.has_both_ends)
        return list(found.values())

    def edges(self, text: str, first: Word, last: Word) -> Span:
        """Return where the quote begins and ends in the text, if these are its first and last word there."""
        start, end = first.start, last.end
        if self.cut_before and first.key == self.words[self.first].key:
            start += self.cut_before
        if self.cut_after and last.key == self.words[self.last].key:
            end -= self.cut_after
        while not self.cut_before and is_inside_word(text, start):
            start -= 1
        while not self.cut_after and is_inside_word(text, end):
            end += 1
        return start, end
