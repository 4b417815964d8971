"""What cleaning leaves out of a text, counted, so that an editor can be told."""

from collections import Counter
from html.parser import HTMLParser

from .clean import safe_href

IMAGE, TABLE, EMBED, SCRIPT, INPUT = "image", "table", "embed", "script", "input"
COMMENT, LINK, FORMATTING = "comment", "link", "formatting"
KINDS = {
    **dict.fromkeys(("img", "svg", "v:imagedata", "v:shape", "canvas"), IMAGE),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), EMBED),
    **dict.fromkeys(("input", "button", "select", "textarea"), INPUT),
    "table": TABLE,
    "script": SCRIPT,
}
DRESS = {"font", "u", "s", "strike", "center", "big", "small", "mark", "ins", "del", "style", "link", "xml", "o:p"}
# Tables of Word and of web pages say much about how they look; that is told with the table.
DRESSING = {"style", "class", "align", "color", "bgcolor", "face", "lang"}


def left_out(html: str) -> Counter[str]:
    """Return how often each kind of thing stands in the text that cleaning takes away; words are never among them."""
    if "<" not in html:
        return Counter()
    reader = _Counting()
    reader.feed(html)
    reader.close()
    return reader.found


class _Counting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KINDS:
            self.found[KINDS[tag]] += 1
        elif tag == "a" and any(name == "href" and value and not safe_href(value) for name, value in attrs):
            self.found[LINK] += 1
        elif tag in DRESS or ":" in tag or any(name in DRESSING and value for name, value in attrs):
            self.found[FORMATTING] = 1

    def handle_comment(self, data: str) -> None:
        # Word speaks to itself in comments; what a person wrote there is named.
        if data.startswith(("[if", "[endif", "StartFragment", "EndFragment")):
            self.found[FORMATTING] = 1
        elif data.strip():
            self.found[COMMENT] += 1
