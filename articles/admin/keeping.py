"""What was sent and cannot be taken is kept, without any script: offered again, or shown to be copied."""

from django.apps import apps
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.admin.signs import person

LIMIT = 4 * 1024 * 1024  # characters of all fields together; the sign-in form carries them once more
KEPT_FOR = 12 * 60 * 60
SALT = "articles.admin.keeping"
NEVER_KEPT = {"csrfmiddlewaretoken", "_user", "window"}
# Who signed in last in this browser. A form from before that brings a token that is refused, so it is theirs.
COOKIE = "__Host-whose" if settings.HTTPS else "whose"
WORDS_FROM = 13  # characters: shorter values without a blank are choices and numbers, nothing that was written


def remember(response, user):
    """Let the browser say later whose forms it holds, when the login has ended."""
    response.set_signed_cookie(
        COOKIE,
        str(user.pk),
        salt=SALT,
        max_age=settings.SESSION_COOKIE_AGE + KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _whose(request):
    try:
        return int(request.get_signed_cookie(COOKIE, salt=SALT))
    except (KeyError, ValueError, signing.BadSignature):
        return None


def is_worth_keeping(request):
    """Whether somebody typed something that the way by the sign-in page would throw away."""
    return not request.user.is_authenticated and is_typed(request)


def is_typed(request):
    typed = any(value.strip() for name, value in _fields(request) if name != "version" and not name.endswith("_FORMS"))
    return request.method == "POST" and typed


def ask_to_sign_in(request, site):
    """Show the sign-in with what was typed inside it, signed, so that only what passed through here comes back."""
    fields = _fields(request)
    fits = sum(len(name) + len(value) for name, value in fields) <= LIMIT
    kept = signing.dumps([request.get_full_path(), _whose(request), fields], salt=SALT, compress=True) if fits else ""
    context = site.each_context(request) | {
        "title": _("Anmelden"),
        "form": AdminAuthenticationForm(request),
        "app_path": reverse("admin:login"),
        "next": request.get_full_path(),
        "kept": kept,
        "is_lost": not fits,
        "had_files": bool(request.FILES),
    }
    response = render(request, "admin/login.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def give_back(request, site):
    """Offer what was kept once more, to be sent with one click by its own writer; others may only copy it."""
    try:
        address, whose, fields = signing.loads(request.POST["kept"], salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return None
    if whose != request.user.pk:
        return show_typed(request, site, fields, why=_not_yours(whose, request.user), title=_("Nicht Ihr Text"))
    context = site.each_context(request) | {"title": _("Angemeldet"), "address": address, "fields": fields}
    response = render(request, "admin/kept.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _not_yours(whose, user):
    """Say whose it is; where that cannot be told, it is nobody's to send."""
    writer = User.objects.filter(pk=whose).first()
    if writer is None:
        return _(
            "Wer diesen Text abgeschickt hat, lässt sich nicht feststellen. Unter Ihrem Namen wird er deshalb nicht "
            "gespeichert; Sie können ihn hier kopieren."
        )
    names = {"writer": person(writer), "who": person(user)}
    sentence = _(
        "Diesen Text hat %(writer)s abgeschickt; angemeldet sind jetzt Sie, %(who)s. Unter Ihrem Namen wird er "
        "nicht gespeichert. Hier können Sie ihn kopieren, oder %(writer)s meldet sich an und schickt ihn noch einmal "
        "ab."
    )
    return sentence % names


def show_gone(request, site):
    """Show what was sent to a record that is not there any more."""
    why = _("Diesen Eintrag gibt es nicht mehr, jemand hat ihn inzwischen gelöscht. Gespeichert ist nichts.")
    return show_typed(request, site, _fields(request), why=why, title=_("Nicht mehr da"), status=404)


def show_typed(request, site, fields, *, why, title, status=200):
    """Show the words that were sent, to be copied: nothing here can be sent as it stands."""
    words = [(_label(name), value) for name, value in fields if " " in value.strip() or len(value) >= WORDS_FROM]
    context = site.each_context(request) | {"title": title, "why": why, "words": words}
    response = render(request, "admin/typed.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _label(name):
    """Return what the field is called on the screen, as far as a record has one of that name."""
    name = name.split("-")[-1]
    for model in apps.get_app_config("articles").get_models():
        if name in {field.name for field in model._meta.get_fields()}:
            return capfirst(getattr(model._meta.get_field(name), "verbose_name", name))
    return _("Text")


def _fields(request):
    kept = ((name, values) for name, values in request.POST.lists() if not (name in NEVER_KEPT or "password" in name))
    return [(name, value) for name, values in kept for value in values]
