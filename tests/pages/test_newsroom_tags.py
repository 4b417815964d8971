import datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from articles.templatetags.newsroom import day, lowered, moment

SUMMER = datetime.datetime(2024, 7, 1, 22, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", ("2. Juli 2024", "2. Juli 2024, 0.05 Uhr")), ("en", ("2 July 2024", "2 July 2024, 00:05"))],
)
def test_dates_are_those_of_berlin_and_written_in_the_reader_s_language(language, expected):
    with translation.override(language):
        written = day(SUMMER), moment(SUMMER)

    assert tuple(words.replace("\u00a0", " ") for words in written) == expected


def test_day_of_a_plain_date_needs_no_clock():
    assert day(datetime.date(2024, 11, 26)).replace("\u00a0", " ") == "26. November 2024"


@pytest.mark.parametrize("filtered", [day, moment])
def test_dates_that_are_missing_are_written_as_nothing(filtered):
    assert filtered(None) == ""


@pytest.mark.parametrize(("label", "expected"), [("Größtenteils falsch", "größtenteils falsch"), ("", "")])
def test_lowered_changes_the_first_letter_alone(label, expected):
    assert lowered(label) == expected


def rendered(template, address):
    context = Context({"request": RequestFactory().get(address)})
    return Template("{% load newsroom %}{% autoescape off %}" + template + "{% endautoescape %}").render(context)


def test_in_language_keeps_page_and_query():
    assert rendered('{% in_language "en" %}', "/suche/?q=Mauer") == "/en/suche/?q=Mauer"


def test_without_drops_one_parameter_and_the_page():
    address = "/behauptungen/?verdict=falsch&q=a%26b&page=3&topic="

    assert rendered('{% without "verdict" %}', address) == "/behauptungen/?q=a%26b"
    assert rendered('{% without "q" %}', "/behauptungen/?q=a") == "/behauptungen/"


def test_absolute_leaves_the_query_away():
    assert rendered("{% absolute %}", "/suche/?q=Mauer") == "http://testserver/suche/"
