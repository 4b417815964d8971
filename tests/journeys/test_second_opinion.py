"""A check changes hands and is answered a second time, blind, on a phone and without a script."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW
from tests.make import make_claim, make_editor, make_evidence, make_fact_checker, make_factcheck

SCRIPTLESS = {"viewport": NARROW, "color_scheme": "dark", "java_script_enabled": False}


def test_second_opinion_from_the_question_to_both_answers(open_page, sign_in, axe):
    author, adviser = make_fact_checker(first_name="Mia"), make_editor(first_name="Dana")
    claim = make_claim("Die Brücke über die Spree wurde 1894 eröffnet.")
    make_evidence(claim, quotation="„Heute zog die erste Droschke über die Brücke.“")
    factcheck = make_factcheck(claim, author=author, summary="Die Chronik nennt 1894.")
    asking, answering = open_page(), open_page(**SCRIPTLESS)
    sign_in(asking, author)
    sign_in(answering, adviser)

    asking.goto(f"/admin/articles/factcheck/{factcheck.pk}/pruefen/")
    asking.get_by_role("link", name="Zweitmeinung erbitten …").click()
    axe(asking)
    asking.get_by_label("Wen fragen Sie?").select_option(label="Dana")
    asking.get_by_label("Worum geht es Ihnen?").fill("Genügt die „Chronik“ als Beleg?")
    asking.keyboard.press("Tab")
    asking.keyboard.press("Enter")
    expect(asking.get_by_text("Dana ist um eine Zweitmeinung gebeten.")).to_be_visible()
    axe(asking)

    answering.goto("/admin/")
    answering.get_by_role("link", name=re.compile("Die Brücke über die Spree.*Zweitmeinung geben")).click()
    expect(answering.get_by_text("Genügt die „Chronik“ als Beleg?")).to_be_visible()
    expect(answering.get_by_text("Heute zog die erste Droschke")).to_be_visible()
    assert "Die Chronik nennt 1894." not in answering.content()
    assert answering.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    answering.get_by_label(re.compile("Teilweise falsch")).check()
    answering.get_by_role("button", name="Meinung abgeben").click()
    expect(answering.get_by_text("Sagen Sie in ein paar Sätzen, worauf Sie Ihre Antwort stützen.")).to_be_visible()
    expect(answering.get_by_label(re.compile("Teilweise falsch"))).to_be_checked()
    answering.get_by_label("Begründung").fill("Die Zeitung spricht von einer Einweihung im Mai 1895.")
    answering.get_by_role("button", name="Meinung abgeben").click()

    expect(answering.get_by_text("Uneinig:")).to_be_visible()
    expect(answering.get_by_role("heading", name="Prüfung von Mia")).to_be_visible()
    assert answering.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    asking.reload()
    expect(asking.get_by_role("article").get_by_text("Die Zeitung spricht von einer Einweihung")).to_be_visible()
    axe(asking)


def test_check_changes_hands_with_its_deadline_by_keyboard_on_a_phone(open_page, sign_in, axe):
    author = make_fact_checker(first_name="Mia")
    make_fact_checker(first_name="Ada")
    factcheck = make_factcheck(author=author)
    page = open_page(viewport=NARROW)
    sign_in(page, author)

    page.goto(f"/admin/articles/factcheck/{factcheck.pk}/uebergeben/")
    axe(page)
    page.get_by_label("Wer prüft?").focus()
    page.keyboard.type("Ada")
    page.get_by_label("Bis wann?").fill("2001-01-01")
    page.get_by_role("button", name="Speichern").press("Enter")
    expect(page.get_by_text("Dieser Tag ist schon vorbei.")).to_be_visible()
    page.get_by_label("Bis wann?").fill("2099-12-31")
    page.get_by_role("button", name="Speichern").press("Enter")

    expect(page.get_by_text("Gespeichert. Die Prüfung liegt bei Ada.")).to_be_visible()
    expect(page.get_by_text("Frist: bis 31. Dezember 2099")).to_be_visible()
    expect(page.get_by_text(re.compile("In Arbeit bei Ada, zugeteilt von Mia"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    axe(page)


def test_refused_check_says_so_in_view_and_still_warns_of_leaving(page, sign_in, axe):
    factcheck = make_factcheck(author=make_fact_checker(), summary="", rationale="")
    sign_in(page, factcheck.author)
    page.goto(f"/admin/articles/factcheck/{factcheck.pk}/pruefen/")

    page.get_by_label(re.compile("^✓? ?Richtig")).check()
    page.get_by_label("Ergebnis in einem Satz").fill("Sie wurde „1894“ eröffnet.")
    page.get_by_label("Begründung").fill("So steht es im Register.")
    page.get_by_role("button", name="Prüfung einreichen").click()

    expect(page.get_by_role("alert").get_by_text("braucht zwei unabhängige Quellen")).to_be_in_viewport()
    assert page.evaluate("Leave.isDirty(document.getElementById('check-form'))")
    axe(page)
