"""The words by which the parts of a German news page give themselves away."""

import re

from articles.choices import Label, PictureOrigin


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# German and English names of a part, as front matter and labelled lines use them.
FIELD_NAMES = {
    "kicker": "kicker dachzeile spitzmarke",
    "headline": "headline title überschrift titel schlagzeile",
    "teaser": "teaser lead standfirst vorspann anriss",
    "label": "label auszeichnung textsorte darstellungsform",
    "section": "section ressort rubrik",
    "dateline": "dateline ortsmarke",
    "context": "context kontext warum_das_wichtig_ist",
    "key_points": "key_points kernpunkte stichpunkte das_wichtigste",
    "topics": "topics tags themen schlagworte schlagwörter",
    "related": "related lesen_sie_auch mehr_zum_thema",
    "bylines": "bylines byline authors author autoren autor autorin autor:in autor:innen autorenzeile",
    "agencies": "agencies agency agenturen agentur",
    "sign_off": "sign_off kürzel kuerzel",
    "picture_caption": "picture_caption caption bildunterschrift bildtext",
    "picture_credit": "picture_credit credit bildnachweis",
    "picture_file": "picture_file picture image bild bilddatei",
    "picture_alt": "picture_alt alt alternativtext",
    "picture_origin": "picture_origin bildherkunft bildart",
    "language": "language lang sprache",
    "slug": "slug adresse",
}
FIELDS = {name: field for field, names in FIELD_NAMES.items() for name in names.split()}

# Only words that no headline begins with may label a line of plain text.
LABELLED_LINES = {
    "dachzeile": "kicker",
    "spitzmarke": "kicker",
    "überschrift": "headline",
    "teaser": "teaser",
    "vorspann": "teaser",
    "anriss": "teaser",
    "ressort": "section",
    "rubrik": "section",
    "ortsmarke": "dateline",
    "bildunterschrift": "picture_caption",
    "bildtext": "picture_caption",
    "bildnachweis": "picture_credit",
    "kürzel": "sign_off",
}

LABELS = {
    "bericht": Label.REPORT,
    "nachricht": Label.REPORT,
    "eilmeldung": Label.REPORT,
    "reportage": Label.REPORT,
    "analyse": Label.ANALYSIS,
    "kommentar": Label.COMMENTARY,
    "meinung": Label.COMMENTARY,
    "leitartikel": Label.COMMENTARY,
    "gastbeitrag": Label.COMMENTARY,
    "kolumne": Label.COMMENTARY,
    "glosse": Label.COMMENTARY,
    "interview": Label.INTERVIEW,
    "faktencheck": Label.FACTCHECK,
    "faktenfuchs": Label.FACTCHECK,
    "hintergrund": Label.EXPLAINER,
    "erklärt": Label.EXPLAINER,
} | {label.value: label for label in Label}

ORIGINS = {
    "foto": PictureOrigin.PHOTO,
    "fotos": PictureOrigin.PHOTO,
    "archivbild": PictureOrigin.ARCHIVE,
    "archivfoto": PictureOrigin.ARCHIVE,
    "archiv": PictureOrigin.ARCHIVE,
    "symbolbild": PictureOrigin.SYMBOLIC,
    "symbolfoto": PictureOrigin.SYMBOLIC,
    "grafik": PictureOrigin.GRAPHIC,
    "illustration": PictureOrigin.GRAPHIC,
    "zeichnung": PictureOrigin.GRAPHIC,
    "ki": PictureOrigin.AI,
    "ki-generiert": PictureOrigin.AI,
} | {origin.value: origin for origin in PictureOrigin}

SECTIONS = words(
    """politik inland ausland deutschland europa welt international wirtschaft finanzen geld börse sport
    fußball kultur feuilleton wissen wissenschaft gesundheit digital technik netzwelt panorama vermischtes
    gesellschaft medien reise auto mobilität umwelt klima lokales regionales region bildung karriere familie
    leben stil justiz geschichte verbraucher nachrichten ratgeber"""
)

# Longer names before the names they begin with.
AGENCIES = sorted(
    words("""dpa-AFX dpa AFP Reuters KNA epd SID APA dts ots AP sda Keystone-SDA ANSA EFE TASS Interfax PA"""),
    key=lambda name: (-len(name), name),
)

RELATED = re.compile(
    r"(Lesen Sie (?:auch|dazu|hierzu|mehr(?: dazu| zum Thema)?)|Mehr (?:zum Thema|dazu)|Auch interessant"
    r"|Das könnte Sie auch interessieren|Weitere (?:Artikel|Nachrichten)(?: zum Thema)?|Passend dazu)"
    r"(?:\s*:\s*(.*))?",
    re.IGNORECASE,
)
TOPICS = re.compile(r"(Themen(?: in diesem Artikel)?|Schlagworte|Schlagwörter|Tags)(?:\s*:\s*(.*))?", re.IGNORECASE)
CONTEXT = re.compile(
    r"((?:Warum|Darum) (?:ist )?das wichtig(?: ist)?|Warum es wichtig ist)\s*\??(?:\s*:\s*(.*))?",
    re.IGNORECASE,
)
KEY_POINTS = re.compile(
    r"(Das Wichtigste (?:in Kürze|im Überblick|auf einen Blick|vorab)|Auf einen Blick|Kurz zusammengefasst"
    r"|Die wichtigsten Punkte)\s*:?",
    re.IGNORECASE,
)

MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DATE_LINE = re.compile(
    r"(?:(?:Stand|Veröffentlicht|Aktualisiert|Erstellt|Zuletzt aktualisiert|Erstveröffentlichung|Datum)"
    r"(?: am)?\s*:?\s*)?"
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-zäöü]*[.,]*\s+)?"
    rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.|(?:{MONTH}))\s?\d{{4}}"
    r"(?:\s*(?:[,|–-]|um)?\s*\d{1,2}[:.]\d{2}(?:\s*Uhr)?)?\.?",
    re.IGNORECASE,
)
