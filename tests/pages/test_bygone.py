"""Pages as they stood at another moment: text and verdicts of then, clearly framed, and nothing that was taken back."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.choices import Attribution
from articles.models import Annotation, Claim, Evidence, FactCheck, Inquiry, Source, Verdict
from articles.text.moments import written_moment
from articles.workflow import checking, clock, publishing, writing
from tests.make import (
    in_days,
    make_annotation,
    make_article,
    make_chief,
    make_claim,
    make_editor,
    make_evidence,
    make_factcheck,
    make_reply,
    make_reporter,
    make_revision,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db

STATEMENT = "Die „Oreschnik“ überwindet jede Flugabwehr."
DAYS = {"published": -20, "judged": -15, "corrected": -10, "judged_anew": -5}


def on(day):
    return clock.as_of(in_days(day))


def as_it_stood(address, at):
    return f"{address}?stand={written_moment(at)}"


def judge(claim, verdict, summary):
    make_factcheck(
        claim,
        state="in_force",
        verdict=Verdict.objects.get(slug=verdict),
        attribution=Attribution.RELAYED,
        summary=summary,
        change_reason="Es gibt neue Belege.",
    )


@pytest.fixture
def story():
    """Tell a story over twenty days: published, judged unproven, corrected, judged false."""
    with on(-21):
        claim = make_claim(STATEMENT, claimant=make_source(name="Kreml"))
        body = f"<p>{STATEMENT}</p><p>Sie flog 900 Kilometer.</p>"
        article = make_article(headline="Moskau rühmt Rakete", label="factcheck", body=body)
        make_annotation(article, claim=claim, words=STATEMENT)
    with on(DAYS["published"]):
        first = make_revision(article)
    with on(DAYS["judged"]):
        judge(claim, "unbelegt", "Bisher weiß es nur Moskau.")
    with on(DAYS["corrected"]):
        article.refresh_from_db()
        article.headline = "Moskau rühmt seine Rakete"
        article.body = article.body.replace("900", "800")
        writing.save(article, by=make_reporter())
        second = publishing.correct(article, note="Es waren 800 Kilometer, nicht 900.", by=make_editor())
    with on(DAYS["judged_anew"]):
        judge(claim, "falsch", "Trümmer belegen das Gegenteil.")
    return {"article": article, "claim": Claim.objects.get(pk=claim.pk), "first": first, "second": second}


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


# --- Text and verdicts of then -----------------------------------------------------------------------------


WHAT_STOOD_THERE = {
    -18: ("900 Kilometer", "Ungeprüft"),
    -14: ("900 Kilometer", "Unbelegt"),
    -8: ("800 Kilometer", "Unbelegt"),
    -1: ("800 Kilometer", "Falsch"),
}


@pytest.mark.parametrize(("day", "expected"), WHAT_STOOD_THERE.items())
def test_article_shows_the_text_and_the_verdict_of_then(client, story, day, expected):
    others = {"900 Kilometer", "800 Kilometer", "Ungeprüft", "Unbelegt", "Falsch"} - set(expected)

    page = text_of(client.get(as_it_stood(story["second"].get_absolute_url(), in_days(day))))
    main = page[page.index("<main") :]

    assert [words for words in expected if words not in main] == []
    assert [words for words in others if words in main and words not in story["second"].note] == []


@pytest.mark.parametrize(("day", "expected"), {-14: "Bisher weiß es nur Moskau.", -1: "Trümmer belegen"}.items())
def test_claim_shows_the_check_of_then(client, story, day, expected):
    page = text_of(client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(day))))

    assert expected in page
    assert ("Trümmer belegen" in page) == (day == -1)


def test_claim_without_a_check_yet_says_so(client, story):
    page = text_of(client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-18))))

    assert "Ungeprüft" in page
    assert "Bisher weiß es nur Moskau." not in page and "Verlauf der Bewertung" not in page


def test_claim_under_examination_then_says_so(client, story):
    with on(-18):
        claim = make_claim("Zwei Werke bauen sie.")
        make_revision(claims=[claim])
    with on(-17):
        check = make_factcheck(claim)
    with on(-16):
        checking.withdraw(check, reason="Doppelt eröffnet.", by=check.author)

    while_open = client.get(as_it_stood(claim.get_absolute_url(), in_days(-16.5)))
    afterwards = client.get(as_it_stood(claim.get_absolute_url(), in_days(-15)))

    assert [str(each.context["status"]) for each in (while_open, afterwards)] == ["In Prüfung", "Ungeprüft"]


def test_claim_whose_check_was_withdrawn_had_its_verdict_before(client, story):
    with on(-3):
        in_force = FactCheck.objects.get(claim=story["claim"], state="in_force")
        checking.withdraw(in_force, reason="Die Trümmer stammen von anderswo.", by=make_editor())

    then = client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-4)))
    later = client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-2)))

    assert [str(each.context["status"]) for each in (then, later)] == ["Falsch", "Ungeprüft"]
    assert later.context["claim"].status_since == FactCheck.objects.get(pk=in_force.pk).in_force_until


def test_pages_of_now_and_of_this_minute_say_the_same(client, story):
    claim = story["claim"].get_absolute_url()

    now, then = client.get(claim), client.get(as_it_stood(claim, timezone.now()))

    for name in ("said", "true", "verdicts"):
        assert now.context[name] == then.context[name]
    assert str(now.context["status"]) == str(then.context["status"])


def test_front_page_shows_the_headlines_and_verdicts_of_then(client, story):
    then = client.get(as_it_stood("/", in_days(-14)))
    now = client.get("/")

    assert [then.context["lead"], now.context["lead"]] == [story["first"], story["second"]]
    assert [list(then.context["still_unproven"]), list(then.context["freshly_checked"])] == [[story["claim"]], []]
    assert [list(now.context["still_unproven"]), list(now.context["freshly_checked"])] == [[], [story["claim"]]]
    assert [claim.status.slug for claim in then.context["lead"].claims.all()] == ["unbelegt"]


def test_front_page_before_the_first_article_is_empty(client, story):
    response = client.get(as_it_stood("/", in_days(-30)))

    assert (response.status_code, response.context["lead"]) == (200, None)


@pytest.mark.parametrize(
    ("day", "verdict", "found"),
    [
        (-14, "unbelegt", 1),
        (-14, "falsch", 0),
        (-18, "ungeprueft", 1),
        (-14, "ungeprueft", 0),
        (-1, "falsch", 1),
        (-30, "", 0),
    ],
)
def test_claim_index_filters_by_the_verdict_of_then(client, story, day, verdict, found):
    address = f"{as_it_stood(reverse('claim_list'), in_days(day))}&verdict={verdict}"

    page = client.get(address).context["page"]

    assert len(page.object_list) == page.paginator.count == found


def test_claim_index_is_in_the_order_of_then(client, story):
    with on(-19):
        other = make_claim("Sie ist teuer.")
        make_revision(claims=[other])
    with on(-12):
        judge(other, "falsch", "Der Haushalt nennt einen kleinen Preis.")

    then = client.get(as_it_stood(reverse("claim_list"), in_days(-11))).context["page"].object_list
    now = client.get(reverse("claim_list")).context["page"].object_list

    assert [list(then), list(now)] == [[other, story["claim"]], [story["claim"], other]]


def test_evidence_that_came_later_is_not_known_then(client, story):
    with on(-19):
        early = make_evidence(story["claim"], quotation="Wir haben gezählt.")
    with on(-2):
        make_evidence(story["claim"], quotation="Wir haben nachgezählt.")

    then = client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-10)))

    assert then.context["columns"]["supports"] == [early]
    assert Evidence.objects.count() == 2


def test_inquiry_is_unanswered_until_the_answer_came(client, story):
    with on(-19):
        asked = Inquiry(claim=story["claim"], addressee="Verteidigungsministerium", asked_on=in_days(-19).date())
        writing.save(asked, by=make_reporter())
    with on(-3):
        asked.answered_on, asked.answer = in_days(-3).date(), "Kein Kommentar."
        writing.save(asked, by=make_reporter())

    earlier, later = (client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(day))) for day in (-10, -1))

    assert "Eine Antwort steht aus." in text_of(earlier) and "Kein Kommentar." not in text_of(earlier)
    assert "Kein Kommentar." in text_of(later)


def test_sources_keep_the_protection_they_have_today(client, story):
    with on(-2):
        source = Source.objects.get(name="Kreml")
        source.kind, source.role, source.anonymity_reason = "anonymous", "ein Beamter", "Er fürchtet um seine Stelle."
        writing.save(source, by=make_reporter())

    pages = [as_it_stood(story[which].get_absolute_url(), in_days(-14)) for which in ("claim", "second")]

    assert [page for page in pages if "Kreml" in text_of(client.get(page))] == []


def test_nothing_is_stored_by_looking_back(client, story):
    before = (Claim.objects.values().get(pk=story["claim"].pk), list(FactCheck.objects.order_by("pk").values()))

    client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-18)))

    after = (Claim.objects.values().get(pk=story["claim"].pk), list(FactCheck.objects.order_by("pk").values()))
    assert before == after


# --- Half-open intervals -----------------------------------------------------------------------------------


def test_minute_of_a_change_belongs_to_the_new_revision_alone(client, story):
    change = story["second"].live_from
    address = story["second"].get_absolute_url()

    found = [
        client.get(as_it_stood(address, moment)).context["revision"].number
        for moment in (change - timedelta(microseconds=1), change)
    ]

    assert found == [1, 2]


def test_minute_of_a_verdict_belongs_to_the_new_verdict_alone(client, story):
    change = FactCheck.objects.get(claim=story["claim"], state="in_force").in_force_from
    address = story["claim"].get_absolute_url()

    found = [
        str(client.get(as_it_stood(address, moment)).context["status"])
        for moment in (change - timedelta(microseconds=1), change)
    ]

    assert found == ["Unbelegt", "Falsch"]


def test_links_of_corrections_and_verdicts_lead_right_before_and_into_them(client, story):
    article = text_of(client.get(story["second"].get_absolute_url()))
    claim = text_of(client.get(story["claim"].get_absolute_url()))
    before, then = (re.findall(r'href="([^"]*\?stand=[^"]*)"', page)[0] for page in (article, claim))

    assert client.get(before).context["revision"] == story["first"]
    assert str(client.get(story["claim"].get_absolute_url() + then).context["status"]) == "Unbelegt"


# --- What is not shown -------------------------------------------------------------------------------------


def test_withdrawn_article_stays_withdrawn_at_every_moment(client, story):
    with on(-1):
        story["article"].refresh_from_db()
        publishing.withdraw(story["article"], note="Der Text verletzte Rechte.", by=make_editor())

    pages = [client.get(as_it_stood(story["first"].get_absolute_url(), in_days(day))) for day in (-18, -8, -0.5)]

    assert [page.status_code for page in pages] == [410] * 3
    assert all("Der Text verletzte Rechte." in text_of(page) and "Kilometer" not in text_of(page) for page in pages)
    assert not any("So stand es am" in text_of(page) for page in pages)
    assert "Moskau rühmt" not in text_of(client.get(as_it_stood("/", in_days(-8))))


def test_article_published_again_does_not_show_what_was_withdrawn(client, story):
    article = story["article"]
    with on(-3):
        article.refresh_from_db()
        publishing.withdraw(article, note="Der Text verletzte Rechte.", by=make_editor())
    with on(-2):
        article.refresh_from_db()
        again = make_revision(article)

    before, between, after = (
        client.get(as_it_stood(again.get_absolute_url(), in_days(day))) for day in (-8, -2.5, -1)
    )

    assert [page.status_code for page in (before, between, after)] == [410, 410, 200]
    assert client.get(as_it_stood("/", in_days(-8))).context["lead"] is None


def test_claim_that_no_article_carries_any_more_is_not_found_in_the_past(client, story):
    with on(-1):
        Annotation.objects.filter(claim=story["claim"]).delete()
        story["article"].refresh_from_db()
        make_revision(story["article"])

    claim = client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-14)))
    article = client.get(as_it_stood(story["second"].get_absolute_url(), in_days(-14)))

    assert claim.status_code == 404
    assert (article.status_code, article.context["notes"]) == (200, [])


def test_article_that_was_not_there_yet_says_so(client, story):
    response = client.get(as_it_stood(story["second"].get_absolute_url(), in_days(-20.5)))

    assert response.status_code == 404
    assert re.search(r"Diesen Artikel gab es am .* noch nicht\.", text_of(response))
    assert f'href="{story["second"].get_absolute_url()}"' in text_of(response)
    assert response["X-Robots-Tag"] == "noindex"


def test_claim_that_was_in_no_article_yet_says_so(client, story):
    response = client.get(as_it_stood(story["claim"].get_absolute_url(), in_days(-20.5)))

    assert response.status_code == 404
    assert "in keinem unserer Artikel" in text_of(response)


@pytest.mark.parametrize("name", ["article", "claim"])
def test_records_that_never_were_are_just_not_found(client, name):
    response = client.get(as_it_stood(reverse(name, args=[99999, "x"]), in_days(-1)))

    assert response.status_code == 404
    assert "So stand es am" not in text_of(response)


# --- The frame ---------------------------------------------------------------------------------------------


def framed_pages(story):
    return ["/", reverse("claim_list"), story["second"].get_absolute_url(), story["claim"].get_absolute_url()]


def test_frame_says_that_this_is_the_past_and_leads_back(client, story):
    for address in framed_pages(story):
        response = client.get(as_it_stood(address, in_days(-8)))
        page = text_of(response)

        assert response.status_code == 200, address
        assert 'aria-label="Kein heutiger Stand"' in page and "So stand es am" in page
        assert f'<a href="{address}" data-today>Zum heutigen Stand</a>' in page
        assert "<title>Stand " in page and " bygone" in page
        assert '<meta name="robots" content="noindex">' in page
        assert f'<link rel="canonical" href="http://testserver{address}">' in page
        assert "hreflang" not in page[: page.index("</head>")]
        assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "private, no-store")


def test_pages_of_now_have_no_frame(client, story):
    for address in framed_pages(story):
        for asked in (address, f"{address}?stand=", f"{address}?stand=+"):
            response = client.get(asked)

            assert response.status_code == 200
            assert "bygone" not in text_of(response)
            assert not response.has_header("X-Robots-Tag")


def test_links_within_the_frame_keep_the_moment(client, story):
    at = in_days(-8)
    for address in framed_pages(story):
        page = text_of(client.get(as_it_stood(address, at)))
        links = set(re.findall(r'<a\b(?![^>]*data-today)[^>]*href="(/[^"#]*)', page))
        travelling = [link for link in links if re.match(r"/(en/)?(\?|$|artikel|behauptung)", link)]
        elsewhere = links - set(travelling)

        assert travelling
        assert [link for link in travelling if "stand=" not in link] == []
        assert [link for link in elsewhere if "stand=" in link] == []


def test_links_keep_their_own_question_beside_the_moment(client, story):
    for number in range(35):
        make_revision(claims=[make_claim(f"Satz {number}.")])
    address = f"{as_it_stood(reverse('claim_list'), timezone.now())}&q=Satz"

    page = text_of(client.get(address))

    assert re.search(r'href="\?stand=[^"]+&amp;q=Satz&amp;page=2"', page)
    assert '<input type="hidden" name="stand"' in page


def test_old_address_leads_to_the_present_one_at_the_same_moment(client, story):
    at = in_days(-8)

    response = client.get(as_it_stood(reverse("article", args=[story["article"].pk, "frueher"]), at))

    assert response.status_code == 301
    assert response["Location"] == f"{story['second'].get_absolute_url()}?stand={quote(written_moment(at), safe='')}"


def test_english_pages_frame_the_past_in_english(client, story):
    page = client.get("/en" + as_it_stood(story["second"].get_absolute_url(), in_days(-8)))

    assert page.status_code == 200
    assert '<html lang="en">' in text_of(page)


def test_form_at_the_foot_offers_to_look_back(client, story):
    for which in ("second", "claim"):
        page = text_of(client.get(story[which].get_absolute_url()))

        assert f'<form class="moment" method="get" action="{story[which].get_absolute_url()}">' in page


# --- Bad and future moments --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("gestern", "verstehen wir nicht"),
        ("2024-02-30", "verstehen wir nicht"),
        ("2024-11-26T25:00", "verstehen wir nicht"),
        ("' OR 1=1 --", "verstehen wir nicht"),
        ("\x00", "verstehen wir nicht"),
        ("9" * 5000, "verstehen wir nicht"),
        ("2025-03-30T02:30", "nicht: Die Uhr wurde vorgestellt"),
        ("2025-10-26T02:30", "zweimal"),
        ("2999-01-01T12:00", "liegt in der Zukunft"),
        ("9999-12-31", "liegt in der Zukunft"),
    ],
)
def test_bad_moment_is_refused_in_a_sentence_with_a_way_on(client, story, asked, words):
    for address in framed_pages(story):
        response = client.get(address, {"stand": asked})
        page = text_of(response)

        assert response.status_code == 400
        assert words in page and f'<a href="{address}">Zum heutigen Stand</a>' in page
        assert response["X-Robots-Tag"] == "noindex"


def test_very_early_moment_is_just_before_everything(client, story):
    codes = [client.get(address, {"stand": "0001-01-02"}).status_code for address in framed_pages(story)]

    assert codes == [200, 200, 404, 404]


def test_repeated_hour_can_be_chosen(client, story):
    page = text_of(client.get("/", {"stand": "2025-10-26T02:30"}))

    choices = re.findall(r'href="(/\?stand=[^"]+)"', page)

    assert len(choices) == 2
    assert [client.get(each).status_code for each in choices] == [200, 200]


def test_today_alone_means_as_far_as_today_has_come(client, story):
    response = client.get("/", {"stand": timezone.localdate().isoformat()})

    assert response.status_code == 200
    assert response.context["lead"] == story["second"]


@pytest.fixture
def planned(story):
    """Plan an update of the story and a first publication, both for next week."""
    article = story["article"]
    article.refresh_from_db()
    article.headline = "Moskau zeigt die Rakete"
    writing.save(article, by=make_reporter())
    update = make_revision(article, live_from=in_days(7))
    claim = make_claim("Sie kommt nach Belarus.")
    return {"update": update, "new": make_revision(claims=[claim], live_from=in_days(7)), "claim": claim}


def test_desk_looks_ahead_at_what_is_planned(client, story, planned):
    client.force_login(make_user("Fact-checker"))
    at = in_days(8)

    update, new = (client.get(as_it_stood(planned[name].get_absolute_url(), at)) for name in ("update", "new"))
    front, claim = client.get(as_it_stood("/", at)), client.get(as_it_stood(planned["claim"].get_absolute_url(), at))

    assert [page.status_code for page in (update, new, front, claim)] == [200] * 4
    assert "Moskau zeigt die Rakete" in text_of(update) and "Das sieht nur die Redaktion." in text_of(update)
    assert [note.claim for note in new.context["notes"]] == [planned["claim"]]
    assert {front.context["lead"], *front.context["seconds"]} == {planned["update"], planned["new"]}
    for page in (update, new, front, claim):
        assert page["Cache-Control"] == "private, no-store"
        assert "Cookie" in page["Vary"]


def test_desk_sees_nothing_of_the_plan_before_its_minute(client, story, planned):
    client.force_login(make_editor())

    response = client.get(as_it_stood(story["second"].get_absolute_url(), in_days(6.9)))

    assert response.context["revision"] == story["second"]


READERS = {
    "anonymous": None,
    "an account without the desk": lambda: make_chief(is_staff=False),
    "staff without a role": make_user,
    "somebody who left": lambda: make_chief(is_active=False),
}


@pytest.mark.parametrize("reader", READERS)
def test_readers_see_nothing_of_what_is_planned(client, story, planned, reader):
    if READERS[reader]:
        client.force_login(READERS[reader]())
    at = in_days(8)
    addresses = ["/", reverse("claim_list"), planned["update"].get_absolute_url(), story["claim"].get_absolute_url()]
    addresses += [planned["new"].get_absolute_url(), planned["claim"].get_absolute_url()]

    pages = [client.get(as_it_stood(address, at)) for address in addresses]

    assert [page.status_code for page in pages] == [400] * 6
    assert not any("Moskau zeigt" in text_of(page) or "Belarus" in text_of(page) for page in pages)
    assert {page["Cache-Control"] for page in pages} == {"private, no-store"}


def test_plan_is_not_there_without_a_moment_even_for_the_desk(client, story, planned):
    client.force_login(make_editor())

    assert client.get(planned["new"].get_absolute_url()).status_code == 404


# --- How many questions ------------------------------------------------------------------------------------


def questions(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("size", [1, 3, 30])
def test_pages_of_then_ask_what_those_of_now_do_and_an_article_two_questions_more(client, size):
    with on(-20):
        claims = [make_claim(f"Satz {number} stimmt.") for number in range(size)]
        for claim in claims:
            make_evidence(claim)
            make_factcheck(claim, state="in_force")
        revision = make_revision(claims=claims)
    more = {"/": 0, reverse("claim_list"): 0, revision.get_absolute_url(): 2, claims[0].get_absolute_url(): 0}

    now = {address: questions(client, address) for address in more}
    then = {address: questions(client, as_it_stood(address, in_days(-10))) for address in more}

    assert {address: then[address] - now[address] for address in more} == more


def test_reply_stands_there_from_when_it_was_printed(client, story):
    printed = {"text": "Die Rakete überwindet nichts.", "received_on": in_days(-4).date()}
    with on(-2):
        reply = make_reply(story["article"], claim=story["claim"], **printed)

    addresses = [story["second"].get_absolute_url(), story["claim"].get_absolute_url()]
    before, after = (
        ["überwindet nichts" in text_of(client.get(as_it_stood(address, in_days(day)))) for address in addresses]
        for day in (-3, -1)
    )

    assert (before, after, reply.live_until) == ([False, False], [True, True], None)
