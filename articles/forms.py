"""The forms behind the desk's screens: they check what was typed, in sentences, and never save."""

import json
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import BLANK_CHOICE_DASH
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.widgets import importmap
from js_asset import Media, Script

from articles.admin import pasting
from articles.choices import Attribution, PictureOrigin, Role
from articles.models import Article, Claim, Evidence, FactCheck, Inquiry, Page, Picture, Source, Verdict
from articles.models.claim import STATEMENT_LIMIT
from articles.text.clean import clean
from articles.workflow import clock, staffing
from articles.workflow.transitions import Stale

SOFT_LIMITS = {"kicker": 40, "headline": 70, "teaser": 170, "picture_caption": 130}
# What the counters say (static/js/desk.js); they put the number in.
TOO_LONG = _("{number} zu viel")
WORDS = pgettext_lazy("counter under the text", "{number} Wörter")
MINUTES = pgettext_lazy("counter under the text", "etwa {number} Min. Lesezeit")


class RichText(forms.Textarea):
    """A textarea that static/js/desk-editor.js turns into an editor for our few tags; plain HTML without script."""

    WORDS = {
        "tools": _("Textgestaltung"),
        "bold": _("Fett"),
        "bold_sign": pgettext_lazy("sign for bold", "F"),
        "italic": _("Kursiv"),
        "italic_sign": pgettext_lazy("sign for italic", "K"),
        "h2": _("Zwischenüberschrift"),
        "h2_sign": _("Ü"),
        "h3": _("Kleine Zwischenüberschrift"),
        "h3_sign": _("ü"),
        "bullets": _("Liste"),
        "numbers": _("Nummerierte Liste"),
        "quote": _("Zitat"),
        "quote_sign": _("„“"),
        "link": _("Link"),
        "link_sign": _("Link"),
        "link_address": _("Adresse des Links"),
        "link_set": _("Link setzen"),
        "link_remove": _("Link entfernen"),
        "undo": _("Rückgängig"),
        "redo": _("Wiederholen"),
        "too_long": pasting.TOO_LONG_TO_PASTE,
    }

    def build_attrs(self, base_attrs, extra_attrs=None):
        words = {name: str(word) for name, word in self.WORDS.items()} | {"limit": str(pasting.MOST)}
        told = {"data-rich-text": words, "data-left-out": pasting.words()}
        told = {name: json.dumps(each, ensure_ascii=False) for name, each in told.items()}
        return told | super().build_attrs(base_attrs, extra_attrs)

    @property
    def media(self):
        scripts = [Script("js/desk-paste.js", defer=True), Script("js/desk-editor.js", type="module")]
        return Media(importmap=importmap, js=scripts)


class RichTextField(forms.CharField):
    """A text in our few tags; what cleaning leaves of it has to fit, however much was pasted around it."""

    widget = RichText

    def clean(self, value):
        text = super().clean(value)
        length = len(clean(text)) if len(text) > pasting.MOST else 0
        if length > pasting.MOST:
            raise ValidationError(pasting.too_long(length))
        return text


class BerlinTimeField(forms.DateTimeField):
    """A moment as the newsroom's clock shows it; hours that a clock change skips or repeats are refused."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(**{"widget": widget} | kwargs)

    twice = None  # the local time last cleaned, if the clock shows it twice that night

    def to_python(self, value):
        self.twice = None
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            self.twice = error.params["datetime"] if _comes_back(error.params["datetime"]) else None
            raise ValidationError(_twice_or_never(error.params["datetime"]), code=error.code) from error


def _comes_back(local):
    """Whether the clock shows this time at all, and not leaps over it."""
    berlin = ZoneInfo(settings.TIME_ZONE)
    there = local.replace(tzinfo=berlin)
    return there.astimezone(ZoneInfo("UTC")).astimezone(berlin).replace(tzinfo=None) == local


def _twice_or_never(local):
    if _comes_back(local):
        return _(
            "Diese Uhrzeit gibt es an dem Tag zweimal: Die Uhr wird zurückgestellt. Wählen Sie eine Zeit ab 3 Uhr."
        )
    return _("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt. Wählen Sie eine Zeit ab 3 Uhr.")


class VersionField(forms.Field):
    """The hidden write token; it goes along with a change and is none itself. What is no number names no version."""

    UNREADABLE = 0

    def __init__(self, *, if_missing=UNREADABLE):
        super().__init__(widget=forms.HiddenInput, required=False)
        self.if_missing = if_missing

    def to_python(self, value):
        if value in self.empty_values:
            return self.if_missing
        typed = str(value)
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else self.UNREADABLE

    def has_changed(self, initial, data):
        return False


class DeskForm(forms.ModelForm):
    """Carries the version that was read; says again, as its own error, why the workflow refused the last try."""

    version = VersionField()
    refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.initial["version"] = getattr(self.instance, "version", None)
        for field in self.fields.values():
            # A browser cuts a pasted text at maxlength without a word; our own error keeps it and says so.
            field.widget.attrs.pop("maxlength", None)
            if getattr(field, "empty_label", None) == BLANK_CHOICE_DASH[0][1]:
                field.empty_label = "–"
            elif isinstance(field, forms.TypedChoiceField) and BLANK_CHOICE_DASH[0] in field.choices:
                field.choices = [("", "–"), *(each for each in field.choices if each != BLANK_CHOICE_DASH[0])]

    @property
    def read_version(self):
        """Return the version this write answers."""
        return self.fields["version"].clean(self["version"].value())

    def clean(self):
        super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)


class ArticleForm(DeskForm):
    body = RichTextField(label=_("Text"), required=False, widget=RichText(attrs={"rows": 24}))
    context = RichTextField(label=_("Warum das wichtig ist"), required=False, widget=RichText(attrs={"rows": 6}))
    planned_for = BerlinTimeField(
        label=_("Geplant für"), required=False, help_text=_("Für die Planung; veröffentlicht wird dadurch nichts.")
    )
    embargo_until = BerlinTimeField(
        label=_("Sperrfrist bis"), required=False, help_text=_("Vorher lässt sich der Artikel nicht veröffentlichen.")
    )

    class Meta:
        model = Article
        fields = []  # the fieldsets of the screen name them
        widgets = {
            "kicker": forms.TextInput(attrs={"class": "wide"}),
            "headline": forms.Textarea(attrs={"rows": 2, "class": "wide one-line desk-headline"}),
            "teaser": forms.Textarea(attrs={"rows": 3, "class": "wide one-line"}),
            "key_points": forms.Textarea(attrs={"rows": 5, "class": "wide"}),
            "picture_caption": forms.Textarea(attrs={"rows": 2, "class": "wide one-line"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, limit in SOFT_LIMITS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"data-soft-limit": limit, "data-over": TOO_LONG}
        if "body" in self.fields:
            self.fields["body"].widget.attrs |= {"data-words": WORDS, "data-minutes": MINUTES}


class ClaimForm(DeskForm):
    class Meta:
        model = Claim
        fields = []  # the fieldsets of the screen name them
        widgets = {
            "statement": forms.Textarea(
                attrs={"rows": 3, "class": "wide one-line", "data-soft-limit": STATEMENT_LIMIT, "data-over": TOO_LONG}
            ),
            "background": forms.Textarea(attrs={"rows": 4, "class": "wide"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "statement" in self.fields:
            self.fields["statement"].error_messages["max_length"] = _(
                "Die Behauptung hat %(show_value)s Zeichen, möglich sind %(limit_value)s. Kürzen Sie auf eine einzige "
                "prüfbare Aussage; alles Weitere gehört in den Hintergrund."
            )
            for validator in self.fields["statement"].validators:
                if getattr(validator, "code", "") == "max_length":
                    validator.message = self.fields["statement"].error_messages["max_length"]


OTHER_CLAIM = _("Wählen Sie einen Beleg derselben Behauptung oder keinen; dieser gehört zu einer anderen.")


class EvidenceForm(DeskForm):
    """The two grades are asked for apart: what the source is worth, and what this one piece of information is."""

    EXPLAINED = {
        "credibility": _(
            "Nur diese eine Angabe: Bestätigen andere sie, ist sie in sich stimmig? Wie verlässlich die Quelle sonst "
            "ist, steht bei der Quelle (A bis F) und bleibt hier außer Acht. Bei 5 zählt der Beleg nicht als Ursprung."
        ),
        "goes_back_to": _(
            "Der Beleg derselben Behauptung, von dem diese Quelle es hat. Eine Weitergabe zählt nicht als eigener "
            "Ursprung."
        ),
    }

    class Meta:
        model = Evidence
        fields = []  # the fieldsets of the screen name them
        widgets = {
            "quotation": forms.Textarea(attrs={"rows": 2}),
            "public_note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in self.EXPLAINED.items():
            if name in self.fields:
                self.fields[name].help_text = words
        if "source" in self.fields:
            self.fields["source"].error_messages["required"] = _(
                "Ein Beleg ohne Quelle zählt nicht: Wählen Sie hier, von wem er stammt."
            )

    def clean_goes_back_to(self):
        origin = self.cleaned_data["goes_back_to"]
        if origin and origin.pk == self.instance.pk:
            raise ValidationError(
                _("Ein Beleg kann nicht auf sich selbst zurückgehen. Wählen Sie einen anderen oder keinen.")
            )
        return origin

    def clean(self):
        super().clean()
        origin, claim = self.cleaned_data.get("goes_back_to"), self.cleaned_data.get("claim")
        if origin and claim and origin.claim_id != claim.pk:
            self.add_error("goes_back_to", OTHER_CLAIM)


class InquiryForm(DeskForm):
    """Asked first, then answered, and neither of them tomorrow."""

    class Meta:
        model = Inquiry
        fields = []  # the fieldsets of the screen name them

    def clean(self):
        super().clean()
        asked_on, today = self.cleaned_data.get("asked_on"), localdate(clock.now())
        deadline, answered_on = self.cleaned_data.get("deadline"), self.cleaned_data.get("answered_on")
        if asked_on and asked_on > today:
            self.add_error("asked_on", _("Halten Sie eine Anfrage erst fest, wenn sie gestellt ist."))
        if asked_on and deadline and deadline < asked_on:
            self.add_error("deadline", _("Die Frist kann nicht vor der Anfrage enden."))
        if asked_on and answered_on and answered_on < asked_on:
            self.add_error("answered_on", _("Die Antwort kann nicht vor der Anfrage gekommen sein."))
        if answered_on and answered_on > today:
            self.add_error("answered_on", _("Dieser Tag liegt in der Zukunft."))


class SourceForm(DeskForm):
    class Meta:
        model = Source
        fields = []  # the fieldsets of the screen name them
        widgets = {
            "reliability_note": forms.Textarea(attrs={"rows": 3}),
            "anonymity_reason": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "reliability" in self.fields:
            self.fields["reliability"].help_text = _(
                "Nur die Quelle: Wie verlässlich war sie bisher? Ob eine einzelne Angabe stimmt, steht beim Beleg (1 "
                "bis 6). F, bis jemand sie beurteilt hat; was von E kommt, zählt nicht als Ursprung."
            )


class PictureForm(DeskForm):
    """The file is checked and re-encoded by workflow/picturing.py; here it is only taken in."""

    upload = forms.FileField(
        label=_("Datei"),
        help_text=_("JPEG, PNG oder WebP, höchstens 40 Megapixel."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Picture
        fields = []  # the fieldsets of the screen name them
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2, "class": "wide one-line"}),
            "caption": forms.Textarea(attrs={"rows": 2, "class": "wide one-line"}),
            "origin": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "origin" in self.fields:
            self.fields["origin"].choices = [("", _("noch nicht angegeben")), *PictureOrigin.choices]
        if self.instance.pk and "upload" in self.fields:
            self.fields["upload"].required = False
            self.fields["upload"].label = _("Datei ersetzen")


class CheckForm(DeskForm):
    """
    The two questions of a fact-check; with `submitting`, all that a second pair of eyes needs must be there.

    `current` is the check that the claim has in force: who answers otherwise says why.
    """

    class Meta:
        model = FactCheck
        fields = ["attribution", "verdict", "summary", "rationale", "change_reason"]
        widgets = {
            "attribution": forms.RadioSelect,
            "verdict": forms.RadioSelect,
            "summary": forms.Textarea(
                attrs={"rows": 2, "class": "wide one-line", "data-soft-limit": 300, "data-over": TOO_LONG}
            ),
            "rationale": forms.Textarea(attrs={"rows": 10, "class": "wide"}),
            "change_reason": forms.Textarea(attrs={"rows": 3, "class": "wide"}),
        }

    def __init__(self, *args, submitting=False, current=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.submitting, self.current = submitting, current
        self.fields["verdict"].queryset = Verdict.objects.all()
        self.fields["verdict"].empty_label = _("Noch keine Bewertung")
        if current is None:
            del self.fields["change_reason"]

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}

    def clean(self):
        super().clean()
        if not self.submitting:
            return
        verdict, attribution = self.cleaned_data.get("verdict"), self.cleaned_data.get("attribution")
        if "verdict" in self.cleaned_data and not verdict and attribution == Attribution.OPEN:
            self.add_error("attribution", _("Beantworten Sie mindestens eine der beiden Fragen."))
        if "rationale" in self.cleaned_data and not self.cleaned_data["rationale"].strip():
            self.add_error(
                "rationale",
                _("Zur Prüfung gehört eine Begründung. Schreiben Sie, welche Belege den Ausschlag geben und warum."),
            )
        if "summary" in self.cleaned_data and not self.cleaned_data["summary"].strip():
            self.add_error("summary", _("Fassen Sie das Ergebnis für Leser:innen in einem Satz zusammen."))
        if self.current and not self.cleaned_data.get("change_reason", "").strip():
            was = self.current.verdict_id, self.current.attribution
            if (verdict.pk if verdict else None, attribution) != was:
                self.add_error(
                    "change_reason", _("Bisher gilt eine andere Antwort. Schreiben Sie, warum sie sich ändert.")
                )


class ReasonForm(forms.Form):
    """One sentence that an act must carry: a note, a reason."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "class": "wide"}))

    def __init__(self, *args, label, help_text="", missing, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text
        self.fields["reason"].error_messages["required"] = missing


class ApprovalForm(ReasonForm):
    """Why the rationale holds, and when the claim is to be examined again."""

    recheck_on = forms.DateField(
        label=_("Wieder prüfen am (freiwillig)"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("An diesem Tag liegt die Behauptung wieder auf dem Schreibtisch. Erledigte Fristen verschwinden."),
    )


class PublishForm(forms.Form):
    """What becomes public, as what, and when."""

    PUBLISH, CORRECT, TYPO = "publish", "correct", "typo"
    CHANGED = _(
        "Der Artikel hat sich geändert, seit Sie diese Seite geöffnet haben. "
        "Sehen Sie sich die Vorschau noch einmal an, bevor Sie veröffentlichen."
    )
    OPENING = _("In einer früheren Fassung dieses Artikels hieß es, …")

    act = forms.ChoiceField(label=_("Was für eine Änderung ist das?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Was ist neu? (freiwillig, für Leser:innen)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "wide"}),
    )
    correction = forms.CharField(
        label=_("Korrekturhinweis für Leser:innen"),
        required=False,
        help_text=_("Was falsch war und wie es richtig heißt. Der Hinweis steht dauerhaft am Artikel."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "wide"}),
    )
    when = forms.ChoiceField(
        label=_("Wann?"),
        choices=[("now", _("sofort")), ("later", _("zu einem Zeitpunkt"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    live_from = BerlinTimeField(label=_("Zeitpunkt (Berliner Zeit)"), required=False)
    override = forms.CharField(
        label=_("Begründung, warum trotzdem veröffentlicht wird"),
        required=False,
        help_text=_("Sie steht mit Ihrem Namen im Verlauf."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "wide"}),
    )
    FIRST, SECOND = "first", "second"
    fold = forms.ChoiceField(
        label=_("Welche von beiden?"),
        required=False,
        choices=[
            (FIRST, _("das erste Mal, noch Sommerzeit")),
            (SECOND, _("das zweite Mal, eine Stunde später, schon Winterzeit")),
        ],
        widget=forms.RadioSelect,
    )
    is_confirmed = forms.BooleanField(
        label=_("Ja, es geht nur um die Schreibweise. Das steht mit meinem Namen im Verlauf."), required=False
    )
    version = VersionField()

    def __init__(self, *args, acts, obstacles, embargo_until=None, doubts=(), draft="", **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.doubts, self.asks_which = doubts, bool(self.data.get("fold"))
        self.obstacles, self.embargo_until = obstacles, embargo_until
        self.fields["act"].choices = acts
        self.fields["act"].initial = acts[0][0] if len(acts) == 1 else None
        self.fields["act"].error_messages["required"] = _("Wählen Sie, was für eine Änderung das ist.")
        self.fields["correction"].initial = draft or self.OPENING

    def refuse(self, refusal):
        """Take in why the workflow refused; who is told of a change may go on from the version that they see now."""
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data["version"] = refusal.record.version
        is_changed = isinstance(refusal, Stale) and self.cleaned_data["version"] != VersionField.UNREADABLE
        self.add_error(None, self.CHANGED if is_changed else str(refusal))

    def clean_correction(self):
        correction = self.cleaned_data["correction"].strip()
        if self.data.get("act") != self.CORRECT:
            return ""
        if not correction or correction == str(self.OPENING).strip():
            raise ValidationError(_("Schreiben Sie, was falsch war und wie es richtig heißt."))
        return correction

    def clean(self):
        super().clean()
        self._check_time()
        self._check_override()
        if self.cleaned_data.get("act") == self.TYPO and self.doubts and not self.cleaned_data["is_confirmed"]:
            self.add_error(
                "is_confirmed",
                _("Wählen Sie Korrektur oder Aktualisierung, oder bestätigen Sie, dass es nur die Schreibweise ist."),
            )

    def _check_time(self):
        if self.cleaned_data.get("when") != "later":
            self.cleaned_data["live_from"] = None
            self.errors.pop("live_from", None)
            self.errors.pop("fold", None)
        elif self.cleaned_data.get("act") != self.PUBLISH:
            self.add_error("when", _("Korrekturen erscheinen sofort; einplanen lassen sich nur neue Fassungen."))
        else:
            self._settle_which()
            if "live_from" in self.cleaned_data:
                self._check_moment(self.cleaned_data["live_from"])

    def _settle_which(self):
        """Ask which of the two is meant where the clock shows the same time twice, and take the answer."""
        local = self.fields["live_from"].twice
        if local is None:
            self.asks_which = False
            return
        self.asks_which, fold = True, self.cleaned_data.get("fold")
        if fold:
            berlin = ZoneInfo(settings.TIME_ZONE)
            self.errors.pop("live_from")
            self.cleaned_data["live_from"] = local.replace(tzinfo=berlin, fold=int(fold == self.SECOND))
        else:
            self.errors["live_from"] = self.error_class(
                [_("Diese Uhrzeit gibt es in der Nacht zweimal: Um 3 Uhr wird die Uhr zurückgestellt. Welche gilt?")],
                renderer=self.renderer,
            )

    def _check_override(self):
        moment = self.cleaned_data.get("live_from")
        after_embargo = moment and self.embargo_until and moment >= self.embargo_until
        standing = [each for each in self.obstacles if not (each.code == "embargo" and after_embargo)]
        if standing and not self.cleaned_data["override"].strip():
            self.add_error(
                "override",
                _("Noch steht etwas im Weg. Beheben Sie es oder schreiben Sie, warum der Artikel trotzdem erscheint."),
            )

    def _check_moment(self, moment):
        if moment is None:
            self.add_error("live_from", _("Nennen Sie Tag und Uhrzeit."))
        elif moment <= clock.now():
            self.add_error("live_from", _("Dieser Zeitpunkt ist vorbei. Wählen Sie einen späteren oder „sofort“."))


class PageForm(DeskForm):
    body = RichTextField(
        label=_("Text"),
        required=False,
        widget=RichText(attrs={"rows": 20}),
        help_text=_("Solange hier nichts steht, sagt die Seite offen, dass die Angaben fehlen."),
    )

    class Meta:
        model = Page
        fields = []  # the fieldsets of the screen name them


class AccountForm(DeskForm):
    """A colleague's account with exactly the roles ticked; a password is asked of new accounts alone."""

    roles = forms.MultipleChoiceField(
        label=_("Rollen"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ohne Rolle kommt niemand an den Schreibtisch."),
    )
    new_password = forms.CharField(
        label=_("Neues Passwort"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Mindestens 15 Zeichen. Leer lassen, wenn das Passwort bleiben soll."),
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active"]
        help_texts = {
            "username": _("Buchstaben, Ziffern und @ . + - _"),
            "is_active": _("Ohne Haken ist das Konto stillgelegt. Gelöscht wird keines: Der Verlauf nennt Namen."),
        }
        labels = {"is_active": _("Zugang offen"), "username": _("Benutzername")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = staffing.version_of(self.instance)
        if self.instance.pk and "roles" in self.fields:
            self.initial["roles"] = [group.name for group in self.instance.groups.all()]

    def clean_new_password(self):
        password = self.cleaned_data["new_password"]
        if not password and not self.instance.pk:
            raise ValidationError(_("Ein neues Konto braucht ein Passwort."))
        if password:
            validate_password(password, self.instance)
        return password


class OwnPasswordForm(AdminPasswordChangeForm):
    def save(self, commit=True):
        return staffing.change_own_password(self.user, password=self.cleaned_data["new_password1"])
