"""The screens of an article's way to its readers: submit, return, publish, take off the plan, withdraw."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.admin import comparing
from articles.admin.numbers import version_read
from articles.admin.signs import annotate_url, article_url, change_url
from articles.forms import PublishForm, ReasonForm
from articles.models import Article
from articles.text.amending import CORRECTION, TYPO, UPDATE, drafted
from articles.workflow import amending, clock, gate, publishing, writing
from articles.workflow.content import content_of
from articles.workflow.permissions import may, require
from articles.workflow.transitions import Stale, WrongMove

GUESSES = {
    TYPO: _("Das sieht nach einem Tippfehler aus."),
    UPDATE: _("Das sieht nach einer Aktualisierung aus: Es ist etwas hinzugekommen oder weggefallen."),
    CORRECTION: _("Das sieht nach einer Korrektur aus: Was dastand, war anders."),
}


@require_POST
def submit(request, pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "write_article", article)
    return _do(
        request,
        article,
        lambda: writing.submit(article, by=request.user, read_version=version_read(request)),
        _("Der Artikel liegt jetzt in der Abnahme."),
    )


@require_POST
def unschedule(request, pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "publish", article)
    return _do(
        request,
        article,
        lambda: publishing.unschedule(article, by=request.user, read_version=version_read(request)),
        _("Die Einplanung ist aufgehoben."),
    )


def send_back(request, pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "review_article", article)
    form = ReasonForm(
        request.POST or None,
        label=_("Was fehlt noch?"),
        help_text=_("Wer den Artikel schreibt, sieht diese Anmerkung im Formular."),
        missing=_("Schreiben Sie dazu, was noch fehlt; ohne Anmerkung geht nichts zurück."),
    )
    page = {"title": _("Artikel zurückgeben"), "button": _("Zurückgeben")}
    return with_reason(
        request,
        article,
        form,
        page,
        lambda note: writing.send_back(article, note=note, by=request.user, read_version=version_read(request)),
        _("Der Artikel ist zurückgegeben."),
    )


def withdraw(request, pk):
    article = get_object_or_404(Article, pk=pk)
    require(request.user, "withdraw", article)
    form = ReasonForm(
        request.POST or None,
        label=_("Hinweis für Leser:innen"),
        help_text=_("Er steht unter der Adresse des Artikels: Warum ist der Text nicht mehr da?"),
        missing=_("Ein Rückzug braucht einen Hinweis für Leser:innen: Warum ist der Artikel nicht mehr da?"),
    )
    page = {"title": _("Artikel zurückziehen"), "button": _("Zurückziehen"), "grave": True}
    return with_reason(
        request,
        article,
        form,
        page,
        lambda note: publishing.withdraw(article, note=note, by=request.user, read_version=version_read(request)),
        _("Der Artikel ist zurückgezogen. Unter seiner Adresse steht jetzt Ihr Hinweis."),
    )


def publish(request, pk):
    article = get_object_or_404(Article.objects.select_related("section", "picture"), pk=pk)
    require(request.user, "publish", article)
    obstacles = gate.obstacles(article)
    change = _change(article)
    form = PublishForm(
        request.POST or None,
        acts=_acts(article, request.user),
        obstacles=obstacles,
        embargo_until=article.embargo_until,
        doubts=change["doubts"],
        draft=change["draft"],
        initial={"version": article.version, "live_from": _proposed_moment(article)},
    )
    if form.is_valid():
        try:
            done = _publish(article, form.cleaned_data, by=request.user)
        except WrongMove as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(change_url(article))
    return _publish_screen(request, article, form, obstacles, change)


def _change(article):
    """Return what the change of a live article looks like: a guess with its grounds, and a draft of the note."""
    live = article.revisions.live(clock.now()).first()
    if live is None:
        return {"guess": "", "doubts": [], "draft": ""}
    content = content_of(article)
    assessment = amending.assess_contents(live.content, content)
    doubts = amending.more_than_spelling(live.content, content)
    # Where only signs differ or nothing does, no kind is likelier than another.
    guess = GUESSES[assessment.kind] if assessment.changes else ""
    return {"guess": guess, "doubts": doubts, "draft": drafted(assessment.changes)}


def _proposed_moment(article):
    """Return when the article is planned for, or may first appear, if that is yet to come."""
    moments = [each for each in (article.planned_for, article.embargo_until) if each and each > clock.now()]
    return max(moments, default=None)


def _publish_screen(request, article, form, obstacles, change):
    from articles.admin.articles import mend_url  # that module lists these screens, so it imports this one first

    context = admin.site.each_context(request) | {
        "title": _("Veröffentlichen"),
        "article": article,
        "article_url": change_url(article),
        "preview_url": article_url("preview", article),
        "form": form,
        "change": change,
        "kind": "" if len(form.fields["act"].choices) > 1 else _("Erstveröffentlichung"),
        "obstacles": [(each.sentence, mend_url(each, article)) for each in obstacles],
        "hints": [(each, f"{annotate_url(article)}#mark-{each.annotation.pk}") for each in gate.hints(article)],
        "whats_new": comparing.what_is_new(article, request.user),
        "may_override": may(request.user, "override_gate", article),
        "planned": article.revisions.scheduled(clock.now()).order_by("number").last(),
    }
    return TemplateResponse(request, "admin/publish.html", context)


def _acts(article, user):
    if not article.revisions.live(clock.now()).exists():
        return [(PublishForm.PUBLISH, _("Veröffentlichen"))]
    acts = [(PublishForm.PUBLISH, _("Aktualisierung: Es gibt Neues, das Änderungsdatum rückt vor"))]
    if may(user, "correct", article):
        acts += [
            (PublishForm.CORRECT, _("Korrektur: Etwas war falsch, Leser:innen erfahren, was")),
            (PublishForm.TYPO, _("Tippfehler: nur Schreibweise, ohne Hinweis und ohne neues Datum")),
        ]
    return acts


def _publish(article, wanted, *, by):
    """Do what the form says and return the sentence that reports it."""
    read = {"read_version": wanted["version"]}
    if wanted["act"] == PublishForm.CORRECT:
        publishing.correct(article, note=wanted["correction"], by=by, override=wanted["override"], **read)
        return _("Die Korrektur ist veröffentlicht, der Hinweis steht am Artikel.")
    if wanted["act"] == PublishForm.TYPO:
        publishing.fix_typo(article, by=by, override=wanted["override"], is_confirmed=wanted["is_confirmed"], **read)
        return _("Die berichtigte Fassung ist veröffentlicht.")
    moment = wanted["live_from"]
    publishing.publish(article, by=by, note=wanted["note"], live_from=moment, override=wanted["override"], **read)
    if moment is None:
        return _("Der Artikel ist veröffentlicht.")
    at = localtime(moment)
    return _("Der Artikel erscheint am %(moment)s.") % {"moment": date_format(at, "DATETIME_FORMAT")}


def with_reason(request, article, form, page, act, done):
    """Ask for the reason on a page of its own; do the act once it is given."""
    version = article.version
    if form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except Stale as refusal:
            # Told of it, the next try answers what is stored now.
            version = refusal.record.version
            form.add_error("reason", str(refusal))
        except WrongMove as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(change_url(article))
    context = admin.site.each_context(request) | page
    context |= {"article": article, "article_url": change_url(article), "form": form, "version": version}
    return TemplateResponse(request, "admin/reason.html", context)


def _do(request, article, act, done):
    try:
        act()
    except WrongMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(change_url(article))
