"""Word a sentence so that it says whose claim it is: in the genitive where we know it, else without any case."""

import re

UNCONFIRMED = "unabhängig nicht bestätigt"

# What a noun's end tells about its gender; the first noun of a name that fits decides.
_FEMININE = re.compile(
    r"\w*(?:regierung|partei|behörde|polizei|universität|hochschule|stiftung|kommission|agentur|gesellschaft|kirche|"
    r"stadt|armee|union|firma|zeitung|gruppe|miliz|feuerwehr|bank|staatsanwaltschaft|gewerkschaft|klinik|botschaft|"
    r"verwaltung|fraktion|opposition|organisation|liga|kanzlei|präsidentschaft|abteilung|leitung|redaktion|werft)",
    re.IGNORECASE,
)
_MASCULINE_OR_NEUTER = re.compile(
    r"\w*(?:ministerium|amt|institut|unternehmen|gericht|präsidium|parlament|werk|krankenhaus|labor|"
    r"verband|verein|konzern|senat|bundestag|bundesrat|kreml|dienst|generalstab|hersteller|sender|klub|club|stadtrat|"
    r"gemeinderat|landtag|betreiber|veranstalter|zoo)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"\w+(?:er|es|e)")
_ARTICLE = re.compile(r"(?:der|die|das)\s+", re.IGNORECASE)


def credited(sentence: str, *, name: str, is_proper: bool) -> str:
    """Return the sentence with who says it; `is_proper` tells that the name stands without an article."""
    stem, end = _without_end(sentence)
    told = told_by(name, is_proper=is_proper)
    return f"{stem} – {told}; {UNCONFIRMED}{end}" if told else f"{stem} (Angabe: {name}; {UNCONFIRMED}){end}"


def told_by(name: str, *, is_proper: bool) -> str:
    """Return „nach Angaben …“ for a name, or nothing if we do not know its case."""
    words = _ARTICLE.sub("", name, count=1).split()
    for place, word in enumerate(words):
        before, after = words[:place], words[place + 1 :]
        if not all(_ADJECTIVE.fullmatch(each) for each in before):
            break
        weak = [re.sub(r"(?:er|es|e)$", "en", each) for each in before]
        if _FEMININE.fullmatch(word):
            return " ".join(["nach Angaben der", *weak, word, *after])
        if _MASCULINE_OR_NEUTER.fullmatch(word):
            return " ".join(["nach Angaben des", *weak, word + "s", *after])
    return f"nach Angaben von {name}" if is_proper and not _ARTICLE.match(name) else ""


def _without_end(sentence: str) -> tuple[str, str]:
    found = re.search(r"[.!…]+$", sentence)
    return (sentence[: found.start()], ".") if found else (sentence, "")
