"""Turn what an importer read into an article of the newsroom."""

from articles.choices import Label
from articles.models import Article, Author, Byline, Revision, Section, Topic
from articles.workflow import writing
from articles.workflow.turns import in_turn

TAKEN_AS_THEY_ARE = (
    "kicker", "headline", "teaser", "dateline", "agencies", "body", "context",
    "picture_caption", "sign_off", "language", "slug",
)  # fmt: skip


@in_turn
def receive(draft, *, by, picture=None):
    """
    Make a draft article of an imported one; unknown topics and authors are created, an unknown section is not.

    A section that the house does not have stays empty (the gate asks for it); reporters do not found sections.
    """
    article = Article(
        **{name: getattr(draft, name) or Article._meta.get_field(name).get_default() for name in TAKEN_AS_THEY_ARE}
    )
    article.key_points = "\n".join(draft.key_points)
    article.label = draft.label if draft.label in Label.values else Label.REPORT
    article.section = Section.objects.filter(name__iexact=draft.section).first() if draft.section else None
    article.picture = picture
    article.assignee = by
    bylines = [
        Byline(article=article, author=author, position=place)
        for place, author in enumerate(dict.fromkeys(_author(name, by=by) for name in draft.bylines))
    ]
    topics = [_topic(name, by=by) for name in draft.topics]
    return writing.save(article, by=by, related={"topics": topics, "related": _related(draft.related)}, rows=bylines)


def _author(name, *, by):
    return Author.objects.filter(name__iexact=name).first() or writing.save(Author(name=name), by=by)


def _topic(name, *, by):
    return Topic.objects.filter(name__iexact=name).first() or writing.save(Topic(name=name), by=by)


def _related(headlines):
    """Return the house's own published articles among the headlines that the text names."""
    named = Revision.objects.live().filter(content__headline__in=headlines).select_related("article")
    by_headline = {revision.content["headline"]: revision.article for revision in named}
    return [by_headline[headline] for headline in headlines if headline in by_headline]
