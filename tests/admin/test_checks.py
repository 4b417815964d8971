"""The check screen: two questions, one author, another one who approves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.choices import FactCheckState
from articles.models import Claim, FactCheck, Verdict
from articles.workflow import checking, clock
from tests import make
from tests.forms import read

pytestmark = pytest.mark.django_db


def screen(factcheck, act="examine"):
    return reverse(f"admin:articles_factcheck_{act}", args=[factcheck.pk])


def answers(factcheck, **typed):
    return {
        "attribution": "documented",
        "verdict": Verdict.objects.get(slug="unbelegt").pk,
        "summary": "Niemand hat es bestätigt.",
        "rationale": "Es gibt nur eine Seite.",
        "version": factcheck.version,
    } | typed


def test_claim_form_opens_a_check_and_leads_to_it(client):
    claim, checker = make.make_claim(), make.make_fact_checker()
    client.force_login(checker)

    page = client.get(reverse("admin:articles_claim_change", args=[claim.pk])).content.decode()
    response = client.post(reverse("admin:articles_claim_check", args=[claim.pk]))

    factcheck = FactCheck.objects.get()
    assert "Prüfung eröffnen" in page
    assert (factcheck.claim, factcheck.author) == (claim, checker)
    assert response["Location"] == screen(factcheck)


def test_claim_with_an_open_check_leads_to_that_one(client):
    factcheck = make.make_factcheck()
    client.force_login(make.make_fact_checker())

    response = client.post(reverse("admin:articles_claim_check", args=[factcheck.claim_id]))

    assert response["Location"] == screen(factcheck)
    assert FactCheck.objects.count() == 1


def test_check_is_opened_by_those_who_may_examine_alone(client):
    claim = make.make_claim()
    client.force_login(make.make_reporter())

    assert client.post(reverse("admin:articles_claim_check", args=[claim.pk])).status_code == 403
    assert client.get(reverse("admin:articles_claim_check", args=[claim.pk])).status_code == 405


def test_check_is_saved_and_submitted_by_its_author(client):
    factcheck = checking.open_factcheck(make.make_claim(), by=make.make_fact_checker())
    client.force_login(factcheck.author)

    client.post(screen(factcheck), answers(factcheck, save="1"))
    factcheck.refresh_from_db()
    saved = factcheck.state
    client.post(screen(factcheck), answers(factcheck, submit="1"))

    factcheck.refresh_from_db()
    assert (saved, factcheck.state) == (FactCheckState.DRAFT, FactCheckState.SUBMITTED)
    assert factcheck.rationale == "Es gibt nur eine Seite."


def test_check_with_a_verdict_but_no_rationale_is_refused_and_the_text_kept(client):
    factcheck = checking.open_factcheck(make.make_claim(), by=make.make_fact_checker())
    client.force_login(factcheck.author)

    response = client.post(screen(factcheck), answers(factcheck, rationale=" ", summary="Mein Satz.", submit="1"))

    factcheck.refresh_from_db()
    page = response.content.decode()
    assert "Zur Prüfung gehört eine Begründung." in page and "Mein Satz." in page
    assert factcheck.state == FactCheckState.DRAFT


def test_check_without_any_answer_is_not_submitted(client):
    factcheck = checking.open_factcheck(make.make_claim(), by=make.make_fact_checker())
    client.force_login(factcheck.author)

    response = client.post(
        screen(factcheck), answers(factcheck, attribution="open", verdict="", rationale="Getippt.", submit="1")
    )

    assert "Beantworten Sie mindestens eine der beiden Fragen" in response.content.decode()
    assert "Getippt." in response.content.decode()


def test_check_saved_in_between_is_refused_with_a_link_and_the_text(client):
    factcheck = make.make_factcheck()
    client.force_login(factcheck.author)
    read = answers(factcheck, save="1")
    client.post(screen(factcheck), read | {"summary": "Die erste."})

    response = client.post(screen(factcheck), read | {"summary": "Die zweite."})

    page = response.content.decode()
    factcheck.refresh_from_db()
    assert factcheck.summary == "Die erste."
    assert "Inzwischen hat jemand anderes gespeichert" in page and "Die zweite." in page
    assert "in einem neuen Tab öffnen" in page


def test_check_of_somebody_else_is_read_not_written(client):
    factcheck = make.make_factcheck()
    client.force_login(make.make_fact_checker())

    page = client.get(screen(factcheck)).content.decode()

    assert "Es gibt nur die Angabe einer Seite." in page and 'id="check-form"' not in page
    assert client.post(screen(factcheck), answers(factcheck, save="1")).status_code == 403


def test_check_screen_shows_the_scale_with_its_definitions_and_the_graded_evidence(client):
    factcheck = make.make_factcheck()
    evidence = make.make_evidence(factcheck.claim, credibility="2")
    client.force_login(factcheck.author)

    page = client.get(screen(factcheck)).content.decode()

    assert all(verdict.definition_de in page for verdict in Verdict.objects.all())
    assert "F2" in page and reverse("admin:articles_evidence_change", args=[evidence.pk]) in page


def test_author_learns_why_they_cannot_approve(client):
    factcheck = make.make_factcheck(state="submitted")
    client.force_login(factcheck.author)

    page = client.get(screen(factcheck)).content.decode()

    assert "Freigeben kann sie nur eine zweite Person." in page
    assert screen(factcheck, "approve") not in page
    assert client.post(screen(factcheck, "approve"), read(factcheck) | {"approve-reason": "Stimmt."}).status_code == 403


def test_superuser_cannot_approve_a_check_of_their_own(client):
    chief = make.make_user(superuser=True)
    factcheck = make.make_factcheck(state="submitted", author=chief)
    client.force_login(chief)

    assert client.post(screen(factcheck, "approve"), read(factcheck) | {"approve-reason": "Stimmt."}).status_code == 403


def test_another_person_approves_with_a_reason(client):
    factcheck, editor = make.make_factcheck(state="submitted"), make.make_editor()
    client.force_login(editor)

    refused = client.post(screen(factcheck, "approve"), read(factcheck) | {"approve-reason": ""})
    client.post(screen(factcheck, "approve"), read(factcheck) | {"approve-reason": "Die Begründung trägt."})

    factcheck.refresh_from_db()
    assert "Schreiben Sie in einem Satz, warum die Begründung trägt." in refused.content.decode()
    assert (factcheck.state, factcheck.reviewer) == (FactCheckState.IN_FORCE, editor)
    assert Claim.objects.get().verdict.slug == "unbelegt"


def test_another_person_returns_with_a_note(client):
    factcheck = make.make_factcheck(state="submitted")
    client.force_login(make.make_editor())

    refused = client.post(screen(factcheck, "return"), read(factcheck) | {"return-reason": ""})
    client.post(screen(factcheck, "return"), read(factcheck) | {"return-reason": "Bitte nachfassen."})

    factcheck.refresh_from_db()
    assert "ohne Anmerkung geht nichts zurück" in refused.content.decode()
    assert (factcheck.state, factcheck.review_note) == (FactCheckState.RETURNED, "Bitte nachfassen.")


def test_approving_twice_is_a_message_not_an_error(client):
    factcheck = make.make_factcheck(state="in_force")
    client.force_login(make.make_editor())

    response = client.post(screen(factcheck, "approve"), read(factcheck) | {"approve-reason": "Noch einmal."})

    page = response.content.decode()
    assert "Dieser Schritt ist jetzt nicht möglich" in page and "Noch einmal." in page


def test_check_is_withdrawn_with_a_reason(client):
    factcheck = make.make_factcheck(state="in_force")
    client.force_login(make.make_editor())

    asked = client.get(screen(factcheck, "withdraw"))
    client.post(screen(factcheck, "withdraw"), read(factcheck) | {"reason": "Neue Belege."})

    factcheck.refresh_from_db()
    assert "Warum wird die Prüfung zurückgezogen?" in asked.content.decode()
    assert factcheck.state == FactCheckState.WITHDRAWN
    assert Claim.objects.get().verdict is None


@pytest.mark.parametrize("act", ["examine", "approve", "return", "withdraw"])
def test_check_screens_send_strangers_to_the_login(client, act):
    response = client.post(screen(make.make_factcheck(), act))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


def test_check_list_leads_to_the_screen_and_filters_by_state(client):
    waiting, draft = make.make_factcheck(state="submitted"), make.make_factcheck()
    client.force_login(make.make_editor())

    page = client.get(reverse("admin:articles_factcheck_changelist"), {"state__exact": "submitted"}).content.decode()

    assert screen(waiting) in page and screen(draft) not in page


def test_check_has_no_form_of_django_s_own(client):
    factcheck = make.make_factcheck()
    client.force_login(make.make_user(superuser=True))

    response = client.get(reverse("admin:articles_factcheck_change", args=[factcheck.pk]))

    assert response["Location"] == screen(factcheck)
    assert client.get(reverse("admin:articles_factcheck_add")).status_code == 403


def test_check_that_is_not_there_leads_back_to_the_desk(client):
    client.force_login(make.make_editor())

    responses = [
        client.get(reverse("admin:articles_factcheck_change", args=["quatsch"])),
        client.get(reverse("admin:articles_factcheck_examine", args=[4711])),
    ]

    assert [response.status_code for response in responses] == [302, 404]


def test_changed_verdict_asks_why_beside_its_field_and_readers_see_the_answer(client):
    claim = make.make_claim()
    make.make_revision(claims=[claim])
    make.make_factcheck(claim, state="in_force")
    factcheck = checking.open_factcheck(claim, by=make.make_fact_checker())
    client.force_login(factcheck.author)
    falsch = Verdict.objects.get(slug="falsch").pk
    why = "Ein älteres „Protokoll“ ist aufgetaucht."

    form = client.get(screen(factcheck)).content.decode()
    refused = client.post(
        screen(factcheck), answers(factcheck, verdict=falsch, rationale="Getippt.", change_reason=" \n", submit="1")
    ).content.decode()
    client.post(screen(factcheck), answers(factcheck, verdict=falsch, change_reason=why, submit="1"))
    factcheck.refresh_from_db()
    checking.approve(factcheck, reason="Trägt.", by=make.make_editor())

    assert "Jetzt gilt „Unbelegt“" in form and "Leser:innen sehen diesen Satz" in form
    assert "Schreiben Sie, warum sie sich ändert." in refused and "Getippt." in refused
    timeline = client.get(claim.get_absolute_url()).content.decode()
    assert "Warum sich die Bewertung geändert hat:" in timeline and why in timeline
    history = client.get(reverse("admin:articles_factcheck_history", args=[factcheck.pk])).content.decode()
    assert why in history


def test_first_check_of_a_claim_is_not_asked_why_it_changes(client):
    factcheck = make.make_factcheck()
    client.force_login(factcheck.author)

    assert "change_reason" not in client.get(screen(factcheck)).content.decode()


@pytest.mark.parametrize("missing", ["summary", "rationale"])
def test_check_of_the_attribution_alone_needs_its_words_too(client, missing):
    factcheck = checking.open_factcheck(make.make_claim(), by=make.make_fact_checker())
    client.force_login(factcheck.author)

    page = client.post(screen(factcheck), answers(factcheck, verdict="", submit="1") | {missing: " "}).content.decode()

    factcheck.refresh_from_db()
    assert "So geht es noch nicht." in page and factcheck.state == FactCheckState.DRAFT


@pytest.mark.parametrize(("act", "field"), [("approve", "approve-reason"), ("return", "return-reason")])
def test_words_of_a_reviewer_are_kept_when_the_check_changed_meanwhile(client, act, field):
    factcheck = make.make_factcheck(state="submitted")
    token = read(factcheck)
    checking.send_back(factcheck, note="Eine Quelle fehlt.", by=make.make_editor())
    client.force_login(make.make_editor())

    page = client.post(screen(factcheck, act), token | {field: "Mein „eigener“ Satz."}).content.decode()

    assert "Mein „eigener“ Satz." in page and "hat sich geändert" in page
    assert FactCheck.objects.get().review_note == "Eine Quelle fehlt."


def test_reason_for_withdrawing_is_kept_when_the_check_changed_meanwhile(client):
    factcheck = make.make_factcheck(state="submitted")
    token = read(factcheck)
    checking.approve(factcheck, reason="Trägt.", by=make.make_editor())
    client.force_login(make.make_editor())

    page = client.post(screen(factcheck, "withdraw"), token | {"reason": "Neue „Belege“."}).content.decode()

    assert "Neue „Belege“." in page and "hat sich geändert" in page
    assert FactCheck.objects.get().state == FactCheckState.IN_FORCE


def walked_to(state):
    if state != "superseded" and state != "withdrawn":
        return make.make_factcheck(state=state)
    factcheck = make.make_factcheck(state="in_force")
    if state == "superseded":
        make.make_factcheck(factcheck.claim, state="in_force")
    else:
        checking.withdraw(factcheck, reason="Irrtum.", by=make.make_editor())
    return FactCheck.objects.get(pk=factcheck.pk)


SENTENCES = {
    "draft": "In Arbeit bei ",
    "submitted": "Wartet auf Freigabe durch eine zweite Person; eingereicht von ",
    "returned": "zurückgegeben; liegt wieder bei ",
    "in_force": "Gilt seit ",
    "superseded": "dann hat eine neuere Prüfung sie abgelöst.",
    "withdrawn": "; zurückgezogen von ",
}


@pytest.mark.parametrize("state", list(SENTENCES))
def test_screen_says_in_a_sentence_where_the_check_stands(client, state):
    factcheck = walked_to(state)
    client.force_login(make.make_reporter())

    assert SENTENCES[state] in client.get(screen(factcheck)).content.decode()


@pytest.mark.parametrize("state", ["in_force", "superseded", "withdrawn"])
@pytest.mark.parametrize("act", ["examine", "approve", "return", "assign", "ask"])
def test_no_screen_changes_what_was_in_force(client, state, act):
    factcheck = walked_to(state)
    before = FactCheck.objects.filter(pk=factcheck.pk).values().get()
    other = make.make_fact_checker()
    typed = answers(factcheck, save="1", summary="Umgeschrieben.", checker=other.pk, question="Was?", priority="1")
    reasons = {"approve-reason": "Ja.", "return-reason": "Nein.", "claim_version": factcheck.claim.version}

    for user in (factcheck.author, make.make_editor(), make.make_user(superuser=True)):
        client.force_login(user)
        client.post(screen(factcheck, act), typed | reasons)

    assert FactCheck.objects.filter(pk=factcheck.pk).values().get() == before


WAYS = ["approve", "return", "withdraw", "assign", "ask", "reopen"]
# Which ways on the screen offers: to the author, another checker, an editor, a reporter.
OFFERED = {
    "draft": ({"withdraw", "assign", "ask"}, set(), {"withdraw", "assign", "ask"}, set()),
    "submitted": (
        {"withdraw", "assign", "ask"},
        {"approve", "return"},
        {"approve", "return", "withdraw", "assign", "ask"},
        set(),
    ),
    "returned": ({"withdraw", "assign", "ask"}, set(), {"withdraw", "assign", "ask"}, set()),
    "in_force": ({"reopen"}, {"reopen"}, {"withdraw", "reopen"}, set()),
    "superseded": (set(), set(), set(), set()),
    "withdrawn": ({"reopen"}, {"reopen"}, {"reopen"}, set()),
}


@pytest.mark.parametrize("state", list(OFFERED))
def test_screen_offers_each_what_they_may_do_now_and_nothing_else(client, state):
    factcheck = walked_to(state)
    people = [factcheck.author, make.make_fact_checker(), make.make_editor(), make.make_reporter()]
    found = []

    for person in people:
        client.force_login(person)
        page = client.get(screen(factcheck)).content.decode()
        found.append({act for act in WAYS if f'"{screen(factcheck, act)}"' in page})

    assert tuple(found) == OFFERED[state]


def test_check_screens_ask_the_same_number_of_questions_with_10_and_with_1000_claims(client):
    factcheck = make.make_factcheck(state="submitted")
    make.make_opinion(factcheck, is_given=True)
    make.make_opinion(factcheck)
    owing = make.make_opinion(make.make_factcheck())
    editor = make.make_editor()
    seen = {
        screen(factcheck): editor,
        screen(factcheck, "assign"): editor,
        screen(factcheck, "ask"): editor,
        screen(owing.factcheck, "opinion"): owing.checker,
        reverse("admin:articles_claim_change", args=[factcheck.claim_id]): editor,
        reverse("admin:articles_claim_assign", args=[make.make_claim().pk]): editor,
        reverse("admin:articles_factcheck_changelist"): editor,
    }
    counted = []

    for size in (10, 1000):
        fill_up(size, by=make.make_fact_checker())
        counted.append({url: questions(client, url, user) for url, user in seen.items()})

    assert counted[0] == counted[1]
    assert max(counted[1].values()) <= 30


def fill_up(size, *, by):
    """Bring the number of claims to `size`, each with a check in force and half of them with one in work."""
    now, boss, source = clock.now(), make.make_editor(), make.make_source()
    missing = range(size - Claim.objects.count())
    claims = Claim.objects.bulk_create(
        Claim(statement=f"Aussage {number}.", claimant=source, created_at=now) for number in missing
    )
    ended = {"state": "in_force", "in_force_from": now, "reviewer": boss, "attribution": "documented"}
    words = {"summary": "So ist es.", "rationale": "Belegt.", "author": by, "created_at": now}
    FactCheck.objects.bulk_create(FactCheck(claim=claim, **words, **ended) for claim in claims)
    FactCheck.objects.bulk_create(FactCheck(claim=claim, **words) for claim in claims[::2])


def questions(client, url, user):
    client.force_login(user)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
