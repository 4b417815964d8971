"""The Prüfprotokoll: everything known about an article's claims on one page, in reading order, at a fixed cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.formats.protocol import entries
from articles.models import Inquiry, OpenPoint, SecondOpinion
from articles.workflow import publishing, writing
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_checked_claim,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_revision,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def address(article):
    return reverse("admin:articles_article_sheet", args=[article.pk])


def article_with(claims, **fields):
    body = "".join(f"<p>Man hört: {claim.statement} So heißt es.</p>" for claim in claims)
    article = make_article(body=body, **fields)
    for claim in claims:
        make_annotation(article, claim=claim, words=claim.statement)
    article.refresh_from_db()
    return article


@pytest.fixture
def story(client):
    """An article whose second sentence is checked and documented as far as the desk can."""
    kremlin = make_source(name="Kreml", reliability="D")
    first = make_claim("Köln hat 300 Brücken.", claimant=None)
    second = make_claim("Die „Oreschnik“ ist größer.", claimant=kremlin, said_at_url="https://example.org/größe")
    origin = make_evidence(second, source=make_source(name="Bundesarchiv"), is_record=True, credibility="1")
    relay = make_evidence(second, source=make_source(name="Bote"), goes_back_to=origin, url="https://example.org/bote")
    make_factcheck(second, state="in_force", summary="Es gibt nur eine Angabe.", rationale="Wir haben gezählt.")
    inquiry = Inquiry(claim=second, addressee="Botschaft", asked_on=in_days(-3).date(), public=False)
    writing.save(inquiry, by=make_reporter())
    article = article_with([first, second], headline="Größe zählt")
    OpenPoint.objects.create(article=article, claim=second, cause="grade", raised_at=in_days(-1), note="D statt B.")
    client.force_login(make_editor(first_name="Dörte", last_name="Groß"))
    return {"article": article, "first": first, "second": second, "origin": origin, "relay": relay}


def test_sheet_lists_claims_in_reading_order_with_their_sentences(story):
    told = entries(story["article"])

    assert [(entry.number, entry.claim) for entry in told] == [(1, story["first"]), (2, story["second"])]
    sentence = told[1].places[0].sentence
    assert f"{sentence.before}|{sentence.words}|{sentence.after}" == "Man hört: |Die „Oreschnik“ ist größer.|"


def test_sheet_numbers_evidence_and_says_what_goes_back_to_what(story):
    told = entries(story["article"])[1]

    assert [(piece.number, piece.evidence, piece.origin) for piece in told.pieces] == [
        (1, story["origin"], None),
        (2, story["relay"], 1),
    ]


def test_sheet_holds_all_that_the_desk_knows(client, story):
    page = client.get(address(story["article"])).content.decode()

    for words in (
        *("Größe zählt", "Dörte Groß", "noch nicht veröffentlicht", "Niemand ist als Urheber:in dieser Behauptung"),
        *("Kreml", "https://example.org/größe", "Bundesarchiv", "F1", "Originaldokument", "geht auf Beleg 1 zurück"),
        *("https://example.org/bote", "? Unbelegt", "Ja, die Äußerung ist belegt.", "Es gibt nur eine Angabe."),
        *("Wir haben gezählt.", "gegengelesen von", "Botschaft", "ohne Antwort", "nicht öffentlich", "D statt B."),
        *("Verlässlichkeit einer Quelle geändert", "niemandem zugeordnet", "Ungeprüft"),
    ):
        assert words in page, words


def test_sheet_says_which_side_an_origin_is_on(client, story):
    page = client.get(address(story["article"])).content.decode()

    assert "Dafür: Kein unabhängiger Ursprung.<br>Dagegen: Kein unabhängiger Ursprung.</dd>" in page
    assert "Dafür: Ein unabhängiger Ursprung" in page


def test_sheet_tells_approvals_and_overrides_with_their_reasons(client, story):
    revision = publishing.publish(story["article"], by=make_editor(), override="Der Intendant hat es „so“ gewollt.")

    page = client.get(address(story["article"])).content.decode()

    assert f"Nr. {revision.number}, öffentlich seit" in page
    assert "Der Intendant hat es ‚so‘ gewollt." in page and "übergangen" in page
    assert "weicht davon ab" not in page


def test_sheet_says_when_the_draft_is_no_longer_what_readers_see(client):
    article = make_revision(claims=[make_claim()]).article
    article.refresh_from_db()
    article.headline = "Ganz anders"
    writing.save(article, by=make_reporter())
    client.force_login(make_editor())

    assert "weicht davon ab" in client.get(address(article)).content.decode()


def test_sheet_names_lost_marks(client):
    claim = make_claim("Der Satz steht hier.")
    article = article_with([claim])
    article.body = "<p>Etwas ganz anderes, ohne jeden Anklang.</p>"
    writing.save(article, by=make_reporter())
    client.force_login(make_editor())

    page = client.get(address(article)).content.decode()

    assert "Markierung verloren" in page and "Der Satz steht hier." in page


def test_sheet_keeps_the_names_of_anonymous_sources_in_the_house(client):
    fields = {"kind": "anonymous", "role": "ein Beamter", "anonymity_reason": "Er fürchtet um seine Stelle."}
    claim = make_claim(claimant=make_source(name="Hans Geheim", **fields))
    make_evidence(claim, source=make_source(name="Grete Geheim", **fields))
    client.force_login(make_editor())

    page = client.get(address(article_with([claim]))).content.decode()

    assert "Geheim" not in page and "ein Beamter" in page


def test_sheet_keeps_open_answers_and_opinions_on_them_to_those_who_work_on_them(client):
    claim = make_claim()
    factcheck = make_factcheck(claim, summary="Voreilige Kurzfassung.")
    SecondOpinion.objects.create(
        factcheck=factcheck,
        asked_by=factcheck.author,
        checker=make_fact_checker(),
        asked_at=in_days(-1),
        given_at=in_days(0),
        rationale="Voreilige Meinung.",
    )
    client.force_login(make_editor())

    page = client.get(address(article_with([claim]))).content.decode()

    assert "Voreilige" not in page and "In Arbeit" in page


def test_sheet_of_an_article_without_claims(client):
    client.force_login(make_editor())

    response = client.get(address(make_article()))

    assert response.status_code == 200
    assert "keine Behauptung markiert" in response.content.decode()


def questions(client, size):
    claims = [make_checked_claim(statement=f"Satz {number} stimmt.") for number in range(size)]
    for claim in claims:
        make_evidence(claim)
    url = address(article_with(claims))
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_sheet_asks_the_same_number_of_questions_for_three_and_sixty_claims(client):
    client.force_login(make_editor())

    assert questions(client, 3) == questions(client, 60) <= 25


PEOPLE = {
    None: 302,
    "nobody": 302,
    "Reporter": 200,
    "Fact-checker": 200,
    "Editor": 200,
    "Administrator": 200,
}


@pytest.mark.parametrize(("role", "answer"), PEOPLE.items())
def test_sheet_is_for_the_desk(client, role, answer):
    if role:
        client.force_login(make_user(*[role] if role != "nobody" else []))
    url = address(make_article())

    assert client.get(url).status_code == answer
    assert client.post(url).status_code == (405 if answer == 200 else answer)
    if answer == 200:
        assert client.get(reverse("admin:articles_article_sheet", args=[99999])).status_code == 404
