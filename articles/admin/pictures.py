"""Pictures: taken in through workflow/picturing.py, which keeps only our own copies."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.forms import PictureForm
from articles.imaging import MOST_BYTES, BadPicture
from articles.workflow import picturing

REFUSED = {
    "too_large": _("Die Datei ist größer als 25 MB. Verkleinern Sie das Bild und laden Sie es noch einmal hoch."),
    "unreadable": _("Diese Datei ist kein Bild, das wir lesen können. Nehmen Sie JPEG, PNG oder WebP."),
    "too_many_pixels": _("Das Bild hat mehr als 40 Megapixel. Verkleinern Sie es und laden Sie es noch einmal hoch."),
}


def bytes_of(upload):
    """Return the bytes of an upload; one that is too large is refused before it is read."""
    if upload.size > MOST_BYTES:
        raise BadPicture("too_large")
    return upload.read()


class PictureAdmin(DeskAdmin):
    act = "write_picture"
    form = PictureForm
    fieldsets = [
        (_("Bild"), {"fields": ["preview", "upload", "title"]}),
        (_("Was daneben steht"), {"fields": ["alt", "caption", "credit", "origin", "licence_end"]}),
    ]
    readonly_fields = ["preview"]
    list_display = ["thumbnail", "title", "credit", "origin", "complete", "licence_end"]
    list_display_links = ["title"]
    list_filter = ["origin"]
    search_fields = ["title", "caption", "credit", "alt"]
    search_help_text = _("Sucht in Arbeitstitel, Bildunterschrift, Nachweis und Alternativtext.")
    date_hierarchy = "licence_end"

    def keep(self, form, *, by, related, rows, removed):
        upload = form.cleaned_data.get("upload")
        try:
            raw = bytes_of(upload) if upload else None
            picturing.store(form.instance, raw=raw, by=by, read_version=form.read_version, written=form.fields.keys())
        except BadPicture as refusal:
            raise ValidationError(REFUSED[refusal.code]) from refusal

    def get_fieldsets(self, request, obj=None):
        """Leave the upload out for those who may only look."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        return [
            (name, {"fields": [each for each in options["fields"] if each != "upload"]})
            for name, options in self.fieldsets
        ]

    @admin.display(description=_("Ansicht"))
    def preview(self, picture):
        if not picture.file:
            return _("Noch kein Bild.")
        return format_html(
            '<img class="picture-preview" src="{}" alt="{}">',
            picture.rendition(960),
            picture.alt or _("ohne Alternativtext"),
        )

    @admin.display(description=_("Bild"))
    def thumbnail(self, picture):
        # The title stands beside it; read aloud twice it would only be in the way.
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', picture.rendition(480))

    @admin.display(description=_("vollständig"), boolean=True)
    def complete(self, picture):
        return bool(picture.alt and picture.credit and picture.origin)
