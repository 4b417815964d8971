"""Sources: everybody and everything that says something."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.choices import Reliability, SourceKind
from articles.models.editable import Editable

# UNION, not UNION ALL: whoever was met already is not followed again.
WITH_THOSE_ABOVE = """
    WITH RECURSIVE voices (id, part_of_id) AS (
        SELECT id, part_of_id FROM articles_source WHERE id IN (WANTED)
        UNION
        SELECT above.id, above.part_of_id
        FROM articles_source above JOIN voices ON above.id = voices.part_of_id
    )
    SELECT * FROM articles_source WHERE id IN (SELECT id FROM voices)
"""


class SourceQuerySet(models.QuerySet):
    def with_those_above(self, pks):
        """Return these sources and everybody for whom they speak, in one query; a circle comes to its end."""
        pks = sorted({pk for pk in pks if pk is not None})
        if not pks:
            return []
        wanted = ", ".join(["%s"] * len(pks))
        return self.raw(WITH_THOSE_ABOVE.replace("WANTED", wanted), pks)


class Source(Editable):
    """A person, organisation, authority, agency, outlet, document, account or anonymous voice."""

    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True, blank=True)
    kind = models.CharField(_("Art"), max_length=12, choices=SourceKind)
    role = models.CharField(
        _("Rolle"),
        max_length=160,
        blank=True,
        help_text=_("Zum Beispiel „Verteidigungsminister“ oder „Sprecherin der Polizei“."),
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("spricht für"),
        help_text=_(
            "Wessen Stimme das ist: Der Kreml spricht für die russische Regierung. Beide zählen als eine Quelle."
        ),
    )
    reliability = models.CharField(
        _("Verlässlichkeit"),
        max_length=1,
        choices=Reliability,
        default=Reliability.F,
        help_text=_("F, bis jemand sie beurteilt hat."),
    )
    reliability_note = models.TextField(_("Begründung der Verlässlichkeit"), blank=True)
    url = models.URLField(_("Website"), blank=True)
    wikidata = models.CharField(_("Wikidata"), max_length=20, blank=True, help_text=_("Zum Beispiel Q49755."))
    anonymity_reason = models.TextField(
        _("Grund der Anonymität"),
        blank=True,
        help_text=_(
            "Bei anonymen Quellen Pflicht: Warum wird der Name nicht genannt? Leser:innen sehen diesen Satz."
        ),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=SourceKind.values), name="source_kind_known"),
            models.CheckConstraint(
                condition=models.Q(reliability__in=Reliability.values), name="source_reliability_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=SourceKind.ANONYMOUS) | ~models.Q(anonymity_reason=""),
                name="source_anonymous_has_reason",
                violation_error_message=_(
                    "Eine anonyme Quelle braucht einen Grund, warum ihr Name nicht genannt wird."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(part_of=models.F("pk")), name="source_not_part_of_itself"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("source", args=[self.pk, self.public_slug])

    @property
    def is_anonymous(self):
        return self.kind == SourceKind.ANONYMOUS

    @property
    def public_name(self):
        """Return what readers call this source: an anonymous one goes by its role, its name stays in the house."""
        return self.role or _("anonyme Quelle") if self.is_anonymous else self.name

    @property
    def public_slug(self):
        return "anonym" if self.is_anonymous else self.slug
