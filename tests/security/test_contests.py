"""Four people at the same step of a check: one wins, three are told so; tests/bench/transitions.py runs 60 rounds."""

from collections import Counter

import pytest
from django.db import connection

from articles.models import append_only
from tests.bench.transitions import CONTESTS, run

ROUNDS = 2


@pytest.fixture(autouse=True)
def fresh_database(transactional_db, django_db_serialized_rollback):
    """Begin with what the migrations made, triggers included; these make way when the database is emptied."""
    append_only.install(connection)
    yield
    append_only.uninstall(connection)


def test_one_of_four_wins_each_contest():
    figures = {contest: run(contest, ROUNDS) for contest in CONTESTS}

    fair = Counter(rounds=ROUNDS, won=ROUNDS, refused=3 * ROUNDS)
    assert {contest: each for contest, each in figures.items() if each != fair} == {}
