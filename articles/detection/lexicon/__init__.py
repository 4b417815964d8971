"""Word lists, one term a line; an asterisk stands for any ending, a line that begins with # is a remark."""

import re
from functools import cache
from pathlib import Path


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for whole words that finds every term of a list, capital letters or not."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    terms = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    written = [re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for term in terms]
    longest_first = sorted(written, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
