"""Lay out a drawing of voices and who has it from whom: pure geometry, as a tree that grows down or to the right."""

from dataclasses import dataclass, field

# How wide a letter is at 15 and 12.5 pixels (static/css/parts/drawing.css), in a broad typeface and in bold.
NAME_LETTER, PART_LETTER = 9.2, 6.9
NAME_LINE, PART_LINE = 19, 16
MARK = 6
INDENT, GAP = 24, 16
COLUMNS = 3  # more steps than this do not fit side by side


@dataclass(frozen=True)
class Voice:
    """One source in the drawing: what it is called, what part it plays, and from whom it has it."""

    key: str
    name: str
    part: str
    kind: str
    parent: str | None = None
    is_folded: bool = False


@dataclass(frozen=True)
class Line:
    """A line of text and where it begins."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Node:
    voice: Voice
    x: float
    y: float
    names: tuple[Line, ...]
    parts: tuple[Line, ...]

    @property
    def mark(self) -> dict[str, float]:
        """Return the corner and side of a square mark; a round one has its middle at x and y."""
        return {"x": self.x - MARK, "y": self.y - MARK, "side": 2 * MARK}


@dataclass(frozen=True)
class Edge:
    path: str
    is_folded: bool


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass
class _Branch:
    voice: Voice
    depth: int
    children: list["_Branch"] = field(default_factory=list)
    row: int = 0

    def walk(self) -> list["_Branch"]:
        return [self, *(each for child in self.children for each in child.walk())]


def draw(voices: list[Voice], *, width: float, spread: bool) -> Drawing:
    """Return the drawing of all voices; `spread` sets the steps side by side, where they are few enough."""
    trunks = _trunks(voices)
    deepest = max((each.depth for trunk in trunks for each in trunk.walk()), default=0)
    if spread and deepest < COLUMNS:
        return _spread(trunks, width, deepest + 1)
    return _indented(trunks, width)


def wrap(words: str, letters: int) -> list[str]:
    """Break a text into lines of at most so many letters; a longer word is divided, if it can be, at its hyphen."""
    lines, line = [], ""
    for word in words.split():
        while len(word) > letters:
            room = letters - len(line) - 1 if line else letters
            cut = word.rfind("-", 0, letters) + 1 or letters - 1
            if line and room < min(cut, 6):
                lines.append(line)
                line = ""
                continue
            piece = word[:cut] if word[:cut].endswith("-") else word[:cut] + "-"
            if line and len(line) + 1 + len(piece) > letters:
                lines.append(line)
                line = ""
            lines.append(f"{line} {piece}".strip())
            line, word = "", word[cut:]
        if line and len(line) + 1 + len(word) > letters:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def _trunks(voices: list[Voice]) -> list[_Branch]:
    """Return the voices as trees; who names a parent that leads back to itself, or nobody, stands on its own."""
    known = {voice.key: voice for voice in voices}
    children: dict[str | None, list[Voice]] = {}
    for voice in voices:
        children.setdefault(_parent(voice, known), []).append(voice)

    def grow(voice: Voice, depth: int) -> _Branch:
        return _Branch(voice, depth, [grow(child, depth + 1) for child in children.get(voice.key, [])])

    return [grow(voice, 0) for voice in children.get(None, [])]


def _parent(voice: Voice, known: dict[str, Voice]) -> str | None:
    seen, above = {voice.key}, voice.parent
    while above is not None:
        if above in seen or above not in known:
            return None
        seen.add(above)
        above = known[above].parent
    return voice.parent


def _texts(voice: Voice, *, x: float, y: float, room: float) -> tuple[tuple[Line, ...], tuple[Line, ...], float]:
    """Return the lines of the part and the name below it, beginning at y, and where they end."""
    parts, names = [], []
    for words in wrap(voice.part, max(8, int(room / PART_LETTER))):
        parts.append(Line(x, y, words))
        y += PART_LINE
    y += NAME_LINE - PART_LINE
    for words in wrap(voice.name, max(8, int(room / NAME_LETTER))):
        names.append(Line(x, y, words))
        y += NAME_LINE
    return tuple(names), tuple(parts), y


def _indented(trunks: list[_Branch], width: float) -> Drawing:
    """One voice below the other, those who have it from somebody set in."""
    nodes, places, y = [], {}, MARK + 2.0
    for branch in [each for trunk in trunks for each in trunk.walk()]:
        x = MARK + 2 + branch.depth * INDENT
        text_x = x + MARK + 8
        names, parts, end = _texts(branch.voice, x=text_x, y=y + 4, room=width - text_x - 2)
        nodes.append(Node(branch.voice, x, y, names, parts))
        places[branch.voice.key] = (x, y)
        y = end + GAP - 4
    edges = [
        Edge(f"M{_n(px)} {_n(py + MARK + 3)}V{_n(cy)}H{_n(cx - MARK - 3)}", child.voice.is_folded)
        for child, (px, py), (cx, cy) in _pairs(trunks, places)
    ]
    return Drawing(width, max(y - GAP + 4, 1), tuple(nodes), tuple(edges))


def _spread(trunks: list[_Branch], width: float, columns: int) -> Drawing:
    """Steps from left to right, ways below each other; the text stands below its mark, the lines run beside it."""
    columns = max(columns, 2)
    step = width / columns
    rows = 0
    grown = [trunk for trunk in trunks if trunk.children or trunk is trunks[0]]
    for trunk in grown:
        rows = _number_rows(trunk, rows)
    alone = [trunk for trunk in trunks if trunk not in grown]
    for place, trunk in enumerate(alone):
        # Who has nobody beside them would leave the rest of the row empty.
        trunk.row, trunk.depth = rows + place // columns, place % columns
    rows += -(-len(alone) // columns)
    branches = [each for trunk in trunks for each in trunk.walk()]
    heights = [0.0] * rows
    for branch in branches:
        heights[branch.row] = max(heights[branch.row], _texts(branch.voice, x=0, y=0, room=step - 44)[2])
    tops, y = [], MARK + 2.0
    for height in heights:
        tops.append(y)
        y += height + MARK + 18 + GAP
    nodes, places = [], {}
    for branch in branches:
        x, top = MARK + 2 + branch.depth * step, tops[branch.row]
        names, parts, _end = _texts(branch.voice, x=x - MARK, y=top + MARK + 18, room=step - 44)
        nodes.append(Node(branch.voice, x, top, names, parts))
        places[branch.voice.key] = (x, top)
    edges = []
    for child, (px, py), (cx, cy) in _pairs(trunks, places):
        start = f"M{_n(px + MARK + 4)} {_n(py)}" if py == cy else f"M{_n(cx - 26)} {_n(py)}V{_n(cy)}"
        edges.append(Edge(f"{start}H{_n(cx - MARK - 4)}", child.voice.is_folded))
    return Drawing(width, max(y - GAP - NAME_LINE + 4, 1), tuple(nodes), tuple(edges))


def _number_rows(branch: _Branch, row: int) -> int:
    """Give the branch and its first child one row, each further child the next free one; return that."""
    branch.row = row
    if not branch.children:
        return row + 1
    for child in branch.children:
        row = _number_rows(child, row)
    return row


def _pairs(trunks: list[_Branch], places: dict[str, tuple[float, float]]):
    for trunk in trunks:
        for branch in trunk.walk():
            for child in branch.children:
                yield child, places[branch.voice.key], places[child.voice.key]


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
