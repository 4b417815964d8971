"""Where a story belongs, what it is about, who wrote it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.editable import Editable


class Section(Editable):
    """A Ressort: the part of the paper a story belongs to."""

    name = models.CharField(_("Name"), max_length=60, unique=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True, blank=True)
    position = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleine Zahlen stehen vorn in der Navigation.")
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("Ressort")
        verbose_name_plural = _("Ressorts")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("section", args=[self.slug])


class Topic(Editable):
    """A Thema: what stories and claims are about, across the sections."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class Author(Editable):
    """Somebody whose name stands over articles; need not have a login."""

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, unique=True, blank=True)
    signature = models.CharField(
        _("Autorenkürzel"),
        max_length=10,
        blank=True,
        help_text=_("Zum Beispiel „mm“, wie es am Ende der Meldung steht."),
    )
    user = models.OneToOneField(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("Benutzerkonto"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("Autor:in")
        verbose_name_plural = _("Autor:innen")

    def __str__(self):
        return self.name
