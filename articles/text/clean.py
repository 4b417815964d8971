"""What markup we accept: p h2 h3 ul ol li blockquote strong em and a[href], and of every text one form.

Sanitised by nh3, then written anew block by block, so that nothing survives that we did not write. The text
of a block is exactly its line in the plain text; that is what lets a browser count offsets in the page.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import urlsplit

import nh3

from .inline import Run, Style, tidy, write
from .plain import compose, is_blank, plain_line, without_hidden
from .word_lists import with_lists

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LISTS = {"ul", "ol"}
CONTAINERS = LISTS | {"li", "blockquote"}
EMPHASIS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
INLINE = set(EMPHASIS) | {"a", "q", "sub", "sup"}
# fmt: off
BREAKS = {
    "address", "article", "aside", "br", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "listing",
    "main", "menu", "nav", "option", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr",
}
WITHOUT_WORDS = {
    "audio", "canvas", "datalist", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
    "select", "style", "svg", "template", "title", "video",
}
# fmt: on
QUOTES = (("„", "“"), ("‚", "‘"))
# Flat digits would say something else: 10 to the power of 6 is not 106.
SHIFTED = {
    "sup": dict(zip("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻", strict=True)),
    "sub": dict(zip("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋", strict=True)),
}
DEEPEST = 12
# Far beyond any page, for nh3 takes time in the square of the depth of such elements.
MOST_CONTAINERS = 1000
_CONTAINER = re.compile(
    r"<(?P<closing>/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|"
    r"header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul)\b",
    re.IGNORECASE,
)


def clean(html: str) -> str:
    """Return the text in the markup we accept; cleaning twice changes nothing more."""
    accepted = nh3.clean(
        _of_bearable_depth(with_lists(without_hidden(html))),
        tags=set(HEADINGS) | CONTAINERS | BREAKS | INLINE | {"p"},
        clean_content_tags=WITHOUT_WORDS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(accepted)
    reader.close()
    return reader.written()


def safe_href(href: str) -> str | None:
    """Return the address if a reader may follow it: http, https, mailto or a path of this site."""
    href = plain_line(re.sub("[\t\n\r]", "", href)).replace(" ", "%20")
    if href.startswith("/"):
        return None if href[1:2] in ("/", "\\") else href
    try:
        address = urlsplit(href)
    except ValueError:
        return None
    # A name before an "@" is there to be taken for the host.
    is_web = address.scheme in ("http", "https") and address.netloc and "@" not in address.netloc
    return href if is_web or (address.scheme == "mailto" and address.path) else None


def _of_bearable_depth(html: str) -> str:
    openings = (tag for tag in _CONTAINER.finditer(html) if not tag["closing"])
    one_too_many = next(islice(openings, MOST_CONTAINERS, None), None)
    if one_too_many is None:
        return html
    return html[: one_too_many.start()] + _CONTAINER.sub("<br", html[one_too_many.start() :])


@dataclass
class _Leaf:
    """A block that holds words; without a tag of its own if the words stood loose."""

    tag: str | None
    runs: list[Run] = field(default_factory=list)

    @property
    def inner(self) -> str:
        return write(tidy(self.runs))


@dataclass
class _Node:
    """A block that holds blocks."""

    tag: str
    children: "list[_Node | _Leaf]" = field(default_factory=list)
    is_implied: bool = False

    @property
    def inner(self) -> str:
        blocks = [(child, inner) for child in self.children if (inner := child.inner)]
        if self.tag in ("li", "blockquote") and [child.tag for child, _ in blocks] == [None]:
            return blocks[0][1]
        return "".join(f"<{child.tag or 'p'}>{inner}</{child.tag or 'p'}>" for child, inner in blocks)


class _Reader(HTMLParser):
    """Builds our blocks from HTML that is well-formed already."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("root")
        self.path = [(self.root, 0)]
        self.leaf: _Leaf | None = None
        self.leaf_tags: list[str] = []
        self.depths = dict.fromkeys(("strong", "em", "q", "pre"), 0)
        self.hrefs: list[str | None] = []
        self.shifts: list[str] = []

    def written(self) -> str:
        self._break()
        return self.root.inner

    # -- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPHASIS:
            self.depths[EMPHASIS[tag]] += 1
        elif tag == "a":
            self.hrefs.append(safe_href(dict(attrs).get("href") or ""))
        elif tag in SHIFTED:
            self.shifts.append(tag)
        elif tag == "q":
            self._say(QUOTES[self.depths["q"] % 2][0])
            self.depths["q"] += 1
        elif tag == "br" and self.leaf_tags and self.leaf_tags[-1] != "p":
            self._say(" ")
        else:
            self._start_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPHASIS:
            self.depths[EMPHASIS[tag]] -= 1
        elif tag == "a":
            self.hrefs.pop()
        elif tag in SHIFTED:
            self.shifts.pop()
        elif tag == "q":
            self.depths["q"] -= 1
            self._say(QUOTES[self.depths["q"] % 2][1])
        else:
            self._end_block(tag)

    def handle_data(self, data: str) -> None:
        first, *others = data.split("\n") if self.depths["pre"] else [data]
        self._say(first)
        for line in others:
            self._break()
            self._say(line)

    # -- blocks

    def _start_block(self, tag: str) -> None:
        self._break()
        if tag in CONTAINERS:
            self._enter(tag)
        elif tag == "p" or tag in HEADINGS:
            is_in_heading = self.leaf_tags and self.leaf_tags[-1] != "p"
            self.leaf_tags.append(self.leaf_tags[-1] if is_in_heading else HEADINGS.get(tag, "p"))
        self.depths["pre"] += tag == "pre"

    def _end_block(self, tag: str) -> None:
        self._break()
        if tag in CONTAINERS:
            self.path.pop()
        elif tag == "p" or tag in HEADINGS:
            self.leaf_tags.pop()
        self.depths["pre"] -= tag == "pre"

    def _enter(self, tag: str) -> None:
        """Open a container and, where the source left it out, the list or item around it."""
        here, depth = self.path[-1]
        opened = [_Node(tag)]
        if tag == "li" and here.tag not in LISTS:
            opened.insert(0, _last(here, "ul", only_implied=True) or _Node("ul", is_implied=True))
        elif tag != "li" and here.tag in LISTS:
            opened.insert(0, _last(here, "li") or _Node("li"))
        # A list needs room for its items. What lies deeper is told without its containers.
        if depth + len(opened) + (tag in LISTS) > DEEPEST:
            self.path.append((here, depth))
            return
        for node in opened:
            if not here.children or here.children[-1] is not node:
                here.children.append(node)
            here = node
        self.path.append((here, depth + len(opened)))

    # -- words

    def _say(self, text: str) -> None:
        if self.shifts and all(character in SHIFTED[self.shifts[-1]] for character in text):
            text = "".join(SHIFTED[self.shifts[-1]][character] for character in text)
        if self.leaf is None:
            self.leaf = _Leaf(self._leaf_tag)
        href = self.hrefs[-1] if self.hrefs else None
        self.leaf.runs.append((Style(href, self.depths["strong"] > 0, self.depths["em"] > 0), text))

    @property
    def _leaf_tag(self) -> str | None:
        tag = self.leaf_tags[-1] if self.leaf_tags else None
        return None if tag != "p" and self.path[-1][0] is not self.root else tag

    def _break(self) -> None:
        """End the block of words, if one has begun."""
        leaf, self.leaf = self.leaf, None
        if leaf is None or is_blank(compose("".join(text for _, text in leaf.runs))):
            return
        here, _ = self.path[-1]
        here.children.append(_Node("li", [leaf]) if here.tag in LISTS else leaf)


def _last(node: _Node, tag: str, *, only_implied: bool = False) -> _Node | None:
    last = node.children[-1] if node.children else None
    fits = isinstance(last, _Node) and last.tag == tag and (last.is_implied or not only_implied)
    return last if fits else None
