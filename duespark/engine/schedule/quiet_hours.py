"""Quiet hours: when people may be written to, and the next moment when they may."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from duespark.engine.errors import Invalid
from duespark.engine.schedule.local_time import find_zone, to_utc

SEARCH_DAYS = 400


class NeverOpen(Invalid):
    code = "schedule.never_open"
    sentence = "Nothing could ever be sent: {problem}."


def is_allowed(
    instant: datetime, *, zone: str, opens: time, closes: time, weekdays: frozenset[int], holidays: Collection[date]
) -> bool:
    """Whether clocks in `zone` show a time from `opens` up to, not including, `closes` on a day that is not quiet.

    >>> monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> is_allowed(monday, zone="UTC", opens=time(8), closes=time(18), weekdays=frozenset({0}), holidays=())
    True
    """
    wall = instant.astimezone(find_zone(zone))
    return opens <= wall.time() < closes and wall.weekday() in weekdays and wall.date() not in holidays


def next_allowed(
    instant: datetime, *, zone: str, opens: time, closes: time, weekdays: frozenset[int], holidays: Collection[date]
) -> datetime:
    """`instant` itself, in UTC, when it is not in quiet hours, else the next opening after it.

    `weekdays` are 0 for Monday to 6 for Sunday; holidays are calendar days in `zone`. Raises `NeverOpen` when
    no weekday is given, the window is empty or none opens within 400 days, and `UnknownZone`.

    >>> friday_night = datetime(2026, 2, 27, 22, tzinfo=UTC)
    >>> next_allowed(friday_night, zone="Europe/Berlin", opens=time(9), closes=time(17),
    ...              weekdays=frozenset(range(5)), holidays={date(2026, 3, 2)}).isoformat()
    '2026-03-03T08:00:00+00:00'
    """
    if opens >= closes:
        raise NeverOpen(problem=f"the hours from {opens} to {closes} are empty")

    def allowed(moment: datetime) -> bool:
        return is_allowed(moment, zone=zone, opens=opens, closes=closes, weekdays=weekdays, holidays=holidays)

    if allowed(instant):
        return instant.astimezone(UTC)
    today = instant.astimezone(find_zone(zone)).date()
    for days in range(SEARCH_DAYS):
        opening = to_utc(today + timedelta(days=days), opens, zone)
        if opening > instant and allowed(opening):
            return opening
    raise NeverOpen(problem="no weekday is allowed, or holidays take them all")
