"""The history against somebody who holds every right: through the desk, the ORM and the database itself."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.urls import NoReverseMatch, reverse, reverse_lazy

from articles.models import Article, Decision, Reply, Revision, append_only
from articles.workflow import writing
from articles.workflow.transitions import WrongMove
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    claim = make.make_claim()
    revision = make.make_revision(claims=[claim], topics=[make.make_topic()])
    Reply.objects.create(
        article=revision.article,
        claim=claim,
        from_whom="Stadtwerke Köln",
        text="Das ist unwahr.",
        received_on=make.in_days(0).date(),
        published_by=revision.published_by,
        live_from=make.in_days(0),
    )
    return revision


@pytest.mark.parametrize("model", [Decision, Revision, Reply])
def test_desk_has_no_screen_for_history(model):
    assert model not in admin.site._registry
    for screen in ("changelist", "add", "change", "delete"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:articles_{model._meta.model_name}_{screen}")


def test_superuser_deletes_neither_people_nor_published_articles_at_the_desk(client, revision):
    client.force_login(make.make_user(superuser=True))
    lines = Decision.objects.count()
    person = reverse("admin:auth_user_delete", args=[revision.published_by_id])
    article = reverse("admin:articles_article_delete", args=[revision.article_id])

    answers = [client.post(address, {"post": "yes"}).status_code for address in (person, article)]
    bulk = {"action": "delete_selected", "_selected_action": [revision.article_id], "post": "yes"}
    client.post(reverse("admin:articles_article_changelist"), bulk)

    assert answers == [403, 302]
    assert User.objects.filter(pk=revision.published_by_id).exists()
    assert Article.objects.filter(pk=revision.article_id).exists()
    assert Decision.objects.count() == lines


@pytest.mark.parametrize("model", [Decision, Revision, Reply])
@pytest.mark.parametrize("screen", ["", "add/", "1/", "1/change/", "1/delete/", "1/history/"])
def test_superuser_finds_no_address_that_changes_history(client, revision, model, screen):
    client.force_login(make.make_user(superuser=True))
    address = f"{reverse('admin:index')}articles/{model._meta.model_name}/{screen}"
    before = list(Decision.objects.values()), list(Revision.objects.values())

    answers = {client.get(address).status_code, client.post(address, {"post": "yes", "_save": "1"}).status_code}

    assert answers == {404}
    assert before == (list(Decision.objects.values()), list(Revision.objects.values()))


def test_screens_that_show_history_take_nothing(client, revision):
    client.force_login(make.make_user(superuser=True))
    article = reverse("admin:articles_article_history", args=[revision.article_id])
    lines = Decision.objects.count()

    for address in (reverse("admin:chronicle"), article):
        for body in ({"delete": 1}, {"action": "delete_selected", "_selected_action": [1], "post": "yes"}):
            client.post(address, body)

    assert Decision.objects.count() == lines


PEOPLE = reverse_lazy("admin:auth_user_changelist")


@pytest.mark.parametrize("by", ["superuser", "administrator"])
def test_nobody_deletes_a_person_by_any_way_of_the_desk(client, by):
    client.force_login(make.make_user(superuser=True) if by == "superuser" else make.make_administrator())
    person = make.make_user()
    change = reverse("admin:auth_user_change", args=[person.pk])
    bulk = {"_selected_action": [person.pk], "post": "yes", "index": 0, "select_across": 1}
    inline = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": person.pk, "form-0-DELETE": "on"}

    pages = [client.get(address).content.decode() for address in (PEOPLE, change)]
    for address, body in (
        (reverse("admin:auth_user_delete", args=[person.pk]), {"post": "yes"}),
        (PEOPLE, bulk | {"action": "delete_selected"}),
        (PEOPLE, inline | {"_save": "1"}),
        (change, {"_delete": "1", "DELETE": "on"}),
    ):
        client.post(address, body)
        client.delete(address)

    assert User.objects.filter(pk=person.pk, is_active=True).exists()
    assert not any("/delete/" in page or "delete_selected" in page for page in pages)


def test_person_whom_history_names_cannot_be_deleted_by_the_orm_either(revision):
    with pytest.raises(models.ProtectedError):
        User.objects.get(pk=revision.published_by_id).delete()


ATTACKS = {
    "save": lambda record: record.save(),
    "delete": lambda record: record.delete(),
    "update": lambda record: type(record).objects.filter(pk=record.pk).update(digest="0" * 64),
    "delete in bulk": lambda record: type(record).objects.filter(pk=record.pk).delete(),
    "update in bulk": lambda record: type(record).objects.bulk_update([record], ["digest"]),
    "raw delete": lambda record: type(record).objects.filter(pk=record.pk)._raw_delete("default"),
    "insert over": lambda record: type(record).objects.bulk_create(
        [record], update_conflicts=True, unique_fields=["pk"], update_fields=["digest"]
    ),
}


@pytest.mark.parametrize("attack", list(ATTACKS))
@pytest.mark.parametrize("model", [Decision, Revision])
def test_orm_cannot_change_history(model, attack, revision):
    record = model.objects.earliest("pk")
    before = list(model.objects.order_by("pk").values())
    record.digest = "f" * 64

    with pytest.raises((DatabaseError, models.ProtectedError)), transaction.atomic():
        ATTACKS[attack](record)

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("table", list(append_only.FROZEN))
def test_database_refuses_to_write_over_history_or_to_empty_it(table, revision):
    make.make_reply()
    statements = {
        "sqlite": f"REPLACE INTO {table} SELECT * FROM {table}",
        "postgresql": f"TRUNCATE {table} CASCADE",
    }

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])


@pytest.mark.parametrize("table", list(append_only.SETTLED))
def test_database_refuses_to_write_over_or_to_empty_what_is_settled(table):
    make.make_opinion(make.make_factcheck(), is_given=True)
    make.make_factcheck(state="in_force")
    statements = {
        "sqlite": [f"REPLACE INTO {table} SELECT * FROM {table}", f"DELETE FROM {table}"],
        "postgresql": [f"TRUNCATE {table} CASCADE", f"DELETE FROM {table}"],
    }

    for statement in statements[connection.vendor]:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("listed", ["claims", "topics"])
def test_verify_history_finds_what_was_listed_later(listed, revision):
    later = {"claims": make.make_claim, "topics": make.make_topic}[listed]()
    getattr(revision, listed).add(later)

    with pytest.raises(CommandError):
        call_command("verify_history")


def test_deleting_a_user_is_refused_for_all_they_did(revision):
    with pytest.raises(models.ProtectedError):
        revision.published_by.delete()


def test_deleting_a_published_article_is_refused(revision):
    with pytest.raises(WrongMove):
        writing.delete(revision.article, by=make.make_user(superuser=True))
