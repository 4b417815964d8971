"""The importers' promise: every word of a text stands in a field of the draft or among the dropped."""

import re
from collections import Counter
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from articles.importers import Unreadable, read, read_text
from articles.importers.decoding import tidy

PIECES = [
    "Politik",
    "Startseite > Politik > Inland",
    "Kommentar",
    "Haushaltsstreit",
    "Streit um den Hafen: Was nun folgt",
    "Faktencheck: Stimmt das?",
    "Der Landtag tagt",
    "Von Anna Beispiel und Bodo Muster, Kiel",
    "Von Anna Beispiel",
    "Stand: 26.11.2024, 10:15 Uhr",
    "Der Hafen. Foto: Ole Muster/dpa",
    "Bild: dpa",
    "Der Hafen (Quelle: Landesamt)",
    "Artikel teilen:",
    "Facebook",
    "X",
    "Anzeige",
    "Themen",
    "Themen: Kiel, Hafen | Flut",
    "Lesen Sie auch:",
    "Lesen Sie auch: Alter Titel",
    "Mehr zum Thema",
    "Warum das wichtig ist: Es betrifft alle.",
    "***",
    "• Eins",
    "- Zwei",
    "Warum das wichtig ist",
    "Das Wichtigste in Kürze",
    "Kiel (dpa/AFP) - Der Landtag tagt seit dem Morgen.",
    "Ein Satz.",
    "1. Erstens",
    "2. Zweitens",
    "Ein Satz am Ende. (kie/dpa)",
    "Noch ein Satz. /loc/kueste.de",
    "dpa/AFP",
    "Quelle: dpa",
    "Dachzeile: Haushalt",
    "Teaser: Es wird spät.",
    "Folgen Sie uns bei WhatsApp!",
    "© 2024 Küstenzeitung",
    "„Ende“ <b> & so",
    "Der erste Satz dieses Absatzes reicht bis an den Rand und geht in der",
    "nächsten Zeile weiter – wie es üblich ist – ohne",
    "- Ende zu finden.",
    "  und hängt ein",
    "Überschrift: Der Titel",
    "mit u\u0308 und \u00adtrennung\u00a0hier",
]
pages = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n", "\n\n", "\r\n"])), min_size=1, max_size=25)
words_of_any_kind = st.text(st.characters(exclude_categories=["C", "M"]), max_size=300)


def words(text):
    return Counter(re.findall(r"[^\W_]+", tidy(text)[0]))


def words_of_html(html):
    """Return the words a reader sees; a numbered list shows its numbers."""
    html = re.sub(r"<ol>(.*?)</ol>", lambda found: " ".join(f"{n} " for n in range(1, 30)) + found[1], html)
    return unescape(re.sub("<[^<>]*>", " ", html))


def words_of_draft(draft):
    labels = draft.key_points + draft.topics + draft.related + draft.bylines
    lines = [
        draft.kicker,
        draft.headline,
        draft.teaser,
        draft.section,
        draft.dateline,
        draft.agencies,
        draft.sign_off,
    ]
    picture = [draft.picture_caption, draft.picture_credit]
    html = [words_of_html(draft.body), words_of_html(draft.context)]
    return words("\n".join([*labels, *lines, *picture, *html, *(dropped.text for dropped in draft.dropped)]))


@given(pages)
def test_no_word_of_a_news_page_is_lost(pieces):
    text = "".join(piece + blank for piece, blank in pieces)

    try:
        draft = read_text(text)
    except Unreadable:
        return

    assert words(text) - words_of_draft(draft) == Counter()


@given(words_of_any_kind)
def test_no_word_of_any_text_is_lost(text):
    try:
        draft = read_text("Titel\n\n" + text)
    except Unreadable:
        return

    assert words(text) - words_of_draft(draft) == Counter()


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), words_of_any_kind)
def test_markdown_reader_never_fails_but_with_a_reason(pieces, text):
    try:
        draft = read_text("# Titel\n\n" + "\n".join(pieces) + "\n" + text, name="text.md")
    except Unreadable as refusal:
        assert refusal.code in {"no_text", "no_headline"}
    else:
        assert draft.headline


@given(st.binary(max_size=400))
def test_bytes_become_a_draft_or_a_reason(raw):
    try:
        draft = read(raw, name="text.md")
    except Unreadable as refusal:
        assert refusal.code
    else:
        assert draft.headline
