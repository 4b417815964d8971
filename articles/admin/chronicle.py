"""The newsroom's whole history on one page: every Decision as a sentence, to be narrowed, searched and printed."""

from itertools import pairwise

import django_filters
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.history import WHAT, tell
from articles.admin.numbers import number_in
from articles.admin.signs import person
from articles.choices import Verb
from articles.models import Decision
from articles.search import QUERY_LIMIT, every_word
from articles.workflow import history
from articles.workflow.permissions import require

PAGE_LENGTH = 100


class PersonField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, user):
        return person(user)


class PersonFilter(django_filters.ModelChoiceFilter):
    field_class = PersonField


def kinds():
    """Return what a Decision may be about, with the names that the desk gives it."""
    found = [(kind, apps.get_model("auth" if kind == "user" else "articles", kind)) for kind in WHAT]
    named = [(kind, _("Konto") if kind == "user" else model._meta.verbose_name) for kind, model in found]
    return sorted(((kind, capfirst(name)) for kind, name in named), key=lambda choice: choice[1])


class DecisionFilter(django_filters.FilterSet):
    """What narrows the history; what cannot be understood narrows nothing and says so in the form."""

    q = django_filters.CharFilter(
        label=_("Wörter"), method="with_words", max_length=QUERY_LIMIT, widget=forms.TextInput({"type": "search"})
    )
    by = PersonFilter(
        label=_("Wer"),
        queryset=User.objects.filter(is_staff=True).order_by("last_name", "first_name", "username"),
        empty_label=_("alle"),
    )
    verb = django_filters.ChoiceFilter(label=_("Tat"), choices=Verb.choices, empty_label=_("alle"))
    record_type = django_filters.ChoiceFilter(label=_("Woran"), choices=kinds, empty_label=_("alles"))
    since = django_filters.DateFilter(
        label=_("Von"), field_name="at", lookup_expr="date__gte", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = django_filters.DateFilter(
        label=_("Bis"), field_name="at", lookup_expr="date__lte", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    class Meta:
        model = Decision
        fields = []

    def with_words(self, decisions, name, words):
        return decisions.filter(every_word(words, "record_name") | every_word(words, "reason"))


@require_safe
def chronicle(request):
    require(request.user, "see_desk")
    filters = DecisionFilter(request.GET, queryset=history.visible_to(request.user).select_related("by"))
    decisions, newer, older = page_of(filters.qs, request.GET)
    context = admin.site.each_context(request) | {
        "title": _("Verlauf des Hauses"),
        "filter": filters,
        "lines": tell(decisions),
        "newer": newer,
        "older": older,
        "altered": altered(decisions),
    }
    return TemplateResponse(request, "admin/chronicle.html", context)


def page_of(decisions, asked):
    """
    Return a page's lines, newest first, and the numbers from which the pages around it go on.

    Pages are found by number, not counted from the newest: the ten-thousandth line costs what the first does, and
    a page keeps its lines while others are written.
    """
    after, before = number_in(asked.get("nach")), number_in(asked.get("vor"))
    if after is not None:
        found = list(decisions.filter(number__gt=after).order_by("number")[: PAGE_LENGTH + 1])
        lines, has_newer, has_older = found[:PAGE_LENGTH][::-1], len(found) > PAGE_LENGTH, True
    else:
        wanted = decisions if before is None else decisions.filter(number__lt=before)
        found = list(wanted.order_by("-number")[: PAGE_LENGTH + 1])
        lines, has_newer, has_older = found[:PAGE_LENGTH], before is not None, len(found) > PAGE_LENGTH
    if not lines:
        return [], None, None
    return lines, has_newer and lines[0].number, has_older and lines[-1].number


def altered(decisions):
    """Return the numbers of those lines that are not as they were written, as far as these lines can tell."""
    wrong = {each.number for each in decisions if each.digest != each.expected_digest()}
    for newer, older in pairwise(decisions):
        if newer.number == older.number + 1 and newer.previous != older.digest:
            wrong.add(newer.number)
    return sorted(wrong)
