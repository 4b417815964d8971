"""Who is here: by the clock, with a time-out, each window for itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from articles.models import Presence
from articles.workflow import clock, presence
from tests import make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def notice(article, person, *, window="w1", screen="form", after=0):
    with clock.as_of(NOON + timedelta(seconds=after)):
        presence.notice(article, screen=screen, window=window, by=person)


def seen(article, person, *, window="own", after=0):
    with clock.as_of(NOON + timedelta(seconds=after)):
        return [(each.user, each.window) for each in presence.others(article, window=window, by=person)]


@pytest.fixture
def article():
    return make.make_article()


@pytest.fixture
def mia():
    return make.make_reporter()


@pytest.fixture
def dana():
    return make.make_editor()


@pytest.mark.parametrize(("after", "is_here"), [(0, True), (44, True), (45, False), (3600, False)])
def test_presence_ends_45_seconds_after_the_last_sign_of_life(article, mia, dana, after, is_here):
    notice(article, dana)

    assert (seen(article, mia, after=after) == [(dana, "w1")]) is is_here


def test_presence_goes_on_with_every_sign_of_life(article, mia, dana):
    for after in (0, 15, 30, 45, 60):
        notice(article, dana, after=after)

    assert seen(article, mia, after=100) == [(dana, "w1")]
    assert Presence.objects.get().opened_at == NOON


def test_presence_begins_anew_after_a_time_out(article, dana):
    notice(article, dana)
    notice(article, dana, after=60)

    assert Presence.objects.get().opened_at == NOON + timedelta(seconds=60)


def test_presence_does_not_tell_a_window_of_itself_but_of_ones_second_window(article, mia, dana):
    notice(article, mia, window="own")
    notice(article, mia, window="second")
    notice(article, dana, after=1)

    assert seen(article, mia, after=2) == [(dana, "w1"), (mia, "second")]


def test_presence_is_of_one_article(article, mia, dana):
    notice(make.make_article(), dana)

    assert seen(article, mia) == []


def test_presence_ends_at_once_when_the_window_says_goodbye(article, mia, dana):
    notice(article, dana)
    presence.leave(window="w1", by=mia)
    before = seen(article, mia)
    presence.leave(window="w1", by=dana)

    assert (before, seen(article, mia)) == ([(dana, "w1")], [])


def test_presence_writes_nothing_within_ten_seconds(article, dana, django_assert_num_queries):
    notice(article, dana)
    dana.username  # noqa: B018 - roles are asked once a request; here the person is the same
    with django_assert_num_queries(1):
        notice(article, dana, after=9)
    with django_assert_num_queries(2):
        notice(article, dana, after=10)


def test_presence_forgets_old_windows_when_a_new_one_opens(article, mia, dana):
    notice(article, dana)
    notice(article, mia, after=13 * 60 * 60)

    assert [each.user for each in Presence.objects.all()] == [mia]


def test_presence_is_refused_without_the_role_of_the_screen(article):
    checker = make.make_fact_checker()

    notice(article, checker, screen="annotate")
    with pytest.raises(PermissionDenied):
        notice(article, checker, screen="form")


def test_presence_costs_the_same_for_one_and_twenty_windows(article, mia, django_assert_num_queries):
    for number in range(20):
        notice(article, make.make_reporter(), window=f"w{number}")
        if number in (0, 19):
            with django_assert_num_queries(1):
                seen(article, mia)
