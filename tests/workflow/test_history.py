"""The history: chained, complete, and refused to every later hand."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from articles.models import Decision, Revision, append_only
from articles.workflow import publishing
from tests.make import (
    in_days,
    make_article,
    make_change,
    make_claim,
    make_editor,
    make_reply,
    make_revision,
    make_topic,
)

pytestmark = pytest.mark.django_db


def test_decide_chains_each_line_to_the_one_before():
    make_topic()
    make_topic()

    lines = list(Decision.objects.order_by("number"))

    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.previous for line in lines] == ["", *[line.digest for line in lines[:-1]]]
    assert all(line.digest == line.expected_digest() for line in lines)


@pytest.mark.parametrize("table", list(append_only.FROZEN))
@pytest.mark.parametrize("act", ["update", "delete"])
def test_database_refuses_to_change_history(table, act):
    make_revision(topics=[make_topic()], claims=[])
    revision = make_revision()
    make_revision(claims=[make_claim()])
    make_reply()
    texts = {"articles_decision": "reason", "articles_revision": "note", "articles_reply": "text"}
    column = texts.get(table, "revision_id")
    value = revision.pk if column == "revision_id" else "anders"
    statement = f"UPDATE {table} SET {column} = %s" if act == "update" else f"DELETE FROM {table}"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [value] if act == "update" else [])


def test_database_lets_the_next_revision_close_the_one_before():
    revision = make_revision()

    changed = Revision.objects.filter(pk=revision.pk).update(live_until=in_days(1))

    assert changed == 1


def test_triggers_come_back_after_migrate(db):
    append_only.uninstall(connection)
    assert append_only.standing(connection) == set()
    assert [error.id for error in append_only.check_triggers(databases=["default"])] == ["newsroom.E001"]

    call_command("migrate", verbosity=0)

    assert append_only.standing(connection) == append_only.trigger_names(connection.vendor)
    assert append_only.check_triggers(databases=["default"]) == []


@pytest.mark.parametrize("act", sorted(append_only.ACTS[connection.vendor]))
def test_each_single_trigger_is_missed(db, act):
    with connection.cursor() as cursor:
        on_table = " ON articles_decision" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER articles_decision_no_{act}{on_table}")

    [error] = append_only.check_triggers(databases=["default"])

    assert f"articles_decision_no_{act}" in error.msg


def verify(capsys):
    call_command("verify_history")
    return capsys.readouterr().out


def test_verify_history_is_content_with_an_honest_history(capsys):
    revision = make_revision()
    make_change(revision.article)
    publishing.correct(revision.article, note="Falsch war die Zahl.", by=make_editor())
    planned = publishing.publish(revision.article, by=make_editor(), live_from=in_days(2))
    publishing.unschedule(planned.article, by=make_editor())
    publishing.withdraw(revision.article, note="Erfunden.", by=make_editor())

    assert "unverändert" in verify(capsys)


DECISION_CHANGES = {
    "reason": "Anders.",
    "verb": "publish",
    "record_id": 99,
    "record_name": "Jemand",
    "before": json.dumps({"a": 1}),
    "after": json.dumps({"a": 1}),
    "at": "2020-01-01 00:00:00+00:00",
    "previous": "0" * 64,
    "digest": "0" * 64,
}


@pytest.mark.parametrize(("column", "value"), DECISION_CHANGES.items(), ids=list(DECISION_CHANGES))
def test_verify_history_finds_a_changed_decision(column, value):
    make_article()
    number = Decision.objects.order_by("number").first().number
    change("articles_decision", column, value, "number", number)

    with pytest.raises(CommandError):
        call_command("verify_history")


def test_verify_history_finds_a_missing_decision():
    make_article()
    append_only.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_decision WHERE number = 2")

    with pytest.raises(CommandError):
        call_command("verify_history")


REVISION_CHANGES = {
    "note": "Anders.",
    "kind": "typo",
    "content": json.dumps({"headline": "Gefälscht"}),
    "annotations": json.dumps([{"claim": 1}]),
    "live_from": "2020-01-01 00:00:00+00:00",
    "live_until": "2040-01-01 00:00:00+00:00",
    "words": "Anders.",
    "digest": "0" * 64,
}


@pytest.mark.parametrize(("column", "value"), REVISION_CHANGES.items(), ids=list(REVISION_CHANGES))
def test_verify_history_finds_a_changed_revision(column, value, capsys):
    revision = make_revision()
    change("articles_revision", column, value, "id", revision.pk)

    with pytest.raises(CommandError):
        call_command("verify_history")

    assert f"Artikel {revision.article_id}" in capsys.readouterr().err


def change(table, column, value, key, at):
    """Change one value behind the newsroom's back."""
    append_only.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, at])
