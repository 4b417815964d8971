import pytest

from articles.importers import LIMIT, Dropped, Unreadable, decode_leniently, read, read_text
from articles.importers.decoding import tidy

STORY = "Titel\n\nÜber den Hafen gibt es einen Satz.\n"


def refusal_of(raw, name="text.txt"):
    with pytest.raises(Unreadable) as refusal:
        read(raw, name=name)
    return refusal.value.code, refusal.value.line, refusal.value.detail


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", ("empty", None, "")),
        (b" \r\n \n", ("empty", None, "")),
        ("\u00a0\n\u200b".encode(), ("empty", None, "")),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), ("an_image", None, "")),
        (b"\xff\xd8\xff\xe0" + bytes(20), ("an_image", None, "")),
        (b"GIF89a" + bytes(20), ("an_image", None, "")),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", ("an_image", None, "")),
        (b"\x00\x00\x00\x1cftypavif", ("an_image", None, "")),
        (b"<?xml version='1.0'?>\n<svg></svg>", ("an_image", None, "")),
        (b"%PDF-1.7\n", ("a_document", None, "")),
        (b"PK\x03\x04" + bytes(20), ("a_document", None, "")),
        (b"{\\rtf1\\ansi Titel}", ("a_document", None, "")),
        (b"<!DOCTYPE html>\n<html><body>Titel</body></html>", ("a_web_page", None, "")),
        (b"Titel\n\x00\x01\x02", ("binary", None, "")),
        (b"\x01\x02\x03\x04\x05 Titel", ("binary", None, "")),
        (STORY.encode("cp1252"), ("not_utf8", 3, "0xDC")),
        (b"Titel\r\rEins \xfc", ("not_utf8", 3, "0xFC")),
        (b"a" * (LIMIT + 1), ("too_large", None, "2,0")),
        (b"a" * 10_000_000, ("too_large", None, "10,0")),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_file_that_is_no_text_of_ours_is_refused(raw, refusal):
    assert refusal_of(raw) == refusal


def test_paste_that_is_too_large_is_refused():
    with pytest.raises(Unreadable) as refusal:
        read_text("ü" * LIMIT)

    assert (refusal.value.code, refusal.value.detail) == ("too_large", "4,0")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_file_in_any_unicode_encoding_is_read(encoding):
    draft = read(STORY.encode(encoding), name="text.txt")

    assert (draft.headline, draft.body) == ("Titel", "<p>Über den Hafen gibt es einen Satz.</p>")


def test_refused_text_is_shown_as_windows_wrote_it():
    assert decode_leniently("Über den Häfen – „Ende“".encode("cp1252")) == "Über den Häfen – „Ende“"
    assert decode_leniently(b"\x89PNG\r\n") == ""
    assert decode_leniently(b"Titel \x00") == ""
    assert decode_leniently(STORY.encode("utf-16")) == STORY


def test_control_characters_are_removed_and_listed():
    draft = read_text("Titel\n\nEin \x07Satz mit\x1b \u202eZeichen.\n")

    assert draft.body == "<p>Ein Satz mit Zeichen.</p>"
    assert draft.dropped == [Dropped(3, "U+0007, U+001B, U+202E", "control_characters")]


def test_tidy_unites_line_ends_blanks_and_letters():
    text, notes = tidy("\ufeffEins\r\nZwei\rDrei\u2028Vier\tu\u0308\u00ad.  \n\u2003Fünf")

    assert (text, notes) == ("Eins\nZwei\nDrei\nVier    ü.\n Fünf", [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text.MD", "Titel\n=====\n\nEin **Satz**."),
        ("text.markdown", "Titel\n=====\n\nEin **Satz**."),
        ("text.txt", "# Titel\n\nEin **Satz**."),
        ("", "---\nÜberschrift: Titel\n---\nEin **Satz**."),
    ],
)
def test_name_or_first_line_decides_for_markdown(name, text):
    draft = read_text(text, name=name)

    assert (draft.headline, draft.body) == ("Titel", "<p>Ein <strong>Satz</strong>.</p>")


def test_other_texts_are_plain():
    assert read_text("Titel\n\nEin **Satz**.", name="text.txt").body == "<p>Ein **Satz**.</p>"
