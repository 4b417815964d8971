"""Open points: a live article to look at again, because something happened to a claim it carries."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.choices import PointState, RippleCause

_HAS_NO_ASSIGNEE = Q(article__assignee=None) | Q(article__assignee__is_active=False)


class OpenPointQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=PointState.OPEN)

    def of(self, user):
        """Those in whose articles `user` is in charge; they follow an article to its next assignee."""
        return self.filter(Q(article__assignee=user) | Q(_HAS_NO_ASSIGNEE, assignee=user))

    def of_nobody(self):
        """Those of articles that nobody, or nobody who is still here, is in charge of."""
        return self.filter(_HAS_NO_ASSIGNEE, Q(assignee=None) | Q(assignee__is_active=False))


class OpenPoint(models.Model):
    """What a ripple leaves for an article's assignee: done, or not needed and why."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="open_points", verbose_name=_("Artikel")
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.PROTECT, related_name="open_points", verbose_name=_("Behauptung")
    )
    cause = models.CharField(_("Anlass"), max_length=10, choices=RippleCause)
    note = models.TextField(_("Was geschehen ist"), blank=True)
    assignee = models.ForeignKey(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="open_points",
        verbose_name=_("zuständig"),
    )
    raised_at = models.DateTimeField(_("entstanden am"))
    state = models.CharField(_("Stand"), max_length=10, choices=PointState, default=PointState.OPEN)
    settled_by = models.ForeignKey(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="settled_points",
        verbose_name=_("erledigt von"),
    )
    settled_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)

    objects = OpenPointQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        verbose_name = _("offener Punkt")
        verbose_name_plural = _("offene Punkte")
        constraints = [
            models.CheckConstraint(condition=Q(cause__in=RippleCause.values), name="point_cause_known"),
            models.CheckConstraint(condition=Q(state__in=PointState.values), name="point_state_known"),
            models.CheckConstraint(
                condition=Q(state=PointState.OPEN, settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(state=PointState.OPEN) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="point_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=PointState.NOT_NEEDED) | ~Q(reason=""), name="point_not_needed_has_reason"
            ),
            models.UniqueConstraint(
                fields=["article", "claim", "cause"], condition=Q(state="open"), name="point_open_once_a_cause"
            ),
        ]
        indexes = [models.Index(fields=["state", "assignee", "raised_at"], name="point_by_assignee")]

    def __str__(self):
        return f"{self.get_cause_display()}: {self.claim}"
