import io

import pytest
from django.core.management import CommandError, call_command

from articles.choices import AnnotationState
from articles.models import Annotation, Article, Decision
from tests.make import OFTEN, make_administrator, make_annotation, make_reporter

pytestmark = pytest.mark.django_db


def run(*numbers, **options):
    """Return what the command wrote, and the words with which it failed, if it did."""
    out = io.StringIO()
    try:
        call_command("reanchor", *map(str, numbers), stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def shift(annotation, body):
    """Change the text past the workflow, as a repair of the database would."""
    Article.objects.filter(pk=annotation.article_id).update(body=body)


def test_reanchor_finds_words_that_the_text_has_elsewhere():
    annotation, reporter = make_annotation(), make_reporter()
    shift(annotation, "<p>Neu.</p>" + annotation.article.body)

    out, error = run(by=reporter.username)

    annotation.refresh_from_db()
    assert (annotation.exact, annotation.start) == (OFTEN, len("Neu.\nMoskau sagt viel. "))
    assert f"[1/1] Artikel {annotation.article_id}, {annotation.article}: Markierungen 1, geändert 1" in out
    assert out.endswith("Markierungen: 1, davon 1 geändert, 0 verschoben, 0 verloren.\n")
    assert error == ""
    decision = Decision.objects.about(annotation.article).latest()
    assert (decision.verb, decision.by) == ("reanchor", reporter)


def test_reanchor_names_what_moved_and_what_is_lost_and_fails():
    moved, lost = make_annotation(), make_annotation()
    shift(moved, moved.article.body.replace("fliegt", "fliege"))
    shift(lost, "<p>Von Raketen ist keine Rede mehr.</p>")

    out, error = run(by=make_reporter().username)

    assert "  verschoben, Text: „Die Rakete fliege mit Hyperschallgeschwindigkeit.“\n" in out
    assert f"  verloren, Text: „{OFTEN}“\n" in out
    assert error == "Markierungen: 2, davon 2 geändert, 1 verschoben, 1 verloren."
    states = Annotation.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [AnnotationState.MOVED, AnnotationState.LOST]
    decision = Decision.objects.about(lost.article).latest()
    assert decision.after == {"annotations_lost": [f"„{OFTEN}“"]}


def test_dry_run_tells_the_same_and_saves_nothing():
    annotation = make_annotation()
    shift(annotation, "<p>Von Raketen ist keine Rede mehr.</p>")
    decisions = Decision.objects.count()

    out, error = run(dry_run=True)

    assert f"  verloren, Text: „{OFTEN}“\n" in out
    assert error == "Markierungen: 1, davon 1 geändert, 0 verschoben, 1 verloren. Nichts gespeichert."
    annotation.refresh_from_db()
    assert annotation.state == AnnotationState.IN_PLACE
    assert Decision.objects.count() == decisions


def test_reanchor_writes_nothing_where_all_stand():
    annotation = make_annotation()
    decisions = Decision.objects.count()

    out, error = run(by=make_reporter().username)

    assert "Markierungen 1, geändert 0" in out
    assert error == ""
    assert Decision.objects.count() == decisions
    annotation.refresh_from_db()
    assert annotation.state == AnnotationState.IN_PLACE


def test_reanchor_keeps_to_the_articles_that_are_named():
    left, wanted = make_annotation(), make_annotation()
    for annotation in (left, wanted):
        shift(annotation, "<p>Weg.</p>")

    run(wanted.article_id, by=make_reporter().username)

    assert list(Annotation.objects.lost()) == [wanted]


@pytest.mark.parametrize(
    ("numbers", "options", "words"),
    [
        ([], {}, "Nennen Sie mit --by"),
        ([], {"by": "niemand"}, "„niemand“ darf nicht markieren"),
        ([77], {"dry_run": True}, "Diese Artikel gibt es nicht: 77"),
    ],
    ids=["nobody", "somebody unknown", "no such article"],
)
def test_reanchor_refuses_with_a_reason(numbers, options, words):
    _, error = run(*numbers, **options)

    assert words in error


def test_reanchor_is_refused_to_the_administration():
    _, error = run(by=make_administrator().username)

    assert "darf nicht markieren" in error
