"""Whatever people type into any field, readers' browsers take it for words."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from articles.models import Author, Inquiry, Section
from articles.workflow import publishing, writing
from tests.make import (
    make_administrator,
    make_annotation,
    make_article,
    make_change,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_picture,
    make_reporter,
    make_revision,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

EVIL = "\"'><script>böse()</script><img src=x onerror=böse()>&amp;{{ 7 }}"


@pytest.fixture
def addresses():
    """Publish an article in which every field that takes free text tries to break out."""
    section = writing.save(Section(name=f"R{EVIL}"[:60]), by=make_administrator())
    topic = make_topic(name=f"T{EVIL}"[:80])
    author = writing.save(Author(name=f"A{EVIL}", signature='"><b>'), by=make_reporter())
    source = make_source(name=f"Q{EVIL}", role=f"R{EVIL}", reliability_note=EVIL)
    hidden = make_source(name="anonym", kind="anonymous", role=f"R{EVIL}", anonymity_reason=EVIL)
    claim = make_claim(f"B{EVIL}", claimant=source, background=EVIL, topics=[topic])
    make_evidence(claim, source=hidden, quotation=EVIL, public_note=EVIL)
    make_evidence(claim, source=hidden, bears_on="said", quotation=EVIL, public_note=EVIL)
    inquiry = Inquiry(claim=claim, addressee=EVIL, asked_on="2024-11-20", answered_on="2024-11-21", answer=EVIL)
    writing.save(inquiry, by=make_reporter())
    make_factcheck(
        claim,
        state="in_force",
        summary=EVIL,
        rationale=EVIL,
        author=make_fact_checker(first_name="<b>Vorname</b>", last_name='"><script>'),
    )
    picture = make_picture(alt=EVIL, caption=EVIL, credit=EVIL)
    article = make_article(
        headline=f"H{EVIL}",
        kicker=EVIL,
        teaser=EVIL,
        key_points=EVIL,
        body=f"<p>Ein Satz. {EVIL}</p>",
        context=f"<p>{EVIL}</p>",
        dateline=EVIL[:80],
        agencies=EVIL[:120],
        sign_off=EVIL[:80],
        section=section,
        topics=[topic],
        bylines=[author],
        picture=picture,
    )
    make_annotation(article, claim=claim, words="Ein Satz.")
    make_annotation(article, claim=claim, words="script>", field="teaser")
    revision = make_revision(article)
    make_change(article)
    publishing.correct(article, note=EVIL, by=make_editor())
    return [
        *("/", section.get_absolute_url(), topic.get_absolute_url(), revision.get_absolute_url()),
        *(claim.get_absolute_url(), source.get_absolute_url(), hidden.get_absolute_url()),
        *(reverse("claim_list"), reverse("corrections"), reverse("search") + "?q=%22%3E%3Cscript%3E"),
        *(
            reverse("claim_list") + "?q=%22%3E%3Cscript%3E&verdict=%3Cb%3E",
            reverse("claim_list") + "?%22%3E%3Cscript%3E=1",
        ),
        *("/nix/%22%3E%3Cscript%3E/", "/en/"),
    ]


class Browser(HTMLParser):
    """Reads a page as a browser does and keeps what a hostile field would have had to bring in."""

    def __init__(self, html):
        super().__init__()
        self.caught = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        hostile = [name for name in names if name.startswith("on") or name == "style"]
        if hostile or tag in {"b", "style"} or (tag == "script" and "/static/" not in names.get("src", "")):
            self.caught.append((tag, attributes))
        if tag == "img" and names.get("src") == "x":
            self.caught.append((tag, attributes))


def test_pages_take_free_text_for_words(client, addresses):
    for address in addresses:
        response = client.get(address)

        assert response.status_code == (404 if "nix" in address else 200), address
        assert Browser(response.content.decode()).caught == [], address
