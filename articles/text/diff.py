"""What changed between two versions of a text: paragraph by paragraph, and within changed ones word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from .plain import inline_text, plain_line, split_blocks, split_tags

KEPT, ADDED, REMOVED = "kept", "added", "removed"
# Of paragraphs alone: CHANGED has words of both sides; MOVED stands where it is now, LEFT where it was.
CHANGED, MOVED, LEFT = "changed", "moved", "left"
IN_OLD = {KEPT, CHANGED, REMOVED, LEFT}
IN_NEW = {KEPT, CHANGED, ADDED, MOVED}

# Two paragraphs of which one may be the other edited; edited and moved as well, there must be more proof.
ALIKE, ALIKE_ELSEWHERE = 0.4, 0.65
# With less than this share kept, words picked out of a rewritten paragraph would only confuse.
WORTH_TELLING = 0.25
# Beyond these sizes paragraphs are compared as wholes: the time grows with the product.
MOST_WORDS, MOST_PAIRS = 6000, 4000

_TOKEN = re.compile(r"[\w\u0300-\u036f\u200c\u200d]+|[^\w\s]")


class Line(NamedTuple):
    """One paragraph: its words, the block it is (p, h2, h3, li, blockquote), and what markup and links it carries."""

    text: str
    tag: str = ""
    markup: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """What became of one paragraph; `old` and `new` are its places (line numbers) where it has them."""

    kind: str
    pieces: tuple[Piece, ...]
    tag: str = ""
    old: int | None = None
    new: int | None = None
    restyled: bool = False

    @property
    def is_same(self) -> bool:
        return self.kind == KEPT and not self.restyled


def diff(old: str, new: str) -> list[Paragraph]:
    """Return what changed between two bodies of cleaned HTML."""
    return compare(lines_of(old), lines_of(new))


def diff_lines(old: str, new: str) -> list[Paragraph]:
    """Return what changed between two plain texts, each of whose lines is a paragraph."""
    return compare([Line(line) for line in old.split("\n") if line], [Line(line) for line in new.split("\n") if line])


def before(paragraphs: Iterable[Paragraph]) -> str:
    """Return the old text, put together again from what was kept and what was removed."""
    return "\n".join(_side(each, REMOVED) for each in paragraphs if each.kind in IN_OLD)


def after(paragraphs: Iterable[Paragraph]) -> str:
    """Return the new text, put together again from what was kept and what was added."""
    return "\n".join(_side(each, ADDED) for each in paragraphs if each.kind in IN_NEW)


def _side(paragraph: Paragraph, kind: str) -> str:
    return "".join(piece.text for piece in paragraph.pieces if piece.kind in (KEPT, kind))


def as_html(pieces: Iterable[Piece], *, added: str = "", removed: str = "", ended: str = "") -> str:
    """Return the pieces as HTML; the three words are for ears, where <ins> and <del> are not read out."""
    words = {ADDED: ("ins", added), REMOVED: ("del", removed)}
    return "".join(
        _tagged(*words[piece.kind], piece.text, ended) if piece.kind in words else escape(piece.text, quote=False)
        for piece in pieces
    )


def _tagged(tag: str, word: str, text: str, ended: str) -> str:
    opening, closing = (
        f'<span class="visually-hidden">{escape(each)}</span>' if each else "" for each in (word, ended)
    )
    shown = escape(text, quote=False) if text.strip() else "␣" * len(text)
    return f"<{tag}>{opening}{shown}{closing}</{tag}>"


def lines_of(html: str) -> list[Line]:
    """Return the paragraphs of cleaned HTML, one for each line of its plain text."""
    lines, path = [], []
    for place, piece in enumerate(split_blocks(html)):
        if place % 2 == 0:
            if words := plain_line(inline_text(piece)):
                lines.append(Line(words, _block_of(path), tuple(split_tags(piece)[1::2])))
        elif piece.startswith("</"):
            path.pop()
        else:
            path.append(piece.strip("<>").split()[0])
    return lines


def _block_of(path: Sequence[str]) -> str:
    return next((tag for tag in reversed(path) if tag != "p"), "p") if path else ""


# --- paragraphs ---


def compare(old: Sequence[Line], new: Sequence[Line]) -> list[Paragraph]:
    """Return what became of the paragraphs: those of the new text in their order, and between them what is gone."""
    pairs = _same(old, new)
    moved = _moved_as_they_were(*_unpaired(pairs, {}, old, new), old, new)
    gaps = list(_gaps(pairs, moved, old, new))
    pairs = sorted(pairs + [pair for gap in gaps for pair in _edited(*gap, old, new)])
    moved |= _moved_and_edited(*_unpaired(pairs, moved, old, new), old, new)
    return list(_told(pairs, moved, old, new))


Pair = tuple[int, int]
Moves = dict[int, int]  # where a paragraph stands now → where it stood


def _same(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Return the paragraphs that stand in both texts in the same order, word for word."""
    opcodes = Indel.opcodes([line.text for line in old], [line.text for line in new])
    return [(block.a + step, block.b + step) for block in opcodes.as_matching_blocks() for step in range(block.size)]


def _unpaired(pairs: list[Pair], moved: Moves, old: Sequence[Line], new: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Return the places in the old and in the new text whose paragraphs have no partner yet."""
    here, there = {pair[0] for pair in pairs} | {*moved.values()}, {pair[1] for pair in pairs} | {*moved}
    return [place for place in range(len(old)) if place not in here], [
        place for place in range(len(new)) if place not in there
    ]


def _gaps(
    pairs: list[Pair], moved: Moves, old: Sequence[Line], new: Sequence[Line]
) -> Iterator[tuple[list[int], list[int]]]:
    gone = {*moved.values()}
    for (here, there), (here_end, there_end) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        yield (
            [place for place in range(here + 1, here_end) if place not in gone],
            [place for place in range(there + 1, there_end) if place not in moved],
        )


def _edited(here: list[int], there: list[int], old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Return the paragraphs between two kept ones that were edited, in the order that keeps most words together."""
    if not here or not there:
        return []
    if len(here) * len(there) > MOST_PAIRS:
        return [pair for pair in zip(here, there, strict=False) if _likeness(old[pair[0]], new[pair[1]]) >= ALIKE]
    # best[i][j]: the most likeness that the first i old and j new paragraphs of the gap can have in order
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    likeness: dict[Pair, float] = {}
    for i, number in enumerate(here, 1):
        for j, at in enumerate(there, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1])
            alike = _likeness(old[number], new[at])
            if alike >= ALIKE:
                likeness[i, j] = alike
                best[i][j] = max(best[i][j], best[i - 1][j - 1] + alike)
    return _walked_back(best, likeness, here, there)


def _walked_back(best: list[list[float]], likeness: dict[Pair, float], here: list[int], there: list[int]) -> list[Pair]:
    pairs, i, j = [], len(here), len(there)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((here[i], there[j]))
    return pairs


def _moved_as_they_were(gone: list[int], fresh: list[int], old: Sequence[Line], new: Sequence[Line]) -> Moves:
    places: dict[str, list[int]] = {}
    for here in reversed(gone):
        places.setdefault(old[here].text, []).append(here)
    return {there: places[new[there].text].pop() for there in fresh if places.get(new[there].text)}


def _moved_and_edited(gone: list[int], fresh: list[int], old: Sequence[Line], new: Sequence[Line]) -> Moves:
    if len(gone) * len(fresh) > MOST_PAIRS:
        return {}
    ranked = sorted((-_likeness(old[here], new[there]), here, there) for here in gone for there in fresh)
    moved: Moves = {}
    for unlikeness, here, there in ranked:
        if -unlikeness >= ALIKE_ELSEWHERE and here not in moved.values() and there not in moved:
            moved[there] = here
    return moved


def _told(pairs: list[Pair], moved: Moves, old: Sequence[Line], new: Sequence[Line]) -> Iterator[Paragraph]:
    elsewhere = {here: there for there, here in moved.items()}
    edges = [*pairs, (len(old), len(new))]
    here = there = 0
    for here_end, there_end in edges:
        for number in range(here, here_end):
            kind = LEFT if number in elsewhere else REMOVED
            line = old[number]
            yield Paragraph(kind, (Piece(REMOVED, line.text),), line.tag, number, elsewhere.get(number))
        for number in range(there, there_end):
            if number in moved:
                yield replace(_paired(old, moved[number], new, number), kind=MOVED)
            else:
                yield Paragraph(ADDED, (Piece(ADDED, new[number].text),), new[number].tag, None, number)
        if (here_end, there_end) != (len(old), len(new)):
            yield _paired(old, here_end, new, there_end)
        here, there = here_end + 1, there_end + 1


def _paired(old: Sequence[Line], here: int, new: Sequence[Line], there: int) -> Paragraph:
    left, right = old[here], new[there]
    pieces = tuple(words(left.text, right.text))
    kind = KEPT if left.text == right.text else CHANGED
    links = [tuple(tag for tag in line.markup if kind == KEPT or tag.startswith("<a ")) for line in (left, right)]
    return Paragraph(kind, pieces, right.tag, here, there, left.tag != right.tag or links[0] != links[1])


def _likeness(left: Line, right: Line) -> float:
    """Return what share of their words both have, 0 to 1, in whatever order: quick, and good enough to pair."""
    ours, theirs = (Counter(token.lower() for token in _TOKEN.findall(line.text)) for line in (left, right))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


# --- words ---


def words(old: str, new: str) -> list[Piece]:
    """Return the words that two paragraphs share and those that only one of them has, in reading order."""
    if old == new:
        return [Piece(KEPT, old)] if old else []
    pieces = list(_laid(old, new))
    kept = sum(len(piece.text) for piece in pieces if piece.kind == KEPT)
    if kept < WORTH_TELLING * min(len(old), len(new)):
        pieces = [Piece(REMOVED, old), Piece(ADDED, new)]
    return _joined(pieces)


def _laid(old: str, new: str) -> Iterator[Piece]:
    here = there = 0
    for start, end, at in [*_stretches(old, new), (len(old), len(old), len(new))]:
        yield from _swapped(old[here:start], new[there:at])
        yield Piece(KEPT, old[start:end])
        here, there = end, at + end - start


def _stretches(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches of equal words with the same white space between them: start and end here, start there."""
    ours, theirs = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    for block in _blocks([token[0] for token in ours], [token[0] for token in theirs]):
        first = block[0]
        for step in range(1, block[2] + 1):
            last, there = block[0] + step - 1, block[1] + step - 1
            ends = step == block[2] or (
                old[ours[last].end() : ours[last + 1].start()] != new[theirs[there].end() : theirs[there + 1].start()]
            )
            if ends:
                yield ours[first].start(), ours[last].end(), theirs[block[1] + first - block[0]].start()
                first = last + 1


def _blocks(ours: list[str], theirs: list[str]) -> list[tuple[int, int, int]]:
    """Return (here, there, length) of the runs of equal words; of huge texts only what begins and ends alike."""
    if max(len(ours), len(theirs)) <= MOST_WORDS:
        blocks = Indel.opcodes(ours, theirs).as_matching_blocks()
        return [(block.a, block.b, block.size) for block in blocks if block.size]
    shorter = min(len(ours), len(theirs))
    head = next((place for place in range(shorter) if ours[place] != theirs[place]), shorter)
    tail = next((place for place in range(shorter - head) if ours[-1 - place] != theirs[-1 - place]), shorter - head)
    return [block for block in [(0, 0, head), (len(ours) - tail, len(theirs) - tail, tail)] if block[2]]


def _swapped(gone: str, come: str) -> Iterator[Piece]:
    """Yield what stood and what stands between two stretches; the white space that both share is kept."""
    lead = _shared_blanks(gone, come)
    yield Piece(KEPT, gone[:lead])
    gone, come = gone[lead:], come[lead:]
    trail = _shared_blanks(gone[::-1], come[::-1])
    yield Piece(REMOVED, gone[: len(gone) - trail])
    yield Piece(ADDED, come[: len(come) - trail])
    yield Piece(KEPT, gone[len(gone) - trail :])


def _shared_blanks(left: str, right: str) -> int:
    count = 0
    while count < min(len(left), len(right)) and left[count] == right[count] and left[count].isspace():
        count += 1
    return count


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    groups = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind)
    return [Piece(kind, "".join(piece.text for piece in group)) for kind, group in groups]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, equal neighbours joined, no lone sign kept between two changes."""
    pieces = _merged(pieces)
    scraps = {
        place
        for place in range(1, len(pieces) - 1)
        if pieces[place].kind == KEPT
        and not any(map(str.isalnum, pieces[place].text))
        and pieces[place - 1].kind != KEPT != pieces[place + 1].kind
    }
    joined: list[Piece] = []
    for place, piece in enumerate(pieces):
        if place in scraps:
            joined += [Piece(REMOVED, piece.text), Piece(ADDED, piece.text)]
        else:
            joined.append(piece)
    return _merged(each for run in _runs(joined) for each in sorted(run, key=_removed_first))


def _runs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    for _, group in groupby(pieces, key=lambda piece: piece.kind == KEPT):
        yield list(group)


def _removed_first(piece: Piece) -> int:
    return 1 if piece.kind == ADDED else 0
