"""What an autosave leaves in the history: little, and enough to put every state of the text together again."""

import json
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.choices import Verb
from articles.models import Article, Decision
from articles.text.clean import clean
from articles.text.stretch import Stretch, apply
from articles.workflow import autosaving, writing
from tests import make

pytestmark = pytest.mark.django_db
LONG = "".join(f"<p>Absatz {number} sagt in mehreren Wörtern, was geschah.</p>" for number in range(200))


def test_autosaves_of_a_long_text_stay_small_and_can_be_put_together_again():
    article, reporter = make.make_article(body=LONG), make.make_reporter()
    for number in range(5):
        article = Article.objects.get(pk=article.pk)
        article.body = article.body.replace(f"Absatz {number} sagt", f"Absatz {number} meldet")
        autosaving.autosave(article, related={}, rows={}, read_version=article.version, window="w1", by=reporter)

    decisions = Decision.objects.about(article).filter(verb=Verb.AUTOSAVE)
    text = LONG
    for each in decisions:
        text = apply(text, Stretch(each.after["places"]["body"], each.before["body"], each.after["body"]))

    assert text == Article.objects.get(pk=article.pk).body
    assert max(len(json.dumps([each.before, each.after])) for each in decisions) < 400


def test_autosave_cleans_each_text_once():
    """Cleaning is the dearest part of a save; a long text must not pay for it twice."""
    article, reporter = make.make_article(body=LONG), make.make_reporter()
    article = Article.objects.get(pk=article.pk)
    article.body = article.body.replace("Absatz 1 sagt", "Absatz 1 meldet")
    cleaned = []

    def notice(frame, event, _argument):
        if event == "call" and frame.f_code is clean.__code__:
            cleaned.append(frame.f_locals["html"])

    sys.setprofile(notice)
    try:
        autosaving.autosave(article, related={}, rows={}, read_version=article.version, window="w1", by=reporter)
    finally:
        sys.setprofile(None)

    assert len(cleaned) == len(set(cleaned)) == 2


def test_saving_asks_for_names_that_did_not_change_no_second_time():
    topic, reporter = make.make_topic(), make.make_reporter()
    article = make.make_article(topics=[topic])
    counts = []
    for related in ({"topics": [topic]}, {"topics": []}):
        article = Article.objects.get(pk=article.pk)
        article.teaser = f"Teaser {len(counts)}."
        with CaptureQueriesContext(connection) as queries:
            writing.save(article, by=reporter, related=related)
        counts.append(len(queries))

    assert counts[0] < counts[1]
    assert Decision.objects.about(article).last().after["topics"] == []
    assert not article.topics.exists()
