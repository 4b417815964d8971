"""Checking: two answers, four eyes, and a claim whose status follows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from articles.choices import Attribution, FactCheckState
from articles.models import Claim, Decision, FactCheck, Verdict
from articles.workflow import checking
from articles.workflow.transitions import Stale, WrongMove
from tests.make import (
    make_chief,
    make_claim,
    make_editor,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_approve_puts_the_verdict_in_force():
    claim, editor = make_claim(), make_editor()
    factcheck = make_factcheck(claim, state="submitted", attribution=Attribution.RELAYED)

    checking.approve(factcheck, reason="Zwei Dokumente stimmen überein.", by=editor)

    claim.refresh_from_db()
    assert (claim.verdict.slug, claim.attribution) == ("unbelegt", Attribution.RELAYED)
    assert claim.status_since == factcheck.in_force_from
    assert (factcheck.state, factcheck.reviewer) == (FactCheckState.IN_FORCE, editor)


def test_approve_records_who_and_why():
    factcheck, editor = make_factcheck(state="submitted"), make_editor()

    checking.approve(factcheck, reason="Zwei Dokumente stimmen überein.", by=editor)

    decision = Decision.objects.about(factcheck).latest()
    assert (decision.verb, decision.by) == ("approve", editor)
    assert decision.reason == "Zwei Dokumente stimmen überein."


@pytest.mark.parametrize("superuser", [False, True])
def test_approve_is_refused_to_the_author(superuser):
    author = make_chief(superuser=superuser)
    factcheck = make_factcheck(state="submitted", author=author)

    with pytest.raises(PermissionDenied):
        checking.approve(factcheck, reason="Passt.", by=author)

    assert FactCheck.objects.get(pk=factcheck.pk).state == FactCheckState.SUBMITTED


def test_database_refuses_the_author_as_reviewer():
    factcheck = make_factcheck(state="submitted")

    with pytest.raises(IntegrityError), transaction.atomic():
        FactCheck.objects.filter(pk=factcheck.pk).update(reviewer=factcheck.author)


def test_approve_supersedes_the_check_before():
    claim = make_claim()
    older = make_factcheck(claim, state="in_force")

    newer = make_factcheck(claim, state="in_force", verdict=Verdict.objects.get(slug="falsch"))

    older.refresh_from_db()
    claim.refresh_from_db()
    assert (older.state, older.in_force_until) == (FactCheckState.SUPERSEDED, newer.in_force_from)
    assert claim.verdict.slug == "falsch"


def test_approve_of_a_draft_is_no_move():
    with pytest.raises(WrongMove):
        checking.approve(make_factcheck(), reason="Eilt.", by=make_editor())


def test_send_back_needs_a_note_and_lets_the_author_go_on():
    factcheck, editor = make_factcheck(state="submitted"), make_editor()

    with pytest.raises(WrongMove, match="Anmerkung"):
        checking.send_back(factcheck, note=" ", by=editor)
    checking.send_back(factcheck, note="Quelle fehlt.", by=editor)
    checking.save_factcheck(factcheck, answers={"rationale": "Jetzt mit Quelle."}, by=factcheck.author)
    checking.submit(factcheck, by=factcheck.author)

    assert factcheck.state == FactCheckState.SUBMITTED
    assert factcheck.review_note == "Quelle fehlt."
    verbs = list(Decision.objects.about(factcheck).values_list("verb", flat=True))
    assert verbs == ["open", "save", "submit", "return", "reopen", "submit"]


@pytest.mark.parametrize(
    ("missing", "words"), [("rationale", "Begründung"), ("summary", "einem Satz")], ids=["rationale", "summary"]
)
def test_submit_refuses_a_verdict_without_its_words(missing, words):
    factcheck = make_factcheck(**{missing: "  "})

    with pytest.raises(WrongMove, match=words):
        checking.submit(factcheck, by=factcheck.author)


def test_submit_refuses_a_check_without_any_answer():
    factcheck = make_factcheck(verdict=None, attribution=Attribution.OPEN)

    with pytest.raises(WrongMove, match="Fragen"):
        checking.submit(factcheck, by=factcheck.author)


def test_submit_takes_a_check_of_the_attribution_alone():
    claim = make_claim()

    make_factcheck(claim, state="in_force", verdict=None, attribution=Attribution.DOCUMENTED)

    claim = Claim.objects.with_status().get(pk=claim.pk)
    assert (claim.status.slug, claim.attribution) == ("ungeprueft", Attribution.DOCUMENTED)


def test_save_factcheck_is_for_its_author_alone():
    factcheck = make_factcheck()

    with pytest.raises(PermissionDenied):
        checking.save_factcheck(factcheck, answers={"summary": "Meins."}, by=make_fact_checker())


def test_save_factcheck_refuses_a_stale_version():
    factcheck = make_factcheck()

    with pytest.raises(Stale):
        checking.save_factcheck(factcheck, answers={"summary": "Neu."}, by=factcheck.author, read_version=1)

    assert FactCheck.objects.get(pk=factcheck.pk).summary == "Niemand hat es unabhängig bestätigt."


def test_save_factcheck_refuses_a_submitted_one():
    factcheck = make_factcheck(state="submitted")

    with pytest.raises(WrongMove, match="nicht mehr ändern"):
        checking.save_factcheck(factcheck, answers={"summary": "Neu."}, by=factcheck.author)


def test_open_factcheck_is_one_at_a_time():
    claim = make_claim()
    make_factcheck(claim)

    with pytest.raises(WrongMove, match="schon geprüft"):
        checking.open_factcheck(claim, by=make_fact_checker())


@pytest.mark.parametrize("role", [(), ("Reporter",), ("Administrator",)])
def test_open_factcheck_is_refused_to_others(role):
    with pytest.raises(PermissionDenied):
        checking.open_factcheck(make_claim(), by=make_user(*role))


def test_withdraw_of_the_check_in_force_leaves_the_claim_unchecked():
    claim = make_claim()
    factcheck = make_factcheck(claim, state="in_force")

    checking.withdraw(factcheck, reason="Die Quelle hat sich geirrt.", by=make_editor())

    claim = Claim.objects.with_status().get(pk=claim.pk)
    assert (claim.status.slug, claim.attribution) == ("ungeprueft", Attribution.OPEN)
    assert factcheck.in_force_until == claim.status_since


def test_withdraw_of_an_open_check_leaves_the_one_in_force():
    claim = make_claim()
    make_factcheck(claim, state="in_force")
    second = make_factcheck(claim)

    checking.withdraw(second, reason="Erledigt.", by=second.author)

    claim.refresh_from_db()
    assert claim.verdict.slug == "unbelegt"


def test_withdraw_needs_a_reason_and_the_right_person():
    factcheck = make_factcheck(state="in_force")

    with pytest.raises(WrongMove):
        checking.withdraw(factcheck, reason="", by=make_editor())
    with pytest.raises(PermissionDenied):
        checking.withdraw(factcheck, reason="Doch nicht.", by=factcheck.author)
    with pytest.raises(PermissionDenied):
        checking.withdraw(factcheck, reason="Doch nicht.", by=make_reporter())


def test_status_says_when_a_check_is_under_way():
    claim = make_claim()
    make_factcheck(claim)

    claim = Claim.objects.with_status().get(pk=claim.pk)

    assert (claim.status.slug, claim.status.sign, str(claim.status)) == ("in-pruefung", "○", "In Prüfung")
