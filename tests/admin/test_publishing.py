"""The screens on an article's way to its readers."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.choices import ArticleState, RevisionKind, Verb
from articles.models import Article, Decision, Revision
from articles.workflow import publishing, writing
from tests import make
from tests.forms import read

pytestmark = pytest.mark.django_db


def screen(act, article):
    return reverse(f"admin:articles_article_{act}", args=[article.pk])


SCREENS = [
    ("preview", "get", {"reporter", "fact_checker", "editor", "administrator"}),
    ("submit", "post", {"reporter", "editor"}),
    ("return", "get", {"editor"}),
    ("publish", "get", {"editor"}),
    ("unschedule", "post", {"editor"}),
    ("withdraw", "get", {"editor"}),
]


@pytest.mark.parametrize(("act", "method", "allowed"), SCREENS, ids=[act for act, _, _ in SCREENS])
def test_screens_open_for_the_right_roles_alone(client, act, method, allowed):
    article, opened = make.make_article(), set()

    for role in ("reporter", "fact_checker", "editor", "administrator"):
        client.force_login(getattr(make, f"make_{role}")())
        status = getattr(client, method)(screen(act, article)).status_code
        assert status in (200, 302, 403)
        opened |= {role} if status != 403 else set()

    assert opened == allowed


@pytest.mark.parametrize(("act", "method", "allowed"), SCREENS, ids=[act for act, _, _ in SCREENS])
def test_screens_send_strangers_to_the_login(client, act, method, allowed):
    response = getattr(client, method)(screen(act, make.make_article()))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("act", ["submit", "unschedule"])
def test_acts_without_a_form_answer_to_post_alone(client, act):
    client.force_login(make.make_editor())

    assert client.get(screen(act, make.make_article())).status_code == 405


def test_screens_of_an_article_that_is_not_there_are_404(client):
    client.force_login(make.make_editor())

    assert {
        client.get(reverse(f"admin:articles_article_{act}", args=[4711])).status_code
        for act in ("preview", "publish", "withdraw", "return")
    } == {404}


def test_preview_shows_the_public_page_and_stays_among_us(client):
    article = make.make_article(headline="Noch nicht öffentlich")
    make.make_annotation(article)
    client.force_login(make.make_reporter())

    response = client.get(screen("preview", article))

    page = response.content.decode()
    assert "Noch nicht öffentlich" in page and "Vorschau:" in page
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex' in page
    assert not Revision.objects.exists()


def test_preview_works_before_the_article_is_complete(client):
    article = make.make_article(section=None, teaser="", body="", bylines=[])
    client.force_login(make.make_reporter())

    assert client.get(screen("preview", article)).status_code == 200


def test_submit_and_return_move_the_article_and_show_the_note(client):
    article = make.make_article()
    client.force_login(make.make_editor())

    client.post(screen("submit", article), read(article))
    in_review = Article.objects.get(pk=article.pk).state
    client.post(screen("return", article), read(article) | {"reason": "Bitte die zweite Quelle nachtragen."})

    article.refresh_from_db()
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert (in_review, article.state) == (ArticleState.IN_REVIEW, ArticleState.DRAFT)
    assert "Bitte die zweite Quelle nachtragen." in page


def test_return_without_a_note_is_refused(client):
    article = make.make_article()
    writing.submit(article, by=make.make_reporter())
    client.force_login(make.make_editor())

    response = client.post(screen("return", article), read(article) | {"reason": " "})

    assert "ohne Anmerkung geht nichts zurück" in response.content.decode()


def test_wrong_step_is_a_message_not_an_error(client):
    article = make.make_article()
    client.force_login(make.make_editor())

    response = client.post(screen("unschedule", article), read(article), follow=True)

    assert "Für diesen Artikel ist nichts eingeplant." in response.content.decode()


def test_publish_puts_the_article_before_readers(client):
    article, editor = make.make_article(), make.make_editor()
    client.force_login(editor)

    response = client.post(screen("publish", article), read(article) | {"act": "publish", "when": "now"}, follow=True)

    revision = Revision.objects.live().get()
    assert (revision.kind, revision.published_by) == (RevisionKind.FIRST, editor)
    assert "Der Artikel ist veröffentlicht." in response.content.decode()


def test_publish_lists_obstacles_each_with_a_way_to_mend_it(client):
    article = make.make_article(section=None, teaser="", bylines=[])
    claim = make.make_claim(claimant=None)
    make.make_annotation(article, claim=claim)
    client.force_login(make.make_editor())

    page = client.get(screen("publish", article)).content.decode()

    form = reverse("admin:articles_article_change", args=[article.pk])
    for place in ("#id_section", "#id_teaser", "#bylines-group"):
        assert f'href="{form}{place}"' in page
    assert f'href="{reverse("admin:articles_claim_change", args=[claim.pk])}#id_claimant"' in page


def test_publish_mends_a_lost_mark_on_the_annotation_screen_and_a_picture_in_its_form(client):
    picture = make.make_picture(credit="")
    article = make.make_article(picture=picture)
    mark = make.make_annotation(article)
    article.body = "<p>Ganz anders.</p>"
    writing.save(article, by=make.make_reporter())
    client.force_login(make.make_editor())

    page = client.get(screen("publish", article)).content.decode()

    assert f'href="{reverse("admin:articles_article_annotate", args=[article.pk])}#annotation-{mark.pk}"' in page
    assert f'href="{reverse("admin:articles_picture_change", args=[picture.pk])}#id_credit"' in page


def test_publish_with_obstacles_needs_a_reason(client):
    article = make.make_article(teaser="")
    client.force_login(make.make_editor())

    refused = client.post(screen("publish", article), read(article) | {"act": "publish", "when": "now"})
    client.post(
        screen("publish", article),
        read(article) | {"act": "publish", "when": "now", "override": "Eilmeldung, Teaser folgt."},
    )

    assert "Noch steht etwas im Weg." in refused.content.decode()
    assert Decision.objects.filter(verb=Verb.OVERRIDE).get().reason == "Eilmeldung, Teaser folgt."


def test_publish_at_a_moment_is_told_in_berlin_time(client):
    article = make.make_article()
    client.force_login(make.make_editor())
    year = timezone.now().year + 1

    response = client.post(
        screen("publish", article),
        read(article) | {"act": "publish", "when": "later", "live_from": f"{year}-07-01T12:00"},
        follow=True,
    )

    assert f"Der Artikel erscheint am 1. Juli {year}, 12.00 Uhr." in response.content.decode()
    assert Revision.objects.get().live_from == datetime.datetime(year, 7, 1, 10, 0, tzinfo=datetime.UTC)


def test_publish_before_the_embargo_ends_can_be_planned_for_after_it(client):
    article = make.make_article(embargo_until=make.in_days(1))
    client.force_login(make.make_editor())
    moment = timezone.localtime(make.in_days(2))

    client.post(
        screen("publish", article),
        read(article) | {"act": "publish", "when": "later", "live_from": f"{moment:%Y-%m-%dT%H:%M}"},
    )

    assert Revision.objects.scheduled().count() == 1


CLOCK_CHANGES = [
    ("2031-03-30T02:30", "Diese Uhrzeit gibt es an dem Tag nicht"),
    ("2031-10-26T02:30", "Diese Uhrzeit gibt es in der Nacht zweimal"),
    ("2001-01-01T12:00", "Dieser Zeitpunkt ist vorbei."),
    ("", "Nennen Sie Tag und Uhrzeit."),
]


@pytest.mark.parametrize(("moment", "expected"), CLOCK_CHANGES)
def test_publish_refuses_moments_that_do_not_work(client, moment, expected):
    article = make.make_article()
    client.force_login(make.make_editor())

    response = client.post(
        screen("publish", article), read(article) | {"act": "publish", "when": "later", "live_from": moment}
    )

    assert expected in response.content.decode()
    assert not Revision.objects.exists()


def test_update_of_a_live_article_needs_its_kind(client):
    article = make.make_revision().article
    client.force_login(make.make_editor())

    response = client.post(screen("publish", article), read(article) | {"when": "now"})

    assert "Wählen Sie, was für eine Änderung das ist." in response.content.decode()


@pytest.mark.parametrize("note", ["", "In einer früheren Fassung dieses Artikels hieß es, …"])
def test_correction_needs_more_than_its_opening(client, note):
    article = make.make_revision().article
    client.force_login(make.make_editor())

    page = client.get(screen("publish", article)).content.decode()
    refused = client.post(
        screen("publish", article), read(article) | {"act": "correct", "when": "now", "correction": note}
    )

    assert "In einer früheren Fassung dieses Artikels hieß es, …" in page
    assert "Schreiben Sie, was falsch war und wie es richtig heißt." in refused.content.decode()


def test_correction_and_typo_are_published_as_such(client):
    article = make.make_revision().article
    client.force_login(make.make_editor())

    client.post(screen("publish", article), read(article) | {"act": "typo", "when": "now"})
    make.make_change(article)
    client.post(
        screen("publish", article),
        read(article) | {"act": "correct", "when": "now", "correction": "Falsch war die Zahl."},
    )

    kinds = list(article.revisions.order_by("number").values_list("kind", "note"))
    assert kinds == [("first", ""), ("typo", ""), ("correction", "Falsch war die Zahl.")]


def test_withdrawing_needs_a_note_and_leaves_a_tombstone(client):
    article = make.make_revision().article
    client.force_login(make.make_editor())

    refused = client.post(screen("withdraw", article), read(article) | {"reason": ""})
    client.post(screen("withdraw", article), read(article) | {"reason": "Die Quelle hat sich als erfunden erwiesen."})

    assert "Ein Rückzug braucht einen Hinweis" in refused.content.decode()
    assert Revision.objects.in_force().get().note == "Die Quelle hat sich als erfunden erwiesen."


def test_article_form_says_where_the_article_stands(client):
    article = make.make_article()
    make.make_annotation(article, claim=make.make_claim("Der Rhein ist lang."))
    make.make_revision(article)
    Article.objects.filter(pk=article.pk).update(teaser="Anders als veröffentlicht.")
    client.force_login(make.make_editor())

    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert "veröffentlicht" in page and "Fassung 1, öffentlich seit" in page
    assert "Änderungen, die Leser:innen noch nicht sehen" in page
    assert "Der Rhein ist lang." in page and "Ungeprüft" in page


def test_article_form_offers_only_the_deeds_that_may_be_done(client):
    article = make.make_article()
    client.force_login(make.make_reporter())

    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert screen("submit", article) in page and screen("preview", article) in page
    assert screen("publish", article) not in page and screen("withdraw", article) not in page


def live_and_edited(old="Moskau sagt viel.", new="Moskau sagt viel. Es waren 9 Tore."):
    article = make.make_revision(make.make_article(body=f"<p>{old}</p>")).article
    article.body = f"<p>{new}</p>"
    return writing.save(article, by=make.make_reporter())


def test_publish_screen_guesses_the_kind_gives_its_grounds_and_decides_nothing(client):
    article = live_and_edited("Es waren 8 Tore.", "Es waren 9 Tore.")
    client.force_login(make.make_editor())

    response = client.get(screen("publish", article))

    page = response.content.decode()
    assert "Das sieht nach einer Korrektur aus" in page
    assert "Eine Zahl ist anders: „9“ statt „8“." in page
    assert response.context["form"]["act"].value() is None
    assert (
        response.context["form"]["correction"].value()
        == "In einer früheren Fassung dieses Artikels hieß es: „Es waren 8 Tore.“ Richtig ist: „9“ statt „8“."
    )


def test_typo_that_changes_a_number_asks_back_and_keeps_what_was_typed(client):
    article = live_and_edited("Es waren 8 Tore.", "Es waren 9 Tore.")
    client.force_login(make.make_editor())
    typed = {"act": "typo", "when": "now", "version": article.version, "correction": "Mein Satz."}

    refused = client.post(screen("publish", article), typed)
    client.post(screen("publish", article), typed | {"is_confirmed": "on"})

    assert "oder bestätigen Sie, dass es nur die Schreibweise ist" in refused.content.decode()
    assert "Mein Satz." in refused.content.decode()
    assert list(article.revisions.order_by("number").values_list("kind", flat=True)) == ["first", "typo"]


def test_correction_without_a_change_is_refused_with_a_sentence(client):
    article = make.make_revision().article
    client.force_login(make.make_editor())

    response = client.post(
        screen("publish", article),
        read(article) | {"act": "correct", "when": "now", "correction": "Es war anders."},
    )

    assert "Am Text hat sich nichts geändert" in response.content.decode()
    assert "Es war anders." in response.content.decode()


@pytest.mark.parametrize(
    ("fold", "expected"), [("first", "2031-10-26T00:30:00+00:00"), ("second", "2031-10-26T01:30:00+00:00")]
)
def test_hour_that_comes_twice_in_october_is_asked_for_and_taken(client, fold, expected):
    article = make.make_article()
    client.force_login(make.make_editor())
    typed = read(article) | {"act": "publish", "when": "later", "live_from": "2031-10-26T02:30"}

    asked = client.post(screen("publish", article), typed).content.decode()
    client.post(screen("publish", article), typed | {"fold": fold})

    assert "Welche gilt?" in asked and "noch Sommerzeit" in asked and "schon Winterzeit" in asked
    assert 'value="2031-10-26T02:30"' in asked
    assert Revision.objects.get().live_from == datetime.datetime.fromisoformat(expected)


def test_hour_that_march_leaps_over_is_refused_whatever_is_answered(client):
    article = make.make_article()
    client.force_login(make.make_editor())
    typed = {"act": "publish", "when": "later", "live_from": "2031-03-30T02:30", "fold": "first"}

    page = client.post(screen("publish", article), typed).content.decode()

    assert "Diese Uhrzeit gibt es an dem Tag nicht" in page
    assert not Revision.objects.exists()


def test_answer_for_the_night_of_october_does_not_disturb_another_hour(client):
    article = make.make_article()
    client.force_login(make.make_editor())

    client.post(
        screen("publish", article),
        read(article) | {"act": "publish", "when": "later", "live_from": "2031-10-26T04:00", "fold": "second"},
    )

    assert Revision.objects.get().live_from == datetime.datetime.fromisoformat("2031-10-26T03:00:00+00:00")


def test_scheduling_before_the_embargo_ends_is_refused_with_its_time(client):
    embargo = datetime.datetime.fromisoformat("2031-05-12T16:00:00+00:00")
    article = make.make_article(
        embargo_until=embargo, planned_for=datetime.datetime.fromisoformat("2031-05-11T10:00:00+00:00")
    )
    client.force_login(make.make_editor())

    typed = read(article) | {"act": "publish", "when": "later"}
    before = client.post(screen("publish", article), typed | {"live_from": "2031-05-12T17:59"}).content.decode()
    client.post(screen("publish", article), typed | {"live_from": "2031-05-12T18:00"})

    assert "Die Sperrfrist endet erst am 12. Mai 2031 um 18.00 Uhr." in before
    assert "Nur für die Planung der Redaktion" in before and "auch nicht eingeplant" in before
    assert Revision.objects.get().live_from == embargo


def test_panel_asks_what_a_change_is_and_warns_of_a_plan_before_the_embargo_ends(client):
    article = live_and_edited()
    client.force_login(make.make_editor())
    form = reverse("admin:articles_article_change", args=[article.pk])

    asked = client.get(form).content.decode()
    publishing.publish(article, by=make.make_editor(), live_from=make.in_days(1))
    article.embargo_until = make.in_days(2)
    writing.save(article, by=make.make_reporter())
    warned = client.get(form).content.decode()

    assert "Tippfehler, Aktualisierung oder Korrektur?" in asked
    assert ("vor dem Ende der Sperrfrist" in asked, "vor dem Ende der Sperrfrist" in warned) == (False, True)
