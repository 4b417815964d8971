"""Merge what somebody wrote with what others saved since they had read the record."""

from dataclasses import dataclass, field, replace

from django.db import models

from articles.models import Article, Page
from articles.models.editable import Editable
from articles.text import merge as texts
from articles.workflow import history, versions

HTML_FIELDS = {Article: {"body", "context"}, Page: {"body"}}
ONE_LINERS = {Article: {"teaser"}}
BYLINE = ("author_id", "place", "position")
# Clashes over a whole row: the writer removes what others changed, others deleted what the writer changed.
REMOVED, GONE = "DELETE", "id"


@dataclass
class Merge:
    """What came of it: the clashes by field, the values that differ from the writer's own, and whose work they are."""

    record: models.Model
    is_known: bool = True
    clashes: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    taken: list = field(default_factory=list)
    writers: list = field(default_factory=list)
    version: int = 0
    before: dict | None = None

    def keep(self, name, merged, mine):
        if merged.clashes:
            self.clashes[name] = merged.clashes
        if merged.value != mine:
            self.values[name] = merged.value
            if not merged.clashes:
                self.taken.append(name)


def merge(record, stored, *, read_version, written=None, related=None):
    """
    Put into `record` and `related` what others changed since `read_version`, and return the Merge.

    `written` names the fields that the writer had before them: by default all that can be edited. Clashing
    fields keep what the writer typed.
    """
    before = versions.as_read(stored, read_version)
    merge = Merge(
        stored,
        is_known=before is not None,
        writers=versions.writers_since(stored, read_version) if before else [],
        version=stored.version,
        before=before,
    )
    mine, theirs = history.facts(record), history.facts(stored)
    for each in record._meta.concrete_fields:
        if each.name not in mine:
            continue
        is_written = each.editable if written is None else each.name in written
        merged = _merge_field(record, each, before, mine, theirs) if is_written else None
        if merged is None or merged.value == theirs[each.name] != mine[each.name]:
            setattr(record, each.attname, getattr(stored, each.attname))
        elif merged.value != mine[each.name]:
            setattr(record, each.attname, merged.value)
        if merged is not None:
            merge.keep(each.name, merged, mine[each.name])
    _merge_related(merge, stored, related)
    return merge


def merge_byline(row, merge):
    """Put into a byline's row what others made of it since the article was read; `merge` is the article's."""
    stored = type(row).objects.filter(pk=row.pk).first() if row.pk and merge.version else None
    if stored is None:
        return Merge(row)
    own = Merge(stored, is_known=merge.is_known, writers=merge.writers, version=merge.version)
    read = _byline_as_read(row.pk, merge) or {}
    for name in BYLINE:
        mine, theirs = getattr(row, name), getattr(stored, name)
        merged = texts.merge_field(read.get(name), mine, theirs, is_known=bool(read))
        setattr(row, name, merged.value)
        own.keep(name.removesuffix("_id"), merged, mine)
    return own


def meet_removal(row):
    """Return the Merge that says so, if somebody changed the row that its reader, at `row.version`, removes."""
    stored = type(row).objects.filter(pk=row.pk).first() if isinstance(row, Editable) else None
    if stored is None or stored.version == row.version:
        return None
    met = Merge(stored, version=stored.version, writers=versions.writers_since(stored, row.version))
    return replace(met, values=history.facts(stored), clashes={REMOVED: (texts.Clash(None, "", str(stored)),)})


def meet_deletion(row, merge):
    """
    Return what becomes of a row that somebody else deleted; None if that is not so.

    Such a row says under `was` which number it had. Unchanged since it was read it stays deleted; what was typed
    into it is a clash.
    """
    was = getattr(row, "was", None)
    if was is None:
        return None
    if isinstance(row, Editable):
        read, mine = versions.before_deletion(type(row), was), history.facts(row)
        mine = {name: mine[name] for name in read if row._meta.get_field(name).editable}
        read = {name: read[name] for name in mine}
    else:
        read, mine = _byline_as_read(was, merge), {name: getattr(row, name) for name in BYLINE}
    if read and read == mine:
        return Merge(row, values={REMOVED: True}, taken=[REMOVED], writers=merge.writers)
    return Merge(row, clashes={GONE: (texts.Clash(None, str(row), ""),)}, writers=merge.writers)


def _byline_as_read(pk, merge):
    rows = (merge.before or {}).get("keys", {}).get("bylines", {})
    return dict(zip(BYLINE, rows[str(pk)], strict=True)) if str(pk) in rows else None


def _merge_field(record, each, before, mine, theirs):
    kind, name = type(record), each.name
    sides = (before or {}).get(name), mine[name], theirs[name]
    if name in HTML_FIELDS.get(kind, ()):
        return texts.merge_html(*sides)
    if isinstance(each, models.TextField) and name not in ONE_LINERS.get(kind, ()):
        return texts.merge_lines(*sides)
    return texts.merge_field(*sides, is_known=before is not None)


def _merge_related(merge, stored, related):
    theirs = versions.listed(stored).get("keys", {}) if related else {}
    read = (merge.before or {}).get("keys", {})
    for name, values in (related or {}).items():
        mine = sorted(getattr(value, "pk", value) for value in values)
        merged = texts.merge_set(read.get(name), mine, theirs[name])
        related[name] = merged.value
        merge.keep(name, merged, mine)
