"""Readers' addresses."""

from django.urls import path

from articles.views import public

urlpatterns = [
    path("", public.front, name="front"),
    path("ressort/<slug:slug>/", public.section, name="section"),
    path("thema/<slug:slug>/", public.topic, name="topic"),
    path("artikel/<int:pk>/<slug:slug>/", public.article, name="article"),
    path("behauptungen/", public.claim_list, name="claim_list"),
    path("behauptung/<int:pk>/<slug:slug>/", public.claim, name="claim"),
    path("quelle/<int:pk>/<slug:slug>/", public.source, name="source"),
    path("so-pruefen-wir/", public.how_we_check, name="how_we_check"),
    path("korrekturen/", public.corrections, name="corrections"),
    path("suche/", public.search_results, name="search"),
    path("seite/<str:kind>/", public.page, name="page"),
]
