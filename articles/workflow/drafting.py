"""What readers would see of words that are still being typed: nothing here is saved."""

from articles.models import Article
from articles.text import anchors
from articles.workflow import publishing, writing
from articles.workflow.content import content_of


def unsaved(article, *, bylines, topics, related):
    """Return the revision that publishing the article as it stands in the form would write; nothing is stored."""
    writing.tidy(article)
    content = content_of(article, bylines=bylines, topics=topics, related=related)
    return publishing.preview(article, content=content, annotations=_marks(article))


def _marks(article):
    """Return the stored marks at the places where their words stand in what is being typed."""
    stored = Article.objects.get(pk=article.pk)
    marks = list(article.annotations.in_place().in_reading_order())
    found = {field: _followed(field, marks, stored, article) for field in {mark.field for mark in marks}}
    return [
        {"claim": mark.claim_id, "field": mark.field, "start": place[0], "end": place[1], "exact": place[2]}
        for mark in marks
        if (place := found[mark.field][mark.pk])
    ]


def _followed(field, marks, stored, article):
    old, new = stored.plain(field), article.plain(field)
    of_field = [mark for mark in marks if mark.field == field]
    spans = anchors.follow(old, new, [(mark.start, mark.end) for mark in of_field])
    return {
        mark.pk: (*span, new[span[0] : span[1]]) if span else None for mark, span in zip(of_field, spans, strict=True)
    }
