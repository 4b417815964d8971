"""The house's scale of verdicts."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.signs import badge


class VerdictAdmin(DeskAdmin):
    act = "manage_house"
    fieldsets = [
        (_("Wort und Definition"), {"fields": ["label_de", "definition_de", "label_en", "definition_en"]}),
        (_("Platz auf der Skala"), {"fields": ["slug", "leaning", "value", "position"]}),
    ]
    list_display = ["label_de", "shown_as", "leaning", "value", "position"]
    search_fields = ["label_de", "label_en"]
    formfield_overrides = DeskAdmin.formfield_overrides | {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "wide"})}
    }

    @admin.display(description=_("Zeichen"))
    def shown_as(self, verdict):
        return badge(verdict.sign, verdict.label, verdict.colour)
