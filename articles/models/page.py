"""The pages every site in Germany must have; their words are an administrator's duty."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.choices import PageKind
from articles.models.editable import Editable


class Page(Editable):
    """Impressum, Datenschutz and their like: a heading and restricted HTML."""

    kind = models.CharField(_("Seite"), max_length=16, choices=PageKind, unique=True)
    body = models.TextField(
        _("Text"),
        blank=True,
        help_text=_("Solange hier nichts steht, sagt die Seite offen, dass die Angaben fehlen."),
    )

    class Meta:
        ordering = ["kind"]
        verbose_name = _("Pflichtseite")
        verbose_name_plural = _("Pflichtseiten")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PageKind.values), name="page_kind_known")
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        return reverse("page", args=[self.kind])
