"""Save what people write: every editable record passes through here, new or changed."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.choices import ArticleState, SourceKind, Verb
from articles.models import (
    Article,
    Author,
    Claim,
    Evidence,
    Inquiry,
    Page,
    Picture,
    Section,
    Source,
    Topic,
    Verdict,
)
from articles.models.editable import Editable
from articles.text.clean import clean, safe_href
from articles.text.nesting import nested
from articles.text.plain import plain_line, plain_lines
from articles.text.slugs import slugify
from articles.workflow import anchoring, clock, history, merging, rippling, sourcing, uniting, versions
from articles.workflow.merging import HTML_FIELDS, ONE_LINERS
from articles.workflow.notes import tidy_words
from articles.workflow.permissions import require
from articles.workflow.transitions import Stale, WrongMove, refuse_stale, step
from articles.workflow.turns import in_turn

ACTS = {
    Article: "write_article",
    Author: "write_taxonomy",
    Claim: "write_claim",
    Evidence: "write_claim",
    Inquiry: "write_claim",
    Page: "manage_house",
    Picture: "write_picture",
    Section: "manage_house",
    Source: "write_source",
    Topic: "write_taxonomy",
    Verdict: "manage_house",
}
# What is deleted together with a record, each with a Decision of its own.
ALONG = {Article: ("annotations",), Claim: ("evidence", "inquiries")}
LINE_LISTS = {Article: {"key_points"}}
SLUG_FROM = {
    Article: "headline",
    Claim: "statement",
    Section: "name",
    Topic: "name",
    Author: "name",
    Source: "name",
}


@in_turn
def save(
    record,
    *,
    by,
    read_version=None,
    related=None,
    rows=(),
    removed=(),
    written=None,
    verb=None,
    follow=anchoring.follow_edit,
):
    """
    Save a record as `by` wrote it, with its many-to-many values and inline rows, and write one Decision.

    `read_version` is the version the writer had before them. What others saved since is merged, told in
    `record.merges`; where both changed the same, Stale is raised with the clashes, and nothing is saved. Fields
    that are not among `written` stay as they are stored. Rows name the version they were read at themselves.
    Saving that is part of another act names its `verb`, and what is to `follow` with the article's annotations.
    """
    require(by, ACTS[type(record)], record)
    old = _lock(record)
    _refuse_merged(record)
    tidy(record)
    if verb == Verb.AUTOSAVE and old and read_version not in (None, old.version):
        # The form goes on without what others wrote; its next save would take that back.
        raise Stale(old)
    merge = _merge(record, old, read_version, related := dict(related or {}), written)
    if merge.version and not (related or rows or removed) and history.facts(record) == history.facts(old):
        record.version, record.merges = old.version, [merge]
        return record
    if not merge.clashes:
        _refuse_what_is_wrong(record, old)
        listed = versions.listed(old) if old else {}
        before = history.facts(old) | listed if old else {}
        _keep(record)
    touched = _save_rows(record, rows, removed, by=by, merge=merge)
    # A token of no version at all, or of one to come, proves nothing: what came with it is looked at once more.
    is_proven = old is None or read_version is None or 0 < read_version <= old.version
    if merge.clashes or not is_proven or any(each.clashes for _, each in touched):
        raise Stale(old or record, merge=merge, rows=touched)
    related = _differing(related, listed)
    for name, values in related.items():
        getattr(record, name).set(values)
    record.merges = [each for each in (merge, *(each for _, each in touched)) if each.taken]
    marks = follow(record, old) if old and isinstance(record, Article) else {}
    if related or rows or removed or not old:
        listed = versions.listed(record)
    before, after = history.changes(before, history.facts(record) | listed)
    if verb == Verb.AUTOSAVE:
        before, after = history.shortened(before, after)
    after |= marks | ({"merged_with_version": merge.version} if merge.version else {})
    verb = verb or (Verb.SAVE if old else Verb.CREATE)
    history.decide(verb, record, by=by, before=before, after=after, version=record.version)
    record.ripples = rippling.follow_save(record, before, rows=rows, removed=removed, by=by)
    return record


@in_turn
def delete(record, *, by, read_version=None):
    """
    Delete a record on which nothing depends, if it still is as it was read.

    What goes along with it has its Decision as well; together they hold every word.
    """
    require(by, "delete", record)
    require(by, ACTS[type(record)], record)
    stored = type(record).objects.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if stored is None:
        raise WrongMove(_("„%(record)s“ ist schon gelöscht.") % {"record": record})
    _refuse_merged(record)
    refuse_stale(stored, read_version)
    before, pk = history.facts(record) | versions.listed(record), record.pk
    along = [
        (each, each.pk, history.facts(each))
        for name in ALONG.get(type(record), ())
        for each in getattr(record, name).all()
    ]
    needed = _("„%(record)s“ wird noch gebraucht und kann nicht gelöscht werden.") % {"record": nested(record)}
    if isinstance(record, Topic) and _is_given_to_something(record):
        raise WrongMove(needed)
    try:
        with transaction.atomic():
            record.delete()
    except (models.ProtectedError, models.RestrictedError) as refusal:
        raise WrongMove(needed) from refusal
    for each, each.pk, facts in along:
        history.decide(Verb.DELETE, each, by=by, before=facts)
    record.pk = pk
    history.decide(Verb.DELETE, record, by=by, before=before)
    if isinstance(record, Evidence):
        rippling.follow_thinning(Claim.objects.filter(pk=record.claim_id), by=by)


def _refuse_merged(record):
    """What is meant for a claim that another one has taken in belongs to that one now."""
    claim = record if isinstance(record, Claim) else record.claim if isinstance(record, Evidence | Inquiry) else None
    if claim is not None and claim.pk:
        uniting.refuse_merged(claim)


def _is_given_to_something(topic):
    return any(records.exists() for records in (topic.articles, topic.claims, topic.revisions))


@in_turn
def submit(article, *, by, read_version=None):
    """Hand an article over for review."""
    require(by, "write_article", article)
    return _move(article, ArticleState.IN_REVIEW, verb=Verb.SUBMIT, by=by, read_version=read_version)


@in_turn
def send_back(article, *, note, by, read_version=None):
    """Return an article to its writers, with the words that say what is missing."""
    require(by, "review_article", article)
    note = tidy_words(note)
    if not note:
        raise WrongMove(_("Schreiben Sie dazu, was noch fehlt; ohne Anmerkung geht nichts zurück."))
    if Article.objects.get(pk=article.pk).state != ArticleState.IN_REVIEW:
        raise WrongMove(_("Der Artikel liegt nicht in der Abnahme; zurückzugeben gibt es nichts."))
    return _move(article, ArticleState.DRAFT, verb=Verb.RETURN, by=by, note=note, read_version=read_version)


def tidy(record):
    """Bring every text of the record into the form we store: NFC, no control characters, cleaned HTML, slugs."""
    tidied = record.__dict__.setdefault("_tidied", {})
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if not (isinstance(value, str) and isinstance(field, models.CharField | models.TextField)):
            continue
        # One act asks several times; what came out of it once comes out the same again.
        if tidied.get(field.attname) != value:
            tidied[field.attname] = _tidy_text(record, field, value)
            setattr(record, field.attname, tidied[field.attname])
    origin = SLUG_FROM.get(type(record))
    if origin and not record.slug:
        record.slug = _free_slug(record, slugify(getattr(record, origin)))


def _tidy_text(record, field, value):
    kind = type(record)
    if field.name in HTML_FIELDS.get(kind, ()):
        return clean(value)
    if field.name in LINE_LISTS.get(kind, ()):
        return plain_lines(value)
    if isinstance(field, models.TextField) and field.name not in ONE_LINERS.get(kind, ()):
        return tidy_words(value)
    return plain_line(value)


def _free_slug(record, stem):
    stem = stem or record._meta.model_name
    if not record._meta.get_field("slug").unique:
        return stem
    slug, number = stem, 1
    while type(record).objects.filter(slug=slug).exclude(pk=record.pk).exists():
        number += 1
        slug = f"{stem[:75]}-{number}"
    return slug


def _lock(record):
    """Return the stored record, locked, with `record` one version ahead of it; None for a new one."""
    if record._state.adding:
        record.version = 1
        return None
    # Not against those who merely point at it: a window's sign of life must not wait for us, nor we for it.
    old = type(record).objects.select_for_update(of=("self",), no_key=True).filter(pk=record.pk).first()
    if old is None:
        raise WrongMove(_("„%(record)s“ ist inzwischen gelöscht.") % {"record": nested(record)})
    record.version = old.version + 1
    return old


def _merge(record, old, read_version, related, written):
    if old is None or read_version in (None, old.version):
        return merging.Merge(record)
    merge = merging.merge(record, old, read_version=read_version, written=written, related=related)
    tidy(record)
    return merge


def _differing(related, listed):
    """Return the many-to-many values that are not what is stored already."""
    keys = listed.get("keys", {})
    return {
        name: values
        for name, values in related.items()
        if name not in keys or keys[name] != sorted(getattr(each, "pk", each) for each in values)
    }


def _keep(record):
    if hasattr(record, "created_at") and not record.created_at:
        record.created_at = clock.now()
    if isinstance(record, Article):
        record.saved_at = clock.now()
    record.save()


def _refuse_what_is_wrong(record, old):
    refuse_wrong_fields(record)
    if isinstance(record, Evidence):
        sourcing.refuse_wrong_evidence(record, old)
    if isinstance(record, Source) and record.kind == SourceKind.ANONYMOUS and not record.anonymity_reason:
        raise WrongMove(_("Eine anonyme Quelle braucht einen Grund, warum ihr Name nicht genannt wird."))
    if isinstance(record, Source) and sourcing.runs_in_a_circle(record, "part_of"):
        raise WrongMove(_("„%(source)s“ kann nicht für sich selbst sprechen.") % {"source": record})


def refuse_wrong_fields(record):
    """Refuse what no field may hold: too many characters, no such choice, an address that deceives."""
    relations = [field.name for field in record._meta.concrete_fields if field.is_relation]
    record.clean_fields(exclude=relations)
    deceiving = [
        field.name
        for field in record._meta.concrete_fields
        if isinstance(field, models.URLField) and not leads_to_the_web(getattr(record, field.attname))
    ]
    if deceiving:
        raise ValidationError(dict.fromkeys(deceiving, URLValidator.message))


def leads_to_the_web(address):
    """Return whether an address, if there is one, is of the web and names no user before its host."""
    return not address or (address.lower().startswith(("http://", "https://")) and safe_href(address) is not None)


def _save_rows(record, rows, removed, *, by, merge):
    """Save and remove inline rows; return, in pairs with their Merge, those that others touched as well."""
    touched = []
    for row in removed:
        met = merging.meet_removal(row)
        if met:
            touched.append((row, met))
            continue
        if isinstance(row, Editable):
            history.decide(Verb.DELETE, row, by=by, before=history.facts(row), version=row.version)
        row.delete()
    # Evidence that goes back to nothing any more makes room for what was turned round in the same form.
    for row in sorted(rows, key=lambda row: getattr(row, "goes_back_to_id", None) is not None):
        try:
            touched += [(row, each) for each in _save_row(row, by=by, merge=merge)]
        except Stale as refusal:
            touched.append((row, refusal.merge))
    return touched


def _save_row(row, *, by, merge):
    if gone := merging.meet_deletion(row, merge):
        return [gone]
    if isinstance(row, Editable):
        return save(row, by=by, read_version=None if row._state.adding else row.version).merges
    own = merging.merge_byline(row, merge)
    if not own.clashes:
        row.save()
    return [own] if own.clashes or own.taken else []


def _move(article, target, *, verb, by, note="", read_version=None):
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    refuse_stale(stored, read_version)
    before = stored.state
    step(stored, target)
    stored.review_note = note
    stored.version += 1
    stored.save(update_fields=["state", "review_note", "version"])
    article.state, article.review_note, article.version = stored.state, note, stored.version
    facts = {"before": {"state": before}, "after": {"state": stored.state}}
    history.decide(verb, article, by=by, **facts, reason=note, version=stored.version)
    return article
