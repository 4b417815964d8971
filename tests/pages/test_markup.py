"""Every page of the demo paper is sound: ids, references, headings, pictures, links, languages."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.core.management import call_command

REFERENCES = ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "popovertarget", "for")
INTERACTIVE = {"a", "button", "select", "textarea", "input", "label"}
VOID = {"meta", "link", "img", "br", "input", "hr", "rect", "wbr"}
# What a paragraph cannot hold: the browser would end the paragraph there.
BLOCKS = {"p", "div", "ul", "ol", "dl", "h1", "h2", "h3", "section", "blockquote", "figure", "table", "form", "nav"}


class Page(HTMLParser):
    """Reads a page and notes what is wrong with it."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.wanted, self.links, self.headings, self.faults, self.open = Counter(), set(), [], [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"id {name} twice" for name, times in self.ids.items() if times > 1]
        self.faults += [f"no id {name}" for name in sorted(self.wanted - set(self.ids))]
        self.faults += [f"not closed: {tag}" for tag in self.open]
        if self.headings.count(1) != 1:
            self.faults.append(f"{self.headings.count(1)} first headings")
        steps = zip([0, *self.headings], self.headings, strict=False)
        self.faults += [f"heading {after} after {before}" for before, after in steps if after > before + 1]

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if len(given) < len(attributes):
            self.faults.append(f"an attribute of {tag} twice")
        if "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"inline style or script in {tag}")
        if tag == "html" and not given.get("lang"):
            self.faults.append("no language")
        if tag == "img" and not {"alt", "width", "height"} <= set(given):
            self.faults.append(f"picture {given.get('src')} without alt, width or height")
        if tag in INTERACTIVE - {"input", "select", "textarea"} and INTERACTIVE & set(self.open):
            self.faults.append(f"{tag} within {self.open}")
        if tag in BLOCKS and "p" in self.open:
            self.faults.append(f"{tag} within a paragraph")
        if "id" in given:
            self.ids[given["id"]] += 1
        for name in REFERENCES:
            self.wanted.update(given.get(name, "").split())
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            if given["href"].startswith("#"):
                self.wanted.add(given["href"][1:])
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{tag} closed out of turn")


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "id a twice"),
        ('<a href="#b"></a>', "no id b"),
        ('<p aria-details="c"></p>', "no id c"),
        ("<button><a></a></button>", "a within ['button']"),
        ("<p><div></div></p>", "div within a paragraph"),
        ("<h3></h3>", "heading 3 after 1"),
        ("<img>", "picture None without alt, width or height"),
        ("<div>", "not closed: div"),
        ('<p style="color: red"></p>', "inline style or script in p"),
    ],
)
def test_page_notes_what_is_wrong(html, fault):
    assert fault in Page(f"<h1></h1>{html}").faults


@pytest.mark.django_db
def test_every_page_that_a_reader_can_reach_is_sound(client, settings, tmp_path):
    settings.DEMO, settings.VAR_DIR, settings.MEDIA_ROOT = True, tmp_path, tmp_path
    call_command("seed", verbosity=0)
    others = ["suche/?q=Rakete", "suche/?q=zzz", f"suche/?q={'a' * 300}", "behauptungen/?q=zzz&since=nie", "nirgends/"]
    waiting, seen, faults = ["/", *("/" + other for other in others)], set(), {}

    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or not address.startswith("/") or address.startswith("/en/"):
            continue
        seen.add(address)
        response = client.get(address)
        page = Page(response.content.decode())
        if response.status_code == 404 and not address.endswith("nirgends/"):
            page.faults.append("leads nowhere")
        if page.faults:
            faults[address] = page.faults
        waiting += page.links

    assert faults == {}
    assert len(seen) > 100
