"""The annotation screen: tie claims to the words of an article, move marks, let them go."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin import annotate_search, annotate_text, presence
from articles.admin.annotate_forms import EXISTING, UNREAD, ClaimForm, DetachForm, SelectionForm
from articles.admin.numbers import number_in, numbers_in
from articles.models import Annotation, Article
from articles.text.nesting import nested
from articles.workflow import annotating, resembling, writing
from articles.workflow.permissions import require
from articles.workflow.transitions import WrongMove

PLACE = ("field", "start", "end", "exact")  # with these in its address the screen opens with words selected


def paths(site):
    """Return the screen's addresses, relative to those of the articles; ArticleAdmin.get_urls puts them first."""
    screens = [
        ("", annotate, ""),
        ("behauptungen/", claims, "_claims"),
        ("quellen/", claimants, "_claimants"),
        ("<int:annotation_pk>/verschieben/", move, "_move"),
        ("<int:annotation_pk>/bestaetigen/", confirm, "_confirm"),
        ("<int:annotation_pk>/loesen/", detach, "_detach"),
    ]
    return [
        path(
            f"<int:pk>/markieren/{route}",
            site.admin_view(partial(view, site=site)),
            name=f"articles_article_annotate{name}",
        )
        for route, view, name in screens
    ]


def annotate(request, pk, *, site):
    article = _article(request, pk)
    if request.method != "POST":
        words = {name: request.GET[name] for name in PLACE if name in request.GET}
        return _screen(request, article, site=site, selection=SelectionForm(initial=words, article=article))
    if "search" in request.POST:  # without JavaScript: show what was found, keep what was typed, refuse nothing
        typed = request.POST.dict()
        selection, claim = SelectionForm(initial=typed, article=article), ClaimForm(initial=typed)
        return _screen(request, article, site=site, selection=selection, claim=claim)
    answers = _taken(request.POST)
    selection, claim = SelectionForm(answers, article=article), ClaimForm(answers)
    twins = []
    # Both are asked, so that everything that is wrong is said at once.
    if all([selection.is_valid(), claim.is_valid()]):
        try:
            annotation = _tie(article, selection, claim, known=numbers_in(request.POST, "anyway"), by=request.user)
        except resembling.AlreadyStated as question:
            twins = question.twins
        except WrongMove as refusal:
            selection.refuse(refusal)
        except ValidationError as refusal:
            claim.add_error("source_name" if claim.new_source else "statement", refusal.messages)
        else:
            _say_tied(request, annotation)
            return _back(article, f"mark-{annotation.pk}")
    return _screen(request, article, site=site, selection=selection, claim=claim, twins=twins)


def _taken(answers):
    """Return the answers with the existing claim in place of the new one, where somebody took it when asked."""
    if not number_in(answers.get("take")):
        return answers
    answers = answers.copy()
    answers["mode"], answers["claim"] = EXISTING, answers["take"]
    return answers


@require_GET
def claims(request, pk, *, site):
    """Answer the script with claims to choose from."""
    _article(request, pk)
    search, words = request.GET.get("search", ""), request.GET.get("words", "")
    chosen, claimant = (number_in(request.GET.get(name)) for name in ("chosen", "claimant"))
    found = annotate_search.claims(search=search, words=words, chosen=chosen, claimant=claimant)
    return TemplateResponse(
        request, "admin/annotate/claims.html", {"proposals": found, "search": search, "words": words}
    )


@require_GET
def claimants(request, pk, *, site):
    """Answer the script with sources to choose from."""
    _article(request, pk)
    search, chosen = request.GET.get("search", ""), number_in(request.GET.get("chosen"))
    found = annotate_search.sources(search, chosen=chosen)
    return TemplateResponse(
        request, "admin/annotate/claimants.html", {"sources": found, "source_search": search, "chosen_source": chosen}
    )


@require_POST
def move(request, pk, annotation_pk, *, site):
    article, annotation = _annotation(request, pk, annotation_pk)
    selection, seen = SelectionForm(request.POST, article=article), request.POST.get("seen")
    if selection.is_valid() and not seen:
        selection.add_error("exact", UNREAD)
    if selection.is_valid():
        try:
            annotating.move(annotation, **_words(selection), by=request.user, seen=seen)
        except WrongMove as refusal:
            selection.refuse(refusal)
        else:
            words = nested(annotation.exact)
            messages.success(request, _("Die Markierung steht jetzt auf „%(words)s“.") % {"words": words})
            return _back(article, f"mark-{annotation.pk}")
    return _screen(request, article, site=site, refused={annotation.pk: {"move": selection}})


@require_POST
def confirm(request, pk, annotation_pk, *, site):
    article, annotation = _annotation(request, pk, annotation_pk)
    seen = request.POST.get("seen")
    if not seen:
        messages.error(request, UNREAD)
        return _back(article, f"annotation-{annotation_pk}")
    try:
        annotating.confirm(annotation, by=request.user, exact=seen)
    except WrongMove as refusal:
        messages.error(request, str(refusal))
        return _back(article, f"annotation-{annotation_pk}")
    messages.success(request, _("Bestätigt: „%(words)s“ steht, wo es soll.") % {"words": nested(annotation.exact)})
    return _back(article, f"mark-{annotation.pk}")


@require_POST
def detach(request, pk, annotation_pk, *, site):
    article, annotation = _annotation(request, pk, annotation_pk)
    form = DetachForm(request.POST)
    if not form.is_valid():
        return _screen(request, article, site=site, refused={annotation.pk: {"detach": form}})
    statement = nested(annotation.claim.statement)
    try:
        annotating.detach(annotation, by=request.user, **form.cleaned_data)
    except WrongMove as refusal:
        form.add_error("reason", str(refusal))
        return _screen(request, article, site=site, refused={annotation.pk: {"detach": form}})
    messages.success(
        request, _("Die Markierung ist gelöst. Die Behauptung „%(claim)s“ bleibt bestehen.") % {"claim": statement}
    )
    return _back(article, "annotations")


def _article(request, pk):
    article = get_object_or_404(Article.objects.select_related("section"), pk=pk)
    require(request.user, "annotate", article)
    return article


def _annotation(request, pk, annotation_pk):
    article = _article(request, pk)
    annotations = Annotation.objects.select_related("claim").filter(article=article)
    annotation = get_object_or_404(annotations, pk=annotation_pk)
    annotation.article = article
    return article, annotation


@transaction.atomic
def _tie(article, selection, claim, *, known, by):
    """Tie the words to the claim; a new claim and its new claimant are recorded in the same transaction."""
    answers = claim.cleaned_data
    stated = answers["claim"] if answers["mode"] == EXISTING else None
    if stated is None:
        _refuse_twin(article, selection, answers["statement"])
        resembling.refuse_twins(answers["statement"], known=known)
        claimant = writing.save(claim.new_source, by=by) if claim.new_source else answers["claimant"]
        stated = annotating.state_claim(answers["statement"], claimant=claimant, priority=answers["priority"], by=by)
    return annotating.annotate(article, claim=stated, **_words(selection), by=by)


def _refuse_twin(article, selection, statement):
    """Refuse the second of two clicks, which would record the same claim again."""
    words = _words(selection)
    place = {name: words[name] for name in ("field", "start", "end")}
    if article.annotations.filter(**place, claim__statement=statement).exists():
        raise WrongMove(_("Diese Wörter tragen die Behauptung schon."))


def _words(selection):
    words = {name: selection.cleaned_data[name] for name in ("field", "start", "end", "exact")}
    return words | {"read_version": selection.article.version}


def _say_tied(request, annotation):
    about = {"words": nested(annotation.exact), "claim": annotation.claim.statement}
    messages.success(request, _("Markiert: „%(words)s“. Behauptung: %(claim)s") % about)
    if not annotation.claim.is_attributed:
        messages.warning(
            request,
            _("Ohne Urheber:in lässt sich der Artikel nicht veröffentlichen. Tragen Sie nach, wer das behauptet."),
        )


def _back(article, fragment):
    return redirect(f"{reverse('admin:articles_article_annotate', args=[article.pk])}#{fragment}")


def _screen(request, article, *, site, selection=None, claim=None, refused=None, twins=()):
    """Show the screen; `refused` holds, under the annotation's key, the form that was not accepted."""
    rows = annotate_text.rows(article, refused or {})
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Behauptungen markieren"),
        "article": article,
        "fields": annotate_text.fields(article, rows),
        "rows": rows,
        "lost": [row for row in rows if not row.stands],
        "twins": twins,
        "presence": presence.place(article, screen="annotate"),
        **_panel(selection or SelectionForm(article=article), claim or ClaimForm()),
    }
    return TemplateResponse(request, "admin/annotate.html", context)


def _panel(selection, claim):
    """Return both forms and what they offer to choose from, as far as they are filled in."""
    typed = {name: claim[name].value() or "" for name in ("claim", "claim_search", "claimant", "claimant_search")}
    words = selection["exact"].value() or ""
    chosen, chosen_source = number_in(typed["claim"]), number_in(typed["claimant"])
    return {
        "selection": selection,
        "claim": claim,
        "words": words,
        "search": typed["claim_search"],
        "proposals": annotate_search.claims(
            search=typed["claim_search"], words=words, chosen=chosen, claimant=chosen_source
        ),
        "source_search": typed["claimant_search"],
        "sources": annotate_search.sources(typed["claimant_search"], chosen=chosen_source),
        "chosen_source": chosen_source,
    }
