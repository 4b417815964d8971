"""The two forms of the import screen: take a text in, and look over the parts before they are kept."""

import json

from django import forms
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import importers
from articles.admin.import_words import DROPS, PARTS, refusal_of
from articles.choices import PictureOrigin
from articles.forms import SOFT_LIMITS, TOO_LONG, ArticleForm, RichText
from articles.models import Article, Author, Picture, Section, Topic
from articles.text.plain import escape, plain_lines, without_hidden

TAKEN_AS_THEY_ARE = (
    *("kicker", "headline", "teaser", "label", "dateline", "agencies", "sign_off"),
    *("body", "context", "picture_caption", "language", "slug"),
)
LISTS = {"key_points", "topics", "related", "bylines"}


class TextForm(forms.Form):
    """A text, pasted or as a file; `draft` is what the importer made of it."""

    text = forms.CharField(
        label=_("Text des Artikels"),
        required=False,
        strip=False,
        help_text=_(
            "Mit allem, was dazugehört: Überschrift, Bildunterschrift, Kernpunkte, Absätze, Themen. Was zur Webseite "
            "gehört und nicht zum Artikel, wird erkannt und weggelassen."
        ),
        widget=forms.Textarea(attrs={"rows": 16, "class": "wide"}),
    )
    file = forms.FileField(
        label=_("oder eine Datei"),
        required=False,
        allow_empty_file=True,
        help_text=_("Text (.txt) oder Markdown (.md), in UTF-8 gespeichert, höchstens 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.markdown,text/plain,text/markdown"}),
    )
    draft = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        # Null characters are the importer's business: it removes them and lists them.
        self.fields["text"].validators = []

    def clean(self):
        text, file = self.cleaned_data.get("text", ""), self.cleaned_data.get("file")
        if file and text.strip():
            raise ValidationError(
                _("Hier stehen ein Text und eine Datei. Leeren Sie das Textfeld oder wählen Sie die Datei ab.")
            )
        try:
            self.draft = self._read_file(file) if file else importers.read_text(text)
        except importers.Unreadable as refusal:
            self.add_error("file" if file else "text", refusal_of(refusal))

    def _read_file(self, file):
        if file.size > importers.LIMIT:
            detail = f"{file.size / 1_000_000:.1f}".replace(".", ",")
            raise importers.Unreadable("too_large", detail=detail)
        raw = file.read()
        try:
            return importers.read(raw, name=file.name)
        except importers.Unreadable as refusal:
            self._show_in_textarea(importers.decode_leniently(raw), code=refusal.code)
            raise

    def _show_in_textarea(self, text, *, code):
        """Show what the refused file says, so that it can be mended here."""
        self.data = self.data.copy()
        self.data["text"] = text
        if text and code == "not_utf8":
            self.add_error(
                "text",
                _("So liest sich die Datei in der Schreibweise von Windows. Prüfen Sie Umlaute und Anführungszeichen."),
            )

    @property
    def source(self):
        """Return the text as it was read, for the way back to this form."""
        if self.cleaned_data["file"]:
            self.cleaned_data["file"].seek(0)
            return importers.decode_leniently(self.cleaned_data["file"].read())
        return self.cleaned_data["text"]


class ReviewForm(forms.ModelForm):
    """The parts of a draft, to be mended before it is kept; the words left out can be taken back into the text."""

    headline = Article._meta.get_field("headline").formfield(widget=ArticleForm.Meta.widgets["headline"])
    body = forms.CharField(label=PARTS["body"], required=False, widget=RichText(attrs={"rows": 20}))
    context = forms.CharField(label=PARTS["context"], required=False, widget=RichText(attrs={"rows": 6}))
    topics = forms.CharField(
        label=PARTS["topics"],
        required=False,
        help_text=_("Ein Thema in jeder Zeile. Neue Themen werden angelegt."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "wide"}),
    )
    bylines = forms.CharField(
        label=PARTS["bylines"],
        required=False,
        help_text=_("Ein Name in jeder Zeile. Neue Namen werden angelegt."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "wide"}),
    )
    related = forms.CharField(
        label=PARTS["related"],
        required=False,
        help_text=_("Eine Überschrift in jeder Zeile. Verknüpft werden eigene, veröffentlichte Artikel."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "wide"}),
    )
    picture_upload = forms.FileField(
        label=_("Bilddatei"),
        required=False,
        help_text=_("Freiwillig, das Bild kann auch später dazukommen. JPEG, PNG oder WebP."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_credit = Picture._meta.get_field("credit").formfield(label=PARTS["picture_credit"])
    picture_alt = Picture._meta.get_field("alt").formfield(label=PARTS["picture_alt"])
    picture_origin = forms.ChoiceField(
        label=PARTS["picture_origin"], required=False, choices=[("", _("noch offen")), *PictureOrigin.choices]
    )
    source = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    dropped = forms.CharField(required=False, widget=forms.HiddenInput)
    proposed = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = [
            "section",
            "label",
            "kicker",
            "headline",
            "teaser",
            "picture_caption",
            "key_points",
            "body",
            "context",
            "agencies",
            "dateline",
            "sign_off",
            "language",
            "slug",
        ]
        widgets = ArticleForm.Meta.widgets

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.fields["section"].empty_label = _("noch offen")
        for field in self.fields.values():
            # A browser would cut a text that is too long without a word.
            field.widget.attrs.pop("maxlength", None)
        for name, limit in SOFT_LIMITS.items():
            self.fields[name].widget.attrs |= {"data-soft-limit": limit, "data-over": TOO_LONG}
        for name in (self["proposed"].value() or "").split():
            if name in self.fields:
                self.fields[name].help_text = _("Vorschlag aus dem Text, bitte prüfen.")

    def clean_topics(self):
        return _lines_within(self.cleaned_data["topics"], Topic._meta.get_field("name").max_length)

    def clean_bylines(self):
        return _lines_within(self.cleaned_data["bylines"], Author._meta.get_field("name").max_length)

    def clean_related(self):
        return plain_lines(self.cleaned_data["related"]).splitlines()

    FIELDSETS = [
        (_("Kopf"), {"fields": ["kicker", "headline", "teaser", "bylines"]}),
        (
            _("Bild"),
            {"fields": ["picture_caption", "picture_credit", "picture_origin", "picture_alt", "picture_upload"]},
        ),
        (PARTS["key_points"], {"fields": ["key_points"], "classes": ["lone"]}),
        (PARTS["body"], {"fields": ["body"], "classes": ["lone"]}),
        (PARTS["context"], {"fields": ["context"], "classes": ["lone"]}),
        (
            _("Einordnung"),
            {"fields": [("section", "label"), "topics", ("agencies", "dateline", "sign_off"), ("slug", "language")]},
        ),
        (PARTS["related"], {"fields": ["related"], "classes": ["lone"]}),
    ]

    @property
    def fieldsets(self):
        """Return the fields as the admin shows them, in the order of the page."""
        return AdminForm(self, self.FIELDSETS, prepopulated_fields={})

    @property
    def left_out(self):
        """Return what the importer left out, each with its reason in words and whether it can be taken back."""
        return [
            {"place": place, "reason": DROPS[reason], "line": line, "text": text, "is_text": _is_text(reason)}
            for place, (line, text, reason) in enumerate(dropped_of(self["dropped"].value()))
        ]

    def draft(self):
        """Return the draft as it was mended."""
        given = self.cleaned_data
        section = given["section"].name if given["section"] else ""
        picture = {name: given[name] for name in ("picture_credit", "picture_alt", "picture_origin")}
        lists = {name: given[name] for name in LISTS - {"key_points"}}
        return importers.Draft(
            **{name: given[name] for name in TAKEN_AS_THEY_ARE},
            **picture,
            **lists,
            section=section,
            key_points=plain_lines(given["key_points"]).splitlines(),
        )


def initial_of(draft, *, source):
    """Return how a draft fills the form."""
    initial = {name: getattr(draft, name) for name in (*TAKEN_AS_THEY_ARE, *LISTS)}
    initial |= {name: "\n".join(initial[name]) for name in LISTS}
    initial |= {name: getattr(draft, name) for name in ("picture_credit", "picture_alt", "picture_origin")}
    initial["label"] = draft.label or Article._meta.get_field("label").default
    initial["section"] = Section.objects.filter(name__iexact=draft.section).first() if draft.section else None
    dropped = [(each.line, each.text, each.reason) for each in draft.dropped]
    if draft.section and not initial["section"]:
        dropped.insert(0, (0, draft.section, "unknown_section"))
    return initial | {"source": source, "dropped": json.dumps(dropped), "proposed": " ".join(draft.proposed)}


def with_taken_back(data):
    """Return the posted data with the ticked words moved from what was left out to the end of the text."""
    rows = dropped_of(data.get("dropped", ""))
    ticked = set(data.getlist("take_back"))
    taken = [text for place, (_line, text, reason) in enumerate(rows) if str(place) in ticked and _is_text(reason)]
    data = data.copy()
    data["body"] = data.get("body", "") + "".join(f"<p>{escape(text)}</p>" for text in taken)
    kept = [row for place, row in enumerate(rows) if str(place) not in ticked or row[1] not in taken]
    data["dropped"] = json.dumps(kept)
    data.setlist("take_back", [])
    return data


def dropped_of(posted):
    """Return the rows (line, text, reason) that travel in the form; what is no such row is left out."""
    try:
        rows = json.loads(posted or "[]")
    except (ValueError, RecursionError):
        return []
    rows = [row for row in rows if _is_row(row)] if isinstance(rows, list) else []
    return [(line, without_hidden(text), reason) for line, text, reason in rows]


def _is_row(row):
    return (
        isinstance(row, list)
        and len(row) == 3
        and isinstance(row[0], int)
        and isinstance(row[1], str)
        and isinstance(row[2], str)
        and row[2] in DROPS
    )


def _is_text(reason):
    return reason != "control_characters"


def _lines_within(text, limit):
    lines = list(dict.fromkeys(plain_lines(text).splitlines()))
    if long := [line for line in lines if len(line) > limit]:
        raise ValidationError(
            _("„%(line)s …“ ist länger als %(limit)s Zeichen. Kürzen Sie oder teilen Sie es auf mehrere Zeilen auf."),
            params={"line": long[0][:40], "limit": limit},
        )
    return lines
