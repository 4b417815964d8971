"""Readers' pages in a real browser: clean for axe, wide or narrow, with mouse or keyboard, with and without script."""

from itertools import pairwise

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Inquiry
from articles.workflow import publishing, writing
from tests.make import (
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_evidence,
    make_picture,
    make_reporter,
    make_revision,
    make_section,
    make_source,
    make_topic,
)

NARROWEST = {"width": 320, "height": 640}


@pytest.fixture
def paper():
    """Publish a small paper in which every kind of page has something to show, and return their addresses."""
    section, topic = make_section(name="Politik"), make_topic(name="Raketen")
    moscow = make_source(name="Moskau", kind="authority")
    fast = make_checked_claim("unbelegt", statement="Die Rakete ist schnell.", claimant=moscow, topics=[topic])
    make_evidence(fast, source=make_source(name="Wochenblatt"), bears_on="said")
    make_evidence(fast, stance="refutes", quotation="Sie ist langsam.")
    inquiry = Inquiry(claim=fast, addressee="Kreml", asked_on="2024-11-20")
    writing.save(inquiry, by=make_reporter())
    wrong, new = make_checked_claim("falsch"), make_claim()
    before = make_revision(section=section, headline="Was bisher geschah", claims=[fast], topics=[topic])
    gone = make_revision(section=section)
    publishing.withdraw(gone.article, note="Die Quelle gab es nicht.", by=make_editor())
    article = make_article(
        label="factcheck",
        section=section,
        topics=[topic],
        related=[before.article],
        picture=make_picture(),
        key_points="Die Rakete ist neu.\nSie fliegt.",
        body="<p>Moskau sagt, die Rakete sei <strong>sehr</strong> schnell und weit unterwegs.</p><p>Sie ist neu.</p>",
        context="<p>Weil es alle angeht.</p>",
    )
    make_annotation(article, claim=fast, words="die Rakete sei sehr schnell")
    make_annotation(article, claim=wrong, words="schnell und weit")
    make_annotation(article, claim=new, words="Sie ist neu")
    make_annotation(article, claim=new, words="neu", field="key_points")
    return {
        "article": make_revision(article).get_absolute_url(),
        "front": "/",
        "section": section.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "claim": fast.get_absolute_url(),
        "unchecked claim": new.get_absolute_url(),
        "claims": reverse("claim_list") + "?verdict=falsch",
        "no claims": reverse("claim_list") + "?q=nichts&verdict=halbwahr",
        "source": moscow.get_absolute_url(),
        "how we check": reverse("how_we_check"),
        "corrections": reverse("corrections"),
        "search": reverse("search") + "?q=Rakete",
        "empty search": reverse("search"),
        "imprint": reverse("page", args=["impressum"]),
        "english": "/en/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_are_clean_for_axe(open_page, paper, axe, scheme):
    page = open_page(color_scheme=scheme)

    for address in paper.values():
        page.goto(address)

        axe(page)


def test_public_pages_fit_into_320_pixels(open_page, paper):
    page = open_page(viewport=NARROWEST)

    widths = {}
    for name, address in paper.items():
        page.goto(address)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(paper, NARROWEST["width"])


@pytest.mark.parametrize("script", [True, False])
def test_marked_claim_opens_and_closes_by_keyboard(open_page, paper, script):
    page = open_page(java_script_enabled=script)
    page.goto(paper["article"])
    sign = page.locator("#stelle-2-1")

    sign.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog", name="Die Rakete ist schnell.")
    expect(note).to_be_visible()
    expect(note).to_contain_text("Moskau")
    expect(note.get_by_role("link", name="Zur Prüfung")).to_be_visible()

    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(sign).to_be_focused()


def test_open_claim_is_clean_for_axe(open_page, paper, axe):
    page = open_page(viewport={"width": 390, "height": 844})
    page.goto(paper["article"])

    page.locator("#stelle-2-1").click()

    axe(page)


def test_margin_speaks_beside_its_sentence_where_there_is_room(open_page, paper):
    page = open_page(viewport={"width": 1080, "height": 800})
    page.goto(paper["article"])

    beside = page.locator(".margin").first
    sentence = page.locator("mark", has_text="schnell").first
    expect(beside).to_be_visible()
    assert abs(beside.bounding_box()["y"] - sentence.bounding_box()["y"]) < 40
    assert beside.bounding_box()["x"] > page.locator(".text").bounding_box()["x"] + 400

    page.set_viewport_size({"width": 1079, "height": 800})
    expect(beside).to_be_hidden()


@pytest.mark.parametrize("width", range(320, 480, 20))
def test_sign_never_leaves_the_line_of_its_last_word(open_page, paper, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(paper["article"])

    apart = page.evaluate("""() => [...document.querySelectorAll("mark + .tail > .sign")].filter((sign) => {
        const words = sign.parentElement.previousElementSibling.getClientRects();
        const box = sign.getBoundingClientRect();
        return words[words.length - 1].bottom < box.top;
    }).length""")

    assert apart == 0


def test_print_from_a_dark_screen_takes_the_colours_of_paper(open_page, paper):
    page = open_page(color_scheme="dark")
    page.goto(paper["article"])

    page.emulate_media(media="print")

    ink = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--supported')")
    assert ink == "#17578f"


def test_margin_notes_never_cover_one_another(open_page, paper):
    page = open_page()
    page.goto(paper["article"])

    boxes = [note.bounding_box() for note in page.locator(".margin").all()]

    assert len(boxes) == 3
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))


def test_hover_ties_words_sign_and_notes_together(page, paper):
    page.goto(paper["article"])

    page.locator("#stelle-2-1").hover()

    tied = page.locator("[data-note~='2']")
    expect(page.locator(".is-tied")).to_have_count(tied.count())


def test_print_numbers_the_marks_and_leaves_the_notes_below(page, paper):
    page.goto(paper["article"])

    page.emulate_media(media="print")

    expect(page.locator(".notelink").first).to_be_visible()
    expect(page.locator(".margin").first).to_be_hidden()
    expect(page.locator("#notiz-1")).to_be_visible()
    expect(page.locator(".share")).to_be_hidden()


def test_nothing_jumps_while_an_article_loads(page, paper):
    page.goto(paper["article"])

    shift = page.evaluate("""() => new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 300);
    })""")

    assert shift == 0
