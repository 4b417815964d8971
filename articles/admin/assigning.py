"""Give a check to somebody: open one for a colleague, hand an open one over, and set until when it is due."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.check_forms import PlanForm
from articles.admin.signs import change_url, examine_url, person
from articles.choices import Verb
from articles.models import Claim, Decision, FactCheck
from articles.workflow import checking
from articles.workflow.permissions import holders, require
from articles.workflow.transitions import WrongMove


def open_for(request, pk):
    """Open a check of the claim for oneself or a colleague, with its deadline and priority."""
    claim = _claim(pk)
    require(request.user, "examine", claim)
    running = claim.factchecks.open().first()
    if running and request.method != "POST":
        messages.info(request, _("Diese Behauptung wird schon geprüft. Hier ist die Prüfung."))
        return HttpResponseRedirect(examine_url(running))
    form = _form(request, claim, checker=request.user.pk)
    if form.is_valid():
        checker = form.cleaned_data["checker"]
        try:
            factcheck = checking.open_factcheck(
                claim,
                by=request.user,
                author=checker,
                plan=form.plan,
                read_version=form.cleaned_data["claim_version"],
            )
        except WrongMove as refusal:
            form.refuse(refusal, claim_version=_claim(pk).version)
        else:
            messages.success(request, _("Die Prüfung ist eröffnet. Sie liegt bei %(who)s.") % {"who": person(checker)})
            return HttpResponseRedirect(examine_url(factcheck))
    return _page(request, claim, form, title=_("Prüfung zuteilen"), button=_("Prüfung eröffnen"))


def assign(request, pk):
    """Hand an open check over, or change what is planned for it."""
    factcheck = get_object_or_404(FactCheck.objects.select_related("author"), pk=pk)
    require(request.user, "assign_factcheck", factcheck)
    claim = _claim(factcheck.claim_id)
    form = _form(request, claim, checker=factcheck.author_id, version=factcheck.version)
    if form.is_valid():
        checker = form.cleaned_data["checker"]
        try:
            checking.assign(
                factcheck,
                checker=checker,
                by=request.user,
                plan=form.plan,
                read_version=form.cleaned_data["version"],
                claim_version=form.cleaned_data["claim_version"],
            )
        except WrongMove as refusal:
            factcheck = FactCheck.objects.select_related("author").get(pk=pk)
            form.refuse(refusal, version=factcheck.version, claim_version=_claim(claim.pk).version)
        else:
            messages.success(request, _("Gespeichert. Die Prüfung liegt bei %(who)s.") % {"who": person(checker)})
            return HttpResponseRedirect(examine_url(factcheck))
    return _page(
        request,
        claim,
        form,
        title=_("Prüfung übergeben, Frist setzen"),
        button=_("Speichern"),
        factcheck=factcheck,
    )


def had_it_before(user, factcheck):
    """Whether the check was this user's until somebody handed it over to another."""
    if factcheck.author_id == user.pk:
        return False
    handed_over = Decision.objects.about(factcheck).filter(verb=Verb.ASSIGN)
    return handed_over.filter(before__author=user.pk).exists()


def _claim(pk):
    return get_object_or_404(Claim.objects.select_related("assignee"), pk=pk)


def _form(request, claim, **initial):
    return PlanForm(request.POST or None, colleagues=holders("examine"), claim=claim, initial=initial)


def _page(request, claim, form, *, title, button, factcheck=None):
    context = admin.site.each_context(request) | {
        "title": title,
        "claim": claim,
        "claim_url": change_url(claim),
        "back_url": examine_url(factcheck) if factcheck else change_url(claim),
        "now": _now(claim, factcheck) if factcheck else "",
        "form": form,
        "button": button,
    }
    return TemplateResponse(request, "admin/check_act.html", context)


def _now(claim, factcheck):
    if not factcheck.author.is_active:
        return _("Jetzt liegt sie bei %(who)s; dieses Konto ist stillgelegt.") % {"who": person(factcheck.author)}
    return _("Jetzt liegt sie bei %(who)s.") % {"who": person(factcheck.author)}
