"""Wordings that credit a sentence: the right case where we know it, none where we do not."""

import pytest

from articles.text.crediting import credited, told_by


@pytest.mark.parametrize(
    ("name", "is_proper", "expected"),
    [
        ("Petra Probe", True, "nach Angaben von Petra Probe"),
        ("dpa", True, "nach Angaben von dpa"),
        ("Kreml", False, "nach Angaben des Kremls"),
        ("Russische Regierung", False, "nach Angaben der Russischen Regierung"),
        ("Russisches Verteidigungsministerium", False, "nach Angaben des Russischen Verteidigungsministeriums"),
        ("Deutscher Wetterdienst", False, "nach Angaben des Deutschen Wetterdiensts"),
        ("die Bundesregierung", False, "nach Angaben der Bundesregierung"),
        ("Institut für Grünpflanzen", False, "nach Angaben des Instituts für Grünpflanzen"),
        ("Polizei Musterstadt", False, "nach Angaben der Polizei Musterstadt"),
        ("Haselstrauch", False, ""),
        ("die Grünen Daumen", True, ""),
    ],
)
def test_told_by_finds_the_case(name, is_proper, expected):
    assert told_by(name, is_proper=is_proper) == expected


def test_credited_needs_no_case_for_a_name_it_does_not_know():
    sentence = credited("Das Tor hält jeder Flut stand.", name="Haselstrauch", is_proper=False)

    assert sentence == "Das Tor hält jeder Flut stand (Angabe: Haselstrauch; unabhängig nicht bestätigt)."
