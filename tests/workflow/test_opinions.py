"""Second opinions: asked for by those who may, given blind and once, and awaited before approval."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from articles.formats.opinions import differences
from articles.models import Decision, FactCheck, SecondOpinion, Verdict
from articles.workflow import checking, history, opinions, sourcing
from articles.workflow.permissions import may
from articles.workflow.transitions import Stale, WrongMove
from tests.make import (
    make_chief,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_opinion,
    make_reporter,
    make_user,
)

pytestmark = pytest.mark.django_db
QUESTION = "Trägt das „Protokoll“ als Beleg?"


def answers(**changed):
    verdict = Verdict.objects.get(slug="falsch")
    return {"attribution": "relayed", "verdict": verdict, "rationale": "Es sagt das Gegenteil."} | changed


@pytest.mark.parametrize("maker", [None, make_editor], ids=["author", "editor"])
def test_ask_is_for_the_author_and_for_editors(maker):
    factcheck, checker = make_factcheck(), make_fact_checker()
    asker = maker() if maker else factcheck.author

    opinion = opinions.ask(factcheck, checker=checker, question=f"  {QUESTION} ", by=asker)

    assert (opinion.checker, opinion.asked_by, opinion.question) == (checker, asker, QUESTION)
    decision = Decision.objects.about(opinion).get()
    assert (decision.verb, decision.by, decision.after["question"]) == ("ask", asker, QUESTION)


@pytest.mark.parametrize("maker", [make_fact_checker, make_reporter, make_user])
def test_ask_is_refused_to_others(maker):
    with pytest.raises(PermissionDenied):
        opinions.ask(make_factcheck(), checker=make_fact_checker(), question=QUESTION, by=maker())


def test_ask_refuses_white_space_as_a_question():
    factcheck = make_factcheck()

    with pytest.raises(WrongMove, match="worum es Ihnen geht"):
        opinions.ask(factcheck, checker=make_fact_checker(), question=" \n\t", by=factcheck.author)


@pytest.mark.parametrize(
    ("checker", "words"),
    [
        (lambda factcheck: factcheck.author, "kennt die Antworten"),
        (lambda factcheck: make_reporter(), "kann nicht prüfen"),
        (lambda factcheck: make_fact_checker(is_active=False), "stillgelegt"),
        (lambda factcheck: make_opinion(factcheck).checker, "schon gefragt"),
        (lambda factcheck: make_opinion(factcheck, is_given=True).checker, "schon gefragt"),
    ],
    ids=["the author", "a reporter", "a leaver", "who is asked already", "who has answered already"],
)
def test_ask_refuses(checker, words):
    factcheck = make_factcheck()
    wrong = checker(factcheck)

    with pytest.raises(WrongMove, match=words):
        opinions.ask(factcheck, checker=wrong, question=QUESTION, by=make_editor())


def test_ask_refuses_the_editor_as_their_own_adviser_and_whoever_returned_the_check():
    factcheck, editor = make_factcheck(state="submitted"), make_editor()
    checking.send_back(factcheck, note="Eine Quelle fehlt.", by=editor)

    with pytest.raises(WrongMove, match="kennt die Antworten"):
        opinions.ask(factcheck, checker=editor, question=QUESTION, by=factcheck.author)
    other = make_editor()
    with pytest.raises(WrongMove, match="kennt die Antworten"):
        opinions.ask(factcheck, checker=other, question=QUESTION, by=other)


def test_ask_refuses_who_had_answered_before_the_check_was_handed_over():
    factcheck = make_factcheck()
    former = factcheck.author
    checking.assign(factcheck, checker=make_fact_checker(), by=former)

    with pytest.raises(WrongMove, match="kennt die Antworten"):
        opinions.ask(factcheck, checker=former, question=QUESTION, by=factcheck.author)


@pytest.mark.parametrize("state", ["in_force", "withdrawn"])
def test_ask_comes_too_late_for_a_check_that_is_done_with(state):
    factcheck = make_factcheck(state="in_force" if state == "in_force" else "draft")
    if state == "withdrawn":
        checking.withdraw(factcheck, reason="Doppelt.", by=factcheck.author)

    with pytest.raises(WrongMove, match="zu spät"):
        opinions.ask(factcheck, checker=make_fact_checker(), question=QUESTION, by=make_editor())


def test_ask_refuses_a_check_that_changed_since_it_was_read():
    factcheck = make_factcheck()

    with pytest.raises(Stale):
        opinions.ask(factcheck, checker=make_fact_checker(), question=QUESTION, by=factcheck.author, read_version=1)

    assert not SecondOpinion.objects.exists()


def test_candidates_are_those_who_can_be_asked_and_nobody_else():
    factcheck, asked, free, boss = make_factcheck(), make_fact_checker(), make_fact_checker(), make_editor()
    make_opinion(factcheck, checker=asked)
    make_reporter()
    make_fact_checker(is_active=False)
    superuser = make_user(superuser=True)

    found = set(opinions.candidates(factcheck, by=boss))

    assert found == {free, superuser}
    for checker in found:
        opinions.ask(factcheck, checker=checker, question=QUESTION, by=boss)


def test_who_let_a_check_pass_the_rule_of_two_sources_knows_its_answers():
    factcheck, boss = make_factcheck(verdict=Verdict.objects.get(slug="richtig")), make_editor()

    sourcing.override(factcheck, reason="Die Messreihe „Öl“ ist amtlich.", by=boss)

    assert boss not in opinions.candidates(factcheck, by=factcheck.author)
    with pytest.raises(WrongMove, match="kennt die Antworten"):
        opinions.ask(factcheck, checker=boss, question=QUESTION, by=factcheck.author)


def test_give_writes_it_down_once_and_for_all():
    opinion = make_opinion()

    opinions.give(opinion, answers=answers(), by=opinion.checker)

    with pytest.raises(WrongMove, match="nicht mehr ändern"):
        opinions.give(opinion, answers=answers(rationale="Doch anders."), by=opinion.checker)
    with pytest.raises(WrongMove, match="nicht mehr ändern"):
        opinions.take_back(opinion, reason="Passt nicht.", by=opinion.asked_by)
    assert SecondOpinion.objects.get().rationale == "Es sagt das Gegenteil."
    assert [each.verb for each in Decision.objects.about(opinion)] == ["ask", "answer"]


@pytest.mark.parametrize("superuser", [False, True])
def test_give_is_for_the_person_who_was_asked_alone(superuser):
    opinion = make_opinion()

    for other in (make_chief(superuser=superuser), opinion.asked_by):
        with pytest.raises(PermissionDenied):
            opinions.give(opinion, answers=answers(), by=other)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"attribution": "open", "verdict": None}, "mindestens eine"),
        ({"rationale": "  \n"}, "worauf Sie Ihre Antwort stützen"),
    ],
)
def test_give_refuses_half_an_opinion(changed, words):
    opinion = make_opinion()

    with pytest.raises(WrongMove, match=words):
        opinions.give(opinion, answers=answers(**changed), by=opinion.checker)

    assert not SecondOpinion.objects.get().is_given


def test_give_is_refused_once_the_check_is_withdrawn():
    opinion = make_opinion()
    checking.withdraw(opinion.factcheck, reason="Doppelt.", by=opinion.asked_by)

    with pytest.raises(WrongMove, match="nicht mehr gebraucht"):
        opinions.give(opinion, answers=answers(), by=opinion.checker)


def test_approve_waits_for_the_opinion_asked_for():
    opinion, editor = make_opinion(), make_editor()
    factcheck = opinion.factcheck
    checking.submit(factcheck, by=factcheck.author)

    with pytest.raises(WrongMove, match="steht noch aus"):
        checking.approve(factcheck, reason="Trägt.", by=editor)
    opinions.give(opinion, answers=answers(), by=opinion.checker)
    checking.approve(factcheck, reason="Trägt.", by=editor)

    assert factcheck.state == "in_force"


def test_take_back_lets_the_check_go_on_and_says_why():
    opinion = make_opinion()
    factcheck, pk = opinion.factcheck, opinion.pk
    checking.submit(factcheck, by=factcheck.author)

    with pytest.raises(WrongMove, match="warum"):
        opinions.take_back(opinion, reason=" \t", by=opinion.asked_by)
    opinions.take_back(opinion, reason="Frau Beispiel ist erkrankt.", by=opinion.asked_by)
    checking.approve(factcheck, reason="Trägt.", by=make_editor())

    decision = opinions.story(factcheck).get(record_type="secondopinion", verb="withdraw")
    assert (decision.record_id, decision.reason) == (pk, "Frau Beispiel ist erkrankt.")
    assert decision.before["question"] == opinion.question


def test_take_back_is_for_who_asked_the_author_and_editors_but_never_for_who_was_asked():
    boss, checker = make_editor(), make_editor()
    factcheck = make_factcheck()
    opinion = opinions.ask(factcheck, checker=checker, question=QUESTION, by=boss)

    assert all(may(user, "take_back_request", opinion) for user in (boss, factcheck.author, make_editor()))
    with pytest.raises(PermissionDenied):
        opinions.take_back(opinion, reason="Keine Zeit.", by=checker)
    with pytest.raises(PermissionDenied):
        opinions.take_back(opinion, reason="Egal.", by=make_fact_checker())


def test_who_gave_an_opinion_may_approve_because_no_answer_is_theirs():
    opinion = make_opinion(is_given=True)
    checking.submit(opinion.factcheck, by=opinion.asked_by)

    checking.approve(opinion.factcheck, reason="Der Einwand ist eingearbeitet.", by=opinion.checker)

    assert FactCheck.objects.get().reviewer == opinion.checker


def test_who_is_asked_does_not_take_the_check_over():
    opinion = make_opinion()

    with pytest.raises(WrongMove, match="Zweitmeinung gebeten"):
        checking.assign(opinion.factcheck, checker=opinion.checker, by=opinion.asked_by)


def test_differences_name_the_questions_answered_differently():
    factcheck = make_factcheck()
    same = {"attribution": factcheck.attribution, "verdict": factcheck.verdict}
    agreeing = make_opinion(factcheck, is_given=True, **same)
    apart = make_opinion(factcheck, is_given=True)
    half = make_opinion(factcheck, is_given=True, verdict=factcheck.verdict)

    told = [differences(factcheck, SecondOpinion.objects.get(pk=each.pk)) for each in (agreeing, apart, half)]

    assert told == [[], ["attribution", "verdict"], ["attribution"]]


def test_history_keeps_the_answers_from_who_owes_an_opinion():
    factcheck = make_factcheck(make_claim("Der Fluss ist 900 Kilometer lang."))
    make_evidence(factcheck.claim)
    other, owing = make_opinion(factcheck, is_given=True), make_opinion(factcheck)
    every = Decision.objects.all()

    blind = history.visible_to(owing.checker)
    told = {(each.record_type, each.record_id) for each in blind}

    assert ("factcheck", factcheck.pk) not in told and ("secondopinion", other.pk) not in told
    assert ("secondopinion", owing.pk) in told and ("claim", factcheck.claim_id) in told
    assert "Es gibt nur die Angabe einer Seite." not in str([each.after for each in blind])
    assert set(history.visible_to(other.checker)) == set(every)
    opinions.give(owing, answers=answers(), by=owing.checker)
    assert set(history.visible_to(owing.checker)) == set(every.all())


def test_reviewable_by_leaves_out_own_work_and_what_one_must_not_see():
    mine, former, owed, free = (make_factcheck(state=state) for state in ["draft"] * 4)
    me = mine.author
    checking.assign(former, checker=me, by=former.author)
    checking.save_factcheck(former, answers={"summary": "Von mir."}, by=me)
    checking.assign(former, checker=make_fact_checker(), by=me)
    make_opinion(owed, checker=me)
    for factcheck in (mine, former, owed, free):
        checking.submit(factcheck, by=factcheck.author)

    assert list(opinions.reviewable_by(me)) == [free]


ATTACKS = {
    "update": lambda given: SecondOpinion.objects.filter(pk=given.pk).update(rationale="Umgeschrieben."),
    "another verdict": lambda given: SecondOpinion.objects.filter(pk=given.pk).update(verdict=None),
    "not given after all": lambda given: SecondOpinion.objects.filter(pk=given.pk).update(given_at=None),
    "delete": lambda given: SecondOpinion.objects.get(pk=given.pk).delete(),
    "raw delete": lambda given: SecondOpinion.objects.filter(pk=given.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("attack", list(ATTACKS))
def test_database_keeps_an_opinion_as_it_was_given(attack):
    given = make_opinion(is_given=True)
    before = list(SecondOpinion.objects.values())

    with pytest.raises(DatabaseError), transaction.atomic():
        ATTACKS[attack](given)

    assert list(SecondOpinion.objects.values()) == before
