"""Cut a text into sentences; a line's end always ends one."""

import re
from itertools import pairwise

LONGEST = 800

_CLOSERS = "\"'“”„‟«»‘’‚‹›)\\]"
_END = re.compile(rf"[.!?…]+[{_CLOSERS}]*[^\S\n]+|\n+")
_PAUSE = re.compile(r"[,;:–][^\S\n]+")
# After these a point ends no sentence. Figures of two digits are ordinals: „am 5. Dezember“, „im 20. Jahrhundert“.
_NO_END = re.compile(
    r"(?:\b(?:\w|\d{1,2}|Dr|Prof|Dipl|Ing|Nr|Hr|Fr|St|Str|Mio|Mrd|Tsd|ca|bzw|usw|vgl|evtl|ggf|inkl|exkl|Art|Abs|Bd|Jh|"
    r"Jg|Kap|Abb|geb|gest|verh|sog|Mr|Mrs|Ms|Co|vs|Jan|Feb|Aug|Sept|Okt|Nov|Dez))\.$"
)
_LONGEST_ABBREVIATION = 6


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the places of all sentences, without the white space between them.

    Whether there is an end depends on the characters around it alone, so that an edit shifts no other end.
    """
    places, start = [], 0
    for found in _END.finditer(text):
        if _is_end(text, found):
            places += _bearable(text, start, found.end())
            start = found.end()
    return places + _bearable(text, start, len(text))


def _is_end(text: str, found: re.Match[str]) -> bool:
    if found[0][0] == "\n":
        return True
    following = text[found.end() : found.end() + 1]
    if following.islower():
        return False
    if not found[0][1:].strip():
        return not _NO_END.search(text, max(0, found.start() - _LONGEST_ABBREVIATION), found.start() + 1)
    return True


def _bearable(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentence, or its clauses if it is so long that comparing it would take minutes."""
    if end - start <= LONGEST:
        return _trimmed(text, start, end)
    cuts = [start, *(found.end() for found in _PAUSE.finditer(text, start, end)), end]
    return [place for left, right in pairwise(cuts) for place in _trimmed(text, left, right)]


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    part = text[start:end]
    if not (words := part.strip()):
        return []
    start += len(part) - len(part.lstrip())
    return [(start, start + len(words))]
