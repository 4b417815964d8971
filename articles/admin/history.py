"""Tell a record's Decisions in sentences: who did what and when, why, and what changed."""

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField, RevisionKind, Verb
from articles.text.plain import plain
from articles.workflow.writing import HTML_FIELDS

WHAT = {
    "annotation": _("die Markierung"),
    "article": _("den Artikel"),
    "author": _("den Eintrag der Autor:in"),
    "claim": _("die Behauptung"),
    "evidence": _("den Beleg"),
    "factcheck": _("den Faktencheck"),
    "finding": _("die Fundstelle"),
    "inquiry": _("die Anfrage"),
    "openpoint": _("den offenen Punkt"),
    "page": _("die Seite"),
    "picture": _("das Bild"),
    "reply": _("die Gegendarstellung"),
    "secondopinion": _("die Zweitmeinung"),
    "section": _("das Ressort"),
    "source": _("die Quelle"),
    "topic": _("das Thema"),
    "user": _("das Konto"),
    "verdict": _("die Bewertung"),
}
SENTENCES = {
    Verb.CREATE: _("%(who)s hat %(what)s angelegt."),
    Verb.SAVE: _("%(who)s hat %(what)s gespeichert."),
    Verb.AUTOSAVE: _("Beim Schreiben von %(who)s automatisch gesichert."),
    Verb.SUBMIT: _("%(who)s hat %(what)s eingereicht."),
    Verb.RETURN: _("%(who)s hat %(what)s zurückgegeben."),
    Verb.PUBLISH: _("%(who)s hat %(what)s veröffentlicht."),
    Verb.SCHEDULE: _("%(who)s hat %(what)s eingeplant."),
    Verb.UNSCHEDULE: _("%(who)s hat die Einplanung aufgehoben."),
    Verb.UPDATE: _("%(who)s hat %(what)s aktualisiert."),
    Verb.CORRECT: _("%(who)s hat %(what)s korrigiert."),
    Verb.WITHDRAW: _("%(who)s hat %(what)s zurückgezogen."),
    Verb.RESTORE: _("%(who)s hat eine frühere Fassung wiederhergestellt."),
    Verb.OVERRIDE: _("%(who)s hat die Sperre vor der Veröffentlichung übergangen."),
    Verb.ANNOTATE: _("%(who)s hat eine Behauptung markiert."),
    Verb.MOVE: _("%(who)s hat eine Markierung versetzt."),
    Verb.DETACH: _("%(who)s hat eine Markierung gelöst."),
    Verb.CONFIRM: _("%(who)s hat eine Markierung bestätigt."),
    Verb.REANCHOR: _("%(who)s hat die Markierungen neu gesucht."),
    Verb.OPEN: _("%(who)s hat die Prüfung eröffnet."),
    Verb.APPROVE: _("%(who)s hat den Faktencheck freigegeben."),
    Verb.REOPEN: _("%(who)s hat die Prüfung wieder aufgenommen."),
    Verb.ASSIGN: _("%(who)s hat %(what)s zugeteilt."),
    Verb.ASK: _("%(who)s hat um eine Zweitmeinung gebeten."),
    Verb.ANSWER: _("%(who)s hat eine Zweitmeinung abgegeben."),
    Verb.MERGE: _("%(who)s hat zwei Behauptungen zusammengelegt."),
    Verb.SEPARATE: _("%(who)s hat eine Zusammenlegung aufgehoben."),
    Verb.DISMISS: _("%(who)s hat eine Fundstelle verworfen."),
    Verb.RIPPLE: _("%(who)s hat etwas geändert, das in Artikeln steht; dort sind offene Punkte entstanden."),
    Verb.SETTLE: _("%(who)s hat einen offenen Punkt abgelegt."),
    Verb.REPLY: _("%(who)s hat eine Gegendarstellung veröffentlicht."),
    Verb.END_REPLY: _("%(who)s hat eine Gegendarstellung beendet."),
    Verb.DELETE: _("%(who)s hat %(what)s gelöscht."),
}
NAMED_THROUGH = {"evidence": ["source"], "factcheck": ["claim"]}
OF_THEIR_OWN = {
    (Verb.OVERRIDE, "factcheck"): _("%(who)s hat die Zwei-Quellen-Regel für den Faktencheck übergangen."),
    (Verb.WITHDRAW, "secondopinion"): _("%(who)s hat die Bitte um eine Zweitmeinung zurückgenommen."),
}
OTHER_FACTS = {
    "annotations_found": _("wiedergefundene Markierungen"),
    "annotations_lost": _("verlorene Markierungen"),
    "annotations_moved": _("verschobene Markierungen"),
    "articles": pgettext_lazy("several", "Artikel"),
    "authors": _("Autorenzeile"),
    "begun_with": _("begonnen mit den Antworten der Prüfung Nr."),
    "kind": _("Art"),
    "live_from": _("öffentlich ab"),
    "merged": _("darin aufgegangen"),
    "merged_with_version": _("zusammengeführt mit Stand Nr."),
    "missing": _("nicht mehr vorhanden"),
    "obstacles": _("übergangene Hindernisse"),
    "password_changed": _("neues Passwort"),
    "revision": _("Fassung"),
    "roles": _("Rollen"),
    "separated": _("wieder getrennt von"),
    "statement": _("Behauptung"),
    "sentences": _("was übergangen wurde"),
    "exact": _("Wortlaut"),
    "from_whom": _("Gegendarstellung von"),
    "confirmed": _("als bloße Schreibweise bestätigt"),
    "field": _("Feld"),
}
UNTOLD = {"version", "keys", "moved", "places", "created_at", "saved_at", "slug", "status_since", "digest", "reached"}
UNTOLD |= {"factcheck", "given_at"}
UNTOLD |= {"reply", "words", "detector"}
UNTOLD |= {"prefix", "suffix", "start", "end"}
# An annotation's acts are Decisions of its article; the claim's words tell more than its number.
MARKS = {Verb.ANNOTATE, Verb.MOVE, Verb.CONFIRM, Verb.DETACH}
POINTS = {Verb.RIPPLE, Verb.SETTLE}
UNTOLD_OF_MARKS = {"annotation", "article", "claim", "state"}


def tell(decisions):
    """Return one line a Decision, with names instead of keys; a query for each kind of record named, no more."""
    decisions = list(decisions)
    names = _names_of_related(decisions)
    return [
        {
            "number": decision.number,
            "at": decision.at,
            "sentence": _sentence(decision),
            "about": decision.record_name,
            "url": _address(decision),
            "reason": decision.reason,
            "changes": _changes(decision, names),
            "is_long": decision.verb in (Verb.CREATE, Verb.DELETE, Verb.AUTOSAVE),
            "is_autosave": decision.verb == Verb.AUTOSAVE,
        }
        for decision in decisions
    ]


def _sentence(decision):
    who = decision.by.get_full_name() or decision.by.get_username()
    sentence = OF_THEIR_OWN.get((decision.verb, decision.record_type)) or SENTENCES[decision.verb]
    return sentence % {"who": who, "what": WHAT.get(decision.record_type, decision.record_type)}


def _address(decision):
    """Return the screen of the record that the line is about, where it has one; it may have been deleted since."""
    app = "auth" if decision.record_type == "user" else "articles"
    try:
        return reverse(f"admin:{app}_{decision.record_type}_change", args=[decision.record_id])
    except NoReverseMatch:
        return ""


def _changes(decision, names):
    model = _model(decision)
    untold = UNTOLD | UNTOLD_OF_MARKS if decision.verb in MARKS else UNTOLD
    facts = [name for name in {**decision.before, **decision.after} if name not in untold]
    if decision.verb == Verb.CREATE:
        facts = [name for name in facts if decision.after.get(name) not in (None, "", [], False)]
    sides = [(name, decision.before.get(name), decision.after.get(name)) for name in facts]
    told = [
        (_label(model, name), *around_the_change(_say(model, name, old, names), _say(model, name, new, names)))
        for name, old, new in sides
    ]
    return [{"label": label, "before": before, "after": after} for label, before, after in told if before or after]


def _model(decision):
    if decision.verb in MARKS:
        return apps.get_model("articles", "annotation")
    if decision.verb in POINTS:
        return apps.get_model("articles", "openpoint")
    app = "auth" if decision.record_type == "user" else "articles"
    return apps.get_model(app, decision.record_type)


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(model, name):
    field = _field(model, name)
    return OTHER_FACTS.get(name) or getattr(field, "verbose_name", name)


def _say(model, name, value, names):
    field = _field(model, name)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nein")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(field, models.ForeignKey):
        return names[field.related_model].get(value, gettext("Nr. %(number)s") % {"number": value})
    if name == "field" and field is None:
        return str(dict(AnnotatedField.choices).get(value, value))
    if name == "kind" and field is None:
        return str(dict(RevisionKind.choices).get(value, value))
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    text = plain(value) if name in HTML_FIELDS.get(model, ()) else str(value)
    return _day(field, name, text) or " ".join(text.split())


def _day(field, name, value):
    if isinstance(field, models.DateTimeField) or name == "live_from":
        moment = parse_datetime(value)
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
    if isinstance(field, models.DateField):
        return date_format(parse_date(value), "SHORT_DATE_FORMAT")
    return ""


def _names_of_related(decisions):
    wanted = defaultdict(set)
    for decision in decisions:
        model = _model(decision)
        for facts in (decision.before, decision.after):
            for name, value in facts.items():
                field = _field(model, name)
                if isinstance(field, models.ForeignKey) and value is not None:
                    wanted[field.related_model].add(value)
    return defaultdict(
        dict,
        {
            model: {record.pk: str(record) for record in _with_names(model).filter(pk__in=keys)}
            for model, keys in wanted.items()
        },
    )


def _with_names(model):
    return model.objects.select_related(*NAMED_THROUGH.get(model._meta.model_name, []))


def around_the_change(before, after, *, room=60):
    """Return the two texts cut down to where they differ, with some words of what stands around it."""
    shorter = min(len(before), len(after))
    head = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return _cut(before, head, tail, room), _cut(after, head, tail, room)


def _cut(text, head, tail, room):
    start, end = max(0, head - room), min(len(text), len(text) - tail + room)
    opening = text.rfind(" ", 0, start) + 1 if start else 0
    closing = text.find(" ", end) if end < len(text) else len(text)
    closing = len(text) if closing == -1 else closing
    middle = text[opening:closing]
    if len(middle) > 700:
        middle = middle[:350] + " … " + middle[-300:]
    return ("… " if opening else "") + middle + (" …" if closing < len(text) else "")
