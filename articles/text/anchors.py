"""Tie a quote to its place in a text, and find the place again after an edit.

Rather lost than wrong: a lost anchor goes to an editor, a wrong one puts a verdict on other words.
"""

from dataclasses import dataclass

from .boundaries import is_inside_word
from .evidence import CONTEXT
from .following import follow
from .searching import search
from .wording import wording_changed

__all__ = ["CONTEXT", "Anchor", "BadSelection", "follow", "locate", "make", "snap", "wording_changed"]


class BadSelection(ValueError):
    """Words that cannot be marked; `code` is one of empty, blank, crosses_lines, out_of_range."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Anchor:
    """A quote, the text around it and its place in code points, end exclusive."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def make(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of the selected words, without white space at their edges."""
    _require_range(text, start, end)
    words = text[start:end]
    if not words.strip():
        raise BadSelection("blank" if words else "empty")
    start, end = end - len(words.lstrip()), start + len(words.rstrip())
    if "\n" in text[start:end]:
        raise BadSelection("crosses_lines")
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a selection to whole words; what is blank or lies between two words stays as it is."""
    _require_range(text, start, end)
    while is_inside_word(text, start):
        start -= 1
    while is_inside_word(text, end):
        end += 1
    return start, end


def _require_range(text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        raise BadSelection("out_of_range")


def locate(text: str, *, exact: str, prefix: str, suffix: str, start_hint: int | None = None) -> tuple[int, int] | None:
    """Return where the quote now stands, or None if it is gone or might be another one.

    Compared are texts with plain typography; returned are places in the text as it is.
    """
    if start_hint is not None and _is_untouched(text, exact, prefix, suffix, start_hint):
        return start_hint, start_hint + len(exact)
    return search(text, prefix, exact, suffix)


def _is_untouched(text: str, exact: str, prefix: str, suffix: str, start: int) -> bool:
    try:
        return make(text, start, start + len(exact)) == Anchor(exact, prefix, suffix, start, start + len(exact))
    except BadSelection:
        return False
