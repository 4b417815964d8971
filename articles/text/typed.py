"""Find words in a text that somebody typed: quotation marks, dashes, kinds of space and capitals may differ."""

from collections.abc import Mapping

from .plain import plain_line

_ALIKE = {
    **dict.fromkeys(map(ord, "„“”«»‟"), '"'),
    **dict.fromkeys(map(ord, "‚‘’‹›‛´`"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u202f\n"), " "),
}


def find_typed(text: str, words: str) -> list[tuple[int, int]]:
    """Return every place (code points, end exclusive) where the words stand within one line, as whole words."""
    return [(start, end) for start, end in _places(text, words) if "\n" not in text[start:end]]


def crosses_lines(texts: Mapping[str, str], words: str) -> bool:
    """Whether the words stand in the texts after all, but only across the end of a line or of a field."""
    return bool(_places("\n".join(texts.values()), words))


def _places(text: str, words: str) -> list[tuple[int, int]]:
    folded, wanted = _fold(text), _fold(plain_line(words))
    places, start = [], folded.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if _is_edge(text, start) and _is_edge(text, end):
            places.append((start, end))
        start = folded.find(wanted, start + 1)
    return places


def _fold(text: str) -> str:
    """Return the text for comparing; every character keeps its place."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text.translate(_ALIKE))


def _is_edge(text: str, place: int) -> bool:
    return not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum())
