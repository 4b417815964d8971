"""
Open and save an article with 400 claims, and count what the database is asked.

`python -m pytest tests/bench/many_claims.py -s` on the database of DATABASE_URL. Savepoints are counted apart.
"""

from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import forms, make

CLAIMS = 400
QUERIES, SECONDS = 30, 2


@pytest.mark.django_db
def test_400_claims_in_one_article(client):
    client.force_login(make.make_editor())
    sentences = [f"Die Quelle Nummer {n} sagte am Montag, die Zahl liege bei {n} Prozent." for n in range(CLAIMS)]
    article = make.make_article(body="".join(f"<p>{each} Mehr ist dazu nicht zu hören.</p>" for each in sentences))
    for each in sentences:
        make.make_annotation(article, words=each)
    form = reverse("admin:articles_article_change", args=[article.pk])
    screen = reverse("admin:articles_article_annotate", args=[article.pk])

    def saving(change):
        typed = forms.filled(client.get(form))
        typed["body"] = [change(typed["body"][0])]
        return lambda: client.post(form, typed)

    figures = {
        "annotation screen": _measured(lambda: client.get(screen)),
        "form": _measured(lambda: client.get(form)),
        "one word changed": _measured(saving(lambda body: body.replace("Nummer 7 sagte", "Nummer 7 erklärte"))),
        "a paragraph before all": _measured(saving(lambda body: f"<p>Das steht nun zuerst.</p>{body}")),
    }

    print(f"\n{connection.vendor}")
    for name, (status, queries, savepoints, seconds) in figures.items():
        print(f"{name}: {status}, {queries} queries and {savepoints} savepoints, {seconds:.2f} s")
    assert [name for name, (_, queries, _, seconds) in figures.items() if queries > QUERIES or seconds > SECONDS] == []


def _measured(act):
    begin = perf_counter()
    with CaptureQueriesContext(connection) as asked:
        response = act()
    seconds = perf_counter() - begin
    savepoints = sum("SAVEPOINT" in each["sql"] for each in asked)
    return response.status_code, len(asked) - savepoints, savepoints, seconds
