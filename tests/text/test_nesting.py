"""Quotation marks within quotation marks."""

import pytest

from articles.text.nesting import nested


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("das „Wunder“ von Bern", "das ‚Wunder‘ von Bern"),
        ("the “miracle” of Berne", "the ‘miracle’ of Berne"),
        ("das »Wunder« und le «miracle»", "das ›Wunder‹ und le ‹miracle›"),
        ("ohne Anführung, mit 5\u2033 und Jan’s", "ohne Anführung, mit 5\u2033 und Jan’s"),
    ],
)
def test_nested_makes_double_marks_single(words, within):
    assert nested(words) == within
