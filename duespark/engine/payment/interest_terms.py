"""At what yearly percentage a late debt bears interest, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from duespark.engine.errors import Invalid

DayCount = Literal["actual/365", "actual/actual"]
"""What part of a year a day is: always 1/365, or 1/366 in a leap year."""

Step = tuple[date, Decimal]
"""A percentage and the first day it counts."""

MONTHS = 12


class NoInterestRate(Invalid):
    code = "payment.no_interest_rate"
    sentence = "The interest rate ({name}) is on file from {since} to {until}, not for {day}. Update the program, or agree a rate."


class InvalidInterest(Invalid):
    code = "payment.invalid_interest"
    sentence = "Interest cannot be worked out: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTable:
    """A percentage a year as it changed: `steps`, the earliest first, each until the next, the last until `until`.

    After `until` nobody knows yet; without it the last step goes on.
    """

    name: str
    steps: tuple[Step, ...]
    source: str
    until: date | None = None

    def on(self, day: date) -> Decimal:
        """The percentage on that day. Raises `NoInterestRate`."""
        found = [percent for since, percent in self.steps if since <= day]
        if not found or (self.until is not None and day > self.until):
            since, until = self.steps[0][0], self.until or "today"
            raise NoInterestRate(pointer="/on", name=self.name, since=since, until=until, day=day)
        return found[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestTerms:
    """How one debt bears interest: `rate` from the day after the due date and `grace_days` more.

    Where `capitalized`, the interest of every full year bears interest from then on; else it is simple.
    """

    rate: RateTable
    day_count: DayCount = "actual/365"
    capitalized: bool = False
    grace_days: int = 0


def rate_table(name: str, *rows: str, source: str, until: date | None = None) -> RateTable:
    """A table from rows "since percent", the earliest first.

    >>> base = rate_table("base rate", "2025-01-01 2.27", "2025-07-01 1.27", source="s 1", until=date(2025, 12, 31))
    >>> str(base.on(date(2025, 6, 30))), str(base.on(date(2025, 7, 1)))
    ('2.27', '1.27')
    >>> base.on(date(2026, 1, 1))
    Traceback (most recent call last):
    duespark.engine.payment.interest_terms.NoInterestRate: The interest rate (base rate) is on file from 2025-01-01 to \
2025-12-31, not for 2026-01-01. Update the program, or agree a rate.
    """
    cells = [row.split() for row in rows]
    steps = tuple((date.fromisoformat(since), Decimal(percent)) for since, percent in cells)
    return RateTable(name=name, steps=steps, source=source, until=until)


def contractual(
    percent: Decimal,
    *,
    per: Literal["year", "month"] = "year",
    grace_days: int = 0,
    day_count: DayCount = "actual/365",
    maximum: RateTable | None = None,
) -> InterestTerms:
    """Interest as the contract says: simple, `percent` a year, or a month, which counts as twelve times that a year.

    It begins after `grace_days` without interest and never exceeds `maximum`, the most the law allows (`maximum_for`).
    Raises `InvalidInterest`.

    >>> monthly = contractual(Decimal("1.5"), per="month")
    >>> str(monthly.rate.on(date(2026, 1, 1)))
    '18.0'
    """
    if percent < 0:
        raise InvalidInterest(pointer="/percent", problem=f"{percent} % is below zero")
    if grace_days < 0:
        raise InvalidInterest(pointer="/grace_days", problem=f"{grace_days} days without interest are below zero")
    yearly = percent * MONTHS if per == "month" else percent
    limits: Sequence[Step] = maximum.steps if maximum else [(date.min, yearly)]
    rate = RateTable(
        name="the contract's rate" if maximum is None else f"the contract's rate, at most {maximum.name}",
        steps=tuple((since, min(yearly, limit)) for since, limit in limits),
        source="contract" if maximum is None else maximum.source,
        until=None if maximum is None else maximum.until,
    )
    return InterestTerms(rate=rate, day_count=day_count, grace_days=grace_days)
