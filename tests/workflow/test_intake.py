"""Intake: what an importer read becomes a draft, every part in its place."""

import pytest
from django.core.exceptions import PermissionDenied

from articles.choices import ArticleState, Label
from articles.importers.draft import Draft
from articles.models import Article, Author, Topic
from articles.workflow import intake
from tests.make import make_author, make_fact_checker, make_reporter, make_revision, make_section, make_topic

pytestmark = pytest.mark.django_db


def test_receive_puts_every_part_in_its_field():
    section, topic, author = make_section(name="Politik"), make_topic(name="Raketen"), make_author(name="Mia Muster")
    live = make_revision(headline="Schon erschienen")
    reporter = make_reporter()
    draft = Draft(
        kicker="Dachzeile",
        headline="Überschrift",
        teaser="Teaser.",
        label="analysis",
        section="politik",
        dateline="Berlin",
        body="<p>Text</p>",
        context="<p>Wichtig</p>",
        key_points=["Eins", "Zwei"],
        topics=["Raketen", "Neues Thema"],
        related=["Schon erschienen", "Gibt es nicht"],
        bylines=["Mia Muster", "Bernd Beispiel"],
        agencies="dpa",
        sign_off="/mm",
    )

    article = Article.objects.get(pk=intake.receive(draft, by=reporter).pk)

    assert (article.state, article.label, article.section) == (ArticleState.DRAFT, Label.ANALYSIS, section)
    assert (article.key_points, article.context, article.agencies) == ("Eins\nZwei", "<p>Wichtig</p>", "dpa")
    assert [byline.author.name for byline in article.bylines.all()] == ["Mia Muster", "Bernd Beispiel"]
    assert {topic.name for topic in article.topics.all()} == {"Raketen", "Neues Thema"}
    assert list(article.related.all()) == [live.article]
    assert article.assignee == reporter
    assert (topic in article.topics.all(), author in article.authors.all()) == (True, True)


def test_receive_leaves_an_unknown_section_and_label_to_the_editor():
    article = intake.receive(Draft(headline="Titel", section="Unbekannt", label="glosse"), by=make_reporter())

    assert (article.section, article.label) == (None, Label.REPORT)


def test_receive_is_refused_to_those_who_may_not_write():
    with pytest.raises(PermissionDenied):
        intake.receive(Draft(headline="Titel", topics=["Neu"], bylines=["Neu"]), by=make_fact_checker())

    assert not (Article.objects.exists() or Topic.objects.exists() or Author.objects.exists())
