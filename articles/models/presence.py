"""Presences: which windows have an article open, and what each of them saved last; throwaway, no part of history."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.choices import PresenceScreen

TIME_OUT = timedelta(seconds=45)


class PresenceQuerySet(models.QuerySet):
    def here(self, at):
        """The windows that gave a sign of life lately."""
        return self.filter(seen_at__gt=at - TIME_OUT)


class Presence(models.Model):
    """One open window; a person with two of them is there twice."""

    user = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="presences", verbose_name=_("wer"))
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="presences", verbose_name=_("Artikel")
    )
    window = models.CharField(_("Fenster"), max_length=32)
    screen = models.CharField(_("Bildschirm"), max_length=8, choices=PresenceScreen, default=PresenceScreen.FORM)
    opened_at = models.DateTimeField(_("geöffnet um"))
    seen_at = models.DateTimeField(_("zuletzt gesehen um"))
    # What this window's last autosave read and made, lest an answer lost on the way turns it against itself.
    read_version = models.PositiveIntegerField(_("gelesene Schreibmarke"), null=True)
    saved_version = models.PositiveIntegerField(_("gesicherte Schreibmarke"), null=True)
    saved_rows = models.JSONField(_("angelegte Zeilen"), default=dict)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anwesenheit")
        verbose_name_plural = _("Anwesenheiten")
        constraints = [
            models.UniqueConstraint(fields=["user", "window"], name="presence_once_a_window"),
            models.CheckConstraint(condition=Q(screen__in=PresenceScreen.values), name="presence_screen_known"),
        ]
        indexes = [models.Index(fields=["article", "-seen_at"], name="presence_of_article")]

    def __str__(self):
        return f"{self.user} {self.window}"
