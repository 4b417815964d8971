"""Inquiries: whom we asked for comment, and what came back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Channel
from articles.models.editable import Editable


class Inquiry(Editable):
    """An Anfrage; answered_on and answer belong together, silence is an answer too."""

    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.CASCADE, related_name="inquiries", verbose_name=_("Behauptung")
    )
    addressee = models.CharField(_("gefragt"), max_length=160)
    channel = models.CharField(_("auf welchem Weg"), max_length=10, choices=Channel, default=Channel.MAIL)
    asked_on = models.DateField(_("angefragt am"))
    deadline = models.DateField(_("Frist"), null=True, blank=True)
    answered_on = models.DateField(_("beantwortet am"), null=True, blank=True)
    answer = models.TextField(_("Antwort"), blank=True)
    public = models.BooleanField(
        _("öffentlich"), default=True, help_text=_("Leser:innen sehen, dass und wann wir gefragt haben.")
    )

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("Anfrage")
        verbose_name_plural = _("Anfragen")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="inquiry_answer_complete",
                violation_error_message=_("Zu einer Antwort gehören ihr Datum und ihr Wortlaut."),
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="inquiry_channel_known"),
        ]

    def __str__(self):
        return f"{self.addressee} ({self.asked_on:%d.%m.%Y})"
