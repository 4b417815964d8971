"""The forms around a check: who examines until when, who is asked for a second opinion, and what they answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.admin.signs import person
from articles.choices import Priority
from articles.forms import DeskForm, VersionField
from articles.models import SecondOpinion, Verdict
from articles.workflow.checking import is_past
from articles.workflow.transitions import Stale


class ColleagueField(forms.ModelChoiceField):
    """A choice of colleagues, by the names they are known by."""

    def label_from_instance(self, user):
        return person(user)


class ActForm(forms.Form):
    """What an act on a check must carry; it names the versions that were read, and the newer ones once it is told."""

    version = VersionField(if_missing=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def refuse(self, refusal, **versions):
        """Say why nothing happened, and keep what was typed; sent once more, it answers what is there now."""
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            for name, version in versions.items():
                self.data[name] = str(version)
            refusal = _(
                "Seit Sie diese Seite geöffnet haben, hat sich hier etwas geändert. Lesen Sie noch einmal, was jetzt "
                "gilt, und senden Sie dann erneut; Ihre Angaben stehen noch da."
            )
        self.add_error(None, str(refusal))


class PlanForm(ActForm):
    """Who examines a claim, until when, and how urgent that is."""

    checker = ColleagueField(
        queryset=None,
        label=_("Wer prüft?"),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Wählen Sie, wer prüfen soll.")},
    )
    due_on = forms.DateField(
        label=_("Bis wann?"),
        required=False,
        help_text=_("Danach steht die Prüfung als überfällig auf dem Schreibtisch. Leer: ohne Frist."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    priority = forms.ChoiceField(label=_("Dringlichkeit"), choices=Priority.choices)
    claim_version = VersionField(if_missing=0)

    def __init__(self, *args, colleagues, claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checker"].queryset = colleagues
        self.claim = claim
        self.initial |= {"due_on": claim.due_on, "priority": claim.priority, "claim_version": claim.version}

    @property
    def plan(self):
        return {name: self.cleaned_data[name] for name in ("due_on", "priority")}

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on != self.claim.due_on and is_past(due_on):
            raise ValidationError(_("Dieser Tag ist schon vorbei. Nennen Sie eine Frist, die noch einzuhalten ist."))
        return due_on


class AskForm(ActForm):
    """Whom to ask, and what about."""

    checker = ColleagueField(
        queryset=None,
        label=_("Wen fragen Sie?"),
        empty_label=_("Bitte wählen"),
        help_text=_("Zur Wahl stehen alle, die prüfen dürfen und die Antworten noch nicht kennen."),
        error_messages={"required": _("Wählen Sie, wen Sie fragen.")},
    )
    question = forms.CharField(
        label=_("Worum geht es Ihnen?"),
        help_text=_("Verraten Sie Ihre eigene Antwort nicht: Gefragte antworten, ohne sie zu kennen."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "wide"}),
        error_messages={"required": _("Schreiben Sie dazu, worum es Ihnen geht.")},
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checker"].queryset = colleagues


class OpinionForm(DeskForm):
    """The two questions once more, for somebody who has not seen the first answers."""

    class Meta:
        model = SecondOpinion
        fields = ["attribution", "verdict", "rationale"]
        widgets = {
            "attribution": forms.RadioSelect,
            "verdict": forms.RadioSelect,
            "rationale": forms.Textarea(attrs={"rows": 8, "class": "wide"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].queryset = Verdict.objects.all()
        self.fields["verdict"].empty_label = _("Keine Bewertung")
        self.fields["rationale"].error_messages["required"] = _(
            "Sagen Sie in ein paar Sätzen, worauf Sie Ihre Antwort stützen."
        )
        self.fields["rationale"].required = True

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}
