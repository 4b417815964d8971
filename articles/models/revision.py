"""Revisions: what readers see, written once at publication and never changed."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.choices import Label, PictureOrigin, RevisionKind
from articles.models.decision import fingerprint, moment


class RevisionQuerySet(models.QuerySet):
    def in_force(self, at=None):
        """The revisions whose time includes `at` (default: now), tombstones of withdrawn articles included."""
        # Half-open, so that the minute of a change belongs to one revision only.
        at = at or timezone.now()
        return self.filter(live_from__lte=at).exclude(live_until__lte=at)

    def live(self, at=None):
        """What readers may read at `at` (default: now), and nothing else."""
        return self.in_force(at).exclude(kind=RevisionKind.WITHDRAWAL)

    def scheduled(self, at=None):
        """The revisions that are yet to come and have not been called off."""
        return self.filter(live_from__gt=at or timezone.now()).exclude(live_until=F("live_from"))

    def corrections(self, at=None):
        """Every correction and withdrawal that readers have been told of by `at`, newest first."""
        kinds = [RevisionKind.CORRECTION, RevisionKind.WITHDRAWAL]
        return self.filter(kind__in=kinds, live_from__lte=at or timezone.now()).exclude(
            live_until=F("live_from")
        )

    def withdrawals(self, at):
        """The tombstones that stand, or stood, by `at`."""
        placed = self.filter(kind=RevisionKind.WITHDRAWAL, live_from__lte=at)
        return placed.exclude(live_until=F("live_from"))

    def unwithdrawn(self, at):
        """Without those that a withdrawal has taken back by `at`: it holds for all that came before it."""
        later = Revision.objects.withdrawals(at).filter(
            article=OuterRef("article"), live_from__gt=OuterRef("live_from")
        )
        return self.exclude(Exists(later))

    def with_open_claims(self):
        """Those whose claims, or what these were merged into, nobody has judged; counted as `open_claims`."""
        own = Q(claims__isnull=False, claims__merged_into=None, claims__verdict=None)
        of_another = Q(claims__merged_into__isnull=False, claims__merged_into__verdict=None)
        counted = models.Count("claims", filter=own | of_another, distinct=True)
        return self.annotate(open_claims=counted).filter(open_claims__gt=0)

    def newest_first(self):
        return self.order_by("-first_published_at", "-article_id")


class Revision(models.Model):
    """
    A Fassung. `content` holds all a reader sees, `annotations` the marks in it (claim, field, start, end, exact).

    Append-only: triggers refuse every change but that of `live_until`, with which the next revision closes this one.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="revisions", verbose_name=_("Artikel")
    )
    number = models.PositiveIntegerField(_("Nummer"))
    kind = models.CharField(_("Art"), max_length=10, choices=RevisionKind)
    note = models.TextField(_("Hinweis für Leser:innen"), blank=True)
    content = models.JSONField(_("Inhalt"))
    annotations = models.JSONField(_("Markierungen"), default=list)
    published_by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="revisions", verbose_name=_("veröffentlicht von")
    )
    live_from = models.DateTimeField(_("öffentlich ab"))
    live_until = models.DateTimeField(_("öffentlich bis"), null=True, blank=True)
    first_published_at = models.DateTimeField(_("zuerst veröffentlicht am"))
    changed_at = models.DateTimeField(_("inhaltlich geändert am"), null=True, blank=True)
    section = models.ForeignKey(
        "articles.Section", on_delete=models.PROTECT, related_name="revisions", verbose_name=_("Ressort")
    )
    topics = models.ManyToManyField("articles.Topic", related_name="revisions", verbose_name=_("Themen"))
    claims = models.ManyToManyField(
        "articles.Claim", related_name="revisions", verbose_name=_("Behauptungen")
    )
    words = models.TextField(_("Suchtext"), blank=True)
    previous = models.CharField(_("Prüfsumme davor"), max_length=64, blank=True)
    digest = models.CharField(_("Prüfsumme"), max_length=64)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_numbered_once"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(live_until__isnull=True),
                name="revision_one_open_end_an_article",
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="revision_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(kind__in=RevisionKind.values), name="revision_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["correction", "withdrawal"]) | ~Q(note=""),
                name="revision_correction_has_note",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-article"], name="revision_newest"),
            models.Index(fields=["section", "-first_published_at"], name="revision_by_section"),
            models.Index(fields=["live_from", "live_until"], name="revision_by_time"),
            models.Index(fields=["kind", "-live_from"], name="revision_by_kind"),
        ]

    def __str__(self):
        return f"{self.content.get('headline', '')} ({self.number})"

    def get_absolute_url(self):
        return reverse("article", args=[self.article_id, self.content["slug"]])

    @property
    def is_withdrawal(self):
        return self.kind == RevisionKind.WITHDRAWAL

    @property
    def current_claims(self):
        """Return its claims as they stand now: in place of one that was merged, the one that has taken it in."""
        return list(dict.fromkeys(claim.heir for claim in self.claims.all()))

    @property
    def label(self):
        return Label(self.content["label"])

    @property
    def picture_origin(self):
        """Return the words that tell readers what kind of picture this is, or nothing for a plain photo."""
        picture = self.content.get("picture")
        return (
            PictureOrigin(picture["origin"]).label
            if picture and picture["origin"] != PictureOrigin.PHOTO
            else ""
        )

    def expected_digest(self):
        """Return the SHA-256 over everything written at publication and the digest of the revision before."""
        return fingerprint(
            {
                "article": self.article_id,
                "number": self.number,
                "kind": self.kind,
                "note": self.note,
                "content": self.content,
                "annotations": self.annotations,
                "published_by": self.published_by_id,
                "live_from": moment(self.live_from),
                "first_published_at": moment(self.first_published_at),
                "changed_at": moment(self.changed_at),
                "section": self.section_id,
                "words": self.words,
                "previous": self.previous,
            }
        )


def carried_by(revisions):
    """Whether one of these carries a claim, itself or as one that it has taken in: a condition on the claim's row."""
    carried = Revision.claims.through.objects.filter(revision__in=revisions.values("pk"))
    own, taken_in = carried.filter(claim=OuterRef("pk")), carried.filter(claim__merged_into=OuterRef("pk"))
    return Q(Exists(own)) | Q(Exists(taken_in))
