"""The voices of a claim: each once, in its part, on the right side and under the right origin."""

import pytest

from articles.formats.voices import drawn, voices_of
from articles.workflow import sourcing
from tests.make import make_claim, make_evidence, make_revision, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def moscow():
    return make_source(name="Russische Regierung")


@pytest.fixture
def claim(moscow):
    return make_claim(claimant=moscow)


def told(claim):
    """Return of each voice its name, part and kind, and the name of whom it hangs on."""
    voices = voices_of(claim, list(claim.evidence.all()), sourcing.weigh(claim))
    names = {voice.key: voice.name for voice in voices}
    return [(voice.name, voice.part, voice.kind, names.get(voice.parent)) for voice in voices]


def test_a_claim_without_evidence_has_one_voice(claim):
    assert told(claim) == [("Russische Regierung", "sagt es", "claimant", None)]


def test_a_claim_that_nobody_makes_says_so():
    assert told(make_claim(claimant=None)) == [("nicht bekannt", "sagt es", "claimant", None)]


def test_voices_stand_with_their_side_and_their_origin(claim, moscow):
    kremlin = make_evidence(claim, source=make_source(name="Kreml", part_of=moscow), bears_on="said")
    make_evidence(claim, source=kremlin.source)
    make_evidence(claim, source=make_source(name="Tass", kind="agency"), bears_on="said", goes_back_to=kremlin)
    usa = make_source(name="US-Regierung")
    pentagon = make_evidence(claim, source=make_source(name="Pentagon", part_of=usa))
    make_evidence(claim, source=make_source(name="Weißes Haus", part_of=usa))
    make_evidence(claim, source=make_source(name="Reuters", kind="agency"), goes_back_to=pentagon)
    make_evidence(claim, source=make_source(name="Kiel"), stance="refutes")
    make_evidence(claim, source=make_source(name="AFP", kind="agency"))
    make_evidence(claim, source=make_source(name="Lexikon"), stance="context")

    assert told(claim) == [
        ("Russische Regierung", "sagt es", "claimant", None),
        ("Kreml", "spricht für dieselbe Seite", "own", "Russische Regierung"),
        ("Pentagon", "bestätigt es · Ursprung 1", "origin", None),
        ("Kiel", "widerspricht · Ursprung 2", "origin", None),
        ("Weißes Haus", "bestätigt es, zählt mit Ursprung 1 zusammen einmal", "folded", "Pentagon"),
        ("Tass", "gibt es wieder", "relay", "Kreml"),
        ("Reuters", "gibt es nur weiter", "relay", "Pentagon"),
        ("Lexikon", "ordnet es ein", "context", None),
        ("AFP", "bestätigt es, zählt nicht: Herkunft unklar", "uncounted", None),
    ]


def test_the_claimants_own_evidence_is_no_second_voice(claim, moscow):
    make_evidence(claim, source=moscow, bears_on="said")
    make_evidence(claim, source=moscow)

    assert len(told(claim)) == 1


def test_an_anonymous_source_goes_by_its_role_in_drawing_and_list(client):
    claim = make_claim(claimant=make_source(name="Amt"))
    fields = {"kind": "anonymous", "role": "Teilnehmerin", "anonymity_reason": "Schutz."}
    make_evidence(claim, source=make_source(name="Erika Geheim", **fields))
    make_revision(claims=[claim])

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "Teilnehmerin" in html and "Geheim" not in html


def test_evidence_in_a_circle_from_elsewhere_is_still_drawn(claim):
    first = make_evidence(claim, source=make_source(name="Eins"))
    second = make_evidence(claim, source=make_source(name="Zwei"), goes_back_to=first)
    type(first).objects.filter(pk=first.pk).update(goes_back_to=second)

    parts = drawn(claim, list(claim.evidence.all()), sourcing.weigh(claim))

    assert {row["voice"].name for row in parts["rows"]} >= {"Eins", "Zwei"}
