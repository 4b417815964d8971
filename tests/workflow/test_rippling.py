"""Rippling: what happens to a claim leaves an open point in every article that readers see it in."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.choices import PointState, RippleCause, Verb
from articles.models import Claim, Decision, OpenPoint, Verdict
from articles.workflow import checking, publishing, rippling, sourcing, writing
from articles.workflow.transitions import WrongMove
from tests import make

pytestmark = pytest.mark.django_db

CLAIM = "Die Brücke über die Öde ist „die längste“ Europas."


def judge(claim, verdict, **answers):
    """Put a check with that verdict in force; return who approved it."""
    editor = make.make_editor()
    answers = {"verdict": Verdict.objects.get(slug=verdict), "change_reason": "Neue Messungen."} | answers
    make.make_factcheck(claim, state="in_force", reviewer=editor, **answers)
    claim.refresh_from_db()
    return editor


def points(**wanted):
    found = OpenPoint.objects.filter(**wanted).order_by("article__headline", "cause")
    return [(point.article.headline, point.cause, point.note) for point in found]


def test_new_verdict_opens_a_point_in_live_and_scheduled_articles_alone():
    claim = make.make_claim(CLAIM)
    make.make_revision(claims=[claim], headline="Live")
    make.make_revision(claims=[claim], headline="Morgen", live_from=make.in_days(1))
    make.make_annotation(make.make_article(headline="Entwurf", body=f"<p>{CLAIM}</p>"), claim=claim, words=CLAIM)
    gone = make.make_revision(claims=[claim], headline="Zurückgezogen").article
    publishing.withdraw(gone, note="Das stimmte so nicht.", by=make.make_editor())

    editor = judge(claim, "falsch")

    note = "Neue Bewertung: Ungeprüft → Falsch; Haben sie es gesagt? offen → belegt"
    assert points() == [("Live", "verdict", note), ("Morgen", "verdict", note)]
    told = Decision.objects.get(verb=Verb.RIPPLE)
    assert (told.by, told.record_type, told.record_id) == (editor, "claim", claim.pk)
    assert (told.after["articles"], told.after["reached"]) == (["Live", "Morgen"], 2)


def test_point_is_written_in_the_language_of_the_house():
    claim = make.make_checked_claim("unbelegt")
    make.make_revision(claims=[claim], headline="Live")

    with translation.override("en"):
        judge(claim, "falsch")

    assert points() == [("Live", "verdict", "Neue Bewertung: Unbelegt → Falsch")]


def test_check_with_the_same_answers_opens_no_point():
    claim = make.make_checked_claim("unbelegt")
    make.make_revision(claims=[claim])

    judge(claim, "unbelegt")

    assert points() == []


def test_second_event_of_the_same_cause_updates_the_open_point():
    claim = make.make_checked_claim("unbelegt")
    make.make_revision(claims=[claim], headline="Live")
    judge(claim, "teilweise-falsch")
    first = OpenPoint.objects.get()

    judge(claim, "falsch")

    notes = "Neue Bewertung: Teilweise falsch → Falsch\nNeue Bewertung: Unbelegt → Teilweise falsch"
    assert points() == [("Live", "verdict", notes)]
    assert OpenPoint.objects.get().raised_at == first.raised_at


def test_event_after_the_point_was_settled_opens_another_one():
    claim = make.make_checked_claim("unbelegt")
    make.make_revision(claims=[claim])
    editor = judge(claim, "teilweise-falsch")
    rippling.settle_point(OpenPoint.objects.get(), state=PointState.DONE, by=editor)

    judge(claim, "falsch")

    assert points(state="open") == [
        (OpenPoint.objects.first().article.headline, "verdict", "Neue Bewertung: Teilweise falsch → Falsch")
    ]


def test_withdrawn_check_opens_a_point():
    claim = make.make_checked_claim("teilweise-falsch")
    make.make_revision(claims=[claim], headline="Live")

    checking.withdraw(claim.factcheck_in_force, reason="Der Beleg war gefälscht.", by=make.make_editor())

    note = "Prüfung zurückgezogen: Teilweise falsch → Ungeprüft; Haben sie es gesagt? belegt → offen"
    assert points() == [("Live", "withdrawn", note)]


def test_changed_grade_of_a_source_opens_points_and_its_other_facts_do_not():
    source, claim, other = make.make_source(name="Amt für Brücken"), make.make_claim(CLAIM), make.make_claim()
    make.make_evidence(claim, source=source)
    make.make_evidence(other)
    make.make_revision(claims=[claim, other], headline="Live")
    source.role = "Behörde"
    writing.save(source, by=make.make_reporter())
    before = points()

    source.reliability = "D"
    writing.save(source, by=make.make_reporter())

    assert before == []
    assert points() == [("Live", "grade", "Verlässlichkeit von „Amt für Brücken“: F → D")]
    assert Decision.objects.get(verb=Verb.RIPPLE).record_type == "source"


def test_vanished_evidence_opens_a_point_once():
    claim = make.make_claim(CLAIM)
    evidence = make.make_evidence(claim, source=make.make_source(name="Der „Bote“"))
    make.make_revision(claims=[claim], headline="Live")
    evidence.vanished_on = date(2026, 11, 3)
    writing.save(evidence, by=make.make_reporter())
    evidence.public_note = "Die Seite antwortet nicht mehr."

    writing.save(evidence, by=make.make_reporter())

    note = "Ein Beleg ist nicht mehr auffindbar: „Der ‚Bote‘“, seit 3. November 2026"
    assert points() == [("Live", "vanished", note)]


def test_point_goes_to_the_assignee_else_to_the_last_publisher_else_to_nobody():
    claim, writer = make.make_claim(CLAIM), make.make_reporter()
    left, editor, leaver = make.make_reporter(), make.make_editor(), make.make_editor()
    for headline, assignee, publisher in (("A", writer, editor), ("B", None, editor), ("C", left, leaver)):
        article = make.make_article(headline=headline, body=f"<p>{CLAIM}</p>", assignee=assignee)
        make.make_annotation(article, claim=claim, words=CLAIM)
        make.make_revision(article, by=publisher)
    for person in (left, leaver):
        person.is_active = False
        person.save()

    judge(claim, "falsch")

    found = OpenPoint.objects.order_by("article__headline")
    assert [point.assignee for point in found] == [writer, editor, None]
    assert [each.article.headline for each in OpenPoint.objects.of(writer)] == ["A"]
    assert [each.article.headline for each in OpenPoint.objects.of(editor)] == ["B"]
    assert [each.article.headline for each in OpenPoint.objects.of_nobody()] == ["C"]


def test_point_follows_its_article_to_the_next_assignee():
    claim, former, heir = make.make_claim(CLAIM), make.make_reporter(), make.make_reporter()
    article = make.make_revision(claims=[claim], assignee=former).article
    judge(claim, "falsch")

    article.refresh_from_db()
    article.assignee = heir
    writing.save(article, by=heir)

    assert (OpenPoint.objects.of(former).count(), OpenPoint.objects.of(heir).count()) == (0, 1)


def test_ripple_reaches_articles_that_carry_a_claim_merged_into_this_one():
    kept, merged, earlier = make.make_claim("Das gilt."), make.make_claim("Das gilt auch."), make.make_claim("Und das.")
    make.make_revision(claims=[merged, kept], headline="Beide")
    make.make_revision(claims=[earlier], headline="Früher")
    Claim.objects.filter(pk=earlier.pk).update(merged_into=merged)
    Claim.objects.filter(pk=merged.pk).update(merged_into=kept)

    judge(kept, "falsch", attribution="open")

    assert [name for name, _, _ in points(claim=kept)] == ["Beide", "Früher"]
    assert OpenPoint.objects.count() == 2


def test_ripple_of_a_merged_claim_reaches_its_own_articles_and_points_to_the_claim_that_stands_for_it():
    kept, merged = make.make_claim("Das gilt."), make.make_claim("Das gilt auch.")
    make.make_revision(claims=[kept], headline="Trägt die andere")
    make.make_revision(claims=[merged], headline="Trägt sie")
    merged.merged_into = kept
    Claim.objects.filter(pk=merged.pk).update(merged_into=kept)

    rippling.ripple(merged, cause=RippleCause.MERGED, note="Zusammengelegt.", by=make.make_editor())

    assert points(claim=kept) == [("Trägt sie", "merged", "Zusammengelegt.")]


def test_ripple_spares_the_article_that_the_act_is_about():
    claim = make.make_claim(CLAIM)
    own = make.make_revision(claims=[claim], headline="Eigener").article
    make.make_revision(claims=[claim], headline="Anderer")

    rippling.ripple(claim, cause=RippleCause.VERDICT, note="Neu.", by=make.make_editor(), spare=[own])

    assert [name for name, _, _ in points()] == ["Anderer"]


def test_reach_names_live_articles_first_and_once():
    claim = make.make_claim(CLAIM)
    make.make_revision(claims=[claim], headline="Angekündigt", live_from=make.in_days(2))
    live = make.make_revision(claims=[claim], headline="Zum Lesen").article
    publishing.publish(live, by=make.make_editor(), live_from=make.in_days(1))

    assert [(each.article.headline, each.is_live) for each in rippling.reach(claim)] == [
        ("Zum Lesen", True),
        ("Angekündigt", False),
    ]


def test_ripple_asks_the_database_equally_often_for_one_article_and_for_forty():
    claim, section, author = make.make_claim(CLAIM), make.make_section(), make.make_author()
    editor = make.make_editor()

    def ripple(articles):
        for _ in range(articles):
            make.make_revision(claims=[claim], section=section, bylines=[author])
        with CaptureQueriesContext(connection) as asked:
            rippling.ripple(claim, cause=RippleCause.VERDICT, note=f"Nach {articles}.", by=editor)
        return len(asked)

    ripple(1)
    few, many = ripple(1), ripple(38)

    assert OpenPoint.objects.count() == 40
    assert many == few


# --- Settling -------------------------------------------------------------------------------------------------


@pytest.fixture
def point():
    claim = make.make_checked_claim("unbelegt")
    make.make_revision(claims=[claim], headline="Live", assignee=make.make_reporter())
    judge(claim, "falsch")
    return OpenPoint.objects.get()


def test_point_is_settled_by_the_assignee_with_a_decision_of_the_article(point):
    writer = point.article.assignee

    rippling.settle_point(point, state=PointState.DONE, reason=" Absatz  korrigiert. ", by=writer)

    stored, told = OpenPoint.objects.get(), Decision.objects.about(point.article).latest()
    assert (stored.state, stored.settled_by, stored.reason) == ("done", writer, "Absatz korrigiert.")
    assert (told.verb, told.by, told.reason) == (Verb.SETTLE, writer, "Absatz korrigiert.")
    assert (told.before, told.after["state"]) == ({"state": "open"}, "done")
    assert told.after["note"] == "Neue Bewertung: Unbelegt → Falsch"


@pytest.mark.parametrize("reason", ["", "   ", " \n\t "])
def test_point_that_is_not_needed_wants_a_reason(point, reason):
    with pytest.raises(WrongMove, match="Schreiben Sie, warum"):
        rippling.settle_point(point, state=PointState.NOT_NEEDED, reason=reason, by=make.make_editor())

    assert OpenPoint.objects.get().state == PointState.OPEN


def test_point_is_settled_once(point):
    rippling.settle_point(point, state=PointState.NOT_NEEDED, reason="Steht schon da.", by=make.make_editor())

    with pytest.raises(WrongMove, match="schon erledigt"):
        rippling.settle_point(point, state=PointState.DONE, by=make.make_editor())


def test_point_cannot_be_settled_as_open(point):
    with pytest.raises(WrongMove, match="erledigt oder nicht nötig"):
        rippling.settle_point(point, state=PointState.OPEN, by=make.make_editor())


def test_point_about_which_more_has_happened_is_read_again_first(point):
    judge(point.claim, "teilweise-falsch")

    with pytest.raises(WrongMove, match="noch etwas geschehen"):
        rippling.settle_point(point, state=PointState.DONE, seen=point.note, by=make.make_editor())

    now = OpenPoint.objects.get().note
    assert rippling.settle_point(point, state=PointState.DONE, seen=now.replace("\n", "\r\n"), by=make.make_editor())


@pytest.mark.parametrize("maker", [make.make_reporter, make.make_fact_checker, make.make_administrator])
def test_point_of_others_is_not_for_everybody(point, maker):
    with pytest.raises(PermissionDenied):
        rippling.settle_point(point, state=PointState.DONE, by=maker())


def test_readers_see_a_new_verdict_at_once_on_every_page(client):
    claim = make.make_checked_claim("unbelegt")
    pages = [make.make_revision(claims=[claim]).get_absolute_url() for _ in range(2)]
    seen = [claim.get_absolute_url(), *pages, "/behauptungen/"]
    before = [client.get(page).content.decode() for page in seen]

    judge(claim, "falsch", summary="Messungen widersprechen „der Angabe“.")

    after = [client.get(page).content.decode() for page in seen]
    assert all("✗" not in page.split("<main", 1)[1] for page in before[:3])
    assert all("Falsch" in page and "✗" in page.split("<main", 1)[1] for page in after)


def test_readers_see_a_source_in_its_new_grade_at_once(client):
    source = make.make_source(name="Amt für Brücken", reliability="B")
    claim = make.make_claim(CLAIM)
    make.make_evidence(claim, source=source)
    make.make_revision(claims=[claim])
    before = client.get(claim.get_absolute_url()).content.decode()

    source.reliability = "E"
    writing.save(source, by=make.make_reporter())

    after = client.get(claim.get_absolute_url()).content.decode()
    assert ("B6" in before, "E6" in before, "B6" in after, "E6" in after) == (True, False, False, True)


def test_in_the_future_nothing_of_the_past_is_reached():
    claim = make.make_claim(CLAIM)
    article = make.make_revision(claims=[claim]).article
    publishing.withdraw(article, note="Das stimmte nicht.", by=make.make_editor())

    assert rippling.reach(claim, at=timezone.now() + timedelta(days=1)) == []


# --- A verdict that loses what it rests on ------------------------------------------------------------------

THIN = "„Richtig“ stützt sich nur noch auf zu wenige unabhängige Quellen."


@pytest.fixture
def supported():
    """A claim in a live article, found right on the word of two independent sources."""
    claim = make.make_claim(CLAIM)
    first, second = make.make_evidence(claim), make.make_evidence(claim)
    judge(claim, "richtig")
    make.make_revision(claims=[claim], headline="Live")
    return claim, first, second


def test_deleted_evidence_that_a_supported_verdict_needs_opens_a_point(supported):
    _claim, first, _second = supported

    writing.delete(first, by=make.make_editor())

    assert points() == [("Live", "vanished", THIN)]


def test_evidence_removed_in_the_form_of_its_claim_opens_a_point(supported):
    claim, first, _second = supported

    writing.save(claim, by=make.make_editor(), removed=[first])

    assert points() == [("Live", "vanished", THIN)]


def test_sources_that_turn_out_to_be_one_side_open_a_point(supported):
    _claim, first, second = supported
    source = first.source
    source.part_of = second.source

    writing.save(source, by=make.make_editor())

    assert points() == [("Live", "vanished", THIN)]


def test_deleted_evidence_opens_no_point_while_enough_is_left(supported):
    claim, first, _second = supported
    make.make_evidence(claim)

    writing.delete(first, by=make.make_editor())

    assert points() == []


def test_deleted_evidence_opens_no_point_where_an_editor_let_one_source_pass():
    claim, editor = make.make_claim(CLAIM), make.make_editor()
    kept, other = make.make_evidence(claim), make.make_evidence(claim, stance="context")
    check = make.make_factcheck(claim, verdict=Verdict.objects.get(slug="richtig"))
    sourcing.override(check, reason="Das Original liegt im Archiv.", by=editor)
    checking.submit(check, by=check.author)
    checking.approve(check, reason="Gelesen.", by=editor)
    make.make_revision(claims=[claim], headline="Live")

    writing.delete(other, by=editor)

    assert (points(), list(claim.evidence.all())) == ([], [kept])
