"""Fact-checks: one examination of a claim, by one person, approved by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, FactCheckState
from articles.models.editable import Editable
from articles.models.verdict import SAID_SIGNS


class FactCheckQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=FactCheckState.open_states())

    def awaiting_approval(self):
        return self.filter(state=FactCheckState.SUBMITTED)

    def late(self, today):
        """The open checks whose claim was due before `today`."""
        return self.open().filter(claim__due_on__lt=today)

    def in_force(self, at):
        """Half-open, so that the moment of a change belongs to one check only."""
        return self.filter(in_force_from__lte=at).exclude(in_force_until__lte=at)


class FactCheck(Editable):
    """Two answers kept apart: did they say it (attribution), is it true (verdict)."""

    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.PROTECT, related_name="factchecks", verbose_name=_("Behauptung")
    )
    author = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="factchecks", verbose_name=_("geprüft von")
    )
    state = models.CharField(_("Stand"), max_length=10, choices=FactCheckState, default=FactCheckState.DRAFT)
    attribution = models.CharField(
        _("Haben sie es gesagt?"), max_length=10, choices=Attribution, default=Attribution.OPEN
    )
    verdict = models.ForeignKey(
        "articles.Verdict",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="factchecks",
        verbose_name=_("Stimmt es?"),
        help_text=_("Leer lassen, wenn nur geprüft wurde, ob es gesagt wurde (etwa bei Meinungen)."),
    )
    summary = models.CharField(
        _("Ergebnis in einem Satz"),
        max_length=300,
        blank=True,
        help_text=_("Leser:innen sehen diesen Satz neben der Behauptung."),
    )
    rationale = models.TextField(
        _("Begründung"),
        blank=True,
        help_text=_("Warum so und nicht anders. Ohne Begründung keine Bewertung."),
    )
    change_reason = models.TextField(
        _("Warum sich die Bewertung ändert"),
        blank=True,
        help_text=_("Pflicht, wenn schon eine andere Bewertung gilt. Leser:innen sehen diesen Satz in der Zeitleiste."),
    )
    override_reason = models.TextField(
        _("Warum ohne zweite unabhängige Quelle"),
        blank=True,
        help_text=_("Nur Chef:innen vom Dienst dürfen die Zwei-Quellen-Regel übergehen, und nur mit Begründung."),
    )
    reviewer = models.ForeignKey(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_factchecks",
        verbose_name=_("gegengelesen von"),
    )
    review_note = models.TextField(_("Anmerkung der Gegenlesung"), blank=True)
    created_at = models.DateTimeField(_("eröffnet am"), editable=False)
    in_force_from = models.DateTimeField(_("gilt ab"), null=True, blank=True)
    in_force_until = models.DateTimeField(_("gilt bis"), null=True, blank=True)

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Faktencheck")
        verbose_name_plural = _("Faktenchecks")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FactCheckState.values), name="factcheck_state_known"),
            models.CheckConstraint(condition=Q(attribution__in=Attribution.values), name="factcheck_attribution_known"),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")),
                name="factcheck_reviewer_not_author",
            ),
            models.CheckConstraint(
                condition=(
                    Q(in_force_from__isnull=True, state__in=["draft", "submitted", "returned", "withdrawn"])
                    | Q(
                        in_force_from__isnull=False,
                        reviewer__isnull=False,
                        state__in=["in_force", "superseded", "withdrawn"],
                    )
                ),
                name="factcheck_in_force_was_approved",
            ),
            models.CheckConstraint(
                condition=(Q(state="in_force", in_force_until__isnull=True) | ~Q(state="in_force")),
                name="factcheck_in_force_is_open_ended",
            ),
            models.CheckConstraint(
                condition=Q(verdict__isnull=True)
                | Q(state__in=["draft", "returned", "withdrawn"])
                | (~Q(rationale="") & ~Q(summary="")),
                name="factcheck_verdict_has_rationale",
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state="in_force"), name="factcheck_one_in_force_a_claim"
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="factcheck_one_open_a_claim",
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="factcheck_by_state")]

    def __str__(self):
        return f"{self.get_state_display()}: {self.claim}"

    @property
    def is_open(self):
        return self.state in FactCheckState.open_states()

    @property
    def said_sign(self):
        return SAID_SIGNS[self.attribution]

    @property
    def overrides_sources(self):
        """Whether somebody let this verdict pass with fewer sources than the rule asks for, and said why."""
        return bool(self.override_reason)
