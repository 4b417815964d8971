"""What all screens of the desk share: they ask the house's rules, save through workflow/ and show its history."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles.admin import clashes, pasting, points
from articles.admin.history import tell
from articles.admin.numbers import number_in, version_read
from articles.admin.rows import DeskFormSet, as_new, changed_and_removed
from articles.admin.signs import change_url, in_words, person
from articles.choices import Verb
from articles.forms import DeskForm
from articles.models import Decision, Section
from articles.templatetags.newsroom import inside
from articles.text.nesting import nested
from articles.workflow import writing
from articles.workflow.history import visible_to
from articles.workflow.permissions import may
from articles.workflow.transitions import Stale, WrongMove

REFUSALS = (WrongMove, ValidationError, IntegrityError)


class NumbersAlone:
    """Look up numbers alone: anything else that was posted is refused by the field, not by the database."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if not each or number_in(each)], attr)


class OneOf(NumbersAlone, AutocompleteSelect):
    pass


class SomeOf(NumbersAlone, AutocompleteSelectMultiple):
    pass


class KnownSelect(OneOf):
    """An autocomplete that asks the database for its chosen option only when the form has not loaded it already."""

    known = None

    def optgroups(self, name, value, attr=None):
        chosen = {str(each) for each in value if each}
        if not self.known or not chosen <= self.known.keys():
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, key, self.known[key], True, 1) for key in chosen]
        return [(None, options, 0)]


class AsksTheHouse:
    """Permissions of a screen: any of the desk's staff may look, the role of `act` may change."""

    act = ""
    # The browser's own fields: they know the user's calendar, and work without a script.
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
        models.URLField: {"widget": forms.URLInput, "assume_scheme": "https"},
    }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", OneOf(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", SomeOf(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Offer beside a field to look at, mend or add what it names; never to delete it in passing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            # Who may mend a record sees it there; a second symbol would only be in the way.
            field.widget.can_view_related &= not field.widget.can_change_related
            if db_field.related_model in (User, Section):
                field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def has_view_permission(self, request, obj=None):
        return may(request.user, "see_desk")

    def has_module_permission(self, request):
        return may(request.user, "see_desk")

    def has_add_permission(self, request, obj=None):
        return may(request.user, self.act)

    def has_change_permission(self, request, obj=None):
        return may(request.user, self.act, obj)

    def has_delete_permission(self, request, obj=None):
        return may(request.user, "delete", obj) and may(request.user, self.act, obj)


class DeskInline(AsksTheHouse):
    """Rows of a record, tabular or stacked; they are handed to workflow/ together with it."""

    extra = 0
    form = DeskForm
    formset = DeskFormSet

    def has_delete_permission(self, request, obj=None):
        return may(request.user, self.act)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return fields if self.has_change_permission(request, obj) else [each for each in fields if each != "version"]

    def get_formset(self, request, obj=None, **kwargs):
        # The write token is the form's own field, not one that Django may make of the model's.
        fields = [name for name in flatten_fieldsets(self.get_fieldsets(request, obj)) if name != "version"]
        formset = super().get_formset(request, obj, **{"fields": fields} | kwargs)
        formset.form = type(formset.form.__name__, (_KnowsItsChoices, formset.form), {})
        return formset


class _KnowsItsChoices:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
            chosen = isinstance(widget, KnownSelect) and self.instance._state.fields_cache.get(name)
            if chosen:
                widget.known = {str(chosen.pk): str(chosen)}


class DeskAdmin(AsksTheHouse, admin.ModelAdmin):
    """The one base of all our screens; see each hook for what it keeps Django from doing itself."""

    form = DeskForm
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    actions = None

    # --- saving: everything goes to workflow/, every refusal comes back into the form ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.POST = clashes.settle(request.POST)
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            request.refusal = refusal
            if isinstance(refusal, Stale):
                request.POST, request.clashes = clashes.unite(request.POST, request.written, refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Offer what was written into the form of a deleted record as a new one; everything else as Django does."""
        if request.method != "POST" or not request.resolver_match.url_name.endswith("_change"):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        if not self.has_add_permission(request):
            raise Http404
        request.POST, request.refusal = as_new(request.POST), WrongMove(who_deleted(self.model, object_id))
        return super().changeform_view(request, None, self._address("add"))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if refusal := getattr(request, "refusal", None):
            form.refusal = in_words(refusal)
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.related_model is User:
            field.label_from_instance = person
        return field

    def save_form(self, request, form, change):
        return form.instance

    def save_model(self, request, obj, form, change):
        """Leave it to save_related, where the rows and the many-to-many values are at hand as well."""

    def save_related(self, request, form, formsets, change):
        request.written = form
        rows, removed = changed_and_removed(formsets, form.instance)
        self.keep(form, by=request.user, related=many_to_many(form), rows=rows, removed=removed)

    def keep(self, form, *, by, related, rows, removed):
        """Hand the checked form over; screens with an act of their own override this."""
        writing.save(
            form.instance,
            by=by,
            read_version=form.read_version,
            related=related,
            rows=rows,
            removed=removed,
            written=form.fields.keys(),
        )

    def delete_model(self, request, obj):
        writing.delete(obj, by=request.user, read_version=version_read(request))

    def delete_view(self, request, object_id, extra_context=None):
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except WrongMove as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(self._address("change", unquote(object_id)))

    def get_deleted_objects(self, objs, request):
        """Name the record alone: what hangs on it is workflow's to know, and it refuses in a sentence."""
        return [str(each) for each in objs], {}, set(), []

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    def log_addition(self, request, obj, message):
        """The Decisions are the history; Django's own log would vanish with its user."""

    def log_change(self, request, obj, message):
        """See log_addition."""

    def log_deletions(self, request, queryset):
        """See log_addition."""

    # --- what is said afterwards ---

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._say_saved(request, obj)

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self._say_saved(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        if IS_POPUP_VAR not in request.POST:
            self.message_user(request, _("„%(record)s“ gelöscht.") % {"record": nested(obj_display)}, messages.SUCCESS)
            return HttpResponseRedirect(self._address("changelist"))
        return super().response_delete(request, obj_display, obj_id)

    def _address(self, screen, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{screen}", args=args)

    def _say_saved(self, request, obj):
        self.message_user(request, _("%(kind)s gespeichert.") % {"kind": self.opts.verbose_name}, messages.SUCCESS)
        for sentence in pasting.told_of(request.written) if hasattr(request, "written") else ():
            self.message_user(request, sentence, messages.INFO)
        if taken_over := clashes.taken_over(obj):
            self.message_user(request, taken_over, messages.INFO)
        if reached := points.reached_in_words(obj):
            self.message_user(request, reached, messages.INFO)
        if "_continue" in request.POST or "_clashes" in request.POST:
            return HttpResponseRedirect(change_url(obj))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(self._address("add"))
        return self.response_post_save_change(request, obj)

    # --- what is shown ---

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        if obj:
            context["clashes"] = getattr(request, "clashes", [])
            context["stored_url"] = change_url(obj)
        context["title"] = self.title(obj, request)
        context["subtitle"] = None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def title(self, obj, request):
        return str(obj) if obj else _("%(kind)s anlegen") % {"kind": inside(self.opts.verbose_name)}

    def history_of(self, record):
        """Return the Decisions that tell this record's story; screens may add those of what hangs on it."""
        return Decision.objects.about(record)

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return self.history_of_record(request, record)

    def history_of_record(self, request, record):
        decisions = (self.history_of(record) & visible_to(request.user)).select_related("by").order_by("-number")[:200]
        context = self.admin_site.each_context(request) | {
            "title": _("Verlauf"),
            "record": record,
            "record_url": change_url(record),
            "opts": self.opts,
            "lines": tell(decisions),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def who_deleted(model, object_id):
    told = Decision.objects.about(model(pk=number_in(object_id))).filter(verb=Verb.DELETE).select_related("by").last()
    who = {"who": person(told.by) if told else _("jemand")}
    return _(
        "Diesen Eintrag gibt es nicht mehr: %(who)s hat ihn gelöscht. Was Sie geschrieben haben, steht noch hier, ist "
        "aber nicht gespeichert. „Speichern“ legt daraus einen neuen Eintrag an."
    ) % who


def many_to_many(form):
    names = {field.name for field in form.instance._meta.many_to_many}
    return {name: form.cleaned_data[name] for name in names & form.cleaned_data.keys()}
