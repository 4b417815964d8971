"""The desk: our own admin site, whose first page is a working list."""

from functools import wraps

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin import keeping
from articles.admin.session import session
from articles.forms import OwnPasswordForm
from articles.workflow.permissions import may

DRAWERS = [
    (_("Texte"), ["article", "picture"]),
    (_("Prüfen"), ["claim", "factcheck", "source", "evidence"]),
    (_("Ordnung"), ["topic", "author", "section", "verdict", "page"]),
    (_("Haus"), ["user"]),
]


class Suggestions(AutocompleteJsonView):
    """What autocomplete fields offer: to any of the desk's staff, and of colleagues only those still here."""

    def has_perm(self, request, obj=None):
        return may(request.user, "see_desk")

    def get_queryset(self):
        records = super().get_queryset()
        return records.filter(is_active=True, is_staff=True) if records.model is User else records

    def serialize_result(self, obj, to_field_name):
        text = obj.get_full_name() or obj.get_username() if isinstance(obj, User) else str(obj)
        return super().serialize_result(obj, to_field_name) | {"text": text}


class Desk(admin.AdminSite):
    site_header = _("Redaktion")
    site_title = _("Redaktion")
    index_title = _("Schreibtisch")
    index_template = "admin/desk.html"
    empty_value_display = "–"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")

    def admin_view(self, view, cacheable=False):
        """Keep what is posted after the login has ended, or to what is not there any more (keeping.py)."""
        screen = super().admin_view(view, cacheable)

        @wraps(screen)
        def keeping_what_was_typed(request, *args, **kwargs):
            if keeping.is_worth_keeping(request):
                return keeping.ask_to_sign_in(request, self)
            try:
                return screen(request, *args, **kwargs)
            except (Http404, ObjectDoesNotExist):
                if not (self.has_permission(request) and keeping.is_typed(request)):
                    raise
                return keeping.show_gone(request, self)

        return keeping_what_was_typed

    def login(self, request, extra_context=None):
        kept = request.POST.get("kept", "")
        response = super().login(request, {"kept": kept} | (extra_context or {}))
        is_signed_in = request.method == "POST" and self.has_permission(request)
        if not is_signed_in:
            return response
        return keeping.remember((kept and keeping.give_back(request, self)) or response, request.user)

    def get_urls(self):
        # They name screens that register on this site first.
        from articles.admin import chronicle, handover, points

        own = [
            path("sitzung/", session, name="session"),
            path("verlauf/", self.admin_view(chronicle.chronicle), name="chronicle"),
            path("uebergabe/", self.admin_view(handover.handover), name="handover"),
        ]
        return [*own, *points.paths(self), *super().get_urls()]

    def has_permission(self, request):
        return may(request.user, "see_desk")

    def autocomplete_view(self, request):
        return Suggestions.as_view(admin_site=self)(request)

    def password_change(self, request, extra_context=None):
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | (extra_context or {}),
            template_name="registration/password_change_form.html",
        )
        return view(request)

    def index(self, request, extra_context=None):
        from articles.admin.queues import overview  # the screens it links to register on this site first

        return super().index(request, overview(request.user) | (extra_context or {}))

    def app_index(self, request, app_label, extra_context=None):
        return HttpResponseRedirect(reverse("admin:index"))

    def get_app_list(self, request, app_label=None):
        """Return the records in the drawers of the side bar, whatever Django app they live in."""
        found = {
            model["model"]._meta.model_name: model
            for app in self._build_app_dict(request).values()
            for model in app["models"]
        }
        drawers = [(name, [found[key] for key in keys if key in found]) for name, keys in DRAWERS]
        return [
            {"name": name, "app_label": f"lade-{number}", "app_url": "", "has_module_perms": True, "models": models}
            for number, (name, models) in enumerate(drawers)
            if models
        ]
