"""
Publish an article at the instant in which somebody else puts an obstacle in its way, and count what slips through.

`python -m pytest tests/bench/gate_race.py -s` runs 100 rounds on the database of DATABASE_URL; tests/workflow/
test_gate_race.py runs a few of them each time.
"""

import threading
from collections import Counter

import pytest
from django.db import connection, connections

from articles.detection import detect
from articles.models import Article, Claim, Decision, append_only
from articles.text.plain import plain_field
from articles.workflow import annotating, checking, publishing, uniting, writing
from articles.workflow.transitions import WrongMove
from tests import make

ROUNDS = 100
UNCONFIRMED = "Die Truppe zählt nach eigenen Angaben 300 Leute."
TEXT = f"<p>{make.OFTEN} Ein Satz ohne alles.</p><p>{UNCONFIRMED}</p>"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_goes_out_against_the_gate_in_100_rounds():
    figures = run(ROUNDS)

    print(f"\n{connection.vendor}: {dict(figures)}")
    assert (figures["out against the gate"], figures["errors"]) == (0, 0)


def run(rounds):
    """Return how often the publication or the obstacle came first, and what was public that should not be."""
    append_only.install(connection)
    try:
        figures = Counter()
        for number in range(rounds):
            name = list(OBSTACLES)[number % len(OBSTACLES)]
            figures += _round(name, publisher_first=number // len(OBSTACLES) % 2 == 0)
        return figures
    finally:
        append_only.uninstall(connection)


class Newsroom:
    """One article that the gate lets pass, and those who work on it."""

    def __init__(self):
        self.editor, self.reporter, self.checker = make.make_editor(), make.make_reporter(), make.make_fact_checker()
        self.claim = make.make_claim()
        self.article = make.make_article(body=TEXT)
        self.mark = make.make_annotation(self.article, claim=self.claim)
        self.second = make.make_annotation(self.article, words="300 Leute", claim=make.make_claim())
        self.factcheck = make.make_factcheck(
            self.claim, state="submitted", author=self.checker, verdict=make.Verdict.objects.get(slug="falsch")
        )
        self.orphan = make.make_claim(claimant=None)
        self.false = make.make_claim()
        make.make_factcheck(self.false, state="in_force", verdict=make.Verdict.objects.get(slug="falsch"))
        self.free = self.article.plain("body").index("Ein Satz ohne alles.")

    def publish(self):
        return publishing.publish(Article.objects.get(pk=self.article.pk), by=self.editor)

    def unattribute(self):
        claim = Claim.objects.get(pk=self.claim.pk)
        claim.claimant = None
        writing.save(claim, by=self.reporter)

    def cut_the_words(self):
        self._write(TEXT.replace(make.OFTEN, "Ganz andere Worte, die niemand so gesagt hat."))

    def add_a_doubt(self):
        self._write(TEXT + "<p>Eine unabhängige Bestätigung für den Brand gab es nicht.</p>")

    def let_a_mark_go(self):
        annotating.detach(self.second, by=self.reporter)

    def mark_an_orphan(self):
        article = Article.objects.get(pk=self.article.pk)
        place = {"field": "body", "start": self.free, "end": self.free + 8}
        annotating.annotate(article, claim=self.orphan, **place, by=self.reporter)

    def call_it_false(self):
        checking.approve(self.factcheck, reason="Drei Dokumente sagen es anders.", by=self.editor)

    def unite_with_a_false_one(self):
        uniting.unite(self.claim, into=self.false, reason="Beide sagen dasselbe.", by=self.editor)

    def _write(self, body):
        article = Article.objects.get(pk=self.article.pk)
        article.body = body
        writing.save(article, by=self.reporter)


OBSTACLES = {
    "claim edited": Newsroom.unattribute,
    "words cut": Newsroom.cut_the_words,
    "doubt added": Newsroom.add_a_doubt,
    "mark detached": Newsroom.let_a_mark_go,
    "claim annotated": Newsroom.mark_an_orphan,
    "check approved": Newsroom.call_it_false,
    "claim merged": Newsroom.unite_with_a_false_one,
}


def _round(name, *, publisher_first):
    newsroom = Newsroom()
    before = Decision.objects.latest("number").number
    acts = [newsroom.publish, lambda: OBSTACLES[name](newsroom)]
    ends = _at_once(acts if publisher_first else acts[::-1])
    published, disturbed = ends if publisher_first else ends[::-1]
    told = list(Decision.objects.filter(number__gt=before).order_by("number").values_list("verb", flat=True))
    figures = Counter(rounds=1)
    figures["errors"] += isinstance(disturbed, Exception)
    figures["errors"] += isinstance(published, Exception) and not isinstance(published, WrongMove)
    if isinstance(published, WrongMove):
        figures["obstacle first: refused"] += 1
    elif not isinstance(published, Exception):
        figures["publication first: out"] += 1
        # Whoever came first, the history tells; and what is out must be whole in itself.
        figures["out against the gate"] += told[0] != "publish" or not _is_whole(published)
    return figures


def _is_whole(revision):
    """Whether every mark of the revision is on its words, and every sentence that doubts has one."""
    text, marks = plain_field("body", revision.content["body"]), revision.annotations
    doubts = detect(text)
    return all(text[mark["start"] : mark["end"]] == mark["exact"] for mark in marks) and all(
        any(doubt.is_settled_by(mark["start"], mark["end"]) for mark in marks) for doubt in doubts
    )


def _at_once(acts):
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
