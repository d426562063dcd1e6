"""Wall time and place to instants and back, right across daylight-saving changes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from duespark.engine.errors import Invalid


class UnknownZone(Invalid):
    code = "schedule.unknown_zone"
    sentence = "There is no time zone {zone!r}. Use an IANA name such as Europe/Warsaw."


@lru_cache(maxsize=1024)
def find_zone(zone: str) -> ZoneInfo:
    """The IANA time zone of this name. Raises `UnknownZone`.

    >>> find_zone("Mars/Olympus")
    Traceback (most recent call last):
    duespark.engine.schedule.local_time.UnknownZone: There is no time zone 'Mars/Olympus'. \
Use an IANA name such as Europe/Warsaw.
    """
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise UnknownZone(pointer="/zone", zone=zone) from None


@lru_cache(maxsize=8192)  # policies ask for the same few times of the same few days again and again
def to_utc(day: date, at: time, zone: str) -> datetime:
    """The instant, in UTC, when clocks in `zone` show `at` on `day`.

    A time that occurs twice (clocks go back) means the first; a time that never occurs (clocks go forward)
    means the first instant after the gap. Raises `UnknownZone`.

    >>> to_utc(date(2026, 3, 8), time(2, 30), "America/New_York").isoformat()
    '2026-03-08T07:00:00+00:00'
    >>> to_utc(date(2026, 11, 1), time(1, 30), "America/New_York").isoformat()
    '2026-11-01T05:30:00+00:00'
    """
    place = find_zone(zone)
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    instant = wall.replace(tzinfo=place).astimezone(UTC)
    if instant.astimezone(place).replace(tzinfo=None) == wall:
        return instant
    return _end_of_gap(wall.replace(tzinfo=place, fold=1).astimezone(UTC), instant, place)


def _end_of_gap(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The first whole second in (before, after] at which the new offset holds."""
    offset = after.astimezone(place).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        reached = (before + timedelta(seconds=middle)).astimezone(place).utcoffset() == offset
        low, high = (low, middle) if reached else (middle, high)
    return (before + timedelta(seconds=high)).replace(microsecond=0)


def local_date(instant: datetime, zone: str) -> date:
    """The calendar day in `zone` at `instant` (which carries its own zone). Raises `UnknownZone`.

    >>> local_date(datetime(2025, 12, 31, 11, 30, tzinfo=UTC), "Pacific/Auckland")
    datetime.date(2026, 1, 1)
    """
    return instant.astimezone(find_zone(zone)).date()
