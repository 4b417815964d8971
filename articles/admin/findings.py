"""The screen of an article's passages that call something unconfirmed: mark the claim, or dismiss the passage."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.signs import annotate_url, article_url, change_url
from articles.models import Article
from articles.workflow import findings
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove


class DismissForm(forms.Form):
    """Which sentence is dismissed, by its words, and why."""

    field = forms.CharField(widget=forms.HiddenInput)
    sentence = forms.CharField(widget=forms.HiddenInput, strip=False)
    reason = forms.CharField(
        label=_("Warum ist das keine Behauptung? (freiwillig)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "wide"}),
    )


def screen(request, pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "dismiss", article)
    form = DismissForm(request.POST or None)
    if form.is_valid():
        try:
            findings.dismiss(article, **form.cleaned_data, by=request.user)
        except WrongMove as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Verworfen. Solange der Satz so dasteht, wird nicht mehr nach ihm gefragt."))
            return HttpResponseRedirect(article_url("findings", article))
    typed = form.data if form.is_bound else {}
    context = admin.site.each_context(request) | {
        "title": _("Sätze ohne Markierung"),
        "article": article,
        "article_url": change_url(article),
        "publish_url": article_url("publish", article),
        "passages": [_row(article, each, typed) for each in findings.standing(article)],
        "dismissed": article.findings.select_related("dismissed_by"),
    }
    return TemplateResponse(request, "admin/findings.html", context)


def _row(article, passage, typed):
    """Return a passage with where it is marked and the form that dismisses it, filled in as it was sent."""
    words = {"field": passage.field, "sentence": passage.sentence}
    is_same = all(typed.get(name) == value for name, value in words.items())
    form = DismissForm(
        initial=words | {"reason": typed.get("reason", "") if is_same else ""},
        auto_id=f"{passage.anchor}-%s",
        label_suffix="",
    )
    return {"passage": passage, "form": form, "mark_url": mark_url(article, passage)}


def mark_url(article, passage):
    """Return the annotation screen with the passage's sentence already selected."""
    place = {"field": passage.field, "start": passage.start, "end": passage.end, "exact": passage.sentence}
    return f"{annotate_url(article)}?{urlencode(place)}#panel"
