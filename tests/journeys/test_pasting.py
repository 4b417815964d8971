"""Pasting from Word and from a web page into the editor: words and lists stay, what is left out is said at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.text.clean import clean
from articles.text.plain import plain
from tests.journeys.conftest import NARROW
from tests.make import make_article, make_reporter
from tests.text.pasted import WEB, WORD, WORD_CLEAN

PASTE = """([element, html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PICTURE = """(element) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(9)], "bild.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def article():
    return make_article(body="<p>Vorher steht ein Satz.</p>", bylines=[])


def opened(page, sign_in, article):
    sign_in(page, make_reporter())
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    editor = page.locator(".field-body [contenteditable]").first
    editor.click()
    page.keyboard.press("Control+A")
    return editor


def paste(editor, html, text=""):
    editor.evaluate("(element, given) => (" + PASTE + ")([element, ...given])", [html, text])


def kept(page):
    return clean(page.locator("#id_body").input_value())


def told(page):
    return page.locator(".field-body .rich-text-told")


def test_word_keeps_its_lists_and_words_and_names_what_is_left_out(page, sign_in, article, axe):
    editor = opened(page, sign_in, article)

    paste(editor, WORD)

    expect(told(page)).to_have_text("Entfernt: 2 Bilder, 1 Tabelle (Text behalten), Formatierungen.")
    html = kept(page)
    assert plain(html) == plain(WORD_CLEAN)
    assert html.count("<ul>") == 2 and html.count("<ol>") == 1
    axe(page)


def test_web_page_keeps_its_words_and_names_what_is_left_out(open_page, sign_in, article):
    page = open_page(viewport=NARROW)
    editor = opened(page, sign_in, article)

    paste(editor, WEB)

    expect(told(page)).to_contain_text("1 Bild")
    expect(told(page)).to_contain_text("1 unzulässiger Link (Text behalten), 1 Kommentar, Formatierungen.")
    assert plain(kept(page)) == plain(clean(WEB))
    assert "beispiel.de" in kept(page) and "zap" not in kept(page)


def test_plain_words_are_pasted_without_a_word(page, sign_in, article):
    editor = opened(page, sign_in, article)

    paste(editor, "", "Nur „Wörter“ aus dem Editor.")

    assert plain(kept(page)) == "Nur „Wörter“ aus dem Editor."
    expect(told(page)).to_be_hidden()


def test_picture_alone_is_not_taken_and_that_is_said(page, sign_in, article):
    editor = opened(page, sign_in, article)

    editor.evaluate(PICTURE)

    expect(told(page)).to_have_text("Entfernt: 1 Bild.")
    assert plain(kept(page)) == "Vorher steht ein Satz."


def test_three_megabytes_of_words_are_not_taken_and_the_text_stays(page, sign_in, article):
    editor = opened(page, sign_in, article)
    sentence = "Ein Satz über Öl. "

    paste(editor, f"<p>{sentence * (3_000_000 // len(sentence))}</p>")

    expect(told(page)).to_contain_text("ein Text fasst 1.000.000. Eingefügt ist nichts, Ihr Text steht unverändert da.")
    assert plain(kept(page)) == "Vorher steht ein Satz."


def test_three_megabytes_around_few_words_are_taken(page, sign_in, article):
    editor = opened(page, sign_in, article)

    paste(editor, f"<p>Wenige Wörter.</p><style>{'x' * 3_000_000}</style>")

    assert plain(kept(page)) == "Wenige Wörter."
