"""What an autosave leaves in the history: little, and enough to put every state of the text together again."""

import json

import pytest

from articles.choices import Verb
from articles.models import Article, Decision
from articles.text.stretch import Stretch, apply
from articles.workflow import autosaving
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
