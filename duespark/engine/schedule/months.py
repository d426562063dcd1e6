"""Arithmetic of months: always from the day given, so that a short month never shortens the ones after it."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date


def month_start(day: date) -> date:
    """The first day of the month of `day`.

    >>> month_start(date(2026, 2, 14))
    datetime.date(2026, 2, 1)
    """
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of the month of `day`.

    >>> month_end(date(2028, 2, 14))
    datetime.date(2028, 2, 29)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The day of the same number `months` later, earlier when negative; the last day where a month is shorter.

    Raises `OverflowError` outside the years 1 to 9999, as other arithmetic with dates does.

    >>> [add_months(date(2026, 1, 31), months).isoformat() for months in (1, 2, -2)]
    ['2026-02-28', '2026-03-31', '2025-11-30']
    """
    year, before = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"the year {year} is out of range")
    return date(year, before + 1, min(day.day, monthrange(year, before + 1)[1]))
