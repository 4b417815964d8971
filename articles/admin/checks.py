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
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin import clashes
from articles.admin.base import DeskAdmin, in_words
from articles.admin.history import tell
from articles.admin.numbers import number_in
from articles.admin.signs import change_url, check_badge, examine_url, person, status_badge, verdict_badge
from articles.choices import Bearing, FactCheckState
from articles.forms import CheckForm, ReasonForm
from articles.models import Decision, FactCheck
from articles.workflow import checking
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


class FactCheckAdmin(DeskAdmin):
    """Only a list: a check is opened from its claim and worked on in its own screen; nothing is ever deleted."""

    act = "examine"
    list_display = ["claim_examined", "standing", "result", "attribution", "written_by", "read_by", "created_at"]
    list_display_links = None
    list_filter = ["state", OwnFilter, "attribution", ("verdict", admin.RelatedOnlyFieldListFilter)]
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

    def change_view(self, request, object_id, form_url="", extra_context=None):
        factcheck = self.get_object(request, unquote(object_id))
        if factcheck is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(examine_url(factcheck))

    def history_of(self, record):
        return Decision.objects.about(record)

    @admin.display(description=_("Behauptung"), ordering="claim__statement")
    def claim_examined(self, factcheck):
        return format_html('<a href="{}">{}</a>', examine_url(factcheck), factcheck.claim.statement)

    @admin.display(description=_("Stand"), ordering="state")
    def standing(self, factcheck):
        return check_badge(factcheck)

    @admin.display(description=_("Bewertung"), ordering="verdict__position")
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
            path("<int:pk>/zurueckziehen/", desk(withdraw), name="articles_factcheck_withdraw"),
        ]
        return own + super().get_urls()


def examine(request, pk):
    """Show a check to anybody at the desk; let its author answer, save and submit."""
    factcheck = _factcheck(pk)
    require(request.user, "see_desk")
    if request.method != "POST":
        return _screen(request, factcheck)
    require(request.user, "edit_factcheck", factcheck)
    submitting, answers = "submit" in request.POST, clashes.settle(request.POST)
    form = CheckForm(answers, instance=copy.copy(factcheck), submitting=submitting)
    if form.is_valid():
        try:
            _keep(factcheck, form, by=request.user)
        except (WrongMove, ValidationError) as refusal:
            stored, places = _factcheck(pk), []
            if isinstance(refusal, Stale):
                answers, places = clashes.unite(answers, form, refusal)
                form = CheckForm(answers, instance=copy.copy(stored))
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
    if form.is_valid():
        try:
            checking.withdraw(factcheck, reason=form.cleaned_data["reason"], by=request.user)
        except WrongMove as refusal:
            messages.error(request, str(refusal))
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
    }
    return TemplateResponse(request, "admin/reason.html", context)


def _factcheck(pk):
    return get_object_or_404(
        FactCheck.objects.select_related("claim__claimant", "author", "reviewer", "verdict"), pk=pk
    )


@transaction.atomic
def _keep(factcheck, form, *, by):
    checking.save_factcheck(factcheck, answers=form.answers, by=by, read_version=form.read_version)
    if form.submitting:
        checking.submit(factcheck, by=by)


def _review(request, factcheck, *, approval=None, returning=None):
    form = approval or returning
    if not form.is_valid():
        return _screen(request, factcheck, approval=approval, returning=returning)
    words, read_version = form.cleaned_data["reason"], number_in(request.POST.get("version"))
    try:
        if approval:
            checking.approve(factcheck, reason=words, by=request.user, read_version=read_version)
            done = _("Freigegeben. Die Bewertung gilt ab jetzt, auch in allen Artikeln.")
        else:
            checking.send_back(factcheck, note=words, by=request.user, read_version=read_version)
            done = _("Die Prüfung ist zurückgegeben.")
    except Stale:
        form.add_error("reason", CHANGED)
        return _screen(request, _factcheck(factcheck.pk), approval=approval, returning=returning)
    except WrongMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(examine_url(factcheck))


def _approval_form(answers=None):
    return ReasonForm(
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
    may_edit = may(request.user, "edit_factcheck", factcheck) and factcheck.state in (
        FactCheckState.DRAFT,
        FactCheckState.RETURNED,
    )
    awaits = factcheck.state == FactCheckState.SUBMITTED
    may_approve = awaits and may(request.user, "approve_factcheck", factcheck)
    evidence = list(factcheck.claim.evidence.select_related("source", "goes_back_to__source"))
    context = admin.site.each_context(request) | {
        "title": _("Prüfung"),
        "factcheck": factcheck,
        "claim": factcheck.claim,
        "claim_url": change_url(factcheck.claim),
        "state": check_badge(factcheck),
        "in_force": status_badge(factcheck.claim),
        "author": person(factcheck.author),
        "reviewer": person(factcheck.reviewer),
        "form": form or (CheckForm(instance=factcheck) if may_edit else None),
        "clashes": places,
        "verdict": verdict_badge(factcheck.verdict),
        "evidence": [_group(evidence, bearing) for bearing in Bearing],
        "may_approve": may_approve,
        "own": awaits and factcheck.author_id == request.user.pk,
        "approval": approval or _approval_form() if may_approve else None,
        "returning": returning or _return_form() if may_approve else None,
        "approve_url": reverse("admin:articles_factcheck_approve", args=[factcheck.pk]),
        "return_url": reverse("admin:articles_factcheck_return", args=[factcheck.pk]),
        "withdraw_url": _withdraw_url(factcheck, request.user),
        "lines": tell(Decision.objects.about(factcheck).select_related("by").order_by("-number")[:20]),
    }
    return TemplateResponse(request, "admin/check.html", context)


def _group(evidence, bearing):
    rows = [(each, change_url(each)) for each in evidence if each.bears_on == bearing]
    return {"title": bearing.label, "rows": rows}


def _withdraw_url(factcheck, user):
    can = factcheck.is_open or factcheck.state == FactCheckState.IN_FORCE
    if not (can and may(user, "withdraw_factcheck", factcheck)):
        return ""
    return reverse("admin:articles_factcheck_withdraw", args=[factcheck.pk])
