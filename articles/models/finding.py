"""Findings: passages that a detector proposed as claims and somebody dismissed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField


class Finding(models.Model):
    """Stored only when dismissed, so that nobody is asked twice; found again by its words, like an annotation."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="findings", verbose_name=_("Artikel")
    )
    field = models.CharField(_("Feld"), max_length=12, choices=AnnotatedField)
    detector = models.CharField(_("gefunden von"), max_length=20)
    exact = models.TextField(_("Wortlaut"))
    dismissed_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="findings", verbose_name=_("verworfen von")
    )
    dismissed_at = models.DateTimeField(_("verworfen am"))
    reason = models.TextField(_("Begründung"), blank=True)

    class Meta:
        ordering = ["dismissed_at", "pk"]
        verbose_name = _("verworfene Fundstelle")
        verbose_name_plural = _("verworfene Fundstellen")
        constraints = [
            models.CheckConstraint(condition=Q(field__in=AnnotatedField.values), name="finding_field_known"),
            models.CheckConstraint(condition=~Q(exact=""), name="finding_exact_not_empty"),
        ]

    def __str__(self):
        return f"„{self.exact}“"
