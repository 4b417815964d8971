"""Two people in one article: the clash is shown side by side, settled by keyboard, and saved."""

from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from articles.workflow import writing
from tests.make import make_article, make_reporter

BODY = "<p>Der Kanzler reist.</p><p>Die Ministerin bleibt.</p>"


def test_stale_save_is_settled_by_keyboard_at_390_pixels(open_page, sign_in):
    page, article = open_page(viewport={"width": 390, "height": 844}), make_article(body=BODY)
    sign_in(page, make_reporter())
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    other = Article.objects.get(pk=article.pk)
    other.headline, other.body = "Die andere Überschrift", BODY.replace("bleibt", "geht")
    writing.save(other, by=make_reporter(), read_version=1)

    page.get_by_label("Überschrift", exact=True).fill("Meine Überschrift")
    page.get_by_label("Dachzeile").fill("Meine Dachzeile")
    page.get_by_role("button", name="Speichern", exact=True).first.click()

    expect(page.get_by_role("heading", name="An einer Stelle haben zwei geschrieben")).to_be_visible()
    expect(page.locator(".said", has_text="Die andere Überschrift")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("Was inzwischen gespeichert ist").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Artikel gespeichert.", exact=True)).to_be_visible()
    stored = Article.objects.get()
    assert (stored.headline, stored.kicker) == ("Die andere Überschrift", "Meine Dachzeile")
    assert stored.body == BODY.replace("bleibt", "geht")
