"""A new verdict on its way: seen before it is given, carried to the article, put aside, and read in the handover."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import OpenPoint, Verdict, Visit
from tests.journeys.conftest import NARROW, WIDE
from tests.make import make_checked_claim, make_editor, make_factcheck, make_reporter, make_revision


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_verdict_reaches_the_writer_and_is_put_aside(open_page, sign_in, axe, viewport, scheme):
    writer, editor = make_reporter(first_name="Ida", last_name="Öhr"), make_editor()
    claim = make_checked_claim("unbelegt", statement="Die Glocke „Öde Liese“ wiegt zwölf Tonnen.")
    make_revision(claims=[claim], headline="Glockenguss", assignee=writer)
    check = make_factcheck(
        claim,
        state="submitted",
        verdict=Verdict.objects.get(slug="teilweise-falsch"),
        change_reason="Sie wurde gewogen.",
    )
    page = open_page(viewport=viewport, color_scheme=scheme)

    sign_in(page, editor)
    page.goto(reverse("admin:articles_factcheck_examine", args=[check.pk]))
    expect(page.locator(".reach")).to_contain_text("Glockenguss")
    axe(page)
    page.get_by_label("Warum trägt die Begründung?").fill("Das Wiegeprotokoll liegt vor.")
    page.get_by_role("button", name="Freigeben").click()
    expect(page.locator(".reach").get_by_role("link", name="offener Punkt")).to_be_visible()
    axe(page)

    sign_in(page, writer)
    page.goto(reverse("admin:index"))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator(".queue-points a.line").click()
    expect(page.locator(".point-notes")).to_have_text("Neue Bewertung: Unbelegt → Teilweise falsch")
    axe(page)
    page.get_by_label("Nicht nötig").check()
    page.get_by_role("button", name="Punkt ablegen").click()
    expect(page.locator(".errorlist")).to_contain_text("ohne Begründung bleibt der Punkt offen")
    expect(page.get_by_label("Nicht nötig")).to_be_checked()
    page.get_by_label("Begründung").fill("Der Absatz nennt das Gewicht nicht.")
    page.get_by_role("button", name="Punkt ablegen").click()
    expect(page.locator(".messagelist")).to_contain_text("Der Punkt ist abgelegt")

    sign_in(page, editor)
    page.goto(reverse("admin:index"))
    page.locator(".handover-line a").click()
    story = page.locator(".story").filter(has_text="Glockenguss").first
    expect(story).to_contain_text("hat einen offenen Punkt abgelegt")
    axe(page)
    page.get_by_role("button", name="Gelesen").click()
    expect(page.locator(".handover-line")).to_contain_text("Nichts Neues seit heute")

    assert OpenPoint.objects.get().state == "not_needed"
    assert Visit.objects.filter(user=editor).exists()
