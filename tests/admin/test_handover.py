"""The handover: what others did since I was last here, and a bookmark that never skips what was not shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import handover as screen
from articles.choices import Verb
from articles.models import Decision, Inquiry, Visit
from articles.workflow import checking, clock, opinions, publishing, visiting, writing
from tests import make

pytestmark = pytest.mark.django_db

URL = "admin:handover"


def last_number():
    return Decision.objects.latest().number


def arrive(user=None):
    """Return somebody who has read everything up to now."""
    user = user or make.make_editor()
    make.make_topic()
    visiting.read(last_number(), by=user)
    return user


def stories(client, user):
    client.force_login(user)
    page = client.get(reverse(URL))
    return [(story["title"], [line["sentence"] for line in story["lines"]]) for story in page.context["stories"]]


def test_handover_tells_what_others_did_by_article_and_claim(client):
    claim = make.make_claim("Die Öde fließt „bergauf“.")
    me, mia = arrive(), make.make_chief(first_name="Mia", last_name="Muster")
    article = make.make_article(headline="Am Fluss")
    publishing.publish(article, by=mia)
    check = checking.open_factcheck(claim, by=mia)
    writing.save(Inquiry(claim=claim, addressee="Amt", asked_on=timezone.localdate()), by=mia)

    told = dict(stories(client, me))

    assert told["Am Fluss"][-1] == "Mia Muster hat den Artikel veröffentlicht."
    assert told["Die Öde fließt „bergauf“."] == [
        "Mia Muster hat die Prüfung eröffnet.",
        "Mia Muster hat die Anfrage angelegt.",
    ]
    assert check.claim_id == claim.pk


def test_handover_puts_what_happened_last_first_and_house_records_behind(client):
    me = arrive()
    first, second = make.make_article(headline="Erster"), make.make_article(headline="Zweiter")
    for article in (first, second, first):
        article.refresh_from_db()
        article.teaser += " Neu."
        writing.save(article, by=make.make_reporter())

    titles = [title for title, _ in stories(client, me)]

    assert titles[:2] == ["Erster", "Zweiter"]
    assert all("Ressort" in title or "Mia Muster" in title for title in titles[2:])


def test_handover_folds_own_acts_and_autosaves(client):
    me, article = make.make_chief(), make.make_article(headline="Gemeinsam")
    arrive(me)
    for by, verb, words in ((me, None, "Eins."), (make.make_reporter(), Verb.AUTOSAVE, "Zwei."), (me, None, "Drei.")):
        article.refresh_from_db()
        article.teaser = words
        writing.save(article, by=by, verb=verb)
    publishing.publish(article, by=make.make_editor())
    own = make.make_article(headline="Nur meiner")
    publishing.publish(own, by=me)

    client.force_login(me)
    page = client.get(reverse(URL))

    story = next(each for each in page.context["stories"] if each["title"] == "Gemeinsam")
    assert (len(story["lines"]), len(story["folded"])) == (1, 3)
    assert story["summary"] == "2 eigene Schritte, 1-mal automatisch gesichert"


def test_handover_sets_apart_what_only_oneself_touched(client):
    me, article = make.make_chief(), make.make_article(headline="Nur meiner")
    arrive(me)
    publishing.publish(article, by=me)

    client.force_login(me)
    page = client.get(reverse(URL))

    assert page.context["stories"] == []
    assert [story["title"] for story in page.context["own"]] == ["Nur meiner"]
    assert "hat niemand sonst etwas getan" in page.content.decode()


def test_bookmark_moves_to_what_was_shown_and_not_beyond(client):
    me = arrive()
    make.make_article(headline="Gezeigt")
    client.force_login(me)
    shown = client.get(reverse(URL)).context["up_to"]
    make.make_article(headline="Danach")

    client.post(reverse(URL), {"up_to": shown})

    assert Visit.objects.get(user=me).read_up_to == shown
    titles = [title for title, _ in stories(client, me)]
    assert "Danach" in titles and "Gezeigt" not in titles


@pytest.mark.parametrize("up_to", ["", "quatsch", "-1", "²", "9" * 40])
def test_bookmark_stays_where_it_is_for_what_is_no_number(client, up_to):
    me = arrive()
    before = Visit.objects.get(user=me).read_up_to
    make.make_article()
    client.force_login(me)

    response = client.post(reverse(URL), {"up_to": up_to})

    assert response.status_code == 302
    assert Visit.objects.get(user=me).read_up_to == before


def test_bookmark_goes_neither_back_nor_into_the_future(client):
    me = arrive()
    before = Visit.objects.get(user=me).read_up_to

    visiting.read(before - 1, by=me)
    visiting.read(last_number() + 1, by=me)

    assert Visit.objects.get(user=me).read_up_to == before


def test_handover_shows_the_oldest_first_when_there_is_more_than_a_page(client, monkeypatch):
    monkeypatch.setattr(screen, "PAGE_LENGTH", 4)
    me = arrive()
    topics = [make.make_topic(name=f"Thema Nummer {number}") for number in range(6)]
    client.force_login(me)

    page = client.get(reverse(URL))
    response = client.post(reverse(URL), {"up_to": page.context["up_to"]})
    rest = client.get(response["Location"])

    assert [story["title"] for story in page.context["stories"]] == [topic.name for topic in topics[3::-1]]
    assert (page.context["count"], page.context["left"]) == (4, 2)
    assert "Danach kommen noch 2 Ereignisse." in page.content.decode()
    assert [story["title"] for story in rest.context["stories"]] == [topics[5].name, topics[4].name]


def test_desk_counts_what_the_handover_shows(client):
    me = arrive()
    make.make_topic()
    make.make_topic()
    client.force_login(me)

    page = client.get(reverse("admin:index"))

    assert "2 Ereignisse seit heute, " in page.content.decode()
    assert client.get(page.context["handover"]["url"]).context["count"] == 2


def test_desk_says_when_nothing_is_new(client):
    client.force_login(arrive())

    assert "Nichts Neues seit heute, " in client.get(reverse("admin:index")).content.decode()


def test_first_visit_begins_with_the_last_day(client):
    with clock.as_of(timezone.now() - timezone.timedelta(days=3)):
        make.make_topic(name="Vor drei Tagen")
    make.make_topic(name="Heute")

    assert [title for title, _ in stories(client, make.make_editor())] == ["Heute"]


def test_since_names_yesterday_and_earlier_days():
    now = timezone.localtime().replace(hour=12, minute=0)
    with clock.as_of(now):
        assert screen.since(now.replace(hour=9, minute=5)) == "heute, 9.05 Uhr"
        assert screen.since(now - timezone.timedelta(days=1)) == "gestern, 12.00 Uhr"
        assert screen.since(now - timezone.timedelta(days=9)).endswith(", 12.00 Uhr")


def test_handover_withholds_a_check_from_who_owes_a_second_opinion_on_it(client):
    me = arrive(make.make_fact_checker())
    check = make.make_factcheck(make.make_claim("Geheim bis zur Antwort."), summary="Das verrät die Antwort.")
    opinions.ask(check, checker=me, question="Trägt das Protokoll?", by=check.author)

    client.force_login(me)
    page = client.get(reverse(URL)).content.decode()

    assert "Geheim bis zur Antwort." in page and "Das verrät die Antwort." not in page
    assert client.get(reverse("admin:index")).context["handover"]["count"] == page.count("history-sentence")


def test_what_is_deleted_by_now_is_told_without_a_link(client):
    me, claim = arrive(), make.make_claim()
    evidence = make.make_evidence(claim)
    writing.delete(evidence, by=make.make_editor())
    topic = make.make_topic(name="Verschwunden")
    writing.delete(topic, by=make.make_editor())
    client.force_login(me)

    found = client.get(reverse(URL)).context["stories"]

    told = {story["title"]: (story["url"], [line["sentence"][-9:] for line in story["lines"]]) for story in found}
    assert told["Verschwunden"] == ("", ["angelegt.", "gelöscht."])
    assert told[str(claim)][1] == ["angelegt.", "angelegt.", "gelöscht."]


def test_handover_is_for_the_desk_alone(client):
    assert "/login/" in client.get(reverse(URL))["Location"]
    client.force_login(make.make_user())
    assert "/login/" in client.get(reverse(URL))["Location"]
    assert not Visit.objects.exists()


def test_handover_asks_the_database_equally_often_for_little_and_for_much(client):
    me = arrive()
    client.force_login(me)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(URL))
        return len(asked)

    def work(times):
        for _ in range(times):
            make.make_factcheck(state="in_force")
            make.make_evidence(make.make_claim())
            publishing.publish(make.make_article(), by=make.make_editor())

    work(1)
    few = queries()
    work(8)

    assert queries() == few
