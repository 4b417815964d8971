"""Replies: the right of reply (Gegendarstellung) of somebody an article concerns, printed as it came."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReplyQuerySet(models.QuerySet):
    def live(self, at=None):
        """What readers see at `at` (default: now); half-open like a revision's time."""
        at = at or timezone.now()
        return self.filter(live_from__lte=at).exclude(live_until__lte=at)


class Reply(models.Model):
    """Written once at publication; only `live_until` may be set later (models/append_only.py)."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="replies", verbose_name=_("Artikel")
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.PROTECT, related_name="replies", verbose_name=_("Behauptung")
    )
    from_whom = models.CharField(_("Gegendarstellung von"), max_length=160)
    text = models.TextField(_("Wortlaut"), help_text=_("Wie eingegangen, ohne Einschub und ohne Kürzung."))
    note = models.TextField(
        _("Anmerkung der Redaktion"),
        blank=True,
        help_text=_(
            "Beschränkt auf Tatsachen, etwa dass wir zum Abdruck verpflichtet sind, ob die Angaben stimmen oder nicht."
        ),
    )
    received_on = models.DateField(_("eingegangen am"))
    published_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="published_replies", verbose_name=_("veröffentlicht von")
    )
    live_from = models.DateTimeField(_("online seit"))
    live_until = models.DateTimeField(_("online bis"), null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["live_from", "pk"]
        verbose_name = _("Gegendarstellung")
        verbose_name_plural = _("Gegendarstellungen")
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(from_whom=""), name="reply_not_empty"),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="reply_ends_after_it_began",
            ),
        ]

    def __str__(self):
        return f"{self.from_whom}: {self.claim}"

    @property
    def anchor(self):
        """Return the id of its box on readers' pages."""
        return f"gegendarstellung-{self.pk}"
