"""Claims: single checkable statements that somebody makes."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.choices import Attribution, FactCheckState, Priority
from articles.models import dueness
from articles.models.editable import Editable
from articles.models.revision import Revision, carried_by
from articles.models.verdict import SAID_SIGNS

STATEMENT_LIMIT = 300


class ClaimQuerySet(models.QuerySet):
    def public(self, at=None):
        """The claims that readers find in an article which is live at `at` (default: now)."""
        return self.among(Revision.objects.live(at))

    def among(self, revisions):
        """The claims that these revisions carry, under their own number or that of one they have taken in."""
        return self.standing_alone().filter(carried_by(revisions))

    def standing_alone(self):
        """Without those that another claim has taken in."""
        return self.filter(merged_into__isnull=True)

    def unchecked(self):
        return self.filter(verdict__isnull=True)

    def unattributed(self):
        return self.filter(claimant__isnull=True)

    def due(self, today):
        """The claims to examine by `today`, or again; models/dueness.py says when."""
        return self.standing_alone().filter(dueness.is_due(today))

    def most_pressing_first(self, today, at):
        """Unproven claims of articles that are live at `at` stand first, then by priority and by days overdue."""
        return dueness.in_order(self, today, at)

    def with_status(self):
        """Load what a claim's status, sign and note need, in a fixed number of queries."""
        return self.select_related("verdict", "claimant", "claimant__part_of").prefetch_related("factchecks__reviewer")


class Claim(Editable):
    """A statement, who makes it, and where its check stands; it may appear in many articles."""

    statement = models.CharField(
        _("Behauptung"),
        max_length=STATEMENT_LIMIT,
        help_text=_("Ein Satz, der für sich steht und sich prüfen lässt. Höchstens 300 Zeichen, ohne Bewertung."),
    )
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, blank=True)
    claimant = models.ForeignKey(
        "articles.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("Urheber:in der Behauptung"),
        help_text=_("Wer das behauptet. Leer heißt: noch nicht zugeordnet; so lässt sich nichts veröffentlichen."),
    )
    said_on = models.DateField(_("gesagt am"), null=True, blank=True)
    said_at_url = models.URLField(_("Fundort der Äußerung"), blank=True)
    background = models.TextField(
        _("Hintergrund"), blank=True, help_text=_("Was zum Verständnis nötig ist, ohne Bewertung.")
    )
    topics = models.ManyToManyField("articles.Topic", blank=True, related_name="claims", verbose_name=_("Themen"))
    language = models.CharField(_("Sprache"), max_length=5, default="de")
    assignee = models.ForeignKey(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("zuständig"),
    )
    due_on = models.DateField(_("fällig am"), null=True, blank=True)
    priority = models.CharField(_("Dringlichkeit"), max_length=1, choices=Priority, default=Priority.NORMAL)
    recheck_on = models.DateField(_("wieder prüfen am"), null=True, blank=True)
    verdict = models.ForeignKey(
        "articles.Verdict",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="claims",
        verbose_name=_("Bewertung in Kraft"),
    )
    attribution = models.CharField(
        _("Zuschreibung in Kraft"),
        max_length=10,
        choices=Attribution,
        default=Attribution.OPEN,
        editable=False,
    )
    status_since = models.DateTimeField(_("Stand seit"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("angelegt am"), editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("zusammengelegt mit"),
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Behauptung")
        verbose_name_plural = _("Behauptungen")
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="claim_statement_not_empty"),
            models.CheckConstraint(condition=Q(attribution__in=Attribution.values), name="claim_attribution_known"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="claim_priority_known"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="claim_not_merged_into_itself"),
        ]
        indexes = [
            models.Index(fields=["verdict", "-status_since", "-id"], name="claim_by_verdict"),
            models.Index(fields=["claimant", "-created_at"], name="claim_by_claimant"),
            models.Index(fields=["recheck_on"], name="claim_by_recheck"),
            models.Index(fields=["due_on"], name="claim_by_due_date"),
        ]

    def __str__(self):
        return self.statement

    def get_absolute_url(self):
        return reverse("claim", args=[self.pk, self.slug])

    @property
    def heir(self):
        """Return the claim that stands for this one: itself, or the one that has taken it in, in the end."""
        claim, seen = self, {self.pk}
        while claim.merged_into_id and claim.merged_into_id not in seen:
            claim = claim.merged_into
            seen.add(claim.pk)
        return claim

    @cached_property
    def numbers(self):
        """Return the numbers under which what was published names this claim: its own, and those it has taken in."""
        if not getattr(self, "has_taken_in", True):
            return {self.pk}
        return {self.pk, *self.merged.values_list("pk", flat=True)}

    @property
    def is_checked(self):
        """Whether a check is in force; every one answers at least one of the two questions."""
        return self.verdict_id is not None or self.attribution != Attribution.OPEN

    @property
    def is_attributed(self):
        return self.claimant_id is not None

    @property
    def said_sign(self):
        return SAID_SIGNS[self.attribution]

    @property
    def factcheck_in_force(self):
        return next((check for check in self.factchecks.all() if check.state == FactCheckState.IN_FORCE), None)

    @property
    def open_factcheck(self):
        return next((check for check in self.factchecks.all() if check.state in FactCheckState.open_states()), None)

    @property
    def status(self):
        """Return the word-and-sign status that readers and editors see; see Status."""
        return Status.of(self)


class Status:
    """A claim's standing in sign, word and colour token: a verdict, „In Prüfung“ or „Ungeprüft“."""

    def __init__(self, slug, sign, label, colour):
        self.slug, self.sign, self.label, self.colour = slug, sign, label, colour

    def __str__(self):
        return str(self.label)

    @classmethod
    def of(cls, claim):
        if claim.verdict_id:
            verdict = claim.verdict
            return cls(verdict.slug, verdict.sign, verdict.label, verdict.colour)
        if claim.open_factcheck:
            return cls("in-pruefung", "○", _("In Prüfung"), "unchecked")
        return cls("ungeprueft", "○", _("Ungeprüft"), "unchecked")
