"""Logging in, staying in, being put out; and that nobody else's page can act in somebody's name."""

from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.choices import Role
from articles.workflow import staffing
from tests import make
from tests.security.test_doors import DOORS, address, doors  # noqa: F401 -- a fixture among them

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


def test_session_gets_a_new_key_at_login_and_ends_at_logout(client):
    user = make.make_reporter()
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosen-by-somebody-else-0123456789"
    client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post(reverse("admin:logout"))
    client.cookies[settings.SESSION_COOKIE_NAME] = key

    assert key != "chosen-by-somebody-else-0123456789"
    assert not Session.objects.filter(pk=key).exists()
    assert client.get(reverse("admin:index")).status_code == 302


PUT_OUT = {
    "staff flag removed": {"is_staff": False},
    "account closed": {"is_active": False},
    "password changed": {"password": "!"},
}


@pytest.mark.parametrize("change", list(PUT_OUT))
@pytest.mark.parametrize("superuser", [False, True])
def test_whoever_is_put_out_is_out_at_the_next_request(client, change, superuser):
    user = make.make_chief(is_superuser=superuser)
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == 200

    User.objects.filter(pk=user.pk).update(**PUT_OUT[change])

    article = make.make_article()
    for url in (reverse("admin:index"), reverse("admin:articles_article_preview", args=[article.pk])):
        assert reverse("admin:login") in client.get(url).headers.get("Location", "")


def test_whoever_loses_a_role_loses_its_acts_at_the_next_request(client):
    user = make.make_editor()
    article = make.make_article()
    client.force_login(user)
    user.groups.clear()
    user.groups.add(make.Group.objects.get(name=Role.REPORTER))

    assert client.get(reverse("admin:articles_article_publish", args=[article.pk])).status_code == 403


def test_closing_an_account_at_the_desk_ends_its_sessions(client):
    colleague, administrator = make.make_reporter(), make.make_administrator()
    client.force_login(colleague)
    colleague.is_active = False

    staffing.save_account(colleague, roles=[Role.REPORTER], by=administrator)

    assert client.get(reverse("admin:index")).status_code == 302


GUESSED = ["short", "fourteen chars", "miamuster.redaktion", "1q2w3e4r5t6y7u8i", "123456789987654321"]


@pytest.mark.parametrize("password", GUESSED)
def test_passwords_that_others_guess_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(username="miamuster.redaktion", first_name="Mia"))


def test_passwords_of_fifteen_characters_of_any_kind_are_taken():
    for password in ("grün wie Klee 15", "aaaaabbbbbccccc", "p" * 128):
        validate_password(password, User(username="x"))


def test_own_password_is_changed_only_by_whoever_knows_the_old_one(client):
    user = make.make_reporter()
    client.force_login(user)
    new = {"new_password1": "noch ein langes Wort", "new_password2": "noch ein langes Wort"}

    client.post(reverse("admin:password_change"), {"old_password": "falsch", **new})

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


ELSEWHERE = [
    *("https://evil.example/", "//evil.example/", "///evil.example/", "/\\evil.example", "\\\\evil.example"),
    *("http:evil.example", "http:///evil.example", "https:\\\\evil.example", "javascript:alert(1)", "data:text/html,x"),
    *("//evil.example\\@testserver/", "https://testserver@evil.example/", "https://testserver.evil.example/"),
    *("\thttps://evil.example/", " //evil.example", "/\t/evil.example/", "%2F%2Fevil.example", "ftp://testserver/"),
    *("https://evil.example/%2e%2e", "//google.com/%2f.."),
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_login_and_logout_lead_to_no_other_site(client, target):
    user = make.make_reporter()
    form = {"username": user.username, "password": PASSWORD, "next": target}

    entered = client.post(reverse("admin:login"), form)
    left = client.post(reverse("admin:logout"), {"next": target})

    for response in (entered, left):
        leads = response.headers.get("Location", "/").replace("\\", "/")
        assert urljoin("http://testserver/admin/login/", leads).startswith("http://testserver/"), leads


@pytest.mark.parametrize(
    "path", ["//evil.example/a", "//evil.example", "/en//evil.example", "/%2f%2fevil.example", "/\\evil.example/x"]
)
def test_addresses_without_their_slash_lead_to_no_other_site(client, path):
    response = client.get(path)

    assert not response.headers.get("Location", "/").startswith(("//", "/\\", "http"))


def test_every_act_asks_for_the_token_against_forgery(address):  # noqa: F811
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.make_user(superuser=True))
    only_looked_at = {name for name, (_, act) in DOORS.items() if not act}
    acts = [(name, address(name, route)) for name, route in doors() if name in DOORS and name not in only_looked_at]

    answers = {name: client.post(url).status_code for name, url in acts}

    assert {name: code for name, code in answers.items() if code != 403} == {}
    assert client.post(reverse("admin:login")).status_code == 403
    assert client.post(reverse("admin:logout")).status_code == 403


def test_page_about_a_forgery_speaks_the_houses_language(client):
    strict = Client(enforce_csrf_checks=True)

    page = strict.post(reverse("admin:login")).content.decode()

    assert "Dieses Formular gilt nicht mehr." in page
    assert "<style" not in page and "CSRF" not in page


WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def test_looking_changes_nothing(client, address):  # noqa: F811
    client.force_login(make.make_user(superuser=True))
    looks = [address(name, route) for name, route in doors() if name in DOORS]
    query = "?post=yes&submit=1&_save=1&keep=1&act=publish&when=now&reason=x&action=delete_selected"

    with CaptureQueriesContext(connection) as asked:
        for url in looks:
            client.get(url + (query if "?" not in url else query.replace("?", "&")))

    written = [each["sql"] for each in asked if each["sql"].lstrip("(").startswith(WRITES)]
    assert [sql for sql in written if "django_session" not in sql] == []
