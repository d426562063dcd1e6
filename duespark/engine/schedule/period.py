"""Periods of days, both ends included: what an invoice covers, and the fiscal month, quarter or year of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.schedule.months import add_months, month_end, month_start

PeriodUnit = Literal["month", "quarter", "half_year", "year"]
"""How long a fiscal period is."""

_MONTHS: dict[PeriodUnit, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


class InvalidPeriod(Invalid):
    code = "schedule.invalid_period"
    sentence = "{key!r} is no period. Write two days, the first before or on the last, such as 2026-03-01/2026-03-31."


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the day `start` to the day `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days there are in it.

        >>> Period(start=date(2026, 2, 1), end=date(2026, 2, 28)).days
        28
        """
        return (self.end - self.start).days + 1

    @property
    def key(self) -> str:
        """The period as text, an interval of ISO 8601-1 with both days included; `read_key` reads it.

        >>> Period(start=date(2026, 2, 1), end=date(2026, 2, 28)).key
        '2026-02-01/2026-02-28'
        """
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def read_key(key: str) -> Period:
    """The period whose key this is. Raises `InvalidPeriod`.

    >>> read_key("2026-02-01/2026-02-28").days
    28
    """
    try:
        start, end = (date.fromisoformat(day) for day in key.split("/"))
    except ValueError:
        raise InvalidPeriod(key=key) from None
    period = Period(start=start, end=end)
    if end < start or period.key != key:
        raise InvalidPeriod(key=key)
    return period


def overlap(one: Period, other: Period) -> Period | None:
    """The days that are in both, None when there are none.

    >>> march = Period(start=date(2026, 3, 1), end=date(2026, 3, 31))
    >>> overlap(march, Period(start=date(2026, 3, 10), end=date(2026, 4, 9))).key
    '2026-03-10/2026-03-31'
    """
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Period(start=start, end=end) if start <= end else None


def period_of(day: date, unit: PeriodUnit, *, fiscal_start_month: int = 1) -> Period:
    """The month, quarter, half year or year of `day` in fiscal years that begin on the first of a month (1 to 12).

    `day` is a day of the company's own calendar: take it with `local_date`, never from the date in UTC.

    >>> period_of(date(2026, 2, 10), "quarter").key
    '2026-01-01/2026-03-31'
    >>> period_of(date(2026, 2, 10), "year", fiscal_start_month=4).key
    '2025-04-01/2026-03-31'
    """
    length = _MONTHS[unit]
    start = add_months(month_start(day), -((day.month - fiscal_start_month) % length))
    return Period(start=start, end=month_end(add_months(start, length - 1)))
