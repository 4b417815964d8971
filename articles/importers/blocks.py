"""Cut plain text into paragraphs and lists, each piece with its line in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_BULLET = re.compile(r"[•·‣▪◦∙●○*\-–—]\s+(?=\S)")
# A dash or a star may open a sentence too; it makes a list only in company.
_SURE_BULLETS = "•‣▪◦∙●○"
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
# A Kürzel in brackets may follow the full stop.
SENTENCE_END = re.compile(r"[.!?…:;,][\"'“”«»‘’)\]]*(?:\s\([^()]{1,30}\))?$")
# Shorter lines end because the writer ended them, not because the margin came.
SHORTEST_WRAPPED = 45


class Piece(NamedTuple):
    line: int
    text: str


@dataclass
class Block:
    """A paragraph (one piece) or a list (one piece an item); `group` counts the blank lines before it."""

    kind: str
    group: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.pieces[0].line

    @property
    def text(self) -> str:
        return self.pieces[0].text

    @property
    def is_paragraph(self) -> bool:
        return self.kind == "paragraph"


class _Line(NamedTuple):
    number: int
    indent: int
    text: str

    @property
    def bullet(self) -> re.Match | None:
        return _BULLET.match(self.text)


def cut(text: str) -> list[Block]:
    """Return the blocks of a tidy text in order; hard-wrapped lines are joined to paragraphs."""
    groups = list(_groups(text))
    margin = _margin(groups)
    blocks: list[Block] = []
    for group, lines in enumerate(groups):
        for block in _blocks(lines, group, margin):
            if blocks and block.kind == blocks[-1].kind == "points":
                blocks[-1].pieces += block.pieces
            else:
                blocks.append(block)
    return [_settled(block) for block in blocks]


def collapsed(text: str) -> str:
    """Return the text with one space for each run of white space; no-break spaces stay, they are typography."""
    return _SPACE.sub(" ", text).strip()


def _groups(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines between blank lines."""
    group: list[_Line] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        line = _Line(number, len(raw) - len(raw.lstrip()), collapsed(raw))
        if line.text:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _margin(groups: list[list[_Line]]) -> int | None:
    """Return where the lines of a hard-wrapped text break, or None for a text of one line a paragraph.

    A line that goes on in lower case gives the wrapping away: no German paragraph begins like that.
    """
    pairs = (pair for group in groups for pair in pairwise(group))
    wrapped = (
        len(line.text)
        for line, following in pairs
        if following.text[0].islower() and _may_be_wrapped(line.text) and not SENTENCE_END.search(line.text)
    )
    return max(wrapped, default=None)


def _may_be_wrapped(text: str) -> bool:
    return SHORTEST_WRAPPED <= len(text) <= 120


def _goes_on(line: _Line, following: _Line, margin: int | None) -> bool:
    """Whether the next line continues this one: its first word would not have fitted within the margin."""
    if margin is None or not _may_be_wrapped(line.text):
        return False
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > margin


def _blocks(lines: list[_Line], group: int, margin: int | None) -> Iterator[Block]:
    numbers = _numbered(lines)
    block: Block | None = None
    previous: _Line | None = None
    for line in lines:
        kind = "points" if line.bullet else "numbers" if line in numbers else "paragraph"
        if block and _continues(line, kind, block, previous, margin):
            block.pieces[-1] = _joined(block.pieces[-1], line.text)
        elif block and kind == block.kind != "paragraph":
            block.pieces.append(Piece(line.number, line.text))
        else:
            if block:
                yield block
            block = Block(kind, group, [Piece(line.number, line.text)])
        previous = line
    if block:
        yield block


def _continues(line: _Line, kind: str, block: Block, previous: _Line, margin: int | None) -> bool:
    """Whether the line continues the last piece of the block; below a bullet, indentation says so too."""
    goes_on = _goes_on(previous, line, margin)
    if kind == "points":
        # The margin, not a list, brought the dash to the beginning of the line.
        in_sentence = block.is_paragraph and not SENTENCE_END.search(previous.text)
        return in_sentence and goes_on and line.text[0] in "-–—"
    hangs = not block.is_paragraph and line.indent > previous.indent
    return kind == "paragraph" and (hangs or goes_on)


def _joined(piece: Piece, text: str) -> Piece:
    """Join two lines; a hyphen at the line end stays, for it may be part of the word."""
    is_hyphenated = re.search(r"\w-$", piece.text) and re.match(r"(?!(?:und|oder|bis|sowie)\b)[^\W\d]", text)
    return Piece(piece.line, piece.text + ("" if is_hyphenated else " ") + text)


def _numbered(lines: list[_Line]) -> set[_Line]:
    """Return the lines numbered 1, 2, 3 …; a single "3. Oktober" is no list."""
    found = [(line, int(match[1])) for line in lines if (match := _NUMBER.match(line.text))]
    is_list = len(found) > 1 and [number for _, number in found] == list(range(1, len(found) + 1))
    return {line for line, _ in found} if is_list else set()


def _settled(block: Block) -> Block:
    """Strip the bullets of a list; a lone dash was an ordinary sentence after all."""
    if block.kind == "points" and len(block.pieces) == 1 and block.text[0] not in _SURE_BULLETS:
        block.kind = "paragraph"
    mark = {"points": _BULLET, "numbers": _NUMBER}.get(block.kind)
    if mark:
        block.pieces = [Piece(line, mark.sub("", text, count=1)) for line, text in block.pieces]
    return block
