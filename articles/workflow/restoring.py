"""Bring an earlier revision back into the draft: its words, what hangs on them, and the marks in them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField, AnnotationState, Verb
from articles.models import Annotation, Article, Author, Byline, Claim, Picture, Section, Topic
from articles.text import anchors
from articles.workflow import anchoring, writing
from articles.workflow.content import PLAIN_FIELDS
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove, refuse_stale
from articles.workflow.turns import in_turn


@dataclass(frozen=True)
class Restored:
    """The draft as it is now, what could not come back, and the marks whose words it does not have."""

    article: Article
    missing: list[str]
    lost: list[Annotation]


@in_turn
def restore(revision, *, by, read_version=None):
    """
    Bring an earlier revision back into the draft; readers see nothing of it until it is published.

    A tombstone has no words to bring back and is refused; a draft that was saved since `read_version` raises Stale.
    """
    require(by, "write_article", revision.article)
    article = Article.objects.select_for_update(of=("self",)).get(pk=revision.article_id)
    refuse_stale(article, read_version)
    if revision.is_withdrawal:
        raise WrongMove(_("Diese Fassung ist ein Rückzug und hat keinen Text. Wählen Sie die Fassung davor."))
    missing = []
    _put_words(article, revision.content)
    _put_section_and_picture(article, revision.content, missing)
    rows, removed = _bylines(article, revision.content["bylines"], missing)
    lost = []
    marks = _marks_to_make(revision, missing)
    related = {
        "topics": _named(Topic, revision.content["topics"], _("das Thema „%(name)s“"), missing),
        "related": list(Article.objects.filter(pk__in=revision.content["related"])),
    }

    def follow(article, old):
        """Take the draft's own marks along, tie those of the revision, and tell of both in the one Decision."""
        anchoring.follow_edit(article, old)
        lost.extend(_tie(article, marks))
        told = {"revision": revision.number, "missing": [str(each) for each in missing]}
        told["annotations_lost"] = [str(annotation) for annotation in lost]
        return {name: value for name, value in told.items() if value}

    writing.save(article, by=by, related=related, rows=rows, removed=removed, verb=Verb.RESTORE, follow=follow)
    return Restored(article, missing, lost)


def _put_words(article, content):
    for name in PLAIN_FIELDS:
        setattr(article, name, content[name])
    article.key_points = "\n".join(content["key_points"])


def _put_section_and_picture(article, content, missing):
    """Put the section and the picture back by their keys; one that is gone leaves the draft's own in place."""
    sections = _named(Section, [content["section"]] if content["section"] else [], _("das Ressort „%(name)s“"), missing)
    article.section = sections[0] if sections else article.section
    pictured = content["picture"]
    picture = Picture.objects.filter(pk=pictured["id"]).first() if pictured else None
    if pictured and not picture:
        missing.append(_("das Bild „%(name)s“") % {"name": pictured["caption"] or pictured["alt"]})
        return
    article.picture = picture
    inherited = not pictured or pictured["caption"] == picture.caption
    article.picture_caption = "" if inherited else pictured["caption"]


def _named(model, wanted, words, missing):
    """Return the records that still exist, in the order wanted."""
    found = model.objects.in_bulk([each["id"] for each in wanted])
    missing += [words % {"name": each["name"]} for each in wanted if each["id"] not in found]
    return [found[each["id"]] for each in wanted if each["id"] in found]


def _bylines(article, wanted, missing):
    """Return the rows of the Autorenzeile to save and those to remove."""
    stored = {byline.author.slug: byline for byline in article.bylines.select_related("author")}
    authors = {author.slug: author for author in Author.objects.filter(slug__in=[each["slug"] for each in wanted])}
    rows = []
    for position, each in enumerate(wanted):
        if each["slug"] not in authors:
            missing.append(_("der Name „%(name)s“ in der Autorenzeile") % {"name": each["name"]})
            continue
        row = stored.pop(each["slug"], None) or Byline(article=article, author=authors[each["slug"]])
        row.place, row.position = each["place"], position
        rows.append(row)
    return rows, list(stored.values())


def _marks_to_make(revision, missing):
    """Return the marks of the revision, each with its claim, as far as the claim still exists."""
    claims = Claim.objects.select_related("merged_into").in_bulk({mark["claim"] for mark in revision.annotations})
    gone = [mark for mark in revision.annotations if mark["claim"] not in claims]
    missing += [_("die Markierung „%(words)s“") % {"words": mark["exact"]} for mark in gone]
    return [(claims[mark["claim"]].heir, mark) for mark in revision.annotations if mark["claim"] in claims]


def _tie(article, marks):
    """Tie each mark of the revision to its words, and return the article's marks that are lost now."""
    texts = {field: article.plain(field) for field in AnnotatedField.values}
    standing = list(article.annotations.select_related("claim"))
    for claim, mark in marks:
        place = _place(texts[mark["field"]], mark)
        if place is None:
            continue
        annotation = _own(standing, claim, mark, place) or Annotation(article=article, claim=claim)
        anchor = anchors.make(texts[mark["field"]], *place)
        annotation.field, annotation.exact = mark["field"], anchor.exact
        annotation.prefix, annotation.suffix = anchor.prefix, anchor.suffix
        annotation.start, annotation.end, annotation.state = anchor.start, anchor.end, AnnotationState.IN_PLACE
        is_new = annotation.pk is None
        annotation.save()
        standing += [annotation] if is_new else []
    return [annotation for annotation in standing if annotation.is_lost]


def _place(text, mark):
    if text[mark["start"] : mark["end"]] == mark["exact"]:
        return mark["start"], mark["end"]
    return anchors.locate(text, exact=mark["exact"], prefix="", suffix="", start_hint=mark["start"])


def _own(standing, claim, mark, place):
    """Return the draft's mark at that place, or a lost one of the claim, which finds its words again by this."""
    of_claim = [each for each in standing if each.claim_id == claim.pk]
    there = [each for each in of_claim if (each.field, each.start, each.end) == (mark["field"], *place)]
    lost = sorted((each for each in of_claim if each.is_lost), key=lambda each: each.field != mark["field"])
    return next(iter([*there, *lost]), None)
