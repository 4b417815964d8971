"""What readers would see of words that are still being typed: nothing here is saved."""

from articles.models import Article, Author, Byline, Topic
from articles.text import anchors
from articles.workflow import publishing, versions, writing
from articles.workflow.content import content_of


def unsaved(article, *, bylines, topics, related):
    """Return the revision that publishing the article as it stands in the form would write; nothing is stored."""
    writing.tidy(article)
    content = content_of(article, bylines=bylines, topics=topics, related=related)
    return publishing.preview(article, content=content, annotations=_marks(article))


def as_it_was(article, version):
    """Return the revision that publishing the draft of that version would have written; None if nobody can tell."""
    stored = Article.objects.select_related("section", "picture").get(pk=article.pk)
    facts = versions.as_read(stored, version)
    if facts is None:
        return None
    for field in Article._meta.concrete_fields:
        if field.name in facts:
            setattr(stored, field.attname, field.to_python(facts[field.name]))
    keys = facts.get("keys", {})
    rows = sorted(keys.get("bylines", {}).values(), key=lambda row: row[2])
    authors = Author.objects.in_bulk([author for author, _place, _position in rows])
    return unsaved(
        stored,
        bylines=[Byline(author=authors[author], place=place) for author, place, _ in rows if author in authors],
        topics=Topic.objects.filter(pk__in=keys.get("topics", [])),
        related=Article.objects.filter(pk__in=keys.get("related", [])).order_by("pk"),
    )


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
