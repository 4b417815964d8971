"""Propose a teaser from the first sentences of a text."""

import re

AIM = 170
LIMIT = 300

_END = re.compile(r"[.!?…][\"'“”«»‘’)]*(?=\s+[\"'„“”»«‚(]?[A-ZÄÖÜ0-9]|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-zÄÖÜäöü]|Dr|Prof|St|Nr|Abs|Art|ca|bzw|etwa|vgl|usw|evtl|Mio|Mrd|Tsd|inkl|Jan|Feb|Apr|Aug|Sept"
    r"|Okt|Nov|Dez|Hl|geb|gest)|(?<!\d)\d{1,2})$"
)


def propose_teaser(paragraph: str) -> str:
    """Return the whole first sentences that fit, at least one; nothing when even the first is too long."""
    found = _END.finditer(paragraph[: LIMIT + 1])
    ends = [match.end() for match in found if not _is_abbreviation(paragraph, match)]
    fitting = [end for end in ends if end <= AIM] or [end for end in ends[:1] if end <= LIMIT]
    return paragraph[: fitting[-1]] if fitting else ""


def _is_abbreviation(text: str, end: re.Match) -> bool:
    """Whether the full stop belongs to a word such as "Dr." or to a date."""
    is_last = end.end() == len(text)
    before = text[max(0, end.start() - 12) : end.start()]
    return not is_last and end[0][0] == "." and bool(_ABBREVIATION.search(before))
