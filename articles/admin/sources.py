"""Sources, and the evidence they contribute."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.numbers import number_in
from articles.forms import OTHER_CLAIM, EvidenceForm, SourceForm
from articles.models import Evidence


class SourceAdmin(DeskAdmin):
    act = "write_source"
    form = SourceForm
    autocomplete_fields = ["part_of"]
    fieldsets = [
        (_("Quelle"), {"fields": ["name", "kind", "role", "part_of", "anonymity_reason"]}),
        (_("Verlässlichkeit"), {"fields": ["reliability", "reliability_note"]}),
        (_("Nachweise"), {"fields": ["url", "wikidata", "slug"], "classes": ["collapse"]}),
    ]
    list_display = ["name", "kind", "role", "part_of", "reliability", "claims_made", "evidence_given"]
    list_filter = ["kind", "reliability"]
    list_select_related = ["part_of"]
    search_fields = ["name", "role"]
    search_help_text = _("Sucht in Name und Rolle.")

    def get_queryset(self, request):
        counted = {"made": Count("claims", distinct=True), "given": Count("evidence", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description=_("Behauptungen"), ordering="made")
    def claims_made(self, source):
        return source.made or "–"

    @admin.display(description=_("Belege"), ordering="given")
    def evidence_given(self, source):
        return source.given or "–"


class EvidenceAdmin(DeskAdmin):
    act = "write_claim"
    form = EvidenceForm
    autocomplete_fields = ["claim", "source"]
    fieldsets = [
        (_("Beleg"), {"fields": ["claim", "source", ("bears_on", "stance"), "quotation", "url", "goes_back_to"]}),
        (_("Beurteilung"), {"fields": ["credibility", "is_record", "public_note"]}),
        (_("Fundstelle"), {"fields": [("obtained_on", "vanished_on")]}),
    ]
    list_display = ["source", "claim", "bears_on", "stance", "admiralty", "is_record", "obtained_on"]
    list_filter = ["bears_on", "stance", "credibility", "is_record", ("vanished_on", admin.EmptyFieldListFilter)]
    list_select_related = ["source", "claim"]
    search_fields = ["source__name", "claim__statement", "quotation"]
    search_help_text = _("Sucht in Quelle, Behauptung und Zitat.")
    date_hierarchy = "obtained_on"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source", "claim", "goes_back_to__source")

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Offer as origin only other evidence of the same claim: the one that is stored, named or just chosen."""
        form = super().get_form(request, obj, change=change, **kwargs)
        field = form.base_fields.get("goes_back_to")
        if field:
            claim = number_in(request.POST.get("claim") or request.GET.get("claim")) or getattr(obj, "claim_id", None)
            field.queryset = siblings = Evidence.objects.filter(claim=claim).select_related("source")
            field.choices = [("", "–"), *((each.pk, str(each)) for each in siblings if each != obj)]
            field.error_messages["invalid_choice"] = OTHER_CLAIM
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_view_related = field.widget.can_delete_related = False
        return form

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "claim__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("Note"))
    def admiralty(self, evidence):
        return evidence.grade
