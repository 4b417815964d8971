"""Articles: the working copies of stories; readers never see one."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.choices import AnnotatedField, ArticleState, Label
from articles.models.editable import Editable
from articles.text.plain import plain_field


class ArticleQuerySet(models.QuerySet):
    def in_review(self):
        return self.filter(state=ArticleState.IN_REVIEW)

    def with_lost_annotations(self):
        from articles.models.annotation import Annotation

        return self.filter(Exists(Annotation.objects.lost().filter(article=OuterRef("pk"))))

    def with_annotations_adrift(self):
        from articles.models.annotation import Annotation

        return self.filter(Exists(Annotation.objects.adrift().filter(article=OuterRef("pk"))))

    def assigned_to(self, user):
        return self.filter(assignee=user)


class Article(Editable):
    """The draft that reporters write; publishing freezes it into a Revision."""

    label = models.CharField(_("Textsorte"), max_length=12, choices=Label, default=Label.REPORT)
    section = models.ForeignKey(
        "articles.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("Ressort"),
    )
    topics = models.ManyToManyField(
        "articles.Topic", blank=True, related_name="articles", verbose_name=_("Themen")
    )
    authors = models.ManyToManyField(
        "articles.Author", through="articles.Byline", related_name="articles", verbose_name=_("Autorenzeile")
    )
    agencies = models.CharField(
        _("Agenturen"),
        max_length=120,
        blank=True,
        help_text=_("Zum Beispiel „dpa, AFP“, wenn der Text auf ihnen beruht."),
    )
    dateline = models.CharField(
        _("Ortsmarke"), max_length=80, blank=True, help_text=_("Zum Beispiel „Berlin“.")
    )
    kicker = models.CharField(
        _("Dachzeile"), max_length=120, blank=True, help_text=_("Am besten höchstens 40 Zeichen.")
    )
    headline = models.CharField(
        _("Überschrift"), max_length=200, help_text=_("Am besten höchstens 70 Zeichen.")
    )
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=80, blank=True)
    teaser = models.TextField(
        _("Teaser"),
        blank=True,
        help_text=_("Am besten höchstens 170 Zeichen. Vor der Veröffentlichung Pflicht."),
    )
    key_points = models.TextField(_("Kernpunkte"), blank=True, help_text=_("Ein Punkt in jeder Zeile."))
    body = models.TextField(_("Text"), blank=True)
    context = models.TextField(_("Warum das wichtig ist"), blank=True)
    picture = models.ForeignKey(
        "articles.Picture",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("Aufmacherbild"),
    )
    picture_caption = models.CharField(
        _("Bildunterschrift"),
        max_length=300,
        blank=True,
        help_text=_("Leer: die Bildunterschrift des Bildes gilt."),
    )
    related = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name=_("Lesen Sie auch"))
    sign_off = models.CharField(
        _("Schlusszeile"), max_length=80, blank=True, help_text=_("Zum Beispiel „/mm/dpa“.")
    )
    language = models.CharField(_("Sprache"), max_length=5, default="de")
    state = models.CharField(
        _("Stand"), max_length=10, choices=ArticleState, default=ArticleState.DRAFT, editable=False
    )
    review_note = models.TextField(_("Anmerkung der Abnahme"), blank=True, editable=False)
    planned_for = models.DateTimeField(
        _("geplant für"),
        null=True,
        blank=True,
        help_text=_("Für die Planung; veröffentlicht wird dadurch nichts."),
    )
    embargo_until = models.DateTimeField(_("Sperrfrist bis"), null=True, blank=True)
    assignee = models.ForeignKey(
        "auth.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("zuständig"),
    )
    created_at = models.DateTimeField(_("angelegt am"), editable=False)
    saved_at = models.DateTimeField(_("zuletzt gespeichert am"), editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name = _("Artikel")
        verbose_name_plural = pgettext_lazy("several", "Artikel")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ArticleState.values), name="article_state_known"),
            models.CheckConstraint(condition=Q(label__in=Label.values), name="article_label_known"),
            models.CheckConstraint(condition=~Q(headline=""), name="article_headline_not_empty"),
        ]
        indexes = [
            models.Index(fields=["state", "-saved_at"], name="article_by_state"),
            models.Index(fields=["assignee", "-saved_at"], name="article_by_assignee"),
        ]

    def __str__(self):
        return self.headline

    def plain(self, field):
        """Return the plain text of one of the annotated fields: what every offset counts in."""
        return plain_field(field, getattr(self, field))

    @property
    def plain_texts(self):
        return {field: self.plain(field) for field in AnnotatedField.values}

    @property
    def latest_revision(self):
        return self.revisions.order_by("-number").first()

    def revision_in_force(self, at=None):
        return self.revisions.in_force(at).first()


class Byline(models.Model):
    """One name in an article's Autorenzeile, in its place."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "articles.Author", on_delete=models.PROTECT, related_name="bylines", verbose_name=_("Autor:in")
    )
    place = models.CharField(_("Ort"), max_length=60, blank=True, help_text=_("Zum Beispiel „Kiew“."))
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("Name in der Autorenzeile")
        verbose_name_plural = _("Autorenzeile")
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="byline_once_an_author")]

    def __str__(self):
        return f"{self.author}, {self.place}" if self.place else str(self.author)
