"""Nothing typed is lost: drafts save themselves, logins come back in place, the device keeps what is not yet sent."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.choices import ArticleState, Verb
from articles.models import Article, Decision, Revision
from tests.journeys.conftest import WIDE
from tests.make import make_article, make_author, make_editor, make_reporter, make_revision

PASSWORD = "a long enough password"


def form_of(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def state(page):
    return page.locator(".save-state")


def write(page, words):
    """Put words at the end of the article's text, as fingers do."""
    body = page.locator(".rich-text [contenteditable]").first
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def expect_saved(page):
    expect(state(page)).to_contain_text("Gespeichert um")


@pytest.fixture
def rough_page(browser, live_server):
    """Return a window that may complain: refused and lost requests are what its test is about."""
    context = browser.new_context(base_url=live_server.url, locale="de-DE", viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(15_000)
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == []


def test_typing_is_saved_without_a_click_and_changes_no_state(page, sign_in):
    article = make_revision(make_article()).article
    sign_in(page, make_reporter())
    page.goto(form_of(article))

    write(page, " Und noch ein Satz.")
    expect_saved(page)

    article.refresh_from_db()
    assert "Und noch ein Satz." in article.body
    assert article.state == ArticleState.PUBLISHED
    assert Revision.objects.count() == 1
    assert Decision.objects.about(article).last().verb == Verb.AUTOSAVE
    page.reload()
    expect(page.locator(".rich-text").first).to_contain_text("Und noch ein Satz.")


def test_typing_then_saving_by_hand_does_not_turn_against_oneself(page, sign_in):
    article = make_article()
    sign_in(page, make_reporter())
    page.goto(form_of(article))

    page.locator("#id_kicker").fill("Erste Zeile")
    expect_saved(page)
    page.locator("#id_kicker").fill("Zweite Zeile")
    page.get_by_role("button", name="Speichern", exact=True).first.click()

    expect(page.locator(".messagelist")).to_contain_text("gespeichert")
    article.refresh_from_db()
    assert article.kicker == "Zweite Zeile"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('newsroom:copy'))") == []


def test_new_article_becomes_a_draft_once_and_the_form_goes_on_as_its_own(page, sign_in):
    sign_in(page, make_reporter())
    page.goto(reverse("admin:articles_article_add"))

    page.locator("#id_kicker").fill("Dachzeile zuerst")
    expect(state(page)).to_contain_text("Ein Entwurf braucht eine Überschrift.")
    page.locator("#id_headline").fill("Ein neuer Entwurf")
    expect_saved(page)
    article = Article.objects.get()
    expect(page).to_have_url(re.compile(f"{form_of(article)}$"))
    page.locator("#id_teaser").fill("Und ein Teaser dazu.")
    expect(state(page)).to_contain_text("Noch nicht gespeichert")
    expect_saved(page)
    page.get_by_role("button", name="Speichern", exact=True).first.click()

    expect(page.locator(".messagelist")).to_contain_text("gespeichert")
    article = Article.objects.get()
    assert (article.kicker, article.teaser) == ("Dachzeile zuerst", "Und ein Teaser dazu.")


def test_new_row_is_not_duplicated(page, sign_in):
    article, author = make_article(), make_author(name="Nele Nachname")
    sign_in(page, make_reporter())
    page.goto(form_of(article))

    page.locator("#bylines-group .add-row a").click()
    page.locator("#bylines-1 .select2-selection").click()
    page.locator(".select2-search__field").last.fill("Nele")
    page.locator(".select2-results__option", has_text="Nele Nachname").click()
    expect_saved(page)
    page.locator("#id_bylines-1-place").fill("Kiew")
    expect(state(page)).to_contain_text("Noch nicht gespeichert")
    expect_saved(page)
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("gespeichert")

    assert [byline.place for byline in article.bylines.filter(author=author)] == ["Kiew"]
    assert article.bylines.count() == 2


def test_autosaved_row_is_deleted_by_a_tick_and_only_with_saving(page, sign_in):
    article = make_article(bylines=[])
    make_author(name="Nele Nachname")
    sign_in(page, make_reporter())
    page.goto(form_of(article))
    page.locator("#bylines-group .add-row a").click()
    page.locator("#bylines-0 .select2-selection").click()
    page.locator(".select2-search__field").last.fill("Nele")
    page.locator(".select2-results__option", has_text="Nele Nachname").click()
    expect_saved(page)

    page.locator("#bylines-0").get_by_label("Löschen").check()
    expect(state(page)).to_contain_text("verschwinden erst mit „Speichern“")
    assert article.bylines.count() == 1
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("gespeichert")

    assert article.bylines.count() == 0


def test_expired_login_asks_in_place_and_then_saves(rough_page, sign_in, axe):
    page, reporter, other = rough_page, make_reporter(), make_reporter()
    article = make_article()
    sign_in(page, reporter)
    page.goto(form_of(article))
    Session.objects.all().delete()

    page.locator("#id_kicker").fill("Nach dem Ablauf")
    dialog = page.get_by_role("dialog", name="Bitte noch einmal anmelden")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Benutzername")).to_have_value(reporter.username)
    expect(dialog.get_by_label("Passwort")).to_be_focused()
    axe(page)
    dialog.get_by_label("Benutzername").fill(other.username)
    dialog.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Dieses Fenster gehört jemand anderem")
    dialog.get_by_label("Benutzername").fill(reporter.username)
    dialog.get_by_label("Passwort").fill("falsch")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Passwort")
    dialog.get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect_saved(page)
    article.refresh_from_db()
    assert article.kicker == "Nach dem Ablauf"


def test_expired_login_does_not_swallow_what_is_saved_by_hand(rough_page, sign_in):
    page, reporter = rough_page, make_reporter()
    article = make_article()
    sign_in(page, reporter)
    page.goto(form_of(article))
    Session.objects.all().delete()

    page.locator("#id_kicker").fill("Gleich gespeichert")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    page.get_by_role("dialog").get_by_label("Passwort").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("gespeichert")
    article.refresh_from_db()
    assert article.kicker == "Gleich gespeichert"


def test_answer_lost_on_the_way_does_not_turn_against_its_window(rough_page, sign_in):
    page, article = rough_page, make_article()
    sign_in(page, make_reporter())
    page.goto(form_of(article))
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/autosichern/", lose)
    page.locator("#id_kicker").fill("Angekommen, nicht bestätigt")
    expect(state(page)).to_contain_text("Der Server antwortet nicht")
    page.locator("#id_teaser").fill("Danach getippt.")
    expect_saved(page)

    article.refresh_from_db()
    assert lost == [200]
    assert (article.kicker, article.teaser) == ("Angekommen, nicht bestätigt", "Danach getippt.")


def test_copy_on_the_device_comes_back_after_the_server_was_away(rough_page, sign_in, axe):
    page, article = rough_page, make_article()
    sign_in(page, make_reporter())
    page.goto(form_of(article))
    page.route("**/autosichern/", lambda route: route.abort())
    write(page, " Nur auf diesem Gerät.")
    page.locator("#id_kicker").fill("Ungesichert")
    expect(state(page)).to_contain_text("Nicht gespeichert")

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    offer = page.get_by_role("region", name=re.compile("Auf diesem Gerät liegt noch ungesicherter Text von"))
    expect(offer).to_contain_text("Ungesichert")
    expect(offer).to_contain_text("Nur auf diesem Gerät.")
    axe(page)
    page.unroute("**/autosichern/")
    offer.get_by_role("button", name="Übernehmen").click()
    expect(page.locator("#id_kicker")).to_have_value("Ungesichert")
    expect(page.locator(".rich-text").first).to_contain_text("Nur auf diesem Gerät.")
    expect_saved(page)

    article.refresh_from_db()
    assert article.kicker == "Ungesichert" and "Nur auf diesem Gerät." in article.body
    page.reload()
    expect(page.locator(".rich-text").first).to_contain_text("Nur auf diesem Gerät.")
    expect(offer).to_have_count(0)


def test_copies_go_when_somebody_signs_out(rough_page, sign_in):
    page, article = rough_page, make_article()
    sign_in(page, make_reporter())
    page.goto(form_of(article))
    page.evaluate("localStorage.setItem('newsroom:copy:999:1:other', '{}')")
    page.route("**/autosichern/", lambda route: route.abort())
    page.locator("#id_kicker").fill("Ungesichert")
    expect(state(page)).to_contain_text("Nicht gespeichert")
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('newsroom:copy')).length"
    assert page.evaluate(kept) == 2

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url(lambda url: "change" not in url)

    assert page.evaluate(kept) == 0


def test_leaving_an_unsaved_form_asks_and_a_saved_one_does_not(page, sign_in):
    sign_in(page, make_reporter())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(reverse("admin:articles_source_add"))

    page.locator("#id_name").fill("Halb getippt")
    page.get_by_role("link", name="Schreibtisch").first.click()
    expect(page.locator("#id_name")).to_have_value("Halb getippt")
    assert asked == ["beforeunload"]
    page.locator("#id_kind").select_option("organisation")
    page.get_by_role("button", name="Speichern", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("gespeichert")
    page.get_by_role("link", name="Schreibtisch").first.click()
    expect(page.get_by_role("heading", name="Schreibtisch")).to_be_visible()

    assert asked == ["beforeunload"]


def test_wrong_input_pauses_says_why_and_leaves_the_focus_alone(page, sign_in, rough_page):
    page, article = rough_page, make_article()
    sign_in(page, make_reporter())
    page.goto(form_of(article))

    page.locator("#id_slug").fill("nicht erlaubt!")
    page.locator("#id_kicker").fill("Neu")
    expect(state(page)).to_contain_text("Nicht gespeichert: Kürzel in der Adresse")
    expect(page.locator("#id_kicker")).to_be_focused()
    page.locator("#id_slug").fill("erlaubt")
    expect_saved(page)

    article.refresh_from_db()
    assert (article.slug, article.kicker) == ("erlaubt", "Neu")


def test_stale_autosave_stops_and_says_who_was_faster(rough_page, open_page, sign_in):
    article, other = make_article(), open_page()
    sign_in(rough_page, make_reporter())
    sign_in(other, make_editor(first_name="Dana", last_name="Demo"))
    rough_page.goto(form_of(article))
    other.goto(form_of(article))

    other.locator("#id_kicker").fill("Von Dana")
    expect_saved(other)
    rough_page.locator("#id_teaser").fill("Meins.")

    expect(state(rough_page)).to_contain_text("Inzwischen hat Dana Demo gespeichert.")
    expect(rough_page.locator("#id_teaser")).to_have_value("Meins.")


def test_presence_names_who_else_is_here_until_they_leave(open_page, sign_in):
    article, first, second = make_article(), open_page(), open_page()
    sign_in(first, make_reporter(first_name="Mia", last_name="Muster"))
    sign_in(second, make_editor(first_name="Dana", last_name="Demo"))
    first.goto(form_of(article))
    expect(first.locator("#presence")).to_be_hidden()

    second.goto(reverse("admin:articles_article_annotate", args=[article.pk]))
    expect(second.locator("#presence")).to_contain_text("Mia Muster schreibt hier auch, seit eben.")
    expect(first.locator("#presence")).to_contain_text("Dana Demo markiert hier gerade, seit eben.", timeout=20_000)
    # What it says pushes the form over nothing.
    first.get_by_role("link", name="Was ist anders?").click(trial=True)
    second.goto("/admin/")
    expect(first.locator("#presence")).to_be_hidden(timeout=20_000)


def test_presence_tells_oneself_of_a_second_window(page, sign_in):
    article = make_article()
    sign_in(page, make_reporter())
    page.goto(form_of(article))
    expect(page.locator("#presence")).to_be_hidden()

    twin = page.context.new_page()
    twin.goto(form_of(article))

    expect(twin.locator("#presence")).to_contain_text("Sie selbst haben diesen Artikel in einem zweiten Fenster offen")


def test_session_cookie_is_the_one_the_tests_delete():
    assert settings.SESSION_ENGINE.endswith(".db")


FULL = "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };"
CLOSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"


@pytest.mark.parametrize("device", [FULL, CLOSED], ids=["full", "closed"])
def test_copy_that_the_device_did_not_keep_is_not_promised(browser, live_server, sign_in, device):
    context = browser.new_context(base_url=live_server.url, locale="de-DE", viewport=WIDE)
    page, article = context.new_page(), make_article()
    page.add_init_script(device)
    sign_in(page, make_reporter())
    page.goto(form_of(article))
    page.route("**/autosichern/", lambda route: route.abort())

    write(page, " Nur hier.")

    expect(state(page)).to_contain_text("Ihr Text steht allein in diesem Fenster")
    assert "liegt auf diesem Gerät" not in state(page).text_content()
    context.close()


def test_presence_says_a_sentence_about_several_windows_once(open_page, sign_in):
    article, reporter, pages = make_article(), make_reporter(), [open_page() for _ in range(3)]
    for each in pages:
        sign_in(each, reporter)
        each.goto(form_of(article))
        expect(each.locator("#article_form")).to_be_visible()

    once = ["Sie selbst haben diesen Artikel in einem zweiten Fenster offen, seit eben."]
    expect(pages[2].locator("#presence p")).to_have_text(once)
