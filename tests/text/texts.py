"""Texts nobody would think of, and a reader that sees in a page what a browser would."""

import re
from html import escape
from html.parser import HTMLParser

from hypothesis import strategies as st

from articles.text.plain import BLOCKS

LETTERS = [
    *"aeinrstZÄöüß059.,-–'\"„“<>&;#",
    *("😀", "👩‍🚀", "🇩🇪", "\u0301", "\u0338", "e\u0308", "ᄒ", "ᅡ", "ᆫ", "עברית", "нет", "amp;", "&amp;"),
    *(" ", " ", " ", "  ", "\n", "\t", "\xa0", "\u202f", "\u2009", "\u200d"),
    *("\u200b", "\xad", "\u202e", "\x0b", "\x00", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800", "\r\n"),
]
words = st.lists(st.sampled_from(LETTERS), max_size=12).map("".join)
source = words.map(lambda text: escape(text) if "amp;" not in text else text)


def _in_tag(tags, inner):
    return st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>", st.sampled_from(tags), inner)


INLINE = ["strong", "em", "b", "i", "span", "q", "sup", 'a href="/x"', 'a href="https://e.de/?a=1&amp;b=ü"']
inline = st.recursive(source, lambda inner: _in_tag(INLINE, st.lists(inner, max_size=3)), max_leaves=6)
BLOCK = ["p", "h2", "h4", "ul", "ol", "li", "blockquote", "div", "pre", "td", "table", "figure"]
blocks = st.recursive(
    _in_tag(BLOCK, st.lists(inline, max_size=4)) | inline,
    lambda inner: _in_tag(BLOCK, st.lists(inner, max_size=3)),
    max_leaves=8,
)
well_formed = st.lists(blocks, max_size=5).map("".join)

_TAGS = [tag for name in [*INLINE, *BLOCK, "script", "style", "br", "hr", "svg"] for tag in (f"<{name}>", f"</{name}>")]
broken = st.lists(st.sampled_from([*_TAGS, "<!--", "-->", "<", "&#824;", "&#11;", "&nbsp;"]) | words).map("".join)
anything = well_formed | broken


class _Page(HTMLParser):
    """What a browser makes of our HTML, as far as the promises of the words layer go."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.numbered, self.marked = [], [], [], {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append((tag, dict(attrs)))
        if "data-start" in dict(attrs):
            self.numbered.append([int(dict(attrs)["data-start"]), ""])

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag, "the page is not well formed"

    def handle_data(self, data):
        if any(tag in BLOCKS and "data-start" in attrs for tag, attrs in self.open):
            self.numbered[-1][1] += data
        for tag, attrs in self.open:
            if tag == "mark":
                for key in attrs["class"].split():
                    self.marked[key] = self.marked.get(key, "") + data


def page(html):
    """Return the page, after a look at whether every tag that was opened is closed, in order."""
    read = _Page(html)
    assert read.open == []
    return read


def without_marks(html):
    return re.sub(r"</?mark[^>]*>", "", html)
