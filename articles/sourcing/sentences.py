"""Say in one sentence how many independent origins there are, and who was folded into whom; in German and English."""

from articles.sourcing.independence import NEEDED, UNSTATED, Count, LeftOut, Origin, Reason, Weighing

GERMAN = {
    "and": " und ",
    "all": ["beide", "alle"],
    "numbers": ["Kein unabhängiger Ursprung", "Ein unabhängiger Ursprung", "Zwei unabhängige Ursprünge"],
    "more": "{number} unabhängige Ursprünge",
    "witnesses": ["Kein Zeugnis", "Ein Zeugnis", "Zwei unabhängige Zeugnisse"],
    "more_witnesses": "{number} unabhängige Zeugnisse",
    "records": ["{names} trägt als Originaldokument allein", "{names} tragen als Originaldokumente auch allein"],
    "voices": "{names} sprechen für dieselbe Seite ({origin}) und zählen einmal",
    "unstated": "{names} sagen nicht, woher sie es haben, und zählen zusammen einmal",
    "relay_once": [
        "{names} geht auf eine andere Quelle zurück ({origin}) und zählt mit ihr einmal",
        "{names} gehen {all} auf eine Quelle zurück ({origin}) und zählen mit ihr einmal",
    ],
    "relay_own": [
        "{names} hat es von der Seite, die es behauptet ({origin}), und zählt nicht",
        "{names} haben es von der Seite, die es behauptet ({origin}), und zählen nicht",
    ],
    "relay": [
        "{names} gibt nur weiter, was von anderen kommt ({origin}), und zählt nicht",
        "{names} geben nur weiter, was von anderen kommt ({origin}), und zählen nicht",
    ],
    Reason.OWN_SIDE: [
        "{names} spricht für die Seite, die es behauptet, und zählt nicht",
        "{names} sprechen für die Seite, die es behauptet, und zählen nicht",
    ],
    Reason.VANISHED: [
        "der Beleg von {names} ist nicht mehr auffindbar und zählt nicht",
        "die Belege von {names} sind nicht mehr auffindbar und zählen nicht",
    ],
    Reason.DISCREDITED: [
        "{names} gilt uns als unzuverlässig oder die Angabe als unwahrscheinlich und zählt nicht",
        "{names} gelten uns als unzuverlässig oder ihre Angaben als unwahrscheinlich und zählen nicht",
    ],
    Reason.ANONYMOUS: ["{names} ist anonym und zählt nicht", "{names} sind anonym und zählen nicht"],
    Reason.NO_ORIGIN: [
        "{names} sagt nicht, woher die Angabe stammt, und zählt nicht, solange sie nicht beurteilt ist",
        "{names} sagen nicht, woher die Angaben stammen, und zählen nicht, solange sie nicht beurteilt sind",
    ],
    "unknown": "Ursprung unbekannt",
}
ENGLISH = {
    "and": " and ",
    "all": ["both", "all"],
    "numbers": ["No independent origin", "One independent origin", "Two independent origins"],
    "more": "{number} independent origins",
    "witnesses": ["No witness", "One witness", "Two independent witnesses"],
    "more_witnesses": "{number} independent witnesses",
    "records": ["{names} suffices alone, as a document of record", "{names} suffice alone, as documents of record"],
    "voices": "{names} speak for the same side ({origin}) and count once",
    "unstated": "{names} do not say where they have it from and count once together",
    "relay_once": [
        "{names} goes back to another source ({origin}) and counts once with it",
        "{names} {all} go back to one source ({origin}) and count once with it",
    ],
    "relay_own": [
        "{names} has it from the side that claims it ({origin}) and does not count",
        "{names} have it from the side that claims it ({origin}) and do not count",
    ],
    "relay": [
        "{names} only passes on what comes from others ({origin}) and does not count",
        "{names} only pass on what comes from others ({origin}) and do not count",
    ],
    Reason.OWN_SIDE: [
        "{names} speaks for the side that claims it and does not count",
        "{names} speak for the side that claims it and do not count",
    ],
    Reason.VANISHED: [
        "the evidence from {names} can no longer be found and does not count",
        "the evidence from {names} can no longer be found and does not count",
    ],
    Reason.DISCREDITED: [
        "{names} is held to be unreliable, or the information improbable, and does not count",
        "{names} are held to be unreliable, or their information improbable, and do not count",
    ],
    Reason.ANONYMOUS: ["{names} is anonymous and does not count", "{names} are anonymous and do not count"],
    Reason.NO_ORIGIN: [
        "{names} does not say where the information comes from and does not count until that has been judged",
        "{names} do not say where the information comes from and do not count until that has been judged",
    ],
    "unknown": "origin unknown",
}
MISSING = {
    "de": [
        "Es fehlen zwei voneinander unabhängige Ursprünge, die es stützen, oder ein Originaldokument.",
        "Es fehlt ein zweiter unabhängiger Ursprung, der es stützt, oder ein Originaldokument.",
    ],
    "en": [
        "Missing: two origins, independent of each other, that support it, or one document of record.",
        "Missing: a second independent origin that supports it, or a document of record.",
    ],
}


def explain(count: Count, language: str, *, witnesses: bool = False) -> str:
    """Return the count as one sentence: the origins first, then who was folded into whom and who counts nothing.

    Those who bear out that it was said are called `witnesses`: the claimant's own voice is among them.
    """
    words = ENGLISH if language == "en" else GERMAN
    few, more = ("witnesses", "more_witnesses") if witnesses else ("numbers", "more")
    number = words[few][count.number] if count.number <= NEEDED else words[more].format(number=count.number)
    parts = [f"{number}: {', '.join(origin.name for origin in count.origins)}" if count.origins else number]
    if count.records:
        parts.append(_put(words["records"], count.records, words))
    parts += [_voices(origin, words) for origin in count.origins if len(origin.heads) > 1]
    parts += [_left_out(each, words) for each in count.left_out]
    return "; ".join(parts) + "."


def missing(weighing: Weighing, language: str) -> str:
    """Return what a verdict that leans „supported“ still lacks; nothing where it lacks nothing."""
    if weighing.is_enough:
        return ""
    return MISSING["en" if language == "en" else "de"][weighing.supporting.number]


def _voices(origin: Origin, words: dict) -> str:
    kind = "unstated" if origin.key == UNSTATED else "voices"
    return words[kind].format(names=_list(origin.heads, words), origin=origin.name)


def _left_out(left_out: LeftOut, words: dict) -> str:
    if left_out.reason != Reason.RELAY:
        return _put(words[left_out.reason], left_out.names, words)
    kind = "relay_once" if left_out.counts_once else "relay_own" if left_out.is_claimants else "relay"
    return _put(words[kind], left_out.names, words, origin=left_out.origin or words["unknown"])


def _put(forms: list[str], names: tuple[str, ...], words: dict, **more: str) -> str:
    return forms[len(names) > 1].format(names=_list(names, words), all=words["all"][len(names) > 2], **more)


def _list(names: tuple[str, ...], words: dict) -> str:
    *first, last = names
    return words["and"].join(filter(None, [", ".join(first), last]))
