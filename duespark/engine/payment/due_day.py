"""Moving a day on which nobody works to one on which payment can be made."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Literal

from duespark.engine.errors import Invalid

Convention = Literal["unadjusted", "following", "preceding", "modified_following"]
"""What becomes of such a day: it stays, moves on, moves back, or moves on unless that is in the next month."""

LONGEST_SEARCH = 366
"""Days that are looked at in one direction before a calendar counts as having no business days."""

_DAY = timedelta(days=1)


class NoBusinessDay(Invalid):
    code = "payment.no_business_day"
    sentence = "There is no business day within {days} days of {day}. Check the calendar's weekend and holidays."


def business_days(*, weekend: Collection[int] = (5, 6), holidays: Collection[date] = ()) -> Callable[[date], bool]:
    """Whether a day is a business day: neither on a `weekend` day (Monday is 0) nor among the `holidays`.

    >>> is_business = business_days(holidays={date(2026, 5, 1)})
    >>> [is_business(date(2026, 4, day)) for day in (24, 25)], is_business(date(2026, 5, 1))
    ([True, False], False)
    """
    days_off = frozenset(holidays)
    return lambda day: day.weekday() not in weekend and day not in days_off


def roll(day: date, convention: Convention, is_business: Callable[[date], bool]) -> date:
    """`day` itself where it is a business day, else the one that `convention` names.

    Moving on is the law where nothing else is agreed (Article 115 of the Polish civil code, § 193 BGB). Raises
    `NoBusinessDay`.

    >>> saturday, is_business = date(2026, 1, 31), business_days()
    >>> [roll(saturday, each, is_business).isoformat() for each in ("following", "preceding", "modified_following")]
    ['2026-02-02', '2026-01-30', '2026-01-30']
    """
    if convention == "unadjusted":
        return day
    if convention == "preceding":
        return _nearest(day, -_DAY, is_business)
    following = _nearest(day, _DAY, is_business)
    if convention == "modified_following" and following.month != day.month:
        return _nearest(day, -_DAY, is_business)
    return following


def _nearest(day: date, step: timedelta, is_business: Callable[[date], bool]) -> date:
    for distance in range(LONGEST_SEARCH + 1):
        if is_business(day + distance * step):
            return day + distance * step
    raise NoBusinessDay(days=LONGEST_SEARCH, day=day)
