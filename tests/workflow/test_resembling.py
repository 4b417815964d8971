"""Claims like some words: proposed in order, and named bluntly when they say the same. On both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.workflow import resembling, uniting
from tests.make import make_claim, make_editor, make_source

pytestmark = pytest.mark.django_db
FLIES = "Die Rakete fliegt mit Hyperschallgeschwindigkeit."


@pytest.fixture(params=["as it is", "without trigrams"])
def _database(request):
    """Run on PostgreSQL with pg_trgm and without it; the transaction of the test takes the extension back."""
    if connection.vendor == "postgresql" and request.param == "without trigrams":
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")


@pytest.mark.usefixtures("_database")
def test_alike_puts_the_nearest_first_and_leaves_others_out():
    near = make_claim("Die Rakete fliegt mit Überschall.")
    same = make_claim("Mit Hyperschallgeschwindigkeit fliegt die Rakete über Österreich.")
    make_claim("Der Winter wird kalt.")

    assert resembling.alike(FLIES) == [same, near]
    assert resembling.alike(FLIES, excluding=[same.pk]) == [near]
    assert resembling.alike("") == []


@pytest.mark.usefixtures("_database")
def test_alike_prefers_what_the_same_source_has_said():
    source = make_source(name="Büro für Luftfahrt")
    other = make_claim("Die Rakete fliegt mit Hyperschallgeschwindigkeit nach Süden.")
    own = make_claim("Die Rakete flog im Übungsraum mit Hyperschallgeschwindigkeit.", claimant=source)

    assert resembling.alike(FLIES) == [other, own]
    assert resembling.alike(FLIES, claimant=source.pk) == [own, other]


@pytest.mark.usefixtures("_database")
@pytest.mark.parametrize("words", ["Ärzte warnen vor dem Winter", "ärzte", "ÄRZTE WARNEN"])
def test_alike_finds_umlauts_in_any_case(words):
    claim = make_claim("Ärzte warnen vor dem Winter.")

    assert resembling.alike(words) == [claim]


@pytest.mark.usefixtures("_database")
def test_twins_are_what_says_the_same_and_nothing_that_denies_it():
    claim = make_claim(FLIES)
    make_claim("Die Rakete fliegt nicht mit Hyperschallgeschwindigkeit.")
    make_claim("Die Rakete fliegt mit Überschallgeschwindigkeit.")

    assert resembling.twins("Mit Hyperschallgeschwindigkeit fliegt die Rakete") == [claim]
    assert resembling.twins("Die Rakete 2 fliegt mit Hyperschallgeschwindigkeit.") == []
    assert resembling.twins(FLIES, excluding=[claim.pk]) == []


@pytest.mark.usefixtures("_database")
@pytest.mark.parametrize("words", ["%", "100 % _", "'; --", "\x00", "und oder", "ja", "x" * 5000])
def test_alike_and_twins_bear_any_words(words):
    make_claim("Etwas ganz anderes steht hier.")

    assert (resembling.alike(words), resembling.twins(words)) == ([], [])


def test_twins_knows_a_statement_of_small_words_only():
    claim = make_claim("Er ist da.")

    assert resembling.twins("Er ist da.") == [claim]


def test_alike_offers_no_claim_that_another_one_has_taken_in():
    claim, into = make_claim(FLIES), make_claim("Die Rakete fliegt mit Hyperschallgeschwindigkeit, sagt Moskau.")

    uniting.unite(claim, into=into, by=make_editor(), reason="Dasselbe.")

    assert resembling.alike(FLIES) == [into]
    assert resembling.twins(FLIES) == []


def test_alike_loads_a_fixed_number_of_rows_in_a_fixed_number_of_queries():
    for number in range(resembling.COMPARED + 30):
        make_claim(f"Die Rakete Nummer {number} fliegt mit Hyperschallgeschwindigkeit nach Süden.")
    best = make_claim(FLIES)

    with CaptureQueriesContext(connection) as queries:
        found = resembling.alike(FLIES)

    assert found[0] == best
    assert len(found) == 8
    assert len(queries) <= 4
    assert len(list(resembling._candidates(FLIES, ()))) == resembling.COMPARED
