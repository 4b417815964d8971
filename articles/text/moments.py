"""Read the moment that somebody wrote into an address: „2024-11-26T14:00“, a day alone, or with an offset from UTC."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
GERMAN = r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})"
SECONDS = r"(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,6}))?)?"
CLOCK = r"(?:(?:T|,?\s)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})" + SECONDS
# A plus sign in an address is a space once it has been decoded, so a space before the offset is one.
OFFSET = r"(?P<offset>Z|[+\- ][0-9]{2}:?[0-9]{2})?)?"
SHAPES = [re.compile(day + CLOCK + OFFSET) for day in (ISO, GERMAN)]
END_OF_DAY = time(23, 59, 59, 999_999)


class NoMoment(ValueError):
    """Why words name no moment: they are „unreadable“, or the clock change „skipped“ or „repeated“ the hour."""

    def __init__(self, code: str, choices: list[datetime] | None = None) -> None:
        self.code, self.choices = code, choices or []
        super().__init__(code)


def read_moment(words: str, *, zone: tzinfo) -> datetime:
    """Return the moment in UTC; without an offset it is `zone`'s clock, and a day alone means its last instant."""
    found = next((match for shape in SHAPES if (match := shape.fullmatch(words.strip()))), None)
    if found is None:
        raise NoMoment("unreadable")
    try:
        local = _local(found)
        offset = found["offset"]
        return (local - _distance(offset)).replace(tzinfo=UTC) if offset else _on_the_clock(local, zone)
    except (OverflowError, TypeError) as error:
        raise NoMoment("unreadable") from error
    except ValueError as error:
        raise error if isinstance(error, NoMoment) else NoMoment("unreadable") from error


def _local(found: re.Match[str]) -> datetime:
    day = datetime(int(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return datetime.combine(day, END_OF_DAY)
    part = (found["part"] or "0").ljust(6, "0")
    return day.replace(
        hour=int(found["hour"]), minute=int(found["minute"]), second=int(found["second"] or 0), microsecond=int(part)
    )


def _distance(offset: str) -> timedelta:
    if offset == "Z":
        return timedelta()
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        raise NoMoment("unreadable")
    return timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)


def _on_the_clock(local: datetime, zone: tzinfo) -> datetime:
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    # Of an hour that is skipped, the earlier reading lies behind the later one.
    if first.astimezone(UTC) > second.astimezone(UTC):
        raise NoMoment("skipped")
    raise NoMoment("repeated", [first.astimezone(UTC), second.astimezone(UTC)])


def written_moment(at: datetime) -> str:
    """Return the moment as an address carries it: in UTC, exact, and with nothing in it that needs escaping."""
    there = at.astimezone(UTC)
    return there.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if there.microsecond else there.strftime("%Y-%m-%dT%H:%M:%SZ")
