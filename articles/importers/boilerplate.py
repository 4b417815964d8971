"""Lines of a saved page that belong to the site, not to the story."""

import re

from .vocabulary import words

# Longer paragraphs are never boilerplate, whatever words they hold.
LONGEST = 500

_LINES = {
    "share": """
        artikel teilen|diesen artikel teilen|beitrag teilen|teilen|jetzt teilen|artikel drucken|artikel merken
        |artikel anhören|link kopieren|link kopiert|per mail teilen|per e-mail teilen|als e-mail versenden
        |drucken|merken|vorlesen|kommentare|zu den kommentaren|kommentar schreiben|schriftgröße""",
    "advertisement": "anzeige|anzeigen|werbung|- anzeige -|sponsored|advertisement",
    "newsletter": "newsletter|zum newsletter|newsletter bestellen|newsletter abonnieren",
    "navigation": """
        startseite|zur startseite|home|menü|suche|zum inhalt springen|zum seitenanfang|nach oben|zurück
        |weiterlesen|mehr lesen|mehr anzeigen|vorheriger artikel|nächster artikel|impressum|datenschutz
        |kontakt|abo|anmelden""",
}
_EXACT = {line.strip(): reason for reason, lines in _LINES.items() for line in lines.split("|")}

# Names of networks are buttons only next to other buttons: "Twitter" alone may be a topic.
_NETWORKS = words(
    """facebook twitter x whatsapp telegram linkedin xing pocket pinterest flipboard threads bluesky mastodon
    e-mail mail instagram"""
)

_NETWORK_WORD = (
    r"(?:WhatsApp|Facebook|Twitter|Instagram|YouTube|TikTok|Telegram|Bluesky|Mastodon|Threads|Pinterest|LinkedIn"
    r"|Google News|sozialen (?:Medien|Netzwerken))"
)
_PATTERNS = [
    (r"(?:Auf|Bei|Per|Über|Via) (?:\S+ ){1,3}teilen", "share"),
    (r"Teilen (?:auf|bei|per|via|über) \S+", "share"),
    (r"\d+ Kommentare?|Kommentare? \(\d+\)", "share"),
    (rf"Folge[nt]? (?:Sie|uns|Du)\b.*\b{_NETWORK_WORD}\b.*", "social"),
    (rf"(?:Abonniere|Besuche|Finde)n? (?:Sie )?.*\b(?:uns|unsere[mnrs]?)\b.*\b{_NETWORK_WORD}.*", "social"),
    (r"(?:Abonniere|Bestelle)n? .*\bNewsletter\b.*", "newsletter"),
    (r"(?:Jetzt|Melden Sie sich|Mit unserem|Unser) .*\bNewsletter\b.*", "newsletter"),
    (r"Erfahren Sie (?:hier )?mehr (?:über|zu) .*\b(?:Redaktion|Standards|uns)\b.*", "self_promotion"),
    (r"(?:So arbeitet|Hier finden Sie|Mehr über) .*\b(?:unsere|die) Redaktion\b.*", "self_promotion"),
    (r"(?:©|\(c\)|Copyright)\s.{0,120}", "copyright"),
    (r".{0,80}\bAlle Rechte vorbehalten\.?", "copyright"),
    (r"(?:Lesedauer|Lesezeit)\s*:?\s*(?:ca\. )?\d+ ?(?:Min\.?|Minuten?)", "reading_time"),
    (r"\d+ (?:Min\.|Minuten?) (?:Lesezeit|Lesedauer)", "reading_time"),
]
_COMPILED = [(re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _PATTERNS]


def boilerplate(text: str, *, beside_buttons: bool = False) -> str | None:
    """Return why a paragraph is no part of the story, or None when it is one."""
    if len(text) > LONGEST:
        return None
    if not re.search(r"\w", text):
        return "ornament"
    line = text.casefold().strip(" :>»›|")
    if line in _EXACT:
        return _EXACT[line]
    if beside_buttons and line in _NETWORKS:
        return "share"
    for pattern, reason in _COMPILED:
        if pattern.fullmatch(text):
            return reason
    return None
