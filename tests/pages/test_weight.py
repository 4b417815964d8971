"""What an article costs the reader's line: few requests, all to us, and few bytes."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.make import make_checked_claim, make_revision

pytestmark = pytest.mark.django_db

PARAGRAPH = "Ein Absatz von gewöhnlicher Länge, wie er in einem Zeitungstext zwölfmal vorkommen mag, ehe er endet. "


@pytest.fixture
def html(client):
    claims = [make_checked_claim(statement=f"Satz {number} stimmt.") for number in range(10)]
    revision = make_revision(claims=claims, context=f"<p>{PARAGRAPH * 40}</p>")
    return client.get(revision.get_absolute_url()).content.decode()


def loaded(html):
    """Return the addresses that a browser fetches for the page, its pictures aside."""
    return re.findall(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"', html)


def test_article_takes_at_most_six_requests_all_to_us(html):
    addresses = loaded(html)

    assert len(addresses) + 1 <= 6
    assert all(address.startswith("/static/") for address in addresses)


def test_article_weighs_at_most_60_kilobytes(html):
    files = [finders.find(address.removeprefix("/static/")) for address in loaded(html)]
    contents = [html.encode(), *(Path(file).read_bytes() for file in files)]

    assert sum(len(gzip.compress(content)) for content in contents) <= 60_000


def test_stylesheets_fetch_nothing_further(html):
    styles = [finders.find(address.removeprefix("/static/")) for address in loaded(html) if address.endswith(".css")]

    for style in styles:
        text = Path(style).read_text(encoding="utf-8")
        assert "@import" not in text
        assert "url(" not in text
