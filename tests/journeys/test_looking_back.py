"""Looking back in a real browser: pages of the past, the house's history and the Prüfprotokoll."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.workflow import clock, publishing, writing
from tests.journeys.conftest import NARROW
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_checked_claim,
    make_editor,
    make_evidence,
    make_reporter,
    make_revision,
)

NARROWEST = {"width": 320, "height": 700}
STATEMENT = "Die Brücke über die Weser trägt größere Lasten."


@pytest.fixture
def story():
    """An article of last week, corrected yesterday, with a claim checked in between."""
    with clock.as_of(in_days(-7)):
        claim = make_checked_claim(statement=STATEMENT)
        make_evidence(claim, url="https://example.org/eine-sehr-lange-adresse-die-nicht-umbricht-aber-umbrechen-muss")
        article = make_article(headline="Brücke gesperrt", body=f"<p>{STATEMENT}</p><p>Sie ist 900 Meter lang.</p>")
        make_annotation(article, claim=claim, words=STATEMENT)
        make_revision(article)
    with clock.as_of(in_days(-1)):
        article.refresh_from_db()
        article.headline, article.body = "Brücke wieder offen", article.body.replace("900", "800")
        writing.save(article, by=make_reporter())
        revision = publishing.correct(article, note="Es sind 800 Meter.", by=make_editor())
    return {"article": article, "revision": revision, "claim": claim}


def of_then(story):
    moment = f"?stand={in_days(-3):%Y-%m-%dT%H:%M}Z"
    pages = ["/", reverse("claim_list"), story["revision"].get_absolute_url(), story["claim"].get_absolute_url()]
    return [address + moment for address in pages]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_past_are_clean_for_axe(open_page, story, axe, scheme):
    page = open_page(color_scheme=scheme)

    for address in of_then(story):
        page.goto(address)

        expect(page.get_by_role("region", name="Kein heutiger Stand")).to_be_visible()
        axe(page)


def test_pages_of_the_past_fit_into_320_pixels(open_page, story):
    page = open_page(viewport=NARROWEST)

    for address in of_then(story):
        page.goto(address)

        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"], address


@pytest.mark.parametrize("script", [True, False])
def test_reader_walks_through_the_past_and_back(open_page, story, script):
    page = open_page(java_script_enabled=script)
    page.goto(story["revision"].get_absolute_url())

    page.get_by_role("link", name="So stand es davor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brücke gesperrt")
    expect(page).to_have_title(re.compile("^Stand "))
    page.locator(".notes").get_by_role("link", name=STATEMENT).click()
    expect(page.get_by_role("region", name="Kein heutiger Stand")).to_contain_text("So stand es am")
    page.get_by_role("link", name="Brücke gesperrt").click()
    expect(page.get_by_text("900 Meter")).to_be_visible()
    page.get_by_role("link", name="Zum heutigen Stand").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Brücke wieder offen")
    expect(page.get_by_role("region", name="Kein heutiger Stand")).to_have_count(0)


def test_reader_chooses_a_moment_at_the_foot(page, story):
    page.goto(story["revision"].get_absolute_url())

    page.get_by_label("Wie stand es am").fill(f"{in_days(-3):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Zeigen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Brücke gesperrt")


@pytest.fixture
def screens(story):
    return [reverse("admin:chronicle"), reverse("admin:articles_article_sheet", args=[story["article"].pk])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_history_and_sheet_are_clean_for_axe(open_page, screens, sign_in, axe, scheme):
    page = open_page(color_scheme=scheme)
    sign_in(page, make_editor())

    for address in screens:
        page.goto(address)

        axe(page)


def test_history_and_sheet_fit_a_phone(open_page, screens, sign_in):
    page = open_page(viewport=NARROW)
    sign_in(page, make_editor())

    for address in screens:
        page.goto(address)

        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_history_is_searched_and_paged_without_script(open_page, screens, sign_in):
    page = open_page(java_script_enabled=False)
    sign_in(page, make_editor())
    page.goto(screens[0])

    page.get_by_label("Wörter").fill("800 Meter")
    page.get_by_label("Tat").select_option("correct")
    page.get_by_role("button", name="Eingrenzen").click()

    expect(page.locator(".chronicle > li")).to_have_count(1)
    expect(page.locator(".chronicle")).to_contain_text("hat den Artikel korrigiert.")
    expect(page.get_by_label("Tat")).to_have_value("correct")


def test_sheet_is_printed_black_on_white_without_the_desk_around_it(page, screens, sign_in):
    sign_in(page, make_editor())
    page.goto(screens[1])
    page.emulate_media(media="print", color_scheme="dark")

    style = "getComputedStyle(document.querySelector('.sheet-claim'))"
    for hidden in ("#header", "#nav-sidebar", ".breadcrumbs", ".sheet-print"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(f"{style}.breakInside") == "avoid"
    assert page.evaluate("document.querySelector('.sheet').offsetWidth / innerWidth") > 0.95
    expect(page.get_by_text("https://example.org/eine-sehr-lange-adresse")).to_be_visible()
