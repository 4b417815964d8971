"""A real browser in front of a running newsroom; a page that complains or calls a stranger fails its test."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from articles.models import append_only

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}

# Playwright's loop runs in the thread of the test, where Django would refuse the database otherwise.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# A busy machine is no bug.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Keep SQLite in a file: in memory, all threads of the live server would share the test's one connection."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "journeys.sqlite3")


@pytest.fixture(autouse=True)
def fresh_database(transactional_db, django_db_serialized_rollback):
    """Begin with what the migrations made, triggers included; these make way when the database is emptied."""
    append_only.install(connection)
    yield
    append_only.uninstall(connection)


@pytest.fixture(scope="session")
def browser(live_server):
    """Return Chromium; it ends before the server, lest a connection of its outlive the database."""
    database = connections[DEFAULT_DB_ALIAS]
    with sync_playwright() as playwright:
        # Its loop runs in our thread, and to a loop Django hands connections of its own: not the one under test.
        connections[DEFAULT_DB_ALIAS] = database
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server):
    """Return a function that opens a new window; what its pages complain of fails the test at the end."""
    contexts, complaints = [], []

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, locale="de-DE", **{"viewport": WIDE} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        _listen(page, complaints, own_host=urlsplit(live_server.url).netloc)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def sign_in(live_server):
    """Return a function that signs somebody in without the form."""

    def sign_in(page, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return sign_in


@pytest.fixture
def axe():
    """Return a function that fails when axe finds fault with the page as it stands."""

    def axe(page):
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found] == []

    return axe


def _listen(page, complaints, *, own_host):
    def hear_request(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != own_host:
            complaints.append(f"asks {request.url}")

    def hear_console(message):
        # A refused Content-Security-Policy speaks here as well.
        # Without an address it comes from axe, which sets styles of its own while it measures.
        if message.type in ("error", "warning") and message.location["url"]:
            complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    page.on("request", hear_request)
    page.on("console", hear_console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
