"""Does the text itself say that something is unconfirmed? A negation and a verb in one clause, or a telling word."""

import re
from collections.abc import Iterator

from articles.detection.finding import Finding, Span
from articles.detection.lexicon import pattern
from articles.text.sentences import sentences

NAME = "unconfirmed"

_CLAUSE = re.compile(r"[^,;:–—()]+")
_OPENING = r"(?<![\w-])"
_NOT = re.compile(
    rf"{_OPENING}(?:(?:nicht|nie|niemals|kaum|niemand(?:em|en)?|nichts|weder)(?![\w-])(?!\s+(?:nur|allein|zuletzt)\b)"
    rf"|kein(?:e[mnrs]?)?(?!\w)|keinerlei)",
    re.IGNORECASE,
)
_CONFIRM = re.compile(rf"{_OPENING}(?:bestätig(?!ung)|verifizier|beweis(?:en|bar)|bewiesen|beleg(?!schaft))\w*", re.I)
_EXAMINE = re.compile(rf"{_OPENING}(?:über|nach)?(?:prüf(?!ung)|geprüft)\w*", re.IGNORECASE)
_CONFIRMATION = re.compile(r"\b(?:Bestätigung|Belege?|Beweise?)\b")
_LACKING = re.compile(
    r"\b(?:(?:steht|stehe|stand|stünde|stehen|standen)\b.*\baus|fehlt|fehlte|fehle|fehlen|fehlten|"
    r"(?:blieb|bleibt|bleibe|blieben)\b.*\baus)\b|\b(?:ausstehe|aussteht|ausstand|ausblieb)\b"
)
# Who will not confirm, or need not: nothing is said about what is so.
_NO_COMMENT = re.compile(
    r"\b(?:muss|müssen|musste|mussten|müsse|brauch\w*|woll(?:te|ten|en|e)|will|mochten?|möchten?|durfte|durften)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^\s*(?:wenn|falls|sofern|sollten?)\b", re.IGNORECASE)
_BY_NOW = re.compile(r"\b(?:inzwischen|mittlerweile|seither|seitdem|nun|jetzt|später|längst)\b", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:bestätig|beleg|verifizier|bewiesen)\w*", re.IGNORECASE)
_DENIED = re.compile(r"\bnicht\s+(?:nur\s+)?$", re.IGNORECASE)
_INDEPENDENT = re.compile(r"\bunabhängig\w*", re.IGNORECASE)
_IT = re.compile(r"\b(?:das|dies|es|sich)\b(?!\s+(?-i:[A-ZÄÖÜ]))", re.IGNORECASE)

_PREFIX = r"(?:be|er|ver|zer|ent|emp|miss|über|unter|wider|hinter|durch|um)"
_PARTICIPLE = rf"(?:worden|\w*(?:ge\w{{2,}}(?:t|en)|{_PREFIX}\w{{2,}}(?:t|en)|\w+iert))"
# „soll … getötet haben“, „getötet haben soll“; with „will“ it is the speaker's own word.
_SAID_TO_HAVE = re.compile(
    rf"\b(?:soll|sollen|solle|will|wollen|wolle)\b(?P<between>.*?)\b(?P<participle>{_PARTICIPLE})\s+"
    rf"(?P<auxiliary>haben|sein)(?=\W*$|\s+(?:und|oder)\b)"
    rf"|\b(?P<early>{_PARTICIPLE})\s+(?P<aux>haben|sein)\s+(?:soll|sollen|solle|will|wollen|wolle)\b"
)
# „soll Moskau zufolge … können“: with a source and a verb of state it tells what somebody says, and plans nothing.
_SAID_TO_BE = re.compile(
    r"\b(?:soll|sollen|solle)\b.*?\b(?:können|sein|handeln|aufhalten|befinden|besitzen|verfügen|stammen|gehören|liegen|"
    r"stecken|wissen|leben|stehen|heißen)(?=\W*$)"
)
_BY_SOURCE = re.compile(
    r"\b(?:zufolge|laut|[Nn]ach\s+(?:ersten\s+|bisherigen\s+)?(?:Angaben|Informationen|Berichten|Aussagen|Erkenntnissen))\b"
)
_RUMOURS = re.compile(r"\bkursier\w*\b.*?\bGerüchte?n?\b|\bGerüchte?n?\b.*?\bkursier\w*\b")
_BY_THEN = re.compile(
    r"\b(?:bis|spätestens|ab|künftig|in Zukunft)\b(?:\s+(?:zum|zur|Ende|Anfang|Mitte|spätestens|\w+))?", re.IGNORECASE
)
# A sentence such as „Unabhängig bestätigt ist das nicht“ speaks about what stands before it.
_BACK = re.compile(
    r"\b(?:das|dies|dafür|hierfür|davon|darüber)\b(?!\s+(?:\w+e[nrs]?\s+)?(?-i:[A-ZÄÖÜ]))"
    r"|\b(?:die|diese|dieser|diesen|der|den|deren|seine|seiner|ihre|ihrer|solche|beide|alle|zu)\s+(?:\w+e[nrs]?\s+)?(?P<noun>\w+)",
    re.IGNORECASE,
)


def detect(text: str) -> Iterator[Finding]:
    """Yield one finding for each sentence that says so; the cue is what gave it away."""
    for start, end in sentences(text):
        cue = _cue(text[start:end])
        if cue:
            exact = text[start + cue[0] : start + cue[1]]
            about = (_back_to(text, start), end) if _refers_back(text[start:end]) else (start, end)
            yield Finding(NAME, start + cue[0], start + cue[1], exact, (start, end), about)


def _cue(sentence: str) -> Span | None:
    if sentence.rstrip("“”\"'«»‹› ").endswith("?") or _is_settled_by_now(sentence):
        return None
    return _telling_word(sentence) or _rumours(sentence) or _not_confirmed(sentence) or _said_to_have(sentence)


def _is_settled_by_now(sentence: str) -> bool:
    """Whether a clause says that it has been confirmed meanwhile: then nothing is open any more."""
    by_now = (clause[found.start() :] for clause in _CLAUSE.findall(sentence) if (found := _BY_NOW.search(clause)))
    return any(_SETTLED.search(said) and not _NOT.search(said) and not _telling_word(said) for said in by_now)


def _telling_word(sentence: str) -> Span | None:
    found = pattern("unconfirmed").search(sentence)
    if not found or _DENIED.search(sentence[: found.start()]):
        return None
    return found.span()


def _rumours(sentence: str) -> Span | None:
    found = _RUMOURS.search(sentence)
    return found.span() if found else None


def _not_confirmed(sentence: str) -> Span | None:
    if pattern("procedures").search(sentence):
        return None
    for clause in _CLAUSE.finditer(sentence):
        cue = None if _CONDITION.search(clause[0]) else _negated(clause[0], sentence)
        if cue:
            return clause.start() + cue[0], clause.start() + cue[1]
    return None


def _negated(clause: str, sentence: str) -> Span | None:
    noun = _CONFIRMATION.search(clause)
    lacking = _LACKING.search(clause) if noun else None
    if noun and noun[0] == "Bestätigung" and lacking:
        return _around(noun, lacking)
    no = _NOT.search(clause)
    if not no:
        return None
    if noun:
        return _around(no, noun) if _no_proof(clause, no, noun) else None
    verb = next((each for each in _CONFIRM.finditer(clause) if not _is_noun(each)), None)
    if verb and not _NO_COMMENT.search(clause) and not _is_denied_of_something_else(clause, no, verb):
        return _around(no, verb)
    verb = _EXAMINE.search(clause)
    if verb and not _NO_COMMENT.search(clause) and _speaks_of_words(clause, sentence):
        return _around(no, verb)
    return None


def _no_proof(clause: str, no: re.Match[str], noun: re.Match[str]) -> bool:
    """„keine Belege“, „Belege gibt es nicht“; not „kein Richter sah die Belege“."""
    if no[0].lower().startswith("kein"):
        return noun.start() - no.end() >= 0 and len(clause[no.end() : noun.start()].split()) <= 3
    return bool(
        re.search(r"\b(?:gibt|gab|gebe|gäbe|liegt|liegen|lag|lagen|legt|legte|legten|nannte|nannten)\b", clause)
    )


def _is_noun(word: re.Match[str]) -> bool:
    """„mit den Belegen“; at the beginning a capital letter tells nothing."""
    return word[0] in {"Belegen", "Beweisen"} and bool(word.string[: word.start()].strip(" „"))


def _is_denied_of_something_else(clause: str, no: re.Match[str], verb: re.Match[str]) -> bool:
    """„bestätigte keine weiteren Fälle“ confirms; a „kein“ must stand before its verb."""
    return no[0].lower().startswith("kein") and no.start() > verb.start()


def _speaks_of_words(clause: str, sentence: str) -> bool:
    """Whether what was not examined is something said, and not a bridge or a bill."""
    return bool(_INDEPENDENT.search(clause) or _IT.search(clause) or pattern("said").search(sentence))


def _said_to_have(sentence: str) -> Span | None:
    for clause in _CLAUSE.finditer(sentence):
        state = _SAID_TO_BE.search(clause[0])
        if state and _BY_SOURCE.search(clause[0]) and not _BY_THEN.search(clause[0]):
            return clause.start() + state.start(), clause.start() + state.end()
        for found in _SAID_TO_HAVE.finditer(clause[0]):
            participle = found["participle"] or found["early"]
            helper = found["auxiliary"] or found["aux"]
            if _BY_THEN.search(clause[0]) or _CONDITION.search(clause[0]):
                continue
            if helper == "haben" or pattern("went").fullmatch(participle):
                return clause.start() + found.start(), clause.start() + found.end()
    return None


def _around(left: re.Match[str], right: re.Match[str]) -> Span:
    return min(left.start(), right.start()), max(left.end(), right.end())


def _refers_back(sentence: str) -> bool:
    return any(not found["noun"] or pattern("said").fullmatch(found["noun"]) for found in _BACK.finditer(sentence))


def _back_to(text: str, start: int) -> int:
    """Return where the paragraph begins, or the one before if the sentence opens its own."""
    begins = text.rfind("\n", 0, start) + 1
    return begins if text[begins:start].strip() else text.rfind("\n", 0, max(0, begins - 1)) + 1
