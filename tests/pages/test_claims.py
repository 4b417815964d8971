import pytest
from django.urls import reverse

from articles.models import Inquiry, Verdict
from articles.workflow import publishing, writing
from tests.make import (
    make_checked_claim,
    make_claim,
    make_editor,
    make_evidence,
    make_factcheck,
    make_reporter,
    make_revision,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db


def published(*claims, **fields):
    return make_revision(claims=claims, **{"label": "factcheck"} | fields)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_claim_page_tells_who_says_it_and_both_answers(client):
    claim = make_checked_claim("falsch", statement="Die Erde ist flach.", claimant=make_source(name="Flachweltverein"))
    published(claim)

    html = page(client, claim.get_absolute_url())

    for words in ("Flachweltverein", "Die Erde ist flach.", "Wurde es gesagt?", "Stimmt es?", "Falsch", "Belegt"):
        assert words in html, words
    assert claim.factcheck_in_force.summary in html
    assert claim.factcheck_in_force.rationale in html


def test_claim_page_shows_evidence_chain_inquiries_and_every_article(client):
    claim = make_claim("Die Erde ist flach.")
    make_evidence(claim, source=make_source(name="Befürworter", reliability="B"), stance="supports", credibility="2")
    make_evidence(claim, source=make_source(name="Gegnerin"), stance="refutes", quotation="Sie ist rund.")
    make_evidence(claim, source=make_source(name="Wochenblatt"), bears_on="said")
    inquiry = {"claim": claim, "asked_on": "2024-11-20"}
    writing.save(Inquiry(addressee="Vorstand", **inquiry), by=make_reporter())
    writing.save(Inquiry(addressee="Vertrauliche Stelle", public=False, **inquiry), by=make_reporter())
    published(claim, headline="Erster Artikel")
    published(claim, headline="Zweiter Artikel")

    html = page(client, claim.get_absolute_url())

    for words in ("Befürworter", "B2", "Gegnerin", "Sie ist rund.", "Wochenblatt", "Vorstand", "Erster", "Zweiter"):
        assert words in html, words
    assert "Vertrauliche Stelle" not in html


def test_claim_page_keeps_past_verdicts_and_hides_unfinished_checks(client):
    claim = make_claim()
    make_factcheck(claim, state="in_force", summary="Das alte Ergebnis.")
    falsch = Verdict.objects.get(slug="falsch")
    make_factcheck(claim, state="in_force", verdict=falsch, summary="Das neue Ergebnis.")
    make_factcheck(claim, state="submitted", summary="Noch nicht freigegeben.", rationale="Geheime Begründung.")
    published(claim)

    html = page(client, claim.get_absolute_url())

    assert "Das alte Ergebnis." in html
    assert "Das neue Ergebnis." in html
    assert "Noch nicht freigegeben." not in html
    assert "Geheime Begründung." not in html


def test_claim_of_a_draft_or_of_a_withdrawn_article_is_not_found(client):
    draft, withdrawn = make_claim(), make_claim()
    publishing.withdraw(published(withdrawn).article, note="Falsch.", by=make_editor())

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(withdrawn.get_absolute_url()).status_code == 404


def test_claim_under_a_wrong_slug_leads_to_the_right_one(client):
    claim = make_claim("Die Erde ist flach.")
    published(claim)

    response = client.get(reverse("claim", args=[claim.pk, "rund"]))

    assert (response.status_code, response.url) == (301, claim.get_absolute_url())


@pytest.fixture
def index(client):
    flat = make_checked_claim(
        "falsch",
        statement="Die Erde ist flach.",
        claimant=make_source(name="Flachweltverein"),
        topics=[make_topic(name="Erde")],
        said_on="2024-11-20",
    )
    speaker = make_source(name="Sprecher", part_of=flat.claimant)
    fast = make_claim("Die Rakete ist schnell.", claimant=speaker, said_on="2024-11-25")
    published(flat, fast)
    make_claim("Die geheime Behauptung.")

    def found(**query):
        html = client.get(reverse("claim_list"), query).content.decode()
        assert "geheime" not in html
        return {claim for claim in (flat, fast) if f'href="{claim.get_absolute_url()}"' in html}

    return found, flat, fast


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "both"),
        ({"verdict": "falsch"}, "flat"),
        ({"verdict": "ungeprueft"}, "fast"),
        ({"verdict": "richtig"}, "none"),
        ({"topic": "erde"}, "flat"),
        ({"since": "2024-11-21"}, "fast"),
        ({"until": "2024-11-21"}, "flat"),
        ({"since": "2024-11-20", "until": "2024-11-25"}, "both"),
        ({"q": "rakete SCHNELL"}, "fast"),
        ({"q": "Rakete flach"}, "none"),
        ({"verdict": "falsch", "q": "Erde"}, "flat"),
        ({"page": "kein Blatt"}, "both"),
    ],
)
def test_claim_index_narrows_by(index, query, expected):
    found, flat, fast = index

    assert found(**query) == {"both": {flat, fast}, "flat": {flat}, "fast": {fast}, "none": set()}[expected]


def test_claim_index_narrows_by_claimant_and_those_who_speak_for_it(index):
    found, flat, fast = index

    assert found(claimant=flat.claimant_id) == {flat, fast}
    assert found(claimant=fast.claimant_id) == {fast}


def test_claim_index_shows_each_filter_and_how_to_lift_it(client, index):
    _, flat, _ = index

    html = page(client, reverse("claim_list") + f"?verdict=falsch&claimant={flat.claimant_id}&q=Erde")

    assert "Bewertung: Falsch" in html
    assert "Wer sagt es: Flachweltverein" in html
    assert f'href="/behauptungen/?q=Erde&amp;claimant={flat.claimant_id}"' in html or (
        f'href="/behauptungen/?claimant={flat.claimant_id}&amp;q=Erde"' in html
    )


def test_claim_index_offers_only_claimants_and_topics_that_readers_know(client, index):
    make_claim(
        "Unveröffentlicht.", claimant=make_source(name="Verborgene Quelle"), topics=[make_topic(name="Verdeckt")]
    )

    html = page(client, reverse("claim_list"))

    assert "Verborgene Quelle" not in html
    assert "Verdeckt" not in html


@pytest.mark.parametrize(
    "query",
    [
        "?since=gestern",
        "?verdict=halbwahr",
        "?claimant=99999",
        "?claimant=" + "9" * 30,
        "?topic=%00",
        "?topic=nix",
        "?q=" + "x" * 201,
    ],
)
def test_claim_index_answers_what_it_cannot_understand_in_the_form(client, index, query):
    html = page(client, reverse("claim_list") + query)

    assert "field__error" in html


def test_claim_index_turns_pages(client):
    published(*(make_claim(f"Satz {number} stimmt.") for number in range(31)))

    first, second = (page(client, reverse("claim_list") + query) for query in ("", "?page=2"))

    assert (first.count("ledger__row"), second.count("ledger__row")) == (30, 1)
    assert 'href="?page=2"' in first


def test_source_page_tells_who_it_is_and_what_it_says(client):
    government = make_source(name="Regierung", kind="authority", reliability="D", reliability_note="Ist Partei.")
    speaker = make_source(name="Sprecherin", part_of=government)
    claim = make_claim("Die Rakete ist schnell.", claimant=speaker)
    other = make_claim("Die Erde ist flach.")
    make_evidence(other, source=government, stance="refutes")
    published(claim, other)
    make_claim("Ein Entwurf sagt mehr.", claimant=government)

    html = page(client, government.get_absolute_url())

    for words in (
        "Regierung",
        "Behörde",
        "D – meist nicht zuverlässig",
        "Ist Partei.",
        "Sprecherin",
        "schnell",
        "flach",
    ):
        assert words in html, words
    assert "Ein Entwurf" not in html


def test_source_of_drafts_alone_is_not_found(client):
    source = make_claim("Noch geheim.").claimant

    assert client.get(source.get_absolute_url()).status_code == 404


def test_source_without_a_name_keeps_it_out_of_page_and_address(client):
    source = make_source(
        name="Erika Geheim", kind="anonymous", role="Beamtin", anonymity_reason="Aus Furcht.", url="https://e.example"
    )
    published(make_claim(claimant=source))

    redirect = client.get(reverse("source", args=[source.pk, "erika-geheim"]))

    assert redirect.url == f"/quelle/{source.pk}/anonym/"
    html = page(client, redirect.url)
    assert "Aus Furcht." in html
    assert "eheim" not in html
    assert "e.example" not in html
