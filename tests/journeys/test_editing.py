"""The article form at work: preview beside it, counters, keys; differences and restoring."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Decision
from articles.workflow import publishing, writing
from tests import make
from tests.journeys.conftest import NARROW

WIDE = {"width": 1500, "height": 950}


def address(act, article, *args):
    return reverse(f"admin:articles_article_{act}", args=[article.pk, *args])


@pytest.fixture
def article():
    article = make.make_article(headline="Moskau rühmt eine Rakete", picture=make.make_picture())
    make.make_annotation(article)
    return article


def edited(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return writing.save(article, by=make.make_reporter())


def test_preview_pane_follows_what_is_typed_and_saves_nothing(open_page, sign_in, article, axe):
    page = open_page(viewport=WIDE)
    sign_in(page, make.make_reporter())
    page.route("**/autosichern/", lambda route: None)  # what the draft saves by itself is not the matter here
    page.goto(address("change", article))
    decisions = Decision.objects.count()

    page.get_by_role("button", name="Vorschau daneben").click()
    shown = page.frame_locator(".preview-pane iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Moskau rühmt eine Rakete")
    page.locator("#id_headline").fill("Moskau rühmt zwei Raketen")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Moskau rühmt zwei Raketen")
    expect(shown.locator("mark").first).to_be_visible()
    page.locator(".ProseMirror").first.press_sequentially("Getippt: ")
    expect(shown.locator("article")).to_contain_text("Getippt:")
    expect(page.locator(".preview-state")).to_have_text("auf dem Stand des Formulars")
    left, right = (page.locator(each).bounding_box() for each in ("#logout-form", ".preview-pane"))
    assert left["x"] + left["width"] <= right["x"]
    axe(page)

    assert Article.objects.get().headline == "Moskau rühmt eine Rakete"
    assert Decision.objects.count() == decisions


def test_preview_pane_shows_phone_and_desktop_width(open_page, sign_in, article):
    page = open_page(viewport=WIDE)
    sign_in(page, make.make_reporter())
    page.goto(address("change", article))
    page.keyboard.press("Alt+Shift+P")
    frame = page.locator(".preview-pane iframe")
    expect(page.frame_locator(".preview-pane iframe").get_by_role("heading", level=1)).to_be_visible()

    def width():
        return frame.evaluate("frame => frame.contentWindow.innerWidth")

    assert width() == 390
    page.get_by_role("button", name="Computer", exact=True).click()
    assert width() == 1280
    box = frame.bounding_box()
    assert box["x"] + box["width"] <= WIDE["width"] + 1
    page.keyboard.press("Escape")
    expect(page.locator(".preview-pane")).to_be_hidden()
    expect(page.get_by_role("button", name="Vorschau daneben")).to_be_focused()


def test_preview_pane_shows_what_readers_see_at_a_moment(open_page, sign_in, article):
    publishing.publish(article, by=make.make_editor())
    edited(article, headline="Noch niemand liest das")
    page = open_page(viewport=WIDE)
    sign_in(page, make.make_reporter())
    page.goto(address("change", article))
    page.get_by_role("button", name="Vorschau daneben").click()
    title = page.frame_locator(".preview-pane iframe").get_by_role("heading", level=1)
    expect(title).to_have_text("Noch niemand liest das")

    page.locator("#preview-moment").fill(f"{make.in_days(1):%Y-%m-%dT%H:%M}")
    page.locator("#preview-moment").blur()

    expect(title).to_have_text("Moskau rühmt eine Rakete")
    page.locator("#preview-moment").fill("2001-01-01T00:00")
    page.locator("#preview-moment").blur()
    expect(title).to_have_text("Dann sehen Leser:innen nichts")


def test_article_just_begun_has_its_preview_as_soon_as_it_is_a_draft(page, sign_in):
    sign_in(page, make.make_reporter())
    page.goto(reverse("admin:articles_article_add"))
    opener = page.get_by_role("button", name="Vorschau daneben")
    expect(page.get_by_text("Die Vorschau gibt es, sobald der Entwurf gesichert ist")).to_be_visible()
    expect(opener).to_be_hidden()

    page.locator("#id_headline").fill("Ein „neuer“ Anfang über Öl")
    expect(opener).to_be_visible()
    opener.click()

    title = page.frame_locator(".preview-pane iframe").get_by_role("heading", level=1)
    expect(title).to_have_text("Ein „neuer“ Anfang über Öl")
    expect(page.get_by_text("Die Vorschau gibt es, sobald der Entwurf gesichert ist")).to_be_hidden()


@pytest.mark.parametrize("kind", ["article", "claim"])
def test_form_comes_before_the_status_on_a_phone(open_page, sign_in, article, kind):
    record = article if kind == "article" else make.make_claim()
    page = open_page(viewport=NARROW)
    sign_in(page, make.make_reporter())
    page.goto(reverse(f"admin:articles_{kind}_change", args=[record.pk]))

    form, panel = (page.locator(each).bounding_box() for each in (f"#{kind}_form", "#panel"))

    assert form["y"] + form["height"] <= panel["y"] + 1


def test_preview_without_room_or_script_is_a_link(open_page, sign_in, article):
    narrow, plain = open_page(viewport=NARROW), open_page(java_script_enabled=False)
    for page in (narrow, plain):
        sign_in(page, make.make_reporter())
        page.goto(address("change", article))
        expect(page.get_by_role("button", name="Vorschau daneben")).to_be_hidden()
        expect(page.get_by_role("link", name="Vorschau", exact=True)).to_have_attribute(
            "href", address("preview", article)
        )


def test_counters_say_in_words_when_a_text_is_too_long(page, sign_in, article):
    sign_in(page, make.make_reporter())
    page.goto(address("change", article))

    page.locator("#id_kicker").fill("ä" * 43)
    editor = page.locator(".ProseMirror").first
    editor.fill("Über 3,5 Millionen Menschen – so die „Behörde“ – sähen das E-Auto 👩‍🚀 nicht.")

    expect(page.locator("#id_kicker_counter")).to_have_text("43 / 40 – ▲ 3 zu viel")
    expect(page.locator("#id_body_counter")).to_have_text("11 Wörter · etwa 1 Min. Lesezeit")
    editor.fill("Wort " * 700)
    expect(page.locator("#id_body_counter")).to_have_text("700 Wörter · etwa 4 Min. Lesezeit")


def test_keys_save_and_are_listed_unless_somebody_writes(page, sign_in, article, axe):
    sign_in(page, make.make_reporter())
    page.goto(address("change", article))
    page.locator("#id_teaser").fill("Wirklich")
    page.keyboard.press("End")
    page.keyboard.type("?")
    expect(page.locator("#desk-keys")).to_be_hidden()
    expect(page.locator("#id_teaser")).to_have_value("Wirklich?")

    page.get_by_role("link", name="Vorschau", exact=True).focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tastatur")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")

    expect(page.locator(".messagelist")).to_contain_text("gespeichert")
    assert Article.objects.get().teaser == "Wirklich?"


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_differences_read_without_colour_on_any_screen(open_page, sign_in, article, axe, viewport, color_scheme):
    revision = publishing.publish(article, by=make.make_editor())
    edited(
        article,
        headline="Moskau rühmt zwei Raketen",
        body=f"<p>Neu davor.</p>{article.body}",
        picture=make.make_picture(),
    )
    page = open_page(viewport=viewport, color_scheme=color_scheme)
    sign_in(page, make.make_reporter())
    page.goto(address("change", revision.article))

    page.get_by_role("link", name="Was ist anders?").first.click()

    expect(page.get_by_role("heading", name="Von „Fassung 1“ zu „Entwurf“")).to_be_visible()
    headline = page.locator(".diff-part", has_text="Überschrift")
    expect(headline.locator("del")).to_contain_text("eine Rakete")
    expect(headline.locator("ins")).to_contain_text("zwei Raketen")
    assert headline.locator("del").evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    assert headline.locator("ins").evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    expect(page.locator(".diff-part", has=page.get_by_role("heading", name="Text", exact=True))).to_contain_text(
        "+ neu"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    axe(page)


def test_restoring_from_the_history_fills_the_draft_again(page, sign_in, article, axe):
    publishing.publish(article, by=make.make_editor())
    edited(article, headline="Ganz anders")
    edited(article, teaser="Auch anders.")
    sign_in(page, make.make_reporter())
    page.goto(address("history", article))
    expect(page.get_by_text("2-mal gespeichert")).to_be_visible()
    axe(page)
    page.get_by_text("2-mal gespeichert").click()
    expect(page.locator(".history-steps").first).to_contain_text("Ganz anders")

    page.get_by_role("link", name=re.compile("In den Entwurf holen")).click()
    expect(page.get_by_role("heading", name="Das ändert sich im Entwurf")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="In den Entwurf holen").click()

    expect(page.locator(".messagelist")).to_contain_text("Im Entwurf steht jetzt die Fassung 1.")
    expect(page.locator("#id_headline")).to_have_value("Moskau rühmt eine Rakete")
