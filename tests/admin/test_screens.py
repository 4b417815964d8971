"""Every screen of the desk: who gets in, and that no list or form asks more when there is more to show."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from articles import models
from articles.choices import Role
from tests import make

pytestmark = pytest.mark.django_db

SCREENS = sorted(admin.site._registry, key=lambda model: model._meta.model_name)
NAMES = [model._meta.model_name for model in SCREENS]


def address(model, screen, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}", args=args)


def make_many(number):
    """Make `number` records of every kind, each one tied to as many others as it can be."""
    chief = make.make_chief()
    section, topics = make.make_section(), [make.make_topic() for _ in range(number)]
    for place in range(number):
        picture, source = make.make_picture(), make.make_source(part_of=make.make_source())
        claim = make.make_claim(claimant=source, topics=topics, assignee=chief)
        first = make.make_evidence(claim, source=make.make_source())
        make.make_evidence(claim, source=source, goes_back_to=first)
        make.make_factcheck(claim, state="in_force")
        make.make_factcheck(claim)
        authors = [make.make_author(user=make.make_user()) for _ in range(2)]
        article = make.make_article(
            section=section, topics=topics, picture=picture, bylines=authors, assignee=chief, kicker=f"Zeile {place}"
        )
        make.make_annotation(article, claim=claim)
        make.make_revision(article)


def queries_of(client, url, counting):
    client.get(url)
    with counting() as captured:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(captured)


@pytest.fixture
def counting():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_lists_ask_the_database_equally_often_for_one_three_and_twenty(client, counting):
    client.force_login(make.make_chief(first_name="Toni", last_name="Test"))
    urls = [address(model, "changelist") for model in SCREENS] + [reverse("admin:index")]
    counts = {}

    for number, more in ((1, 1), (3, 2), (20, 17)):
        make_many(more)
        counts[number] = {url: queries_of(client, url, counting) for url in urls}

    assert counts[1] == counts[3] == counts[20]
    assert max(counts[20].values()) <= 30


def test_claim_form_asks_equally_often_for_one_three_and_twenty_rows(client, counting):
    client.force_login(make.make_chief())
    claim = make.make_claim(topics=[make.make_topic()])
    first = make.make_evidence(claim)
    counts = []

    for rows in (1, 2, 17):
        for _ in range(rows):
            make.make_evidence(claim, goes_back_to=first)
            make.make_annotation(claim=claim)
        counts.append(queries_of(client, address(models.Claim, "change", claim.pk), counting))

    assert counts[0] == counts[1] == counts[2] <= 30


def test_article_form_asks_equally_often_for_one_three_and_twenty_rows(client, counting):
    client.force_login(make.make_chief())
    counts = []

    for number in (1, 3, 20):
        sentences = [f"Das ist die Aussage {place}." for place in range(number)]
        article = make.make_article(
            body="".join(f"<p>{sentence}</p>" for sentence in sentences),
            bylines=[make.make_author() for _ in range(number)],
            topics=[make.make_topic() for _ in range(number)],
            related=[make.make_article() for _ in range(2)],
        )
        for sentence in sentences:
            make.make_annotation(article, words=sentence)
        make.make_revision(article)
        counts.append(queries_of(client, address(models.Article, "change", article.pk), counting))

    assert counts[0] == counts[1] == counts[2] <= 30


def test_check_screen_asks_equally_often_for_one_and_twenty_rows(client, counting):
    factcheck = make.make_factcheck()
    client.force_login(factcheck.author)
    counts = []

    for rows in (1, 19):
        for _ in range(rows):
            make.make_evidence(factcheck.claim)
        counts.append(queries_of(client, reverse("admin:articles_factcheck_examine", args=[factcheck.pk]), counting))

    assert counts[0] == counts[1] <= 30


@pytest.mark.parametrize("model", SCREENS, ids=NAMES)
def test_lists_send_strangers_to_the_login(client, model):
    response = client.get(address(model, "changelist"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("model", SCREENS, ids=NAMES)
def test_lists_open_for_everybody_at_the_desk_but_accounts(client, model):
    client.force_login(make.make_reporter())

    response = client.get(address(model, "changelist"))

    assert response.status_code == (403 if model is User else 200)


def test_desk_is_closed_to_staff_without_a_role(client):
    client.force_login(make.make_user())

    assert client.get(reverse("admin:index")).status_code == 302


ADD = [
    (Role.REPORTER, {"article", "author", "claim", "evidence", "picture", "source", "topic"}),
    (Role.FACT_CHECKER, {"claim", "evidence", "source"}),
    (Role.EDITOR, {"article", "author", "claim", "evidence", "picture", "source", "topic"}),
    (Role.ADMINISTRATOR, {"author", "section", "topic", "user", "verdict"}),
]


@pytest.mark.parametrize(("role", "expected"), ADD, ids=[role.name for role, _ in ADD])
def test_add_forms_open_for_the_roles_that_may_write(client, role, expected):
    client.force_login(make.make_user(role))

    opened = {model._meta.model_name for model in SCREENS if client.get(address(model, "add")).status_code == 200}

    assert opened == expected


def test_no_screen_offers_deletion_in_bulk(client):
    client.force_login(make.make_chief())
    request = RequestFactory().get("/")
    request.user = make.make_chief()

    actions = {model: list(admin.site._registry[model].get_actions(request)) for model in SCREENS}

    assert not any(actions.values())


def test_autocomplete_offers_colleagues_by_name_to_those_who_may_not_see_accounts(client):
    make.make_editor(first_name="Erna", last_name="Beispiel")
    make.make_editor(first_name="Erwin", last_name="Beispiel", is_active=False)
    client.force_login(make.make_reporter())
    query = {"term": "Beispiel", "app_label": "articles", "model_name": "article", "field_name": "assignee"}

    found = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [each["text"] for each in found] == ["Erna Beispiel"]


def test_desk_speaks_german_and_english(client):
    client.force_login(make.make_reporter())

    with translation.override("de"):  # a request leaves its language behind in the thread
        german, english = client.get("/admin/").content.decode(), client.get("/en/admin/").content.decode()

    assert '<html lang="de"' in german and '<html lang="en"' in english
    assert 'href="/en/admin/"' in german and 'href="/admin/"' in english
