"""Two people at the same moment: one is first, the other is told so, and the history stays whole."""

import threading
from functools import partial, wraps

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from articles.choices import AnnotationState
from articles.models import Annotation, Claim, Decision, Evidence, FactCheck, OpenPoint, Topic, append_only
from articles.workflow import annotating, checking, presence, publishing, rippling, writing
from articles.workflow.transitions import WrongMove
from tests import make

ROUNDS = 4


@pytest.fixture(autouse=True)
def fresh_database(transactional_db, django_db_serialized_rollback):
    """Begin with what the migrations made, triggers included; these make way when the database is emptied."""
    append_only.install(connection)
    yield
    append_only.uninstall(connection)


def in_rounds(test):
    """Run the test several times: a race is not lost every time."""

    @wraps(test)
    def run():
        for _ in range(ROUNDS):
            test()

    return run


def race(*acts):
    """Let every act begin in a thread of its own at the same moment; return what became of each, in their order."""
    ends, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(place, act):
        try:
            start.wait()
            ends[place] = act()
        except Exception as error:
            ends[place] = error
        finally:
            connections.close_all()

    runners = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(60)
    return ends


def refused(ends):
    """Return the acts that came too late; any other error fails the test."""
    errors = [end for end in ends if isinstance(end, Exception)]
    assert [repr(error) for error in errors if not isinstance(error, WrongMove)] == []
    return errors


def again(record):
    return type(record).objects.get(pk=record.pk)


def decisions(verb, record):
    return Decision.objects.about(record).filter(verb=verb).count()


@in_rounds
def test_approving_one_check_twice_succeeds_once():
    factcheck = make.make_factcheck(state="submitted")
    approve = partial(checking.approve, reason="Trägt.")

    ends = race(
        partial(approve, again(factcheck), by=make.make_editor()),
        partial(approve, again(factcheck), by=make.make_fact_checker()),
    )

    assert len(refused(ends)) == 1
    assert decisions("approve", factcheck) == 1


@in_rounds
def test_settling_one_point_twice_succeeds_once():
    claim = make.make_claim()
    make.make_revision(claims=[claim])
    rippling.ripple(claim, cause="verdict", note="Neu.", by=make.make_editor())
    point = OpenPoint.objects.get(claim=claim)

    ends = race(
        partial(rippling.settle_point, again(point), state="done", by=make.make_editor()),
        partial(rippling.settle_point, again(point), state="not_needed", reason="Steht da.", by=make.make_editor()),
    )

    assert len(refused(ends)) == 1
    assert decisions("settle", point.article) == 1


@in_rounds
def test_two_ripples_at_once_leave_one_open_point():
    claim = make.make_claim()
    make.make_revision(claims=[claim])

    ends = race(
        *[partial(rippling.ripple, claim, cause="verdict", note=note, by=make.make_editor()) for note in ("A.", "B.")]
    )

    assert refused(ends) == []
    assert sorted(OpenPoint.objects.get(claim=claim).note.splitlines()) == ["A.", "B."]


@in_rounds
def test_opening_two_checks_of_a_claim_opens_one():
    claim = make.make_claim()

    ends = race(*[partial(checking.open_factcheck, claim, by=make.make_fact_checker()) for _ in range(2)])

    assert len(refused(ends)) == 1
    assert FactCheck.objects.filter(claim=claim).count() == 1


@in_rounds
def test_withdrawing_the_check_in_force_while_the_next_is_approved_leaves_claim_and_check_in_step():
    first = make.make_factcheck(state="in_force")
    second = make.make_factcheck(first.claim, state="submitted")

    ends = race(
        partial(checking.withdraw, again(first), reason="Irrtum.", by=make.make_editor()),
        partial(checking.approve, again(second), reason="Trägt.", by=make.make_editor()),
    )

    refused(ends)
    claim = Claim.objects.get(pk=first.claim_id)
    assert claim.factcheck_in_force.pk == second.pk
    assert claim.verdict == second.verdict


@in_rounds
def test_publishing_the_same_draft_twice_succeeds_once():
    article = make.make_article()
    publish = partial(publishing.publish, read_version=article.version)

    ends = race(*[partial(publish, again(article), by=make.make_editor()) for _ in range(2)])

    assert len(refused(ends)) == 1
    assert article.revisions.count() == 1


@in_rounds
def test_publishing_while_a_reporter_saves_never_publishes_what_the_editor_has_not_read():
    article = make.make_article()
    edited = again(article)
    edited.body = "<p>Das hat niemand abgenommen.</p>"

    ends = race(
        partial(publishing.publish, again(article), by=make.make_editor(), read_version=article.version),
        partial(writing.save, edited, by=make.make_reporter(), read_version=article.version),
    )

    # Whoever comes first: the reporter's words are kept, and the editor publishes what was read or nothing.
    assert article.revisions.count() == 1 - len(refused(ends))
    assert not any("niemand" in revision.content["body"] for revision in article.revisions.all())
    assert "niemand" in again(article).body


@in_rounds
def test_marking_words_while_they_are_edited_away_leaves_no_mark_on_other_words():
    article = make.make_article()
    start = article.plain("body").index(make.OFTEN)
    place = {"field": "body", "start": start, "end": start + len(make.OFTEN), "exact": make.OFTEN}
    edited = again(article)
    edited.body = "<p>Alles neu und ganz anders.</p>"

    ends = race(
        partial(annotating.annotate, again(article), claim=make.make_claim(), by=make.make_reporter(), **place),
        partial(writing.save, edited, by=make.make_reporter(), read_version=edited.version),
    )

    refused(ends)
    assert all(mark.state == AnnotationState.LOST for mark in article.annotations.all())


@in_rounds
def test_marking_the_same_words_twice_marks_them_once():
    article = make.make_article()
    annotate = partial(annotating.annotate, claim=make.make_claim(), field="body", start=0, end=6)

    ends = race(*[partial(annotate, again(article), by=make.make_reporter()) for _ in range(2)])

    assert len(refused(ends)) == 1
    assert article.annotations.count() == 1


@in_rounds
def test_letting_a_mark_go_twice_is_told_once():
    mark = make.make_annotation()

    ends = race(*[partial(annotating.detach, again(mark), by=make.make_reporter()) for _ in range(2)])

    assert len(refused(ends)) == 1
    assert decisions("detach", mark.article) == 1


@in_rounds
def test_moving_a_mark_while_it_is_let_go_does_not_bring_it_back():
    mark = make.make_annotation()

    ends = race(
        partial(annotating.detach, again(mark), by=make.make_reporter()),
        partial(annotating.move, again(mark), field="body", start=0, end=6, by=make.make_reporter()),
    )

    refused(ends)
    assert not isinstance(ends[0], Exception)
    assert not Annotation.objects.filter(article=mark.article_id).exists()


@in_rounds
def test_deleting_a_record_twice_is_told_once():
    topic = make.make_topic()

    ends = race(*[partial(writing.delete, again(topic), by=make.make_editor()) for _ in range(2)])

    assert len(refused(ends)) == 1
    assert decisions("delete", topic) == 1


def test_topics_that_read_alike_get_addresses_of_their_own():
    names = ["Ukraine!", "Ukraine?", "Ukraine.", "Ukraine"]

    ends = race(*[partial(writing.save, Topic(name=name), by=make.make_reporter()) for name in names])

    assert refused(ends) == []
    assert len(set(Topic.objects.filter(name__in=names).values_list("slug", flat=True))) == 4


@in_rounds
def test_acts_that_touch_the_same_records_in_any_order_never_lock_each_other_out():
    claim = make.make_claim(claimant=None)
    article = make.make_article(body=f"<p>{claim.statement}</p>")
    make.make_annotation(article, claim=claim, words=claim.statement)
    pieces = [make.make_evidence(claim) for _ in range(3)]
    rows = list(Evidence.objects.filter(claim=claim))

    ends = race(
        partial(writing.save, again(claim), by=make.make_reporter(), rows=rows),
        partial(writing.save, again(pieces[2]), by=make.make_reporter()),
        partial(writing.save, again(pieces[1]), by=make.make_reporter()),
        partial(publishing.publish, again(article), by=make.make_editor(), override="Eilt."),
    )

    refused(ends)
    assert article.revisions.count() == 1


def test_history_stays_whole_under_eight_writers(capsys):
    def work(reporter, editor, checker, article):
        for _ in range(3):
            topic = writing.save(Topic(name=f"Thema {next(make.counter)}"), by=reporter)
            claim = annotating.state_claim(f"Aussage zu {topic}.", claimant=None, by=reporter, topics=[topic])
            factcheck = checking.open_factcheck(claim, by=checker)
            checking.withdraw(factcheck, reason="Doppelt.", by=checker)
            publishing.publish(article, by=editor)
            make.make_change(article)
            publishing.correct(article, note="Die Zahl war falsch.", by=editor)

    staff = [
        (make.make_reporter(), make.make_editor(), make.make_fact_checker(), make.make_article()) for _ in range(8)
    ]

    ends = race(*[partial(work, *each) for each in staff])

    assert refused(ends) == []
    call_command("verify_history")
    assert "unverändert" in capsys.readouterr().out


@in_rounds
def test_sign_of_life_and_autosave_of_one_window_do_not_lock_each_other_out():
    """Either insists on the article and on the window's presence, in opposite order."""
    article, mia = make.make_article(), make.make_reporter()
    copies = [again(article) for _ in range(4)]

    def save(copy, place):
        copy.kicker = f"Takt {place}"
        with transaction.atomic():
            writing.save(copy, by=mia)
            presence.remember(copy, window=f"w{place}", by=mia, read_version=1, rows={})

    def notice(place):
        presence.notice(article, screen="form", window=f"w{place}", by=mia)

    ends = race(
        *(partial(save, copy, place) for place, copy in enumerate(copies)),
        *(partial(notice, place) for place in range(4)),
    )

    assert ends == [None] * 8
    assert article.presences.count() == 4


def test_sign_of_life_does_not_wait_for_who_is_saving():
    """On PostgreSQL a row is locked against change alone; SQLite has one writer anyway."""
    article, mia = make.make_article(), make.make_reporter()
    saving, told = threading.Event(), threading.Event()

    def save():
        with transaction.atomic():
            copy = again(article)
            copy.kicker = "Takt"
            writing.save(copy, by=mia)
            saving.set()
            was_told = told.wait(2 if connection.vendor == "sqlite" else 20)
            return was_told or connection.vendor == "sqlite"

    def notice():
        saving.wait(20)
        presence.notice(article, screen="form", window="w1", by=mia)
        told.set()

    assert race(save, notice) == [True, None]
