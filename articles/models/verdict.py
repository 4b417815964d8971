"""The house's scale of verdicts, each with its written definition."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, Leaning
from articles.models.editable import Editable

SIGNS = {Leaning.SUPPORTED: "✓", Leaning.MIXED: "◐", Leaning.REFUTED: "✗", Leaning.UNPROVEN: "?"}
# The other question has signs of its own, in quotation marks: it is about the words, not about the matter.
SAID_SIGNS = {Attribution.DOCUMENTED: "„✓“", Attribution.RELAYED: "„…“", Attribution.OPEN: "„?“"}


class Verdict(Editable):
    """One entry of the scale. „Unbelegt“ has no value: not proven is not half true."""

    slug = models.SlugField(_("Kürzel"), max_length=40, unique=True)
    label_de = models.CharField(_("Wort (deutsch)"), max_length=40, unique=True)
    label_en = models.CharField(_("Wort (englisch)"), max_length=40, unique=True)
    definition_de = models.TextField(_("Definition (deutsch)"))
    definition_en = models.TextField(_("Definition (englisch)"))
    leaning = models.CharField(_("Richtung"), max_length=10, choices=Leaning)
    value = models.PositiveSmallIntegerField(
        _("Wert"),
        null=True,
        blank=True,
        help_text=_("5 ist richtig, 1 ist falsch; leer heißt: außerhalb der Skala."),
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("Bewertung")
        verbose_name_plural = _("Bewertungen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(leaning__in=Leaning.values), name="verdict_leaning_known"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__range=(1, 5)),
                name="verdict_value_between_1_and_5",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        return self.label_en if (get_language() or "de").startswith("en") else self.label_de

    @property
    def definition(self):
        return self.definition_en if (get_language() or "de").startswith("en") else self.definition_de

    @property
    def sign(self):
        return SIGNS[self.leaning]

    @property
    def colour(self):
        """Return the token under which css/tokens.css keeps this verdict's colour."""
        return self.leaning
