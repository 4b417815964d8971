"""What was built apart, used together: merged claims, handed-over checks, overrides, second opinions, looks back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.choices import FactCheckState
from articles.models import Claim, FactCheck, Verdict
from articles.workflow import annotating, checking, opinions, publishing, replying, sourcing, uniting
from articles.workflow.permissions import may
from articles.workflow.transitions import Stale, WrongMove
from tests import make
from tests.forms import filled

pytestmark = pytest.mark.django_db
WHY = "Beide meinen denselben „Flug“."


def true():
    return Verdict.objects.get(slug="richtig")


def unproven():
    return Verdict.objects.get(slug="unbelegt")


def too_thin(author, **answers):
    """Return the open check of a claim without any evidence, whose verdict needs two sources."""
    factcheck = checking.open_factcheck(make.make_claim(), by=author)
    answers = {"verdict": true(), "summary": "Es stimmt.", "rationale": "Wir waren „dort“."} | answers
    return checking.save_factcheck(factcheck, answers=answers, by=author)


# --- An override stands for the verdict that somebody let pass ---


def test_override_ends_with_the_verdict_that_it_let_pass():
    author = make.make_fact_checker()
    factcheck = too_thin(author, verdict=Verdict.objects.get(slug="groesstenteils-richtig"))
    sourcing.override(factcheck, reason="Das Gericht hat „so“ entschieden.", by=make.make_editor())

    checking.save_factcheck(factcheck, answers={"verdict": true()}, by=author)

    assert FactCheck.objects.get(pk=factcheck.pk).override_reason == ""
    with pytest.raises(WrongMove, match="zwei unabhängige Quellen"):
        checking.submit(factcheck, by=author)


def test_override_stays_while_only_the_words_are_mended():
    author = make.make_fact_checker()
    factcheck = too_thin(author)
    sourcing.override(factcheck, reason="Das Gericht hat „so“ entschieden.", by=make.make_editor())

    checking.save_factcheck(factcheck, answers={"summary": "Es stimmt, sagt das Gericht."}, by=author)

    checking.submit(factcheck, by=author)
    assert factcheck.override_reason == "Das Gericht hat „so“ entschieden."


# --- Blind is blind for editors, too ---


@pytest.mark.parametrize("verdict", ["richtig", "unbelegt"])
def test_editor_who_owes_an_opinion_overrides_nothing_and_learns_nothing_by_trying(client, verdict):
    editor, author = make.make_editor(), make.make_fact_checker()
    factcheck = too_thin(author, verdict=Verdict.objects.get(slug=verdict))
    opinions.ask(factcheck, checker=editor, question="Trägt das?", by=author)
    client.force_login(editor)
    address = reverse("admin:articles_factcheck_override", args=[factcheck.pk])

    answer = client.post(address, {"override-reason": "Weil es „so“ ist.", "version": factcheck.version}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("admin:articles_factcheck_opinion", args=[factcheck.pk])
    assert "keine zwei Quellen nötig" not in page and "übergangen" not in page
    assert "Weil es „so“ ist." in page or "Weil es ‚so‘ ist." in page
    assert FactCheck.objects.get(pk=factcheck.pk).override_reason == ""


# --- An open check that a merge takes to another claim ---


def test_reviewer_of_a_check_that_went_to_another_claim_has_to_read_again():
    factcheck = make.make_factcheck(make.make_claim("Die Rakete flog."), state="submitted")
    read, other = factcheck.version, make.make_claim("Die Rakete flog nicht über den Fluss.")
    uniting.unite(factcheck.claim, into=other, reason=WHY, by=make.make_editor())

    with pytest.raises(Stale):
        checking.approve(factcheck, reason="Trägt.", by=make.make_editor(), read_version=read)

    assert Claim.objects.get(pk=other.pk).verdict is None


def test_author_of_a_check_that_went_to_another_claim_loses_no_answer():
    factcheck = make.make_factcheck(make.make_claim("Die Rakete flog."))
    read, other = factcheck.version, make.make_claim("Die Rakete flog wirklich.")
    uniting.unite(factcheck.claim, into=other, reason=WHY, by=make.make_editor())

    answers = {"rationale": "Das „Protokoll“ nennt Ort und Zeit."}
    checking.save_factcheck(factcheck, answers=answers, by=factcheck.author, read_version=read)

    stored = FactCheck.objects.get(pk=factcheck.pk)
    assert (stored.claim, stored.rationale) == (other, "Das „Protokoll“ nennt Ort und Zeit.")


def test_opinion_on_a_check_that_went_to_another_claim_has_to_be_given_on_that_one():
    opinion = make.make_opinion()
    read, other = opinion.version, make.make_claim("Die Rakete flog nicht über den Fluss.")
    uniting.unite(opinion.factcheck.claim, into=other, reason=WHY, by=make.make_editor())
    answers = {"attribution": "relayed", "verdict": unproven(), "rationale": "Niemand war „dort“."}

    with pytest.raises(Stale):
        opinions.give(opinion, answers=answers, by=opinion.checker, read_version=read)


# --- Parted claims ---


def parted():
    """Return a claim whose check ended with a merge and is in force once more, and who wrote that check."""
    author = make.make_fact_checker()
    claim, other = make.make_claim("Die Rakete flog."), make.make_claim("Es flog die Rakete.")
    make.make_factcheck(claim, state="in_force", author=author)
    make.make_factcheck(other, state="in_force")
    uniting.unite(claim, into=other, reason=WHY, by=make.make_editor())
    uniting.part(claim, reason="Es sind doch „zwei“.", by=make.make_editor())
    return claim, author


def test_nobody_approves_own_answers_by_way_of_a_parted_claim():
    claim, author = parted()
    again = checking.open_factcheck(claim, by=make.make_fact_checker())
    checking.submit(again, by=again.author)

    assert not may(author, "approve_factcheck", again)


def test_check_that_a_parting_put_in_force_has_its_line_in_the_history():
    claim, _author = parted()

    in_force = checking.in_force(claim)

    assert in_force.state == FactCheckState.IN_FORCE
    assert opinions.story(in_force).exists()


def test_check_approved_since_the_merge_stays_with_the_claim_it_was_approved_for():
    factcheck = make.make_factcheck(make.make_claim("Die Rakete flog."), state="submitted")
    claim, other = factcheck.claim, make.make_claim("Es flog die Rakete.")
    uniting.unite(claim, into=other, reason=WHY, by=make.make_editor())
    checking.approve(FactCheck.objects.get(pk=factcheck.pk), reason="Trägt „so“.", by=make.make_editor())

    uniting.part(claim, reason="Es sind doch „zwei“.", by=make.make_editor())

    claim, other = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=other.pk)
    assert (checking.in_force(claim), claim.verdict) == (None, None)
    assert checking.in_force(other) == factcheck
    assert other.verdict == factcheck.verdict


def test_open_check_that_a_parting_takes_back_has_to_be_read_again():
    factcheck = make.make_factcheck(make.make_claim("Die Rakete flog."), state="submitted")
    claim = factcheck.claim
    uniting.unite(claim, into=make.make_claim("Es flog die Rakete."), reason=WHY, by=make.make_editor())
    read = FactCheck.objects.get(pk=factcheck.pk).version

    uniting.part(claim, reason="Es sind doch „zwei“.", by=make.make_editor())

    with pytest.raises(Stale):
        checking.approve(factcheck, reason="Trägt.", by=make.make_editor(), read_version=read)


# --- Two claims' checks on one timeline ---


def united_with_overlap():
    """Return the claim that stays: checked before the other one, whose check ended with the merge."""
    claim, other = make.make_claim("Die Rakete flog."), make.make_claim("Es flog die Rakete.")
    stays = make.make_factcheck(other, state="in_force", verdict=unproven())
    goes = make.make_factcheck(claim, state="in_force", verdict=Verdict.objects.get(slug="fehlender-kontext"))
    make.make_revision(claims=[claim, other])
    between = timezone.now()
    uniting.unite(claim, into=other, reason=WHY, by=make.make_editor())
    return other, stays, goes, between


def test_timeline_of_a_claim_that_took_one_in_ends_with_what_is_in_force(client):
    other, stays, _goes, _between = united_with_overlap()

    page = client.get(other.get_absolute_url()).content.decode()

    told = re.search(r'<desc id="lauf-wide-mehr">(.*?)</desc>', page)[1]
    assert told.split("Stimmt es?")[1].strip() == f"{stays.verdict.label}."


def test_claim_that_took_one_in_stood_in_the_past_as_its_own_check_said(client):
    other, stays, goes, between = united_with_overlap()

    page = client.get(other.get_absolute_url(), {"stand": between.isoformat()}).content.decode()

    answers = re.search(r'<section class="verdict".*?</section>', page, re.S)[0]
    assert stays.verdict.label in answers
    assert goes.verdict.label not in answers


# --- A reason has to be seen ---


INVISIBLE = [
    "\u00a0", "\u200b", "\u2060", "\u2063", "\u2800", "\u3164",
    "\uffa0", "\u115f", "\u180e", "\ufe0f", "\u061c", "\U000e0041",
]  # fmt: skip


@pytest.mark.parametrize("blank", INVISIBLE, ids=lambda blank: f"{ord(blank):x}")
def test_reason_that_nobody_can_see_is_none(blank):
    factcheck = make.make_factcheck(state="submitted")

    with pytest.raises(WrongMove, match="warum die Begründung trägt"):
        checking.approve(factcheck, reason=f"{blank} {blank}\n{blank}", by=make.make_editor())


@pytest.mark.parametrize("words", ["ja 👍️", "می‌خواهم", "ⴰ", "ㅎ", "⠓⠊", "❤️"])
def test_reason_in_any_script_is_one(words):
    factcheck = make.make_factcheck(state="submitted")

    checking.approve(factcheck, reason=words, by=make.make_editor())

    assert factcheck.state == FactCheckState.IN_FORCE


# --- A printed reply outlasts a merge that is undone ---


def test_reply_does_not_end_by_way_of_a_parted_claim():
    claim, other = make.make_claim("Die Rakete flog."), make.make_claim("Es flog die Rakete.")
    article = make.make_revision(claims=[claim]).article
    reply = make.make_reply(article, claim=claim)
    uniting.unite(claim, into=other, reason=WHY, by=make.make_editor())
    make.make_change(article)
    publishing.publish(article, by=make.make_editor())
    uniting.part(claim, reason="Es sind doch „zwei“.", by=make.make_editor())

    with pytest.raises(WrongMove, match="bleibt die Gegendarstellung"):
        replying.end_reply(reply, reason="Die Behauptung steht nicht mehr „so“ da.", by=make.make_editor())


def test_reply_ends_once_its_parted_claim_is_gone_from_a_later_publication():
    claim, other = make.make_claim("Die Rakete flog."), make.make_claim("Es flog die Rakete.")
    article = make.make_revision(claims=[claim, other]).article
    reply = make.make_reply(article, claim=claim)
    uniting.unite(claim, into=other, reason=WHY, by=make.make_editor())
    uniting.part(claim, reason="Es sind doch „zwei“.", by=make.make_editor())
    annotating.detach(article.annotations.get(claim=claim), by=make.make_editor())
    make.make_change(article)
    publishing.publish(article, by=make.make_editor())

    replying.end_reply(reply, reason="Der Satz ist „gestrichen“.", by=make.make_editor())

    assert reply.live_until is not None


def test_evidence_that_others_go_back_to_is_not_removed_with_its_row(client):
    claim = make.make_claim()
    origin = make.make_evidence(claim, quotation="Mit „eigenen“ Augen.")
    make.make_evidence(claim, goes_back_to=origin)
    client.force_login(make.make_reporter())
    address = reverse("admin:articles_claim_change", args=[claim.pk])
    fields = filled(client.get(address), form="claim_form") | {"evidence-0-DELETE": "on", "background": "Neu."}

    answer = client.post(address, fields)

    assert answer.status_code == 200
    assert claim.evidence.count() == 2
    assert "Neu." in answer.content.decode()


def test_opinion_refused_because_its_check_went_to_another_claim_can_be_sent_again(client):
    opinion = make.make_opinion()
    client.force_login(opinion.checker)
    address = reverse("admin:articles_factcheck_opinion", args=[opinion.factcheck_id])
    fields = filled(client.get(address), form="opinion-form")
    fields |= {"attribution": "relayed", "rationale": "Niemand war „dort“."}
    other = make.make_claim("Die Rakete flog nicht über den Fluss.")
    uniting.unite(opinion.factcheck.claim, into=other, reason=WHY, by=make.make_editor())

    refused = client.post(address, fields)
    client.post(address, filled(refused, form="opinion-form"))

    opinion.refresh_from_db()
    assert other.statement in refused.content.decode()
    assert (opinion.is_given, opinion.rationale) == (True, "Niemand war „dort“.")
