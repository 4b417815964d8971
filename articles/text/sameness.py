"""Whether two statements say the same in nearly the same words: asked before somebody states a claim twice."""

import re
from collections import Counter
from unicodedata import normalize

# Words that change nothing about what is claimed. Negations, numbers, „soll“ and „kann“ are none of them.
_EMPTY_WORDS = "der die das den dem des dass daß es auch schon bereits nun denn"
_PREPOSITIONS = """
    an auf aus außer bei bis durch für gegen gegenüber hinter in laut mit nach neben ohne seit statt trotz um unter
    über von vor während wegen zu zwischen
"""
_NUMBERS = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_BEFORE_NOUNS = frozenset(_PREPOSITIONS.split())
_FORMS = {
    **{"am": "an", "ans": "an", "beim": "bei", "im": "in", "ins": "in", "vom": "von", "zum": "zu", "zur": "zu"},
    **dict.fromkeys(("ist", "sind", "sei", "seien"), "sein"),
    **dict.fromkeys(("hat", "habe", "haben"), "haben"),
    **dict.fromkeys(("wird", "werde", "werden"), "werden"),
    **{"mio": "Millionen", "mrd": "Milliarden", "%": "Prozent", "€": "Euro", "$": "Dollar"},
    **{word: str(number) for number, word in enumerate(_NUMBERS.split(), start=2)},
}
_ENDINGS = ("en", "em", "er", "es", "et", "e", "n", "s", "t")
_STEM = 3
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*|[^\W\d_]+(?:-?[^\W_]+)*|[%€$]")
_THOUSANDS = re.compile(r"\b(\d{1,3})((?:[.\u00a0\u202f ]\d{3})+)\b(?![.,]\d)")
_HYPHENS = re.compile("[\u00ad\u200b]|(?<=\\w)[‐‑–](?=\\w)")


def says_the_same(left: str, right: str) -> bool:
    """
    Return whether the statements differ at most in order, articles and endings.

    Names and nouns must be the same to the letter, subject and object in the same order; every number must stand
    with the same noun, and no „nicht“ may be in one of them alone.
    """
    tokens = [_tokens(left), _tokens(right)]
    small = {token for side in tokens for token in side if token == token.lower()}
    first, second = (_Statement(side, small) for side in tokens)
    return bool(first.nouns or first.phrases) and first == second


def _tokens(text: str) -> list[str]:
    text = _HYPHENS.sub(lambda found: "-" if found.group() in "‐‑–" else "", normalize("NFC", text))
    text = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    found = (token.replace("-", "") for token in _TOKEN.findall(text))
    return [_FORMS.get(token.lower(), token) for token in found]


class _Statement:
    """The nouns in their order, those behind a preposition or a number together with it, and all the small words."""

    def __init__(self, tokens: list[str], small: set[str]) -> None:
        self.nouns: list[str] = []
        self.phrases: Counter[tuple[str, ...]] = Counter()
        self.words: Counter[str] = Counter()
        waiting: list[str] = []
        for token in tokens:
            word = token.lower()
            if word in _EMPTY:
                continue
            if word in _BEFORE_NOUNS or word[0].isdigit():
                waiting.append(word)
            elif token == word or word in small:
                self.words[_stem(word)] += 1
            elif waiting:
                self.phrases[(*waiting, word.replace("ß", "ss"))] += 1
                waiting = []
            else:
                self.nouns.append(word.replace("ß", "ss"))
        self.words.update(waiting)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Statement) and vars(self) == vars(other)

    __hash__ = None


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word
