"""Checking: two answers, four eyes, and a claim whose status follows."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.timezone import localdate

from articles.choices import Attribution, FactCheckState
from articles.models import Claim, Decision, FactCheck, Verdict
from articles.workflow import checking, clock
from articles.workflow.transitions import Stale, WrongMove
from tests.make import (
    in_days,
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


def test_raw_sql_is_refused_the_author_as_reviewer():
    factcheck = make_factcheck(state="submitted")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_factcheck SET reviewer_id = author_id WHERE id = %s", [factcheck.pk])
    in_force = make_factcheck(state="in_force")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_factcheck SET author_id = reviewer_id WHERE id = %s", [in_force.pk])


@pytest.mark.parametrize("reason", ["", " \n\t", "\u00a0"])
def test_approve_refuses_white_space_as_a_reason(reason):
    factcheck = make_factcheck(state="submitted")

    with pytest.raises(WrongMove, match="warum die Begründung trägt"):
        checking.approve(factcheck, reason=reason, by=make_editor())


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
@pytest.mark.parametrize("verdict", ["falsch", None], ids=["verdict", "attribution alone"])
def test_submit_refuses_a_check_without_its_words(missing, words, verdict):
    verdict = Verdict.objects.get(slug=verdict) if verdict else None
    factcheck = make_factcheck(**{missing: "  ", "verdict": verdict})

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


# --- For a colleague, handed over ---


def test_open_factcheck_for_a_colleague_sets_deadline_and_priority():
    claim, boss, checker = make_claim(), make_editor(), make_fact_checker()
    tomorrow = localdate(in_days(1))

    factcheck = checking.open_factcheck(
        claim, by=boss, author=checker, plan={"due_on": tomorrow, "priority": "1"}, read_version=claim.version
    )

    claim.refresh_from_db()
    assert (factcheck.author, factcheck.state) == (checker, FactCheckState.DRAFT)
    assert (claim.assignee, claim.due_on, claim.priority) == (checker, tomorrow, "1")
    assert Decision.objects.about(claim).latest().verb == "assign"
    assert Decision.objects.about(factcheck).get().by == boss


@pytest.mark.parametrize("maker", [make_reporter, lambda: make_fact_checker(is_active=False), make_user])
def test_open_factcheck_refuses_a_colleague_who_may_not_examine(maker):
    claim = make_claim()

    with pytest.raises(WrongMove, match="kann nicht prüfen"):
        checking.open_factcheck(claim, by=make_editor(), author=maker())

    assert not FactCheck.objects.exists()


def test_open_factcheck_refuses_a_deadline_that_has_passed_and_opens_nothing():
    claim = make_claim()

    with pytest.raises(WrongMove, match="schon vorbei"):
        checking.open_factcheck(claim, by=make_editor(), plan={"due_on": localdate(in_days(-1))})

    assert not FactCheck.objects.exists()


def test_assign_hands_the_answers_over_with_the_check():
    factcheck, heir, tomorrow = make_factcheck(), make_fact_checker(), localdate(in_days(1))
    former = factcheck.author

    checking.assign(factcheck, checker=heir, by=former, plan={"due_on": tomorrow}, read_version=factcheck.version)

    assert factcheck.author == FactCheck.objects.get().author == heir
    assert factcheck.summary == "Niemand hat es unabhängig bestätigt."
    decision = Decision.objects.about(factcheck).latest()
    assert (decision.verb, decision.before["author"], decision.after["author"]) == ("assign", former.pk, heir.pk)
    claim = Claim.objects.get()
    assert (claim.assignee, claim.due_on) == (heir, tomorrow)
    with pytest.raises(PermissionDenied):
        checking.save_factcheck(factcheck, answers={"summary": "Noch meins."}, by=former)


def test_assign_is_for_the_author_and_editors():
    factcheck = make_factcheck()

    for other in (make_fact_checker(), make_reporter()):
        with pytest.raises(PermissionDenied):
            checking.assign(factcheck, checker=other, by=other)
    checking.assign(factcheck, checker=make_fact_checker(), by=make_editor())


def test_assign_takes_the_check_of_somebody_who_has_left_and_gives_none_to_them():
    gone = make_fact_checker()
    factcheck = make_factcheck(author=gone)
    gone.is_active = False
    gone.save()
    heir = make_fact_checker()

    checking.assign(factcheck, checker=heir, by=make_editor())

    assert factcheck.author == heir
    with pytest.raises(WrongMove, match="stillgelegt"):
        checking.assign(factcheck, checker=gone, by=heir)


def test_assign_changes_the_deadline_alone_and_refuses_to_change_nothing():
    factcheck, tomorrow = make_factcheck(), localdate(in_days(1))
    same = {"checker": factcheck.author, "by": factcheck.author}

    checking.assign(factcheck, plan={"due_on": tomorrow}, **same)

    assert Claim.objects.get().due_on == tomorrow
    assert not Decision.objects.about(factcheck).filter(verb="assign").exists()
    with pytest.raises(WrongMove, match="Geändert ist nichts"):
        checking.assign(factcheck, plan={"due_on": tomorrow}, **same)


def test_assign_to_the_one_who_returned_it_keeps_their_note():
    factcheck, editor = make_factcheck(state="submitted"), make_editor()
    checking.send_back(factcheck, note="Eine Quelle fehlt.", by=editor)

    checking.assign(factcheck, checker=editor, by=factcheck.author)

    assert (factcheck.author, factcheck.reviewer, factcheck.review_note) == (editor, None, "Eine Quelle fehlt.")


def test_assign_is_over_once_the_check_is_in_force():
    factcheck = make_factcheck(state="in_force")

    with pytest.raises(WrongMove, match="abgeschlossen"):
        checking.assign(factcheck, checker=make_fact_checker(), by=make_editor())


@pytest.mark.parametrize("superuser", [False, True])
def test_approve_is_refused_to_a_former_author_whose_answers_stand_in_it(superuser):
    former, heir = make_chief(superuser=superuser), make_fact_checker()
    factcheck = make_factcheck(author=former)
    checking.assign(factcheck, checker=heir, by=former)
    checking.submit(factcheck, by=heir)

    with pytest.raises(PermissionDenied):
        checking.approve(factcheck, reason="Passt.", by=former)
    with pytest.raises(PermissionDenied):
        checking.send_back(factcheck, note="Passt nicht.", by=former)


def test_approve_is_open_to_who_handed_the_check_over_without_an_answer():
    former, heir = make_fact_checker(), make_fact_checker()
    factcheck = checking.open_factcheck(make_claim(), by=former)
    checking.assign(factcheck, checker=heir, by=former)
    answers = {"attribution": "documented", "summary": "So ist es.", "rationale": "Das Protokoll liegt vor."}
    checking.save_factcheck(factcheck, answers=answers, by=heir)
    checking.submit(factcheck, by=heir)

    checking.approve(factcheck, reason="Trägt.", by=former)

    assert factcheck.reviewer == former


def test_approve_is_refused_to_the_writer_of_words_taken_over_from_the_check_before():
    old, checker = make_factcheck(state="in_force"), make_fact_checker()
    new = checking.reopen(old, by=checker)
    checking.save_factcheck(new, answers={"rationale": "Neu gelesen: Das Protokoll trägt."}, by=checker)
    checking.submit(new, by=checker)

    with pytest.raises(PermissionDenied):
        checking.approve(new, reason="Sagte ich ja.", by=old.author)
    checking.send_back(new, note="Auch das Ergebnis neu fassen.", by=make_editor())
    checking.save_factcheck(new, answers={"summary": "Das Protokoll belegt es."}, by=checker)
    checking.submit(new, by=checker)
    checking.approve(new, reason="Jetzt steht nichts mehr von mir darin.", by=old.author)

    assert new.reviewer == old.author


def test_acts_ask_again_once_the_check_has_changed_hands_or_state():
    factcheck, reviewer = make_factcheck(state="submitted"), make_editor()
    as_read = FactCheck.objects.get(pk=factcheck.pk)
    author = factcheck.author
    checking.approve(factcheck, reason="Trägt.", by=reviewer)

    with pytest.raises(WrongMove, match="Inzwischen"):
        checking.withdraw(as_read, reason="Doch nicht.", by=author)

    assert FactCheck.objects.get(pk=factcheck.pk).state == FactCheckState.IN_FORCE


# --- Withdrawn, taken up again ---


def test_withdraw_takes_back_ones_own_check_while_it_waits_for_approval():
    factcheck = make_factcheck(state="submitted")

    checking.withdraw(factcheck, reason="Ich habe das falsche Protokoll gelesen.", by=factcheck.author)

    assert (factcheck.state, factcheck.in_force_until) == (FactCheckState.WITHDRAWN, None)


@pytest.mark.parametrize("maker", [None, make_editor], ids=["author", "editor"])
def test_reopen_goes_on_with_a_check_that_never_was_in_force(maker):
    factcheck = make_factcheck(state="submitted")
    checking.withdraw(factcheck, reason="Zu früh.", by=factcheck.author)

    again = checking.reopen(factcheck, by=maker() if maker else factcheck.author)

    assert (again.pk, again.state, again.author) == (factcheck.pk, FactCheckState.DRAFT, factcheck.author)
    assert again.summary == "Niemand hat es unabhängig bestätigt."
    with pytest.raises(PermissionDenied):
        checking.reopen(FactCheck.objects.get(pk=factcheck.pk), by=make_fact_checker())


def test_reopen_by_an_editor_does_not_make_the_answers_theirs():
    factcheck, editor = make_factcheck(), make_editor()
    checking.withdraw(factcheck, reason="Zu früh.", by=factcheck.author)
    checking.reopen(factcheck, by=editor)
    checking.submit(factcheck, by=factcheck.author)

    checking.approve(factcheck, reason="Jetzt trägt es.", by=editor)

    assert factcheck.reviewer == editor


@pytest.mark.parametrize("is_withdrawn", [False, True], ids=["in force", "withdrawn"])
def test_reopen_examines_anew_what_readers_saw(is_withdrawn):
    old, checker = make_factcheck(state="in_force"), make_fact_checker()
    if is_withdrawn:
        checking.withdraw(old, reason="Neue Belege.", by=make_editor())
    before = FactCheck.objects.filter(pk=old.pk).values().get()

    new = checking.reopen(old, by=checker)

    assert new.pk != old.pk and (new.author, new.state) == (checker, FactCheckState.DRAFT)
    assert [getattr(new, name) for name in ("attribution", "verdict", "summary", "rationale", "change_reason")] == [
        *(old.attribution, old.verdict, old.summary, old.rationale),
        "",
    ]
    assert FactCheck.objects.filter(pk=old.pk).values().get() == before


def test_open_factcheck_begins_with_the_answers_in_force():
    old = make_factcheck(state="in_force")

    new = checking.open_factcheck(old.claim, by=make_fact_checker())

    assert (new.verdict, new.rationale, new.in_force_from) == (old.verdict, old.rationale, None)
    assert Decision.objects.about(new).get().after["begun_with"] == old.pk


def test_reopen_refuses_what_is_superseded_or_examined_already():
    claim = make_claim()
    old, new = make_factcheck(claim, state="in_force"), make_factcheck(claim, state="in_force")

    with pytest.raises(WrongMove, match="abgelöst"):
        checking.reopen(FactCheck.objects.get(pk=old.pk), by=make_editor())
    checking.reopen(new, by=make_editor())
    with pytest.raises(WrongMove, match="schon geprüft"):
        checking.reopen(new, by=make_editor())


# --- Why a verdict changed ---

CHANGES = [
    ({"verdict": "falsch"}, True),
    ({"attribution": "relayed"}, True),
    ({"verdict": None}, True),
    ({}, False),
    ({"summary": "Derselbe Befund in anderen Worten."}, False),
]


@pytest.mark.parametrize(("changed", "needs_reason"), CHANGES)
@pytest.mark.parametrize("reason", ["", "  \n", "\u00a0"])
def test_submit_asks_why_only_when_an_answer_changes(changed, needs_reason, reason):
    claim = make_claim()
    make_factcheck(claim, state="in_force")
    if changed.get("verdict"):
        changed = changed | {"verdict": Verdict.objects.get(slug=changed["verdict"])}
    factcheck = make_factcheck(claim, change_reason=reason, **changed)

    if needs_reason:
        with pytest.raises(WrongMove, match="warum sich die Bewertung ändert"):
            checking.submit(factcheck, by=factcheck.author)
        checking.save_factcheck(factcheck, answers={"change_reason": "Das Protokoll liegt vor."}, by=factcheck.author)
    checking.submit(factcheck, by=factcheck.author)

    assert factcheck.state == FactCheckState.SUBMITTED


def test_save_factcheck_that_answers_a_check_returned_meanwhile_is_stale():
    factcheck = make_factcheck(state="submitted")
    read = factcheck.version
    checking.send_back(factcheck, note="Eine Quelle fehlt.", by=make_editor())

    with pytest.raises(Stale):
        checking.save_factcheck(factcheck, answers={"summary": "Neu."}, by=factcheck.author, read_version=read)


# --- What was in force stays as it was ---

REWRITES = {
    "verdict": {"verdict": None, "rationale": "x", "summary": "x"},
    "rationale": {"rationale": "Umgeschrieben."},
    "summary": {"summary": "Umgeschrieben."},
    "reason": {"change_reason": "Umgeschrieben."},
    "beginning": {"in_force_from": in_days(-9)},
    "reviewer": {"reviewer": None},
    "opened": {"created_at": in_days(-9)},
}


@pytest.mark.parametrize("state", ["in_force", "superseded", "withdrawn"])
@pytest.mark.parametrize("rewrite", list(REWRITES))
def test_database_keeps_a_check_that_was_in_force(rewrite, state):
    factcheck = been_in_force(state)
    before = FactCheck.objects.filter(pk=factcheck.pk).values().get()

    with pytest.raises(DatabaseError), transaction.atomic():
        FactCheck.objects.filter(pk=factcheck.pk).update(**REWRITES[rewrite])
    with pytest.raises(DatabaseError), transaction.atomic():
        FactCheck.objects.filter(pk=factcheck.pk)._raw_delete("default")

    assert FactCheck.objects.filter(pk=factcheck.pk).values().get() == before


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
@pytest.mark.parametrize("again", [{"in_force_until": None}, {"in_force_until": in_days(9)}, {"state": "in_force"}])
def test_database_keeps_the_end_of_an_interval(again, state):
    factcheck = been_in_force(state)

    with pytest.raises(DatabaseError), transaction.atomic():
        FactCheck.objects.filter(pk=factcheck.pk).update(**again)


def test_database_lets_a_check_that_was_in_force_go_to_another_claim():
    factcheck, other = been_in_force("superseded"), make_claim()

    FactCheck.objects.filter(pk=factcheck.pk).update(claim=other, version=9)

    assert FactCheck.objects.get(pk=factcheck.pk).claim == other


def test_database_lets_drafts_be_changed_and_deleted():
    factcheck = make_factcheck()

    FactCheck.objects.filter(pk=factcheck.pk).update(rationale="Neu.")
    FactCheck.objects.filter(pk=factcheck.pk)._raw_delete("default")

    assert not FactCheck.objects.exists()


def been_in_force(state):
    claim = make_claim()
    factcheck = make_factcheck(claim, state="in_force")
    if state == "superseded":
        make_factcheck(claim, state="in_force")
    if state == "withdrawn":
        checking.withdraw(factcheck, reason="Irrtum.", by=make_editor())
    return FactCheck.objects.get(pk=factcheck.pk)


def test_intervals_follow_one_another_without_gap_or_overlap():
    claim = make_claim()
    for _ in range(4):
        make_factcheck(claim, state="in_force")

    checks = list(FactCheck.objects.filter(claim=claim).order_by("in_force_from"))
    assert [check.in_force_until for check in checks] == [*(check.in_force_from for check in checks[1:]), None]
    assert FactCheck.objects.filter(claim=claim).in_force(clock.now()).count() == 1
