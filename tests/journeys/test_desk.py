"""Small comforts of the desk that only a browser shows: narrow lists, and where one is after saving."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW
from tests.make import make_article, make_checked_claim, make_chief, make_evidence, make_picture, make_section

LISTS = ["article", "claim", "factcheck", "source", "evidence", "picture"]


@pytest.fixture
def desk(sign_in):
    """Return a function that takes a window to an address of the desk, as somebody who may do most things."""
    chief = make_chief()

    def desk(page, name, *args):
        sign_in(page, chief)
        page.goto(reverse(f"admin:{name}", args=args))
        return page

    return desk


@pytest.fixture
def full_house():
    claim = make_checked_claim(statement="Die Donaudampfschifffahrtsgesellschaft fuhr mit Höchstgeschwindigkeit.")
    make_evidence(claim)
    make_picture()
    return make_article(section=make_section(name="Gesellschaftspolitik"))


def test_lists_fit_a_phone_and_name_their_values(open_page, desk, full_house, axe):
    page = open_page(viewport=NARROW)

    for name in LISTS:
        desk(page, f"articles_{name}_changelist")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        assert page.locator("#searchbar").bounding_box()["width"] > 150, name
        axe(page)

    desk(page, "articles_article_changelist")
    assert page.locator("td.field-section").get_attribute("data-label") == "Ressort: "


def test_saving_by_keyboard_keeps_the_place_and_says_so(page, desk, full_house):
    desk(page, "articles_article_change", full_house.pk)
    editor = page.locator(".field-context .ProseMirror")
    editor.click()
    page.keyboard.type("Weil es so ist.")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    expect(page.locator(".submit-row .saved")).to_contain_text("Artikel gespeichert.")
    expect(editor).to_be_focused()
    expect(editor).to_be_in_viewport()
