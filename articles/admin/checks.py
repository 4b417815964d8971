"""Fact-checks: the list, and the screen on which one person answers and another one approves."""

import copy

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin import assigning, check_words, clashes, points, second_opinions
from articles.admin.base import DeskAdmin
from articles.admin.history import tell
from articles.admin.numbers import number_in, version_read
from articles.admin.signs import (
    answers_badges,
    change_url,
    check_badge,
    check_url,
    examine_url,
    in_words,
    person,
    said_badge,
    verdict_badge,
)
from articles.admin.sourcing import asked_panel, override, override_panel, sources_panel
from articles.choices import FactCheckState
from articles.forms import ApprovalForm, CheckForm, ReasonForm
from articles.models import FactCheck
from articles.workflow import checking, clock, opinions
from articles.workflow.permissions import may, require
from articles.workflow.transitions import Stale, WrongMove

CHANGED = _(
    "Die Prüfung hat sich geändert, seit Sie diese Seite geöffnet haben. "
    "Lesen Sie sie noch einmal, bevor Sie entscheiden."
)


class OwnFilter(admin.SimpleListFilter):
    title = _("wessen")
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", _("meine")), ("others", _("von anderen"))]

    def queryset(self, request, queryset):
        wanted = {"mine": Q(author=request.user), "others": ~Q(author=request.user)}
        return queryset.filter(wanted[self.value()]) if self.value() in wanted else queryset


class LateFilter(admin.SimpleListFilter):
    title = _("Frist")
    parameter_name = "late"

    def lookups(self, request, model_admin):
        return [("now", _("überfällig"))]

    def queryset(self, request, queryset):
        return queryset.late(localdate(clock.now())) if self.value() == "now" else queryset


class FactCheckAdmin(DeskAdmin):
    """Only a list: a check is opened from its claim and worked on in its own screen; nothing is ever deleted."""

    act = "examine"
    list_display = ["claim_examined", "standing", "due", "was_said", "result", "written_by", "read_by", "created_at"]
    list_display_links = None
    list_filter = ["state", OwnFilter, LateFilter, "attribution", ("verdict", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["claim", "author", "reviewer", "verdict"]
    search_fields = ["claim__statement", "summary", "author__username", "author__last_name"]
    search_help_text = _("Sucht in Behauptung, Ergebnis und Namen.")
    date_hierarchy = "created_at"

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """Leave out the checks on which the user owes an opinion: no list, filter or search tells what they answer."""
        return super().get_queryset(request).exclude(pk__in=opinions.hidden_from(request.user))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        pk = number_in(unquote(object_id))
        factcheck = FactCheck.objects.filter(pk=pk).first() if pk else None
        if factcheck is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(examine_url(factcheck))

    def history_view(self, request, object_id, extra_context=None):
        pk = number_in(unquote(object_id))
        hidden = opinions.hidden_from(request.user).filter(pk=pk).first() if pk else None
        return second_opinions.lead_to(request, hidden) if hidden else super().history_view(request, object_id)

    def history_of(self, record):
        return opinions.story(record)

    @admin.display(description=_("Behauptung"), ordering="claim__statement")
    def claim_examined(self, factcheck):
        return format_html('<a href="{}">{}</a>', examine_url(factcheck), factcheck.claim.statement)

    @admin.display(description=_("Stand"), ordering="state")
    def standing(self, factcheck):
        return check_badge(factcheck)

    @admin.display(description=_("Frist"), ordering="claim__due_on")
    def due(self, factcheck):
        return check_words.due(factcheck) or "–"

    @admin.display(description=_("Gesagt?"), ordering="attribution")
    def was_said(self, factcheck):
        return said_badge(factcheck, under_its_heading=True)

    @admin.display(description=_("Stimmt es?"), ordering="verdict__position")
    def result(self, factcheck):
        return verdict_badge(factcheck.verdict)

    @admin.display(description=_("geprüft von"), ordering="author")
    def written_by(self, factcheck):
        return person(factcheck.author)

    @admin.display(description=_("gegengelesen von"), ordering="reviewer")
    def read_by(self, factcheck):
        return person(factcheck.reviewer) or "–"

    def get_urls(self):
        desk = self.admin_site.admin_view
        own = [
            path("<int:pk>/pruefen/", desk(examine), name="articles_factcheck_examine"),
            path("<int:pk>/freigeben/", desk(approve), name="articles_factcheck_approve"),
            path("<int:pk>/zurueckgeben/", desk(send_back), name="articles_factcheck_return"),
            path("<int:pk>/quellen/", desk(override), name="articles_factcheck_override"),
            path("<int:pk>/zurueckziehen/", desk(withdraw), name="articles_factcheck_withdraw"),
            path("<int:pk>/wieder-aufnehmen/", desk(reopen), name="articles_factcheck_reopen"),
            path("<int:pk>/uebergeben/", desk(assigning.assign), name="articles_factcheck_assign"),
            *second_opinions.addresses(desk),
        ]
        return own + super().get_urls()


def examine(request, pk):
    """Show a check to anybody at the desk; let its author answer, save and submit."""
    factcheck = _factcheck(pk)
    require(request.user, "see_desk")
    if opinions.owed(request.user, factcheck):
        return second_opinions.lead_to(request, factcheck)
    if request.method != "POST":
        return _screen(request, factcheck)
    if assigning.had_it_before(request.user, factcheck):
        return _handed_over(request, factcheck)
    require(request.user, "edit_factcheck", factcheck)
    submitting, answers = "submit" in request.POST, clashes.settle(request.POST)
    current = checking.in_force(factcheck.claim_id)
    form = CheckForm(answers, instance=copy.copy(factcheck), submitting=submitting, current=current)
    if form.is_valid():
        try:
            _keep(factcheck, form, by=request.user)
        except (WrongMove, ValidationError) as refusal:
            stored, places = _factcheck(pk), []
            if isinstance(refusal, Stale):
                answers, places = clashes.unite(answers, form, refusal)
                form = CheckForm(answers, instance=copy.copy(stored), current=current)
            form.add_error(None, in_words(refusal))
            return _screen(request, stored, form=form, places=places)
        if taken_over := clashes.taken_over(factcheck):
            messages.info(request, taken_over)
        done = (
            _("Die Prüfung ist eingereicht und wartet auf eine zweite Person.")
            if submitting
            else _("Prüfung gespeichert.")
        )
        messages.success(request, done)
        return HttpResponseRedirect(examine_url(factcheck))
    return _screen(request, factcheck, form=form)


@require_POST
def approve(request, pk):
    factcheck = _factcheck(pk)
    require(request.user, "approve_factcheck", factcheck)
    return _review(request, factcheck, approval=_approval_form(request.POST))


@require_POST
def send_back(request, pk):
    factcheck = _factcheck(pk)
    require(request.user, "approve_factcheck", factcheck)
    return _review(request, factcheck, returning=_return_form(request.POST))


def withdraw(request, pk):
    """Ask for the reason, then take the check back."""
    factcheck = _factcheck(pk)
    require(request.user, "withdraw_factcheck", factcheck)
    form = ReasonForm(
        request.POST or None,
        label=_("Warum wird die Prüfung zurückgezogen?"),
        help_text=_("Galt sie schon, steht die Behauptung danach wieder als ungeprüft da."),
        missing=_("Sagen Sie, warum die Prüfung zurückgezogen wird."),
    )
    version = factcheck.version
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            checking.withdraw(factcheck, reason=reason, by=request.user, read_version=version_read(request))
        except WrongMove as refusal:
            version = getattr(refusal, "record", factcheck).version
            form.add_error("reason", _why_refused(refusal, request))
        else:
            messages.success(request, _("Die Prüfung ist zurückgezogen."))
            return HttpResponseRedirect(change_url(factcheck.claim))
    context = admin.site.each_context(request) | {
        "title": _("Prüfung zurückziehen"),
        "button": _("Zurückziehen"),
        "grave": True,
        "article": factcheck.claim,
        "article_url": examine_url(factcheck),
        "form": form,
        "version": version,
        "reach": points.reach(factcheck.claim) if factcheck.state == FactCheckState.IN_FORCE else None,
    }
    return TemplateResponse(request, "admin/reason.html", context)


@require_POST
def reopen(request, pk):
    """Take a withdrawn check up again, or examine anew what is or was in force; then lead to the check to work on."""
    factcheck = _factcheck(pk)
    require(request.user, "reopen_factcheck", factcheck)
    try:
        again = checking.reopen(factcheck, by=request.user, read_version=version_read(request))
    except WrongMove as refusal:
        messages.error(request, _why_refused(refusal, request))
        return HttpResponseRedirect(examine_url(factcheck))
    messages.success(request, _("Die Prüfung ist wieder in Arbeit. Sie beginnt mit den bisherigen Antworten."))
    return HttpResponseRedirect(examine_url(again))


def _factcheck(pk):
    return get_object_or_404(
        FactCheck.objects.select_related("claim__claimant", "claim__assignee", "author", "reviewer", "verdict"), pk=pk
    )


@transaction.atomic
def _keep(factcheck, form, *, by):
    checking.save_factcheck(factcheck, answers=form.answers, by=by, read_version=form.read_version)
    if form.submitting:
        checking.submit(factcheck, by=by)


def _handed_over(request, factcheck):
    """Show once more what somebody typed into a check that has been handed over under their hands."""
    current = checking.in_force(factcheck.claim_id)
    form = CheckForm(request.POST, instance=copy.copy(factcheck), current=current)
    form.add_error(
        None,
        _(
            "Die Prüfung liegt inzwischen bei %(who)s. Gespeichert ist nichts; Ihr Text steht noch hier, "
            "damit Sie ihn weitergeben können."
        )
        % {"who": person(factcheck.author)},
    )
    return _screen(request, _factcheck(factcheck.pk), form=form)


def _review(request, factcheck, *, approval=None, returning=None):
    form = approval or returning
    if opinions.owed(request.user, factcheck):
        return second_opinions.lead_to(request, factcheck, typed=form["reason"].value())
    if not form.is_valid():
        return _screen(request, factcheck, approval=approval, returning=returning)
    words, read_version = form.cleaned_data["reason"], version_read(request)
    try:
        if approval:
            checking.approve(
                factcheck,
                reason=words,
                by=request.user,
                read_version=read_version,
                recheck_on=form.cleaned_data["recheck_on"],
            )
            done = _("Freigegeben. Die Bewertung gilt ab jetzt, auch in allen Artikeln.")
        else:
            checking.send_back(factcheck, note=words, by=request.user, read_version=read_version)
            done = _("Die Prüfung ist zurückgegeben.")
    except WrongMove as refusal:
        form.add_error("reason", _why_refused(refusal, request))
        return _screen(request, _factcheck(factcheck.pk), approval=approval, returning=returning)
    messages.success(request, done)
    return HttpResponseRedirect(examine_url(factcheck))


def _why_refused(refusal, request):
    return CHANGED if isinstance(refusal, Stale) and version_read(request) else str(refusal)


def _approval_form(answers=None):
    return ApprovalForm(
        answers,
        label=_("Warum trägt die Begründung?"),
        help_text=_("Ein Satz genügt; er steht mit Ihrem Namen im Verlauf."),
        missing=_("Schreiben Sie in einem Satz, warum die Begründung trägt."),
        prefix="approve",
    )


def _return_form(answers=None):
    return ReasonForm(
        answers,
        label=_("Was fehlt noch?"),
        missing=_("Schreiben Sie dazu, was noch fehlt; ohne Anmerkung geht nichts zurück."),
        prefix="return",
    )


def _screen(request, factcheck, *, form=None, places=(), approval=None, returning=None):
    user, claim = request.user, factcheck.claim
    may_edit = may(user, "edit_factcheck", factcheck) and factcheck.state in (
        FactCheckState.DRAFT,
        FactCheckState.RETURNED,
    )
    awaits = factcheck.state == FactCheckState.SUBMITTED
    may_review = awaits and may(user, "approve_factcheck", factcheck)
    given, due = second_opinions.of(factcheck, user)
    current = checking.in_force(claim.pk) if factcheck.is_open else None
    sources = sources_panel(claim)
    context = admin.site.each_context(request) | {
        "title": _("Prüfung"),
        "sources": sources,
        "override": override_panel(factcheck, sources, user),
        "inquiries": asked_panel(claim),
        "factcheck": factcheck,
        "claim": claim,
        "claim_url": change_url(claim),
        "state": check_badge(factcheck),
        "sentence": check_words.standing(factcheck),
        "due": check_words.due(factcheck),
        "in_force": answers_badges(claim),
        "current": current,
        "author": person(factcheck.author),
        "author_is_gone": not factcheck.author.is_active,
        "reviewer": person(factcheck.reviewer),
        "form": form or (CheckForm(instance=factcheck, current=current) if may_edit else None),
        "may_edit": may_edit,
        "clashes": places,
        "verdict": verdict_badge(factcheck.verdict),
        "evidence": second_opinions.evidence_of(claim),
        "may_review": may_review,
        "may_write": may(user, "write_claim", claim),
        "why_not": _why_not(factcheck, user) if awaits and not may_review else "",
        # What was typed is shown again even where the check can no longer be reviewed.
        "approval": approval or (_approval_form() if may_review and not due else None),
        "returning": returning or (_return_form() if may_review else None),
        "reach": points.reach(claim) if may_review or factcheck.state == FactCheckState.IN_FORCE else None,
        "approve_url": check_url("approve", factcheck),
        "return_url": check_url("return", factcheck),
        "opinions": given,
        "requests": due,
        "lines": tell(opinions.story(factcheck).select_related("by").order_by("-number")[:20]),
        **_ways_on(factcheck, user),
    }
    return TemplateResponse(request, "admin/check.html", context)


def _ways_on(factcheck, user):
    """Return the addresses of what else this user may do with the check now; nothing where they may not."""
    is_open = factcheck.is_open
    can_end = is_open or factcheck.state == FactCheckState.IN_FORCE
    can_go_on = factcheck.state in (FactCheckState.IN_FORCE, FactCheckState.WITHDRAWN)
    open_to = {
        "withdraw": can_end and may(user, "withdraw_factcheck", factcheck),
        "assign": is_open and may(user, "assign_factcheck", factcheck),
        "ask": is_open and may(user, "ask_opinion", factcheck),
        "reopen": can_go_on and may(user, "reopen_factcheck", factcheck) and not _is_being_checked(factcheck.claim),
    }
    return {f"{act}_url": check_url(act, factcheck) if is_so else "" for act, is_so in open_to.items()}


def _is_being_checked(claim):
    return claim.factchecks.open().exists()


def _why_not(factcheck, user):
    """Return why somebody who may examine cannot review this check, in words; nothing to those who never could."""
    if not may(user, "approve_factcheck"):
        return ""
    if factcheck.author_id == user.pk:
        return _("Sie haben diese Prüfung selbst geschrieben. Freigeben kann sie nur eine zweite Person.")
    return _("Antworten dieser Prüfung stammen von Ihnen. Freigeben kann sie nur, wer nichts davon geschrieben hat.")
