"""The preview: the public page as it would be, of what is stored or being typed, or as readers see it on a date."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.signs import article_url, change_url
from articles.forms import BerlinTimeField
from articles.models import Article
from articles.views import public
from articles.workflow import drafting, publishing
from articles.workflow.permissions import require


class MomentForm(forms.Form):
    am = BerlinTimeField(label=_("So, wie Leser:innen es sehen am"), required=False)


@require_safe
def preview(request, pk):
    """Show the stored draft or, with a moment, the revision in force then, be it past or planned."""
    require(request.user, "see_desk")
    article = get_object_or_404(Article.objects.select_related("section", "picture"), pk=pk)
    form = MomentForm(request.GET, label_suffix="")
    moment = form.cleaned_data["am"] if form.is_valid() else None
    frame = {"article_url": change_url(article), "form": form, "moment": moment, "framed": "framed" in request.GET}
    frame["preview_url"] = article_url("preview", article)
    if moment is None:
        return _page(request, publishing.preview(article), frame)
    revision = article.revisions.in_force(moment).select_related("section").first()
    if revision is None or revision.is_withdrawal:
        return _among_us(public.show(request, "admin/preview_nothing.html", **frame, gone=revision))
    return _page(request, revision, frame)


@require_POST
def unsaved(request, pk, *, screen):
    """Show what the form sends, as readers would see it; nothing of it is saved."""
    article = get_object_or_404(Article.objects.select_related("section", "picture"), pk=pk)
    require(request.user, "write_article", article)
    form = screen.get_form(request, article, change=True)(request.POST, instance=article)
    form.is_valid()
    revision = drafting.unsaved(
        article,
        bylines=_bylines(screen, request, article),
        topics=form.cleaned_data.get("topics"),
        related=form.cleaned_data.get("related"),
    )
    # A field with an error is shown as it is stored, and said so.
    wrong = [form.fields[name].label for name in form.errors if name in form.fields]
    frame = {"article_url": change_url(article), "framed": True, "wrong": wrong}
    return _page(request, revision, frame)


def _bylines(screen, request, article):
    """Return the rows of the Autorenzeile as typed, in their order; None when the form did not send any."""
    formsets, _inlines = screen._create_formsets(request, article, change=True)
    rows = [
        row.instance
        for formset in formsets
        if formset.management_form.is_valid()
        for row in formset.forms
        if row.is_valid() and row.instance.author_id and not row.cleaned_data.get("DELETE")
    ]
    sent = any(formset.management_form.is_valid() for formset in formsets)
    return sorted(rows, key=lambda row: row.position) if sent else None


def _page(request, revision, frame):
    return _among_us(public.show(request, "admin/preview.html", **public.article_page(revision), **frame))


def _among_us(response):
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response
