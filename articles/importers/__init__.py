"""Turn a text from outside into a Draft: every part in its field, nothing of the text lost."""

import re
from pathlib import PurePath

from articles.text.plain import plain

from .decoding import LIMIT, decode, decode_leniently, tidy
from .draft import Draft, Dropped, Unreadable
from .markdown import read_markdown
from .plaintext import read_plain_text
from .teaser import propose_teaser

__all__ = ["LIMIT", "Draft", "Dropped", "Unreadable", "decode_leniently", "read", "read_text"]

_WEB_PAGE = re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE)
_DRAWING = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<svg\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"---\n(?:#.*\n|\n)*[\w :.-]+:|# \S")


def read(raw: bytes, *, name: str) -> Draft:
    """Return the draft of a file; `name` decides with the first line which format it is."""
    return read_text(decode(raw), name=name)


def read_text(text: str, *, name: str = "") -> Draft:
    """Return the draft of a text, for example a pasted one."""
    _refuse(text)
    text, notes = tidy(text)
    if not text.strip():
        raise Unreadable("empty")
    is_markdown = PurePath(name).suffix.lower() in {".md", ".markdown"} or _MARKDOWN.match(text)
    draft = read_markdown(text) if is_markdown else read_plain_text(text)
    return _completed(draft, notes)


def _refuse(text: str) -> None:
    size = len(text.encode(errors="replace"))
    if size > LIMIT:
        raise Unreadable("too_large", detail=f"{size / 1_000_000:.1f}".replace(".", ","))
    if _DRAWING.match(text):
        raise Unreadable("an_image")
    if _WEB_PAGE.match(text):
        raise Unreadable("a_web_page")


def _completed(draft: Draft, notes: list[Dropped]) -> Draft:
    if not (draft.body or draft.key_points or draft.context):
        raise Unreadable("no_text")
    first = re.search(r"<p>(.*?)</p>", draft.body, re.DOTALL)
    if not draft.teaser and first:
        draft.teaser = propose_teaser(plain(first[0]))
        draft.proposed += ["teaser"] if draft.teaser else []
    draft.dropped = sorted([*draft.dropped, *notes])
    return draft
