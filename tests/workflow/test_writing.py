"""Writing: what is stored is clean, every save has its token and its Decision."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.choices import ArticleState, SourceKind
from articles.models import Article, Claim, Decision, Inquiry, Section, Source, Topic
from articles.workflow import writing
from articles.workflow.transitions import Stale, WrongMove
from tests.make import (
    make_administrator,
    make_annotation,
    make_article,
    make_author,
    make_chief,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_reporter,
    make_revision,
    make_section,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db


def test_save_stores_clean_text():
    article = make_article(
        headline="  Groß\x08e \u202eWorte ",
        teaser="Zeile\r\nzwei",
        key_points="Eins\r\n\r\n  Zwei ",
        body="<script>alert(1)</script><p onclick=x>Gu\u0308te</p>",
    )

    article.refresh_from_db()

    assert (article.headline, article.teaser) == ("Große Worte", "Zeile zwei")
    assert article.key_points == "Eins\nZwei"
    assert article.body == "<p>Güte</p>"


def test_save_keeps_the_paragraphs_of_longer_texts():
    claim = make_claim(background="Erstens.\r\n\r\nZweitens.\x00")

    assert Claim.objects.get(pk=claim.pk).background == "Erstens.\n\nZweitens."


def test_save_makes_german_slugs():
    article = make_article(headline="Größe, Öl & Maß: Was zählt?")

    assert article.slug == "groesse-oel-und-mass-was-zaehlt"


def test_save_makes_each_slug_once():
    first = make_source(name="Dpa")

    second = make_source(name="DPA")

    assert (first.slug, second.slug) == ("dpa", "dpa-2")


def test_save_writes_one_decision_with_both_sides():
    topic, article, reporter = make_topic(name="Raketen"), make_article(), make_reporter()
    number = Decision.objects.latest().number

    article.kicker = "Neue Dachzeile"
    writing.save(article, by=reporter, related={"topics": [topic]})

    decision = Decision.objects.get(number__gt=number)
    assert (decision.verb, decision.by) == ("save", reporter)
    assert (decision.before["kicker"], decision.after["kicker"]) == ("Dachzeile", "Neue Dachzeile")
    assert (decision.before["topics"], decision.after["topics"]) == ([], ["Raketen"])


def test_save_refuses_a_stale_write_and_changes_nothing():
    article = make_article()
    read = article.version
    mine, theirs = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
    theirs.headline = "Ihre"
    writing.save(theirs, by=make_reporter(), read_version=read)
    decisions = Decision.objects.count()

    mine.headline = "Meine"
    with pytest.raises(Stale) as refusal:
        writing.save(mine, by=make_reporter(), read_version=read)

    assert refusal.value.record.headline == "Ihre"
    assert Article.objects.get(pk=article.pk).headline == "Ihre"
    assert Decision.objects.count() == decisions


def test_save_refuses_a_statement_over_the_limit():
    with pytest.raises(ValidationError, match="300"):
        make_claim("A" * 301)


def test_save_refuses_an_anonymous_source_without_a_reason():
    with pytest.raises(WrongMove, match="Grund"):
        make_source(kind=SourceKind.ANONYMOUS)


def test_save_refuses_a_source_that_speaks_for_itself_in_a_circle():
    kremlin = make_source(name="Kreml")
    speaker = make_source(name="Sprecher", part_of=kremlin)

    kremlin.part_of = speaker
    with pytest.raises(WrongMove, match="für sich selbst"):
        writing.save(kremlin, by=make_reporter())


@pytest.mark.parametrize(
    ("record", "make_user"),
    [
        (Article(headline="Titel"), make_fact_checker),
        (Article(headline="Titel"), make_administrator),
        (Section(name="Sport"), make_editor),
        (Source(name="dpa", kind="agency"), make_administrator),
        (Topic(name="Klima"), make_fact_checker),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_save_is_refused_to_the_wrong_role(record, make_user):
    with pytest.raises(PermissionDenied):
        writing.save(record, by=make_user())


def test_save_lets_an_inline_row_go_with_its_own_decision():
    claim = make_claim()
    evidence = make_evidence(claim)
    inquiry = Inquiry(claim=claim, addressee="Pressestelle", asked_on="2026-01-02")

    writing.save(claim, by=make_reporter(), rows=[inquiry], removed=[evidence])

    assert list(claim.inquiries.all()) == [inquiry]
    assert not claim.evidence.exists()
    verbs = Decision.objects.filter(record_type__in=["evidence", "inquiry"]).values_list("record_type", "verb")
    assert set(verbs) == {("evidence", "create"), ("evidence", "delete"), ("inquiry", "create")}


def test_save_names_the_byline_in_the_history():
    author = make_author(name="Mia Muster")

    article = make_article(bylines=[author])

    assert Decision.objects.about(article).get().after["authors"] == ["Mia Muster"]


def test_delete_takes_what_nobody_needs():
    topic = make_topic()
    pk = topic.pk

    writing.delete(topic, by=make_chief())

    assert not Topic.objects.filter(pk=pk).exists()
    assert Decision.objects.about(Topic(pk=pk)).latest().verb == "delete"


def test_delete_refuses_what_is_still_needed():
    revision = make_revision()

    with pytest.raises(WrongMove, match="noch gebraucht"):
        writing.delete(revision.article, by=make_editor())
    with pytest.raises(PermissionDenied):
        writing.delete(make_section(), by=make_editor())

    assert Article.objects.filter(pk=revision.article_id).exists()


def test_delete_of_a_claim_leaves_a_decision_of_every_evidence_and_inquiry():
    claim, chief = make_claim(), make_chief()
    evidence = [make_evidence(claim, quotation="Beleg „eins“."), make_evidence(claim)]
    inquiry = writing.save(Inquiry(claim=claim, addressee="Ministerium", asked_on="2026-05-04"), by=make_reporter())
    gone = [*evidence, inquiry, claim]
    keys = [(each._meta.model_name, each.pk) for each in gone]

    writing.delete(claim, by=chief)

    told = Decision.objects.filter(verb="delete", by=chief).order_by("number")
    assert [(each.record_type, each.record_id) for each in told] == keys
    assert told[0].before["quotation"] == "Beleg „eins“."


def test_delete_of_an_article_keeps_its_marks_and_names_in_history():
    article, author = make_article(), make_author(name="Änne Schön")
    article = make_article(bylines=[author])
    annotation = make_annotation(article)

    writing.delete(article, by=make_editor())

    mark, told = Decision.objects.filter(verb="delete").order_by("number")
    assert (mark.record_type, mark.before["exact"]) == ("annotation", annotation.exact)
    assert told.before["authors"] == ["Änne Schön"]


@pytest.mark.parametrize("use", ["article", "claim", "revision"])
def test_delete_refuses_a_topic_that_is_given_to_something(use):
    topic = make_topic(name="Das „Wunder“")
    if use == "claim":
        make_claim(topics=[topic])
    else:
        article = make_article(topics=[topic])
    if use == "revision":
        make_revision(article).topics.add(topic)
        article.topics.clear()

    with pytest.raises(WrongMove, match="„Das ‚Wunder‘“ wird noch gebraucht"):
        writing.delete(topic, by=make_chief())

    assert Topic.objects.filter(pk=topic.pk).exists()


def test_submit_and_send_back_move_the_draft():
    article, editor = make_article(), make_editor()

    writing.submit(article, by=make_reporter())
    assert list(Article.objects.in_review()) == [article]
    writing.send_back(article, note="Bitte die Zahlen prüfen.", by=editor)

    article.refresh_from_db()
    assert (article.state, article.review_note) == (ArticleState.DRAFT, "Bitte die Zahlen prüfen.")


def test_send_back_refuses_without_note_role_or_need():
    article = make_article()

    with pytest.raises(PermissionDenied):
        writing.send_back(article, note="Nein.", by=make_reporter())
    with pytest.raises(WrongMove, match="Anmerkung"):
        writing.send_back(article, note="", by=make_editor())
    with pytest.raises(WrongMove, match="nicht in der Abnahme"):
        writing.send_back(article, note="Nein.", by=make_editor())
