"""In a real browser: words that try to be scripts stay words, on readers' pages and at the desk."""

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from tests import make
from tests.security.hostile import PAYLOADS
from tests.security.test_words import mixture, screen, write_everywhere


def heard(page):
    """Return the list that grows with every dialog a page opens; each is closed at once."""
    dialogs = []

    def hear(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    return dialogs


def armed(words):
    return words.replace("zap()", "alert(1)")


@pytest.fixture
def picture_files():
    """Put files behind the picture that the records name."""
    raw = make.make_picture_bytes(fmt="WEBP")
    names = [default_storage.save(f"{0:032}{size}.webp", ContentFile(raw)) for size in ("", "-480", "-960")]
    yield
    for name in names:
        default_storage.delete(name)


def test_unguarded_page_shows_that_the_words_are_dangerous(browser):
    context = browser.new_context()
    page = context.new_page()
    dialogs = heard(page)

    for payload in PAYLOADS:
        page.set_content(f"<p>{armed(payload)}</p>")
        page.wait_for_timeout(30)
    context.close()

    assert len(dialogs) >= 15


def test_no_page_takes_words_for_scripts(page, sign_in, picture_files):
    dialogs = heard(page)
    made = write_everywhere(armed(mixture(0)))
    write_everywhere(armed(mixture(14)))
    live = made["article"].revisions.live().get()
    records = [live, *map(made.get, ("claim", "source", "hidden", "section", "topic"))]
    addresses = [
        "/",
        "/en/",
        reverse("claim_list"),
        reverse("corrections"),
        *(each.get_absolute_url() for each in records),
    ]

    for address in addresses:
        page.goto(address)
    sign_in(page, make.make_chief())
    kinds = [model for model in admin.site._registry if model._meta.model_name in made]
    screens = [screen("change", made[model._meta.model_name]) for model in kinds]
    screens += [screen(name, made["article"]) for name in ("annotate", "preview", "publish", "history")]
    screens += [screen("changelist", kind=model) for model in kinds] + [reverse("admin:index")]
    for address in screens:
        page.goto(address)

    assert dialogs == []
