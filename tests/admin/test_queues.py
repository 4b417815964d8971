"""The desk's first page: what waits for whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.queues import overview
from articles.models import Claim, Inquiry
from articles.workflow import writing
from tests import make

pytestmark = pytest.mark.django_db


def lines(user):
    return {queue.key: [line.text for line in queue.lines] for queue in overview(user)["queues"]}


def test_mine_holds_my_articles_checks_and_claims():
    me = make.make_chief()
    make.make_article(headline="Meiner", assignee=me)
    make.make_article(headline="Fremder", assignee=make.make_reporter())
    make.make_claim("Mir zugeteilt.", assignee=me)
    make.make_factcheck(make.make_claim("Von mir in Prüfung."), author=me)

    assert lines(me)["mine"] == ["Meiner", "Von mir in Prüfung.", "Mir zugeteilt."]


def test_awaiting_holds_checks_of_others_alone():
    me = make.make_fact_checker()
    make.make_factcheck(make.make_claim("Meine Prüfung."), state="submitted", author=me)
    make.make_factcheck(make.make_claim("Eine fremde Prüfung."), state="submitted")
    make.make_factcheck(make.make_claim("Noch nicht eingereicht."))

    assert lines(me)["awaiting"] == ["Eine fremde Prüfung."]


def test_awaiting_holds_articles_in_review_for_those_who_take_them_off():
    article = make.make_article(headline="Zur Abnahme")
    writing.submit(article, by=make.make_reporter())

    assert lines(make.make_editor())["awaiting"] == ["Zur Abnahme"]
    assert lines(make.make_reporter())["awaiting"] == []


def test_due_holds_claims_and_silent_inquiries():
    today, claim = timezone.localdate(), make.make_claim("Angefragt.")
    make.make_claim("Heute fällig.", due_on=today)
    make.make_claim("Noch Zeit.", due_on=today + timezone.timedelta(days=3))
    make.make_claim("Wieder prüfen.", recheck_on=today - timezone.timedelta(days=1))
    inquiry = Inquiry(claim=claim, addressee="Pressestelle", asked_on=today, deadline=today)
    writing.save(inquiry, by=make.make_reporter())

    assert sorted(lines(make.make_reporter())["due"]) == ["Angefragt.", "Heute fällig.", "Wieder prüfen."]


def test_lost_holds_marks_whose_words_are_gone():
    article = make.make_article()
    make.make_annotation(article)
    article.body = "<p>Ganz anders.</p>"
    writing.save(article, by=make.make_reporter())

    assert lines(make.make_reporter())["lost"] == [f"„{make.OFTEN}“"]


def test_open_holds_live_articles_with_unchecked_claims():
    checked, unchecked = make.make_checked_claim(), make.make_claim()
    make.make_revision(claims=[checked], headline="Alles geprüft")
    make.make_revision(claims=[checked, unchecked], headline="Eine fehlt")

    assert lines(make.make_reporter())["open"] == ["Eine fehlt"]


def test_today_holds_what_is_planned_and_scheduled_for_today():
    now = timezone.localtime()
    late = now.replace(hour=23, minute=59, second=58)
    make.make_article(headline="Heute geplant", planned_for=late)
    make.make_article(headline="Nächste Woche", planned_for=make.in_days(7))
    make.make_revision(make.make_article(headline="Erscheint gleich"), live_from=late)

    assert lines(make.make_reporter())["today"] == ["Erscheint gleich", "Heute geplant"]


def test_bar_counts_claims_by_status_on_a_hundred_units():
    make.make_checked_claim()
    make.make_claim()

    bar = overview(make.make_reporter())["bar"]

    assert [(each["label"], each["count"]) for each in bar["stretches"]] == [("Unbelegt", 1), ("Ungeprüft", 1)]
    assert [(each["x"], each["width"]) for each in bar["stretches"]] == [("0.000", "50.000"), ("50.000", "50.000")]


def test_desk_links_each_line_to_its_deed(client):
    factcheck = make.make_factcheck(state="submitted")
    client.force_login(make.make_editor())

    page = client.get(reverse("admin:index")).content.decode()

    assert reverse("admin:articles_factcheck_examine", args=[factcheck.pk]) in page
    assert "Gegenlesen" in page and "Wartet" not in page


def test_desk_without_any_record_says_that_nothing_waits(client):
    client.force_login(make.make_reporter())

    page = client.get(reverse("admin:index")).content.decode()

    assert "Ihnen ist gerade nichts zugeteilt." in page and not Claim.objects.exists()


FILTERS = [
    ("claim", "due=now"),
    ("claim", "due=mine"),
    ("claim", "due=checking"),
    ("claim", "due=unattributed"),
    ("claim", "due=public"),
    ("claim", "verdict=none"),
    ("claim", "verdict=1"),
    ("claim", "verdict=quatsch"),
    ("claim", "article=1"),
    ("claim", "article=quatsch"),
    ("claim", "q=Mond"),
    ("article", "marks=lost"),
    ("article", "marks=open"),
    ("article", "mine=me"),
    ("article", "mine=nobody"),
    ("article", "q=Mond"),
    ("factcheck", "whose=mine"),
    ("factcheck", "whose=others"),
    ("evidence", "claim__id__exact=1"),
]


@pytest.mark.parametrize(("model", "query"), FILTERS)
def test_lists_open_under_every_filter_the_desk_links_to(client, model, query):
    make.make_factcheck()
    client.force_login(make.make_editor())

    assert client.get(f"{reverse(f'admin:articles_{model}_changelist')}?{query}").status_code == 200


def test_claim_list_narrows_by_verdict_and_article(client):
    checked, unchecked = make.make_checked_claim(statement="Geprüft."), make.make_claim("Offen.")
    article = make.make_annotation(claim=unchecked).article
    client.force_login(make.make_editor())
    address = reverse("admin:articles_claim_changelist")

    def found(query):
        return {str(claim) for claim in client.get(address + query).context["cl"].queryset}

    assert found(f"?verdict={checked.verdict_id}") == {"Geprüft."}
    assert found("?verdict=none") == {"Offen."}
    assert found(f"?article={article.pk}") == {"Offen."}
