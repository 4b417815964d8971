"""Answers to static/js/presence.js: who else has this article open, and whether somebody saved meanwhile."""

from contextlib import suppress
from functools import partial

from django.db import OperationalError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.answers import for_scripts, refuse
from articles.admin.signs import article_url, person
from articles.choices import PresenceScreen
from articles.models import Article
from articles.workflow import clock, presence

WRITES = {
    PresenceScreen.FORM: gettext_lazy("%(who)s schreibt hier auch, %(since)s."),
    PresenceScreen.ANNOTATE: gettext_lazy("%(who)s markiert hier gerade, %(since)s."),
}
ONESELF = {
    PresenceScreen.FORM: gettext_lazy("Sie selbst haben diesen Artikel in einem zweiten Fenster offen, %(since)s."),
    PresenceScreen.ANNOTATE: gettext_lazy("Sie selbst markieren diesen Artikel in einem zweiten Fenster, %(since)s."),
}


def paths(site):
    return [path("<int:pk>/anwesend/", for_scripts(site)(here), name="articles_article_presence")]


def place(article, *, screen):
    """Return what templates/admin/parts/presence.html needs; without an article yet, the script waits for one."""
    return {"url": article_url("presence", article) if article else "", "screen": screen}


def here(request, pk):
    article = get_object_or_404(Article.objects.only("version", "headline"), pk=pk)
    window, screen = request.POST.get("window", ""), request.POST.get("screen", "")
    if not (0 < len(window) <= 32 and screen in PresenceScreen.values):
        return refuse(_("Diese Anfrage ist unvollständig."), status=400)
    # While the database is busy with saving, being seen may wait for the next sign of life.
    with suppress(OperationalError):
        act = presence.leave if "gone" in request.POST else partial(presence.notice, article, screen=screen)
        act(window=window, by=request.user)
    told = [_tell(each, request.user) for each in presence.others(article, window=window, by=request.user)]
    return JsonResponse({"version": article.version, "people": told})


def _tell(other, user):
    sentences = ONESELF if other.user_id == user.pk else WRITES
    sentence = sentences[other.screen] % {"who": person(other.user), "since": _since(other.opened_at)}
    return {"key": f"{other.user_id} {other.window}", "sentence": sentence}


def _since(moment):
    minutes = int((clock.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return _("seit eben")
    if minutes < 120:
        return ngettext("seit einer Minute", "seit %(number)s Minuten", minutes) % {"number": minutes}
    return _("seit %(number)s Stunden") % {"number": minutes // 60}
