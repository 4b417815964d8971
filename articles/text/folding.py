"""Compare texts without regard to typography, and still know the places in the text as it is."""

from dataclasses import dataclass
from unicodedata import combining, is_normalized, normalize

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("„“”‟«»″", '"')
    | dict.fromkeys("‚‘’‛‹›′`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t", " ")
    | dict.fromkeys("\xad\u200b\u2060\ufeff", None)
)


@dataclass(frozen=True)
class Folded:
    """A text with plain typography. `origins` says what each character was, unless all kept their places."""

    text: str
    origins: list[tuple[int, int]] | None = None

    @classmethod
    def of(cls, text: str) -> "Folded":
        plain = text.translate(_TYPOGRAPHY)
        if len(plain) == len(text) and is_normalized("NFC", plain):
            return cls(plain)
        return cls._by_letters(text)

    @classmethod
    def _by_letters(cls, text: str) -> "Folded":
        folded, origins = [], []
        start = 0
        for end in range(1, len(text) + 1):
            if end < len(text) and combining(text[end]):
                continue
            letters = normalize("NFC", text[start:end]).translate(_TYPOGRAPHY)
            folded.append(letters)
            origins += [(start, end)] * len(letters)
            start = end
        return cls("".join(folded), origins)

    def original(self, start: int, end: int) -> tuple[int, int]:
        if self.origins is None:
            return start, end
        return self.origins[start][0], self.origins[end - 1][1]
