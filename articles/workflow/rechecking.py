"""What a check that comes into force does to the days on which its claim was to be examined."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from articles.workflow import clock
from articles.workflow.transitions import WrongMove


def refuse_past(recheck_on):
    if recheck_on is not None and recheck_on <= localdate(clock.now()):
        raise WrongMove(_("Der Tag zum Wiederprüfen ist schon da oder vorbei. Wählen Sie einen künftigen oder keinen."))


def plan(claim, recheck_on):
    """Clear the days that are done with; a day that is still to come stays, unless another one is given."""
    claim.due_on = None
    has_passed = claim.recheck_on is not None and claim.recheck_on <= localdate(clock.now())
    claim.recheck_on = recheck_on or (None if has_passed else claim.recheck_on)
