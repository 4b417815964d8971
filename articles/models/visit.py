"""Visits: up to which Decision each of the staff has read what happened; throwaway, no part of history."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """Somebody's bookmark in the history, for the handover at the desk."""

    user = models.OneToOneField("auth.User", on_delete=models.CASCADE, related_name="visit", verbose_name=_("wer"))
    read_up_to = models.PositiveBigIntegerField(_("gelesen bis Entscheidung"), default=0)
    read_at = models.DateTimeField(_("gelesen am"))

    class Meta:
        verbose_name = _("Besuch")
        verbose_name_plural = _("Besuche")

    def __str__(self):
        return f"{self.user} {self.read_up_to}"
