"""
A page as it stood at another moment: `?stand=2024-11-26T14:00`, Berlin's clock unless it names an offset.

Whoever reads may look back; only the desk may look ahead, at what is planned. Such a page says so, is kept out of
search engines and shared caches, and its links keep the moment. What is shown and what is not: docs/redaktion.md.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles import search
from articles.text.moments import END_OF_DAY, NoMoment, read_moment, written_moment
from articles.workflow.permissions import may

PARAMETER = "stand"
TRAVELLING = {"front", "article", "claim", "claim_list"}
LINK = re.compile(r"""(<a\b(?![^>]*\bdata-today\b)[^>]*?\shref=")(/[^"#?]*)(?:\?([^"#]*))?((?:#[^"]*)?")""")
REFUSALS = {
    "unreadable": _("Den Zeitpunkt verstehen wir nicht. Schreiben Sie ihn wie 2024-11-26T14:00 oder nur den Tag."),
    "skipped": _("Diese Uhrzeit gab es an dem Tag nicht: Die Uhr wurde vorgestellt. Wählen Sie eine Stunde später."),
    "repeated": _("Diese Uhrzeit gab es an dem Tag zweimal, weil die Uhr zurückgestellt wurde. Welche meinen Sie?"),
    "ahead": _("Dieser Zeitpunkt liegt in der Zukunft. Was dann hier steht, wissen wir noch nicht."),
}


@dataclass(frozen=True)
class Moment:
    """What a page needs to know of the moment it shows."""

    at: datetime
    is_ahead: bool
    address: str

    @property
    def written(self):
        return written_moment(self.at)

    @property
    def typed(self):
        """Return the moment as a field for date and time holds it."""
        return timezone.localtime(self.at).strftime("%Y-%m-%dT%H:%M")


def in_time(view):
    """Let a readers' page be asked for a moment; the view gets it as `at`, and nothing when nobody asks."""

    @wraps(view)
    def at_the_moment_asked_for(request, *args, **kwargs):
        asked = request.GET.get(PARAMETER, "")
        if not asked.strip():
            return view(request, *args, **kwargs)
        try:
            request.moment = moment_asked_for(request, asked)
        except NoMoment as refusal:
            return among_ourselves(refuse(request, refusal))
        try:
            response = view(request, *args, at=request.moment.at, **kwargs)
        except Http404:
            request.moment = None
            raise
        return among_ourselves(keep_moment(response, request.moment) if request.moment else response)

    return at_the_moment_asked_for


def moment_asked_for(request, asked):
    at, now = read_moment(asked, zone=timezone.get_default_timezone()), timezone.now()
    local = timezone.localtime(at)
    if local.time() == END_OF_DAY and local.date() == timezone.localtime(now).date():
        at = now  # today has no end yet
    if at > now and not may(request.user, "see_desk"):
        raise NoMoment("ahead")
    return Moment(at=at, is_ahead=at > now, address=request.path)


def refuse(request, refusal):
    """Say in a sentence why there is no such page, with a way on."""
    choices = [(at, f"{request.path}?{urlencode({PARAMETER: written_moment(at)})}") for at in refusal.choices]
    context = {
        "site_name": settings.SITE_NAME,
        "sections": search.sections(),
        "now": timezone.now(),
        "sentence": REFUSALS[refusal.code],
        "choices": choices,
    }
    return render(request, "public/no_moment.html", context, status=400)


def among_ourselves(response):
    """Keep the page out of search engines and of every cache that others share."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def keep_moment(response, moment):
    """Let links to pages that know their past, and redirects, lead to the same moment."""
    if location := response.headers.get("Location"):
        response["Location"] = _with(location, "", moment.written)
    elif response.get("Content-Type", "").startswith("text/html"):
        words = response.content.decode()
        response.content = LINK.sub(lambda link: _kept(link, moment.written), words)
    return response


def _kept(link, written):
    before, path, query, after = link.groups()
    if not _travels(path):
        return link.group()
    return before + escape(_with(path, (query or "").replace("&amp;", "&"), written)) + after


def _with(path, query, written):
    asked = parse_qsl(query, keep_blank_values=True)
    return f"{path}?{urlencode(asked if PARAMETER in dict(asked) else [*asked, (PARAMETER, written)])}"


def _travels(path):
    try:
        return resolve(path).url_name in TRAVELLING
    except Resolver404:
        return False
