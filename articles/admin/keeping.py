"""What was sent without a login is kept, without any script: it waits in the sign-in form and is offered again."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

LIMIT = 4 * 1024 * 1024  # characters of all fields together; the sign-in form carries them once more
KEPT_FOR = 12 * 60 * 60
SALT = "articles.admin.keeping"
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "_user", "window"}


def is_worth_keeping(request):
    """Whether somebody typed something that the way by the sign-in page would throw away."""
    typed = any(value.strip() for name, value in _fields(request) if not name.endswith("_FORMS"))
    return request.method == "POST" and not request.user.is_authenticated and typed


def ask_to_sign_in(request, site):
    """Show the sign-in with what was typed inside it, signed, so that only what passed through here comes back."""
    fields = _fields(request)
    fits = sum(len(name) + len(value) for name, value in fields) <= LIMIT
    kept = signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True) if fits else ""
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
    """Offer what was kept once more, to be sent with one click by whoever is signed in now."""
    try:
        address, fields = signing.loads(request.POST["kept"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    context = site.each_context(request) | {"title": _("Angemeldet"), "address": address, "fields": fields}
    response = render(request, "admin/kept.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _fields(request):
    return [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]
