"""The Prüfprotokoll: all that is known about an article's claims on one page that can be printed and filed."""

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.history import tell
from articles.admin.milestones import MILESTONES
from articles.admin.signs import change_url, person
from articles.formats.protocol import entries
from articles.models import Article
from articles.workflow import clock, gate, history
from articles.workflow.permissions import require
from articles.workflow.publishing import has_unpublished_changes


@require_safe
def sheet(request, pk):
    require(request.user, "see_desk")
    article = get_object_or_404(Article.objects.select_related("section", "picture", "assignee"), pk=pk)
    live = article.revision_in_force(clock.now())
    milestones = history.visible_to(request.user).about(article).filter(verb__in=MILESTONES).select_related("by")
    context = admin.site.each_context(request) | {
        "title": _("Prüfprotokoll"),
        "article": article,
        "article_url": change_url(article),
        "live": live,
        "changed": live is not None and not live.is_withdrawal and has_unpublished_changes(article),
        "entries": entries(article),
        "obstacles": gate.obstacles(article),
        "milestones": tell(milestones.order_by("number")),
        "printed_at": clock.now(),
        "printed_by": person(request.user),
    }
    return TemplateResponse(request, "admin/sheet.html", context)
