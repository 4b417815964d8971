"""The main job, from the login to the reader: import, mark, publish, check; with the hands of a newsroom."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Claim, Revision
from tests.journeys.test_annotate import drag
from tests.make import make_editor, make_fact_checker, make_reporter, make_section

PASSWORD = "a long enough password"
TEXT = """Politik

Rüstung aktuell: Moskau rühmt neue Rakete

Eine Startrampe bei Nacht. Foto: Beispielagentur/Mia Muster

  • Artikel teilen:
  • Moskau stellt eine neue Rakete vor
  • Niemand hat sie vermessen

Am Donnerstag hat die Regierung in Moskau eine „neue“ Rakete vorgestellt. Die Grüße an den Westen waren deutlich.

Warum das wichtig ist: Wer die Zahl übernimmt, übernimmt die Werbung.

Was Moskau verspricht

Die Rakete soll Moskau zufolge mit Hyperschallgeschwindigkeit fliegen. Unabhängig bestätigt wurde das bislang nicht.

Folgen Sie uns schon bei Facebook und YouTube? /mm/dpa
"""


def sign_in_by_form(page, user):
    page.goto("/admin/")
    page.get_by_label("Benutzername").fill(user.username)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", name="Schreibtisch")).to_be_visible()


@pytest.fixture
def newsroom():
    make_section(name="Politik")
    return make_reporter(first_name="Mia"), make_fact_checker(), make_editor()


def test_main_job_from_foreign_text_to_checked_claim(open_page, newsroom, axe):
    reporter, checker, editor = (open_page() for _person in newsroom)
    for page, user in zip((reporter, checker, editor), newsroom, strict=True):
        sign_in_by_form(page, user)

    import_the_text(reporter, axe)
    article = Article.objects.get()
    assert (article.headline, article.section.name) == ("Moskau rühmt neue Rakete", "Politik")

    mark_the_claim(reporter, axe)
    claim = Claim.objects.get()
    assert claim.claimant.name == "Russische Regierung"

    publish(editor, article, axe)
    assert Revision.objects.live().get().annotations[0]["exact"] == "mit Hyperschallgeschwindigkeit fliegen"
    read_it(open_page(), expected="Ungeprüft", axe=axe)

    examine(checker, claim, axe)
    approve(editor, claim, axe)
    read_it(open_page(), expected="Unbelegt", axe=axe)


def import_the_text(page, axe):
    page.get_by_role("link", name="Text importieren").first.click()
    page.locator("#id_text").fill(TEXT)
    page.get_by_role("button", name="Einlesen").click()
    expect(page.locator("#id_headline")).to_have_value("Moskau rühmt neue Rakete")
    expect(page.locator("body")).to_contain_text("Folgen Sie uns schon bei Facebook")
    axe(page)
    page.get_by_role("button", name="Als Entwurf speichern").click()
    expect(page).to_have_url(re.compile(r"/change/$"))
    page.locator("#id_agencies").fill("dpa")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator(".messagelist")).to_be_visible()


def mark_the_claim(page, axe):
    page.get_by_role("link", name="Markieren", exact=True).first.click()
    page.wait_for_url("**/markieren/", wait_until="load")
    drag(page, "mit Hyperschallgeschwindigkeit fliegen")
    page.locator("#id_statement").fill("Die neue Rakete fliegt mit Hyperschallgeschwindigkeit.")
    page.get_by_text("Neue Quelle").first.click()
    page.locator("#id_source_name").fill("Russische Regierung")
    page.locator("#id_source_kind").select_option("authority")
    page.get_by_role("button", name="Markieren", exact=True).click()
    expect(page.locator(".annotate-message")).to_contain_text("Markiert")
    axe(page)


def publish(page, article, axe):
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("link", name=re.compile("Veröffentlichen")).first.click()
    expect(page.locator("body")).to_contain_text("Nichts steht im Weg")
    axe(page)
    page.get_by_role("button", name="Veröffentlichen", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()


def read_it(page, *, expected, axe):
    """Come in by the front page, find the claim in its sentence, open its note with the keyboard."""
    page.goto("/")
    page.get_by_role("link", name="Moskau rühmt neue Rakete").first.click()
    sentence = page.locator("p", has_text="Die Rakete soll Moskau zufolge")
    expect(sentence.locator("mark").first).to_have_text("mit Hyperschallgeschwindigkeit fliegen")
    sign = sentence.get_by_role("button", name=re.compile(expected))
    sign.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog")
    expect(note).to_contain_text("Die neue Rakete fliegt mit Hyperschallgeschwindigkeit.")
    expect(note).to_contain_text("Russische Regierung")
    expect(note).to_contain_text(expected)
    axe(page)
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(sign).to_be_focused()


def examine(page, claim, axe):
    page.goto(reverse("admin:articles_claim_change", args=[claim.pk]))
    page.get_by_role("button", name="Prüfung eröffnen").click()
    page.get_by_label(re.compile("durch andere wiedergegeben")).check()
    page.get_by_label(re.compile("Unbelegt")).check()
    page.get_by_role("button", name="Prüfung einreichen").click()
    expect(page.locator("body")).to_contain_text("Zur Prüfung gehört eine Begründung")
    page.locator("#id_summary").fill("Für die Geschwindigkeit bürgt allein die russische Seite.")
    page.locator("#id_rationale").fill("Messungen Dritter sind nicht bekannt.")
    axe(page)
    page.get_by_role("button", name="Prüfung einreichen").click()
    expect(page.locator("body")).to_contain_text("wartet auf Freigabe")
    expect(page.get_by_role("button", name="Freigeben")).to_have_count(0)


def approve(page, claim, axe):
    page.goto("/admin/")
    page.get_by_role("link", name="Gegenlesen").click()
    axe(page)
    page.locator("form", has=page.get_by_role("button", name="Freigeben")).locator("textarea").fill("Trägt.")
    page.get_by_role("button", name="Freigeben").click()
    expect(page.locator(".messagelist")).to_be_visible()
    claim.refresh_from_db()
    assert claim.verdict.slug == "unbelegt"
