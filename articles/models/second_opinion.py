"""Second opinions: another checker answers the same two questions without seeing the first answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution
from articles.models.editable import Editable


class SecondOpinion(Editable):
    """Asked for by whoever works on a check; blind until it is given, and unchangeable from then on."""

    factcheck = models.ForeignKey(
        "articles.FactCheck", on_delete=models.PROTECT, related_name="opinions", verbose_name=_("Faktencheck")
    )
    asked_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="asked_opinions", verbose_name=_("erbeten von")
    )
    asked_at = models.DateTimeField(_("erbeten am"))
    question = models.TextField(_("Worum es geht"), blank=True)
    checker = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="opinions", verbose_name=_("gefragt")
    )
    attribution = models.CharField(
        _("Haben sie es gesagt?"), max_length=10, choices=Attribution, default=Attribution.OPEN
    )
    verdict = models.ForeignKey(
        "articles.Verdict",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name=_("Stimmt es?"),
    )
    rationale = models.TextField(_("Begründung"), blank=True)
    given_at = models.DateTimeField(_("abgegeben am"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("Zweitmeinung")
        verbose_name_plural = _("Zweitmeinungen")
        constraints = [
            models.CheckConstraint(condition=Q(attribution__in=Attribution.values), name="opinion_attribution_known"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | ~Q(rationale=""), name="opinion_given_with_rationale"
            ),
            models.UniqueConstraint(fields=["factcheck", "checker"], name="opinion_once_a_checker"),
        ]

    def __str__(self):
        return f"{self.checker}: {self.factcheck.claim}"

    @property
    def is_given(self):
        return self.given_at is not None
