"""Uniting two claims and stating one twice: by keyboard, at 390 pixels, without JavaScript, and as it is read aloud."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.choices import AnnotationState
from articles.models import Annotation, Claim
from articles.workflow import writing
from tests.journeys.conftest import NARROW
from tests.make import (
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_reporter,
    make_source,
)

SAME = "Mit Überschall fliegt die Rakete"
BODY = (
    "<p>Die Rakete fliegt schneller als der Schall, sagt Moskau.</p>"
    "<p>Die Luftabwehr kann sie nicht aufhalten. Das hat niemand bestätigt.</p>"
)


@pytest.fixture
def article():
    return make_article(headline="Was über die Rakete bekannt ist", body=BODY)


@pytest.fixture
def claim():
    return make_claim("Die Rakete fliegt mit Überschall.", claimant=make_source(name="Büro für Höhe"))


def open_form(page, claim, sign_in):
    sign_in(page, make_editor())
    page.goto(reverse("admin:articles_claim_change", args=[claim.pk]))


def open_screen(page, article, sign_in):
    sign_in(page, make_reporter())
    page.goto(reverse("admin:articles_article_annotate", args=[article.pk]))


def test_unite_by_keyboard_on_a_narrow_screen(open_page, sign_in, claim, axe):
    other = make_claim("Die Rakete flog mit Überschall nach Süden.")
    mark = make_annotation(claim=claim)
    page = open_page(viewport=NARROW)
    open_form(page, claim, sign_in)

    page.get_by_role("link", name="Zusammenlegen …").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Behauptung zusammenlegen")).to_be_visible()
    axe(page)
    page.get_by_label("Womit zusammenlegen?").fill("Süden")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Treffer für „Süden“")).to_be_visible()
    page.get_by_role("link", name="Vergleichen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".unite-side--stays")).to_contain_text("fliegt mit Überschall")
    axe(page)
    page.get_by_role("link", name="Umgekehrt").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".unite-side--stays")).to_contain_text("nach Süden")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_label("Warum behaupten beide dasselbe?").fill("Es ist derselbe Flug.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("ist hier aufgegangen")
    axe(page)
    claim.refresh_from_db()
    assert claim.merged_into == other
    assert Annotation.objects.get(pk=mark.pk).claim == other


def test_unite_and_part_without_javascript(open_page, sign_in, claim):
    make_claim("Die Rakete flog mit Überschall nach Süden.")
    page = open_page(java_script_enabled=False)
    open_form(page, claim, sign_in)

    page.get_by_role("link", name="Zusammenlegen …").click()
    page.get_by_role("link", name="Vergleichen").click()
    page.get_by_role("button", name="Zusammenlegen").click()
    expect(page.get_by_text("ohne Begründung geht es nicht")).to_be_visible()
    page.get_by_label("Warum behaupten beide dasselbe?").fill("Es ist derselbe Flug.")
    page.get_by_role("button", name="Zusammenlegen").click()
    page.get_by_role("link", name="Dort lässt es sich wieder aufheben.").click()
    expect(page.get_by_text("in einer anderen aufgegangen")).to_be_visible()
    page.get_by_role("link", name="Wieder trennen …").click()
    page.get_by_label("doch Verschiedenes").fill("Es waren zwei Flüge.")
    page.get_by_role("button", name="Wieder trennen").click()

    expect(page.get_by_text("Beide stehen wieder für sich")).to_be_visible()
    assert Claim.objects.standing_alone().count() == 2


def test_unite_is_read_aloud_as_two_named_sides(page, sign_in, claim):
    other = make_checked_claim("unbelegt", statement="Die Rakete flog mit Überschall.")
    open_form(page, claim, sign_in)
    page.goto(reverse("admin:articles_claim_unite", args=[claim.pk]) + f"?mit={other.pk}")

    expect(page.locator("#content-main, #content").first).to_match_aria_snapshot(
        """
        - region "Bleibt":
          - heading "Bleibt" [level=2]
          - paragraph:
            - link "Die Rakete flog mit Überschall."
          - term: Urheber:in
        - region "Geht darin auf":
          - heading "Geht darin auf" [level=2]
          - paragraph:
            - link "Die Rakete fliegt mit Überschall."
        - link /Umgekehrt/
        - list:
          - listitem: /verschiedene Urheber:innen/
        - text: Warum behaupten beide dasselbe?
        - textbox "Warum behaupten beide dasselbe?"
        - button "Zusammenlegen"
        """
    )


def test_annotate_keyboard_caret_stands_behind_the_proposed_statement(page, sign_in, article):
    open_screen(page, article, sign_in)

    page.locator("#text").focus()
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(page.locator("#id_statement")).to_be_focused()
    proposed = page.locator("#id_statement").input_value()
    page.keyboard.type(" Sagt Moskau.")

    expect(page.locator("#id_statement")).to_have_value(f"{proposed} Sagt Moskau.")


def test_annotate_asks_by_keyboard_before_a_claim_is_stated_twice(page, sign_in, article, claim, axe):
    open_screen(page, article, sign_in)
    page.locator("#text").focus()
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    page.locator("#mode-new").focus()
    page.keyboard.press("Space")
    page.fill("#id_statement", SAME)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#twins")).to_be_focused()
    expect(page.locator("#twins")).to_match_aria_snapshot(
        """
        - alert "Diese Behauptung gibt es schon:":
          - heading "Diese Behauptung gibt es schon:" [level=3]
          - list:
            - listitem:
              - paragraph: Die Rakete fliegt mit Überschall.
              - paragraph: /Ungeprüft.*Büro für Höhe/
              - button "Diese nehmen"
          - paragraph: /Sagt jemand anderes dasselbe/
          - button "Trotzdem neu anlegen"
        """
    )
    expect(page.locator("#id_statement")).to_have_value(SAME)
    axe(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".annotate-message")).to_contain_text("Markiert:")
    assert (Annotation.objects.get().claim, Claim.objects.count()) == (claim, 1)


def test_annotate_without_script_states_a_claim_twice_when_told_to(open_page, sign_in, article, claim):
    page = open_page(java_script_enabled=False, viewport=NARROW)
    open_screen(page, article, sign_in)

    page.get_by_role("textbox", name="Ausgewählte Wörter").fill("Die Luftabwehr kann sie nicht aufhalten")
    page.locator("label", has_text="Neue Behauptung").click()
    page.fill("#id_statement", SAME)
    page.get_by_role("button", name="Markieren", exact=True).click()
    expect(page.get_by_text("Diese Behauptung gibt es schon:")).to_be_visible()
    page.get_by_role("button", name="Trotzdem neu anlegen").click()

    expect(page.locator(".annotate-message").first).to_contain_text("Markiert:")
    assert Annotation.objects.get().claim.statement == SAME


def test_add_form_asks_and_a_mere_enter_states_nothing_twice(page, sign_in, claim, axe):
    sign_in(page, make_editor())
    page.goto(reverse("admin:articles_claim_add"))

    page.get_by_role("textbox", name="Behauptung", exact=True).fill(SAME)
    page.get_by_label("Hintergrund").fill("Lange getippt: Größe.")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.locator(".twins")).to_be_focused()
    question = page.get_by_role("alert", name="Diese Behauptung gibt es")
    expect(question).to_contain_text("Die Rakete fliegt mit Überschall.")
    axe(page)
    page.get_by_label("Fundort der Äußerung").press("Enter")
    expect(page.locator(".twins")).to_be_focused()
    assert Claim.objects.count() == 1
    expect(page.get_by_label("Hintergrund")).to_have_value("Lange getippt: Größe.")
    page.get_by_role("button", name="Trotzdem neu anlegen").click()

    expect(page.locator(".messagelist")).to_contain_text("gespeichert")
    assert Claim.objects.filter(background="Lange getippt: Größe.").count() == 1


def test_annotate_reads_the_list_of_marks_aloud_with_their_states(page, sign_in, article):
    held = make_claim("Sie ist nicht zu halten.")
    make_annotation(article, words="Die Luftabwehr kann sie nicht aufhalten", claim=held)
    make_annotation(article, words="Das hat niemand bestätigt", claim=make_claim("Niemand hat es bestätigt."))
    lost = make_annotation(article, words="sagt Moskau", claim=make_claim("Moskau sagt das."))
    article.body = article.body.replace("hat niemand", "hat noch niemand")
    writing.save(article, by=make_reporter())
    Annotation.objects.filter(pk=lost.pk).update(state=AnnotationState.LOST)
    open_screen(page, article, sign_in)

    expect(page.locator(".annotate-marks")).to_match_aria_snapshot(
        """
        - heading "3 Markierungen" [level=2]
        - list:
          - listitem:
            - paragraph: „sagt Moskau“
            - paragraph: /verloren/
          - listitem:
            - paragraph: „Die Luftabwehr kann sie nicht aufhalten“
            - paragraph: /an ihrem Platz/
            - link "Springen"
          - listitem:
            - paragraph: „Das hat noch niemand bestätigt“
            - paragraph:
              - text: "Vorher:"
              - deletion: Das hat niemand bestätigt
              - text: "jetzt:"
              - insertion: Das hat noch niemand bestätigt
            - paragraph: /bitte bestätigen/
            - link "Springen"
            - button "Bestätigen"
        """
    )
    expect(page.get_by_role("link", name="Wortlaut geändert, bitte bestätigen")).to_be_visible()
