"""The lines of the desk's first page that ask for a second opinion."""

from django.utils.translation import gettext_lazy as _

from articles.admin.signs import badge, check_url, person
from articles.choices import FactCheckState
from articles.models import SecondOpinion


def owed_by(user):
    """Return the opinions that the user owes on checks still open, the oldest request first."""
    open_checks = {"factcheck__state__in": FactCheckState.open_states()}
    asked = SecondOpinion.objects.filter(checker=user, given_at=None, **open_checks)
    return asked.select_related("factcheck__claim", "asked_by").order_by("asked_at")


def facts(opinion):
    """Return what the line of one request says."""
    return {
        "text": opinion.factcheck.claim.statement,
        "url": check_url("opinion", opinion.factcheck),
        "badge": badge("⇄", _("Zweitmeinung"), "unproven"),
        "aside": _("erbeten von %(who)s") % {"who": person(opinion.asked_by)},
        "act": _("Zweitmeinung geben"),
    }
