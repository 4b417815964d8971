"""What readers may ask for: the search and the filters of the claim index."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.choices import Attribution
from articles.models import Claim, Source, Topic, Verdict

UNCHECKED = "ungeprueft"
TOO_LONG = {"max_length": _("Das sind zu viele Wörter. Bitte suchen Sie mit höchstens 200 Zeichen.")}


def verdict_choices():
    scale = [(verdict.slug, verdict.label) for verdict in Verdict.objects.all()]
    return [*scale, (UNCHECKED, _("Ungeprüft"))]


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Suchwörter"),
        max_length=search.QUERY_LIMIT,
        strip=True,
        widget=forms.TextInput({"type": "search"}),
        error_messages=TOO_LONG,
    )


class SourceChoiceField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, source):
        return source.public_name


class SourceFilter(django_filters.ModelChoiceFilter):
    field_class = SourceChoiceField


def moment_of(request):
    """Return the moment that the reader wants to look back to, or None for now (views/moments.py)."""
    return request.moment.at if getattr(request, "moment", None) else None


def claimants(request):
    """Return everybody who makes a public claim, and whom they speak for."""
    public = search.public(moment_of(request))
    makers = Q(claims__in=public) | Q(parts__claims__in=public)
    return search.by_public_name(Source.objects.filter(makers).distinct())


def topics(request):
    return Topic.objects.filter(claims__in=search.public(moment_of(request))).distinct()


class ClaimFilter(django_filters.FilterSet):
    """The filters of the claim index; what cannot be understood narrows nothing and says so in the form."""

    q = django_filters.CharFilter(
        label=_("Wörter"),
        method="with_words",
        max_length=search.QUERY_LIMIT,
        widget=forms.TextInput({"type": "search"}),
        error_messages=TOO_LONG,
    )
    verdict = django_filters.ChoiceFilter(
        label=_("Bewertung"), method="with_verdict", choices=lambda: verdict_choices(), empty_label=_("alle")
    )
    said = django_filters.ChoiceFilter(
        label=_("Gesagt"), field_name="attribution", choices=Attribution.choices, empty_label=_("alle")
    )
    claimant = SourceFilter(label=_("Wer sagt es"), method="by_claimant", queryset=claimants, empty_label=_("alle"))
    topic = django_filters.ModelChoiceFilter(
        label=_("Thema"), field_name="topics", queryset=topics, to_field_name="slug", empty_label=_("alle")
    )
    since = django_filters.DateFilter(
        label=_("Gesagt ab"),
        field_name="said_on",
        lookup_expr="gte",
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    until = django_filters.DateFilter(
        label=_("Gesagt bis"),
        field_name="said_on",
        lookup_expr="lte",
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    class Meta:
        model = Claim
        fields = []

    def with_words(self, claims, name, text):
        return claims.filter(search.every_word(text, "statement"))

    def with_verdict(self, claims, name, slug):
        at = moment_of(self.request)
        if slug == UNCHECKED:
            return search.unjudged(claims, at)
        return search.judged(claims, Verdict.objects.filter(slug=slug), at)

    def by_claimant(self, claims, name, source):
        return claims.filter(Q(claimant=source) | Q(claimant__part_of=source))

    @property
    def chosen(self):
        """Return what the reader has chosen, in words: (parameter, label, value)."""
        cleaned = getattr(self.form, "cleaned_data", {})
        return [
            (name, field.label, self._in_words(name, cleaned[name]))
            for name, field in self.form.fields.items()
            if cleaned.get(name)
        ]

    def _in_words(self, name, value):
        if name == "verdict":
            return dict(verdict_choices())[value]
        if name == "said":
            return Attribution(value).label
        return value.public_name if name == "claimant" else value
