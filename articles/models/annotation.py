"""Annotations: what ties a claim to exact words of one article."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.choices import AnnotatedField, AnnotationState


class AnnotationQuerySet(models.QuerySet):
    def in_reading_order(self):
        order = models.Case(*[models.When(field=name, then=place) for place, name in enumerate(AnnotatedField.values)])
        return self.order_by(order, "start", "end", "pk")

    def lost(self):
        return self.filter(state=AnnotationState.LOST)

    def adrift(self):
        """Those that an editor must look at: lost, or moved and not confirmed yet."""
        return self.filter(state__in=[AnnotationState.LOST, AnnotationState.MOVED])

    def reworded(self):
        """Those whose words changed after their claim was checked."""
        return self.filter(wording_changed_at__isnull=False)

    def in_place(self):
        return self.exclude(state=AnnotationState.LOST)


class Annotation(models.Model):
    """Offsets are Unicode code points in the field's plain text (articles/text/plain.py), end exclusive."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="annotations", verbose_name=_("Artikel")
    )
    claim = models.ForeignKey(
        "articles.Claim", on_delete=models.PROTECT, related_name="annotations", verbose_name=_("Behauptung")
    )
    field = models.CharField(_("Feld"), max_length=12, choices=AnnotatedField)
    exact = models.TextField(_("Wortlaut"))
    prefix = models.CharField(_("davor"), max_length=32, blank=True)
    suffix = models.CharField(_("danach"), max_length=32, blank=True)
    start = models.PositiveIntegerField(_("Anfang"))
    end = models.PositiveIntegerField(_("Ende"))
    state = models.CharField(_("Zustand"), max_length=10, choices=AnnotationState, default=AnnotationState.IN_PLACE)
    wording_changed_at = models.DateTimeField(_("Wortlaut geändert am"), null=True, blank=True)
    former_exact = models.TextField(_("Wortlaut vor der Änderung"), blank=True)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "field", "start"]
        verbose_name = _("Markierung")
        verbose_name_plural = _("Markierungen")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="annotation_end_after_start"),
            models.CheckConstraint(condition=~Q(exact=""), name="annotation_exact_not_empty"),
            models.CheckConstraint(condition=Q(field__in=AnnotatedField.values), name="annotation_field_known"),
            models.CheckConstraint(condition=Q(state__in=AnnotationState.values), name="annotation_state_known"),
        ]

    def __str__(self):
        return f"„{self.exact}“"

    @property
    def is_lost(self):
        return self.state == AnnotationState.LOST
