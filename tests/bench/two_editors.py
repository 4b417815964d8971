"""
Let two editors save the same article at the same instant, through the form, and count what is lost.

`python -m pytest tests/bench/two_editors.py -s` runs 200 rounds on the database of DATABASE_URL; tests/admin/
test_two_editors.py runs a few of them each time.
"""

import threading
import time
from collections import Counter

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from django.urls import reverse

from articles.models import Article, Decision, append_only
from tests import make
from tests.forms import filled

ROUNDS = 200
PARAGRAPHS = 4


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Keep SQLite in a file, as in a newsroom: in memory its threads lock each other out in ways of their own."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "bench.sqlite3")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_editors_lose_nothing_in_200_rounds():
    figures = run(ROUNDS)

    print(f"\n{connection.vendor}: {dict(figures)}")
    assert (figures["lost"], figures["false saved"], figures["errors"]) == (0, 0, 0)


def run(rounds):
    """Return how many saves said „gespeichert“, were merged or refused, and how many words were lost."""
    append_only.install(connection)
    try:
        editors = [_signed_in(make.make_editor()) for _ in range(2)]
        body = "".join(f"<p>Absatz {number} der Meldung.</p>" for number in range(PARAGRAPHS))
        article = make.make_article(body=body)
        address = reverse("admin:articles_article_change", args=[article.pk])
        figures = Counter()
        for number in range(rounds):
            figures += _round(article, address, editors, number)
        return figures
    finally:
        append_only.uninstall(connection)


def _round(article, address, editors, number):
    """Both read the same version and write at once: every other round in the same paragraph, else in two."""
    is_clash = number % 2 == 0
    typed = [f"Runde{number}Stimme{place}" for place in range(2)]
    forms = [filled(editor.get(address)) for editor in editors]
    for place, (form, word) in enumerate(zip(forms, typed, strict=True)):
        form |= {"window": f"w{place}{number}", "_user": editors[place].session["_auth_user_id"]}
        paragraph = 0 if is_clash else place * 2
        blocks = form["body"][0].split("</p>")[:PARAGRAPHS]
        blocks[paragraph] = f"<p>Absatz {paragraph} {word}."
        form["body"] = ["".join(f"{block}</p>" for block in blocks)]
    # Every third round one of the two does not press „Speichern“: the form saves itself.
    by_itself = number % 3 == 2
    answers = _at_once(
        editors,
        [address, _autosave(article) if by_itself else address],
        forms,
        # A form posted by hand takes its turn sooner; now and then the other is given a start.
        head_start=0.05 if number % 9 == 2 else 0,
    )
    if by_itself and answers[1].status_code == 409:
        # Told so, the editor saves by hand what still stands in the window.
        answers[1] = editors[1].post(address, forms[1])
    stored = Article.objects.get(pk=article.pk)
    told = [str(each.after.get("body")) for each in Decision.objects.about(stored).order_by("-number")[:2]]
    figures = Counter(rounds=1)
    for word, answer in zip(typed, answers, strict=True):
        said_saved = answer.status_code == 302 or answer.headers["Content-Type"] == "application/json"
        figures["saved" if said_saved else "refused with both versions"] += 1
        if said_saved and not (word in stored.body and any(word in body for body in told)):
            figures["false saved"] += 1
        if not said_saved and (answer.status_code != 200 or word not in answer.content.decode()):
            figures["lost"] += 1
        figures["errors"] += answer.status_code >= 400
    if not is_clash:
        figures["merged"] += all(answer.status_code == 302 for answer in answers)
    figures["saved by itself"] += answers[1].headers["Content-Type"] == "application/json"
    return figures


def _autosave(article):
    return reverse("admin:articles_article_autosave", args=[article.pk])


def _at_once(editors, addresses, forms, *, head_start=0):
    answers, barrier = [None, None], threading.Barrier(2)

    def post(place):
        try:
            barrier.wait()
            time.sleep(0 if place else head_start)
            answers[place] = editors[place].post(addresses[place], forms[place])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post, args=[place]) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client
