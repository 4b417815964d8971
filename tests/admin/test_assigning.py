"""Checks given to somebody: opened for a colleague, handed over, with a deadline that is seen to be missed."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from articles.models import Claim, Decision, FactCheck
from articles.workflow import checking
from tests import make
from tests.forms import filled, read

pytestmark = pytest.mark.django_db


def screen(factcheck, act="examine"):
    return reverse(f"admin:articles_factcheck_{act}", args=[factcheck.pk])


def plan(page, **changed):
    return filled(page, form="act-form") | {name: [value] for name, value in changed.items()}


def test_check_is_opened_for_a_colleague_with_deadline_and_priority(client):
    claim, checker, tomorrow = make.make_claim(), make.make_fact_checker(first_name="Ada"), localdate(make.in_days(1))
    client.force_login(make.make_editor())
    url = reverse("admin:articles_claim_assign", args=[claim.pk])

    assert url in client.get(reverse("admin:articles_claim_change", args=[claim.pk])).content.decode()
    form = plan(client.get(url), checker=checker.pk, due_on=tomorrow, priority="1")
    page = client.post(url, form, follow=True).content.decode()

    factcheck, claim = FactCheck.objects.get(), Claim.objects.get()
    assert (factcheck.author, claim.assignee) == (checker, checker)
    assert (claim.due_on, claim.priority) == (tomorrow, "1")
    assert "Sie liegt bei Ada." in page and "dringlich" in page


def test_form_begins_with_oneself_and_what_the_claim_says(client):
    claim, me = make.make_claim(due_on=localdate(make.in_days(3)), priority="1"), make.make_fact_checker()
    client.force_login(me)

    form = filled(client.get(reverse("admin:articles_claim_assign", args=[claim.pk])), form="act-form")

    assert (form["checker"], form["priority"]) == ([str(me.pk)], ["1"])
    assert form["due_on"] == [str(claim.due_on)]


def test_form_offers_only_who_may_examine(client):
    claim, gone, reporter = make.make_claim(), make.make_fact_checker(is_active=False), make.make_reporter()
    client.force_login(make.make_editor())
    url = reverse("admin:articles_claim_assign", args=[claim.pk])

    page = client.get(url).content.decode()
    answers = [client.post(url, plan(page, checker=each.pk, priority="1")) for each in (gone, reporter)]

    offered = page.partition('name="checker"')[2].partition("</select>")[0]
    assert f'value="{gone.pk}"' not in offered and f'value="{reporter.pk}"' not in offered
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not FactCheck.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due_on": "2001-01-01"}, "schon vorbei"),
        ({"due_on": "31.2.", "priority": "1"}, "errorlist"),
        ({"checker": ""}, "Wählen Sie, wer prüfen soll."),
        ({"checker": "quatsch"}, "errorlist"),
        ({"priority": "9"}, "errorlist"),
    ],
)
def test_wrong_input_is_refused_beside_its_field_and_kept(client, changed, words):
    claim = make.make_claim()
    client.force_login(make.make_editor())
    url = reverse("admin:articles_claim_assign", args=[claim.pk])

    response = client.post(url, plan(client.get(url), **changed))

    assert response.status_code == 200 and words in response.content.decode()
    assert not FactCheck.objects.exists()


def test_check_is_handed_over_by_its_author(client):
    factcheck, heir = make.make_factcheck(), make.make_fact_checker()
    client.force_login(factcheck.author)
    url = screen(factcheck, "assign")

    client.post(url, plan(client.get(url), checker=heir.pk))

    assert FactCheck.objects.get().author == heir
    assert Decision.objects.about(factcheck).latest().verb == "assign"


@pytest.mark.parametrize("maker", [make.make_reporter, make.make_fact_checker, make.make_administrator])
def test_check_of_somebody_else_is_not_handed_over(client, maker):
    client.force_login(maker())

    assert client.get(screen(make.make_factcheck(), "assign")).status_code == 403


@pytest.mark.parametrize("maker", [make.make_reporter, make.make_administrator])
def test_check_is_not_opened_for_others_by_who_may_not_examine(client, maker):
    client.force_login(maker())

    assert client.get(reverse("admin:articles_claim_assign", args=[make.make_claim().pk])).status_code == 403


def test_stranger_is_sent_to_the_login(client):
    response = client.get(reverse("admin:articles_claim_assign", args=[make.make_claim().pk]))

    assert response["Location"].startswith(reverse("admin:login"))


def test_check_handed_over_meanwhile_is_not_handed_over_again_unread(client):
    factcheck, first, second = make.make_factcheck(), make.make_fact_checker(), make.make_fact_checker()
    client.force_login(make.make_editor())
    form = plan(client.get(screen(factcheck, "assign")), checker=second.pk)
    checking.assign(factcheck, checker=first, by=factcheck.author)

    refused = client.post(screen(factcheck, "assign"), form)

    assert "hat sich hier etwas geändert" in refused.content.decode()
    assert FactCheck.objects.get().author == first
    again = filled(refused, form="act-form")
    assert again["checker"] == [str(second.pk)]
    client.post(screen(factcheck, "assign"), again)
    assert FactCheck.objects.get().author == second


def test_deadline_that_two_people_set_at_once_is_not_overwritten(client):
    claim, checker = make.make_claim(), make.make_fact_checker()
    client.force_login(make.make_editor())
    url = reverse("admin:articles_claim_assign", args=[claim.pk])
    form = plan(client.get(url), checker=checker.pk, due_on=localdate(make.in_days(1)))
    stored = Claim.objects.get()
    stored.due_on = localdate(make.in_days(5))
    make.writing.save(stored, by=make.make_editor())

    refused = client.post(url, form)

    assert "hat sich hier etwas geändert" in refused.content.decode()
    assert Claim.objects.get().due_on == stored.due_on and not FactCheck.objects.exists()
    client.post(url, filled(refused, form="act-form"))
    assert Claim.objects.get().due_on == localdate(make.in_days(1))


def test_check_of_somebody_who_left_says_so_and_is_handed_over(client):
    gone = make.make_fact_checker(first_name="Ute")
    factcheck = make.make_factcheck(author=gone)
    gone.is_active = False
    gone.save()
    heir = make.make_fact_checker()
    client.force_login(make.make_editor())
    url = screen(factcheck, "assign")

    page = client.get(screen(factcheck)).content.decode()
    form = plan(client.get(url))
    client.post(url, form | {"checker": [heir.pk]})

    assert "Das Konto von Ute ist stillgelegt." in page and url in page
    assert "checker" not in form or form["checker"] == [""]
    assert FactCheck.objects.get().author == heir


def test_words_of_a_former_author_are_not_lost_when_the_check_changed_hands(client):
    factcheck = make.make_factcheck()
    client.force_login(factcheck.author)
    form = filled(client.get(screen(factcheck)), form="check-form") | {"rationale": ["Noch „schnell“ getippt."]}
    checking.assign(factcheck, checker=make.make_fact_checker(first_name="Ada"), by=factcheck.author)

    page = client.post(screen(factcheck), form | {"save": "1"}).content.decode()

    assert "liegt inzwischen bei Ada" in page and "Noch „schnell“ getippt." in page
    assert 'name="save"' not in page
    assert FactCheck.objects.get().rationale == "Es gibt nur die Angabe einer Seite."


def test_overdue_check_is_seen_on_the_desk_in_the_list_and_on_its_screen(client):
    late = make.make_factcheck(make.make_claim("Diese Prüfung ist zu spät.", due_on="2026-01-02"))
    make.make_factcheck(make.make_claim("Diese hat Zeit.", due_on=localdate(make.in_days(2))), author=late.author)
    done = make.make_factcheck(make.make_claim("Diese ist fertig.", due_on="2026-01-02"), state="in_force")
    client.force_login(late.author)

    desk, lines, screen_of_late, screen_of_done = (
        client.get(url).content.decode()
        for url in (
            reverse("admin:index"),
            reverse("admin:articles_factcheck_changelist") + "?late=now",
            screen(late),
            screen(done),
        )
    )

    assert desk.count("überfällig seit") == 1
    assert "zu spät" in lines and "hat Zeit" not in lines and "ist fertig" not in lines
    assert "überfällig seit" in screen_of_late and "überfällig" not in screen_of_done


def test_withdrawn_check_is_taken_up_again_and_one_in_force_is_examined_anew(client):
    dropped, in_force = make.make_factcheck(), make.make_factcheck(state="in_force")
    checking.withdraw(dropped, reason="Zu früh.", by=dropped.author)
    client.force_login(make.make_editor())

    pages = [client.get(screen(each)).content.decode() for each in (dropped, in_force)]
    client.post(screen(dropped, "reopen"), read(dropped))
    client.post(screen(in_force, "reopen"), read(in_force))
    stale = client.post(screen(in_force, "reopen"), {"version": 1}, follow=True)

    assert "Wieder aufnehmen" in pages[0] and "Neu prüfen" in pages[1]
    assert FactCheck.objects.get(pk=dropped.pk).state == "draft"
    assert FactCheck.objects.filter(claim=in_force.claim, state="draft").get().rationale == in_force.rationale
    assert "hat sich geändert" in stale.content.decode()


@pytest.mark.parametrize("maker", [make.make_reporter, make.make_fact_checker, make.make_administrator])
def test_check_of_somebody_else_that_never_was_in_force_is_not_taken_up(client, maker):
    factcheck = make.make_factcheck()
    checking.withdraw(factcheck, reason="Zu früh.", by=factcheck.author)
    client.force_login(maker())

    assert "Wieder aufnehmen" not in client.get(screen(factcheck)).content.decode()
    assert client.post(screen(factcheck, "reopen"), read(factcheck)).status_code == 403
