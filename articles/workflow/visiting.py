"""Keep each person's bookmark in the history: up to which Decision they have read what happened."""

from articles.models import Decision, Visit
from articles.workflow import clock
from articles.workflow.permissions import require
from articles.workflow.turns import in_turn


@in_turn
def read(up_to, *, by):
    """Move the bookmark to the Decision that was shown last; never back, and never beyond what there is."""
    require(by, "see_desk")
    latest = Decision.objects.order_by("-number").values_list("number", flat=True).first() or 0
    visit, _is_new = Visit.objects.get_or_create(user=by, defaults={"read_at": clock.now()})
    if visit.read_up_to <= up_to <= latest:
        visit.read_up_to, visit.read_at = up_to, clock.now()
        visit.save(update_fields=["read_up_to", "read_at"])
    return visit
