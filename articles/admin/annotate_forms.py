"""What may be typed on the annotation screen: the words, the claim they state, the reason to let go."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.admin.signs import in_words
from articles.choices import AnnotatedField, Priority, SourceKind
from articles.forms import VersionField
from articles.models import Claim, Source
from articles.models.claim import STATEMENT_LIMIT
from articles.text.plain import plain_line
from articles.text.typed import crosses_lines, find_typed
from articles.workflow import annotating, uniting

EXISTING, NEW = "existing", "new"
MOST_PLACES = 20
AROUND = 32

NOTHING = _("Wählen Sie zuerst die Wörter aus, die die Behauptung aufstellen: im Text oder durch Eintippen.")
BLANK = _("Die Auswahl enthält nur Leerraum. Wählen Sie die Wörter aus, die die Behauptung aufstellen.")
ACROSS = _("Die Auswahl reicht über einen Absatz hinaus. Bitte innerhalb eines Absatzes markieren.")
CHANGED = _(
    "Der Text wurde inzwischen geändert; an dieser Stelle steht jetzt etwas anderes. Ihre Eingaben sind noch da: "
    "Wählen Sie die Wörter noch einmal aus."
)
UNKNOWN = _("Diese Wörter stehen so nicht im Text. Am sichersten ist es, sie aus dem Text zu kopieren.")
UNREAD = _(
    "Diese Eingabe sagt nicht, welchen Stand des Artikels Sie gesehen haben. Gespeichert ist nichts; Ihre Eingaben "
    "sind noch da. Sehen Sie sich die Stelle noch einmal an und schicken Sie sie dann ab."
)
SEVERAL = _("Diese Wörter stehen mehrmals im Text. Wählen Sie aus, welche Stelle gemeint ist.")


@dataclass(frozen=True)
class Place:
    """One place where typed words stand, with a few words around it to tell it from the others."""

    field: str
    start: int
    end: int
    text: str

    @property
    def value(self):
        return f"{self.field}:{self.start}"

    @property
    def label(self):
        return AnnotatedField(self.field).label

    @property
    def before(self):
        return ("…" if self.start > AROUND else "") + self.text[max(0, self.start - AROUND) : self.start]

    @property
    def words(self):
        return self.text[self.start : self.end]

    @property
    def after(self):
        return self.text[self.end : self.end + AROUND] + ("…" if self.end + AROUND < len(self.text) else "")


class SelectionForm(forms.Form):
    """Words of the article: selected in the text (then with their place) or typed (then they are looked for)."""

    exact = forms.CharField(
        label=_("Ausgewählte Wörter"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 2,
                "data-selection": "exact",
                "autocomplete": "off",
                "placeholder": _("Im Text auswählen oder hier eintippen"),
            }
        ),
    )
    field = forms.ChoiceField(
        label=_("Wo stehen sie?"),
        required=False,
        choices=[("", _("im ganzen Artikel suchen")), *AnnotatedField.choices],
        widget=forms.Select(attrs={"data-selection": "field"}),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-selection": "start"}))
    end = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-selection": "end"}))
    place = forms.CharField(required=False, widget=forms.HiddenInput)
    version = VersionField(if_missing=None)

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = article
        self.initial.setdefault("version", article.version)
        self.places = []

    def clean(self):
        answers = super().clean()
        if self.errors:
            return answers
        if not answers["version"]:
            self._read_now()
            self.add_error("exact", UNREAD)
            return answers
        refusal = self._selected(answers) if answers["start"] is not None else self._typed(answers)
        if refusal:
            self.add_error("exact", refusal)
        return answers

    def refuse(self, refusal):
        """Take in what the workflow said against these words."""
        self._forget_place()
        self.add_error("exact", str(refusal))

    def _selected(self, answers):
        if found := self._place_now(answers):
            answers["start"], answers["end"] = found
            if not answers["exact"].strip():
                return BLANK
            return ACROSS if "\n" in answers["exact"].strip() else None
        self._forget_place()
        return CHANGED if answers["exact"].strip() else NOTHING

    def _place_now(self, answers):
        """Return where the words stand in the article as it is now, whatever version they were selected in."""
        words = {name: answers[name] for name in ("field", "start", "end", "exact")}
        if not words["field"] or words["end"] is None:
            return None
        return annotating.place_now(self.article, **words, read_version=answers["version"])

    def _typed(self, answers):
        if not answers["exact"].strip():
            return BLANK if answers["exact"] else NOTHING
        fields = [answers["field"]] if answers["field"] else AnnotatedField.values
        texts = {field: self.article.plain(field) for field in fields}
        places = [
            Place(field, start, end, text)
            for field, text in texts.items()
            for start, end in find_typed(text, answers["exact"])
        ]
        if not places:
            return ACROSS if crosses_lines(texts, answers["exact"]) else UNKNOWN
        chosen = places if len(places) == 1 else [place for place in places if place.value == answers["place"]]
        if not chosen:
            self.places = places[:MOST_PLACES]
            return SEVERAL
        place = chosen[0]
        answers |= {"field": place.field, "start": place.start, "end": place.end, "exact": place.words}
        return None

    def _read_now(self):
        """Let the next try answer the text as it is now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(self.article.version)

    def _forget_place(self):
        """Let the next try look for the words themselves, in the text as it is now."""
        self._read_now()
        for name in ("start", "end", "place"):
            self.data[self.add_prefix(name)] = ""


class ClaimForm(forms.Form):
    """The claim that the words state: one we have, or a new one with its claimant."""

    mode = forms.ChoiceField(choices=[(EXISTING, _("Vorhandene Behauptung")), (NEW, _("Neue Behauptung"))], initial=NEW)
    claim = forms.ModelChoiceField(
        Claim.objects.select_related("merged_into"),
        required=False,
        error_messages={"invalid_choice": _("Diese Behauptung gibt es nicht mehr. Wählen Sie eine andere.")},
    )
    claim_search = forms.CharField(
        label=_("Behauptung suchen"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    statement = forms.CharField(
        label=_("Behauptung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-limit": STATEMENT_LIMIT}),
        help_text=_("Ein Satz, der für sich steht und sich prüfen lässt. Höchstens 300 Zeichen, ohne Bewertung."),
    )
    priority = forms.ChoiceField(label=_("Dringlichkeit"), choices=Priority, required=False, initial=Priority.NORMAL)
    source_mode = forms.ChoiceField(
        choices=[(EXISTING, _("Bekannte Quelle")), (NEW, _("Neue Quelle"))], required=False, initial=EXISTING
    )
    claimant = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        error_messages={"invalid_choice": _("Diese Quelle gibt es nicht mehr. Wählen Sie eine andere.")},
    )
    claimant_search = forms.CharField(
        label=_("Quelle suchen"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    source_name = forms.CharField(label=_("Name"), required=False, max_length=160)
    source_kind = forms.ChoiceField(
        label=_("Art"), required=False, choices=[("", _("Art wählen")), *SourceKind.choices]
    )
    anonymity_reason = forms.CharField(
        label=_("Grund der Anonymität"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bei anonymen Quellen Pflicht: Warum wird der Name nicht genannt? Leser:innen sehen diesen Satz."),
    )

    OF_EXISTING = ("claim",)
    OF_NEW = ("statement", "priority", "source_mode", "claimant", "source_name", "source_kind", "anonymity_reason")
    OF_NEW_SOURCE = ("source_name", "source_kind", "anonymity_reason")

    def clean(self):
        answers = super().clean()
        is_new = answers.get("mode") == NEW
        self._ignore(self.OF_EXISTING if is_new else self.OF_NEW)
        if not is_new:
            if not answers.get("claim") and "claim" not in self.errors:
                self.add_error("claim", _("Wählen Sie eine Behauptung aus der Liste, oder stellen Sie eine neue auf."))
            if answers.get("claim") and answers["claim"].merged_into_id:
                self._offer_heir(answers["claim"])
            return answers
        answers["statement"] = self._checked_statement(answers)
        answers["priority"] = answers.get("priority") or Priority.NORMAL
        if answers.get("source_mode") == NEW:
            self._ignore(("claimant",))
            self._check_new_source(answers)
        else:
            self._ignore(self.OF_NEW_SOURCE)
            self._check_claimant(answers)
        return answers

    @property
    def new_source(self):
        """Return the source to be recorded for the new claim, unsaved, or None."""
        answers = self.cleaned_data
        if answers["mode"] != NEW or answers["source_mode"] != NEW:
            return None
        return Source(
            name=answers["source_name"],
            kind=answers["source_kind"],
            anonymity_reason=answers["anonymity_reason"] if answers["source_kind"] == SourceKind.ANONYMOUS else "",
        )

    def _offer_heir(self, claim):
        """Say into which claim this one went, and choose that one for the next try."""
        self.data = self.data.copy()
        self.data[self.add_prefix("claim")] = str(claim.heir.pk)
        self.add_error("claim", in_words(uniting.Merged(claim, claim.heir)))

    def _ignore(self, names):
        for name in names:
            self._errors.pop(name, None)

    def _checked_statement(self, answers):
        statement = plain_line(answers.get("statement") or "")
        if not statement:
            self.add_error("statement", _("Schreiben Sie die Behauptung als Satz, der für sich steht."))
        elif len(statement) > STATEMENT_LIMIT:
            refusal = _(
                "Die Behauptung hat %(count)s Zeichen, 300 sind erlaubt. Kürzen Sie sie auf den Kern, "
                "oder machen Sie zwei daraus."
            )
            self.add_error("statement", refusal % {"count": len(statement)})
        return statement

    def _check_claimant(self, answers):
        search = plain_line(answers.get("claimant_search") or "")
        if answers.get("claimant") or "claimant" in self.errors or not search:
            return
        named = list(Source.objects.filter(name__iexact=search)[:2])
        if len(named) == 1:
            answers["claimant"] = named[0]
        else:
            refusal = _(
                "Wählen Sie „%(name)s“ aus der Liste aus, legen Sie eine neue Quelle an, oder leeren Sie die Suche."
            )
            self.add_error("claimant_search", refusal % {"name": search})

    def _check_new_source(self, answers):
        name = answers["source_name"] = plain_line(answers.get("source_name") or "")
        if not name and "source_name" not in self.errors:
            self.add_error("source_name", _("Nennen Sie die Quelle, oder wählen Sie eine bekannte."))
        if not answers.get("source_kind"):
            self.add_error("source_kind", _("Wählen Sie, was für eine Quelle das ist."))
        if answers.get("source_kind") == SourceKind.ANONYMOUS:
            if not (answers.get("anonymity_reason") or "").strip():
                refusal = _("Schreiben Sie, warum der Name nicht genannt wird; Leser:innen sehen diesen Satz.")
                self.add_error("anonymity_reason", refusal)
        elif name and Source.objects.filter(name__iexact=name).exists():
            refusal = _("„%(name)s“ gibt es schon. Wählen Sie die Quelle unter „Bekannte Quelle“ aus.")
            self.add_error("source_name", refusal % {"name": name})


class DetachForm(forms.Form):
    """Why a mark goes, and the words that the person saw it on."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Warum? (freiwillig)"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self):
        answers = super().clean()
        if not self.errors and not answers["seen"]:
            self.add_error("reason", UNREAD)
        return answers
