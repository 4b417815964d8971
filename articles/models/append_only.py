"""Triggers on both databases that keep as it was written what is history: always, or from a certain moment on."""

from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections

FROZEN = {
    "articles_decision": None,
    "articles_revision": "live_until",  # the one column the next revision may set, to close this one
    "articles_revision_topics": None,
    "articles_revision_claims": None,
    "articles_reply": "live_until",  # set when what it answers is gone
}

# From when on a row is history, the columns free even then, and those that can be set once: they end it.
SETTLED = {
    "articles_factcheck": ("in_force_from", ("version", "claim_id"), ("state", "in_force_until")),
    "articles_secondopinion": ("given_at", (), ()),
}


# SQLite knows no TRUNCATE: emptying a table is a DELETE there.
ACTS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def trigger_names(vendor):
    """Return the names of all triggers that must stand on this kind of database."""
    return {f"{table}_no_{act}" for table in [*FROZEN, *SETTLED] for act in ACTS[vendor]}


def install(connection):
    """Put the triggers of all frozen tables in place; those that stand already are replaced."""
    with connection.cursor() as cursor:
        for table, free in FROZEN.items():
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            for statement in STATEMENTS[connection.vendor](table, [name for name in columns if name != free], free):
                cursor.execute(statement)
        for table in SETTLED:
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
            for statement in SETTLED_STATEMENTS[connection.vendor](table, columns):
                cursor.execute(statement)


def uninstall(connection):
    """Take the triggers away: for tests that empty the database, and for nothing else."""
    with connection.cursor() as cursor:
        for table in [*FROZEN, *SETTLED]:
            for act in ACTS[connection.vendor]:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on_table}")


def standing(connection):
    """Return the names of our triggers that the database has."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()} & trigger_names(connection.vendor)


def _sqlite(table, columns, free):
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    condition = f"WHEN {changed}" if free else ""
    for act, when in (("UPDATE", condition), ("DELETE", "")):
        name = f"{table}_no_{act.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _sqlite_settled(table, columns):
    since, free, once = SETTLED[table]
    kept = [name for name in columns if name not in (*free, *once)]
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in kept)
    if once:
        rewritten = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in once)
        changed = f"({changed}) OR (OLD.{once[-1]} IS NOT NULL AND ({rewritten}))"
    for act, condition in (("UPDATE", f" AND ({changed})"), ("DELETE", "")):
        name = f"{table}_no_{act.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN OLD.{since} IS NOT NULL{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _postgresql_settled(table, columns):
    since, free, once = SETTLED[table]
    old, new, open_columns = "to_jsonb(OLD)", "to_jsonb(NEW)", "{" + ",".join((*free, *once)) + "}"
    changed = f"{old} - '{open_columns}'::text[] IS DISTINCT FROM {new} - '{open_columns}'::text[]"
    if once:
        rewritten = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in once)
        changed = f"({changed}) OR (OLD.{once[-1]} IS NOT NULL AND ({rewritten}))"
    rows = (("UPDATE", "EACH ROW", f" AND ({changed})"), ("DELETE", "EACH ROW", ""))
    for act, each, condition in rows:
        name = f"{table}_no_{act.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR {each} WHEN (OLD.{since} IS NOT NULL{condition}) "
            "EXECUTE FUNCTION newsroom_append_only()"
        )
    yield f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}"
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION newsroom_append_only()"
    )


def _postgresql(table, columns, free):
    yield """
        CREATE OR REPLACE FUNCTION newsroom_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
    # jsonb, because a json column would have no equality of its own.
    old, new = "to_jsonb(OLD)", "to_jsonb(NEW)"
    condition = f"WHEN ({old} - '{free}' IS DISTINCT FROM {new} - '{free}')" if free else ""
    rows = (("UPDATE", "EACH ROW", condition), ("DELETE", "EACH ROW", ""), ("TRUNCATE", "EACH STATEMENT", ""))
    for act, each, when in rows:
        name = f"{table}_no_{act.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR {each} {when} EXECUTE FUNCTION newsroom_append_only()"
        )


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}
SETTLED_STATEMENTS = {"sqlite": _sqlite_settled, "postgresql": _postgresql_settled}


def install_after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if {*FROZEN, *SETTLED} <= tables:
        install(connection)


def check_triggers(app_configs=None, databases=None, **kwargs):
    """System check `newsroom.E001`: a migrated database without the triggers is not a history."""
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        with connection.cursor() as cursor:
            tables = set(connection.introspection.table_names(cursor))
        is_migrated = {*FROZEN, *SETTLED} <= tables
        missing = sorted(trigger_names(connection.vendor) - standing(connection)) if is_migrated else []
        if missing:
            errors.append(
                checks.Error(
                    f"The append-only triggers are missing: {', '.join(missing)}.",
                    hint="Call `manage.py migrate`; it puts them back.",
                    id="newsroom.E001",
                )
            )
    return errors
