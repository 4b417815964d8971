"""Pictures, with everything that must stand beside them before readers may see them."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.choices import PictureOrigin
from articles.models.editable import Editable


def random_name(picture, filename):
    """Return a name nobody can guess, so that a picture is not public before its article is."""
    return f"{secrets.token_hex(16)}.webp"


class Picture(Editable):
    """One picture; its file is always our own re-encoded copy, never the bytes that were uploaded."""

    title = models.CharField(
        _("Arbeitstitel"), max_length=120, help_text=_("Nur für die Suche in der Redaktion.")
    )
    file = models.FileField(
        _("Datei"), upload_to=random_name, help_text=_("JPEG, PNG oder WebP, höchstens 40 Megapixel.")
    )
    width = models.PositiveIntegerField(_("Breite"), default=0, editable=False)
    height = models.PositiveIntegerField(_("Höhe"), default=0, editable=False)
    alt = models.CharField(
        _("Alternativtext"),
        max_length=300,
        blank=True,
        help_text=_(
            "Was auf dem Bild zu sehen ist, für alle, die es nicht sehen. Vor der Veröffentlichung Pflicht."
        ),
    )
    caption = models.CharField(_("Bildunterschrift"), max_length=300, blank=True)
    credit = models.CharField(
        _("Bildnachweis"),
        max_length=160,
        blank=True,
        help_text=_("Fotograf:in/Agentur. Vor der Veröffentlichung Pflicht."),
    )
    origin = models.CharField(
        _("Herkunft"),
        max_length=10,
        choices=PictureOrigin,
        blank=True,
        help_text=_("Symbolbilder, Archivbilder und KI-Bilder werden für Leser:innen gekennzeichnet."),
    )
    licence_end = models.DateField(_("Lizenz endet am"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(origin__in=["", *PictureOrigin.values]), name="picture_origin_known"
            )
        ]

    def __str__(self):
        return self.title

    def rendition(self, width):
        """Return the address of the copy that is `width` pixels wide (480 or 960; others give the full one)."""
        stem = self.file.name.rsplit(".", 1)[0]
        name = f"{stem}-{width}.webp" if width in (480, 960) else self.file.name
        return reverse("picture_file", args=[name])
