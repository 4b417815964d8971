"""Let PostgreSQL find statements that resemble each other: trigrams, where the database lets us have them."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError

INDEX = "claim_by_trigrams"


def make_trigrams(apps, schema_editor):
    """Since PostgreSQL 13 the database's owner may have pg_trgm; who may not goes without (workflow/resembling.py)."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON articles_claim USING gin (statement gin_trgm_ops)"
            )
    except DatabaseError:
        return


def drop_index(apps, schema_editor):
    """Leave the extension: others in the same database may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_verbs_of_verification"),
    ]

    operations = [migrations.RunPython(make_trigrams, drop_index)]
