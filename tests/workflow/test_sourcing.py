"""The rule of two sources: kept by the server on submission and approval, overridden only with right and reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from articles.choices import FactCheckState
from articles.models import Decision, Evidence, FactCheck, Source, Verdict
from articles.workflow import checking, sourcing, writing
from articles.workflow.transitions import Stale, WrongMove
from tests.make import (
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def verdict(slug="richtig"):
    return Verdict.objects.get(slug=slug)


def draft(claim, slug="richtig", **fields):
    return make_factcheck(claim, verdict=verdict(slug), **fields)


@pytest.mark.parametrize("slug", ["richtig", "groesstenteils-richtig"])
def test_submit_of_a_supported_verdict_needs_two_origins(slug):
    claim = make_claim()
    factcheck = draft(claim, slug)
    make_evidence(claim, source=make_source(name="Statistisches Amt"))

    with pytest.raises(WrongMove, match="Es fehlt ein zweiter unabhängiger Ursprung"):
        checking.submit(factcheck, by=factcheck.author)

    assert FactCheck.objects.get(pk=factcheck.pk).state == FactCheckState.DRAFT
    make_evidence(claim)
    checking.submit(factcheck, by=factcheck.author)
    assert factcheck.state == FactCheckState.SUBMITTED


@pytest.mark.parametrize("slug", ["falsch", "teilweise-falsch", "unbelegt", "fehlender-kontext"])
def test_submit_of_any_other_verdict_needs_no_number_of_origins(slug):
    factcheck = draft(make_claim(), slug)

    checking.submit(factcheck, by=factcheck.author)

    assert factcheck.state == FactCheckState.SUBMITTED


def test_submit_refuses_a_verdict_that_relays_and_the_claimants_side_would_carry():
    moscow = make_source(name="Russische Regierung")
    kremlin = make_source(name="Kreml", part_of=moscow)
    claim = make_claim(claimant=make_source(name="Sprecher", part_of=kremlin))
    origin = make_evidence(claim, source=make_source(name="Pentagon"))
    for name in ("Reuters", "dpa"):
        make_evidence(claim, source=make_source(name=name, kind="agency"), goes_back_to=origin, credibility="1")
    make_evidence(claim, source=make_source(name="Verteidigungsministerium", part_of=moscow), is_record=True)
    factcheck = draft(claim)

    with pytest.raises(WrongMove, match="zwei unabhängige Quellen"):
        checking.submit(factcheck, by=factcheck.author)


def test_a_document_of_record_carries_a_verdict_alone():
    claim = make_claim()
    factcheck = draft(claim)
    make_evidence(claim, is_record=True)

    checking.submit(factcheck, by=factcheck.author)

    assert factcheck.state == FactCheckState.SUBMITTED


def test_approve_is_refused_when_evidence_vanished_meanwhile():
    claim = make_claim()
    make_evidence(claim)
    piece = make_evidence(claim)
    factcheck = draft(claim, state="submitted")
    piece.vanished_on = "2026-11-20"
    writing.save(piece, by=make_reporter())

    with pytest.raises(WrongMove, match="Es fehlt ein zweiter"):
        checking.approve(factcheck, reason="Passt.", by=make_editor())

    claim.refresh_from_db()
    assert claim.verdict is None


def test_the_refusal_speaks_english_to_an_english_desk():
    factcheck = draft(make_claim())

    with translation.override("en"):
        message = sourcing.missing_now(sourcing.weigh(factcheck.claim))

    assert message.startswith("Missing: two origins")


# --- The override ----------------------------------------------------------------------------------------


def test_override_lets_the_check_pass_and_is_a_decision():
    claim, editor = make_claim(), make_editor()
    factcheck = draft(claim)

    sourcing.override(factcheck, reason="  Wir waren „dabei“ und haben mitgeschrieben. ", by=editor)
    checking.submit(factcheck, by=factcheck.author)
    checking.approve(factcheck, reason="Der Mitschnitt liegt vor.", by=make_editor())

    stored = FactCheck.objects.get(pk=factcheck.pk)
    assert (stored.state, stored.override_reason) == ("in_force", "Wir waren „dabei“ und haben mitgeschrieben.")
    assert stored.overrides_sources
    decision = Decision.objects.about(factcheck).get(verb="override")
    assert (decision.by, decision.reason) == (editor, stored.override_reason)
    assert (decision.before["override_reason"], decision.after["override_reason"]) == ("", stored.override_reason)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t ", "\u00a0\u2003"])
def test_override_without_a_reason_is_refused(reason):
    factcheck = draft(make_claim())

    with pytest.raises(WrongMove, match="Schreiben Sie, warum"):
        sourcing.override(factcheck, reason=reason, by=make_editor())

    assert not FactCheck.objects.get(pk=factcheck.pk).overrides_sources
    assert not Decision.objects.about(factcheck).filter(verb="override").exists()


@pytest.mark.parametrize("make", [make_fact_checker, make_reporter, make_user])
def test_override_is_refused_to_other_roles(make):
    factcheck = draft(make_claim())

    with pytest.raises(PermissionDenied):
        sourcing.override(factcheck, reason="Eilt.", by=make())


def test_override_is_refused_where_it_is_not_needed():
    enough, other, over = make_claim(), make_claim(), make_claim()
    make_evidence(enough, is_record=True)

    for factcheck in (draft(enough), draft(other, "falsch"), draft(over, state="in_force")):
        with pytest.raises(WrongMove):
            sourcing.override(factcheck, reason="Vorsichtshalber.", by=make_editor())


def test_override_of_a_check_that_changed_meanwhile_is_refused():
    factcheck = draft(make_claim())
    read = factcheck.version
    checking.save_factcheck(factcheck, answers={"summary": "Anders."}, by=factcheck.author)

    with pytest.raises(Stale):
        sourcing.override(factcheck, reason="Mitschnitt.", by=make_editor(), read_version=read)


# --- Circles and strangers -------------------------------------------------------------------------------


def chain_of(claim, length):
    pieces = [make_evidence(claim)]
    for _ in range(length - 1):
        pieces.append(make_evidence(claim, goes_back_to=pieces[-1]))
    return pieces


@pytest.mark.parametrize("length", [1, 2, 5])
def test_evidence_that_goes_back_to_itself_is_refused(length):
    first, *_, last = chain_of(make_claim(), max(length, 2))
    first.goes_back_to = first if length == 1 else last

    with pytest.raises(WrongMove, match="auf sich selbst zurück"):
        writing.save(first, by=make_reporter())

    assert Evidence.objects.get(pk=first.pk).goes_back_to is None


def test_two_tabs_cannot_close_a_circle_together():
    one = make_evidence(make_claim())
    other = make_evidence(one.claim)
    here, there = Evidence.objects.get(pk=one.pk), Evidence.objects.get(pk=other.pk)
    here.goes_back_to, there.goes_back_to = Evidence.objects.get(pk=other.pk), Evidence.objects.get(pk=one.pk)
    writing.save(here, by=make_reporter())

    with pytest.raises(WrongMove):
        writing.save(there, by=make_reporter())


def test_two_tabs_cannot_close_a_circle_of_sources_together():
    one, other = make_source(name="Amt"), make_source(name="Ministerium")
    here, there = Source.objects.get(pk=one.pk), Source.objects.get(pk=other.pk)
    # Each tab has read the other source before anybody saved.
    here.part_of, there.part_of = Source.objects.get(pk=other.pk), Source.objects.get(pk=one.pk)
    writing.save(here, by=make_reporter())

    with pytest.raises(WrongMove, match="nicht für sich selbst sprechen"):
        writing.save(there, by=make_reporter())


def test_two_rows_of_one_form_may_turn_round():
    claim = make_claim()
    first, second = chain_of(claim, 2)
    first.goes_back_to, second.goes_back_to = second, None

    writing.save(claim, by=make_reporter(), rows=[first, second])

    assert Evidence.objects.get(pk=first.pk).goes_back_to_id == second.pk


def test_evidence_of_another_claim_is_refused_as_origin():
    stranger = make_evidence(make_claim())

    with pytest.raises(WrongMove, match="derselben Behauptung"):
        make_evidence(make_claim(), goes_back_to=stranger)


def test_evidence_that_others_go_back_to_does_not_change_claims_alone():
    first, _second = chain_of(make_claim(), 2)
    first.claim = make_claim()

    with pytest.raises(WrongMove, match="nicht allein verschieben"):
        writing.save(first, by=make_reporter())


def test_evidence_without_a_source_is_refused_and_named():
    with pytest.raises(WrongMove, match="im Feld „Quelle“"):
        writing.save(Evidence(claim=make_claim(), stance="supports"), by=make_reporter())


def test_weigh_asks_as_much_for_thirty_pieces_as_for_one(django_assert_num_queries):
    small, large = make_claim(), make_claim()
    make_evidence(small)
    root = make_source()
    for _ in range(30):
        root = make_source(part_of=root)
        make_evidence(large, source=root)

    for claim, number in ((small, 1), (large, 1)):
        with django_assert_num_queries(2):
            weighing = sourcing.weigh(claim)
        assert weighing.supporting.number == number
