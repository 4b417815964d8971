"""A check's state in words: what happened last, who did it and when, what comes next, and until when."""

from django.utils.translation import gettext as _

from articles.admin.signs import badge, person
from articles.choices import FactCheckState, Verb
from articles.models import Decision
from articles.templatetags.newsroom import day, moment
from articles.workflow.checking import is_past

# The acts that can have brought a check into its state; the latest of them tells who and when.
BROUGHT_BY = {
    FactCheckState.DRAFT: [Verb.OPEN, Verb.REOPEN, Verb.ASSIGN],
    FactCheckState.SUBMITTED: [Verb.SUBMIT],
    FactCheckState.RETURNED: [Verb.RETURN],
    FactCheckState.IN_FORCE: [Verb.APPROVE],
    FactCheckState.SUPERSEDED: [Verb.APPROVE],
    FactCheckState.WITHDRAWN: [Verb.WITHDRAW],
}


def standing(factcheck):
    """Return the sentence; one question to the database, whatever the state."""
    told = Decision.objects.about(factcheck).filter(verb__in=BROUGHT_BY[factcheck.state]).select_related("by").last()
    return _sentence(factcheck, told) % {
        "author": person(factcheck.author),
        "who": person(told.by) if told else person(factcheck.reviewer),
        "when": moment(told.at if told else factcheck.created_at),
        "start": moment(factcheck.in_force_from),
        "end": moment(factcheck.in_force_until),
    }


def due(factcheck):
    """Return until when an open check is due, loudly when that day has passed."""
    due_on = factcheck.claim.due_on if factcheck.is_open else None
    if due_on is None:
        return ""
    if is_past(due_on):
        return badge("!", _("überfällig seit %(day)s") % {"day": day(due_on)}, "refuted")
    return _("bis %(day)s") % {"day": day(due_on)}


def _sentence(factcheck, told):
    if factcheck.state == FactCheckState.DRAFT:
        return _drafted(factcheck, told)
    if factcheck.state == FactCheckState.WITHDRAWN:
        if factcheck.in_force_from:
            return _("Galt von %(start)s bis %(end)s; zurückgezogen von %(who)s.")
        return _("Zurückgezogen von %(who)s am %(when)s, ohne je gegolten zu haben.")
    return {
        FactCheckState.SUBMITTED: _(
            "Wartet auf Freigabe durch eine zweite Person; eingereicht von %(who)s am %(when)s."
        ),
        FactCheckState.RETURNED: _("Von %(who)s am %(when)s zurückgegeben; liegt wieder bei %(author)s."),
        FactCheckState.IN_FORCE: _("Gilt seit %(start)s; freigegeben von %(who)s."),
        FactCheckState.SUPERSEDED: _("Galt von %(start)s bis %(end)s; dann hat eine neuere Prüfung sie abgelöst."),
    }[factcheck.state]


def _drafted(factcheck, told):
    if told is None or (told.verb == Verb.OPEN and told.by_id == factcheck.author_id):
        return _("In Arbeit bei %(author)s, eröffnet am %(when)s.")
    if told.verb == Verb.REOPEN:
        return _("In Arbeit bei %(author)s, wieder aufgenommen am %(when)s.")
    if told.by_id == factcheck.author_id:
        return _("In Arbeit bei %(author)s, übernommen am %(when)s.")
    return _("In Arbeit bei %(author)s, zugeteilt von %(who)s am %(when)s.")
