"""The catalogues: complete, compiled and true to their placeholders; and no page mixes its languages."""

import ast
import gettext
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from tests import make

ROOT = Path(settings.BASE_DIR)
LANGUAGES = ["de", "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|(?<!\{)\{\w*\}(?!\})")


class Entry(NamedTuple):
    """One entry of a catalogue; a plural has two strings, everything else one."""

    context: str
    msgids: tuple
    strings: tuple
    fuzzy: bool

    @property
    def key(self):
        return self.context, self.msgids[0]


# --- Reading catalogues and sources ------------------------------------------------------------------------


def read_catalogue(text):
    """Return the entries of a .po file; the header, whose msgid is empty, is none."""
    return [entry for block in text.split("\n\n") if (entry := read_entry(block)) and entry.msgids[0]]


def read_entry(block):
    lines = [line for line in block.splitlines() if line and not line.startswith("#~")]
    fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
    found, part = {}, None
    for line in lines:
        if line.startswith("#"):
            continue
        if not line.startswith('"'):
            part, line = line.split(" ", 1)
        found[part] = found.get(part, "") + ast.literal_eval(line)
    if "msgid" not in found:
        return None
    msgids = tuple(found[part] for part in ("msgid", "msgid_plural") if part in found)
    strings = tuple(found[part] for part in ("msgstr", "msgstr[0]", "msgstr[1]") if part in found)
    return Entry(found.get("msgctxt", ""), msgids, strings, fuzzy)


def catalogue(language):
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    return read_catalogue(path.read_text(encoding="utf-8"))


# Where the words stand among the arguments of each function: the context, if there is one, and the msgid.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"), (None, 0)),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), (0, 1)),
}


def said_in_python(source):
    """Return (context, msgid) of every translated string in Python code."""
    said = set()
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "id", None)
        if isinstance(node, ast.Call) and name in CALLS:
            context, msgid = CALLS[name]
            said.add(("" if context is None else node.args[context].value, node.args[msgid].value))
    return said


def said_in_template(source):
    """Return (context, msgid) of every translated string in a template."""
    source = re.sub(r"{#.*?#}", "", source)
    single = r'{%\s*translate\s+"([^"]*)"(?:\s+context\s+"([^"]*)")?'
    said = {(context, msgid) for msgid, context in re.findall(single, source)}
    said |= {("", msgid) for msgid in re.findall(r'\b_\("([^"]*)"\)', source)}
    blocks = r"{%\s*blocktranslate\b(.*?)%}(.*?)(?:{%\s*plural\s*%}.*?)?{%\s*endblocktranslate\s*%}"
    for options, words in re.findall(blocks, source, re.DOTALL):
        if "trimmed" in options:
            words = " ".join(line.strip() for line in words.strip().splitlines())
        said.add(("", re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", words)))
    return said


def said_in_the_house():
    python = [*ROOT.glob("articles/**/*.py"), *ROOT.glob("newsroom/**/*.py")]
    said = [said_in_python(path.read_text(encoding="utf-8")) for path in python]
    templates = ROOT.glob("templates/**/*.html")
    return set().union(*said, *(said_in_template(path.read_text(encoding="utf-8")) for path in templates))


def test_read_catalogue_understands_contexts_plurals_and_long_lines():
    text = """# Head.
msgid ""
msgstr "Language: en"

#, python-format
msgctxt "priority"
msgid "hoch"
msgstr "high"

#, fuzzy, python-format
msgid ""
"%(n)s Wort"
msgid_plural "%(n)s Wörter"
msgstr[0] "%(n)s word"
msgstr[1] "%(n)s words"
"""

    assert read_catalogue(text) == [
        Entry("priority", ("hoch",), ("high",), False),
        Entry("", ("%(n)s Wort", "%(n)s Wörter"), ("%(n)s word", "%(n)s words"), True),
    ]


def test_said_in_python_finds_every_way_of_saying():
    source = "_('a'); gettext_lazy('b' 'c'); ngettext('d', 'e', 2); pgettext('f', 'g'); other('h')"

    assert said_in_python(source) == {("", "a"), ("", "bc"), ("", "d"), ("f", "g")}


def test_said_in_template_finds_every_way_of_saying():
    source = """{% translate "a" %} {% translate "b" context "c" as d %} {{ x|default:_("e") }} {# translate "f" #}
{% blocktranslate count n=n trimmed %}
  {{ n }} Wort
{% plural %}{{ n }} Wörter{% endblocktranslate %}"""

    assert said_in_template(source) == {("", "a"), ("c", "b"), ("", "e"), ("", "%(n)s Wort")}


# --- The catalogues ----------------------------------------------------------------------------------------


def test_english_catalogue_has_every_string_of_the_house():
    missing = said_in_the_house() - {entry.key for entry in catalogue("en")}

    assert not missing, "Call makemessages as locale/en/LC_MESSAGES/django.po says, and translate these."


def test_english_catalogue_has_no_string_that_nobody_says():
    assert {entry.key for entry in catalogue("en")} - said_in_the_house() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_says_everything_for_certain(language):
    wanting = [entry.key for entry in catalogue(language) if entry.fuzzy or not all(entry.strings)]

    assert wanting == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_keeps_placeholders_and_plurals(language):
    broken = [
        entry.key
        for entry in catalogue(language)
        if [*map(placeholders, entry.msgids)] != [*map(placeholders, entry.strings)]
    ]

    assert broken == []


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_that_of_the_text_file(language):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    assert {key: words for key, words in compiled.items() if key} == expected_in_mo(catalogue(language))


def expected_in_mo(entries):
    """Return a catalogue the way Python's gettext keeps it once it is compiled."""
    kept = {}
    for entry in entries:
        key = f"{entry.context}\x04{entry.msgids[0]}" if entry.context else entry.msgids[0]
        if len(entry.msgids) == 1:
            kept[key] = entry.strings[0]
        else:
            kept |= {(key, number): words for number, words in enumerate(entry.strings)}
    return kept


def test_german_strings_of_ours_mean_nothing_else_to_django():
    with translation.override("de"):
        changed = {
            entry.msgids[0]: translated
            for entry in catalogue("en")
            if len(entry.msgids) == 1 and (translated := say(entry)) != entry.msgids[0]
        }

    assert changed == {}


def say(entry):
    if entry.context:
        return translation.pgettext(entry.context, entry.msgids[0])
    return translation.gettext(entry.msgids[0])


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("History", "Verlauf"),
        ("This field is required.", "Bitte ausfüllen."),
        ("Skip to main content", "Zum Inhalt"),
        ("users", "Konten"),
        ("Enter the same password as before, for verification.", "Bitte dasselbe Passwort noch einmal."),
    ],
)
def test_django_speaks_good_german_and_its_own_english(english, german):
    with translation.override("de"):
        assert translation.gettext(english) == german
    with translation.override("en"):
        assert translation.gettext(english) == english


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("de", "5. März 2025", "05.03.2025, 17.04 Uhr"), ("en", "5 March 2025", "5 Mar 2025, 17:04")],
)
def test_dates_are_written_as_the_language_does(language, long, short):
    moment = datetime(2025, 3, 5, 17, 4)

    with translation.override(language):
        assert date_format(moment, "DATE_FORMAT") == long
        assert date_format(moment, "SHORT_DATETIME_FORMAT") == short


# --- The pages ---------------------------------------------------------------------------------------------

GERMAN = re.compile(r"\b(Behauptung\w*|Anmelden|Suche\w*|[Gg]eprüft|Ressort\w*|Zum|und|nicht|Passwort|Artikel)\b")
ENGLISH = re.compile(r"\b(claims?|Log in|Search|[Cc]hecked|Sections|Skip|and|the|not|Password|Article|History)\b")


def words_of(response):
    """Return what a page says: its text and what it says to screen readers, without our records' words."""
    html = response.content.decode()
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:aria-label|title|placeholder|alt|value)="([^"]*)"', html)
    return " ".join([*re.findall(r">([^<>]+)<", html), *spoken])


@pytest.fixture
def published(db):
    """Publish one article with one checked claim, whose own words belong to neither list."""
    claim = make.make_checked_claim(statement="Tomaten sind rot.", claimant=make.make_source(name="Kreml"))
    article = make.make_article(
        **{"headline": "Tomaten", "kicker": "Garten", "teaser": "Rot.", "body": "<p>Tomaten sind rot.</p>"},
        section=make.make_section(name="Garten"),
    )
    make.make_annotation(article, claim=claim, words="Tomaten sind rot.")
    return make.make_revision(article)


PAGES = ["/", "/behauptungen/", "/so-pruefen-wir/", "/suche/", "/korrekturen/", "/admin/login/"]


@pytest.mark.parametrize("page", PAGES)
def test_english_pages_hold_no_german(client, published, page):
    response = client.get(f"/en{page}")

    assert response.status_code == 200
    assert GERMAN.findall(words_of(response).replace("Niemand hat es unabhängig bestätigt.", "")) == []


@pytest.mark.parametrize("page", PAGES)
def test_german_pages_hold_no_english(client, published, page):
    response = client.get(page)

    assert response.status_code == 200
    assert ENGLISH.findall(words_of(response)) == []


DESK = ["", "articles/article/", "articles/article/add/", "articles/claim/", "articles/article/importieren/"]


@pytest.mark.parametrize("screen", DESK)
def test_english_desk_holds_no_german(client, published, screen):
    client.force_login(make.make_chief(first_name="Dana", last_name="Demo"))

    response = client.get(f"/en/admin/{screen}")

    assert response.status_code == 200
    assert GERMAN.findall(words_of(response)) == []


@pytest.mark.parametrize("screen", DESK)
def test_german_desk_holds_no_english(client, published, screen):
    client.force_login(make.make_chief(first_name="Dana", last_name="Demo"))

    response = client.get(f"/admin/{screen}")

    assert response.status_code == 200
    assert ENGLISH.findall(words_of(response)) == []


def test_english_lists_name_records_in_the_plural(client, published):
    client.force_login(make.make_chief())

    page = client.get("/en/admin/articles/article/").content.decode()

    assert "<h1>Articles</h1>" in page
    assert "New article" in page


def test_request_in_english_leaves_the_next_test_in_german():
    assert translation.get_language() == "de"
