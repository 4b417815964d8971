"""Which sentences state something as plain fact, and which credit or doubt it."""

import pytest

from articles.detection.attribution import states_as_fact


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Die Rakete fliegt mit Hyperschallgeschwindigkeit.", True),
        ("Kein System kann sie aufhalten.", True),
        ("Die Brücke ist wieder offen.", True),
        ("Laut Moskau ist die Brücke wieder offen.", False),
        ("Die Brücke sei wieder offen.", False),
        ("Die Brücke soll wieder offen sein.", False),
        ("„Die Brücke ist wieder offen“, sagte der Bürgermeister.", False),
        ("Die Brücke ist wieder offen, so der Bürgermeister.", False),
        ("Die Brücke ist so breit, so dass zwei Wagen passen.", True),
        ("Bürgermeister: Die Brücke ist wieder offen.", False),
        ("Das russische Verteidigungsministerium zählt drei Brücken.", False),
        ("Die Brücke ist angeblich wieder offen.", False),
        ("Das ist nicht unabhängig bestätigt.", False),
    ],
)
def test_states_as_fact(sentence, expected):
    assert states_as_fact(sentence, names=("Verteidigungsministerium", "Moskau")) is expected
