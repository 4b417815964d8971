"""Readers' pages."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseServerError
from django.shortcuts import get_object_or_404, redirect, render
from django.template import loader
from django.utils import timezone

from articles import search
from articles.choices import Credibility, Label, PageKind, Reliability
from articles.filters import ClaimFilter, SearchForm
from articles.formats.bygone import rewind
from articles.formats.dossier import dossier
from articles.formats.figures import by_verdict, days_to_a_check
from articles.formats.reading import reading
from articles.models import Page, Revision, Topic, Verdict
from articles.views.moments import in_time

PICTURE_NAME = re.compile(r"[0-9a-f]{32}(-480|-960)?\.webp")
LEDGER_LENGTH = 6
FRONT_LENGTH = 40
PAGE_LENGTH = 20
CLAIMS_LENGTH = 30


@in_time
def front(request, at=None):
    newest = list(search.articles(at)[:FRONT_LENGTH])
    for revision in newest if at else []:
        rewind(revision.claims.all(), at)
    # Opinion is never the lead; a stable sort keeps the rest in its order.
    lead, *others = sorted(newest, key=lambda revision: revision.label == Label.COMMENTARY) or [None]
    others.sort(key=newest.index)
    return show(
        request,
        "public/front.html",
        lead=lead,
        seconds=others[:3],
        by_section=by_section(others[3:]),
        freshly_checked=as_they_stood(search.freshly_checked(at)[:LEDGER_LENGTH], at),
        still_unproven=as_they_stood(search.still_unproven(at)[:LEDGER_LENGTH], at),
    )


def as_they_stood(claims, at):
    """Return the claims as they are or, given a moment, as they stood then."""
    return rewind(claims, at) if at else claims


def by_section(revisions):
    """Return the sections in the paper's order, each with its newest articles."""
    sections = sorted(
        {revision.section for revision in revisions}, key=lambda section: (section.position, section.name)
    )
    return [(each, [revision for revision in revisions if revision.section == each][:4]) for each in sections]


def section(request, slug):
    section = get_object_or_404(search.sections(), slug=slug)
    page = paged(request, search.articles().filter(section=section), PAGE_LENGTH)
    return show(request, "public/section.html", section=section, page=page)


def topic(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    page = paged(request, search.articles().filter(topics=topic), PAGE_LENGTH)
    claims = search.claims().filter(topics=topic)[:CLAIMS_LENGTH]
    if not page.object_list and not claims:
        raise Http404
    return show(request, "public/topic.html", topic=topic, page=page, claims=claims)


@in_time
def article(request, pk, slug, at=None):
    # Looking back, what has been withdrawn by now stays so; looking ahead, it is the planned revision that counts.
    present = Revision.objects.in_force(max(at, timezone.now()) if at else None).select_related("section")
    revision = get_object_or_404(present, article=pk)
    if revision.is_withdrawal:
        return tombstone(request, revision)
    if slug != revision.content["slug"]:
        return redirect(revision, permanent=True)
    then = search.revision_at(pk, at) if at else revision
    if then is None:
        return show(request, "public/not_yet.html", answer=404, present=revision)
    if then.is_withdrawal:
        return tombstone(request, then)
    return show(request, "public/article.html", **article_page(then, at))


def tombstone(request, revision):
    """Say that the article was withdrawn and why; that holds whatever moment was asked for."""
    request.moment = None
    return show(request, "410.html", answer=410, revision=revision)


def article_page(revision, at=None):
    """Return what public/article.html needs; a preview that was never saved will do as well."""
    return {
        "revision": revision,
        "content": revision.content,
        "related": search.related_to(revision, at),
        "amendments": search.amendments(revision),
        **reading(
            revision,
            list(as_they_stood(search.claims_in(revision, at), at)),
            list(search.replies_to(revision.article_id, at)),
        ),
    }


@in_time
def claim_list(request, at=None):
    claims = ClaimFilter(request.GET, queryset=search.claims(at), request=request)
    page = paged(request, claims.qs, CLAIMS_LENGTH)
    page.object_list = as_they_stood(page.object_list, at)
    return show(request, "public/claim_list.html", filter=claims, page=page)


@in_time
def claim(request, pk, slug, at=None):
    claim = next(iter(as_they_stood(search.claim_file(at).filter(pk=pk)[:1], at)), None)
    if claim is None and at and (present := search.public().filter(pk=pk).first()):
        return show(request, "public/not_yet.html", answer=404, present=present)
    if claim is None:
        return redirect(get_object_or_404(search.heir_of(pk)), permanent=True)
    if slug != claim.slug:
        return redirect(claim, permanent=True)
    replies = search.replies_about(claim, at)
    told = dossier(claim, list(search.articles_with(claim, at)), at=at)
    return show(request, "public/claim.html", replies=replies, **told)


def source(request, pk, slug):
    source = get_object_or_404(search.sources().select_related("part_of"), pk=pk)
    if slug != source.public_slug:
        return redirect(source, permanent=True)
    return show(
        request,
        "public/source.html",
        source=source,
        parts=search.by_public_name(search.sources().filter(part_of=source)),
        page=paged(request, search.claims_by(source), CLAIMS_LENGTH),
        witnessed=search.claims_witnessed_by(source)[:CLAIMS_LENGTH],
    )


def how_we_check(request):
    scale = list(Verdict.objects.all())
    return show(
        request,
        "public/how_we_check.html",
        scale=scale,
        counts=by_verdict(scale),
        days=days_to_a_check(),
        reliability=[label.split(" – ") for label in map(str, Reliability.labels)],
        credibility=[label.split(" – ") for label in map(str, Credibility.labels)],
    )


def corrections(request):
    page = paged(request, Revision.objects.corrections().defer("words").order_by("-live_from", "-pk"), PAGE_LENGTH)
    return show(request, "public/corrections.html", page=page)


def search_results(request):
    form = SearchForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = paged(request, search.articles_matching(text), PAGE_LENGTH) if text else None
    claims = search.claims_matching(text)[:CLAIMS_LENGTH] if text else []
    return show(request, "public/search.html", form=form, text=text, page=page, claims=claims)


def page(request, kind):
    if kind not in PageKind.values:
        raise Http404
    page = Page.objects.filter(kind=kind).first() or Page(kind=kind)
    return show(request, "public/page.html", page=page)


def picture_file(request, name):
    """Serve one of our own re-encoded pictures; no other file of the media folder has an address."""
    if not PICTURE_NAME.fullmatch(name) or not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name), content_type="image/webp")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def not_found(request, exception):
    return show(request, "404.html", answer=404)


def server_error(request):
    """Answer without the database, and even when the template itself is what fails."""
    try:
        return HttpResponseServerError(loader.render_to_string("500.html", {"site_name": settings.SITE_NAME}))
    except Exception:
        return HttpResponseServerError("<!doctype html><title>500</title><h1>Interner Fehler / Internal error</h1>")


def show(request, template, *, answer=200, **context):
    """Answer with a page in the paper's frame."""
    frame = {"site_name": settings.SITE_NAME, "sections": search.sections(), "now": timezone.now()}
    frame["bygone"] = getattr(request, "moment", None)
    return render(request, template, frame | context, status=answer)


def paged(request, records, length):
    return Paginator(records, length).get_page(request.GET.get("page"))
