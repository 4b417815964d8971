"""What is said of pasted text: what was taken out of it, and when it is too much."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.text.left_out import COMMENT, EMBED, FORMATTING, IMAGE, INPUT, LINK, SCRIPT, TABLE, left_out

MOST = 1_000_000  # characters of one text, cleaned: the longest novel has fewer
TOO_LONG_TO_PASTE = gettext_lazy(
    "Das sind {number} Zeichen, ein Text fasst {limit}. Eingefügt ist nichts, Ihr Text steht unverändert da. Fügen Sie "
    "ihn in kleineren Teilen ein."
)
KINDS = {
    IMAGE: ngettext_lazy("%(number)s Bild", "%(number)s Bilder", "number"),
    TABLE: ngettext_lazy("%(number)s Tabelle (Text behalten)", "%(number)s Tabellen (Text behalten)", "number"),
    EMBED: ngettext_lazy("%(number)s eingebetteter Inhalt", "%(number)s eingebettete Inhalte", "number"),
    SCRIPT: ngettext_lazy("%(number)s Skript", "%(number)s Skripte", "number"),
    INPUT: ngettext_lazy("%(number)s Formularfeld", "%(number)s Formularfelder", "number"),
    LINK: ngettext_lazy(
        "%(number)s unzulässiger Link (Text behalten)", "%(number)s unzulässige Links (Text behalten)", "number"
    ),
    COMMENT: ngettext_lazy("%(number)s Kommentar", "%(number)s Kommentare", "number"),
    FORMATTING: gettext_lazy("Formatierungen"),
}
TAKEN_OUT = gettext_lazy("Entfernt: %(things)s.")


def told(html):
    """Return the sentence on what cleaning takes out of the text, or nothing."""
    found = left_out(html)
    things = [str(words % {"number": found[kind]}) for kind, words in KINDS.items() if found[kind]]
    return str(TAKEN_OUT % {"things": ", ".join(things)}) if things else ""


def told_of(form):
    """Return a sentence for each of the form's texts that something was taken out of, with the text's name."""
    for name, field in form.fields.items():
        if hasattr(field.widget, "WORDS") and (sentence := told(form.cleaned_data.get(name) or "")):
            yield f"{field.label}: {sentence}"


def words():
    """Return what the browser's editor says of the same, one and several of each kind."""
    # The script puts its own number in the place of this one.
    several = {kind: [str(words % {"number": number}) for number in (1, 2)] for kind, words in KINDS.items()}
    return {"taken_out": str(TAKEN_OUT % {"things": "{things}"})} | several


def too_long(length):
    return _("Der Text hat %(length)s Zeichen, möglich sind %(most)s. Er steht noch hier; teilen Sie ihn auf.") % {
        "length": number_format(length, force_grouping=True),
        "most": number_format(MOST, force_grouping=True),
    }
