"""Second opinions at the desk: no answer reaches who still owes one; afterwards both stand side by side."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Claim, FactCheck, Inquiry, SecondOpinion, Verdict
from articles.workflow import checking, opinions
from tests import make
from tests.forms import filled, read

pytestmark = pytest.mark.django_db
SUMMARY = "Kein „Protokoll“ nennt Müßiggang als Grund."
RATIONALE = "Die Akten schweigen dazu, und Zeugen widersprechen einander."
OTHERS = "Das Tagebuch der Köchin nennt den Grund ausdrücklich."


def screen(factcheck, act="examine"):
    return reverse(f"admin:articles_factcheck_{act}", args=[factcheck.pk])


@pytest.fixture
def asked():
    """Return a request that an editor still owes, beside an opinion already given, on a check of rare words."""
    claim = make.make_claim("Der Bürgermeister öffnete die Schleuse.", background="Es war im März.")
    make.make_evidence(claim, quotation="Die Schleuse stand offen.")
    Inquiry.objects.create(claim=claim, addressee="Wasserwirtschaftsamt", asked_on="2026-01-02")
    verdict = Verdict.objects.get(slug="manipuliert")
    factcheck = make.make_factcheck(claim, summary=SUMMARY, rationale=RATIONALE, verdict=verdict)
    make.make_opinion(factcheck, is_given=True, rationale=OTHERS)
    opinion = make.make_opinion(factcheck, checker=make.make_editor())
    return SecondOpinion.objects.get(pk=opinion.pk)


def answers(**changed):
    falsch = Verdict.objects.get(slug="falsch").pk
    return {"attribution": "documented", "verdict": falsch, "rationale": "Das Foto ist älter.", "version": 1} | changed


def test_blind_screen_shows_claim_evidence_and_inquiries_and_no_answer(client, asked):
    client.force_login(asked.checker)

    page = client.get(screen(asked.factcheck, "opinion")).content.decode()

    shown = ["Der Bürgermeister öffnete", "Die Schleuse stand offen.", "Wasserwirtschaftsamt", "Es war im März."]
    assert [words for words in [*shown, asked.question] if words not in page] == []
    assert "Meinung abgeben" in page
    assert [words for words in (SUMMARY, RATIONALE, OTHERS) if words[:20] in page] == []


def addresses(asked):
    """Return all the screens of the desk on which a check could tell something of itself."""
    claim, factcheck = asked.factcheck.claim, asked.factcheck
    lists = [reverse("admin:articles_factcheck_changelist") + query for query in ("", "?q=Akten", "?q=Schleuse")]
    lists += [lists[0] + query for query in ("?state__exact=draft", "?summary__startswith=Kein", "?verdict__isnull=0")]
    suggest = reverse("admin:autocomplete") + "?term=Kein&app_label=articles&model_name=secondopinion"
    return [
        reverse("admin:index"),
        screen(factcheck),
        screen(factcheck, "change"),
        screen(factcheck, "history"),
        screen(factcheck, "opinion"),
        screen(factcheck, "assign"),
        screen(factcheck, "ask"),
        screen(factcheck, "withdraw"),
        reverse("admin:articles_claim_change", args=[claim.pk]),
        reverse("admin:articles_claim_history", args=[claim.pk]),
        reverse("admin:articles_claim_changelist") + "?q=Akten",
        *lists,
        suggest + "&field_name=factcheck",
    ]


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_no_screen_tells_the_answers_to_who_owes_an_opinion(client, asked, state):
    factcheck = asked.factcheck
    if state == "submitted":
        checking.submit(factcheck, by=factcheck.author)
    words, verdict = (SUMMARY[:25], RATIONALE[:25], OTHERS[:25]), "badge-refuted"
    found = {}
    for name, user in {"owes": asked.checker, "reviews": make.make_editor()}.items():
        client.force_login(user)
        pages = {url: client.get(url, follow=True) for url in addresses(asked)}
        assert {page.status_code for page in pages.values()} <= {200, 403}
        found[name] = [url for url, page in pages.items() if any(each in page.content.decode() for each in words)]
        lines = client.get(reverse("admin:articles_factcheck_changelist")).content.decode()
        assert (verdict in lines and "Schleuse" in lines) is (name == "reviews")

    assert found["owes"] == []
    # The same addresses do tell everybody else, so the silence above is no accident.
    assert len(found["reviews"]) >= 3


def test_autocomplete_does_not_find_the_check_by_its_words(client, asked):
    url = reverse("admin:autocomplete")
    question = {"term": "Kein", "app_label": "articles", "model_name": "secondopinion", "field_name": "factcheck"}
    counts = []

    for user in (make.make_editor(), asked.checker):
        client.force_login(user)
        counts.append(len(client.get(url, question).json()["results"]))

    assert counts == [1, 0]


@pytest.mark.parametrize("act", ["approve", "return"])
def test_who_owes_an_opinion_learns_nothing_by_reviewing_and_loses_no_word(client, asked, act):
    checking.submit(asked.factcheck, by=asked.factcheck.author)
    client.force_login(asked.checker)
    url = screen(asked.factcheck, act)

    page = client.post(url, {f"{act}-reason": "Mein „eigener“ Satz.", "version": 3}, follow=True).content.decode()

    assert "Mein ‚eigener‘ Satz." in page and SUMMARY[:20] not in page
    assert FactCheck.objects.get().state == "submitted"


def test_examine_leads_who_owes_an_opinion_to_its_screen(client, asked):
    client.force_login(asked.checker)

    assert client.get(screen(asked.factcheck))["Location"] == screen(asked.factcheck, "opinion")
    assert client.get(screen(asked.factcheck, "history"))["Location"] == screen(asked.factcheck, "opinion")


def test_opinion_is_given_once_and_then_both_stand_side_by_side(client, asked):
    client.force_login(asked.checker)
    url = screen(asked.factcheck, "opinion")

    page = client.post(url, answers(), follow=True).content.decode()
    again = client.post(url, answers(rationale="Doch anders."))

    assert RATIONALE in page and OTHERS in page and "Das Foto ist älter." in page
    assert "Uneinig: Stimmt es?" in page
    assert "lässt sich nicht mehr ändern" in again.content.decode() and "Doch anders." in again.content.decode()
    assert SecondOpinion.objects.get(pk=asked.pk).rationale == "Das Foto ist älter."
    assert client.get(url)["Location"] == screen(asked.factcheck)


def test_agreement_is_said_in_a_word(client, asked):
    opinions.give(
        asked,
        answers={"attribution": "documented", "verdict": asked.factcheck.verdict, "rationale": "Ich sehe es auch so."},
        by=asked.checker,
    )
    client.force_login(asked.factcheck.author)

    page = client.get(screen(asked.factcheck)).content.decode()

    assert "Einig</span>" in page and "Uneinig: Haben sie es gesagt? Stimmt es?" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rationale": "  "}, "worauf Sie Ihre Antwort stützen"),
        ({"attribution": "open", "verdict": ""}, "mindestens eine der beiden Fragen"),
        ({"version": "9"}, "hat sich geändert"),
        ({"verdict": "4711"}, "errorlist"),
    ],
)
def test_refused_opinion_keeps_what_was_typed(client, asked, changed, words):
    client.force_login(asked.checker)
    typed = answers(**{"rationale": "Getippt mit „Mühe“."} | changed)

    page = client.post(screen(asked.factcheck, "opinion"), typed).content.decode()

    assert words in page
    assert changed.get("rationale") or "Getippt mit „Mühe“." in page
    assert not SecondOpinion.objects.get(pk=asked.pk).is_given


@pytest.mark.parametrize("role", ["reporter", "fact_checker", "editor", "administrator"])
def test_opinion_screen_is_for_the_one_who_was_asked(client, asked, role):
    client.force_login(getattr(make, f"make_{role}")())

    assert client.get(screen(asked.factcheck, "opinion")).status_code == 403
    assert client.post(screen(asked.factcheck, "opinion"), answers()).status_code == 403


@pytest.mark.parametrize("act", ["opinion", "ask", "assign", "reopen"])
def test_screens_send_strangers_to_the_login(client, asked, act):
    response = client.post(screen(asked.factcheck, act))

    assert response["Location"].startswith(reverse("admin:login"))


def test_author_asks_on_a_screen_that_offers_only_who_can_be_asked(client):
    factcheck, free, reporter = make.make_factcheck(), make.make_fact_checker(), make.make_reporter()
    client.force_login(factcheck.author)
    url = screen(factcheck, "ask")

    page = client.get(url).content.decode()
    refused = client.post(url, {"checker": factcheck.author.pk, "question": "Trägt das?"} | read(factcheck))
    client.post(url, {"checker": free.pk, "question": "Trägt das?"} | read(factcheck))

    assert f'value="{free.pk}"' in page and f'value="{reporter.pk}"' not in page
    assert "Trägt das?" in refused.content.decode()
    opinion = SecondOpinion.objects.get()
    assert (opinion.checker, opinion.asked_by, opinion.question) == (free, factcheck.author, "Trägt das?")
    assert "steht noch aus" in client.get(screen(factcheck)).content.decode()


def test_asking_says_so_when_there_is_nobody_to_ask(client):
    factcheck = make.make_factcheck()
    client.force_login(factcheck.author)

    page = client.get(screen(factcheck, "ask")).content.decode()

    assert "Gerade gibt es niemanden, den Sie fragen könnten" in page and "Um Zweitmeinung bitten</button>" not in page


def test_asking_about_a_check_that_changed_keeps_the_question_and_goes_through_the_next_time(client):
    factcheck, free = make.make_factcheck(), make.make_fact_checker()
    client.force_login(factcheck.author)
    url = screen(factcheck, "ask")

    refused = client.post(url, {"checker": free.pk, "question": "Trägt das „Protokoll“?", "version": 1})
    form = filled(refused, form="act-form")
    client.post(url, form)

    assert "hat sich hier etwas geändert" in refused.content.decode()
    assert form["question"] == ["Trägt das „Protokoll“?"]
    assert SecondOpinion.objects.get().checker == free


def test_approval_is_not_offered_while_an_opinion_is_due_and_the_way_on_is_shown(client, asked):
    factcheck, reviewer = asked.factcheck, make.make_editor()
    checking.submit(factcheck, by=factcheck.author)
    client.force_login(reviewer)

    page = client.get(screen(factcheck)).content.decode()
    forced = client.post(screen(factcheck, "approve"), {"approve-reason": "Mein Satz."} | read(factcheck))

    assert "Freigeben lässt sich die Prüfung erst" in page and screen(factcheck, "approve") not in page
    assert screen(factcheck, "return") in page
    assert "steht noch aus" in forced.content.decode() and "Mein Satz." in forced.content.decode()
    assert Claim.objects.get().verdict is None


def test_request_is_taken_back_with_a_reason(client, asked):
    factcheck = asked.factcheck
    client.force_login(factcheck.author)
    url = reverse("admin:articles_factcheck_unask", args=[factcheck.pk, asked.pk])

    assert url in client.get(screen(factcheck)).content.decode()
    refused = client.post(url, {"reason": " \n"} | read(asked))
    client.post(url, {"reason": "Die Kollegin ist erkrankt."} | read(asked))

    assert "warum die Zweitmeinung nicht mehr gebraucht wird" in refused.content.decode()
    assert not SecondOpinion.objects.filter(pk=asked.pk).exists()
    history = client.get(screen(factcheck, "history")).content.decode()
    assert "Die Kollegin ist erkrankt." in history and "hat um eine Zweitmeinung gebeten" in history


def test_request_is_not_taken_back_by_the_one_who_was_asked(client, asked):
    client.force_login(asked.checker)
    url = reverse("admin:articles_factcheck_unask", args=[asked.factcheck_id, asked.pk])

    assert client.get(url).status_code == 403
    assert client.post(url, {"reason": "Keine Zeit."} | read(asked)).status_code == 403


def test_request_of_another_check_is_not_found(client, asked):
    client.force_login(make.make_editor())
    url = reverse("admin:articles_factcheck_unask", args=[make.make_factcheck().pk, asked.pk])

    assert client.get(url).status_code == 404


def test_desk_asks_who_was_asked_and_stops_when_it_is_given(client, asked):
    client.force_login(asked.checker)

    before = client.get(reverse("admin:index")).content.decode()
    client.post(screen(asked.factcheck, "opinion"), answers())
    after = client.get(reverse("admin:index")).content.decode()

    link = f'href="{screen(asked.factcheck, "opinion")}"'
    assert link in before and "Zweitmeinung geben" in before
    assert link not in after


def test_second_opinions_have_no_screen_of_django_s_own():
    assert SecondOpinion not in admin.site._registry
