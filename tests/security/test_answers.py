"""What stands around every answer: headers, cookies, caches, hosts; and what production settings promise."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.workflow import publishing
from tests import make

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
PRODUCTION = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "zeitung.example",
}
UNSAFE = ("unsafe-inline", "unsafe-eval", "*", "http:", "https:")


def in_production(*arguments, **environment):
    """Run Python with an environment of its own, in which only what an operator must set is set."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=120)


def answers(client):
    """Return one answer of every sort, by name."""
    client.raise_request_exception = False
    live = make.make_revision(picture=make.make_picture(), claims=[make.make_claim()])
    gone = make.make_revision()
    publishing.withdraw(gone.article, note="Erfunden.", by=make.make_editor())
    found = {
        "front": client.get("/"),
        "article": client.get(live.get_absolute_url()),
        "claims": client.get(reverse("claim_list")),
        "search": client.get(reverse("search")),
        "english": client.get("/en/"),
        "another slug": client.get(reverse("article", args=[live.article_id, "anders"])),
        "no slash": client.get("/suche"),
        "nothing there": client.get("/nix/"),
        "withdrawn": client.get(gone.get_absolute_url()),
        "picture": client.get(live.content["picture"]["src"]),
        "no picture": client.get("/bilder/x.webp"),
        "stylesheet": client.get("/static/css/main.css"),
        "no stylesheet": client.get("/static/css/nix.css"),
        "login": client.get(reverse("admin:login")),
        "bad host": client.get("/", headers={"host": "evil.example"}),
        "forged": Client(enforce_csrf_checks=True).post(reverse("admin:login")),
    }
    client.force_login(make.make_editor())
    found |= {
        "desk": client.get(reverse("admin:index")),
        "form": client.get(reverse("admin:articles_article_change", args=[live.article_id])),
        "preview": client.get(reverse("admin:articles_article_preview", args=[live.article_id])),
        "refused": client.get(reverse("admin:articles_section_add")),
        "wrong method": client.get(reverse("admin:articles_article_submit", args=[live.article_id])),
        "bad filter": client.get(reverse("admin:articles_article_changelist") + "?assignee__password__startswith=a"),
    }
    return found


@pytest.fixture
def served(settings):
    """Serve the static files from where they are written."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True


def faults(response):
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    sources = policy.replace(";", " ").split()
    expected = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    wrong = [name for name, value in expected.items() if headers.get(name) != value]
    wrong += [name for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin") if name in headers]
    wrong += [] if "camera=()" in headers.get("Permissions-Policy", "") else ["Permissions-Policy"]
    wrong += [source for source in UNSAFE if source in sources]
    wrong += [] if "default-src 'none'" in policy else ["Content-Security-Policy"]
    framed = "frame-ancestors 'none'" in policy or "sandbox" in policy
    return wrong + ([] if framed else ["frame-ancestors"])


def test_every_answer_carries_its_headers(client, served):
    found = answers(client)

    assert {name: wrong for name, response in found.items() if (wrong := faults(response))} == {}
    codes = {name: response.status_code for name, response in found.items()}
    assert {codes[name] for name in ("bad host", "bad filter")} == {400}
    assert (codes["stylesheet"], codes["withdrawn"], codes["forged"], codes["wrong method"]) == (200, 410, 403, 405)
    for name in ("picture", "stylesheet"):
        assert b"".join(found[name].streaming_content)


def test_answer_to_an_error_carries_its_headers_and_tells_nothing(client, settings):
    client.raise_request_exception = False
    # Without its manifest of static files no page can be written.
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest}

    response = client.get("/")

    assert response.status_code == 500
    assert faults(response) == []
    assert not re.search("Traceback|NoneType|articles/|Django", response.content.decode())


def test_readers_pages_set_no_cookie_and_do_not_depend_on_one(client):
    live = make.make_revision(claims=[make.make_claim()])
    pages = ["/", live.get_absolute_url(), reverse("claim_list"), reverse("search") + "?q=a", "/nix/", "/en/"]
    stranger = [client.get(page) for page in pages]
    client.force_login(make.make_editor())

    staff = [client.get(page) for page in pages]

    for response in (*stranger, *staff):
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
    assert [page.content for page in stranger] == [page.content for page in staff]


def test_pages_of_the_desk_are_kept_by_no_cache(client):
    article = make.make_article()
    client.force_login(make.make_chief())
    names = ("annotate", "annotate_claims", "preview", "publish", "import", "change", "changelist", "history", "delete")

    for name in names:
        args = [] if name in ("import", "changelist") else [article.pk]
        response = client.get(reverse(f"admin:articles_article_{name}", args=args))
        assert response.status_code == 200
        assert {"no-store", "private"} <= set(re.split(", *", response["Cache-Control"])), name


ODD = {
    **dict.fromkeys(("X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-HTTP-Host-Override"), "evil.example"),
    **dict.fromkeys(("Origin", "Referer"), "https://evil.example"),
    **dict.fromkeys(("X-Original-URL", "X-Rewrite-URL"), "/admin/"),
    **dict.fromkeys(("X-Forwarded-Proto", "X-Forwarded-Scheme"), "https"),
    **{"Forwarded": "host=evil.example", "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Port": "1", "Via": "x"},
    **{"X-HTTP-Method-Override": "DELETE", "X-Requested-With": "XMLHttpRequest", "User-Agent": "<script>"},
    **{"Accept": "application/json", "Accept-Language": "en", "Range": "bytes=0-1", "If-None-Match": "*"},
    **{"Cookie": "django_language=en; session=x; messages=y"},
}


@pytest.mark.parametrize("header", list(ODD))
def test_headers_of_strangers_change_no_page(client, header):
    live = make.make_revision(claims=[make.make_claim()])
    for page in ("/", live.get_absolute_url(), reverse("claim_list")):
        plain, odd = client.get(page), client.get(page, headers={header: ODD[header]})

        assert (odd.status_code, odd.content) == (200, plain.content)
        assert "evil" not in odd.content.decode()


HOSTS = [
    *("evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"),
    *("testserver:80@evil.example", "[::1]evil.example", "", "a b", "testserver/x", "te%73tserver"),
]


@pytest.mark.parametrize("host", HOSTS)
def test_other_hosts_are_refused(client, host):
    response = client.get("/", headers={"host": host})

    assert response.status_code == 400
    assert not host or host not in response.content.decode()


def test_pages_ask_no_other_host_for_anything(client):
    live = make.make_revision(picture=make.make_picture(), claims=[make.make_claim()])
    client.force_login(make.make_editor())
    pages = ["/", live.get_absolute_url(), reverse("claim_list"), reverse("admin:index")]
    pages += [reverse(f"admin:articles_article_{name}", args=[live.article_id]) for name in ("change", "annotate")]

    asked = {page: client.get(page) for page in pages} | {"login": Client().get(reverse("admin:login"))}

    for page, response in asked.items():
        html = response.content.decode()
        loaded = re.findall(r"<(?:script|img|iframe|source|audio|video)\b[^>]*\s(?:src|srcset)=\"([^\"]*)\"", html)
        links = [
            link for link in re.findall(r"<link\b[^>]*>", html) if "canonical" not in link and "alternate" not in link
        ]
        loaded += [re.search('href="([^"]*)"', link)[1] for link in links]
        assert loaded and all(each.startswith("/") and each[1:2] != "/" for each in loaded), page


def test_production_has_nothing_to_warn_of():
    checked = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (checked.returncode, checked.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), (
        checked.stderr
    )


def test_production_without_a_key_does_not_start():
    refused = in_production("manage.py", "check", ALLOWED_HOSTS="zeitung.example")

    assert refused.returncode != 0
    assert "SECRET_KEY is not set" in refused.stderr


SHOW = """
import json
from newsroom import settings as s
names = [name for name in dir(s) if name.isupper() and ("COOKIE" in name or name.startswith("SECURE_"))]
print(json.dumps({name: getattr(s, name) for name in [*names, "DEBUG", "DEMO", "X_FRAME_OPTIONS"]}))
"""


def test_production_is_the_default():
    shown = json.loads(in_production("-c", SHOW, **PRODUCTION).stdout)

    for kind in ("SESSION", "CSRF"):
        assert shown[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert shown[f"{kind}_COOKIE_SECURE"] and shown[f"{kind}_COOKIE_HTTPONLY"]
        assert shown[f"{kind}_COOKIE_SAMESITE"] == "Lax"
    assert (shown["DEBUG"], shown["DEMO"], shown["SECURE_SSL_REDIRECT"]) == (False, False, True)
    assert shown["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert shown["SECURE_PROXY_SSL_HEADER"] is None


def test_demo_is_not_told_where_nobody_asked_for_it():
    refused = in_production("manage.py", "seed", **PRODUCTION, DATABASE_URL="sqlite://:memory:")

    assert refused.returncode != 0
