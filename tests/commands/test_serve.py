"""One command brings the newsroom up; the second start has nothing left to do."""

import pytest
from django.core.management import call_command

from articles.models import Article
from tests.make import make_article


@pytest.fixture
def house(settings, tmp_path, db):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    return tmp_path


@pytest.fixture
def furnished(house):
    """A house that has been told its story already."""
    make_article()
    (house / "demo-logins.json").write_text('[{"username": "chefin", "password": "geheim", "role": "CvD"}]')
    return house


def test_serve_prepares_an_empty_house_and_names_its_doors(house, settings, capsys):
    call_command("serve", "--prepare-only", "--port", "8123")

    said = capsys.readouterr().out
    assert Article.objects.exists()
    assert (settings.STATIC_ROOT / "css" / "main.css").exists()
    assert "http://127.0.0.1:8123/\n" in said
    assert "http://127.0.0.1:8123/admin/" in said
    assert all(name in said for name in ("redaktion", "pruefung", "chefin", "verwaltung"))


def test_serve_again_repeats_the_logins_and_does_no_work(furnished, capsys):
    call_command("serve", "--prepare-only")
    first = capsys.readouterr().out
    stamp = (furnished / "static.stamp").stat().st_mtime_ns

    call_command("serve", "--prepare-only")

    second = capsys.readouterr().out
    assert second in first
    assert "geheim" in second
    assert (furnished / "static.stamp").stat().st_mtime_ns == stamp


def test_serve_heals_a_killed_collection(furnished):
    call_command("serve", "--prepare-only")
    (furnished / "static.stamp").unlink()

    call_command("serve", "--prepare-only")

    assert (furnished / "static.stamp").exists()


def test_serve_tells_a_real_newsroom_no_logins(house, settings, capsys):
    settings.DEMO = False

    call_command("serve", "--prepare-only")

    assert not Article.objects.exists()
    assert "redaktion " not in capsys.readouterr().out
