"""What a claim rests on, as the desk sees it: the counts in a sentence, what is missing, and who may override it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin import second_opinions
from articles.admin.numbers import version_read
from articles.admin.signs import examine_url
from articles.choices import FactCheckState, Leaning
from articles.formats.inquiries import asked
from articles.forms import ReasonForm
from articles.models import FactCheck
from articles.text.nesting import nested
from articles.workflow import clock, opinions, sourcing
from articles.workflow.permissions import may, require
from articles.workflow.transitions import Stale, WrongMove


def sources_panel(claim):
    """Return the counts of a claim's evidence in sentences, and what a supported verdict still lacks."""
    weighing = sourcing.weigh(claim)
    return {
        "supporting": sourcing.explain_now(weighing.supporting),
        "refuting": sourcing.explain_now(weighing.refuting),
        "said": sourcing.explain_now(weighing.said, witnesses=True),
        "missing": sourcing.missing_now(weighing),
        "is_enough": weighing.is_enough,
    }


def asked_panel(claim):
    return asked(list(claim.inquiries.all()), today=localdate(clock.now()))


def override_panel(factcheck, panel, user):
    """Return the form with which an editor lets this check pass; nothing where none is needed or none may."""
    is_needed = not panel["is_enough"] and factcheck.verdict and factcheck.verdict.leaning == Leaning.SUPPORTED
    is_open = factcheck.state in FactCheckState.open_states()
    if not (is_needed and is_open and may(user, "override_sources", factcheck)):
        return None
    return {"form": override_form(), "url": reverse("admin:articles_factcheck_override", args=[factcheck.pk])}


def override_form(answers=None):
    return ReasonForm(
        answers,
        label=_("Warum trägt die Bewertung ohne zweite unabhängige Quelle?"),
        help_text=_("Der Satz steht mit Ihrem Namen im Verlauf; Leser:innen sehen ihn bei der Behauptung."),
        missing=_("Schreiben Sie, warum die Bewertung ohne zweite unabhängige Quelle trägt."),
        prefix="override",
    )


@require_POST
def override(request, pk):
    """Let a check pass with too few sources, with a reason; a refusal says why, the screen keeps nothing else typed."""
    factcheck = get_object_or_404(FactCheck.objects.select_related("verdict", "claim"), pk=pk)
    require(request.user, "override_sources")
    form = override_form(request.POST)
    if opinions.owed(request.user, factcheck):
        return second_opinions.lead_to(request, factcheck, typed=form["reason"].value())
    if not form.is_valid():
        messages.error(request, form.fields["reason"].error_messages["required"])
        return HttpResponseRedirect(examine_url(factcheck))
    try:
        sourcing.override(
            factcheck,
            reason=form.cleaned_data["reason"],
            by=request.user,
            read_version=version_read(request),
        )
    except Stale as refusal:
        words = nested(form.cleaned_data["reason"])
        messages.error(request, _("%(changed)s Ihr Satz war: „%(words)s“") % {"changed": refusal, "words": words})
    except WrongMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Die Zwei-Quellen-Regel ist für diese Prüfung übergangen."))
    return HttpResponseRedirect(examine_url(factcheck))
