"""One act after the other: each takes its turn before it looks, so that what it saw still holds when it writes."""

from functools import wraps

from django.db import connection, transaction

TURN = 0x4E657773  # any fixed number: the one lock under which the house writes on PostgreSQL


def in_turn(act):
    """
    Run an act in one transaction, after those that are under way.

    The chain of Decisions lets one act write at a time anyway; who waits for it first of all, holding nothing
    yet, can lock nobody out. SQLite has such a turn of its own: see `transaction_mode` in the settings.
    """

    @wraps(act)
    def acting(*args, **kwargs):
        with transaction.atomic():
            take_turn()
            return act(*args, **kwargs)

    return acting


def take_turn():
    """Wait for the turn, unless this transaction has it already; it ends with the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
