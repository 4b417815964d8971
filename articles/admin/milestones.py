"""An article's history: its milestones, and folded away between them what was saved and marked."""

from collections import Counter
from itertools import groupby

from django.contrib import admin
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.comparing import AS_IT_WAS, compare_url, restore_url
from articles.admin.history import MARKS, tell
from articles.admin.signs import change_url, person
from articles.choices import RevisionKind, Verb
from articles.models import Decision, Revision
from articles.workflow.permissions import may

MILESTONES = {
    *(Verb.CREATE, Verb.SUBMIT, Verb.RETURN, Verb.PUBLISH, Verb.SCHEDULE, Verb.UNSCHEDULE, Verb.UPDATE),
    *(Verb.CORRECT, Verb.WITHDRAW, Verb.RESTORE, Verb.OVERRIDE, Verb.REPLY, Verb.END_REPLY),
}
SAVES = {Verb.SAVE, Verb.AUTOSAVE}
DEEDS = {
    "save": ngettext_lazy("%(count)s-mal gespeichert", "%(count)s-mal gespeichert", "count"),
    "mark": ngettext_lazy("%(count)s Markierung bearbeitet", "%(count)s Markierungen bearbeitet", "count"),
    "finding": ngettext_lazy("%(count)s Fundstelle verworfen", "%(count)s Fundstellen verworfen", "count"),
    "point": ngettext_lazy("%(count)s offener Punkt erledigt", "%(count)s offene Punkte erledigt", "count"),
    "other": ngettext_lazy("%(count)s weiterer Schritt", "%(count)s weitere Schritte", "count"),
}
PAGE_LENGTH = 150


def show(request, article, *, opts):
    decisions = Decision.objects.about(article).select_related("by").order_by("-number")
    page = Paginator(decisions, PAGE_LENGTH).get_page(request.GET.get("page"))
    revisions = dict(Revision.objects.filter(article=article).values_list("number", "kind"))
    may_restore = may(request.user, "write_article", article)
    context = admin.site.each_context(request) | {
        "title": _("Verlauf"),
        "record": article,
        "record_url": change_url(article),
        "compare_url": compare_url(article),
        "opts": opts,
        "page": page,
        "groups": _groups(article, list(page.object_list), revisions, may_restore),
    }
    return TemplateResponse(request, "admin/article_history.html", context)


def _groups(article, decisions, revisions, may_restore):
    """Return milestones as lines of their own, and the steps between two of them as one folded group."""
    lines = dict(zip((each.pk for each in decisions), tell(decisions), strict=True))
    groups = []
    for is_step, run in groupby(decisions, key=lambda each: each.verb not in MILESTONES):
        run = list(run)
        if is_step:
            told = [lines[each.pk] | {"compare_url": _compare_steps(article, [each])} for each in run]
            groups.append({"summary": _summary(run), "lines": told, "compare_url": _compare_steps(article, run)})
        else:
            groups += [_milestone(article, each, lines[each.pk], revisions, may_restore) for each in run]
    return groups


def _compare_steps(article, run):
    """Return where the drafts before and after these steps stand side by side; none where the text was not saved."""
    versions = [each.after["version"] for each in run if each.verb in SAVES and "version" in each.after]
    if not versions or min(versions) < 2:
        return ""
    return compare_url(article, old=f"{AS_IT_WAS}{min(versions) - 1}", new=f"{AS_IT_WAS}{max(versions)}")


def _milestone(article, decision, line, revisions, may_restore):
    number = decision.after.get("revision")
    kind = revisions.get(number)
    has_text = kind is not None and kind != RevisionKind.WITHDRAWAL
    is_own = has_text and decision.verb not in (Verb.RESTORE, Verb.UNSCHEDULE)
    earlier = [each for each in revisions if number and each < number]
    return {
        "line": line | {"is_long": True},
        "number": number,
        "compare_url": compare_url(article, old=max(earlier), new=number) if is_own and earlier else "",
        "draft_url": compare_url(article, old=number) if has_text else "",
        "restore_url": restore_url(article, number) if is_own and may_restore else "",
    }


def _summary(run):
    """Say how often what was done between two milestones, by whom and when."""
    counts = Counter(_deed(each) for each in run)
    said = [words % {"count": counts[deed]} for deed, words in DEEDS.items() if counts[deed]]
    who = list(dict.fromkeys(person(each.by) for each in reversed(run)))
    return {"what": ", ".join(said), "who": ", ".join(who), "when": _when(run[-1].at, run[0].at)}


def _deed(decision):
    if decision.verb in SAVES:
        return "save"
    if decision.verb in MARKS or decision.verb == Verb.REANCHOR:
        return "mark"
    return {Verb.DISMISS: "finding", Verb.SETTLE: "point"}.get(decision.verb, "other")


def _when(first, last):
    first, last = localtime(first), localtime(last)
    day = date_format(first, "SHORT_DATE_FORMAT")
    if f"{first:%H:%M}" == f"{last:%H:%M}" and first.date() == last.date():
        return date_format(first, "SHORT_DATETIME_FORMAT")
    if first.date() == last.date():
        times = {"day": day, "from": date_format(first, "TIME_FORMAT"), "until": date_format(last, "TIME_FORMAT")}
        return gettext("%(day)s, %(from)s bis %(until)s") % times
    return gettext("%(from)s bis %(until)s") % {"from": day, "until": date_format(last, "SHORT_DATE_FORMAT")}
