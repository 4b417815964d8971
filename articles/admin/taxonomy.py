"""Where stories belong, what they are about, who wrote them, and the pages every site must have."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.base import DeskAdmin
from articles.forms import PageForm


class SectionAdmin(DeskAdmin):
    act = "manage_house"
    fields = ["name", "slug", "position"]
    list_display = ["name", "position", "stories"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("articles"))

    @admin.display(description=pgettext_lazy("several", "Artikel"), ordering="number")
    def stories(self, section):
        return section.number or "–"


class TopicAdmin(DeskAdmin):
    act = "write_taxonomy"
    fields = ["name", "slug"]
    list_display = ["name", "stories", "claims_about"]
    search_fields = ["name"]
    search_help_text = _("Sucht im Namen.")

    def get_queryset(self, request):
        counted = {"number": Count("articles", distinct=True), "statements": Count("claims", distinct=True)}
        return super().get_queryset(request).annotate(**counted)

    @admin.display(description=pgettext_lazy("several", "Artikel"), ordering="number")
    def stories(self, topic):
        return topic.number or "–"

    @admin.display(description=_("Behauptungen"), ordering="statements")
    def claims_about(self, topic):
        return topic.statements or "–"


class AuthorAdmin(DeskAdmin):
    act = "write_taxonomy"
    fields = ["name", "signature", "slug", "user"]
    autocomplete_fields = ["user"]
    list_display = ["name", "signature", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "signature"]
    search_help_text = _("Sucht in Name und Kürzel.")


class PageAdmin(DeskAdmin):
    """The pages are there from the start; an administrator writes them, nobody adds or deletes one."""

    act = "manage_house"
    form = PageForm
    fields = ["body"]
    list_display = ["kind"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
