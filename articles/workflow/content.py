"""What a revision holds: all that readers see of an article, as plain values, and the marks in it."""

from articles.text.plain import plain_field

PLAIN_FIELDS = (
    "label",
    "kicker",
    "headline",
    "slug",
    "teaser",
    "body",
    "context",
    "dateline",
    "agencies",
    "sign_off",
    "language",
)
WIDTHS = (480, 960)


def content_of(article, *, bylines=None, topics=None, related=None):
    """Return all a reader sees of the article, as plain values; what hangs on it as stored, unless given."""
    bylines = article.bylines.select_related("author") if bylines is None else bylines
    topics = article.topics.all() if topics is None else topics
    related = article.related.order_by("pk") if related is None else related
    content = {name: getattr(article, name) for name in PLAIN_FIELDS}
    return content | {
        "section": _named(article.section) if article.section else None,
        "key_points": article.plain("key_points").split("\n") if article.key_points else [],
        "bylines": [
            {
                "name": byline.author.name,
                "slug": byline.author.slug,
                "signature": byline.author.signature,
                "place": byline.place,
            }
            for byline in bylines
        ],
        "picture": _pictured(article),
        "topics": [_named(topic) for topic in topics],
        "related": [each.pk for each in related],
    }


def annotations_of(article):
    """Return the article's marks in reading order; lost ones have no place and are left out."""
    return [
        {
            "claim": annotation.claim_id,
            "field": annotation.field,
            "start": annotation.start,
            "end": annotation.end,
            "exact": annotation.exact,
        }
        for annotation in article.annotations.in_place().in_reading_order()
    ]


def words_of(content):
    """Return the text that the search looks through."""
    fields = {name: content[name] for name in ("headline", "teaser", "body", "context")}
    parts = [plain_field(name, value) for name, value in fields.items()]
    return "\n".join([content["kicker"], *parts, *content["key_points"]]).strip()


def _named(record):
    return {"id": record.pk, "name": record.name, "slug": record.slug}


def _pictured(article):
    picture = article.picture
    if picture is None:
        return None
    sources = [[width, picture.rendition(width)] for width in WIDTHS if width < picture.width]
    return {
        "id": picture.pk,
        "src": picture.rendition(picture.width),
        "srcset": [*sources, [picture.width, picture.rendition(picture.width)]],
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "caption": article.picture_caption or picture.caption,
        "credit": picture.credit,
        "origin": picture.origin,
    }
