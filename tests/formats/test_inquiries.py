"""Whom we asked: what a reader is told on each day around a deadline, by the clock of Berlin."""

from datetime import UTC, date, datetime

import pytest

from articles.formats.inquiries import asked
from articles.models import Inquiry
from articles.workflow import clock, writing
from tests.make import make_claim, make_reporter, make_revision

DEADLINE = date(2026, 3, 29)  # the night before it, the clocks are put forward


def inquiry(**fields):
    return Inquiry(**{"addressee": "Pressestelle", "asked_on": date(2026, 3, 20), "deadline": DEADLINE} | fields)


@pytest.mark.parametrize(
    ("fields", "today", "state"),
    [
        ({}, date(2026, 3, 28), "running"),
        ({}, DEADLINE, "running"),
        ({}, date(2026, 3, 30), "silent"),
        ({"deadline": None}, date(2030, 1, 1), "waiting"),
        ({"answered_on": DEADLINE, "answer": "Nein."}, date(2026, 4, 1), "answered"),
        ({"answered_on": date(2026, 3, 30), "answer": "Nein."}, date(2026, 4, 1), "late"),
        ({"answered_on": date(2026, 3, 30), "answer": "Nein.", "deadline": None}, date(2026, 4, 1), "answered"),
    ],
)
def test_asked_knows_where_an_inquiry_stands(fields, today, state):
    (found,) = asked([inquiry(**fields)], today=today)

    assert (found.state, found.is_overdue) == (state, state == "silent")


@pytest.mark.parametrize("channel", Inquiry._meta.get_field("channel").choices)
def test_asked_names_every_way(channel):
    (found,) = asked([inquiry(channel=channel[0])], today=DEADLINE)

    assert str(found.way)


MOMENTS = {
    "a second before the day ends in Berlin": (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), "Die Frist läuft bis"),
    "when it ends in Berlin, and not yet in London": (datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC), "kam keine Antwort"),
    "when it begins in Berlin": (datetime(2026, 3, 28, 23, 0, 0, tzinfo=UTC), "Die Frist läuft bis"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS)
def test_claim_page_turns_at_midnight_in_berlin(client, moment):
    at, words = MOMENTS[moment]
    claim = make_claim()
    writing.save(inquiry(claim=claim), by=make_reporter())
    with clock.as_of(datetime(2026, 3, 20, tzinfo=UTC)):
        make_revision(claims=[claim])

    with clock.as_of(at):
        html = client.get(claim.get_absolute_url()).content.decode()

    assert words in html
    assert "29.\u00a0März\u00a02026" in html


@pytest.mark.django_db
def test_claim_page_quotes_answers_and_hides_what_is_not_public(client):
    claim, by = make_claim(), make_reporter()
    answer = {"answered_on": date(2026, 3, 22), "answer": "Das ist „frei“ erfunden."}
    writing.save(inquiry(claim=claim, channel="phone", **answer), by=by)
    writing.save(inquiry(claim=claim, addressee="Vertrauliche Stelle", public=False), by=by)
    make_revision(claims=[claim])

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "Wir haben angefragt" in html
    assert "angefragt am 20.\u00a0März\u00a02026 am Telefon." in html
    assert "Die Antwort kam am 22.\u00a0März\u00a02026:" in html
    assert "„Das ist ‚frei‘ erfunden.“" in html
    assert "Vertrauliche Stelle" not in html


@pytest.mark.django_db
def test_claim_page_without_inquiries_says_nothing_of_them(client):
    claim = make_claim()
    make_revision(claims=[claim])

    assert "Wir haben angefragt" not in client.get(claim.get_absolute_url()).content.decode()
