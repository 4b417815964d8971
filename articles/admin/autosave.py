"""Answers to static/js/autosave.js: the article form, posted while it is being written."""

from functools import partial

from django.forms import all_valid
from django.http import JsonResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.answers import for_scripts, refuse
from articles.admin.base import REFUSALS, many_to_many
from articles.admin.numbers import number_in
from articles.admin.rows import DeskFormSet, belonging
from articles.admin.signs import article_url, change_url, in_words, person
from articles.models import Article, Decision
from articles.workflow import autosaving, presence
from articles.workflow.permissions import require
from articles.workflow.transitions import Stale


class SavedRows(DeskFormSet):
    """Rows that know themselves again: one that was autosaved carries its key, though the page began without it."""

    def _construct_form(self, i, **kwargs):
        if self.is_bound and i >= self.initial_form_count():
            key = number_in(self.data.get(f"{self.add_prefix(i)}-{self.model._meta.pk.name}"))
            saved = None if key is None else self._existing_object(key)
            kwargs |= {"instance": saved} if saved else {}
        return super()._construct_form(i, **kwargs)


def paths(screen):
    guard = for_scripts(screen.admin_site)
    return [
        path("autosichern/", guard(partial(create, screen=screen)), name="articles_article_autosave_new"),
        path("<int:pk>/autosichern/", guard(partial(save, screen=screen)), name="articles_article_autosave"),
    ]


def place(article):
    """Return what templates/admin/parts/autosave.html needs."""
    return {"article": article, "url": article_url("autosave", article) if article else ""}


def create(request, *, screen):
    """Make the draft once; asked again by the same window, because the answer was lost, name the one it made."""
    require(request.user, "write_article")
    made = presence.unconfirmed(window=_window(request), by=request.user, read_version=0)
    return _again(made) if made else _save(request, Article(), screen=screen)


def save(request, pk, *, screen):
    article = Article.objects.filter(pk=pk).first()
    if article is None:
        return refuse(
            _("Diesen Artikel gibt es nicht mehr. Ihr Text steht noch hier; „Speichern“ legt daraus einen neuen an."),
            status=404,
        )
    require(request.user, "write_article", article)
    made = presence.unconfirmed(window=_window(request), by=request.user, read_version=_version(request))
    if made and made.article_id == article.pk and made.saved_version == article.version:
        return _again(made)
    return _save(request, article, screen=screen)


def _save(request, article, *, screen):
    change, version = article.pk is not None, _version(request)
    if not _window(request) or (change and version is None):
        return refuse(_("Diese Anfrage ist unvollständig."), status=400)
    form = screen.get_form(request, article if change else None, change=change)(request.POST, instance=article)
    formsets, _inlines = screen._create_formsets(request, article, change)
    if not all([form.is_valid(), all_valid(formsets)]):
        return _refuse_typed(form, formsets)
    rows = {
        row.prefix: belonging(row, formset, article)
        for formset in formsets
        for row in formset.forms
        if row.has_changed() and row not in formset.deleted_forms
    }
    return _keep(article, related=many_to_many(form), rows=rows, version=version, request=request)


def _keep(article, *, related, rows, version, request):
    new = [name for name, row in rows.items() if row.pk is None]
    window = {"window": _window(request), "by": request.user}
    try:
        autosaving.autosave(article, related=related, rows=rows, read_version=version, **window)
    except Stale:
        return refuse(_who_was_faster(article, request.user), status=409)
    except REFUSALS as refusal:
        return refuse(in_words(refusal), status=422)
    return _answer(article, rows={name: rows[name].pk for name in new})


def _again(made):
    """Say once more what was saved, without saving: what was typed since comes with the next autosave."""
    return _answer(made.article, rows=made.saved_rows, again=True)


def _answer(article, *, rows, again=False):
    return JsonResponse(
        {
            "version": article.version,
            "saved_at": article.saved_at.isoformat(),
            "rows": rows,
            "again": again,
            "slug": article.slug,
            "title": article.headline,
            "change_url": change_url(article),
            "autosave_url": article_url("autosave", article),
            "presence_url": article_url("presence", article),
            "preview_url": article_url("preview", article),
            "unsaved_preview_url": article_url("preview_unsaved", article),
        }
    )


def _refuse_typed(form, formsets):
    """Say what cannot be saved as it was typed, field by field; the script shows it and leaves the focus alone."""
    told = [*_sentences(form)]
    for formset in formsets:
        told += [str(message) for message in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, start=1):
            if row not in formset.deleted_forms:
                named = {"rows": capfirst(formset.model._meta.verbose_name), "number": number}
                place = _("%(rows)s %(number)d") % named
                told += [f"{place}, {sentence}" for sentence in _sentences(row)]
    return refuse(" ".join(told), status=422)


def _sentences(form):
    for name, messages in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        yield from (f"{label}{message}" for message in messages)


def _who_was_faster(article, by):
    last = Decision.objects.about(article).select_related("by").last()
    if last and last.by_id == by.pk:
        happened = _("Inzwischen haben Sie selbst in einem anderen Fenster gespeichert.")
    else:
        happened = _("Inzwischen hat %(who)s gespeichert.") % {"who": person(last.by) if last else _("jemand anderes")}
    comfort = _("Ihr Text steht noch hier; „Speichern“ legt beide Fassungen nebeneinander.")
    return f"{happened} {comfort}"


def _window(request):
    window = request.POST.get("window", "")
    return window if len(window) <= 32 else ""


def _version(request):
    return number_in(request.POST.get("version"))
