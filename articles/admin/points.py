"""Open points at the desk: the queue, the list, the screen that settles one, and how far a claim reaches."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from articles.admin.lines import SHOWN, Line, Queue, all_of, gather
from articles.admin.signs import annotate_url, article_url, badge, change_url, person, status_badge
from articles.choices import PointState, RippleCause, Role
from articles.models import Claim, OpenPoint
from articles.workflow import rippling
from articles.workflow.permissions import may, require, roles_of
from articles.workflow.transitions import WrongMove

PAGE_LENGTH = 50
REACH_SHOWN = 12
SIGNS = {
    RippleCause.VERDICT: ("⚖", "mixed"),
    RippleCause.WITHDRAWN: ("⊘", "refuted"),
    RippleCause.MERGED: ("⇉", "unchecked"),
    RippleCause.GRADE: ("≠", "unproven"),
    RippleCause.VANISHED: ("∅", "refuted"),
}
WHOSE = {"mine": gettext_lazy("Meine"), "nobody": gettext_lazy("Ohne Zuständige"), "all": gettext_lazy("Alle")}


class SettleForm(forms.Form):
    """What became of an open point; `seen` is the note that stood on the screen."""

    state = forms.ChoiceField(
        label=gettext_lazy("Was ist daraus geworden?"),
        choices=[
            (PointState.DONE, gettext_lazy("Erledigt: Der Artikel trägt dem Rechnung")),
            (PointState.NOT_NEEDED, gettext_lazy("Nicht nötig: Der Artikel kann bleiben, wie er ist")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wählen Sie, ob der Punkt erledigt oder nicht nötig ist.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Begründung"),
        help_text=gettext_lazy("Pflicht, wenn nichts zu tun ist; sonst freiwillig. Sie steht im Verlauf."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "wide"}),
    )
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


def paths(site):
    view = site.admin_view
    return [
        path("offene-punkte/", view(all_points), name="articles_openpoint_list"),
        path("offene-punkte/<int:pk>/", view(settle), name="articles_openpoint_settle"),
    ]


def queue(user):
    """Return the points of the user's own articles; for those who publish also what nobody is in charge of."""
    parts = [_of("mine", user)]
    if Role.EDITOR in roles_of(user):
        parts.append(_of("nobody", user))
    lines, count = gather(*((points, lambda point: _line(point, user)) for points in parts))
    whose = "?wessen=all" if len(parts) > 1 else "?wessen=mine"
    return Queue(
        "points",
        _("Offene Punkte"),
        _("In Ihren Artikeln hat sich keine Behauptung geändert."),
        lines,
        count,
        all_of(count, list_url() + whose) if len(parts) == 1 else ((_("Alle offenen Punkte"), list_url() + whose),),
    )


@require_safe
def all_points(request):
    require(request.user, "see_desk")
    whose = request.GET.get("wessen", "mine")
    whose = whose if whose in WHOSE else "mine"
    points = _of(whose, request.user)
    page = Paginator(points, PAGE_LENGTH).get_page(request.GET.get("page"))
    lines = [_line(point, request.user) for point in page.object_list]
    context = admin.site.each_context(request) | {
        "title": _("Offene Punkte"),
        "page": page,
        "queue": Queue("points", WHOSE[whose], _("Hier ist kein Punkt offen."), lines, page.paginator.count),
        "choices": [(name, label, f"{list_url()}?wessen={name}", name == whose) for name, label in WHOSE.items()],
        "whose": whose,
    }
    return TemplateResponse(request, "admin/points.html", context)


def settle(request, pk):
    """Show what happened to the claim and where the article carries it; let who is in charge say what became of it."""
    require(request.user, "see_desk")
    point = _point(pk)
    if request.method != "POST":
        return _screen(request, point, SettleForm(initial={"seen": point.note}))
    require(request.user, "settle_point", point)
    form = SettleForm(request.POST.copy())
    if form.is_valid():
        try:
            rippling.settle_point(point, **form.cleaned_data, by=request.user)
        except WrongMove as refusal:
            point = _point(pk)
            form.add_error(None, str(refusal))
            form.data["seen"] = point.note
        else:
            messages.success(request, _("Der Punkt ist abgelegt; Ihre Entscheidung steht im Verlauf des Artikels."))
            return HttpResponseRedirect(reverse("admin:index"))
    return _screen(request, point, form)


def of_article(article, user):
    """Return the open points of an article, for the panel beside its form."""
    found = OpenPoint.objects.open().filter(article=article).select_related("claim", "article")
    return [
        {
            "badge": _cause(point),
            "notes": _notes(point),
            "claim": point.claim.statement,
            "claim_url": change_url(point.claim),
            "url": settle_url(point),
            "may_settle": may(user, "settle_point", point),
        }
        for point in found
    ]


def reach(claim):
    """Return the articles that a change of this claim reaches, or has reached, each with its open point."""
    reached = rippling.reach(claim)
    open_points = {
        point.article_id: settle_url(point)
        for point in OpenPoint.objects.open().filter(article__in=[each.article.pk for each in reached], claim=claim)
    }
    return {
        "live": sum(each.is_live for each in reached),
        "planned": sum(not each.is_live for each in reached),
        "articles": [
            {
                "headline": each.article.headline,
                "url": change_url(each.article),
                "is_live": each.is_live,
                "assignee": person(each.assignee),
                "point_url": open_points.get(each.article.pk, ""),
            }
            for each in reached[:REACH_SHOWN]
        ],
        "left": max(0, len(reached) - REACH_SHOWN),
        "points_url": f"{list_url()}?wessen=all",
    }


def reached_in_words(record):
    """Say in how many articles the saving of a record, or of its rows, has opened a point."""
    number = len({each.article.pk for each in getattr(record, "ripples", [])})
    if not number:
        return ""
    told = ngettext(
        "In einem Artikel mit einer solchen Behauptung ist ein offener Punkt entstanden.",
        "In %(number)s Artikeln mit solchen Behauptungen sind offene Punkte entstanden.",
        number,
    )
    link = format_html('<a href="{}?wessen=all">{}</a>', list_url(), _("Alle offenen Punkte"))
    return format_html("{} {}", told % {"number": number}, link)


def list_url():
    return reverse("admin:articles_openpoint_list")


def settle_url(point):
    return reverse("admin:articles_openpoint_settle", args=[point.pk])


def _point(pk):
    return get_object_or_404(OpenPoint.objects.select_related("article__assignee", "assignee", "settled_by"), pk=pk)


def _of(whose, user):
    points = OpenPoint.objects.open()
    chosen = {"mine": lambda: points.of(user), "nobody": points.of_nobody, "all": points.all}[whose]()
    return chosen.select_related("article__assignee", "claim", "assignee")


def _line(point, user):
    charge = person(_in_charge(point)) or _("niemand zuständig")
    claim = Truncator(point.claim.statement).chars(90)
    return Line(
        point.article.headline,
        settle_url(point),
        _cause(point),
        " · ".join(part for part in (claim, *_notes(point)[:1], str(charge)) if part),
        _("Erledigen") if may(user, "settle_point", point) else _("Ansehen"),
    )


def _in_charge(point):
    return next((each for each in (point.article.assignee, point.assignee) if each and each.is_active), None)


def _notes(point):
    """Return what is noted on a point, line by line, without the words that the sign before it says already."""
    with translation.override(settings.LANGUAGE_CODE):
        said = f"{point.get_cause_display()}: "
    return [line[len(said) :] if line.lower().startswith(said.lower()) else line for line in point.note.splitlines()]


def _cause(point):
    sign, colour = SIGNS[point.cause]
    return badge(sign, point.get_cause_display(), colour)


def _screen(request, point, form):
    article = point.article
    claim = Claim.objects.with_status().get(pk=point.claim_id)
    user = request.user
    is_open = point.state == PointState.OPEN
    context = admin.site.each_context(request) | {
        "title": _("Offener Punkt"),
        "point": point,
        "notes": point.note.splitlines(),
        "cause": _cause(point),
        "article": article,
        "article_url": change_url(article),
        "annotate_url": annotate_url(article) if may(user, "annotate", article) else "",
        "publish_url": article_url("publish", article) if may(user, "publish", article) else "",
        "claim": claim,
        "claim_url": change_url(claim),
        "status": status_badge(claim),
        "marks": article.annotations.filter(claim=claim).in_reading_order()[:SHOWN],
        "in_charge": person(_in_charge(point)),
        "is_open": is_open,
        "settled_by": person(point.settled_by),
        "form": form if is_open and may(user, "settle_point", point) else None,
    }
    return TemplateResponse(request, "admin/point.html", context)
