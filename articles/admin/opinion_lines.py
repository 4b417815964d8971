"""The lines of the desk's first page that ask for a second opinion."""

from django.utils.translation import gettext_lazy as _

from articles.admin.signs import badge, check_url, person
from articles.choices import FactCheckState
from articles.models import SecondOpinion


def owed_by(user):
    """Return the facts of one line for each opinion that the user owes on a check still open; one question."""
    asked = SecondOpinion.objects.filter(
        checker=user, given_at=None, factcheck__state__in=FactCheckState.open_states()
    ).select_related("factcheck__claim", "asked_by")
    return [
        {
            "text": opinion.factcheck.claim.statement,
            "url": check_url("opinion", opinion.factcheck),
            "badge": badge("⇄", _("Zweitmeinung"), "unproven"),
            "aside": _("erbeten von %(who)s") % {"who": person(opinion.asked_by)},
            "act": _("Zweitmeinung geben"),
        }
        for opinion in asked.order_by("asked_at")[:50]
    ]
