"""A stretch of text that a detector noticed, and what it speaks about."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """Places are code points of the text, end exclusive; `about` is where a mark settles the matter."""

    detector: str
    start: int
    end: int
    exact: str
    sentence: Span
    about: Span

    def is_settled_by(self, start: int, end: int) -> bool:
        """Whether a mark from `start` to `end` covers some of what the finding speaks about."""
        return start < self.about[1] and self.about[0] < end
