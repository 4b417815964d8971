"""From a sentence without a mark to a reply that stays: the way to readers, by hand, wide and narrow."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Reply, Revision
from articles.workflow import writing
from tests import make
from tests.journeys.conftest import NARROW, WIDE

SENTENCE = "Die Werft zählt nach eigenen Angaben 300 Boote."


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_sentence_without_a_mark_is_dismissed_and_the_article_goes_out(open_page, sign_in, axe, viewport):
    article = make.make_article(body=f"<p>{SENTENCE}</p>")
    page = open_page(viewport=viewport)
    sign_in(page, make.make_editor())
    page.goto(reverse("admin:articles_article_publish", args=[article.pk]))

    page.get_by_role("link", name="Beheben").click()
    expect(page.get_by_role("heading", name="Sätze ohne Markierung")).to_be_visible()
    axe(page)
    page.get_by_label("Warum ist das keine Behauptung?").fill("Selbst gezählt.")
    page.get_by_role("button", name="Verwerfen").click()
    page.get_by_role("link", name="Zum Veröffentlichen").click()
    expect(page.get_by_text("Nichts steht im Weg.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Veröffentlichen").click()

    expect(page.get_by_text("Der Artikel ist veröffentlicht.")).to_be_visible()
    assert Revision.objects.live().count() == 1


def test_correction_starts_from_a_draft_and_a_number_is_no_typo(open_page, sign_in, axe):
    article = make.make_revision(make.make_article(body="<p>Es waren 8 Tore.</p>")).article
    article.body = "<p>Es waren 9 Tore.</p>"
    writing.save(article, by=make.make_reporter())
    page = open_page(color_scheme="dark")
    sign_in(page, make.make_editor())
    page.goto(reverse("admin:articles_article_publish", args=[article.pk]))

    page.get_by_label("Tippfehler").check()
    page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_text("oder bestätigen Sie, dass es nur die Schreibweise ist")).to_be_visible()
    axe(page)
    page.get_by_label("Korrektur: Etwas war falsch").check()
    note = page.get_by_label("Korrekturhinweis für Leser:innen")
    expect(note).to_have_value(
        "In einer früheren Fassung dieses Artikels hieß es: „Es waren 8 Tore.“ Richtig ist: „9“ statt „8“."
    )
    note.fill("In einer früheren Fassung dieses Artikels hieß es, es seien 8 Tore gewesen; richtig ist 9.")
    page.get_by_role("button", name="Veröffentlichen").click()

    expect(page.get_by_text("Die Korrektur ist veröffentlicht")).to_be_visible()
    page.goto(reverse("corrections"))
    expect(page.get_by_text("es seien 8 Tore gewesen; richtig ist 9.")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_reply_is_looked_at_printed_and_found_by_readers(open_page, sign_in, axe, viewport):
    claim = make.make_claim()
    revision = make.make_revision(claims=[claim])
    page = open_page(viewport=viewport)
    sign_in(page, make.make_editor())
    page.goto(reverse("admin:articles_article_change", args=[revision.article_id]))

    page.get_by_role("link", name="Gegendarstellung veröffentlichen").click()
    page.get_by_label(claim.statement).check()
    page.get_by_label("Von wem").fill("Rosa Rakete, Musterstadt")
    page.get_by_label("Eingegangen am").fill("2024-11-20")
    page.get_by_label("Wortlaut").fill("Ich habe das nie gesagt.\n\nRichtig ist anderes.")
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.get_by_text("Das lässt sich danach nicht mehr ändern.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Unabänderlich veröffentlichen").click()
    expect(page.get_by_text("Die Gegendarstellung steht am Artikel")).to_be_visible()

    for address in (revision.get_absolute_url(), claim.get_absolute_url()):
        page.goto(address)
        expect(page.get_by_role("heading", name="Gegendarstellung")).to_be_visible()
        expect(page.get_by_text("Richtig ist anderes.")).to_be_visible()
        axe(page)
    assert Reply.objects.get().text == "Ich habe das nie gesagt.\n\nRichtig ist anderes."
