"""Evidence: what one source contributes for or against a claim."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.choices import Bearing, Credibility, Stance
from articles.models.editable import Editable


class Evidence(Editable):
    """One Beleg; source reliability and credibility of the information are graded apart (Admiralty code)."""

    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.CASCADE, related_name="evidence", verbose_name=_("Behauptung")
    )
    source = models.ForeignKey(
        "articles.Source", on_delete=models.PROTECT, related_name="evidence", verbose_name=_("Quelle")
    )
    bears_on = models.CharField(_("sagt etwas darüber,"), max_length=8, choices=Bearing, default=Bearing.CONTENT)
    stance = models.CharField(_("Richtung"), max_length=8, choices=Stance)
    quotation = models.TextField(_("Zitat"), blank=True, help_text=_("Wörtlich, wie es in der Quelle steht."))
    url = models.URLField(_("Adresse"), blank=True, max_length=500)
    goes_back_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on_by",
        verbose_name=_("geht zurück auf"),
        help_text=_("Woher diese Quelle es hat, wenn sie einen anderen Beleg nur weitergibt."),
    )
    credibility = models.CharField(
        _("Glaubwürdigkeit"),
        max_length=1,
        choices=Credibility,
        default=Credibility.UNJUDGED,
        help_text=_("6, bis sie beurteilt ist."),
    )
    is_record = models.BooleanField(
        _("Originaldokument"),
        default=False,
        help_text=_("Urteil, Gesetz, Register, Protokoll oder Messreihe im Original: trägt eine Bewertung allein."),
    )
    obtained_on = models.DateField(_("eingeholt am"), null=True, blank=True)
    public_note = models.TextField(_("Erläuterung für Leser:innen"), blank=True)
    vanished_on = models.DateField(
        _("nicht mehr auffindbar seit"),
        null=True,
        blank=True,
        help_text=_("Wenn die Fundstelle verschwunden ist oder etwas anderes sagt; die Behauptung wird dann fällig."),
    )
    snapshot = models.FileField(_("gesicherte Kopie"), upload_to="belege/", blank=True, editable=False)
    snapshot_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    snapshot_fetched_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")
        constraints = [
            models.CheckConstraint(condition=Q(bears_on__in=Bearing.values), name="evidence_bearing_known"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="evidence_stance_known"),
            models.CheckConstraint(condition=Q(credibility__in=Credibility.values), name="evidence_credibility_known"),
            models.CheckConstraint(condition=~Q(goes_back_to=models.F("pk")), name="evidence_not_from_itself"),
            models.CheckConstraint(
                condition=(
                    Q(snapshot="", snapshot_sha256="", snapshot_fetched_at__isnull=True)
                    | (~Q(snapshot="") & ~Q(snapshot_sha256="") & Q(snapshot_fetched_at__isnull=False))
                ),
                name="evidence_snapshot_complete",
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.get_stance_display()}"

    @property
    def grade(self):
        """Return the Admiralty grade, such as „B2“."""
        return f"{self.source.reliability}{self.credibility}"
