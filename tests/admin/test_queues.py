"""The desk's first page: what waits for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.admin.queues import overview
from articles.models import Claim, Inquiry
from articles.workflow import clock, rippling, writing
from articles.workflow.permissions import roles_of
from tests import make

pytestmark = pytest.mark.django_db

BRIDGE = "Die neue Brücke über die Öde ist seit dem Frühjahr die längste im ganzen Land."
HIGH_BRIDGE = BRIDGE.replace("längste", "höchste")


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
    assert lines(make.make_fact_checker())["awaiting"] == []
    assert "awaiting" not in lines(make.make_reporter())


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


def test_lost_holds_moved_marks_behind_the_lost_ones():
    article = make.make_article(body=f"<p>{BRIDGE}</p><p>Der Turm ist hoch.</p>")
    make.make_annotation(article, words=BRIDGE)
    make.make_annotation(article, words="Der Turm ist hoch.")
    article.body = f"<p>{HIGH_BRIDGE}</p>"
    writing.save(article, by=make.make_reporter())

    queue = next(each for each in overview(make.make_reporter())["queues"] if each.key == "lost")

    assert [(line.text, line.act) for line in queue.lines] == [
        ("„Der Turm ist hoch.“", "Neu setzen"),
        (f"„{HIGH_BRIDGE}“", "Bestätigen"),
    ]


def test_open_counts_a_claim_that_was_merged_as_what_it_was_merged_into():
    merged, judged = make.make_claim("Zusammengelegt."), make.make_checked_claim()
    make.make_revision(claims=[merged], headline="Mit beiden")
    before = lines(make.make_reporter())["open"]

    Claim.objects.filter(pk=merged.pk).update(merged_into=judged)

    assert (before, lines(make.make_reporter())["open"]) == (["Mit beiden"], [])


def test_today_tells_an_article_once_and_leaves_out_what_is_done():
    late = timezone.localtime().replace(hour=23, minute=59, second=58)
    make.make_revision(make.make_article(headline="Eingeplant", planned_for=late), live_from=late)
    make.make_revision(make.make_article(headline="Schon erschienen", planned_for=late))
    make.make_article(headline="Gesperrt", embargo_until=late)

    queue = next(each for each in overview(make.make_reporter())["queues"] if each.key == "today")

    assert [line.text for line in queue.lines] == ["Eingeplant", "Gesperrt"]
    assert "Sperrfrist bis" in queue.lines[1].aside


def test_due_says_every_reason_in_words_and_what_presses_most_first():
    today = timezone.localdate()
    claim = make.make_checked_claim(statement=BRIDGE)
    make.make_revision(claims=[claim], headline="Steht da")
    mark = claim.annotations.get()
    mark.article.body = f"<p>{HIGH_BRIDGE}</p>"
    writing.save(mark.article, by=make.make_reporter())
    evidence = make.make_evidence(claim, source=make.make_source(name="Der Bote"))
    evidence.vanished_on = today
    writing.save(evidence, by=make.make_reporter())
    make.make_claim("Dringend, aber nirgends zu lesen.", due_on=today, priority="1")
    Claim.objects.filter(pk=claim.pk).update(recheck_on=today - timezone.timedelta(days=2))

    queue = next(each for each in overview(make.make_fact_checker())["queues"] if each.key == "due")

    day = date_format(today, "SHORT_DATE_FORMAT")
    since = date_format(today - timezone.timedelta(days=2), "SHORT_DATE_FORMAT")
    assert [line.text for line in queue.lines] == [BRIDGE, "Dringend, aber nirgends zu lesen."]
    assert queue.lines[0].aside == (
        "steht in einem öffentlichen Artikel · seit 2 Tagen überfällig · "
        f"wieder zu prüfen seit {since} · Wortlaut geändert in „Steht da“ · "
        f"Beleg nicht mehr auffindbar seit {day}: Der Bote"
    )
    assert queue.lines[1].aside == f"Prüfung fällig am {day}"


def test_due_list_and_desk_agree_when_more_is_due_than_shown(client):
    today = timezone.localdate()
    for number in range(11):
        make.make_claim(f"Fällig {number}.", due_on=today)
    vanished = make.make_evidence(make.make_claim("Ohne Beleg."))
    vanished.vanished_on = today
    writing.save(vanished, by=make.make_reporter())
    client.force_login(make.make_fact_checker())

    page = client.get(reverse("admin:index"))
    found = client.get(reverse("admin:articles_claim_changelist") + "?due=now").context["cl"].result_count

    queue = next(each for each in page.context["queues"] if each.key == "due")
    assert (queue.count, len(queue.lines), found) == (12, 8, 12)
    assert "Alle 12 ansehen" in page.content.decode()


def test_every_queue_counts_all_and_shows_eight():
    me = make.make_editor()
    for number in range(10):
        article = make.make_article(headline=f"Meiner {number}", assignee=me)
        make.make_factcheck(state="submitted")
        make.make_annotation(article)
        article.body = "<p>Ganz anders.</p>"
        writing.save(article, by=me)
        make.make_revision(claims=[make.make_claim()])

    queues = {each.key: (each.count, len(each.lines)) for each in overview(me)["queues"]}

    assert queues == {
        "mine": (10, 8),
        "awaiting": (10, 8),
        "lost": (10, 8),
        "open": (10, 8),
        "today": (0, 0),
        "points": (0, 0),
        "due": (0, 0),
    }


FIRST = {
    make.make_editor: ["awaiting", "mine", "open", "due", "lost", "today", "points"],
    make.make_fact_checker: ["awaiting", "mine", "due", "open", "lost", "points", "today"],
    make.make_reporter: ["mine", "lost", "due", "open", "points", "today"],
    make.make_administrator: ["mine", "due", "open", "lost", "points", "today"],
}


@pytest.mark.parametrize("maker", FIRST)
def test_each_role_sees_its_own_work_first_and_what_is_empty_last(maker):
    me = maker()
    make.make_claim("Mir zugeteilt.", assignee=me, due_on=timezone.localdate())
    make.make_factcheck(state="submitted")
    make.make_revision(claims=[make.make_claim()])
    article = make.make_article()
    make.make_annotation(article)
    article.body = "<p>Ganz anders.</p>"
    writing.save(article, by=make.make_reporter())

    assert [queue.key for queue in overview(me)["queues"]] == FIRST[maker]


def test_checker_finds_checks_before_articles_in_what_is_theirs():
    me = make.make_fact_checker()
    make.make_article(headline="Mein Artikel", assignee=me)
    make.make_factcheck(make.make_claim("Von mir in Prüfung."), author=me)

    assert lines(me)["mine"] == ["Von mir in Prüfung.", "Mein Artikel"]


def test_bar_counts_claims_by_status_on_a_hundred_units():
    make.make_checked_claim()
    make.make_claim()
    Claim.objects.filter(pk=make.make_claim().pk).update(merged_into=Claim.objects.last())

    bar = overview(make.make_reporter())["bar"]

    assert [(each["label"], each["count"]) for each in bar["stretches"]] == [("Unbelegt", 1), ("Ungeprüft", 1)]
    assert [(each["x"], each["width"]) for each in bar["stretches"]] == [("0.000", "50.000"), ("50.000", "50.000")]


def test_bar_counts_claims_by_how_long_they_have_stood_so(client):
    for days, number in ((1, 1), (6, 1), (8, 3), (29, 1), (31, 2)):
        with clock.as_of(timezone.now() - timezone.timedelta(days=days)):
            for _ in range(number):
                make.make_claim()
    with clock.as_of(timezone.now() - timezone.timedelta(days=90)):
        old = make.make_claim()
    make.make_factcheck(old, state="in_force")
    client.force_login(make.make_reporter())

    page = client.get(reverse("admin:index"))

    stretches = page.context["bar"]["stretches"]
    told = {str(each["label"]): [bit["count"] for bit in each["bits"]] for each in stretches}
    assert told == {"Unbelegt": [1, 0, 0], "Ungeprüft": [2, 4, 2]}
    for stretch in stretches:
        for bit in stretch["bits"]:
            assert client.get(bit["url"]).context["cl"].result_count == bit["count"]
        assert client.get(stretch["url"]).context["cl"].result_count == stretch["count"]


def queries_of_desk(user):
    with CaptureQueriesContext(connection) as asked:
        overview(user)
    return len(asked)


def test_desk_asks_the_database_equally_often_for_ten_claims_and_for_a_hundred_and_twenty():
    me, today = make.make_editor(), timezone.localdate()
    section, author, source, chief = make.make_section(), make.make_author(), make.make_source(), make.make_chief()

    def work(claims):
        for number in range(claims):
            claim = make.make_claim(f"Nummer {number} fiel am {claims}.", claimant=source, due_on=today, assignee=me)
            if number % 5 == 0:
                article = make.make_article(body=f"<p>{claim}</p>", section=section, bylines=[author], assignee=me)
                make.make_annotation(article, claim=claim, words=str(claim))
                make.make_revision(article, by=me)
                make.make_factcheck(claim, state="submitted", author=chief)
                rippling.ripple(claim, cause="verdict", note="Neu.", by=chief)
                evidence = make.make_evidence(claim, source=source)
                evidence.vanished_on = today
                writing.save(evidence, by=me)
                inquiry = Inquiry(claim=claim, addressee="Amt", asked_on=today, deadline=today)
                writing.save(inquiry, by=me)

    work(10)
    roles_of(me)
    few = queries_of_desk(me)
    work(110)

    assert queries_of_desk(me) == few
    assert Claim.objects.count() == 120


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
    ("claim", "age=week"),
    ("claim", "age=older"),
    ("claim", "age=quatsch"),
    ("article", "marks=adrift"),
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
