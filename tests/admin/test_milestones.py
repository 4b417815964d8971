"""An article's history: milestones, and what lies between them folded away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, OpenPoint
from articles.workflow import clock, findings, publishing, restoring, rippling, writing
from tests import make

pytestmark = pytest.mark.django_db


def history(client, article, **query):
    return client.get(reverse("admin:articles_article_history", args=[article.pk]), query)


def save(article, *, by, times=1):
    for number in range(times):
        article = Article.objects.get(pk=article.pk)
        article.teaser = f"Teaser {article.version} {number}."
        writing.save(article, by=by)


def test_history_folds_saves_away_between_milestones(client):
    reporter = make.make_reporter(first_name="Mia", last_name="Muster")
    article = make.make_article()
    save(article, by=reporter, times=3)
    make.make_annotation(article)
    writing.submit(article, by=reporter)
    save(article, by=reporter)
    publishing.publish(article, by=make.make_editor())
    client.force_login(make.make_reporter())

    response = history(client, article)

    groups = response.context["groups"]
    assert [
        group.get("summary", {}).get("what", group["line"]["sentence"].split()[-1] if "line" in group else "")
        for group in groups
    ] == [
        "veröffentlicht.",
        "1-mal gespeichert",
        "eingereicht.",
        "3-mal gespeichert, 1 Markierung bearbeitet",
        "angelegt.",
    ]
    assert "Mia Muster" in groups[3]["summary"]["who"]
    assert response.content.decode().count('<details class="history-steps">') == 2


def test_history_calls_only_marks_marks(client):
    editor, claim = make.make_editor(), make.make_claim()
    unsaid = "Die Truppe zählt nach eigenen Angaben 300 Leute."
    article = make.make_revision(claims=[claim]).article
    article.body += f"<p>{unsaid}</p>"
    writing.save(article, by=editor)
    findings.dismiss(article, field="body", sentence=unsaid, by=editor)
    rippling.ripple(claim, cause="verdict", note="Neue Bewertung: Unbelegt → Falsch", by=editor)
    rippling.settle_point(OpenPoint.objects.get(), state="done", by=editor)
    make.make_reply(article, claim=claim)
    client.force_login(editor)

    groups = history(client, article).context["groups"]

    assert "Gegendarstellung veröffentlicht" in groups[0]["line"]["sentence"]
    assert groups[1]["summary"]["what"] == "1-mal gespeichert, 1 Fundstelle verworfen, 1 offener Punkt erledigt"


def test_history_links_each_revision_to_its_differences_and_to_restoring(client):
    first = make.make_revision()
    save(first.article, by=make.make_reporter())
    publishing.publish(first.article, by=make.make_editor())
    restoring.restore(first, by=make.make_reporter())
    client.force_login(make.make_reporter())

    response = history(client, first.article)

    compare = reverse("admin:articles_article_compare", args=[first.article.pk])
    milestones = [group for group in response.context["groups"] if "line" in group]
    assert [group["compare_url"] for group in milestones] == ["", f"{compare}?von=1&bis=2", "", ""]
    assert [bool(group["restore_url"]) for group in milestones] == [False, True, True, False]
    assert "wiederhergestellt" in milestones[0]["line"]["sentence"]


def test_history_offers_restoring_to_those_who_write_alone(client):
    revision = make.make_revision()
    client.force_login(make.make_fact_checker())

    assert "In den Entwurf holen" not in history(client, revision.article).content.decode()


def test_history_tells_the_time_in_berlin(client):
    with clock.as_of(clock.now().replace(month=7, day=1, hour=22, minute=30)):
        article = make.make_article()
    client.force_login(make.make_reporter())

    assert "0.30" in history(client, article).content.decode()


def test_history_of_a_withdrawn_article_offers_no_tombstone(client):
    revision = make.make_revision()
    publishing.withdraw(revision.article, note="Falsch.", by=make.make_editor())
    client.force_login(make.make_reporter())

    milestones = [group for group in history(client, revision.article).context["groups"] if "line" in group]

    assert [bool(group["restore_url"]) for group in milestones] == [False, True, False]


def test_history_has_pages_and_asks_as_often_for_many_saves_as_for_few(client, monkeypatch):
    client.force_login(make.make_reporter())
    counts = []
    for times in (2, 20):
        article = make.make_article()
        save(article, by=make.make_reporter(), times=times)
        with CaptureQueriesContext(connection) as queries:
            history(client, article)
        counts.append(len(queries))
    monkeypatch.setattr("articles.admin.milestones.PAGE_LENGTH", 5)

    first, last = history(client, article), history(client, article, page=5)

    assert counts[0] == counts[1]
    assert "Seite 1 von 5" in first.content.decode()
    assert "hat den Artikel angelegt." in last.content.decode()


def test_history_opens_for_the_desk_and_sends_strangers_to_the_login(client):
    article = make.make_article()

    stranger = history(client, article)
    client.force_login(make.make_administrator())

    assert stranger.status_code == 302 and stranger["Location"].startswith(reverse("admin:login"))
    assert history(client, article).status_code == 200


def test_history_links_saves_to_what_they_changed(client):
    reporter, author = make.make_reporter(), make.make_author(name="Änne Schön")
    article = make.make_article(bylines=[author], topics=[make.make_topic(name="Öl")])
    for teaser in ("Der „erste“ Teaser.", "Der zweite Teaser.", "Der dritte Teaser."):
        article = Article.objects.get(pk=article.pk)
        article.teaser = teaser
        writing.save(article, by=reporter)
    client.force_login(reporter)

    group = history(client, article).context["groups"][0]
    newest, middle, _oldest = (client.get(line["compare_url"]).content.decode() for line in group["lines"])
    whole = client.get(group["compare_url"]).content.decode()

    assert "zweite" in newest and "dritte" in newest and "erste" not in newest
    assert "erste" in middle and "zweite" in middle and "dritte" not in middle
    assert "dritte" in whole and "Arbeitsstand 1" in whole and "Arbeitsstand 4" in whole


@pytest.mark.parametrize("value", ["stand-0", "stand-99", "stand-x", "stand-", "99", "quatsch"])
def test_state_that_nobody_knows_is_said_to_be_unknown(client, value):
    article = make.make_article()
    client.force_login(make.make_reporter())

    address = reverse("admin:articles_article_compare", args=[article.pk])
    response = client.get(address, {"von": value, "bis": "entwurf"})

    assert response.status_code == 404
    assert "hat dieser Artikel nicht" in response.content.decode()
