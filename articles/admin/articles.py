"""Articles: the list, the form in the order of the page, and everything that is known about one beside it."""

from functools import partial

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from articles.admin import (
    annotate,
    autosave,
    comparing,
    findings,
    importing,
    milestones,
    points,
    presence,
    previewing,
    replying,
    sheet,
)
from articles.admin import publishing as screens
from articles.admin.base import DeskAdmin, DeskInline
from articles.admin.signs import (
    annotate_url,
    answers_badges,
    article_url,
    change_url,
    person,
    scheduled_badge,
    state_badge,
)
from articles.choices import ArticleState
from articles.forms import ArticleForm
from articles.models import Annotation, Byline, Revision
from articles.text.clean import clean
from articles.workflow import clock, gate
from articles.workflow.permissions import may
from articles.workflow.publishing import has_unpublished_changes

PICTURE_FIELDS = {
    "picture_credit": "credit",
    "picture_alt": "alt",
    "picture_origin": "origin",
    "picture_licence": "licence_end",
}


class MineFilter(admin.SimpleListFilter):
    title = _("zuständig")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("me", _("ich")), ("nobody", _("niemand"))]

    def queryset(self, request, queryset):
        wanted = {"me": Q(assignee=request.user), "nobody": Q(assignee=None)}
        return queryset.filter(wanted[self.value()]) if self.value() in wanted else queryset


class MarksFilter(admin.SimpleListFilter):
    title = _("Markierungen")
    parameter_name = "marks"

    def lookups(self, request, model_admin):
        return [
            ("lost", _("verloren")),
            ("adrift", _("verloren oder verschoben")),
            ("open", _("live mit ungeprüften Behauptungen")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "lost":
            return queryset.with_lost_annotations()
        if self.value() == "adrift":
            return queryset.with_annotations_adrift()
        if self.value() == "open":
            open_now = Revision.objects.live(clock.now()).with_open_claims()
            return queryset.filter(Exists(open_now.filter(article=OuterRef("pk"))))
        return queryset


class BylineInline(DeskInline, admin.StackedInline):
    act = "write_article"
    model = Byline
    formset = autosave.SavedRows
    fields = [("author", "place", "position")]
    autocomplete_fields = ["author"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields.pop("version", None)
        return formset


class ArticleAdmin(DeskAdmin):
    act = "write_article"
    form = ArticleForm
    change_form_template = "admin/article_form.html"
    change_list_template = "admin/article_list.html"
    inlines = [BylineInline]
    autocomplete_fields = ["topics", "picture", "related", "assignee"]
    fieldsets = [
        (_("Kopf"), {"fields": ["kicker", "headline", "teaser"]}),
        (_("Bild"), {"fields": ["picture", "picture_caption"]}),
        (_("Kernpunkte"), {"fields": ["key_points"], "classes": ["lone"]}),
        (_("Text"), {"fields": ["body"], "classes": ["lone"]}),
        (_("Warum das wichtig ist"), {"fields": ["context"], "classes": ["lone"]}),
        (
            _("Einordnung"),
            {
                "fields": [("section", "label"), "topics", ("agencies", "dateline", "sign_off"), ("slug", "language")],
                "classes": ["with-rows"],
            },
        ),
        (_("Planung"), {"fields": [("planned_for", "embargo_until"), "assignee"], "classes": ["collapse"]}),
        (_("Lesen Sie auch"), {"fields": ["related"], "classes": ["collapse", "lone"]}),
    ]
    list_display = ["story", "standing", "section", "claims_in_it", "in_charge", "planned_for", "saved_at"]
    list_display_links = ["story"]
    list_filter = ["state", MineFilter, MarksFilter, "section", "label"]
    list_select_related = ["section", "assignee"]
    search_fields = ["headline", "kicker", "teaser", "topics__name"]
    search_help_text = _("Sucht in Überschrift, Dachzeile, Teaser und Themen.")
    date_hierarchy = "saved_at"

    def get_queryset(self, request):
        planned = Revision.objects.scheduled(clock.now()).filter(article=OuterRef("pk")).values("live_from")[:1]
        return (
            super()
            .get_queryset(request)
            .select_related("section", "picture", "assignee")
            .annotate(
                marks=Count("annotations", distinct=True),
                lost=Count("annotations", filter=Q(annotations__state="lost"), distinct=True),
                appears_at=Subquery(planned),
            )
        )

    def get_fieldsets(self, request, obj=None):
        """Show the texts as they read, not as HTML, to those who may not write."""
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        shown = {"body": "body_as_read", "context": "context_as_read"}
        return [
            (
                name,
                options
                | {"fields": [shown.get(each, each) if isinstance(each, str) else each for each in options["fields"]]},
            )
            for name, options in self.fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        may_write = obj is None or self.has_change_permission(request, obj)
        return [] if may_write else ["body_as_read", "context_as_read"]

    @admin.display(description=_("Text"))
    def body_as_read(self, article):
        return mark_safe(clean(article.body))

    @admin.display(description=_("Warum das wichtig ist"))
    def context_as_read(self, article):
        return mark_safe(clean(article.context))

    @admin.display(description=_("Artikel"), ordering="headline")
    def story(self, article):
        kicker = format_html('<span class="kicker">{}</span> ', article.kicker) if article.kicker else ""
        return format_html("{}{}", kicker, article.headline)

    @admin.display(description=_("Stand"), ordering="state")
    def standing(self, article):
        return scheduled_badge(article.appears_at) if article.appears_at else state_badge(article)

    @admin.display(description=_("Markierungen"), ordering="marks")
    def claims_in_it(self, article):
        if not article.lost:
            return article.marks or "–"
        return format_html('{} <span class="warning">! {}</span>', article.marks, _("%d verloren") % article.lost)

    @admin.display(description=_("zuständig"), ordering="assignee")
    def in_charge(self, article):
        return person(article.assignee) or "–"

    def get_changeform_initial_data(self, request):
        return {"assignee": request.user.pk} | super().get_changeform_initial_data(request)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["panel"] = panel(obj, request.user)
            # What readers have seen, or are promised, is withdrawn and never deleted: no way into a refusal.
            context["show_delete"] = not (context["panel"]["live"] or context["panel"]["planned"])
        if self.has_change_permission(request, obj) and not context["is_popup"]:
            context["autosave"] = autosave.place(obj)
            context["presence"] = presence.place(obj, screen="form")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_of_record(self, request, record):
        return milestones.show(request, record, opts=self.opts)

    def get_urls(self):
        desk = self.admin_site.admin_view
        own = [
            path(f"<int:pk>/{address}/", desk(view), name=f"articles_article_{name}")
            for address, view, name in (
                ("vorschau", previewing.preview, "preview"),
                ("vorschau-ungesichert", partial(previewing.unsaved, screen=self), "preview_unsaved"),
                ("unterschiede", comparing.compare, "compare"),
                ("pruefprotokoll", sheet.sheet, "sheet"),
                ("fassung/<int:number>/wiederherstellen", comparing.restore, "restore"),
                ("einreichen", screens.submit, "submit"),
                ("zurueckgeben", screens.send_back, "return"),
                ("veroeffentlichen", screens.publish, "publish"),
                ("einplanung-aufheben", screens.unschedule, "unschedule"),
                ("zurueckziehen", screens.withdraw, "withdraw"),
                ("fundstellen", findings.screen, "findings"),
                ("gegendarstellung", replying.publish, "reply"),
                ("gegendarstellung/<int:reply_pk>/beenden", replying.end, "end_reply"),
            )
        ]
        own.append(path("importieren/", desk(importing.import_article), name="articles_article_import"))
        own += [*autosave.paths(self), *presence.paths(self.admin_site)]
        return [*annotate.paths(self.admin_site), *own, *super().get_urls()]


def panel(article, user):
    """Return what stands beside the form: where the article is, what hinders it, its claims, what readers see."""
    now = clock.now()
    live = article.revisions.in_force(now).first()
    planned = article.revisions.scheduled(now).order_by("number").last()
    marks = (
        Annotation.objects.filter(article=article)
        .select_related("claim__verdict", "claim__claimant")
        .prefetch_related("claim__factchecks")
        .in_reading_order()
    )
    is_public = live is not None and not live.is_withdrawal
    return {
        "article": article,
        "state": scheduled_badge(planned.live_from) if planned and not is_public else state_badge(article),
        "review_note": article.review_note,
        "live": live,
        "is_public": is_public,
        "planned": planned,
        "is_planned_too_early": bool(planned and article.embargo_until and planned.live_from < article.embargo_until),
        "changed": (is_public or planned is not None) and has_unpublished_changes(article),
        "obstacles": [(each.sentence, mend_url(each, article)) for each in gate.obstacles(article)],
        "claims": _claims(marks),
        "points": points.of_article(article, user),
        "annotate_url": annotate_url(article),
        "sheet_url": article_url("sheet", article),
        "preview_url": article_url("preview", article),
        "compare_url": article_url("compare", article),
        "unsaved_preview_url": _if(may(user, "write_article", article), "preview_unsaved", article),
        "submit_url": _if(
            article.state == ArticleState.DRAFT and may(user, "write_article", article), "submit", article
        ),
        "return_url": _if(
            article.state == ArticleState.IN_REVIEW and may(user, "review_article", article), "return", article
        ),
        "publish_url": _if(may(user, "publish", article), "publish", article),
        "withdraw_url": _if(is_public and may(user, "withdraw", article), "withdraw", article),
        "replies": [(each, _end_url(article, each, user)) for each in article.replies.live(now)],
        "reply_url": _if(is_public and may(user, "publish_reply", article), "reply", article),
        "unschedule_url": _if(planned and may(user, "publish", article), "unschedule", article),
    }


def mend_url(obstacle, article):
    """Return where an obstacle of the gate is mended: the form, and the place in it."""
    if obstacle.passage:
        return f"{article_url('findings', article)}#{obstacle.passage.anchor}"
    if obstacle.annotation:
        return f"{annotate_url(article)}#annotation-{obstacle.annotation.pk}"
    if obstacle.claim and not obstacle.field:
        return f"{change_url(obstacle.claim)}#id_claimant"
    if obstacle.field == "picture" and article.picture:
        return f"{change_url(article.picture)}#id_{PICTURE_FIELDS[obstacle.code]}"
    place = "bylines-group" if obstacle.code == "byline" else f"id_{obstacle.field}"
    return f"{change_url(article)}#{place}"


def _end_url(article, reply, user):
    may_end = may(user, "end_reply", article)
    return reverse("admin:articles_article_end_reply", args=[article.pk, reply.pk]) if may_end else ""


def _if(condition, act, article):
    return article_url(act, article) if condition else ""


def _claims(marks):
    """Return each claim once, in reading order, with how often it is marked and whether a mark is lost."""
    told = {}
    for mark in marks:
        line = told.setdefault(
            mark.claim_id,
            {
                "statement": mark.claim.statement,
                "claimant": mark.claim.claimant,
                "badge": answers_badges(mark.claim),
                "url": change_url(mark.claim),
                "is_lost": False,
                "times": 0,
            },
        )
        line["times"] += 1
        line["is_lost"] |= mark.is_lost
    return list(told.values())
