"""Clashes of a stale save, side by side in the form: shown, chosen, and put into what is posted next."""

from dataclasses import dataclass

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.admin.signs import person
from articles.text.clean import clean
from articles.text.merge import put_in_place
from articles.workflow.merging import GONE, HTML_FIELDS, REMOVED

MINE, THEIRS, BOTH = "mine", "theirs", "both"
WHOLE, HTML, LINES = "whole", "html", "lines"
MOST = 500


@dataclass
class Place:
    """One clash as the form shows it; its hidden inputs say what to do with either choice."""

    number: int
    label: str
    kind: str
    name: str
    anchor: str
    before: str | None
    mine: str
    theirs: str
    token: str
    read: str
    raw_mine: tuple = ()
    raw_theirs: tuple = ()
    chosen: str = ""
    may_keep_both: bool = False

    @property
    def key(self):
        return f"_clash-{self.number}"


# --- what was chosen ---


def settle(post):
    """Return what was posted with the choices put in; where one is missing the form is as stale as before."""
    number = post.get("_clashes", "")
    if not (number.isascii() and number.isdecimal()):
        return post
    settled = post.copy()
    for place in range(min(int(number), MOST)):
        key = f"_clash-{place}"
        if not _put_choice(settled, key):
            settled[settled.get(f"{key}-token", "version")] = settled.get(f"{key}-read", "")
    return settled


def _put_choice(post, key):
    """Put one choice into the post; return whether that could be done."""
    choice, kind, name = post.get(key), post.get(f"{key}-kind"), post.get(f"{key}-name", "")
    if choice not in (MINE, THEIRS, BOTH):
        return False
    if kind == REMOVED:
        if choice == THEIRS:
            post.pop(name, None)
    elif kind == GONE:
        prefix = name.removesuffix("-id")
        post[name if choice == MINE else f"{prefix}-DELETE"] = "" if choice == MINE else "on"
    elif kind in (HTML, LINES):
        return _put_words(post, key, choice, name, is_html=kind == HTML)
    elif choice == THEIRS:
        post.setlist(name, post.getlist(f"{key}-theirs"))
    return True


def _put_words(post, key, choice, name, *, is_html):
    mine, theirs = (post.get(f"{key}-{side}", "").replace("\r\n", "\n") for side in (MINE, THEIRS))
    both = theirs + ("" if is_html else "\n") + mine
    shown, chosen = mine or theirs, {MINE: mine, THEIRS: theirs, BOTH: both}[choice]
    if chosen == shown:
        return True
    text = clean(post.get(name, "")) if is_html else post.get(name, "")
    placed = put_in_place(text, shown, chosen, is_html=is_html)
    if placed is None:
        return False
    post[name] = placed
    return True


# --- what clashes ---


def unite(post, form, stale):
    """
    Return what to show in the form again, and the places to be settled.

    What others changed is put in, and the write tokens name what is stored: everything is settled but the places.
    """
    united, places = post.copy(), []
    pairs = [(form, stale.merge)] if stale.merge else []
    pairs += [(row.written_in, merge) for row, merge in stale.rows if hasattr(row, "written_in")]
    for each, merge in pairs:
        for name, clashes in merge.clashes.items():
            for clash in clashes:
                places.append(_place(len(places), each, name, clash, post))
    for each, merge in pairs:
        _put_values(united, each, merge)
    chosen = {_fingerprint(post, f"_clash-{number}"): post.get(f"_clash-{number}") for number in range(MOST)}
    for place in places:
        place.chosen = chosen.get((place.name, place.raw_mine, place.raw_theirs), "")
    return united, places


def _fingerprint(post, key):
    return post.get(f"{key}-name"), tuple(post.getlist(f"{key}-mine")), tuple(post.getlist(f"{key}-theirs"))


def _put_values(post, form, merge):
    for name, value in merge.values.items():
        if name == REMOVED:
            post[form.add_prefix(REMOVED)] = "on"
        elif name in form.fields:
            post.setlist(form.add_prefix(name), raw(form, name, value))
    if "version" in form.fields and merge.version:
        post[form.add_prefix("version")] = str(merge.version)


def _place(number, form, name, clash, post):
    prefixed = form.add_prefix(name)
    token = form.add_prefix("version") if "version" in form.fields else "version"
    place = Place(
        number=number,
        label=_label(form, name),
        kind=_kind(form, name),
        name=prefixed,
        anchor=form[name].id_for_label if name in form.fields and name != GONE else "",
        before=None if clash.before is None else say(form, name, clash.before),
        mine=say(form, name, clash.mine),
        theirs=say(form, name, clash.theirs),
        token=token,
        read=post.get(token, ""),
    )
    if place.kind in (HTML, LINES):
        place.raw_mine, place.raw_theirs = (clash.mine,), (clash.theirs,)
        place.may_keep_both = bool(clash.mine and clash.theirs)
    elif name in form.fields and place.kind == WHOLE:
        place.raw_mine, place.raw_theirs = (tuple(raw(form, name, side)) for side in (clash.mine, clash.theirs))
    return place


def _kind(form, name):
    model_field = _model_field(form, name)
    if name in (REMOVED, GONE):
        return name
    if name in HTML_FIELDS.get(form._meta.model, ()):
        return HTML
    return LINES if isinstance(model_field, models.TextField) else WHOLE


def _label(form, name):
    kind = form._meta.model._meta.verbose_name
    own = "" if name in (REMOVED, GONE) else getattr(form.fields.get(name), "label", "") or _field_label(form, name)
    return ": ".join(str(each) for each in (kind if form.prefix else "", own) if each) or str(kind)


def _field_label(form, name):
    model_field = _model_field(form, name)
    return model_field.verbose_name if model_field else name


def _model_field(form, name):
    fields = {each.name: each for each in (*form._meta.model._meta.fields, *form._meta.model._meta.many_to_many)}
    return fields.get(name) if name != GONE else None


def raw(form, name, value):
    """Return a stored value as the form's own input would post it."""
    model_field, widget = _model_field(form, name), form.fields[name].widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(model_field, models.DateTimeField | models.DateField):
        value = model_field.to_python(value)
    shown = widget.format_value(form.fields[name].prepare_value(value))
    return [str(each) for each in shown] if isinstance(shown, list | tuple) else [str(shown or "")]


# --- in words ---


def say(form, name, value):
    """Return a value as people read it."""
    model_field = _model_field(form, name)
    if value in (None, "", []):
        return _("(gelöscht)") if name in (REMOVED, GONE) else _("(leer)")
    if name in HTML_FIELDS.get(form._meta.model, ()):
        return mark_safe(clean(value))
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(model_field, models.ForeignKey | models.ManyToManyField):
        wanted = value if isinstance(value, list) else [value]
        records = model_field.related_model._default_manager.filter(pk__in=wanted)
        return ", ".join(_named(each) for each in records) or _("(leer)")
    if getattr(model_field, "choices", None):
        return str(dict(model_field.flatchoices).get(value, value))
    return _day(model_field, str(value)) or format_html("{}", value)


def _named(record):
    return person(record) if hasattr(record, "get_full_name") else str(record)


def _day(model_field, value):
    if isinstance(model_field, models.DateTimeField):
        return date_format(localtime(parse_datetime(value)), "SHORT_DATETIME_FORMAT")
    if isinstance(model_field, models.DateField):
        return date_format(parse_date(value), "SHORT_DATE_FORMAT")
    return ""


def taken_over(record):
    """Return a sentence on what a save took over from others, or nothing."""
    merges = [merge for merge in getattr(record, "merges", []) if merge.taken]
    names = list(dict.fromkeys(person(writer) for merge in merges for writer in merge.writers))
    labels = list(dict.fromkeys(_told(merge, name) for merge in merges for name in merge.taken))
    if not labels:
        return ""
    about = {"names": ", ".join(names) or _("anderen"), "fields": ", ".join(labels)}
    return _("Von %(names)s übernommen: %(fields)s.") % about


def _told(merge, name):
    meta = merge.record._meta
    if name == REMOVED:
        return _("%(kind)s gelöscht") % {"kind": meta.verbose_name}
    return str(meta.get_field(name).verbose_name)
