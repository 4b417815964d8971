"""Moments in addresses: read as people write them, refused by name where the clock has no such hour."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.moments import NoMoment, read_moment, written_moment

BERLIN = ZoneInfo("Europe/Berlin")
READ = {
    "2024-11-26T14:00": datetime(2024, 11, 26, 13, 0, tzinfo=UTC),
    "2024-07-26T14:00": datetime(2024, 7, 26, 12, 0, tzinfo=UTC),
    " 2024-11-26 14:00 ": datetime(2024, 11, 26, 13, 0, tzinfo=UTC),
    "2024-11-26T14:00:05": datetime(2024, 11, 26, 13, 0, 5, tzinfo=UTC),
    "2024-11-26T14:00:05.25": datetime(2024, 11, 26, 13, 0, 5, 250_000, tzinfo=UTC),
    "2024-11-26T14:00Z": datetime(2024, 11, 26, 14, 0, tzinfo=UTC),
    "2024-11-26T14:00+05:30": datetime(2024, 11, 26, 8, 30, tzinfo=UTC),
    "2024-11-26T14:00 05:30": datetime(2024, 11, 26, 8, 30, tzinfo=UTC),
    "2024-11-26T14:00-0800": datetime(2024, 11, 26, 22, 0, tzinfo=UTC),
    "2024-11-26": datetime(2024, 11, 26, 22, 59, 59, 999_999, tzinfo=UTC),
    "26.11.2024": datetime(2024, 11, 26, 22, 59, 59, 999_999, tzinfo=UTC),
    "26.11.2024, 14.00": datetime(2024, 11, 26, 13, 0, tzinfo=UTC),
    "2024-10-27T02:30+02:00": datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    "2024-10-27T02:30+01:00": datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
    "2024-02-29": datetime(2024, 2, 29, 22, 59, 59, 999_999, tzinfo=UTC),
}
REFUSED = {
    **dict.fromkeys(["gestern", "", "2024", "2024-11", "2024-13-01", "2024-02-30", "2023-02-29"], "unreadable"),
    **dict.fromkeys(["2024-11-26T25:00", "2024-11-26T14:60", "2024-11-26T14", "2024-11-26T"], "unreadable"),
    **dict.fromkeys(["2024-11-26T14:00+99:00", "2024-11-26T14:00+02:99", "٢٠٢٤-١١-٢٦"], "unreadable"),
    **dict.fromkeys(["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0000-01-01"], "unreadable"),
    **dict.fromkeys(["2024-11-26T14:00\x00", "2024-11-26' OR 1=1", "<b>", "2024-W48-2", "20241126"], "unreadable"),
    "2025-03-30T02:30": "skipped",
    "2024-10-27T02:30": "repeated",
}


@pytest.mark.parametrize(("words", "expected"), READ.items())
def test_read_moment_understands(words, expected):
    assert read_moment(words, zone=BERLIN) == expected


@pytest.mark.parametrize(("words", "code"), REFUSED.items())
def test_read_moment_refuses_by_name(words, code):
    with pytest.raises(NoMoment) as refusal:
        read_moment(words, zone=BERLIN)

    assert refusal.value.code == code


def test_read_moment_offers_both_hours_that_the_clock_had():
    with pytest.raises(NoMoment) as refusal:
        read_moment("2024-10-27T02:30", zone=BERLIN)

    assert refusal.value.choices == [
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
        datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
    ]


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2999, 12, 31)))
def test_written_moment_is_read_back_exactly(at):
    at = at.replace(tzinfo=UTC)

    assert read_moment(written_moment(at), zone=BERLIN) == at


@given(st.text(max_size=40))
def test_read_moment_knows_only_moments_and_refusals(words):
    try:
        found = read_moment(words, zone=BERLIN)
    except NoMoment as refusal:
        found = refusal

    assert isinstance(found, datetime | NoMoment)
