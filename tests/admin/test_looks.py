"""The desk shares the paper's colours, and tells people kindly what they may not do."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import make

CSS = Path(__file__).resolve().parents[2] / "static" / "css"


def accents(name):
    return re.findall(r"--accent: (#\w+);", (CSS / name).read_text(encoding="utf-8"))


def test_accent_of_the_desk_is_that_of_the_paper_in_light_and_dark():
    assert accents("desk.css") == accents("tokens.css")[:2]


@pytest.mark.django_db
def test_forbidden_screen_says_what_to_do(client):
    client.force_login(make.make_reporter())

    response = client.get(reverse("admin:articles_article_publish", args=[make.make_article().pk]))

    assert response.status_code == 403
    assert "Das dürfen Sie mit Ihrer Rolle nicht." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["admin:index", "admin:login", "admin:password_change", "admin:articles_claim_add"])
def test_pages_of_the_desk_carry_its_looks_and_nothing_inline(client, address):
    if address != "admin:login":
        client.force_login(make.make_chief())

    page = client.get(reverse(address)).content.decode()

    assert "css/desk.css" in page and "css/tokens.css" in page
    assert "<style" not in page and " style=" not in page and " onclick=" not in page
