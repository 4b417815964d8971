"""Claims: the statement, who makes it, what speaks for and against it, whom we asked, and where its check stands."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from articles.admin import assigning, check_words
from articles.admin.ages import NO_VERDICT, AgeFilter
from articles.admin.base import DeskAdmin, DeskInline
from articles.admin.numbers import number_in, numbers_in
from articles.admin.signs import (
    annotate_url,
    change_url,
    examine_url,
    list_url,
    person,
    said_badge,
    state_badge,
    status_badge,
)
from articles.admin.sourcing import asked_panel, sources_panel
from articles.admin.uniting import part, unite
from articles.forms import OTHER_CLAIM, ClaimForm, EvidenceForm, InquiryForm
from articles.models import (
    Annotation,
    Claim,
    Decision,
    Evidence,
    FactCheck,
    Inquiry,
    Revision,
    SecondOpinion,
    Verdict,
)
from articles.models.revision import carried_by
from articles.workflow import checking, clock, resembling
from articles.workflow.permissions import may, require
from articles.workflow.transitions import WrongMove


class VerdictFilter(admin.SimpleListFilter):
    title = _("Bewertung")
    parameter_name = "verdict"

    def lookups(self, request, model_admin):
        return [*((str(each.pk), each.label) for each in Verdict.objects.all()), (NO_VERDICT, _("Ungeprüft"))]

    def queryset(self, request, queryset):
        if self.value() == NO_VERDICT:
            return queryset.unchecked()
        wanted = number_in(self.value())
        return queryset.filter(verdict=wanted) if wanted else queryset


class DueFilter(admin.SimpleListFilter):
    title = _("Arbeit")
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [
            ("now", _("fällig")),
            ("mine", _("mir zugeteilt")),
            ("checking", _("in Prüfung")),
            ("unattributed", _("ohne Urheber:in")),
            ("public", _("in veröffentlichten Artikeln")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "now":
            return queryset.due(localdate(clock.now()))
        if self.value() == "mine":
            return queryset.filter(assignee=request.user)
        if self.value() == "checking":
            open_checks = FactCheck.objects.open().filter(claim=OuterRef("pk"))
            return queryset.filter(Exists(open_checks))
        if self.value() == "unattributed":
            return queryset.unattributed()
        return queryset.public(clock.now()) if self.value() == "public" else queryset


class ArticleFilter(admin.SimpleListFilter):
    """Claims of one article, for the links that name it; it offers no list of its own."""

    title = _("Artikel")
    parameter_name = "article"

    def lookups(self, request, model_admin):
        return [(self.value(), _("nur dieser Artikel"))] if self.value() else []

    def has_output(self):
        return bool(self.value())

    def queryset(self, request, queryset):
        wanted = number_in(self.value())
        if not wanted:
            return queryset
        marked = Exists(Annotation.objects.filter(claim=OuterRef("pk"), article=wanted))
        live = Revision.objects.live(clock.now()).filter(article=wanted)
        return queryset.filter(marked | carried_by(live))


class EvidenceInline(DeskInline, admin.StackedInline):
    act = "write_claim"
    model = Evidence
    form = EvidenceForm
    autocomplete_fields = ["source"]
    classes = ["rows-evidence"]
    fields = [
        ("source", "goes_back_to"),
        ("bears_on", "stance", "credibility"),
        ("quotation", "public_note"),
        "url",
        ("obtained_on", "vanished_on", "is_record"),
        "version",
    ]

    def get_formset(self, request, obj=None, **kwargs):
        """Offer as origin only other evidence of the same claim, asked for once and shared by all rows."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("goes_back_to")
        if field:
            siblings = Evidence.objects.filter(claim=obj).select_related("source") if obj else Evidence.objects.none()
            field.queryset = siblings
            field.error_messages["invalid_choice"] = OTHER_CLAIM
            field.choices = [("", "–"), *((each.pk, str(each)) for each in siblings)]
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_view_related = field.widget.can_delete_related = False
        return formset


class InquiryInline(DeskInline, admin.StackedInline):
    act = "write_claim"
    model = Inquiry
    form = InquiryForm
    fields = [("addressee", "channel", "asked_on", "deadline"), ("answered_on", "public"), "answer", "version"]
    classes = ["rows-inquiries"]


class ClaimAdmin(DeskAdmin):
    act = "write_claim"
    form = ClaimForm
    change_form_template = "admin/claim_form.html"
    inlines = [EvidenceInline, InquiryInline]
    autocomplete_fields = ["claimant", "topics", "assignee"]
    fieldsets = [
        (_("Behauptung"), {"fields": ["statement", "claimant", ("said_on", "said_at_url"), "background"]}),
        (_("Einordnung und Arbeit"), {"fields": ["topics", ("assignee", "priority"), ("due_on", "recheck_on")]}),
        (_("Adresse und Sprache"), {"fields": [("slug", "language")], "classes": ["collapse"]}),
    ]
    # Said here as well: counting the articles makes Django forget the order of the model.
    ordering = ["-created_at", "-pk"]
    list_display = ["statement", "standing", "said_by", "priority", "due_on", "in_charge", "articles_with_it"]
    list_filter = [VerdictFilter, AgeFilter, "attribution", DueFilter, "priority", ArticleFilter]
    list_select_related = ["claimant", "verdict", "assignee"]
    search_fields = ["statement", "claimant__name", "topics__name"]
    search_help_text = _("Sucht in Behauptung, Urheber:in und Themen.")
    date_hierarchy = "created_at"

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("verdict", "claimant", "assignee")
            .prefetch_related(Prefetch("factchecks", FactCheck.objects.select_related("author", "reviewer", "verdict")))
            .annotate(appearances=Count("annotations__article", distinct=True))
        )

    def get_search_results(self, request, queryset, search_term):
        """Offer in lists and suggestions what stands alone; the form of a merged claim stays reachable."""
        return super().get_search_results(request, queryset.standing_alone(), search_term)

    @admin.display(description=_("Stand"), ordering="verdict__position")
    def standing(self, claim):
        return format_html("{}<br>{}", status_badge(claim), said_badge(claim))

    @admin.display(description=_("Urheber:in"), ordering="claimant__name")
    def said_by(self, claim):
        return claim.claimant or "–"

    @admin.display(description=_("zuständig"), ordering="assignee")
    def in_charge(self, claim):
        return person(claim.assignee) or "–"

    @admin.display(description=pgettext_lazy("several", "Artikel"), ordering="appearances")
    def articles_with_it(self, claim):
        return claim.appearances or "–"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["panel"] = panel(obj, request.user)
        question = getattr(request, "refusal", None)
        if isinstance(question, resembling.AlreadyStated):
            context["twins"] = [
                {"claim": twin, "status": status_badge(twin), "url": change_url(twin)} for twin in question.twins
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_of(self, record):
        """Add to the claim's own story that of its checks, its evidence and its inquiries."""
        about = Q(record_type="claim", record_id=record.pk)
        for kind in ("factcheck", "evidence", "inquiry"):
            about |= Q(record_type=kind) & (Q(after__claim=record.pk) | Q(before__claim=record.pk))
        about |= Q(record_type="factcheck", record_id__in=record.factchecks.values("pk"))
        asked = SecondOpinion.objects.filter(factcheck__claim=record)
        about |= Q(record_type="secondopinion", record_id__in=asked.values("pk"))
        about |= Q(record_type="evidence", record_id__in=record.evidence.values("pk"))
        about |= Q(record_type="inquiry", record_id__in=record.inquiries.values("pk"))
        return Decision.objects.filter(about)

    def has_change_permission(self, request, obj=None):
        """Show a merged claim for reading; what was typed before the merge is refused in a sentence, and kept."""
        if obj and obj.merged_into_id and request.method != "POST":
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Keep a merged claim: its address leads readers on, and published revisions name it."""
        return not (obj and obj.merged_into_id) and super().has_delete_permission(request, obj)

    def keep(self, form, *, by, related, rows, removed):
        if form.instance._state.adding:
            resembling.refuse_twins(form.instance.statement, known=numbers_in(form.data, "anyway"))
        super().keep(form, by=by, related=related, rows=rows, removed=removed)

    def add_view(self, request, form_url="", extra_context=None):
        """Give a form that waits for a new claim the existing one, where somebody took it when asked."""
        taken = Claim.objects.filter(pk=number_in(request.POST.get("take")))
        if IS_POPUP_VAR in request.POST and taken and self.has_add_permission(request):
            return self.response_add(request, taken[0])
        return super().add_view(request, form_url, extra_context)

    def get_urls(self):
        views = {
            "pruefung": (open_check, "check"),
            "pruefung/zuteilen": (assigning.open_for, "assign"),
            "zusammenlegen": (unite, "unite"),
            "trennen": (part, "part"),
        }
        own = [
            path(f"<int:pk>/{route}/", self.admin_site.admin_view(view), name=f"articles_claim_{name}")
            for route, (view, name) in views.items()
        ]
        return [*own, *super().get_urls()]


@require_POST
def open_check(request, pk):
    """Open a check of the claim, or go to the one that is already open."""
    claim = get_object_or_404(Claim, pk=pk)
    require(request.user, "examine", claim)
    running = claim.factchecks.open().first()
    if running:
        return HttpResponseRedirect(examine_url(running))
    try:
        factcheck = checking.open_factcheck(claim, by=request.user)
    except WrongMove as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(change_url(claim))
    messages.success(request, _("Die Prüfung ist eröffnet. Sie liegt bei Ihnen."))
    return HttpResponseRedirect(examine_url(factcheck))


def _act_url(act, claim):
    return reverse(f"admin:articles_claim_{act}", args=[claim.pk])


def panel(claim, user):
    """Return what stands beside the form: status, both answers, the checks, the articles with the claim."""
    marks = claim.annotations.select_related("article").order_by("article__headline", "article", "start")
    may_examine = may(user, "examine", claim) and not claim.merged_into_id
    may_merge = may(user, "merge_claims", claim)
    in_force, running = claim.factcheck_in_force, claim.open_factcheck
    return {
        "claim": claim,
        "status": status_badge(claim),
        "attribution": said_badge(claim, under_its_heading=True),
        "verdict": claim.verdict,
        "in_force": in_force,
        "in_force_url": examine_url(in_force) if in_force else "",
        "running": running,
        "running_url": examine_url(running) if running else "",
        "running_sentence": check_words.standing(running) if running else "",
        "assign_url": _act_url("assign", claim) if may_examine else "",
        "past": [(each, examine_url(each)) for each in claim.factchecks.all() if each not in (in_force, running)],
        "open_url": _act_url("check", claim) if may_examine else "",
        "unite_url": _act_url("unite", claim) if may_merge and not claim.merged_into_id else "",
        "part_url": _act_url("part", claim) if may_merge and claim.merged_into_id else "",
        "heir": claim.heir if claim.merged_into_id else None,
        "heir_url": change_url(claim.heir),
        "merged": [(each, change_url(each)) for each in claim.merged.all()],
        "sources": sources_panel(claim),
        "overdue": [each for each in asked_panel(claim) if each.is_overdue],
        "marks": [(mark, change_url(mark.article), _row_of(mark), state_badge(mark.article)) for mark in marks],
        "evidence_url": list_url("evidence", f"?claim__id__exact={claim.pk}"),
    }


def _row_of(mark):
    return f"{annotate_url(mark.article)}#annotation-{mark.pk}"
