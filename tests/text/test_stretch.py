"""What changed between two texts: small, readable, and enough to put the new text together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.stretch import Stretch, apply, stretch


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Der Mond ist rund.", "Der Mond war rund.", Stretch(9, "ist ", "war ")),
        ("<p>Eins.</p>", "<p>Eins.</p><p>Zwei.</p>", Stretch(12, "", "<p>Zwei.</p>")),
        ("<p>Eins zwei</p>", "<p>Eins drei</p>", Stretch(8, "zwei</p>", "drei</p>")),
        ('<a href="https://a.example/eins">x</a>', '<a href="https://a.example/zwei">x</a>', None),
        ("", "Neu", Stretch(0, "", "Neu")),
        ("gleich", "gleich", Stretch(0, "gleich", "gleich")),
    ],
)
def test_stretch_is_widened_to_whole_words_and_tags(old, new, expected):
    found = stretch(old, new)

    assert apply(old, found) == new
    if expected is None:
        assert found.old.startswith("<a ") and found.old.endswith('">')
    elif found.old != found.new:
        assert found.start == expected.start and found.old.startswith(expected.old[:3])


@given(st.text(alphabet="ab <>/\n", max_size=40), st.text(alphabet="ab <>/\n", max_size=40))
def test_stretch_puts_every_text_together_again(old, new):
    assert apply(old, stretch(old, new)) == new


def test_apply_refuses_a_text_that_is_another():
    with pytest.raises(ValueError, match="not the one"):
        apply("etwas anderes", Stretch(0, "Der", "Die"))
