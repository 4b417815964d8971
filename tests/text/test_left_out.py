"""What is dropped from pasted text is counted by kind; words are kept, and our own markup is none of it."""

import pytest

from articles.text.clean import clean
from articles.text.left_out import left_out
from articles.text.plain import plain
from tests.text.pasted import WEB, WORD, WORD_CLEAN


def test_word_is_cleaned_with_its_lists_and_all_its_words():
    assert clean(WORD) == WORD_CLEAN


def test_word_names_what_is_dropped():
    assert left_out(WORD) == {"image": 2, "table": 1, "formatting": 1}


def test_web_page_names_what_is_dropped():
    assert left_out(WEB) == {
        **{"script": 1, "embed": 1, "image": 1, "input": 2, "comment": 1, "link": 1, "formatting": 1}
    }


def test_web_page_keeps_its_words():
    assert plain(clean(WEB)).split("\n") == [
        "Ein falscher und ein echter Link.",
        "Neue Zeile.",
        "Unter dem Bild",
        "Suchen",
        "„Zitat“",
    ]


@pytest.mark.parametrize("html", ["", "Loser Text, 3 < 4", WORD_CLEAN, clean(WEB), '<p><a href="https://a.de">x</a></p>'])
def test_own_markup_has_nothing_to_drop(html):
    assert left_out(html) == {}


def test_word_list_that_begins_deeper_keeps_its_words():
    item = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"

    html = clean(item.format(2, "a)", "Tief") + item.format(1, "1.", "Hoch") + item.format(1, "·", "Punkt"))

    assert plain(html).split("\n") == ["Tief", "Hoch", "Punkt"]
