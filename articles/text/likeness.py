"""How much two statements say the same, judged by their telling words alone; good for proposals, not for proof."""

import re

from rapidfuzz import fuzz

ALIKE = 0.34
LONG_WORD = 10

# Words that many sentences share and that tell nothing; those of three letters or fewer never count.
_EMPTY_WORDS = """
    aber alle allem allen aller alles also auch beim bereits bisher dabei dafür damit dann daran dass deren derzeit
    deshalb dessen diese diesem diesen dieser dieses doch durch eine einem einen einer eines einige erst etwa etwas
    gegen gibt habe haben hatte hatten ihre ihrem ihren ihrer immer indem jede jeden jeder jedoch jetzt kann kein
    keine keinen könne können könnte laut mehr müsse müssen nach nicht nichts noch oder ohne schon sehr sein seine
    seinem seinen seiner seit sich sind sogar soll sollen sollte sowie unter viel viele wegen weil weiter welche
    wenn werde werden wieder will wird wolle wollen worden wurde wurden während wäre zufolge zwar zwischen über
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_WORD = re.compile(r"[^\W_]+")
STEM = 5


def telling_words(text: str) -> list[str]:
    """Return the words that carry the meaning, in lower case, the longest first."""
    words = {word for word in _WORD.findall(text.lower()) if word not in _EMPTY and (len(word) > 3 or word.isdigit())}
    return sorted(words, key=lambda word: (-len(word), word))


def likeness(words: str, statement: str) -> float:
    """Return from 0 to 1 how far the shorter of two texts is contained in the other, long words weighing more."""
    left, right = _weights(words), _weights(statement)
    shared = left.keys() & right.keys()
    common = sum(min(left[stem], right[stem]) for stem in shared)
    # One short word in common is chance, a long one is not.
    if len(shared) == 1 and common < LONG_WORD and min(len(left), len(right)) > 1:
        return 0.0
    return common / max(1, min(sum(left.values()), sum(right.values())))


def nearness(words: str, statement: str) -> float:
    """Return from 0 to 1 how near two texts are, for sorting: by their telling words first, then letter by letter."""
    return 0.7 * likeness(words, statement) + 0.3 * fuzz.token_sort_ratio(words.lower(), statement.lower()) / 100


def _weights(text: str) -> dict[str, int]:
    """Return stems, cut so that German endings matter less, each with the length of its word."""
    return {word[:STEM]: len(word) for word in reversed(telling_words(text))}
