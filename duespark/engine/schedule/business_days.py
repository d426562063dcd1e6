"""Business days: which days they are, moving a date onto one, and counting in them.

Weekend and holidays are settings of a company and its country, and are passed in. The conventions are those of the
2006 ISDA Definitions, section 4.12.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from duespark.engine.errors import Invalid

Convention = Literal["unadjusted", "following", "preceding", "modified_following", "modified_preceding", "nearest"]
"""Where a date moves that is no business day: nowhere, to the next, to the last before, to the next or last before
unless that lies in another month, or to the nearer one."""

SATURDAY_SUNDAY = frozenset({5, 6})
FRIDAY_SATURDAY = frozenset({4, 5})

SEARCH_DAYS = 366
_DAY = timedelta(days=1)


class NoBusinessDay(Invalid):
    code = "schedule.no_business_day"
    sentence = (
        "There is no business day within {days} days of {day}. Take a weekday out of the weekend, or some holidays out."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar:
    """Which days are off: the `weekend` (0 for Monday to 6 for Sunday) and the `holidays`."""

    weekend: frozenset[int] = SATURDAY_SUNDAY
    holidays: frozenset[date] = frozenset()


MONDAY_TO_FRIDAY = BusinessCalendar()
"""Saturdays and Sundays off, no holidays."""


def is_business_day(day: date, calendar: BusinessCalendar) -> bool:
    """Whether `day` is neither in the weekend nor a holiday.

    >>> is_business_day(date(2026, 3, 6), MONDAY_TO_FRIDAY)  # a Friday
    True
    >>> is_business_day(date(2026, 3, 6), BusinessCalendar(weekend=FRIDAY_SATURDAY))
    False
    """
    return day.weekday() not in calendar.weekend and day not in calendar.holidays


def adjust(day: date, convention: Convention, calendar: BusinessCalendar) -> date:
    """`day` itself when it is a business day, else the one the convention moves it to.

    The modified conventions leave the month only when it has no business day at all. Of two days equally near,
    "nearest" is the later. Raises `NoBusinessDay` when there is none within 366 days.

    >>> saturday = date(2026, 1, 31)
    >>> [adjust(saturday, way, MONDAY_TO_FRIDAY).isoformat() for way in ("following", "modified_following")]
    ['2026-02-02', '2026-01-30']
    """
    if convention == "unadjusted" or is_business_day(day, calendar):
        return day
    if convention == "following":
        return _search(day, _DAY, calendar)
    if convention == "preceding":
        return _search(day, -_DAY, calendar)
    if convention == "nearest":
        return _nearest(day, calendar)
    step = _DAY if convention == "modified_following" else -_DAY
    found = _search(day, step, calendar)
    return found if found.month == day.month else _search(day, -step, calendar)


def _nearest(day: date, calendar: BusinessCalendar) -> date:
    later, earlier = _search(day, _DAY, calendar), _search(day, -_DAY, calendar)
    return later if later - day <= day - earlier else earlier


def _search(day: date, step: timedelta, calendar: BusinessCalendar) -> date:
    """The first business day from `day`, itself left out, in steps of one day forward or back."""
    for steps in range(1, SEARCH_DAYS + 1):
        if is_business_day(day + steps * step, calendar):
            return day + steps * step
    raise NoBusinessDay(day=day, days=SEARCH_DAYS)


def add_business_days(day: date, days: int, calendar: BusinessCalendar) -> date:
    """The `days`th business day after `day`, before it when negative; `day` itself for 0. Raises `NoBusinessDay`.

    >>> add_business_days(date(2026, 3, 6), 1, MONDAY_TO_FRIDAY).isoformat()  # after a Friday
    '2026-03-09'
    >>> add_business_days(date(2026, 3, 7), -5, MONDAY_TO_FRIDAY).isoformat()
    '2026-03-02'
    """
    step = _DAY if days > 0 else -_DAY
    for _ in range(abs(days)):
        day = _search(day, step, calendar)
    return day


def business_days_between(start: date, end: date, calendar: BusinessCalendar) -> int:
    """How many business days there are after `start` up to and with `end`; negative when `end` is before `start`.

    It undoes `add_business_days`: going so many business days from `start` leads to `end`, when that is one.

    >>> business_days_between(date(2026, 3, 6), date(2026, 3, 13), MONDAY_TO_FRIDAY)
    5
    >>> business_days_between(date(2026, 3, 13), date(2026, 3, 6), MONDAY_TO_FRIDAY)
    -5
    """
    step = 1 if end >= start else -1
    days = range(step, (end - start).days + step, step)
    return step * sum(is_business_day(start + timedelta(days=offset), calendar) for offset in days)
