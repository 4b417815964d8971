"""Where words begin and end."""

import re
from unicodedata import category

_JOINER = "\u200d"
_CLINGS_TO_LEFT = re.compile("[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_WITHIN_WORD = re.compile(r"[-‑'’:*]")
_WITHIN_NUMBER = re.compile(r"[.,:]")


def is_inside_word(text: str, place: int) -> bool:
    """Whether a cut here would part a word, a number, a letter and its accent, or an emoji."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    if left.isspace() or right.isspace():
        return False
    if left == _JOINER or category(right).startswith("M") or _CLINGS_TO_LEFT.match(right):
        return True
    if _FLAG.match(left) and _FLAG.match(right):
        return True
    if _is_of_word(left) and _is_of_word(right):
        return True
    return _binds(text, place - 1) or _binds(text, place)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_" or category(character).startswith("M")


def _binds(text: str, place: int) -> bool:
    """Whether the sign at this place holds a word or number together: Ost-Berlin, Leser:innen, 2,5."""
    around = text[max(0, place - 1) : place + 2]
    if len(around) < 3 or place < 1:
        return False
    left, sign, right = around
    if left.isdigit() and right.isdigit() and _WITHIN_NUMBER.match(sign):
        return True
    return bool(_WITHIN_WORD.match(sign)) and _is_of_word(left) and _is_of_word(right)
