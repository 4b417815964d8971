"""The screens that compare two versions of an article, and bring an earlier one back into the draft."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.db.models import F
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.admin.numbers import number_in, version_read
from articles.admin.signs import annotate_url, article_url, change_url, person
from articles.formats.comparison import comparison
from articles.models import Article, Claim
from articles.templatetags.newsroom import moment
from articles.workflow import clock, drafting, publishing, restoring
from articles.workflow.permissions import may, require
from articles.workflow.transitions import WrongMove

DRAFT = "entwurf"
AS_IT_WAS = "stand-"  # and the version of the draft


@dataclass(frozen=True)
class Choice:
    """One version that can be compared: the draft, or a revision."""

    value: str
    label: str


@require_safe
def compare(request, pk):
    """Show what differs between two versions; unasked, between what readers see and the draft."""
    require(request.user, "see_desk")
    article = _article(pk)
    listed = article.revisions.select_related("published_by").defer("content", "annotations", "words")
    revisions = {str(each.number): each for each in listed}
    wanted = (request.GET.get("von", _what_readers_see(article)), request.GET.get("bis", DRAFT))
    numbers = [int(each) for each in wanted if each in revisions]
    found = {str(each.number): each for each in article.revisions.filter(number__in=numbers).defer("words")}
    found |= {each: _found(article, each) for each in wanted if each and each not in found}
    unknown = [each for each in wanted if each and found[each] is None]
    old, new = (found.get(each) for each in wanted)
    context = admin.site.each_context(request) | {
        "title": _("Was ist anders?"),
        "article": article,
        "article_url": change_url(article),
        "history_url": article_url("history", article),
        "choices": _choices(revisions, wanted),
        "wanted": wanted,
        "unknown": unknown,
        "old": old,
        "new": new,
        "names": [_name(each, revisions) for each in wanted],
        "told": compared(old, new) if old and new else None,
        "restore_url": _restore_url(article, old, request.user),
        "annotate_url": annotate_url(article),
    }
    return TemplateResponse(request, "admin/compare.html", context, status=404 if unknown else 200)


def _found(article, value):
    """Return the draft, or the draft as it was at a version; None for what there is not."""
    if value == DRAFT:
        return publishing.preview(article)
    version = number_in(value.removeprefix(AS_IT_WAS)) if value.startswith(AS_IT_WAS) else None
    return drafting.as_it_was(article, version) if version else None


def compared(old, new):
    """Return the comparison of two revisions, with the names of what they point at."""
    sides = [each for each in (old, new) if each]
    claims = {mark["claim"] for each in sides for mark in each.annotations}
    related = {key for each in sides for key in each.content["related"]}
    headlines = dict(Article.objects.filter(pk__in=related).values_list("pk", "headline"))
    return comparison(old, new, claims=Claim.objects.in_bulk(claims), headlines=headlines)


def restore(request, pk, number):
    """Ask first, showing what would change in the draft; then bring the revision back."""
    article = _article(pk)
    require(request.user, "write_article", article)
    revision = article.revisions.filter(number=number).first()
    if revision is None:
        messages.error(
            request, _("Eine Fassung %(number)s hat dieser Artikel nicht. Geändert wurde nichts.") % {"number": number}
        )
        return HttpResponseRedirect(article_url("history", article))
    if request.method == "POST":
        return _restore(request, article, revision)
    context = admin.site.each_context(request) | {
        "title": _("Fassung %(number)s in den Entwurf holen") % {"number": revision.number},
        "article": article,
        "article_url": change_url(article),
        "revision": revision,
        "compare_url": compare_url(article, old=DRAFT, new=revision.number),
        "told": compared(publishing.preview(article), revision),
    }
    return TemplateResponse(request, "admin/restore.html", context)


def _restore(request, article, revision):
    try:
        restored = restoring.restore(revision, by=request.user, read_version=version_read(request))
    except WrongMove as refusal:
        messages.error(request, f"{refusal} " + gettext("Wiederhergestellt wurde nichts."))
        return HttpResponseRedirect(article_url("history", article))
    messages.success(
        request,
        _("Im Entwurf steht jetzt die Fassung %(number)s. Leser:innen sehen das erst nach dem Veröffentlichen.")
        % {"number": revision.number},
    )
    for sentence in _loud(restored):
        messages.warning(request, sentence)
    return HttpResponseRedirect(change_url(article))


def _loud(restored):
    """Say what could not come back and which marks have lost their words."""
    if restored.missing:
        names = ", ".join(map(str, restored.missing))
        yield gettext("Nicht zurückgekommen, weil es nicht mehr da ist: %(names)s.") % {"names": names}
    if restored.lost:
        words = ", ".join(f"„{each.exact}“" for each in restored.lost)
        sentence = ngettext(
            "%(count)s Markierung hat ihre Wörter verloren: %(words)s.",
            "%(count)s Markierungen haben ihre Wörter verloren: %(words)s.",
            len(restored.lost),
        )
        yield sentence % {"count": len(restored.lost), "words": words}


def compare_url(article, *, old="", new=DRAFT):
    address = article_url("compare", article)
    return f"{address}?von={old}&bis={new}" if old != "" else address


def what_is_new(article, user):
    """Return for the publish screen what readers will newly see, and how the editor gets to see it in full."""
    seen = article.revisions.live(clock.now()).first()
    own = article.revisions.filter(published_by=user).exclude(live_until=F("live_from")).order_by("-number").first()
    since_own = own and not own.is_withdrawal and own.pk != getattr(seen, "pk", None)
    return {
        "told": compared(seen, publishing.preview(article)) if seen else None,
        "url": compare_url(article),
        "since_own_url": compare_url(article, old=own.number) if since_own else "",
    }


def _article(pk):
    return get_object_or_404(Article.objects.select_related("section", "picture"), pk=pk)


def _what_readers_see(article):
    """Return the number of the revision that readers see, or last saw; none before the first publication."""
    live = article.revisions.live(clock.now()).first()
    last = live or article.revisions.exclude(kind="withdrawal").order_by("-number").first()
    return str(last.number) if last else ""


def _choices(revisions, wanted):
    labels = [Choice(DRAFT, gettext("Entwurf"))]
    labels += [Choice(each, _name(each, revisions)) for each in wanted if each.startswith(AS_IT_WAS)]
    for number, each in sorted(revisions.items(), key=lambda pair: -pair[1].number):
        when = gettext("nie erschienen") if each.live_from == each.live_until else moment(each.live_from)
        told = [_name(number, revisions), each.get_kind_display(), when, person(each.published_by)]
        labels.append(Choice(number, " · ".join(told)))
    return labels


def _name(value, revisions):
    if value == DRAFT:
        return gettext("Entwurf")
    if value.startswith(AS_IT_WAS):
        return gettext("Arbeitsstand %(number)s") % {"number": value.removeprefix(AS_IT_WAS)}
    return gettext("Fassung %(number)s") % {"number": value} if value in revisions else ""


def _restore_url(article, revision, user):
    if not revision or not revision.number or revision.is_withdrawal or not may(user, "write_article", article):
        return ""
    return restore_url(article, revision.number)


def restore_url(article, number):
    return reverse("admin:articles_article_restore", args=[article.pk, number])
