"""Write the newsroom's history: one Decision an act, chained to the one before."""

import datetime

from django.db import models

from articles.models import Decision, SecondOpinion
from articles.text.stretch import stretch
from articles.workflow import clock
from articles.workflow.notes import tidy_words
from articles.workflow.turns import take_turn

LONG = 400  # from here on an autosave records the stretch that changed, not both texts


def decide(verb, record, *, by, before=None, after=None, reason="", version=None):
    """
    Append a Decision; must run inside the act's own transaction, so that neither exists without the other.

    An act that raises the record's write token says to which `version`: so history can tell what a writer had read.
    """
    take_turn()
    last = Decision.objects.order_by("-number").values("number", "digest", "at").first()
    at = clock.now()
    decision = Decision(
        number=last["number"] + 1 if last else 1,
        at=at,
        by=by,
        verb=verb,
        record_type=record._meta.model_name,
        record_id=record.pk,
        record_name=str(record)[:300],
        before=before or {},
        after=(after or {}) | ({} if version is None else {"version": version}),
        reason=tidy_words(reason),
        previous=last["digest"] if last else "",
    )
    decision.digest = decision.expected_digest()
    decision.save(force_insert=True)
    return decision


def visible_to(user):
    """
    Return the Decisions that the user may read; the one place where any are withheld, from superusers too.

    Who still owes a second opinion sees nothing of the check it is on, nor of others' opinions on it, until they
    have given their own.
    """
    owed = SecondOpinion.objects.filter(checker=user, given_at=None)
    others = SecondOpinion.objects.filter(factcheck__in=owed.values("factcheck")).exclude(checker=user)
    return Decision.objects.exclude(
        record_type="factcheck", record_id__in=owed.values("factcheck")
    ).exclude(record_type="secondopinion", record_id__in=others.values("pk"))


def facts(record):
    """Return the record's stored fields as plain values: what a Decision can hold before and after."""
    return {
        field.name: _plain(field, field.value_from_object(record))
        for field in record._meta.concrete_fields
        if not field.primary_key and field.name != "version"
    }


def changes(old, new):
    """Return the two sides of what differs between two sets of facts."""
    changed = [name for name in new if old.get(name) != new[name]]
    return {name: old.get(name) for name in changed if name in old}, {name: new[name] for name in changed}


def shortened(before, after):
    """
    Return the two sides of an autosave with long texts cut to the stretch that differs.

    `after["places"]` names where each stretch begins, so that the texts can be put together again (text/stretch.py).
    """
    before, after, places = dict(before), dict(after), {}
    for name, old in before.items():
        new = after.get(name)
        if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG:
            change = stretch(old, new)
            before[name], after[name], places[name] = change.old, change.new, change.start
    return before, after | ({"places": places} if places else {})


def _plain(field, value):
    if isinstance(field, models.FileField):
        return str(value or "")
    if isinstance(value, datetime.datetime):
        return str(value.astimezone(datetime.UTC))
    if isinstance(field, models.JSONField | models.BooleanField | models.IntegerField | models.ForeignKey):
        return value
    return None if value is None else str(value)
