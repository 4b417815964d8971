"""Weave marks into a text without changing one of its words.

For the screen on which words are selected, `number_blocks` tells a script where each block begins:
the offset of a place in the page is `data-start` of the block around it plus the code points of the
block's text before it, not counting what `after` put in. Number first, weave then.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from .plain import escape, inline_text, plain_line, split_blocks, split_tags


@dataclass(frozen=True)
class Mark:
    """A stretch of the plain text, end exclusive, and whatever tells the caller what it stands for."""

    start: int
    end: int
    key: Hashable


Opening = Callable[[tuple[Mark, ...]], str]
After = Callable[[Mark], str]


def weave(html: str, marks: Iterable[Mark], *, opening: Opening, closing: str, after: After) -> str:
    """Return cleaned HTML with each segment of the marks wrapped.

    A segment is covered by the same marks throughout and lies within one element; `opening` hears of
    its marks outermost first. `after` stands behind the last segment of its mark.
    """
    lines = list(_lines(html))
    pen = _Pen(marks, "\n".join(line.text for line in lines if line.text), opening, closing, after)
    return "".join(line.tag + pen.line(line.inline, line.start) for line in lines)


def weave_lines(text: str, marks: Iterable[Mark], *, opening: Opening, closing: str, after: After) -> list[str]:
    """Return each line of plain text as HTML with each segment of the marks wrapped, as `weave` does."""
    pen = _Pen(marks, text, opening, closing, after)
    woven, start = [], 0
    for line in text.split("\n"):
        woven.append(pen.line(escape(line), start))
        start += len(line) + 1
    return woven


def number_blocks(html: str) -> str:
    """Return cleaned HTML in which every block that holds words says at which offset they start."""
    return "".join(line.numbered_tag + line.inline for line in _lines(html))


@dataclass(frozen=True)
class _Line:
    """A block tag and what follows up to the next one; often that is nothing."""

    tag: str
    inline: str
    text: str
    start: int

    @property
    def numbered_tag(self) -> str:
        return f'{self.tag[:-1]} data-start="{self.start}">' if self.text else self.tag


def _lines(html: str) -> Iterator[_Line]:
    start = 0
    pieces = ["", *split_blocks(html)]
    for tag, inline in zip(pieces[::2], pieces[1::2], strict=True):
        text = inline_text(inline)
        line = plain_line(text)
        if line and (line != text or tag[:2] in ("", "</")):
            raise ValueError("Only cleaned HTML has its plain text in the page; clean it first.")
        yield _Line(tag, inline, line, start)
        start += len(line) + 1 if line else 0


class _Pen:
    """Writes a text piece by piece and wraps what is marked."""

    def __init__(self, marks: Iterable[Mark], text: str, opening: Opening, closing: str, after: After) -> None:
        self.opening, self.closing, self.after = opening, closing, after
        spans = [(*_words_of(mark, text), mark) for mark in marks]
        spans.sort(key=lambda span: (span[0], -span[1]))
        self.cuts = sorted({0, *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
        self.active = _active_from(self.cuts, spans)
        self.ending: dict[int, list[Mark]] = {}
        for _, end, mark in spans:
            self.ending.setdefault(end, []).append(mark)

    def line(self, inline: str, start: int) -> str:
        """Write inline HTML whose text begins at the offset.

        What stands behind a mark waits for the end of a link: a button within a link is no HTML.
        """
        written: list[str] = []
        waiting: list[str] = []
        in_link = False
        for tag, text in _tags_and_texts(inline):
            written.append(tag)
            in_link = tag.startswith("<a ") or (in_link and tag != "</a>")
            if not in_link:
                written += waiting
                waiting = []
            for segment, notes in self._segments(text, start):
                written.append(segment)
                (waiting if in_link else written).append(notes)
            start += len(text)
        return "".join(written)

    def _segments(self, text: str, start: int) -> Iterator[tuple[str, str]]:
        """Yield the pieces of one stretch of text, each with what stands behind it."""
        end = start + len(text)
        place = bisect_right(self.cuts, start) - 1
        while start < end:
            stop = min([end, *self.cuts[place + 1 : place + 2]])
            words, active = escape(text[: stop - start]), self.active[place]
            notes = "".join(map(self.after, self.ending.get(stop, ())))
            yield (f"{self.opening(active)}{words}{self.closing}" if active else words), notes
            text, start, place = text[stop - start :], stop, place + 1


def _tags_and_texts(inline: str) -> Iterator[tuple[str, str]]:
    """Yield each tag with the text behind it; what stands before the first tag comes with none."""
    pieces = ["", *split_tags(inline)]
    for tag, text in zip(pieces[::2], pieces[1::2], strict=True):
        yield tag, unescape(text)


def _words_of(mark: Mark, text: str) -> tuple[int, int]:
    """Return where the marked words begin and end; a line end at the edge is none of them."""
    if not 0 <= mark.start < mark.end <= len(text):
        raise ValueError(f"{mark} is out of range: the text has {len(text)} characters.")
    words = text[mark.start : mark.end]
    start = mark.end - len(words.lstrip("\n"))
    end = mark.start + len(words.rstrip("\n"))
    if start >= end:
        raise ValueError(f"{mark} covers no words.")
    return start, end


def _active_from(cuts: list[int], spans: list[tuple[int, int, Mark]]) -> list[tuple[Mark, ...]]:
    """Return for each cut the marks that cover what follows it, in the order of the spans."""
    active, upcoming, covering = [], deque(spans), []
    for cut in cuts:
        covering = [span for span in covering if span[1] > cut]
        while upcoming and upcoming[0][0] == cut:
            covering.append(upcoming.popleft())
        active.append(tuple(mark for _, _, mark in covering))
    return active
