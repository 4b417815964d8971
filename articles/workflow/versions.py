"""What a record said at an earlier version: its history, walked back."""

from articles.choices import Verb
from articles.models import Article, Decision
from articles.text.stretch import Stretch, apply
from articles.workflow import history


def listed(record):
    """Return what the record's own columns do not hold, by name and by key: related records, a byline."""
    names, keys = {}, {}
    for field in record._meta.many_to_many:
        if field.remote_field.through._meta.auto_created:
            held = list(getattr(record, field.name).all())
            names[field.name] = [str(each) for each in held]
            keys[field.name] = sorted(each.pk for each in held)
    if isinstance(record, Article):
        rows = list(record.bylines.select_related("author"))
        names["authors"] = [str(row) for row in rows]
        keys["bylines"] = {str(row.pk): [row.author_id, row.place, row.position] for row in rows}
    return names | ({"keys": keys} if keys else {})


def as_read(stored, version):
    """Return the facts and keys that the record had at `version`; None where history cannot say."""
    if not 0 < version <= stored.version:
        return None
    facts, told = history.facts(stored) | listed(stored), set()
    for decision in Decision.objects.about(stored).order_by("-number").iterator():
        reached = decision.after.get("version")
        if reached is not None and reached <= version:
            break
        if reached is not None:
            told.add(reached)
            facts |= decision.before | _put_together(decision, facts)
    return facts if told == set(range(version + 1, stored.version + 1)) else None


def _put_together(decision, facts):
    """Return the long texts before an autosave, of which history holds only the stretch that changed."""
    places = decision.after.get("places", {})
    changes = {name: Stretch(at, decision.after[name], decision.before[name]) for name, at in places.items()}
    return {name: apply(facts[name], change) for name, change in changes.items()}


def writers_since(stored, version):
    """Return who has saved the record since that version, the latest first, each once."""
    decisions = Decision.objects.about(stored).select_related("by").order_by("-number")[:100]
    writers = [each.by for each in decisions if each.after.get("version", 0) > version]
    return list(dict.fromkeys(writers))


def before_deletion(kind, pk):
    """Return the facts of a record when it was deleted, or none if history knows of no such act."""
    told = Decision.objects.about(kind(pk=pk)).filter(verb=Verb.DELETE).last()
    return told.before if told else {}
