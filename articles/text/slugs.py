"""Slugs as Germans would write them."""

import re
from unicodedata import combining, normalize

LONGEST = 80

_SPELLED_OUT = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa", "þ": "th",
        "ð": "d", "đ": "d", "ł": "l", "ı": "i", "&": " und ", "’": None, "'": None, "\xad": None,
        # Names from Russian and Ukrainian news, as German newsrooms spell them.
        "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "jo", "є": "je",
        "ж": "sch", "з": "s", "и": "i", "і": "i", "ї": "ji", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "ch", "ц": "z",
        "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": None, "ы": "y", "ь": None, "э": "e", "ю": "ju",
        "я": "ja",
    }
)  # fmt: skip


def slugify(text: str) -> str:
    """Return a slug of at most 80 characters, cut at a word; empty if the text has no letter we can spell."""
    spelled = normalize("NFC", text.lower()).translate(_SPELLED_OUT)
    bare = "".join(letter for letter in normalize("NFKD", spelled) if not combining(letter))
    slug = "-".join(re.findall("[a-z0-9]+", bare))
    if len(slug) <= LONGEST:
        return slug
    at_word, dash, _ = slug[: LONGEST + 1].rpartition("-")
    return at_word if dash else slug[:LONGEST]
