"""The handover: what others did since somebody was last here, article by article, claim by claim."""

from collections import Counter
from datetime import timedelta

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.history import tell
from articles.admin.lines import since
from articles.admin.numbers import number_in
from articles.admin.signs import change_url, state_badge, status_badge
from articles.choices import Verb
from articles.models import Article, Claim, Decision, Visit
from articles.workflow import clock, visiting
from articles.workflow.history import visible_to
from articles.workflow.permissions import may, require

PAGE_LENGTH = 200
# Without a bookmark yet, the last day counts as unread.
FIRST_LOOK = timedelta(days=1)
# Whose story a record belongs to: the field that leads to its claim or article.
BELONGS_TO = {
    "evidence": ("claim", "claim_id"),
    "factcheck": ("claim", "claim_id"),
    "inquiry": ("claim", "claim_id"),
    "secondopinion": ("claim", "factcheck__claim_id"),
    "finding": ("article", "article_id"),
    "openpoint": ("article", "article_id"),
    "reply": ("article", "article_id"),
}
TALLIED = [Verb.PUBLISH, Verb.SCHEDULE, Verb.UPDATE, Verb.CORRECT, Verb.WITHDRAW, Verb.APPROVE, Verb.RIPPLE]
UPDATED_CLAIM = (Verb.UPDATE, "claim")  # only follows from its check


def summary(user):
    """Return how much others have done since the bookmark, for the head of the desk."""
    number, at = _bookmark(user)
    count = _by_others(_unread(number, user), user).count()
    return {"count": count, "since": since(at), "url": reverse("admin:handover")}


def handover(request):
    require(request.user, "see_desk")
    if request.method == "POST":
        return _mark_as_read(request)
    number, at = _bookmark(request.user)
    unread = _unread(number, request.user).order_by("number")
    shown = list(unread.select_related("by")[:PAGE_LENGTH])
    up_to = shown[-1].number if shown else number
    context = admin.site.each_context(request) | {
        "title": _("Übergabe"),
        "since": since(at),
        "count": len(_of_others(shown, request.user)),
        "left": _by_others(_unread(up_to, request.user), request.user).count() if len(shown) == PAGE_LENGTH else 0,
        "up_to": up_to if shown else None,
        "up_to_at": shown[-1].at if shown else None,
        "tally": _tally(_of_others(shown, request.user)),
        **_stories(shown, request.user),
    }
    return TemplateResponse(request, "admin/handover.html", context)


def _mark_as_read(request):
    up_to = number_in(request.POST.get("up_to"))
    if up_to is None:
        messages.error(request, _("Diese Anfrage ist unvollständig. Laden Sie die Übergabe neu."))
        return HttpResponseRedirect(reverse("admin:handover"))
    visiting.read(up_to, by=request.user)
    messages.success(request, _("Als gelesen vermerkt."))
    is_more = _by_others(_unread(up_to, request.user), request.user).exists()
    return HttpResponseRedirect(reverse("admin:handover" if is_more else "admin:index"))


def _bookmark(user):
    visit = Visit.objects.filter(user=user).first()
    if visit:
        return visit.read_up_to, visit.read_at
    at = clock.now() - FIRST_LOOK
    last = Decision.objects.filter(at__lte=at).order_by("-number").values_list("number", flat=True).first()
    return last or 0, at


def _unread(number, user):
    return visible_to(user).filter(number__gt=number)


def _by_others(decisions, user):
    return decisions.exclude(by=user).exclude(verb=Verb.AUTOSAVE)


def _of_others(decisions, user):
    return [each for each in decisions if each.by_id != user.pk and each.verb != Verb.AUTOSAVE]


def _tally(decisions):
    """Say how often what matters most was done: „2-mal veröffentlicht“."""
    counted = Counter((each.verb, each.record_type) for each in decisions)
    told = []
    for verb in TALLIED:
        number = sum(count for act, count in counted.items() if act[0] == verb and act != UPDATED_CLAIM)
        if number:
            told.append(_("%(number)s-mal %(verb)s") % {"number": number, "verb": verb.label})
    return told


def _stories(decisions, user):
    """Return the decisions by article and claim, what happened last first; the stories of `user` alone come apart."""
    homes, grouped = _homes(decisions), {}
    for decision, line in zip(decisions, tell(decisions), strict=True):
        grouped.setdefault(homes[decision.number], []).append((decision, line))
    records = _records(grouped)
    stories = [_story(home, pairs, records.get(home), user) for home, pairs in reversed(grouped.items())]
    stories.sort(key=lambda story: (not story["is_told_first"], -story["last"]))
    return {
        "stories": [story for story in stories if story["lines"]],
        "own": [story for story in stories if not story["lines"]],
    }


def _homes(decisions):
    """Return for each decision the article or claim whose story it is part of; else the record itself."""
    wanted = {}
    for each in decisions:
        if each.record_type in BELONGS_TO:
            wanted.setdefault(each.record_type, set()).add(each.record_id)
    parents = {}
    for kind, keys in wanted.items():
        rows = apps.get_model("articles", kind).objects.filter(pk__in=keys)
        parents |= {(kind, pk): parent for pk, parent in rows.values_list("pk", BELONGS_TO[kind][1])}
    return {each.number: _home(each, parents) for each in decisions}


def _home(decision, parents):
    own = (decision.record_type, decision.record_id)
    if decision.record_type not in BELONGS_TO:
        return own
    home, _field = BELONGS_TO[decision.record_type]
    # What is deleted by now still tells whose it was.
    parent = parents.get(own) or decision.before.get(home) or decision.after.get(home)
    return (home, parent) if parent else own


def _records(homes):
    """Load what the stories are about, in one query a kind; what is deleted by now is missing."""
    keys = {}
    for kind, pk in homes:
        keys.setdefault(kind, []).append(pk)
    return {(kind, pk): each for kind in keys for pk, each in _of_kind(kind).in_bulk(keys[kind]).items()}


def _of_kind(kind):
    if kind == "article":
        return Article.objects.only("headline", "state")
    if kind == "claim":
        return Claim.objects.with_status()
    return _model(kind).objects.all()


def _model(kind):
    return apps.get_model("auth" if kind == "user" else "articles", kind)


def _story(home, pairs, record, user):
    """Tell what others did line by line, in its order; own acts and autosaves are counted, and folded away."""
    lines, folded = [], []
    for decision, line in pairs:
        is_part = (decision.record_type, decision.record_id) != home
        line |= {"about": line["about"] if is_part else ""}
        (folded if decision.verb == Verb.AUTOSAVE or decision.by_id == user.pk else lines).append((decision, line))
    return {
        "title": str(record) if record else pairs[-1][0].record_name,
        "url": _url(record, user),
        "kind": _model(home[0])._meta.verbose_name,
        "is_told_first": home[0] in ("article", "claim"),
        "badge": _badge(record),
        "last": max((decision.number for decision, _line in lines), default=0),
        "lines": [line for _decision, line in lines],
        "folded": [line for _decision, line in folded],
        "summary": _summary([decision for decision, _line in folded]),
    }


def _url(record, user):
    if record is None or (isinstance(record, User) and not may(user, "manage_house")):
        return ""
    return change_url(record) if admin.site.is_registered(type(record)) else ""


def _badge(record):
    if isinstance(record, Article):
        return state_badge(record)
    return status_badge(record) if isinstance(record, Claim) else ""


def _summary(folded):
    autosaves = sum(each.verb == Verb.AUTOSAVE for each in folded)
    own, told = len(folded) - autosaves, []
    if own:
        told.append(ngettext("%(count)s eigener Schritt", "%(count)s eigene Schritte", own) % {"count": own})
    if autosaves:
        told.append(_("%(count)s-mal automatisch gesichert") % {"count": autosaves})
    return ", ".join(told)
