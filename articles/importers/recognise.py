"""Take one paragraph apart: kicker, credit, dateline, agencies, sign-off and names."""

import re
from typing import NamedTuple

from .vocabulary import AGENCIES, LABELS, ORIGINS

_AGENCY = "(?:" + "|".join(re.escape(name) for name in AGENCIES) + ")"
_AGENCY_LIST = rf"{_AGENCY}(?:\s?[,/&+]\s?{_AGENCY}|\s+und\s+{_AGENCY})*"
_AGENCY_NAMES = {name.casefold(): name for name in AGENCIES}

_CREDIT_WORD = (
    r"(?:Bildnachweis|Bildquelle|Bildrechte|Bild|Fotos?|Archivbild|Archivfoto|Symbolbild|Symbolfoto|Grafik"
    r"|Illustration|Zeichnung|Credit)"
)
_CREDIT = re.compile(
    rf"(?P<caption>.*?)(?:^|\s)(?P<open>[(\[])?(?:(?P<word>{_CREDIT_WORD}|Quelle)\s*:|(?P<sign>©))\s*"
    r"(?P<credit>(?:[^.!?]|\.(?!\s+\S+\s+\S+\s)){2,120})"
)
_ORIGIN_IN_CAPTION = re.compile(r"\((Archivbild|Archivfoto|Archiv|Symbolbild|Symbolfoto|KI-generiert)\)", re.IGNORECASE)

_PLACE = r"[A-ZÄÖÜ][\w.'’-]*(?:(?:\s|\s?/\s?)[\w.'’-]+){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:,\s\d{{1,2}}\.\s?\w+(?:\s\d{{4}})?)?)\s\((?P<agencies>{_AGENCY_LIST})\)\s?[-–—:.]*\s+(?=\S)"
)
_CAPITAL_DATELINE = re.compile(r"(?P<place>[A-ZÄÖÜ]{3,}(?:[ /-][A-ZÄÖÜ]{2,}){0,3})\s?[–—-]\s+(?=\S)")

_SITE_SIGN_OFF = re.compile(
    r"(?:^|(?<=\s))(?P<sign>/?(?:[a-zäöü]{2,6}/)+[\w-]+\.(?:de|at|ch|com|net|org)(?:/[\w.-]+)*)$"
)
_SIGN_OFF_IN_BRACKETS = re.compile(
    r"(?<=[.!?…\"“”«»])\s\((?P<sign>[a-zäöü]{2,4}(?:/[\w-]{2,10}){0,3}|mit [\w-]{2,10})\)$"
)
_AGENCIES_AT_END = re.compile(rf"\s\((?P<agencies>{_AGENCY_LIST})\)$")
_AGENCY_LINE = re.compile(
    r"\(?(?:Quellen?\s*:|Agenturen?\s*:"
    r"|(?:Mit )?(?:Material|Informationen|Inhalten) (?:von|der)(?: der| den)?(?: Agenturen)?)?"
    rf"\s*(?P<agencies>{_AGENCY_LIST})\.?\)?",
    re.IGNORECASE,
)

_NAME_WORD = r"(?:[A-ZÄÖÜ][\w.'’-]*)"
_PARTICLE = r"(?:von|van|de|den|der|zu|zur|vom|di|da|del|el|al|bin|ben|ten|le|la)"
_NAME = rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s)*{_NAME_WORD}){{1,3}}"
_NAMES = rf"{_NAME}(?:\s?,\s{_NAME}|\s(?:und|&)\s{_NAME})*"
_BYLINE = re.compile(
    r"(?:(?:Eine? )?"
    r"(?:(?P<label>Kommentar|Analyse|Gastbeitrag|Interview|Kolumne|Glosse|Leitartikel) )?"
    r"(?:[Vv]on|VON)|Text:|Autor(?:in|en)?:|Interview:)\s"
    rf"(?P<names>{_NAMES})(?:,\s(?P<place>[A-ZÄÖÜ][\w-]+))?"
)

_SPEAKING = ("„", "»", '"', "“", "«", "‚", "'")


class Caption(NamedTuple):
    caption: str
    credit: str
    signpost: str


class Byline(NamedTuple):
    names: list[str]
    place: str
    label: str


def split_kicker(headline: str) -> tuple[str, str]:
    """Split "Krieg in der Ukraine: Was jetzt folgt" at the colon.

    What may be a speaker ("Pistorius: Mehr Hilfe", "Anna Beispiel: Ja") stays, for who says it is
    part of the headline.
    """
    kicker, colon, rest = headline.partition(": ")
    words = kicker.split()
    is_name = all(word[0].isupper() for word in words) and not any("-" in word for word in words)
    if not colon or not rest or len(kicker) > 40 or is_name or rest.startswith(_SPEAKING):
        return "", headline
    return kicker, rest.strip()


def split_credit(text: str, *, any_source: bool) -> Caption | None:
    """Split a caption from its credit; in the body "Quelle:" names no photographer."""
    if len(text) > 600 or not (match := _CREDIT.fullmatch(text)):
        return None
    word = match["word"] or match["sign"]
    credit = match["credit"].strip()
    if (word == "Quelle" and not any_source) or (match["open"] and credit[-1:] not in {")", "]"}):
        return None
    return Caption(match["caption"].strip(" |–-"), credit[:-1] if match["open"] else credit, word)


def picture_origin(caption: str, *, credit_word: str) -> str:
    """Return the code that "(Symbolbild)" in a caption or "Archivfoto:" before the credit stands for."""
    named = _ORIGIN_IN_CAPTION.search(caption)
    return str(ORIGINS.get((named[1] if named else credit_word).casefold(), ""))


def split_dateline(text: str) -> tuple[str, list[str], str]:
    """Return place, agencies and the rest of "Berlin (dpa) - Der Bundestag …"."""
    match = _DATELINE.match(text[:200]) or _CAPITAL_DATELINE.match(text[:200])
    if not match:
        return "", [], text
    agencies = agency_names(match.groupdict().get("agencies") or "")
    return match["place"], agencies, text[match.end() :]


def split_sign_off(text: str) -> tuple[str, str]:
    """Return the text without "/abc/site.de" at its end, and the sign-off."""
    match = _SITE_SIGN_OFF.search(text[-80:])
    return _cut_end(text, match, "sign")


def split_last_words(text: str) -> tuple[str, str, list[str]]:
    """Return the last paragraph without "(dpa)" or "(abc/dpa)", the sign-off and the agencies."""
    if match := _AGENCIES_AT_END.search(text[-80:]):
        rest, names = _cut_end(text, match, "agencies")
        return rest, "", agency_names(names)
    rest, sign_off = _cut_end(text, _SIGN_OFF_IN_BRACKETS.search(text[-80:]), "sign")
    return rest, sign_off, agency_names(sign_off)


def _cut_end(text: str, match: re.Match | None, group: str) -> tuple[str, str]:
    if not match:
        return text, ""
    return text[: len(text) - (match.end() - match.start())].rstrip(), match[group]


def agency_names(text: str) -> list[str]:
    """Return the agencies that a Kürzel such as "kie/dpa" names."""
    words = re.split(r"[,/&+\s]+", text)
    return [_AGENCY_NAMES[word.casefold()] for word in words if word.casefold() in _AGENCY_NAMES]


def agencies_of_line(text: str) -> list[str]:
    """Return the agencies of a line that says nothing else."""
    match = _AGENCY_LINE.fullmatch(text) if len(text) <= 150 else None
    return agency_names(match["agencies"]) if match else []


def split_byline(text: str) -> Byline | None:
    """Return the names of "Von Anna Beispiel und Bodo Muster, Brüssel"."""
    match = _BYLINE.fullmatch(text) if len(text) <= 200 else None
    if not match:
        return None
    names = re.split(r"\s?,\s|\s(?:und|&)\s", match["names"])
    label = (match["label"] or "").casefold()
    return Byline(names, match["place"] or "", str(LABELS.get(label, "")))
