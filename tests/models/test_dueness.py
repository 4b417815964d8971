"""When a claim is due, what clears it, and which one stands first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Claim, Evidence, Inquiry, Verdict
from articles.workflow import checking, clock, writing
from articles.workflow.transitions import WrongMove
from tests import make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def due():
    return [str(claim) for claim in Claim.objects.due(TODAY()).order_by("pk")]


def ago(days):
    return TODAY() - timedelta(days=days)


def checked(statement, *, days_ago=0, verdict="unbelegt", **fields):
    """Return a claim whose check was opened and approved some days ago."""
    with clock.as_of(timezone.now() - timedelta(days=days_ago)):
        return make.make_checked_claim(verdict, statement=statement, **fields)


def vanish(evidence, *, on):
    evidence.vanished_on = on
    return writing.save(evidence, by=make.make_reporter())


def test_claim_is_due_on_its_days():
    make.make_claim("Fällig.", due_on=TODAY())
    make.make_claim("Wieder prüfen.", recheck_on=ago(3))
    make.make_claim("Noch nicht.", due_on=ago(-1), recheck_on=ago(-1))

    assert due() == ["Fällig.", "Wieder prüfen."]


def test_claim_is_due_when_evidence_vanished_after_its_check():
    claim = checked("Der Beleg ist weg.", days_ago=10)
    checked("Der Beleg ist noch da.", days_ago=10)
    evidence = make.make_evidence(claim)
    before = due()

    vanish(evidence, on=ago(2))

    assert (before, due()) == ([], ["Der Beleg ist weg."])


def test_claim_is_due_when_we_learn_late_that_evidence_had_vanished():
    claim = checked("Der Beleg war schon weg.", days_ago=3)

    vanish(make.make_evidence(claim), on=ago(20))

    assert due() == ["Der Beleg war schon weg."]


def test_unchecked_claim_is_due_when_its_evidence_vanishes():
    vanish(make.make_evidence(make.make_claim("Ungeprüft.")), on=TODAY())

    assert due() == ["Ungeprüft."]


def test_evidence_that_will_have_vanished_tomorrow_makes_nothing_due():
    vanish(make.make_evidence(make.make_claim()), on=ago(-1))

    assert due() == []


@pytest.mark.parametrize("vanished", [0, 20])
def test_new_check_in_force_clears_vanished_evidence(vanished):
    claim = checked("Der Beleg ist weg.", days_ago=10)
    vanish(make.make_evidence(claim), on=ago(vanished))
    assert due() == ["Der Beleg ist weg."]

    make.make_factcheck(claim, state="in_force", change_reason="Der Beleg ist weg.")

    assert due() == []


def test_check_opened_before_the_evidence_vanished_does_not_clear_it():
    claim = checked("Der Beleg ist weg.", days_ago=10)
    evidence, checker = make.make_evidence(claim), make.make_fact_checker()
    with clock.as_of(timezone.now() - timedelta(days=5)):
        running = make.make_factcheck(claim, state="submitted", author=checker, change_reason="Neues.")
    vanish(evidence, on=ago(1))

    checking.approve(running, reason="Trägt.", by=make.make_editor())

    assert due() == ["Der Beleg ist weg."]


def test_silence_after_an_inquiry_is_due_until_a_check_took_it_into_account():
    claim = make.make_claim("Angefragt.")
    inquiry = Inquiry(claim=claim, addressee="Pressestelle", asked_on=ago(9), deadline=ago(2))
    writing.save(inquiry, by=make.make_reporter())
    before = due()

    make.make_factcheck(claim, state="in_force")

    assert (before, due()) == (["Angefragt."], [])


def test_approval_clears_the_days_that_are_done_with():
    claim = make.make_claim("Fällig.", due_on=ago(4), recheck_on=ago(1))

    make.make_factcheck(claim, state="in_force")

    claim.refresh_from_db()
    assert (due(), claim.due_on, claim.recheck_on) == ([], None, None)


def test_approval_keeps_a_day_to_come_and_takes_another_one():
    kept, planned = make.make_claim(recheck_on=ago(-30)), make.make_claim(recheck_on=ago(-30))
    check = make.make_factcheck(planned, state="submitted")

    make.make_factcheck(kept, state="in_force")
    checking.approve(check, reason="Trägt.", by=make.make_editor(), recheck_on=ago(-90))

    assert [Claim.objects.get(pk=each.pk).recheck_on for each in (kept, planned)] == [ago(-30), ago(-90)]


@pytest.mark.parametrize("day", [0, 1])
def test_approval_refuses_a_recheck_that_is_already_due(day):
    check = make.make_factcheck(state="submitted")

    with pytest.raises(WrongMove, match="künftigen"):
        checking.approve(check, reason="Trägt.", by=make.make_editor(), recheck_on=ago(day))


def test_merged_claim_is_never_due():
    kept, merged = make.make_claim("Das gilt."), make.make_claim("Zusammengelegt.", due_on=ago(1))
    Claim.objects.filter(pk=merged.pk).update(merged_into=kept)

    assert due() == []


def test_unproven_claims_of_live_articles_stand_first_then_priority_then_days():
    rows = [
        ("Geprüft, seit langem.", "teilweise-falsch", 90, "2"),
        ("Unbelegt, nirgends live.", "unbelegt", 80, "2"),
        ("Unbelegt, live.", "unbelegt", 2, "2"),
        ("Dringend, nicht live.", "teilweise-falsch", 1, "1"),
        ("Unbelegt, live, länger.", "unbelegt", 5, "2"),
        ("Unbelegt, live, dringend.", "unbelegt", 1, "1"),
    ]
    claims = [
        checked(statement, verdict=verdict, days_ago=100, priority=priority) for statement, verdict, _, priority in rows
    ]
    unchecked = make.make_claim("Ungeprüft, live.", due_on=ago(3))
    make.make_revision(claims=[*claims[2:3], *claims[4:], unchecked])
    for claim, (_, _, days, _) in zip(claims, rows, strict=True):
        Claim.objects.filter(pk=claim.pk).update(recheck_on=ago(days))

    ordered = Claim.objects.due(TODAY()).most_pressing_first(TODAY(), timezone.now())

    assert [(str(claim), claim.pressing, (TODAY() - claim.due_since).days) for claim in ordered] == [
        ("Unbelegt, live, dringend.", True, 1),
        ("Unbelegt, live, länger.", True, 5),
        ("Ungeprüft, live.", True, 3),
        ("Unbelegt, live.", True, 2),
        ("Dringend, nicht live.", False, 1),
        ("Geprüft, seit langem.", False, 90),
        ("Unbelegt, nirgends live.", False, 80),
    ]


def test_claim_that_is_due_for_evidence_is_so_since_it_vanished():
    claim = checked("Der Beleg ist weg.", days_ago=30, verdict="unbelegt")
    vanish(make.make_evidence(claim), on=ago(4))
    vanish(make.make_evidence(claim), on=ago(6))

    found = Claim.objects.due(TODAY()).most_pressing_first(TODAY(), timezone.now()).get()

    assert found.due_since == ago(6)
    assert Evidence.objects.filter(vanished_on__isnull=False).count() == 2
    assert Verdict.objects.get(slug="unbelegt").pk == found.verdict_id
