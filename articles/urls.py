"""Readers' addresses."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from articles.views import public


class NumberConverter(IntConverter):
    """A number that a database can hold; a longer one is nobody's."""

    regex = "[0-9]{1,18}"


register_converter(NumberConverter, "number")

urlpatterns = [
    path("", public.front, name="front"),
    path("ressort/<slug:slug>/", public.section, name="section"),
    path("thema/<slug:slug>/", public.topic, name="topic"),
    path("artikel/<number:pk>/<slug:slug>/", public.article, name="article"),
    path("behauptungen/", public.claim_list, name="claim_list"),
    path("behauptung/<number:pk>/<slug:slug>/", public.claim, name="claim"),
    path("quelle/<number:pk>/<slug:slug>/", public.source, name="source"),
    path("so-pruefen-wir/", public.how_we_check, name="how_we_check"),
    path("korrekturen/", public.corrections, name="corrections"),
    path("suche/", public.search_results, name="search"),
    path("seite/<str:kind>/", public.page, name="page"),
]
