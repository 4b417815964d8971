"""
Let four people try one and the same step of a check at the same moment, and count who wins.

`python -m pytest tests/bench/transitions.py -s` runs 60 rounds of each contest on the database of DATABASE_URL;
tests/security/test_contests.py runs a few of them each time.
"""

from collections import Counter
from functools import partial

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections

from articles.models import Decision, SecondOpinion, append_only
from articles.workflow import checking, opinions
from articles.workflow.transitions import WrongMove
from tests import make
from tests.security.test_races import again, race

ROUNDS = 60
FOUR = range(4)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Keep SQLite in a file, as in a newsroom: in memory its threads lock each other out in ways of their own."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "bench.sqlite3")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_of_four_wins_in_60_rounds_of_each_contest():
    append_only.install(connection)
    try:
        figures = {name: run(name, ROUNDS) for name in CONTESTS}
    finally:
        append_only.uninstall(connection)

    for name, counted in figures.items():
        print(f"\n{connection.vendor} {name}: {dict(counted)}", end="")
    assert all(counted == Counter(rounds=ROUNDS, won=ROUNDS, refused=3 * ROUNDS) for counted in figures.values())


def run(name, rounds):
    """Return how many rounds there were, how many acts won, were refused, failed, or left no line of history."""
    figures = Counter()
    for _ in range(rounds):
        acts = CONTESTS[name]()
        lines = Decision.objects.count()
        ends = race(*acts)
        won = [end for end in ends if not isinstance(end, Exception)]
        figures += Counter(rounds=1, won=len(won))
        figures["refused"] += sum(isinstance(end, WrongMove) for end in ends)
        figures["errors"] += sum(isinstance(end, Exception) and not isinstance(end, WrongMove) for end in ends)
        told = Decision.objects.filter(number__gt=lines, record_type__in=["factcheck", "secondopinion"]).count()
        figures["told more or less often than won"] += told != len(won)
    return +figures


def four_of(act, factcheck, *, makers=None, **more):
    """Return the same act four times, each with its own reading of the check and its own person."""
    people = [(makers or make.make_editor)() for _ in FOUR]
    return [partial(act, again(factcheck), by=by, read_version=factcheck.version, **more) for by in people]


def of_its_author(act, factcheck, **more):
    return [partial(act, again(factcheck), by=factcheck.author, read_version=factcheck.version, **more) for _ in FOUR]


def submitted():
    return again(make.make_factcheck(state="submitted"))


def open_one():
    claim = make.make_claim()
    return [partial(checking.open_factcheck, again(claim), by=make.make_fact_checker()) for _ in FOUR]


def hand_over():
    factcheck = again(make.make_factcheck())
    give_to = partial(checking.assign, by=make.make_editor(), read_version=factcheck.version)
    return [partial(give_to, again(factcheck), checker=make.make_fact_checker()) for _ in FOUR]


def approve_return_withdraw_or_hand_over(*, last=None):
    factcheck = submitted()
    token = {"read_version": factcheck.version}
    hand_over = partial(checking.assign, checker=make.make_fact_checker(), by=make.make_editor(), **token)
    save = partial(checking.save_factcheck, answers={"summary": "Ein neuer Satz."}, by=factcheck.author, **token)
    return [
        partial(checking.approve, again(factcheck), reason="Trägt.", by=make.make_editor(), **token),
        partial(checking.send_back, again(factcheck), note="Bitte ergänzen.", by=make.make_editor(), **token),
        partial(checking.withdraw, again(factcheck), reason="Doppelt.", by=factcheck.author, **token),
        partial(save if last == "save" else hand_over, again(factcheck)),
    ]


def submit_save_withdraw_or_hand_over():
    factcheck = again(make.make_factcheck())
    by = {"by": factcheck.author, "read_version": factcheck.version}
    return [
        partial(checking.submit, again(factcheck), **by),
        partial(checking.save_factcheck, again(factcheck), answers={"summary": "Ein neuer Satz."}, **by),
        partial(checking.withdraw, again(factcheck), reason="Doppelt.", **by),
        partial(checking.assign, again(factcheck), checker=make.make_fact_checker(), **by),
    ]


def take_up():
    factcheck = make.make_factcheck()
    checking.withdraw(factcheck, reason="Zu früh.", by=factcheck.author)
    return four_of(checking.reopen, again(factcheck))


def examine_anew():
    return four_of(checking.reopen, again(make.make_factcheck(state="in_force")), makers=make.make_fact_checker)


def ask_one():
    factcheck, checker = again(make.make_factcheck()), make.make_fact_checker()
    return four_of(opinions.ask, factcheck, checker=checker, question="Trägt der Beleg?")


def give_one():
    opinion = SecondOpinion.objects.get(pk=make.make_opinion().pk)
    answers = {"attribution": "relayed", "verdict": None, "rationale": "Nur eine Seite sagt es."}
    return [partial(opinions.give, again(opinion), answers=answers, by=opinion.checker) for _ in FOUR]


def give_or_take_back():
    opinion = SecondOpinion.objects.get(pk=make.make_opinion().pk)
    answers = {"attribution": "relayed", "verdict": None, "rationale": "Nur eine Seite sagt es."}
    take_back = partial(opinions.take_back, reason="Erledigt.")
    return [
        *(partial(opinions.give, again(opinion), answers=answers, by=opinion.checker) for _ in range(2)),
        *(partial(take_back, again(opinion), by=by) for by in (opinion.asked_by, make.make_editor())),
    ]


CONTESTS = {
    "open": open_one,
    "hand over": hand_over,
    "submit": lambda: of_its_author(checking.submit, again(make.make_factcheck())),
    "approve": lambda: four_of(checking.approve, submitted(), reason="Die Begründung trägt."),
    "return": lambda: four_of(checking.send_back, submitted(), note="Bitte die zweite Quelle nachtragen."),
    "withdraw": lambda: four_of(checking.withdraw, submitted(), reason="Doppelt."),
    "withdraw what is in force": lambda: four_of(
        checking.withdraw, again(make.make_factcheck(state="in_force")), reason="Irrtum."
    ),
    "approve, return, withdraw or hand over": approve_return_withdraw_or_hand_over,
    "approve, return, withdraw or save": lambda: approve_return_withdraw_or_hand_over(last="save"),
    "submit, save, withdraw or hand over": submit_save_withdraw_or_hand_over,
    "take up again": take_up,
    "examine anew": examine_anew,
    "ask": ask_one,
    "give": give_one,
    "give or take back": give_or_take_back,
}


