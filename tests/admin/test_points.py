"""Open points on the desk: who is told before and after, where they stand, and who puts them aside."""

import re

import pytest
from django.urls import reverse

from articles.admin.queues import overview
from articles.choices import PointState
from articles.models import OpenPoint, Verdict
from articles.workflow import checking, rippling, writing
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    """Return a claim of three articles: one live with an assignee, one live without, one scheduled."""
    claim = make.make_checked_claim("unbelegt", statement="Die Glocke „Öde Liese“ wiegt zwölf Tonnen.")
    make.make_revision(claims=[claim], headline="Glockenguss", assignee=make.make_reporter(first_name="Ida"))
    make.make_revision(claims=[claim], headline="Türme im Land", by=make.make_editor())
    make.make_revision(claims=[claim], headline="Morgen im Blatt", live_from=make.in_days(1))
    return claim


@pytest.fixture
def submitted(claim):
    return make.make_factcheck(
        claim, state="submitted", verdict=Verdict.objects.get(slug="falsch"), change_reason="Sie wurde gewogen."
    )


@pytest.fixture
def point(claim):
    rippling.ripple(claim, cause="verdict", note="Neue Bewertung: Unbelegt → Falsch", by=make.make_editor())
    return OpenPoint.objects.get(article__headline="Glockenguss")


def settle_url(point):
    return reverse("admin:articles_openpoint_settle", args=[point.pk])


def queue(user):
    return next(each for each in overview(user)["queues"] if each.key == "points")


def test_approve_screen_names_the_articles_before_and_links_their_points_after(client, submitted):
    client.force_login(make.make_editor())
    screen = reverse("admin:articles_factcheck_examine", args=[submitted.pk])

    before = client.get(screen)
    points_before = OpenPoint.objects.count()
    client.post(
        reverse("admin:articles_factcheck_approve", args=[submitted.pk]),
        {"approve-reason": "Trägt.", "version": submitted.version},
    )
    after = client.get(screen)

    def told(page):
        articles = page.context["reach"]["articles"]
        return [(each["headline"], each["is_live"], bool(each["point_url"])) for each in articles]

    assert points_before == 0
    assert told(before) == [
        ("Glockenguss", True, False),
        ("Türme im Land", True, False),
        ("Morgen im Blatt", False, False),
    ]
    assert "Diese Artikel erreicht es" in before.content.decode()
    assert told(after) == [("Glockenguss", True, True), ("Türme im Land", True, True), ("Morgen im Blatt", False, True)]
    for each in after.context["reach"]["articles"]:
        assert client.get(each["url"]).status_code == client.get(each["point_url"]).status_code == 200


def test_approve_screen_says_how_many_more_articles_there_are(client, claim, submitted):
    for _ in range(12):
        make.make_revision(claims=[claim])
    client.force_login(make.make_editor())

    page = client.get(reverse("admin:articles_factcheck_examine", args=[submitted.pk])).content.decode()

    assert 'erreicht es <span class="count">15</span>' in page
    assert "und 3 weitere" in page


def test_check_screen_shows_its_author_no_reach(client, submitted):
    client.force_login(submitted.author)

    page = client.get(reverse("admin:articles_factcheck_examine", args=[submitted.pk]))

    assert page.context["reach"] is None


def test_withdrawal_names_the_articles_before(client, claim):
    client.force_login(make.make_editor())
    check = claim.factcheck_in_force

    page = client.get(reverse("admin:articles_factcheck_withdraw", args=[check.pk])).content.decode()

    assert "Glockenguss" in page and "Morgen im Blatt" in page


def test_approval_plans_the_next_check(client, submitted):
    client.force_login(make.make_editor())
    url, day = reverse("admin:articles_factcheck_approve", args=[submitted.pk]), make.in_days(30).date()
    typed = {"approve-reason": "Trägt.", "version": submitted.version}

    refused = client.post(url, typed | {"approve-recheck_on": "2020-02-30"})
    client.post(url, typed | {"approve-recheck_on": day.isoformat()})

    submitted.claim.refresh_from_db()
    assert refused.status_code == 200 and "Trägt." in refused.content.decode()
    assert submitted.claim.recheck_on == day


def test_queue_holds_the_points_of_my_articles_and_for_editors_those_of_nobody(claim, point):
    for other in OpenPoint.objects.filter(article__headline="Türme im Land"):
        other.assignee.is_active = False
        other.assignee.save()
    editor = make.make_editor()

    assert [line.text for line in queue(point.article.assignee).lines] == ["Glockenguss"]
    assert [line.text for line in queue(editor).lines] == ["Türme im Land"]
    assert queue(make.make_reporter()).lines == []
    assert [line.act for line in queue(point.article.assignee).lines] == ["Erledigen"]


def test_line_of_a_point_names_its_claim_and_says_nothing_twice(point):
    line = queue(point.article.assignee).lines[0]

    assert "neue Bewertung" in line.badge
    assert line.aside == "Die Glocke „Öde Liese“ wiegt zwölf Tonnen. · Unbelegt → Falsch · Ida"


def test_list_shows_mine_nobodys_and_all(client, point):
    client.force_login(point.article.assignee)
    url = reverse("admin:articles_openpoint_list")

    numbers = {whose: client.get(f"{url}?wessen={whose}").context["queue"].count for whose in ("mine", "nobody", "all")}

    assert numbers == {"mine": 1, "nobody": 0, "all": 3}
    assert client.get(f"{url}?wessen=quatsch&page=99").status_code == 200


def test_panel_of_the_article_shows_its_open_points(client, point):
    client.force_login(point.article.assignee)
    url = reverse("admin:articles_article_change", args=[point.article_id])

    page = client.get(url).content.decode()
    rippling.settle_point(point, state=PointState.DONE, by=point.article.assignee)

    assert "Unbelegt → Falsch" in page and settle_url(point) in page
    assert "Neue Bewertung:" not in page
    assert settle_url(point) not in client.get(url).content.decode()


def test_point_is_settled_on_its_screen(client, point):
    client.force_login(point.article.assignee)

    page = client.get(settle_url(point)).content.decode()
    response = client.post(settle_url(point), {"state": "done", "reason": "Im Absatz ergänzt.", "seen": point.note})

    point.refresh_from_db()
    assert "Die Glocke ‚Öde Liese‘ wiegt zwölf Tonnen." in page and "Punkt ablegen" in page
    assert (response.status_code, point.state, point.reason) == (302, "done", "Im Absatz ergänzt.")
    history = client.get(reverse("admin:articles_article_history", args=[point.article_id])).content.decode()
    assert "hat einen offenen Punkt abgelegt." in history and "Im Absatz ergänzt." in history
    assert "Punkt ablegen" not in client.get(settle_url(point)).content.decode()


REFUSALS = [
    ({"state": "not_needed", "reason": "  "}, "Schreiben Sie, warum"),
    ({"state": "", "reason": "Öfter geprüft."}, "Wählen Sie, ob der Punkt"),
    ({"state": "open", "reason": "Öfter geprüft."}, "Öfter geprüft."),
]


@pytest.mark.parametrize(("typed", "words"), REFUSALS)
def test_point_refused_comes_back_with_what_was_typed(client, point, typed, words):
    client.force_login(make.make_editor())

    page = client.post(settle_url(point), {"seen": point.note} | typed)

    assert page.status_code == 200 and words in page.content.decode()
    assert typed["reason"].strip() in page.content.decode()
    assert OpenPoint.objects.get(pk=point.pk).state == PointState.OPEN


def test_point_about_which_more_has_happened_comes_back_and_then_goes(client, claim, point):
    client.force_login(make.make_editor())
    rippling.ripple(claim, cause="verdict", note="Neue Bewertung: Falsch → Manipuliert", by=make.make_editor())
    typed = {"state": "done", "reason": "Längst <b>korrigiert</b>.", "seen": point.note}

    page = client.post(settle_url(point), typed).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page).group(1)
    client.post(settle_url(point), typed | {"seen": seen.replace("\n", "\r\n")})

    assert "Inzwischen ist noch etwas geschehen" in page
    assert "Längst &lt;b&gt;korrigiert&lt;/b&gt;." in page
    assert OpenPoint.objects.get(pk=point.pk).state == PointState.DONE


def test_point_of_others_is_shown_but_not_settled(client, point):
    client.force_login(make.make_fact_checker())

    page = client.get(settle_url(point)).content.decode()
    response = client.post(settle_url(point), {"state": "done", "seen": point.note})

    assert "Punkt ablegen" not in page and "Chef:in vom Dienst" in page
    assert (response.status_code, OpenPoint.objects.get(pk=point.pk).state) == (403, "open")


def test_points_are_for_the_desk_alone(client, point):
    for url in (settle_url(point), reverse("admin:articles_openpoint_list")):
        assert "/login/" in client.get(url)["Location"]
        assert "/login/" in client.post(url)["Location"]
    client.force_login(make.make_chief(is_staff=False))
    assert "/login/" in client.get(settle_url(point))["Location"]


def test_saving_a_source_in_another_grade_says_how_far_it_went(client, claim):
    evidence = make.make_evidence(claim, source=make.make_source(name="Gießerei"))
    client.force_login(make.make_reporter())
    source = evidence.source
    posted = {"name": source.name, "kind": source.kind, "slug": source.slug, "reliability": "D", "version": 1}

    page = client.post(reverse("admin:articles_source_change", args=[source.pk]), posted, follow=True).content.decode()

    assert "In 3 Artikeln mit solchen Behauptungen sind offene Punkte entstanden." in page
    assert reverse("admin:articles_openpoint_list") in page


def test_ripple_is_told_in_the_claims_history(client, claim):
    checking.withdraw(claim.factcheck_in_force, reason="Die Waage war verstellt.", by=make.make_editor())
    client.force_login(make.make_reporter())

    page = client.get(reverse("admin:articles_claim_history", args=[claim.pk])).content.decode()

    assert "dort sind offene Punkte entstanden." in page
    assert "Glockenguss, Türme im Land, Morgen im Blatt" in page


def test_history_does_not_count_a_settled_point_as_a_mark(client, point):
    rippling.settle_point(point, state=PointState.NOT_NEEDED, reason="Steht schon da.", by=point.article.assignee)
    article = point.article
    article.refresh_from_db()
    article.teaser = "Neu."
    writing.save(article, by=article.assignee)
    client.force_login(article.assignee)

    page = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()

    assert "Steht schon da." in page and "nicht nötig" in page
