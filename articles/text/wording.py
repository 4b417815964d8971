"""Whether somebody who reads two stretches of text reads the same words."""

import re

from .alignment import words_of
from .folding import Folded

_QUOTATION_MARKS = re.compile(r"[\"']")


def wording_changed(old_words: str, new_words: str) -> bool:
    """Whether more differs than spaces, quotation marks, kinds of dashes and how a letter is composed."""
    return _read(old_words) != _read(new_words)


def _read(text: str) -> list[str]:
    plain = _QUOTATION_MARKS.sub("", Folded.of(text).text).replace("…", "...")
    return [plain[word.start : word.end] for word in words_of(plain, 0, len(plain))]
