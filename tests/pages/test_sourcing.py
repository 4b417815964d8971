"""What readers learn of a claim's sources: the count in words, the drawing and its list, a rule overridden."""

import re

import pytest
from django.utils import timezone

from articles.models import Verdict
from articles.workflow import checking, sourcing, writing
from tests.make import (
    make_checked_claim,
    make_claim,
    make_editor,
    make_evidence,
    make_factcheck,
    make_reporter,
    make_revision,
    make_source,
)

pytestmark = pytest.mark.django_db

TOO_FEW = "Diese Bewertung stützt sich auf weniger als zwei unabhängige Quellen."


def page(client, claim, language=""):
    make_revision(claims=[claim], label="factcheck")
    return client.get(language + claim.get_absolute_url()).content.decode()


def overridden(reason):
    claim = make_claim()
    factcheck = make_factcheck(claim, verdict=Verdict.objects.get(slug="richtig"))
    sourcing.override(factcheck, reason=reason, by=make_editor())
    checking.submit(factcheck, by=factcheck.author)
    checking.approve(factcheck, reason="Der Mitschnitt liegt vor.", by=make_editor())
    claim.refresh_from_db()
    return claim


def test_claim_page_explains_the_count_in_the_readers_language(client):
    claim = make_claim()
    origin = make_evidence(claim, source=make_source(name="Pentagon"))
    make_evidence(claim, source=make_source(name="Reuters", kind="agency"), goes_back_to=origin)
    make_revision(claims=[claim])

    german = client.get(claim.get_absolute_url()).content.decode()
    english = client.get("/en" + claim.get_absolute_url()).content.decode()

    assert "Ein unabhängiger Ursprung: Pentagon; Reuters geht auf eine andere Quelle zurück (Pentagon)" in german
    assert "One independent origin: Pentagon; Reuters goes back to another source (Pentagon)" in english


def test_claim_page_tells_of_an_override_with_its_reason(client):
    html = page(client, overridden("Wir waren <dabei> & haben „mitgeschrieben“."))

    assert TOO_FEW in html
    assert "Wir waren &lt;dabei&gt; &amp; haben" in html


def test_claim_page_says_so_when_evidence_vanished_after_the_approval(client):
    claim = make_checked_claim("richtig")
    make_revision(claims=[claim])
    before = client.get(claim.get_absolute_url()).content.decode()
    gone = claim.evidence.first()
    gone.vanished_on = timezone.localdate()
    writing.save(gone, by=make_reporter())

    after = client.get(claim.get_absolute_url()).content.decode()

    assert TOO_FEW not in before and TOO_FEW in after
    assert "Nicht mehr auffindbar seit" in after and "Nicht mehr auffindbar seit" not in before


def test_claim_page_names_a_document_of_record(client):
    claim = make_claim()
    make_evidence(claim, source=make_source(name="Grundbuch", kind="document"), is_record=True)

    html = page(client, claim)

    assert "<strong>Originaldokument</strong>" in html
    assert "Grundbuch trägt als Originaldokument allein." in html


@pytest.mark.parametrize("verdict", ["falsch", "unbelegt", "fehlender-kontext"])
def test_claim_page_asks_two_origins_of_no_other_verdict(client, verdict):
    assert TOO_FEW not in page(client, make_checked_claim(verdict))


def test_drawings_have_a_name_a_description_and_a_list_that_says_the_same(client):
    claim = make_claim(claimant=make_source(name="Flachweltverein"))
    make_evidence(claim, source=make_source(name="Institut „Kugel“ & Söhne"), stance="refutes")

    html = page(client, claim)

    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        assert 'role="img"' in drawing and "style=" not in drawing
        names = re.search(r'aria-labelledby="(\S+) (\S+)"', drawing).groups()
        assert all(f'id="{name}"' in drawing for name in names)
        assert "Institut „Kugel“ &amp; Söhne: widerspricht · Ursprung 1." in drawing
    listed = re.search(r'<details class="drawing__list">.*?</details>', html, re.DOTALL).group()
    assert "<strong>Flachweltverein</strong>: sagt es" in listed
    assert "<strong>Institut „Kugel“ &amp; Söhne</strong>: widerspricht · Ursprung 1" in listed


def test_ids_on_the_claim_page_are_there_once(client):
    claim = make_checked_claim("richtig")

    ids = re.findall(r'\sid="([^"]+)"', page(client, claim))

    assert len(ids) == len(set(ids))


def test_numbers_in_drawings_are_written_with_a_point(client):
    html = page(client, make_checked_claim("richtig"))

    assert not re.findall(r'\s(?:x|y|cx|cy|width|height|viewBox)="[^"]*,[^"]*"', html)


@pytest.mark.parametrize("address", ["claim", "how_we_check"])
def test_a_thousand_claims_cost_no_further_question(client, django_assert_num_queries, address):
    claim = make_checked_claim("unbelegt")
    for _ in range(30):
        make_evidence(claim)
    make_revision(claims=[claim])
    sources, Claim = [make_source() for _ in range(3)], type(claim)
    number = {"claim": 9, "how_we_check": 4}[address]
    url = claim.get_absolute_url() if address == "claim" else "/so-pruefen-wir/"
    with django_assert_num_queries(number):
        client.get(url)
    revision = claim.revisions.get()
    Claim.objects.bulk_create(
        Claim(statement=f"Satz {each}.", claimant=sources[each % 3], created_at=timezone.now()) for each in range(1000)
    )
    revision.claims.add(*Claim.objects.all())

    with django_assert_num_queries(number):
        answer = client.get(url)

    assert answer.status_code == 200
