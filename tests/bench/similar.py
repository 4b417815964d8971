"""
How long it takes to propose claims among many: run by hand.

    python -m tests.bench.similar --claims 10000
    DATABASE_URL=postgres://… python -m tests.bench.similar --claims 10000

It makes a database of its own (Django's test database), fills it and throws it away.
"""

import argparse
import os
import random
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

WHO_WORDS = "Moskau Kyjiw Warschau Brüssel Peking Ankara Helsinki Madrid Prag Österreich Ungarn Rumänien"
WHO = WHO_WORDS.split()
DOES_WORDS = "meldet liefert bestreitet plant stoppt kündigt verdoppelt senkt prüft sammelt zerstört verlegt"
DOES = DOES_WORDS.split()
WHAT_WORDS = "Raketen Drohnen Panzer Getreide Gasleitungen Häfen Wahlzettel Impfstoffe Löhne Mieten Züge Brücken"
WHAT = WHAT_WORDS.split()
HOW = [
    "Österreichs Küste",
    "eigene Angaben",
    "sieben Monate",
    "große Höhe",
    "den Winter",
    "die Nacht",
    "zwei Jahre",
    "alle Grenzen",
]
LONG_WORDS = "Hyperschallgeschwindigkeit Luftabwehrsysteme Mittelstreckenraketen Energieversorgung Krankenhäuser"
LONG = LONG_WORDS.split()


def statement(rng):
    words = [rng.choice(WHO), rng.choice(DOES), str(rng.randrange(2, 900)), rng.choice(WHAT), "über", rng.choice(HOW)]
    return f"{' '.join(words)} und {rng.choice(LONG)} in {rng.choice(WHO)}, Folge {rng.randrange(10**6)}."


def measure(name, ask):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = []
    for number in range(20):
        with CaptureQueriesContext(connection) as queries:
            begin = time.perf_counter()
            ask(number)
            times.append(1000 * (time.perf_counter() - begin))
    times.sort()
    print(f"{name:32} median {statistics.median(times):6.1f} ms, worst {times[-1]:6.1f} ms, {len(queries)} queries")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()

    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from articles.models import Claim, Source
    from articles.workflow import resembling

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        rng = random.Random(asked.seed)
        sources = [Source(name=f"Quelle {each}", slug=f"q{each}", kind="outlet") for each in range(50)]
        Source.objects.bulk_create(sources)
        claims = [
            Claim(statement=statement(rng), slug="x", claimant=rng.choice(sources), created_at=timezone.now())
            for _ in range(asked.claims)
        ]
        Claim.objects.bulk_create(claims, batch_size=500)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{connection.vendor}, {asked.claims} claims, trigrams: {resembling.has_trigrams()}")
        measure("alike, words of a claim", lambda number: resembling.alike(claims[number * 7].statement))
        measure("alike, other words", lambda _: resembling.alike(statement(rng), claimant=sources[0].pk))
        measure("alike, one common word", lambda number: resembling.alike(LONG[number % len(LONG)]))
        measure("twins of a claim", lambda number: resembling.twins(claims[number * 7].statement))
        found = sum(claims[n * 7] in resembling.twins(claims[n * 7].statement.rstrip(".")) for n in range(100))
        print(f"twins found again without their full stop: {found} of 100")
    finally:
        connection.creation.destroy_test_db(None, verbosity=0)


if __name__ == "__main__":
    main()
