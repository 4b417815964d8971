"""Colleagues' accounts: who may come in, and in which roles. Nobody is deleted; a role or an account is taken away."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.base import DeskAdmin
from articles.admin.signs import badge, person
from articles.choices import Role
from articles.forms import AccountForm
from articles.workflow import staffing
from articles.workflow.permissions import may


class RoleFilter(admin.SimpleListFilter):
    title = _("Rolle")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() in Role.values else queryset


class AccountAdmin(DeskAdmin):
    act = "manage_house"
    form = AccountForm
    fieldsets = [
        (_("Konto"), {"fields": ["username", "first_name", "last_name", "email"]}),
        (_("Rollen"), {"fields": ["roles", "is_active"]}),
        (_("Passwort"), {"fields": ["new_password"]}),
    ]
    list_display = ["username", "called", "roles_held", "can_come_in", "last_login"]
    list_filter = [RoleFilter, "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    search_help_text = _("Sucht in Name, Benutzername und E-Mail.")
    ordering = ["username"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_module_permission(self, request):
        return may(request.user, "manage_house")

    def has_view_permission(self, request, obj=None):
        return may(request.user, "manage_house")

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def keep(self, form, *, by, related, rows, removed):
        staffing.save_account(
            form.instance,
            roles=form.cleaned_data["roles"],
            by=by,
            password=form.cleaned_data["new_password"] or None,
            read_version=form.read_version,
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Once its writer was told what holds now, the form answers that."""
        if isinstance(refusal := getattr(request, "refusal", None), staffing.AccountChanged):
            request.POST = request.POST.copy()
            request.POST["version"] = refusal.version
        return super().get_form(request, obj, change=change, **kwargs)

    @admin.display(description=_("Name"), ordering="last_name")
    def called(self, user):
        return person(user)

    @admin.display(description=_("Rollen"))
    def roles_held(self, user):
        held = {group.name for group in user.groups.all()}
        if user.is_superuser:
            return _("alle")
        return ", ".join(str(role.label) for role in Role if role in held) or "–"

    @admin.display(description=_("Zugang"), ordering="is_active")
    def can_come_in(self, user):
        return badge("✓", _("offen"), "supported") if user.is_active else badge("⊘", _("stillgelegt"), "unchecked")
