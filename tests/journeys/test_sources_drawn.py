"""The drawings in a real browser: twelve sources with long names fit a phone, a desk, paper and the dark."""

import pytest
from playwright.sync_api import expect

from articles.models import Verdict
from tests.make import make_claim, make_editor, make_evidence, make_factcheck, make_revision, make_source

LONG = "Bundesanstalt für Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenaufsicht"


@pytest.fixture
def address():
    """Publish a claim with a dozen sources: its own side, two origins, twins, relays, and some that count nothing."""
    moscow = make_source(name="Russische Regierung")
    claim = make_claim("Die Oreschnik fliegt mit Hyperschallgeschwindigkeit.", claimant=moscow)
    kremlin = make_evidence(claim, source=make_source(name="Kreml", part_of=moscow), bears_on="said")
    make_evidence(claim, source=make_source(name="Tass", kind="agency"), bears_on="said", goes_back_to=kremlin)
    office = make_source(name=LONG)
    origin = make_evidence(claim, source=office)
    make_evidence(claim, source=make_source(name=f"{LONG} Nord", part_of=office))
    relay = make_evidence(claim, source=make_source(name="Reuters", kind="agency"), goes_back_to=origin)
    make_evidence(claim, source=make_source(name="Süddeutsche Zeitung", kind="outlet"), goes_back_to=relay)
    make_evidence(claim, source=make_source(name="Institut für Flugkörper"))
    make_evidence(claim, stance="refutes")
    for _ in range(4):
        make_evidence(claim, source=make_source(kind="agency"))
    make_factcheck(claim, state="in_force")
    make_factcheck(claim, state="in_force", verdict=Verdict.objects.get(slug="richtig"), reviewer=make_editor())
    make_revision(claims=[claim])
    return claim.get_absolute_url()


SCREENS = {
    "phone": ({"viewport": {"width": 390, "height": 844}}, "narrow"),
    "small phone, dark": ({"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}, "narrow"),
    "desk": ({"viewport": {"width": 1280, "height": 900}}, "wide"),
    "desk, dark": ({"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}, "wide"),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_drawings_fit_the_page_and_show_one_size(open_page, axe, address, screen):
    options, size = SCREENS[screen]
    page = open_page(**options)

    page.goto(address)

    other = {"narrow": "wide", "wide": "narrow"}[size]
    expect(page.locator(f".drawing--{size}").first).to_be_visible()
    expect(page.locator(f".drawing--{other}").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(BEYOND) == []
    axe(page)


# The words that reach over the edge of the drawing they belong to.
BEYOND = """() => [...document.querySelectorAll("svg.drawing")]
  .filter((drawing) => drawing.checkVisibility())
  .flatMap((drawing) => {
    const edge = drawing.getBoundingClientRect();
    return [...drawing.querySelectorAll("text")].filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 2;
    }).map((text) => text.textContent);
  })"""


def test_a_screen_reader_meets_each_drawing_once_by_its_name(open_page, address):
    page = open_page()

    page.goto(address)

    for name in ("Wer es sagt, weitergibt, bestätigt", "Verlauf der beiden Antworten"):
        expect(page.get_by_role("img", name=name)).to_have_count(1)
    page.get_by_text("Die Zeichnung als Liste").click()
    expect(page.locator(".drawing__list li")).to_have_count(13)


def test_on_paper_the_drawing_is_there_in_black(open_page, address):
    page = open_page(viewport={"width": 794, "height": 1123})
    page.goto(address)

    page.emulate_media(media="print")

    drawing = page.locator("svg.drawing:visible").first
    expect(drawing).to_be_visible()
    assert drawing.locator(".drawing__name").first.evaluate("text => getComputedStyle(text).fill") == "rgb(0, 0, 0)"
