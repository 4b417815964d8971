from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.clean import clean
from articles.text.plain import escape, inline_text, plain, plain_field, plain_line, plain_lines
from tests.text.texts import anything, words


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Ein Satz.</p>", "Ein Satz."),
        ("<p>Eins.</p><p>Zwei.</p>", "Eins.\nZwei."),
        ("<h2>Titel</h2><p>A <strong>b <em>c</em></strong>.</p>", "Titel\nA b c."),
        ("<ul><li>eins</li><li>zwei</li></ul>", "eins\nzwei"),
        ("<ul><li><p>eins</p><ul><li>innen</li></ul></li></ul>", "eins\ninnen"),
        ("<blockquote>Zitat</blockquote>", "Zitat"),
        ("<p>5 &lt; 6 &amp;amp; 7</p>", "5 < 6 &amp; 7"),
        ('<p><a href="/a?b=1&amp;c=2">Link</a></p>', "Link"),
        ("<p>10\xa0km</p>", "10\xa0km"),
        ("<p> weit  weg\n\tvon </p>\n<p></p>", "weit weg von"),
        ("<p>u\u0308ber</p>", "über"),
    ],
)
def test_plain_has_one_line_for_each_block_with_words(html, text):
    assert plain(html) == text


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Putin\tdroht \r\n erneut ", "Putin droht erneut"),
        ("Zeile\x0bzwei\x85drei\u2028vier", "Zeile zwei drei vier"),
        ("Ab\xadschuss\u200b", "Abschuss"),
        ("\u202eelaf\u202c \u2066x\u2069", "elaf x"),
        ("a\x00b\x07c\x7f\ud800\ufffe\U0010ffff", "abc"),
        ("10\u202f000\xa0Euro", "10\u202f000\xa0Euro"),
        ("\xa0\xa0Einzug", "Einzug"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        (" \u200d\xa0 ", ""),
        ("Cafe\u0301", "Café"),
    ],
)
def test_plain_line_keeps_what_can_be_seen(typed, line):
    assert plain_line(typed) == line


def test_plain_lines_drops_blank_ones():
    assert plain_lines("\r\n Erstens  \r\n\r\n \xa0\nZweitens\rDrittens\u2028Viertens\n") == (
        "Erstens\nZweitens\nDrittens\nViertens"
    )


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("headline", " Zwei\nZeilen & mehr ", "Zwei Zeilen & mehr"),
        ("teaser", "<p>kein HTML</p>", "<p>kein HTML</p>"),
        ("key_points", "Eins\r\n\r\nZwei", "Eins\nZwei"),
        ("body", "<p>Eins</p><p>Zwei</p>", "Eins\nZwei"),
        ("context", "<p>A &amp; B</p>", "A & B"),
    ],
)
def test_plain_field_knows_every_kind_of_field(field, value, text):
    assert plain_field(field, value) == text


@given(words)
def test_plain_line_is_tidy_and_stays_so(text):
    line = plain_line(text)

    assert line == line.strip() == plain_line(line)
    assert is_normalized("NFC", line)
    assert not {"\r", "\n", "\t"} & set(line)
    assert "  " not in line


@settings(max_examples=60)
@given(anything)
def test_plain_text_of_cleaned_html_has_tidy_lines(html):
    text = plain(clean(html))

    assert text == "\n".join(plain_line(line) for line in text.split("\n"))
    assert "\n\n" not in text
    assert is_normalized("NFC", text)


@given(st.text())
def test_escape_is_undone_by_reading(text):
    assert inline_text(escape(text)) == text
