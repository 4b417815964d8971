"""The annotation screen with a mouse, a finger, the keyboard, and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.choices import AnnotationState
from articles.models import Annotation, Claim
from articles.text import anchors
from articles.workflow import writing
from tests.journeys.conftest import NARROW
from tests.make import make_annotation, make_article, make_claim, make_reporter, make_source

BODY = (
    "<p>Grüße aus Kyjiw 👩‍👩‍👧 an alle: Die <em>Rakete</em> fliegt schneller als der Schall, sagt Moskau.</p>"
    "<p>Die Luftabwehr kann sie nicht aufhalten. Das hat niemand bestätigt.</p>"
)
EDGES = """([words, part]) => {
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, place = node.data.indexOf(words);
        if (place < 0) continue;
        node.parentElement.scrollIntoView({ block: "center" });
        const range = document.createRange();
        range.setStart(node, place);
        range.setEnd(node, place + words.length);
        const boxes = [...range.getClientRects()], first = boxes[0], last = boxes[boxes.length - 1];
        return { left: first.left + 1, top: first.top + first.height / 2,
                 right: last.right - 1, bottom: last.top + last.height / 2 };
    }
}"""


def edges(page, words):
    """Return where words begin and end on the screen; they must stand in one piece of text."""
    return page.evaluate(EDGES, [words, ""])


def drag(page, first, last=None):
    """Select with the mouse from the beginning of `first` to the end of `last`."""
    edges(page, last or first)
    begin, end = edges(page, first), edges(page, last or first)
    begin = page.evaluate(EDGES.replace('node.parentElement.scrollIntoView({ block: "center" });', ""), [first, ""])
    page.mouse.move(begin["left"], begin["top"])
    page.mouse.down()
    page.mouse.move((begin["left"] + end["right"]) / 2, (begin["top"] + end["bottom"]) / 2, steps=3)
    page.mouse.move(end["right"], end["bottom"], steps=3)
    page.mouse.up()


def open_screen(page, article, sign_in, user=None):
    sign_in(page, user or make_reporter())
    page.goto(reverse("admin:articles_article_annotate", args=[article.pk]))


def chosen(page):
    return page.locator("#annotate-form [data-selection=exact]")


@pytest.fixture
def article():
    return make_article(headline="Was über die Rakete bekannt ist", body=BODY, key_points="Erster Punkt\nZweiter Punkt")


def test_annotate_mouse_ties_new_claim_with_known_claimant(page, sign_in, article):
    moscow = make_source(name="Russische Regierung", kind="authority")
    open_screen(page, article, sign_in)

    drag(page, "fliegt schneller als der Scha")
    expect(chosen(page)).to_have_value("fliegt schneller als der Schall")
    expect(page.locator("#id_statement")).to_have_value("Fliegt schneller als der Schall")
    page.fill("#id_statement", "Die Rakete fliegt schneller als der Schall.")
    page.fill("#id_claimant_search", "russ")
    expect(page.get_by_role("radio", name=re.compile("Russische Regierung"))).to_be_visible()
    page.locator("#id_claimant_search").press("Enter")
    expect(page.get_by_role("radio", name=re.compile("Russische Regierung"))).to_be_checked()
    page.get_by_role("button", name="Markieren", exact=True).click()

    expect(page.locator(".annotate-message")).to_contain_text("Markiert: „fliegt schneller als der Schall“")
    annotation = Annotation.objects.select_related("claim").get()
    assert (annotation.field, annotation.exact) == ("body", "fliegt schneller als der Schall")
    assert article.plain("body")[annotation.start : annotation.end] == annotation.exact
    assert (annotation.claim.statement, annotation.claim.claimant) == (
        "Die Rakete fliegt schneller als der Schall.",
        moscow,
    )
    expect(page.locator(f"mark[data-marks='{annotation.pk}']")).to_have_text("fliegt schneller als der Schall")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#annotate-live")).to_contain_text("Markiert")


def test_annotate_proposes_claim_like_the_selected_words(page, sign_in, article):
    claim = make_claim("Die Luftabwehr kann sie nicht aufhalten.")
    make_claim("Etwas ganz anderes steht hier.")
    open_screen(page, article, sign_in)

    drag(page, "Die Luftabwehr kann sie nicht aufhalten")
    expect(page.get_by_text("Fast wortgleich")).to_be_visible()
    page.get_by_role("radio", name=re.compile("Luftabwehr")).check()
    page.get_by_role("button", name="Markieren", exact=True).click()

    expect(page.locator(".annotate-row")).to_have_count(1)
    assert Annotation.objects.get().claim == claim


def test_annotate_search_finds_claims_by_words_and_claimant(page, sign_in, article):
    make_claim("Der Winter wird kalt.", claimant=make_source(name="Wetterdienst"))
    open_screen(page, article, sign_in)
    drag(page, "Das hat niemand bestätigt")

    page.get_by_text("Vorhandene Behauptung").click()
    page.fill("#id_claim_search", "wetterdienst winter")

    expect(page.locator("#claims .annotate-option")).to_have_count(1)
    expect(page.locator("#claims")).to_contain_text("Ungeprüft")


def test_annotate_keyboard_selects_saves_and_comes_back(page, sign_in, article):
    open_screen(page, article, sign_in)

    page.locator("#text").focus()
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("Control+ArrowDown")
    for _ in range(3):
        page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")

    expect(chosen(page)).to_have_value("Die Luftabwehr kann sie nicht aufhalten")
    expect(page.locator("#id_statement")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".annotate-message").first).to_contain_text("Markiert")
    expect(page.locator(".annotate-message").last).to_contain_text("Ohne Urheber:in")
    expect(page.locator("#text")).to_be_focused()
    annotation = Annotation.objects.get()
    assert (annotation.field, annotation.exact) == ("body", "Die Luftabwehr kann sie nicht aufhalten")


def test_annotate_keyboard_takes_sentence_and_lets_go(page, sign_in, article):
    open_screen(page, article, sign_in)

    page.locator("#text").focus()
    page.keyboard.press("End")
    page.keyboard.press("s")
    expect(chosen(page)).to_have_value("Was über die Rakete bekannt ist")
    page.keyboard.press("Escape")

    expect(chosen(page)).to_have_value("")
    expect(page.locator("#annotate-live")).to_have_text("Auswahl aufgehoben.")


def test_annotate_keyboard_confirms_the_mark_it_stands_on(page, sign_in, article, axe):
    annotation = make_reworded(article)
    open_screen(page, article, sign_in)
    axe(page)

    page.locator("#text").focus()
    page.keyboard.press("b")
    expect(page.locator("#annotate-live")).to_contain_text("wartet keine Markierung")
    page.keyboard.press("m")
    page.keyboard.press("b")

    expect(page.locator(".annotate-message")).to_contain_text("Bestätigt: „Das hat noch niemand bestätigt“")
    annotation.refresh_from_db()
    assert (annotation.state, annotation.former_exact) == (AnnotationState.IN_PLACE, "")


def test_annotate_without_script_confirms_a_reworded_mark(open_page, sign_in, article):
    annotation = make_reworded(article)
    page = open_page(java_script_enabled=False)
    open_screen(page, article, sign_in)

    expect(page.locator(".annotate-row__reworded")).to_contain_text("Das hat niemand bestätigt")
    page.get_by_role("button", name="Bestätigen").click()

    expect(page.locator("mark[data-unconfirmed]")).to_have_count(0)
    annotation.refresh_from_db()
    assert annotation.state == AnnotationState.IN_PLACE


def make_reworded(article):
    annotation = make_annotation(article, words="Das hat niemand bestätigt")
    article.body = article.body.replace("hat niemand", "hat noch niemand")
    writing.save(article, by=make_reporter())
    return annotation


def test_annotate_keyboard_question_mark_shows_the_keys(page, sign_in, article):
    open_screen(page, article, sign_in)

    page.locator("#text").focus()
    page.keyboard.press("?")

    expect(page.locator("#keys dl")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys dl")).to_be_hidden()


def test_annotate_click_takes_one_word_and_buttons_widen(page, sign_in, article):
    open_screen(page, article, sign_in)

    place = edges(page, "Luftabwehr")
    page.mouse.click(place["left"] + 4, place["top"])
    expect(chosen(page)).to_have_value("Luftabwehr")
    page.get_by_role("button", name="Ein Wort danach dazunehmen").click()
    page.get_by_role("button", name="Ein Wort davor dazunehmen").click()
    expect(chosen(page)).to_have_value("Die Luftabwehr kann")
    page.get_by_role("button", name="Erstes Wort weglassen").click()
    expect(chosen(page)).to_have_value("Luftabwehr kann")

    page.get_by_role("button", name="ganzer Satz").click()
    expect(chosen(page)).to_have_value("Die Luftabwehr kann sie nicht aufhalten.")


def test_annotate_refuses_selection_across_paragraphs_and_fields(page, sign_in, article):
    open_screen(page, article, sign_in)

    drag(page, "fliegt schneller", "Luftabwehr kann")
    expect(page.locator("#annotate-form [data-selection=state]")).to_contain_text("innerhalb eines Absatzes")
    expect(chosen(page)).to_have_value("")

    drag(page, "Was über die", "Der Teaser sagt")
    expect(page.locator("#annotate-form [data-selection=state]")).to_contain_text("innerhalb eines Absatzes")


def test_annotate_triple_click_takes_the_paragraph(page, sign_in, article):
    open_screen(page, article, sign_in)

    place = edges(page, "Erster Punkt")
    page.mouse.click(place["left"] + 4, place["top"], click_count=3)

    expect(chosen(page)).to_have_value("Erster Punkt")
    expect(page.locator("#annotate-form [data-selection=field]")).to_have_value("key_points")


def test_annotate_selection_in_every_field_is_what_the_server_stores(page, sign_in, article):
    make_claim("Ein Claim.")
    open_screen(page, article, sign_in)

    for words in ("bekannt ist", "Der Teaser", "Zweiter Punkt", "Kyjiw", "an alle", "sagt Moskau", "hat niemand"):
        drag(page, words)
        expect(chosen(page)).to_have_value(words)
        page.get_by_role("button", name="Markieren", exact=True).click()
        expect(page.locator(".annotate-message").first).to_contain_text(words)

    stored = list(Annotation.objects.in_reading_order())
    assert [annotation.exact for annotation in stored] == [
        *("bekannt ist", "Der Teaser", "Zweiter Punkt", "Kyjiw", "an alle", "sagt Moskau", "hat niemand")
    ]
    assert [article.plain(each.field)[each.start : each.end] for each in stored] == [each.exact for each in stored]


def test_annotate_selection_over_marks_and_emphasis_counts_only_the_text(page, sign_in, article):
    make_annotation(article, words="an alle")
    make_annotation(article, words="Rakete fliegt")
    open_screen(page, article, sign_in)

    drag(page, "aus Kyjiw", "schneller als")
    page.get_by_role("button", name="Markieren", exact=True).click()

    expect(page.locator(".annotate-row")).to_have_count(3)
    newest = Annotation.objects.latest("pk")
    assert newest.exact == "aus Kyjiw 👩‍👩‍👧 an alle: Die Rakete fliegt schneller als"
    assert article.plain("body")[newest.start : newest.end] == newest.exact


def test_annotate_keeps_what_was_typed_when_the_text_has_changed(page, sign_in, article):
    open_screen(page, article, sign_in)
    drag(page, "Luftabwehr kann")
    page.fill("#id_statement", "Meine mühsam getippte Behauptung.")
    type(article).objects.filter(pk=article.pk).update(body=BODY.replace("Grüße", "Viele Grüße"))

    page.get_by_role("button", name="Markieren", exact=True).click()

    expect(page.locator("#refusal")).to_contain_text("Ihre Eingaben sind noch da")
    expect(page.locator(".annotate-words .errorlist").first).to_contain_text("inzwischen geändert")
    expect(chosen(page)).to_have_value("Luftabwehr kann")
    expect(page.locator("#id_statement")).to_have_value("Meine mühsam getippte Behauptung.")
    page.get_by_role("button", name="Markieren", exact=True).click()
    expect(page.locator(".annotate-row")).to_have_count(1)
    assert Annotation.objects.get().exact == "Luftabwehr kann"


def test_annotate_counts_down_and_refuses_long_statement(page, sign_in, article):
    open_screen(page, article, sign_in)
    drag(page, "Luftabwehr kann")

    page.fill("#id_statement", "👩" * 301)
    expect(page.locator("#statement-count")).to_have_text("1 Zeichen zu viel")
    page.get_by_role("button", name="Markieren", exact=True).click()

    expect(page.locator(".annotate-new .errorlist")).to_contain_text("301 Zeichen")
    assert not Claim.objects.exists()


def test_annotate_moves_mark_to_newly_selected_words(page, sign_in, article):
    annotation = make_annotation(article, words="sagt Moskau")
    open_screen(page, article, sign_in)

    page.locator("summary", has_text="Verschieben").click()
    drag(page, "Die Luftabwehr kann sie nicht aufhalten")
    expect(page.locator("details[data-move] [data-selection=exact]")).to_have_value(
        "Die Luftabwehr kann sie nicht aufhalten"
    )
    page.get_by_role("button", name="Hierher verschieben").click()

    expect(page.locator(".annotate-message")).to_contain_text("steht jetzt auf")
    annotation.refresh_from_db()
    assert annotation.exact == "Die Luftabwehr kann sie nicht aufhalten"


def test_annotate_refused_move_stays_open_and_keeps_the_words(page, sign_in, article):
    make_annotation(article, words="sagt Moskau")
    open_screen(page, article, sign_in)

    page.locator("summary", has_text="Verschieben").click()
    page.locator("details[data-move] textarea").fill("steht nirgends")
    page.get_by_role("button", name="Hierher verschieben").click()

    expect(page.locator("details[data-move] .errorlist")).to_contain_text("stehen so nicht im Text")
    expect(page.locator("details[data-move] textarea")).to_have_value("steht nirgends")
    expect(page.locator("details[data-move] textarea")).to_be_focused()


def test_annotate_lost_mark_is_loud_and_can_be_tied_again(page, sign_in, article):
    annotation = make_annotation(article, words="sagt Moskau")
    Annotation.objects.filter(pk=annotation.pk).update(state=AnnotationState.LOST, exact="sagte Moskau gestern")
    open_screen(page, article, sign_in)

    expect(page.get_by_role("heading", name=re.compile("ihre Wörter verloren"))).to_be_visible()
    page.get_by_text("Neu anbinden").click()
    drag(page, "sagt Moskau")
    page.get_by_role("button", name="Hier anbinden").click()

    expect(page.locator(".annotate-message")).to_contain_text("sagt Moskau")
    annotation.refresh_from_db()
    assert (annotation.exact, annotation.state) == ("sagt Moskau", AnnotationState.IN_PLACE)


def test_annotate_detaches_in_two_steps(page, sign_in, article):
    make_annotation(article, words="sagt Moskau")
    open_screen(page, article, sign_in)

    page.locator("summary", has_text="Lösen").click()
    page.get_by_label("Warum?").fill("Das ist keine Behauptung.")
    page.get_by_role("button", name="Markierung lösen").click()

    expect(page.locator(".annotate-message")).to_contain_text("bleibt bestehen")
    assert not Annotation.objects.exists()


def test_annotate_jumps_between_mark_and_list(page, sign_in, article):
    annotation = make_annotation(article, words="sagt Moskau")
    open_screen(page, article, sign_in)

    page.get_by_role("link", name="Springen", exact=True).click()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_value("sagt Moskau")

    page.locator(f"#mark-{annotation.pk}").click()
    expect(page.locator(f"#annotation-{annotation.pk}")).to_be_in_viewport()


def test_annotate_typed_words_are_found_while_typing(page, sign_in, article):
    open_screen(page, article, sign_in)

    chosen(page).fill("sagt Moskau")

    expect(page.locator("#annotate-form [data-selection=state]")).to_contain_text("Gefunden in: Text")
    expect(page.locator("#annotate-form [data-selection=start]")).to_have_value(
        str(article.plain("body").index("sagt Moskau"))
    )


def test_annotate_narrow_screen_works_with_sheet(open_page, sign_in, article, axe):
    page = open_page(viewport=NARROW, has_touch=True)
    open_screen(page, article, sign_in)

    place = edges(page, "Luftabwehr")
    page.touchscreen.tap(place["left"] + 4, place["top"])
    expect(page.locator("#sheet-words")).to_have_text("„Luftabwehr“")
    page.locator("#sheet-bar").tap()
    page.get_by_role("button", name="Ein Wort danach dazunehmen").tap()
    expect(chosen(page)).to_have_value("Luftabwehr kann")
    axe(page)
    page.get_by_role("button", name="Markieren", exact=True).tap()

    expect(page.locator(".annotate-message").first).to_contain_text("Luftabwehr kann")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert Annotation.objects.get().exact == "Luftabwehr kann"


def test_annotate_takes_what_fingers_select_with_the_handles(open_page, sign_in, article):
    page = open_page(viewport=NARROW, has_touch=True)
    open_screen(page, article, sign_in)

    # No pointer event comes with it: the browser's own handles change the selection alone.
    page.evaluate(
        """() => {
            const node = document.querySelector("[data-field=teaser]").firstChild;
            document.getSelection().setBaseAndExtent(node, 6, node, 13);
        }"""
    )

    expect(page.locator("#sheet-words")).to_have_text("„Teaser sagt“")


def test_annotate_works_without_javascript(open_page, sign_in, article):
    claim = make_claim("Niemand hat es bestätigt.")
    page = open_page(java_script_enabled=False)
    open_screen(page, article, sign_in)

    chosen(page).fill("Das hat niemand bestätigt")
    page.locator("label", has_text="Vorhandene Behauptung").click()
    page.get_by_label("Behauptung suchen").fill("bestätigt")
    page.locator(".annotate-existing button", has_text="Suchen").click()
    page.get_by_role("radio", name=re.compile(claim.statement)).check()
    page.get_by_role("button", name="Markieren", exact=True).click()

    expect(page.locator(".annotate-message")).to_contain_text("Das hat niemand bestätigt")
    assert (Annotation.objects.get().claim, Annotation.objects.get().exact) == (claim, "Das hat niemand bestätigt")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_annotate_is_accessible(open_page, sign_in, article, axe, scheme):
    lost = make_annotation(article, words="Das hat")
    Annotation.objects.filter(pk=lost.pk).update(state=AnnotationState.LOST)
    make_annotation(article, words="sagt Moskau")
    make_annotation(article, words="als der Schall, sagt Moskau")
    page = open_page(color_scheme=scheme)
    open_screen(page, article, sign_in)
    axe(page)

    drag(page, "Luftabwehr kann")
    expect(page.locator("#id_statement")).to_be_visible()
    axe(page)

    page.get_by_text("Neue Quelle").click()
    page.locator("#id_source_kind").select_option("anonymous")
    axe(page)

    page.locator("summary", has_text="Verschieben").first.click()
    page.locator("#keys summary").click()
    axe(page)


def test_annotate_tells_screen_readers_names_and_roles(page, sign_in, article):
    make_annotation(article, words="sagt Moskau", claim=make_claim("Moskau sagt das."))
    open_screen(page, article, sign_in)

    expect(page.get_by_role("group", name="Text des Artikels")).to_be_visible()
    expect(page.get_by_role("complementary", name="Behauptung zuordnen")).to_be_visible()
    expect(page.get_by_role("link", name="Markierung 1, Ungeprüft, gesagt: offen: Moskau sagt das.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Ausgewählte Wörter")).to_be_visible()
    expect(page.get_by_role("heading", name="1 Markierung")).to_be_visible()


PIECES = [
    *("Wort", "Ärger", "Straße", "Cafe\u0301", "A\u0308nderung", "👩‍👩‍👧", "🇩🇪", "👍🏽", "𝔘𝔫𝔦", "e\u0301\u0323"),
    *("2,5", "20.30", "Leser:innen", "Ost-Berlin", "„Zitat“", "‚halb‘", "…", "–", "50\u00a0%", "d'accord", "x²"),
]


@pytest.fixture
def texts():
    """A thousand texts of words, emoji, umlauts in both forms, no-break and other spaces, always the same."""
    state, made = 7, []
    for _ in range(1000):
        words = []
        for _ in range(12):
            state = (state * 1103515245 + 12345) % 2**31
            words.append(PIECES[state // 65536 % len(PIECES)])
            words.append([" ", " ", "\u00a0", ". ", "\r\n", ""][state // 4096 % 6])
        text = "".join(words).strip()
        made.append((text, *sorted((state // 7 % (len(text) + 1), state // 911 % (len(text) + 1)))))
    return made


def test_codepoints_browser_counts_as_python_does(page, sign_in, article, texts):
    open_screen(page, article, sign_in)

    told = page.evaluate(
        """texts => texts.map(([text, start, end]) => [
            Codepoints.count(text), Codepoints.slice(text, start, end),
            Codepoints.toPoints(text, Codepoints.toUnits(text, start)),
        ])""",
        texts,
    )

    assert told == [[len(text), text[start:end], start] for text, start, end in texts]


def test_words_browser_snaps_as_python_does(page, sign_in, article, texts):
    open_screen(page, article, sign_in)

    told = page.evaluate(
        """texts => texts.map(([text, start, end]) => {
            const at = (point) => Codepoints.toUnits(text, point);
            return Words.snap(text, at(start), at(end)).map((unit) => Codepoints.toPoints(text, unit));
        })""",
        texts,
    )

    assert told == [list(snapped(*each)) for each in texts]


def snapped(text, start, end):
    """Return what anchors.snap makes of a selection from whose edges white space was taken."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return anchors.snap(text, start, end) if start < end else (start, end)
