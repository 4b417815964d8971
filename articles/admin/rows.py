"""Inline rows as they were read: those that somebody deleted meanwhile keep what was typed into them."""

import re

from django.forms import BaseInlineFormSet, CharField, HiddenInput
from django.utils.functional import cached_property
from django.utils.translation import gettext

# What a row says about the record it belonged to, or about rows beside it that went along.
OF_THE_OLD = "(?:id|article|claim|goes_back_to)"


class Gone:
    """Stands in the posted form for a row that somebody deleted meanwhile."""

    pk = None

    def __str__(self):
        return gettext("inzwischen gelöscht")


class DeskFormSet(BaseInlineFormSet):
    """Takes the posted rows as they come, whatever rows there are by now."""

    def get_queryset(self):
        """Return, for a posted set, the record of each row that was there when it was read, if only a trace of it."""
        if not self.is_bound:
            return super().get_queryset()
        return [self._existing_object(number) or Gone() for number in self._numbers]

    def _existing_object(self, pk):
        return self._stored.get(pk)

    @cached_property
    def _stored(self):
        return {record.pk: record for record in super().get_queryset()}

    @cached_property
    def _numbers(self):
        typed = [self.data.get(f"{self.add_prefix(place)}-id", "") for place in range(self.initial_form_count())]
        return [int(number) if number.isascii() and number.isdecimal() else None for number in typed]

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and i < self.initial_form_count() and form.instance._state.adding:
            # A field that accepts the number nobody has any more; without one the row is a new one.
            form.fields["id"] = CharField(required=False, widget=HiddenInput)
            form.instance.was = self._numbers[i]
        return form


def as_new(post):
    """Return what was posted as the form of a new record would post it: no token, no row that has a number."""
    post = post.copy()
    for name in list(post):
        if name.startswith("_clash") or name == "version" or name.endswith(("-version", "-DELETE")):
            del post[name]
        elif name.endswith("-INITIAL_FORMS"):
            post[name], prefix = "0", name.removesuffix("-INITIAL_FORMS")
            for row in [each for each in post if re.fullmatch(rf"{re.escape(prefix)}-\d+-{OF_THE_OLD}", each)]:
                post[row] = ""
    return post


def changed_and_removed(formsets, record):
    """Return the rows that are to be saved and those to be removed, each tied to its record and its version."""
    rows, removed = [], []
    for formset in formsets:
        for form in formset.forms:
            if form in formset.deleted_forms:
                removed += [belonging(form, formset, record)] if form.instance.pk else []
            elif form.has_changed():
                rows.append(belonging(form, formset, record))
    return rows, removed


def belonging(form, formset, record):
    """Return the row's record, tied to the one it belongs to and at the version its writer has read."""
    setattr(form.instance, formset.fk.name, record)
    form.instance.written_in = form
    if form.instance.pk and "version" in form.fields:
        form.instance.version = form.read_version
    return form.instance
