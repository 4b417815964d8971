"""The import screen: take a text in, look over its parts, keep it as a draft."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from js_asset import Media

from articles.admin.import_forms import ReviewForm, TextForm, initial_of, with_taken_back
from articles.admin.import_words import invalid, reminders
from articles.admin.pictures import REFUSED, bytes_of
from articles.admin.signs import change_url
from articles.imaging import BadPicture
from articles.models import Picture
from articles.workflow import intake, picturing
from articles.workflow.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def import_article(request):
    """Show the step that the pressed button leads to; nothing is stored before „keep“."""
    require(request.user, "write_article")
    if "keep" in request.POST:
        return _keep(request)
    if "take" in request.POST:
        return _show(request, ReviewForm(with_taken_back(request.POST)), is_checked=False)
    if "back" in request.POST:
        return _show(request, TextForm(initial={"text": request.POST.get("source", "")}))
    form = TextForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        return _show(request, ReviewForm(initial=initial_of(form.draft, source=form.source)))
    return _show(request, form)


def _keep(request):
    form = ReviewForm(with_taken_back(request.POST), request.FILES)
    if form.is_valid():
        try:
            article = _take_in(form, by=request.user)
        except BadPicture as refusal:
            form.add_error("picture_upload", REFUSED[refusal.code])
        except ValidationError as refusal:
            form.add_error(None, invalid(refusal))
        else:
            messages.success(request, _("Der Artikel ist als Entwurf gespeichert."))
            for reminder in reminders(article, form.draft()):
                messages.warning(request, reminder)
            return HttpResponseRedirect(change_url(article))
    return _show(request, form)


@transaction.atomic
def _take_in(form, *, by):
    """Keep picture and article, both or neither."""
    draft, upload, picture = form.draft(), form.cleaned_data["picture_upload"], None
    if upload:
        picture = Picture(
            title=draft.headline[:120],
            alt=draft.picture_alt,
            caption=draft.picture_caption,
            credit=draft.picture_credit,
            origin=draft.picture_origin,
        )
        picturing.store(picture, raw=bytes_of(upload), by=by)
    return intake.receive(draft, by=by, picture=picture)


def _show(request, form, *, is_checked=True):
    is_review = isinstance(form, ReviewForm)
    if not is_checked:
        # Taking words back is no attempt to save: errors would only be in the way.
        form._errors = {}
    context = admin.site.each_context(request) | {
        "title": _("Artikel importieren"),
        "form": form,
        "is_review": is_review,
        "media": Media.from_media(form.media, nonce=str(request.csp_nonce)),
    }
    return TemplateResponse(request, "admin/import_article.html", context)
