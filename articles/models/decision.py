"""Decisions: the newsroom's history, one line an act, written once and chained."""

import datetime
import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.choices import Verb


class DecisionQuerySet(models.QuerySet):
    def about(self, *records):
        """The lines about any of these records, oldest first."""
        wanted = models.Q(pk__in=[])
        for record in records:
            wanted |= models.Q(record_type=record._meta.model_name, record_id=record.pk)
        return self.filter(wanted).order_by("number")


class Decision(models.Model):
    """Append-only: triggers on both databases refuse UPDATE and DELETE (models/append_only.py)."""

    number = models.PositiveBigIntegerField(_("Nummer"), primary_key=True)
    at = models.DateTimeField(_("am"))
    by = models.ForeignKey(
        "auth.User", on_delete=models.PROTECT, related_name="decisions", verbose_name=_("von")
    )
    verb = models.CharField(_("Tat"), max_length=12, choices=Verb)
    record_type = models.CharField(_("Art des Gegenstands"), max_length=40)
    record_id = models.PositiveBigIntegerField(_("Gegenstand"))
    record_name = models.CharField(_("Name des Gegenstands"), max_length=300, blank=True)
    before = models.JSONField(_("vorher"), default=dict)
    after = models.JSONField(_("nachher"), default=dict)
    reason = models.TextField(_("Begründung"), blank=True)
    previous = models.CharField(_("Prüfsumme davor"), max_length=64, blank=True)
    digest = models.CharField(_("Prüfsumme"), max_length=64, unique=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        get_latest_by = "number"
        verbose_name = _("Entscheidung")
        verbose_name_plural = _("Entscheidungen")
        indexes = [
            models.Index(fields=["record_type", "record_id", "number"], name="decision_about"),
            models.Index(fields=["by", "-number"], name="decision_by"),
        ]

    def __str__(self):
        return f"{self.number} {self.get_verb_display()}"

    def expected_digest(self):
        """Return the SHA-256 over everything this line says and the digest of the line before it."""
        line = {
            "number": self.number,
            "at": moment(self.at),
            "by": self.by_id,
            "verb": self.verb,
            "record": [self.record_type, self.record_id, self.record_name],
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
            "previous": self.previous,
        }
        return fingerprint(line)


def moment(at):
    """Return the same words for the same instant, whatever time zone the database hands it out in."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds") if at else None


def fingerprint(record):
    """Return the SHA-256 of a record of plain values, independent of the order of its keys."""
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
