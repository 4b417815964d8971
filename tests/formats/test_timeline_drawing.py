"""The timeline: a lane for each answer, by time, without overlaps or gaps."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.formats.timeline_drawing import LEAST, Answer, Span, timeline

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
OPEN, DOCUMENTED = Answer("„?“", "offen", "said"), Answer("„✓“", "belegt", "said")
UNPROVEN, FALSE = Answer("?", "Unbelegt", "unproven"), Answer("✗", "Falsch", "refuted")
UNCHECKED = (Answer("○", "Ungeprüft", "unchecked"),) * 2


def day(number):
    return START + timedelta(days=number)


def lanes(*spans, now=10, width=340):
    made = [Span(day(start), None if end is None else day(end), said, true) for start, end, said, true in spans]
    return timeline(made, now=day(now), unchecked=UNCHECKED, width=width)


def told(lane):
    return [stretch.answer.word for stretch in lane]


def test_one_check_fills_both_lanes():
    drawn = lanes((0, None, DOCUMENTED, UNPROVEN))

    assert (told(drawn.said), told(drawn.true)) == (["belegt"], ["Unbelegt"])
    assert (drawn.said[0].x, drawn.said[0].width) == (0, 340)


def test_an_answer_that_did_not_change_goes_on_while_the_other_does():
    drawn = lanes((0, 4, DOCUMENTED, UNPROVEN), (4, None, DOCUMENTED, FALSE))

    assert (told(drawn.said), told(drawn.true)) == (["belegt"], ["Unbelegt", "Falsch"])
    assert drawn.true[0].width < drawn.true[1].width


def test_time_without_a_check_in_force_is_unchecked():
    withdrawn = lanes((0, 4, OPEN, FALSE))
    again = lanes((0, 2, OPEN, FALSE), (6, None, OPEN, UNPROVEN))

    assert told(withdrawn.true) == ["Falsch", "Ungeprüft"]
    assert told(again.true) == ["Falsch", "Ungeprüft", "Unbelegt"]


def test_spans_are_told_in_order_of_time():
    drawn = lanes((4, None, OPEN, FALSE), (0, 4, OPEN, UNPROVEN))

    assert told(drawn.true) == ["Unbelegt", "Falsch"]


@pytest.mark.parametrize("count", [1, 2, 7, 40])
@pytest.mark.parametrize("width", [340, 800])
def test_stretches_fill_the_lane_without_overlapping(count, width):
    spans = [(number, number + 1, DOCUMENTED, [UNPROVEN, FALSE][number % 2]) for number in range(count)]

    lane = lanes(*spans, now=count, width=width).true

    ends = [0, *(stretch.x + stretch.width for stretch in lane)]
    assert all(abs(stretch.x - end) < 0.3 for stretch, end in zip(lane, ends, strict=False))
    assert abs(ends[-1] - width) < 0.3


def test_a_short_stretch_keeps_room_for_its_sign_and_leaves_out_the_word():
    short = Span(START, START + timedelta(minutes=1), OPEN, FALSE)
    long = Span(START + timedelta(minutes=1), None, OPEN, UNPROVEN)

    lane = timeline([short, long], now=day(400), unchecked=UNCHECKED, width=340).true

    assert lane[0].width >= LEAST - 0.1
    assert (lane[0].words, lane[1].words) == ("✗", "? Unbelegt")


def test_a_check_that_came_into_force_this_instant_is_drawn():
    drawn = lanes((10, None, OPEN, FALSE), now=10)

    assert told(drawn.true) == ["Falsch"]
