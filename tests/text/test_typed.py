from hypothesis import given
from hypothesis import strategies as st

from articles.text.plain import plain_line
from articles.text.typed import crosses_lines, find_typed

TEXT = "Er sagte: „Wir brauchen 50\u00a0% mehr“ – sofort.\nDer Rat tagt im Rathaus. Der Rat schweigt."


def words_at(places, text=TEXT):
    return [text[start:end] for start, end in places]


def test_find_typed_forgives_quotation_marks_dashes_spaces_and_capitals():
    assert words_at(find_typed(TEXT, '"wir brauchen 50 % mehr" - Sofort')) == ["„Wir brauchen 50\u00a0% mehr“ – sofort"]


def test_find_typed_finds_every_place_but_whole_words_only():
    assert find_typed(TEXT, "der Rat") == [(TEXT.index("Der Rat"), TEXT.index("Der Rat") + 7), (70, 77)]
    assert len(find_typed(TEXT, "Rat")) == 2


def test_find_typed_ignores_white_space_around_and_within_what_was_typed():
    assert words_at(find_typed(TEXT, "\n Der  Rat\r\nschweigt ")) == ["Der Rat schweigt"]


def test_find_typed_finds_nothing_across_lines():
    assert find_typed(TEXT, "sofort. Der Rat") == []
    assert find_typed(TEXT, "gibt es nicht") == []
    assert find_typed(TEXT, " ") == []


def test_crosses_lines_sees_words_across_lines_and_fields():
    texts = {"headline": "Titel hier", "body": "Erster Satz.\nZweiter Satz."}

    assert crosses_lines(texts, "Satz. Zweiter")
    assert crosses_lines(texts, "hier Erster")
    assert not crosses_lines(texts, "Satz. Dritter")


@given(st.text(max_size=60))
def test_find_typed_finds_every_line_in_itself(text):
    line = plain_line(text)

    assert not line or (0, len(line)) in find_typed(line, line)
