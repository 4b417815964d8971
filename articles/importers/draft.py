"""What every importer returns, and how it refuses."""

from dataclasses import dataclass, field


class Unreadable(Exception):
    """A text that cannot become a draft: a code for the reason and, where known, the line."""

    def __init__(self, code: str, *, line: int | None = None, detail: str = ""):
        super().__init__(f"{code}, line {line}: {detail}")
        self.code = code
        self.line = line
        self.detail = detail


@dataclass(frozen=True, order=True)
class Dropped:
    """Words of the source that stand in no field of the draft, and the code of the reason."""

    line: int
    text: str
    reason: str


@dataclass
class Draft:
    """The parts of an article as an importer understood them; nothing is stored yet."""

    kicker: str = ""
    headline: str = ""
    teaser: str = ""
    label: str = ""
    section: str = ""
    dateline: str = ""
    body: str = ""
    context: str = ""
    key_points: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    agencies: str = ""
    sign_off: str = ""
    picture_caption: str = ""
    picture_credit: str = ""
    picture_file: str = ""
    picture_alt: str = ""
    picture_origin: str = ""
    language: str = "de"
    slug: str = ""
    dropped: list[Dropped] = field(default_factory=list)
    # Fields that the importer filled by its own judgement; a person should look at them.
    proposed: list[str] = field(default_factory=list)

    def drop(self, line: int, text: str, reason: str) -> None:
        self.dropped.append(Dropped(line, text, reason))

    def add_agencies(self, names: list[str]) -> None:
        """Add agencies, each once, in the order in which the text names them."""
        known = [name for name in self.agencies.split(", ") if name]
        self.agencies = ", ".join(dict.fromkeys(known + names))
