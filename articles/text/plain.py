"""The one definition of a field's plain text, in which every offset of an annotation counts.

An offset is a number of Unicode code points, as Python counts them; a browser counts UTF-16 units
and has to convert. A body's plain text has one line for each of its blocks that hold words.
"""

import re
from html import unescape
from unicodedata import combining, normalize

BLOCKS = ("p", "h2", "h3", "ul", "ol", "li", "blockquote")

# What nobody sees and what disturbs or deceives: controls, soft hyphens (a browser breaks German words by
# itself, and a hidden hyphen makes two equal words differ), zero-width spaces, overrides of the direction of
# writing, halves of surrogate pairs, code points that are no characters. The joiners U+200C and U+200D stay:
# emoji and several scripts need them.
_NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\ufeff\u202a-\u202e\u2066-\u2069"
    rf"\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]"
)
# No script stacks 30 marks on a letter, and sorting them takes time in the square of their number.
_MARKS = "".join(mark for mark in map(chr, range(0x300, 0x1F000)) if combining(normalize("NFD", mark)[0]))
_TOO_MANY_MARKS = re.compile(f"[{_MARKS}]{{31,}}")
_LONG_RUN = re.compile("[\u0300-\U0001f000]{31}")  # without one there are not too many marks either
# Not merely removed, or two words would stick together.
BLANKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029 ]+")
_LINE_END = re.compile("\r\n|[\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
# Blanks of other scripts, joiners, marks of direction and variation, tags: alone, they show nothing.
_SEEN = re.compile(
    r"[^\s\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0000-\U000e0fff]"
)

_BLOCK_TAG = re.compile(rf"(</?(?:{'|'.join(BLOCKS)})(?: [^<>]*)?>)")
_TAG = re.compile(r"(<[^<>]*>)")


def plain_field(field: str, value: str) -> str:
    """Return the plain text of an article's field, whatever kind of field it is."""
    if field in ("body", "context"):
        return plain(value)
    return plain_lines(value) if field == "key_points" else plain_line(value)


def plain(html: str) -> str:
    """Return the words of cleaned HTML, one line for each block that holds any."""
    return "\n".join(line for inline in split_blocks(html)[::2] if (line := plain_line(inline_text(inline))))


def plain_lines(text: str) -> str:
    """Return the lines that hold words, each tidied."""
    return "\n".join(tidy for line in _LINE_END.split(text) if (tidy := plain_line(line)))


def plain_line(text: str) -> str:
    """Return one line: composed (NFC), single spaces, none at the edges, nothing that cannot be seen.

    No-break spaces stay, except at the edges, where they are leftovers of an indentation.
    """
    line = BLANKS.sub(" ", compose(text)).strip()
    return "" if is_blank(line) else line


def compose(text: str) -> str:
    """Return the text in NFC and without the characters that we accept nowhere."""
    return normalize("NFC", without_hidden(text))


def without_hidden(text: str) -> str:
    """Return the text without the characters that we accept nowhere."""
    # Hardly any text holds them, and to know that is much cheaper than to look at every place.
    if _HIDDEN.search("".join(set(text))):
        text = _HIDDEN.sub("", text)
    if _LONG_RUN.search(text):
        text = _TOO_MANY_MARKS.sub(lambda marks: marks[0][:30], text)
    return text


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return not _SEEN.search(text)


def split_blocks(html: str) -> list[str]:
    """Split cleaned HTML at its block tags: inline HTML at even places, block tags at odd ones."""
    return _BLOCK_TAG.split(html)


def split_tags(inline: str) -> list[str]:
    """Split inline HTML at its tags: text, entities and all, at even places, tags at odd ones."""
    return _TAG.split(inline)


def inline_text(inline: str) -> str:
    """Return the characters of inline HTML, entities decoded."""
    return unescape(_TAG.sub("", inline))


def escape(text: str) -> str:
    """Return the text as HTML.

    U+0338 is written as a reference: composed with the ">" of a tag before it, it would destroy the tag.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u0338", "&#824;")
