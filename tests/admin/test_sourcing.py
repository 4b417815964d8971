"""The desk on sources: counts and gaps on the screens, the override by those who may, evidence that is refused."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.history import tell
from articles.models import Decision, Evidence, FactCheck, Inquiry, Verdict
from articles.workflow import checking, writing
from tests.forms import filled
from tests.make import (
    make_administrator,
    make_chief,
    make_claim,
    make_editor,
    make_evidence,
    make_fact_checker,
    make_factcheck,
    make_reporter,
    make_source,
)

pytestmark = pytest.mark.django_db

REASON = "Unser Korrespondent stand „daneben“ und hat mitgeschrieben."


@pytest.fixture
def check():
    """A check that calls a claim true on the word of one source."""
    claim = make_claim()
    make_evidence(claim, source=make_source(name="Statistisches Amt"))
    return make_factcheck(claim, verdict=Verdict.objects.get(slug="richtig"))


def screen(client, factcheck, by):
    client.force_login(by)
    return client.get(reverse("admin:articles_factcheck_examine", args=[factcheck.pk])).content.decode()


def override(client, factcheck, *, by, reason=REASON, version=None):
    client.force_login(by)
    address = reverse("admin:articles_factcheck_override", args=[factcheck.pk])
    data = {"override-reason": reason, "version": version or factcheck.version}
    return client.post(address, data, follow=True)


def test_both_screens_count_and_say_what_is_missing(client, check):
    on_check = screen(client, check, make_fact_checker())
    on_claim = client.get(reverse("admin:articles_claim_change", args=[check.claim_id])).content.decode()

    for html in (on_check, on_claim):
        assert "Ein unabhängiger Ursprung: Statistisches Amt." in html
        assert "Es fehlt ein zweiter unabhängiger Ursprung" in html


def test_screens_speak_english(client, check):
    client.force_login(make_fact_checker())

    html = client.get("/en" + reverse("admin:articles_factcheck_examine", args=[check.pk])).content.decode()

    assert "One independent origin: Statistisches Amt." in html


def test_submitting_too_little_is_refused_with_everything_typed_kept(client, check):
    client.force_login(check.author)
    typed = {
        "attribution": "documented",
        "verdict": check.verdict_id,
        "summary": "Neu „getippt“.",
        "rationale": "Weil.",
    }
    address = reverse("admin:articles_factcheck_examine", args=[check.pk])

    html = client.post(address, typed | {"version": check.version, "submit": "1"}).content.decode()

    assert "braucht zwei unabhängige Quellen" in html
    assert "Neu „getippt“." in html
    assert FactCheck.objects.get(pk=check.pk).state == "draft"


def test_a_refusal_is_said_before_all_else_and_its_form_counts_as_unsaved(client, check):
    client.force_login(check.author)
    address = reverse("admin:articles_factcheck_examine", args=[check.pk])
    typed = {"attribution": "documented", "verdict": check.verdict_id, "summary": "Ja.", "rationale": "Weil."}

    before = client.get(address).content.decode()
    html = client.post(address, typed | {"version": check.version, "submit": "1"}).content.decode()

    refusal = "braucht zwei unabhängige Quellen"
    assert html.index("So geht es noch nicht.") < html.index(refusal) < html.index("Belege</h2>")
    assert html.count(refusal) == 1
    assert "data-refused" in html and "data-refused" not in before


def test_who_reads_a_check_finds_its_answers_before_its_evidence(client, check):
    html = screen(client, check, make_editor())

    assert html.index("Die Antworten") < html.index("Belege</h2>") < html.index("Quellenlage")


def test_only_who_may_write_claims_is_led_to_their_evidence_and_inquiries(client, check):
    written, read = screen(client, check, make_fact_checker()), screen(client, check, make_administrator())

    assert "Beleg hinzufügen" in written and "Anfrage festhalten" in written
    assert "Beleg hinzufügen" not in read and "Anfrage festhalten" not in read and "Bearbeiten" not in read


def test_an_override_is_told_as_what_it_is_and_offered_no_second_time(client, check):
    editor = make_editor(first_name="Dörte", last_name="Groß")

    answer = override(client, check, by=editor).content.decode()

    assert "Dörte Groß hat die Zwei-Quellen-Regel für den Faktencheck übergangen." in answer
    assert "Sperre vor der Veröffentlichung" not in answer
    assert "Begründung ändern …" in answer and "Zwei-Quellen-Regel übergehen …" not in answer


def test_an_editor_overrides_with_a_reason_that_the_screens_show(client, check):
    assert "Regel übergehen" in screen(client, check, make_editor())

    answer = override(client, check, by=make_editor())

    assert FactCheck.objects.get(pk=check.pk).override_reason == REASON
    assert "hat die Zwei-Quellen-Regel für den Faktencheck übergangen" in str(
        tell(Decision.objects.filter(verb="override"))[0]["sentence"]
    )
    assert "Zwei-Quellen-Regel übergangen:" in answer.content.decode()
    checking.submit(FactCheck.objects.get(pk=check.pk), by=check.author)


@pytest.mark.parametrize("make", [make_reporter, make_fact_checker, make_administrator])
def test_others_are_neither_offered_nor_granted_an_override(client, check, make):
    by = make()

    assert "Regel übergehen" not in screen(client, check, by)
    assert override(client, check, by=by).status_code == 403
    assert not FactCheck.objects.get(pk=check.pk).overrides_sources


@pytest.mark.parametrize("reason", ["", "   ", "\n\u00a0\t"])
def test_an_override_of_white_space_is_refused(client, check, reason):
    answer = override(client, check, by=make_editor(), reason=reason)

    assert "Schreiben Sie, warum" in answer.content.decode()
    assert not FactCheck.objects.get(pk=check.pk).overrides_sources


def test_an_override_of_what_changed_meanwhile_is_refused_and_its_words_come_back(client, check):
    read = check.version
    checking.save_factcheck(check, answers={"summary": "Anders."}, by=check.author)

    answer = override(client, check, by=make_editor(), version=read).content.decode()

    assert "hat sich geändert" in answer and "hat mitgeschrieben" in answer
    assert not FactCheck.objects.get(pk=check.pk).overrides_sources


def test_the_check_screen_shows_whom_we_asked_and_who_is_late(client, check):
    today = timezone.localdate()
    asked = {"claim": check.claim, "asked_on": today - timezone.timedelta(days=9)}
    late = Inquiry(addressee="Ministerium", deadline=today - timezone.timedelta(days=1), **asked)
    running = Inquiry(addressee="Botschaft", deadline=today, public=False, **asked)
    for inquiry in (late, running):
        writing.save(inquiry, by=make_reporter())

    html = screen(client, check, make_fact_checker())

    assert "überfällig, Frist war" in html and "Frist läuft bis" in html and "nicht öffentlich" in html
    desk = client.get(reverse("admin:index")).content.decode()
    assert "Ministerium, Frist abgelaufen am" in desk and "Botschaft, Frist endet heute" in desk


def test_an_override_without_its_token_is_refused(client, check):
    client.force_login(make_editor())

    client.post(reverse("admin:articles_factcheck_override", args=[check.pk]), {"override-reason": REASON})

    assert not FactCheck.objects.get(pk=check.pk).overrides_sources


# --- Evidence and inquiries in the claim's form ----------------------------------------------------------


def claim_form(client, claim):
    return reverse("admin:articles_claim_change", args=[claim.pk])


def evidence_form(client, evidence, **typed):
    client.force_login(make_reporter())
    address = reverse("admin:articles_evidence_change", args=[evidence.pk])
    return client.post(address, filled(client.get(address), form="evidence_form") | typed)


def test_evidence_offers_as_origin_only_others_of_its_claim(client):
    claim = make_claim()
    own, sibling, stranger = make_evidence(claim), make_evidence(claim), make_evidence(make_claim())
    client.force_login(make_reporter())

    page = client.get(reverse("admin:articles_evidence_change", args=[own.pk]))

    offered = page.context["adminform"].form.fields["goes_back_to"].choices
    assert [key for key, _ in offered] == ["", sibling.pk]
    answer = evidence_form(client, own, goes_back_to=stranger.pk)
    assert "Wählen Sie einen Beleg derselben Behauptung" in answer.content.decode()


def test_evidence_in_a_circle_is_refused_with_a_sentence(client):
    claim = make_claim()
    first = make_evidence(claim, source=make_source(name="Reuters", kind="agency"))
    second = make_evidence(claim, goes_back_to=first)

    answer = evidence_form(client, first, goes_back_to=second.pk, quotation="Getippt.").content.decode()

    assert "auf sich selbst zurück" in answer and "Getippt." in answer
    assert Evidence.objects.get(pk=first.pk).goes_back_to is None


def test_evidence_without_a_source_is_refused_at_its_field(client):
    evidence = make_evidence(make_claim())

    answer = evidence_form(client, evidence, source="").content.decode()

    assert "Ein Beleg ohne Quelle zählt nicht" in answer


def test_evidence_takes_record_and_the_day_it_vanished(client):
    evidence = make_evidence(make_claim())

    evidence_form(client, evidence, is_record="on", vanished_on="2026-11-20")

    stored = Evidence.objects.get(pk=evidence.pk)
    assert (stored.is_record, str(stored.vanished_on)) == (True, "2026-11-20")


def test_the_grades_are_explained_apart(client):
    claim = make_claim()
    evidence = make_evidence(claim)
    client.force_login(make_reporter())

    on_evidence = client.get(reverse("admin:articles_evidence_change", args=[evidence.pk])).content.decode()
    on_source = client.get(reverse("admin:articles_source_change", args=[evidence.source_id])).content.decode()

    assert "Nur diese eine Angabe" in on_evidence
    assert "Nur die Quelle" in on_source


WRONG = {
    "deadline": ({"asked_on": "2026-03-20", "deadline": "2026-03-19"}, "Die Frist kann nicht vor der Anfrage enden."),
    "answer": (
        {"asked_on": "2026-03-20", "answered_on": "2026-03-19", "answer": "Nein."},
        "Die Antwort kann nicht vor der Anfrage gekommen sein.",
    ),
    "future": ({"asked_on": "2999-01-01"}, "Halten Sie eine Anfrage erst fest, wenn sie gestellt ist."),
    "tomorrow's answer": (
        {"asked_on": "2026-03-20", "answered_on": "2999-01-01", "answer": "Nein."},
        "Dieser Tag liegt in der Zukunft.",
    ),
    "no date": (
        {"asked_on": "2026-03-20", "answer": "Nein."},
        "Zu einer Antwort gehören ihr Datum und ihr Wortlaut.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_inquiry_out_of_order_is_refused_and_kept(client, case):
    fields, sentence = WRONG[case]
    claim = make_claim()
    client.force_login(make_chief())
    address = claim_form(client, claim)
    row = {f"inquiries-0-{name}": value for name, value in {"addressee": "Presse", "channel": "mail", **fields}.items()}

    data = filled(client.get(address), form="claim_form") | row | {"inquiries-TOTAL_FORMS": "1"}
    html = client.post(address, data).content.decode()

    assert sentence in html and "Presse" in html
    assert not claim.inquiries.exists()
