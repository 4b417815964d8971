"""The screens of the right of reply: print one after a last look, and end one whose claim is gone."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.admin import publishing as screens
from articles.admin.signs import article_url, change_url
from articles.forms import ReasonForm
from articles.models import Article, Reply
from articles.workflow import clock, replying
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove


class ReplyForm(forms.Form):
    """A reply as it came in. What is printed cannot be changed, so it is shown first: `seen` names what was."""

    claim = forms.ModelChoiceField(
        queryset=None,
        label=_("Gegen welche Behauptung richtet sie sich?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Wählen Sie die Behauptung, gegen die sie sich richtet.")},
    )
    from_whom = forms.CharField(
        label=_("Von wem"),
        max_length=replying.NAME_LIMIT,
        help_text=_("Name und Ort, wie unterschrieben."),
        widget=forms.TextInput(attrs={"class": "wide"}),
        error_messages={"required": _("Nennen Sie, von wem die Gegendarstellung ist.")},
    )
    received_on = forms.DateField(
        label=_("Eingegangen am"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Nennen Sie den Tag, an dem die Gegendarstellung eingegangen ist.")},
    )
    text = forms.CharField(
        label=_("Wortlaut"),
        help_text=_("Wie eingegangen, ohne Einschub und ohne Kürzung. Eine Leerzeile trennt Absätze."),
        widget=forms.Textarea(attrs={"rows": 8, "class": "wide"}),
        error_messages={"required": _("Der Wortlaut der Gegendarstellung fehlt.")},
    )
    note = forms.CharField(
        label=_("Anmerkung der Redaktion (freiwillig)"),
        required=False,
        help_text=_("Beschränkt auf Tatsachen, etwa dass wir zum Abdruck verpflichtet sind."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "wide"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.article = article
        self.fields["claim"].queryset = replying.carried_claims(article)

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in ("claim", "from_whom", "received_on", "text", "note")}

    def preview(self, by):
        """Return the reply as readers would see it, unsaved."""
        return Reply(pk=0, article=self.article, published_by=by, live_from=clock.now(), **self.answers)


def publish(request, pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "publish_reply", article)
    form = ReplyForm(request.POST or None, article=article)
    preview = None
    if form.is_valid():
        preview = form.preview(request.user)
        if form.cleaned_data["seen"] == replying.text_digest(preview):
            try:
                replying.publish_reply(article, **form.answers, by=request.user)
            except WrongMove as refusal:
                form.add_error(None, str(refusal))
                preview = None
            else:
                messages.success(request, _("Die Gegendarstellung steht am Artikel und an der Behauptung."))
                return HttpResponseRedirect(change_url(article))
    context = admin.site.each_context(request) | {
        "title": _("Gegendarstellung veröffentlichen"),
        "article": article,
        "article_url": change_url(article),
        "publish_url": article_url("publish", article),
        "form": form,
        "preview": preview,
        "seen": replying.text_digest(preview) if preview else "",
    }
    return TemplateResponse(request, "admin/reply.html", context)


def end(request, pk, reply_pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "end_reply", article)
    reply = get_object_or_404(Reply.objects.select_related("article", "claim__merged_into"), pk=reply_pk, article=pk)
    form = ReasonForm(
        request.POST or None,
        label=_("Warum darf sie enden?"),
        help_text=_("Das geht erst, wenn die veröffentlichte Fassung die Behauptung nicht mehr trägt."),
        missing=_("Schreiben Sie, warum die Gegendarstellung enden darf; der Grund steht im Verlauf."),
    )
    page = {"title": _("Gegendarstellung beenden"), "button": _("Beenden"), "grave": True}
    return screens.with_reason(
        request,
        article,
        form,
        page,
        lambda reason: replying.end_reply(reply, reason=reason, by=request.user),
        _("Die Gegendarstellung ist beendet. Im Verlauf bleibt sie stehen."),
    )
