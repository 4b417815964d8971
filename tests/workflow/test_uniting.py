"""Two claims become one and, if that was wrong, two again: what moves, what is refused, what readers find."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from articles.choices import AnnotationState, FactCheckState, PointState, RippleCause, Verb
from articles.models import Annotation, Claim, Decision, FactCheck, Inquiry, OpenPoint, Reply, SecondOpinion, Verdict
from articles.workflow import annotating, checking, clock, restoring, uniting, versions, writing
from articles.workflow.transitions import Stale, WrongMove
from tests.make import (
    OFTEN,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_revision,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db
WHY = "Beide sagen dasselbe: „Die Rakete fliegt schnell.“"
DOUBT = "Die eine meint den Abschuss, die andere den Flug."


def unite(claim, into, by=None, **versions_read):
    return uniting.unite(claim, into=into, by=by or make_editor(), reason=WHY, **versions_read)


def part(claim, by=None):
    return uniting.part(claim, by=by or make_editor(), reason=DOUBT)


def make_inquiry(claim):
    inquiry = Inquiry(claim=claim, addressee="Büro für Öffentlichkeit", asked_on="2026-01-05")
    return writing.save(inquiry, by=make_reporter())


def make_point(claim, article, **fields):
    return OpenPoint.objects.create(
        claim=claim, article=article, cause=RippleCause.VERDICT, raised_at=clock.now(), **fields
    )


def told(claim):
    return Decision.objects.about(claim).latest()


# --- What moves ---------------------------------------------------------------------------------------------


def test_unite_moves_all_that_hangs_on_a_claim_and_tells_both_histories():
    claim, into = make_claim(topics=[make_topic(name="Luft")]), make_claim(topics=[make_topic(name="Raum")])
    mark, inquiry, check = make_annotation(claim=claim), make_inquiry(claim), make_factcheck(claim)
    origin = make_evidence(claim)
    relay = make_evidence(claim, goes_back_to=origin)
    opinion = SecondOpinion.objects.create(
        factcheck=check, asked_by=check.author, asked_at=clock.now(), checker=make_fact_checker()
    )
    point = make_point(claim, mark.article)

    unite(claim, into)

    assert list(into.annotations.all()) == [mark]
    assert list(into.evidence.all()) == [origin, relay]
    assert into.evidence.get(pk=relay.pk).goes_back_to == origin
    assert list(into.inquiries.all()) == [inquiry]
    assert list(SecondOpinion.objects.filter(factcheck__claim=into)) == [opinion]
    assert list(into.open_points.all()) == [point]
    assert {str(topic) for topic in into.topics.all()} == {"Luft", "Raum"}
    assert claim.merged_into == into
    for one in (claim, into):
        assert (told(one).verb, told(one).reason) == (Verb.MERGE, WHY)
        moved = told(one).after["moved"]
        assert (moved["claim"], moved["into"], moved["annotations"]) == (claim.pk, into.pk, [mark.pk])
        assert (moved["evidence"], moved["inquiries"]) == ([origin.pk, relay.pk], [inquiry.pk])
        assert (moved["factchecks"], moved["open_points"]) == ([check.pk], [point.pk])


def test_unite_drops_the_mark_whose_words_bear_the_other_claim_already_and_keeps_it_in_history():
    article, claim, into = make_article(), make_claim(), make_claim()
    twin, kept = make_annotation(article, claim=claim), make_annotation(article, claim=into)
    number = twin.pk

    unite(claim, into)

    assert list(article.annotations.all()) == [kept]
    (dropped,) = told(into).after["moved"]["annotations_dropped"]
    assert (dropped["annotation"], dropped["exact"], dropped["twin"]) == (number, OFTEN, kept.pk)


def test_unite_keeps_a_lost_mark_on_the_same_words():
    article, claim, into = make_article(), make_claim(), make_claim()
    lost, kept = make_annotation(article, claim=claim), make_annotation(article, claim=into)
    Annotation.objects.filter(pk=lost.pk).update(state=AnnotationState.LOST)

    unite(claim, into)

    assert set(into.annotations.all()) == {lost, kept}


def test_unite_fills_what_the_one_that_stays_leaves_open():
    source = make_source(name="Öffentlicher Dienst")
    claim = make_claim(claimant=source, background="Größe und Höhe.", said_on="2026-01-02")
    into = make_claim(claimant=None, background="Eigener Hintergrund.")

    unite(claim, into)

    assert (into.claimant, into.background, str(into.said_on)) == (source, "Eigener Hintergrund.", "2026-01-02")
    assert told(into).before["claimant"] is None


def test_unite_keeps_the_targets_check_in_force_and_ends_the_others():
    claim, into = make_checked_claim("unbelegt"), make_checked_claim("richtig")
    ended = claim.factchecks.get()

    unite(claim, into)

    ended.refresh_from_db()
    assert (ended.claim, ended.state) == (into, FactCheckState.SUPERSEDED)
    assert ended.in_force_until is not None
    assert into.verdict == Verdict.objects.get(slug="richtig")
    assert claim.verdict is None


def test_unite_gives_an_unchecked_target_the_check_in_force():
    claim, into = make_checked_claim("unbelegt"), make_claim()

    unite(claim, into)

    assert into.verdict.slug == "unbelegt"
    assert into.factcheck_in_force is not None


def test_unite_settles_the_second_of_two_open_points_with_one_cause():
    article, claim, into = make_article(), make_claim(), make_claim()
    second, first = make_point(claim, article), make_point(into, article)
    editor = make_editor()

    unite(claim, into, by=editor)

    second.refresh_from_db()
    first.refresh_from_db()
    assert (second.claim, second.state, second.settled_by) == (into, PointState.DONE, editor)
    assert first.state == PointState.OPEN


def test_unite_raises_both_versions_and_history_can_tell_what_was_read():
    claim, into = make_claim(), make_claim(claimant=None)
    read = into.version

    unite(claim, into)

    assert into.version == read + 1
    assert versions.as_read(into, read)["claimant"] is None


# --- What is refused ----------------------------------------------------------------------------------------


def test_unite_refuses_two_open_checks():
    claim, into = make_claim(), make_claim()
    make_factcheck(claim)
    make_factcheck(into)

    with pytest.raises(WrongMove, match="werden gerade geprüft"):
        unite(claim, into)

    assert claim.factchecks.count() == 1


@pytest.mark.parametrize("reason", ["", " ", "\n\t", "\u00a0"])
def test_unite_and_part_refuse_to_go_unexplained(reason):
    claim, into = make_claim(), make_claim()

    with pytest.raises(WrongMove, match="ohne Begründung"):
        uniting.unite(claim, into=into, by=make_editor(), reason=reason)
    unite(claim, into)
    with pytest.raises(WrongMove, match="doch Verschiedenes"):
        uniting.part(claim, by=make_editor(), reason=reason)


def test_unite_refuses_itself_and_what_was_merged_before():
    claim, into, third = make_claim(), make_claim(), make_claim()

    with pytest.raises(WrongMove, match="sich selbst"):
        unite(claim, claim)
    unite(claim, into)
    for one, other in ((claim, third), (third, claim), (into, claim)):
        with pytest.raises(WrongMove, match="in einer anderen Behauptung aufgegangen") as refusal:
            unite(one, other)
        assert refusal.value.heir == into


def test_unite_refuses_what_was_saved_since_it_was_compared():
    claim, into = make_claim(), make_claim()
    read = {"read_version": claim.version, "into_version": into.version}
    into.background = "Neu."
    writing.save(into, by=make_reporter())

    with pytest.raises(Stale):
        unite(claim, into, **read)
    unite(claim, into, read_version=claim.version, into_version=into.version)

    assert claim.merged_into == into


def test_unite_and_part_are_for_fact_checkers_and_editors():
    claim, into = make_claim(), make_claim()

    with pytest.raises(PermissionDenied):
        unite(claim, into, by=make_reporter())
    unite(claim, into, by=make_fact_checker())
    assert list(Claim.objects.standing_alone()) == [into]
    with pytest.raises(PermissionDenied):
        part(claim, by=make_reporter())
    part(claim, by=make_fact_checker())

    assert set(Claim.objects.standing_alone()) == {claim, into}


def test_merged_claim_can_be_neither_saved_nor_marked_nor_checked_nor_deleted():
    claim, into = make_claim("Die Rakete fliegt."), make_claim("Die Rakete ist geflogen.")
    piece = make_evidence(claim)
    unite(claim, into)
    article, editor = make_article(), make_editor()

    for act in (
        partial(writing.save, claim, by=editor),
        partial(writing.delete, claim, by=editor),
        partial(make_evidence, claim),
        partial(make_inquiry, claim),
        partial(checking.open_factcheck, claim, by=editor),
        partial(annotating.annotate, article, claim=claim, field="body", start=0, end=6, by=editor),
    ):
        with pytest.raises(uniting.Merged, match="„Die Rakete ist geflogen") as refusal:
            act()
        assert refusal.value.heir == into
    piece.refresh_from_db()
    assert piece.claim == into


# --- And back -----------------------------------------------------------------------------------------------


def test_part_gives_back_all_that_had_moved():
    article = make_article()
    claim = make_claim(topics=[make_topic(name="Luft")], background="Alt.")
    into = make_claim(topics=[make_topic(name="Raum")])
    mark, twin = make_annotation(claim=claim), make_annotation(article, claim=claim)
    kept, piece, inquiry = make_annotation(article, claim=into), make_evidence(claim), make_inquiry(claim)
    check, point = make_factcheck(claim), make_point(claim, article)
    own = make_evidence(into)

    unite(claim, into)
    part(claim)

    assert (claim.merged_into, into.merged.count()) == (None, 0)
    back = claim.annotations.exclude(pk=mark.pk).get()
    assert (back.article, back.exact, back.state, back.start) == (article, OFTEN, twin.state, twin.start)
    assert claim.annotations.filter(pk=mark.pk).exists()
    assert list(into.annotations.all()) == [kept]
    assert (list(claim.evidence.all()), list(into.evidence.all())) == ([piece], [own])
    assert (claim.inquiries.get(), claim.factchecks.get(), claim.open_points.get()) == (inquiry, check, point)
    into.refresh_from_db()
    assert ([str(topic) for topic in into.topics.all()], into.background) == (["Raum"], "")
    for one in (claim, into):
        assert (told(one).verb, told(one).reason) == (Verb.SEPARATE, DOUBT)


def test_part_leaves_with_the_other_what_came_after_the_merge():
    claim, into = make_claim(), make_claim()
    unite(claim, into)
    later, mark = make_evidence(into), make_annotation(claim=into)

    part(claim)

    assert (list(into.evidence.all()), list(into.annotations.all())) == ([later], [mark])


def test_part_puts_the_check_that_ended_in_force_once_more_and_leaves_its_first_term():
    claim, into = make_checked_claim("unbelegt"), make_checked_claim("richtig")
    ended = claim.factchecks.get()

    unite(claim, into)
    ended.refresh_from_db()
    end = ended.in_force_until
    part(claim)

    again = claim.factchecks.get(state=FactCheckState.IN_FORCE)
    ended.refresh_from_db()
    assert (ended.claim, ended.state, ended.in_force_until) == (claim, FactCheckState.SUPERSEDED, end)
    assert (again.verdict.slug, again.summary, again.reviewer) == ("unbelegt", ended.summary, ended.reviewer)
    assert again.in_force_from >= end
    assert (claim.verdict.slug, Claim.objects.get(pk=into.pk).verdict.slug) == ("unbelegt", "richtig")


def test_part_takes_the_only_check_back_to_its_claim():
    claim, into = make_checked_claim("unbelegt"), make_claim()

    unite(claim, into)
    part(claim)

    into.refresh_from_db()
    assert (claim.verdict.slug, into.verdict, FactCheck.objects.get().claim) == ("unbelegt", None, claim)


def test_part_says_that_a_mark_is_lost_whose_twin_went_meanwhile():
    article, claim, into = make_article(), make_claim(), make_claim()
    make_annotation(article, claim=claim)
    kept = make_annotation(article, claim=into)
    unite(claim, into)
    annotating.detach(kept, by=make_reporter())

    part(claim)

    assert claim.annotations.get().state == AnnotationState.LOST


def test_part_refuses_what_stands_alone_and_a_merge_under_another_one():
    first, second, third = make_claim(), make_claim(), make_claim()
    with pytest.raises(WrongMove, match="steht für sich"):
        part(first)
    unite(first, second)
    unite(second, third)

    with pytest.raises(WrongMove, match="Heben Sie zuerst jene"):
        part(first)
    part(second)
    first.refresh_from_db()
    assert first.merged_into == second
    part(first)

    assert set(Claim.objects.standing_alone()) == {first, second, third}


# --- What readers find --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en"])
def test_unite_leads_readers_of_published_pages_to_the_other_claim(client, language):
    claim, into = make_claim("Die Rakete fliegt schnell."), make_checked_claim("unbelegt")
    revision = make_revision(claims=[claim])
    old, new = claim.get_absolute_url(), into.get_absolute_url()

    unite(claim, into)
    article = client.get(language + revision.get_absolute_url()).content.decode()
    moved = client.get(language + old)
    page = client.get(language + new)

    assert new in article and old not in article
    assert "Die Rakete fliegt schnell." in article  # the words stay as they were published
    assert (moved.status_code, moved.url) == (301, language + new)
    assert revision.get_absolute_url() in page.content.decode()
    assert "Die Rakete fliegt schnell." in page.content.decode()  # quoted as the article has it
    assert list(Claim.objects.public()) == [into]
    assert revision.current_claims == [into]


def test_unite_counts_a_claim_once_where_an_article_names_both(client):
    claim, into = make_claim("Die Rakete fliegt schnell."), make_checked_claim("unbelegt", statement="Sie ist schnell.")
    revision = make_revision(claims=[claim, into])

    unite(claim, into)
    page = client.get(revision.get_absolute_url())

    assert [note.claim for note in page.context["notes"]] == [into]
    assert sum(row["count"] for row in page.context["tally"]) == 1
    assert len(page.context["notes"][0].places) == 2


def test_unite_takes_the_claim_from_lists_and_search(client):
    claim, into = make_claim("Der Marder frisst Kabel."), make_claim("Marder fressen gern Kabel.")
    make_revision(claims=[claim])

    unite(claim, into)

    for address in ("/behauptungen/", "/suche/?q=Marder", "/"):
        page = client.get(address).content.decode()
        assert into.get_absolute_url() in page or address == "/"
        assert claim.get_absolute_url() not in page


def test_unite_follows_a_claim_that_was_merged_twice(client):
    first, second, third = make_claim(), make_claim(), make_claim()
    make_revision(claims=[first])

    unite(first, second)
    unite(second, third)

    assert client.get(first.get_absolute_url()).url == third.get_absolute_url()
    assert client.get(second.get_absolute_url()).url == third.get_absolute_url()
    assert Claim.objects.get(pk=first.pk).heir == third


def test_unite_leads_nobody_to_a_claim_that_is_not_public(client):
    claim, into = make_claim(), make_claim()

    unite(claim, into)

    assert client.get(claim.get_absolute_url()).status_code == 404


def test_restore_of_an_older_revision_ties_the_claim_that_stays():
    claim, into = make_claim("Die Rakete fliegt schnell."), make_claim()
    revision = make_revision(claims=[claim])
    mark = revision.article.annotations.get()
    annotating.detach(mark, by=make_reporter())

    unite(claim, into)
    restoring.restore(revision, by=make_editor())

    assert revision.article.annotations.get().claim == into


def test_history_of_merged_claims_is_whole():
    claim, into = make_checked_claim("unbelegt"), make_checked_claim("richtig")
    make_revision(claims=[claim])
    unite(claim, into)
    part(claim)

    call_command("verify_history")


def test_unite_leaves_a_printed_reply_and_readers_find_it_with_the_claim_that_stays(client):
    claim, into = make_claim("Die Rakete fliegt schnell."), make_claim()
    revision = make_revision(claims=[claim])
    now = clock.now()
    Reply.objects.create(
        article=revision.article,
        claim=claim,
        from_whom="Büro für Höhe",
        text="Sie fliegt langsam.",
        received_on=now.date(),
        published_by=make_editor(),
        live_from=now,
    )

    unite(claim, into)
    page = client.get(into.get_absolute_url()).content.decode()

    assert Reply.objects.get().claim == claim
    assert "Sie fliegt langsam." in page
    assert "Sie fliegt langsam." in client.get(revision.get_absolute_url()).content.decode()
