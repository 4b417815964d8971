"""News texts in German, made up from a small grammar, and the demo articles: what the bench edits."""

import random
from pathlib import Path

ARTICLES = Path(__file__).resolve().parents[2] / "seeds" / "articles"

PLACES = [
    "Aalen",
    "Bremen",
    "Cottbus",
    "Dessau",
    "Erfurt",
    "Fulda",
    "Gera",
    "Hamm",
    "Ilmenau",
    "Jena",
    "Kiel",
    "Lübeck",
    "Mainz",
    "Neuss",
    "Oldenburg",
]
DISTRICTS = [
    "Mitte",
    "Pankow",
    "Spandau",
    "Neukölln",
    "Köpenick",
    "Lichtenberg",
    "Reinickendorf",
    "Steglitz",
    "Marzahn",
    "Tempelhof",
]
NAMES = [
    "Amsel",
    "Birke",
    "Dachs",
    "Eberesche",
    "Falke",
    "Ginster",
    "Hasel",
    "Iltis",
    "Kranich",
    "Luchs",
    "Marder",
    "Otter",
    "Pirol",
    "Sperber",
]
FIRST = [
    "Anke",
    "Bodo",
    "Carla",
    "Dirk",
    "Enno",
    "Frauke",
    "Gesa",
    "Hauke",
    "Imke",
    "Jost",
    "Katrin",
    "Lars",
    "Meike",
    "Nils",
    "Okka",
]
ROLES = ["Sprecher", "Leiter der Behörde", "Geologin", "Bürgermeisterin", "Kreisrat", "Vorsitzende des Vereins"]
BODIES = ["Stadtverwaltung", "Polizei", "Feuerwehr", "Landesregierung", "Verkehrsbehörde", "Universität", "Kammer"]
THINGS = ["Brücke", "Turnhalle", "Straßenbahn", "Talsperre", "Bibliothek", "Fähre", "Kläranlage", "Seilbahn"]
DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
MOODS = ["stark übertrieben", "ein großer Schritt", "nicht hinnehmbar", "reine Spekulation", "längst überfällig"]
REASONS = ["weil Geld fehlt", "wegen des Hochwassers", "nach einem Gutachten", "obwohl viele dagegen waren"]

SENTENCES = [
    "Die {body} in {place} hat am {day} eine neue {thing} vorgestellt.",
    "Nach Angaben der {body} kostet die {thing} rund {n},{d} Millionen Euro.",
    "Bei einem Unfall nahe {place} sind am {day} {n} Menschen verletzt worden, {d} von ihnen schwer.",
    "„Das ist {mood}“, sagte {first} {name}, {role} in {place}.",
    "Die {thing} in {place} bleibt bis zum {n}. {month} gesperrt, {reason}.",
    "Im vergangenen Jahr zählte die {body} {n}{d}00 Fahrten, das sind {d},{n} Prozent mehr als {year}.",
    "{first} {name} widersprach der Darstellung: Die {thing} sei {year} zuletzt geprüft worden.",
    "Ein Gutachten aus {place} kommt zu dem Schluss, dass die {thing} noch {n} Jahre hält.",
    "Kritiker nennen den Plan „{mood}“ und fordern, die {body} müsse alle Unterlagen offenlegen.",
    "In {place} und {place2} gingen am {day} rund {n}00 Menschen auf die Straße, {reason}.",
    "Der Vertrag zwischen der {body} und der {body2} läuft {year} aus; er war {n} Jahre gültig.",
    "Ob die {thing} wirklich {n} Tonnen trägt, ist unter Fachleuten umstritten.",
    "Es war der {n}. Einsatz seit {month}, und {name} rechnet mit weiteren.",
    "Die Kosten stiegen seit {month} {year} von {n} auf {n}{d} Millionen Euro, wie {first} {name} vorrechnete.",
    "„Wir haben {n} Proben genommen“, sagte {name}, „und keine einzige war belastet.“",
    "{first} {name} (parteilos) stimmte im Rat von {place} dafür, {first2} {name2} dagegen.",
]
STOCK = [
    "Das teilte die Behörde am Abend mit.",
    "Unabhängig bestätigt ist das nicht.",
    "Weitere Angaben lagen zunächst nicht vor.",
    "Die Ermittlungen dauern an.",
    "Das Ministerium äußerte sich dazu nicht.",
]
HEADINGS = ["Was bekannt ist", "Was offen bleibt", "Die Vorgeschichte", "So geht es weiter", "Die Zahlen"]
LINES = [
    "Bezirk {district}: {n} Fälle, {d} Tote",
    "{place} – {place2} {d}:{e} ({e}:{f})",
    "{first} {name} (parteilos): {n},{d} Prozent",
    "{day}, {n}. {month}: {thing} in {place}",
]


class Writer:
    """Writes sentences, lines and texts, the same for the same seed."""

    def __init__(self, chance: random.Random, texts: list[list[list[str]]]) -> None:
        self.chance, self.texts = chance, texts

    def fill(self, template: str) -> str:
        chance = self.chance
        two = {name: chance.sample(words, 2) for name, words in LISTS.items()}
        words = {name: pair[0] for name, pair in two.items()} | {f"{name}2": pair[1] for name, pair in two.items()}
        numbers = {letter: chance.randint(1, 9) for letter in "def"}
        return template.format(**words, **numbers, n=chance.randint(11, 98), year=chance.randint(1990, 2024))

    def sentence(self) -> str:
        return self.fill(self.chance.choice(SENTENCES))

    def paragraph(self) -> list[str]:
        stock = [self.chance.choice(STOCK)] if self.chance.random() < 0.25 else []
        return [self.sentence() for _ in range(self.chance.randint(1, 5))] + stock

    def listing(self, length: int) -> list[str]:
        template = self.chance.choice(LINES)
        lines = [self.fill(template) for _ in range(length)]
        if template is LINES[0]:
            districts = self.chance.sample(DISTRICTS, length)
            lines = [f"Bezirk {name}:{line.split(':')[1]}" for name, line in zip(districts, lines, strict=True)]
        return list(dict.fromkeys(lines))

    def text(self) -> list[list[str]]:
        """Return a text as paragraphs of sentences: half of them made up, half taken from real prose."""
        if self.texts and self.chance.random() < 0.5:
            whole = self.chance.choice(self.texts)
            length = self.chance.randint(4, 14)
            begin = self.chance.randrange(max(1, len(whole) - length))
            return [list(paragraph) for paragraph in whole[begin : begin + length]]
        paragraphs = [self.paragraph() for _ in range(self.chance.randint(4, 12))]
        if self.chance.random() < 0.5:
            paragraphs.insert(self.chance.randrange(len(paragraphs)), [self.chance.choice(HEADINGS)])
        return paragraphs

    def of_length(self, letters: int) -> list[list[str]]:
        paragraphs: list[list[str]] = []
        while sum(len(sentence) + 1 for paragraph in paragraphs for sentence in paragraph) < letters:
            paragraphs += self.text()
        return paragraphs


LISTS = {
    "place": PLACES,
    "district": DISTRICTS,
    "name": NAMES,
    "first": FIRST,
    "role": ROLES,
    "body": BODIES,
    "thing": THINGS,
    "day": DAYS,
    "month": MONTHS,
    "mood": MOODS,
    "reason": REASONS,
}


def demo_articles() -> list[list[list[str]]]:
    """Return the demo articles as paragraphs of sentences."""
    return [parsed(path.read_text(encoding="utf-8").split("---", 2)[2]) for path in sorted(ARTICLES.glob("*.md"))]


def parsed(text: str) -> list[list[str]]:
    """Return a text, one paragraph a line, as paragraphs of sentences; cut roughly, unlike the code under test."""
    lines = (line.lstrip("#>-* ").replace("*", "").strip() for line in text.splitlines())
    return [[part if part[-1] in ".!?“" else f"{part}." for part in line.split(". ")] for line in lines if line]
