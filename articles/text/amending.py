"""What kind of change an edit of a published text is, as far as words tell; an editor decides."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, zip_longest

from rapidfuzz.distance import Levenshtein

from .diff import ADDED, CHANGED, KEPT, MOVED, REMOVED, Paragraph, diff_lines
from .sentences import sentences
from .wording import wording_changed

TYPO, UPDATE, CORRECTION = "typo", "update", "correction"
NUMBER, NEGATION, NAME, MANY = "number", "negation", "name", "many"
# Beyond so many words nobody believes in a slip of the pen.
MOST_WORDS, A_FEW_WORDS = 6, 3

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Not the first word of a sentence, which has its capital anyway.
_NOUN_BEFORE = re.compile(r"[\wäöüß,;–-]\s+[A-ZÄÖÜ][\w-]+\s+$")
_WORD = re.compile(r"[\w\u0300-\u036f'’-]+(?:[.,:]\d+)*%?|[%€$§]")
_NUMBER = re.compile(
    r"\d|^(?:null|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\w+zig|hundert\w*|\w*tausend|million\w*|"
    r"milliarde\w*|dutzend\w*|hälfte|viertel|drittel|halb|doppelt)$",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"^(?:nicht|nichts|nie|niemals|niemand\w*|kein\w*|kaum|ohne|weder)$", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """Words that stood there and words that stand there now; `old` and `new` sentences are what a reader read."""

    before: str
    after: str
    old_sentence: str
    new_sentence: str
    is_behind_a_noun: bool = False  # as a surname is: „Alois Anders“, „Bürgermeister Anders“

    @property
    def reasons(self) -> set[str]:
        """Return what of this is more than spelling; of a long addition or cut its length tells enough."""
        if not self.replaces and self.count > A_FEW_WORDS:
            return set()
        found = {reason for pair in self._pairs() for reason in _more_than_spelling(*pair)}
        is_name = self.is_behind_a_noun and self.replaces and self.before.strip().istitle() and bool(self._pairs())
        return found | ({NAME} if is_name and not found else set())

    @property
    def count(self) -> int:
        return max(len(_words(self.before)), len(_words(self.after)))

    @property
    def is_spelling(self) -> bool:
        return not self.reasons and all(_is_respelled(*pair) for pair in self._pairs())

    @property
    def replaces(self) -> bool:
        return bool(_words(self.before) and _words(self.after))

    def _pairs(self) -> list[tuple[str, str]]:
        old, new = _words(self.before), _words(self.after)
        if _folded("".join(old)) == _folded("".join(new)):
            return []  # written as one word or as two, with a capital, a comma, an umlaut
        return list(zip_longest(old, new, fillvalue=""))


@dataclass(frozen=True)
class Assessment:
    """What an edit looks like: the kind that is guessed, what speaks against a mere typo, and the changes."""

    kind: str
    reasons: tuple[str, ...]
    changes: tuple[Change, ...]

    def examples(self, reason: str) -> list[Change]:
        return [change for change in self.changes if reason in change.reasons]


def assess(old: Mapping[str, str], new: Mapping[str, str]) -> Assessment:
    """Return what the edit of a text looks like, both given as the plain text of each field."""
    changes = tuple(change for field in new for change in _changes(old.get(field, ""), new[field]))
    found = {reason for change in changes for reason in change.reasons}
    if sum(change.count for change in changes) > MOST_WORDS:
        found.add(MANY)
    reasons = tuple(reason for reason in (NUMBER, NEGATION, NAME, MANY) if reason in found)
    return Assessment(_guess(changes), reasons, changes)


def _guess(changes: tuple[Change, ...]) -> str:
    if changes and all(change.is_spelling for change in changes):
        return TYPO
    # What was replaced or turned round was wrong; what only came or went is news.
    replaced = [change for change in changes if change.reasons and (change.replaces or NEGATION in change.reasons)]
    return CORRECTION if replaced else UPDATE


def drafted(changes: tuple[Change, ...]) -> str:
    """Return a first draft of what readers are told: „In einer früheren Fassung dieses Artikels hieß es, …“."""
    told = next((change for change in _weightiest_first(changes) if change.old_sentence), None)
    if told is None:
        return ""
    opening = f"In einer früheren Fassung dieses Artikels hieß es: „{_quoted(told.old_sentence)}“"
    if told.before and told.after and _is_short(told):
        return f"{opening} Richtig ist: „{_quoted(told.after)}“ statt „{_quoted(told.before)}“."
    return (
        f"{opening} Richtig ist: „{_quoted(told.new_sentence)}“" if told.new_sentence else f"{opening} Das war falsch."
    )


def _is_short(change: Change) -> bool:
    return 0 < change.count <= 4 and bool(change.reasons)


def _weightiest_first(changes: tuple[Change, ...]) -> list[Change]:
    order = {NUMBER: 0, NEGATION: 1, NAME: 2}
    return sorted(changes, key=lambda change: min((order[each] for each in change.reasons), default=3))


def _quoted(words: str) -> str:
    return words.strip().replace("„", "‚").replace("“", "‘")


def _changes(old: str, new: str) -> Iterator[Change]:
    for paragraph in diff_lines(old, new):
        if paragraph.kind in (CHANGED, ADDED, REMOVED, MOVED):
            yield from _of_paragraph(paragraph)


def _of_paragraph(paragraph: Paragraph) -> Iterator[Change]:
    old = "".join(piece.text for piece in paragraph.pieces if piece.kind != ADDED)
    new = "".join(piece.text for piece in paragraph.pieces if piece.kind != REMOVED)
    was, now = 0, 0
    for is_kept, run in groupby(paragraph.pieces, key=lambda piece: piece.kind == KEPT):
        pieces = list(run)
        before = "".join(piece.text for piece in pieces if piece.kind != ADDED)
        after = "".join(piece.text for piece in pieces if piece.kind != REMOVED)
        if not is_kept and (wording_changed(before, after) or _words(before) != _words(after)):
            told = _sentence(old, was, len(before)), _sentence(new, now, len(after))
            yield Change(before, after, *told, is_behind_a_noun=bool(_NOUN_BEFORE.search(old, 0, was)))
        was, now = was + len(before), now + len(after)


def _sentence(text: str, start: int, length: int) -> str:
    """Return the sentences that the stretch touches; a stretch without length stands within one."""
    end = start + max(length, 1)
    touched = [span for span in sentences(text) if span[0] < end and start < span[1]]
    return text[touched[0][0] : touched[-1][1]] if touched else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _more_than_spelling(old: str, new: str) -> Iterator[str]:
    if (_NUMBER.search(old) or _NUMBER.search(new)) and _figures(old) != _figures(new):
        yield NUMBER
    elif bool(_NEGATION.search(old)) != bool(_NEGATION.search(new)) or _is_turned_round(old, new):
        yield NEGATION
    elif (old[:1].isupper() or new[:1].isupper()) and old and new and not _is_respelled(old, new):
        yield NAME


def _figures(word: str) -> str:
    """Return a number without what only groups its figures: „3.000“ is „3000“."""
    return re.sub(r"(?<=\d)[.\u202f\u00a0'](?=\d{3}\b)", "", word).casefold()


def _is_turned_round(old: str, new: str) -> bool:
    before, after = old.casefold(), new.casefold()
    return bool(before and after) and (before == "un" + after or after == "un" + before)


def _folded(word: str) -> str:
    return word.casefold().translate(_UMLAUTS)


def _is_respelled(old: str, new: str) -> bool:
    """Whether one word is the other, misspelled: as long as they are, few letters differ."""
    if not old or not new:
        return False
    distance = Levenshtein.distance(_folded(old), _folded(new))
    return distance <= max(1, min(len(old), len(new)) // 4)
