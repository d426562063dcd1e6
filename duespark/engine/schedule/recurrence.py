"""What recurs: every so many days, weeks, months, quarters or years, from a start, with what is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.schedule.business_days import MONDAY_TO_FRIDAY, BusinessCalendar
from duespark.engine.schedule.month_rules import MonthRule, rule_problem
from duespark.engine.schedule.period import Period

Unit = Literal["day", "week", "month", "quarter", "year"]
"""What is counted from one occurrence to the next."""

Billing = Literal["advance", "arrears"]
"""Whether an invoice covers the period that begins with it or the one that ends with it."""

MOST_INTERVAL = 1000
EARLIEST_YEAR = 1900

_WEEK = frozenset(range(7))
_YEAR = frozenset(range(1, 13))


class InvalidRecurrence(Invalid):
    code = "schedule.invalid_recurrence"
    sentence = "The schedule cannot be followed: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Days on which something recurs, numbered from 0, each with the period it covers.

    Number 0 is the first day on or after `start` that the pattern names; from there every `interval` units are
    counted (every 2 weeks, every 45 days, every 6 months). `weekdays` (0 is Monday; none means that of `start`) are
    for weeks; `on` is for months, quarters and years, none means the day number of `start`. `calendar` matters only to
    `NthBusinessDay`.

    Nothing recurs after `end`. No day before `contract_start` or after `contract_end` is billed; moving the end later does
    not bill the rest of a period that was billed in part. `limit` is how many there are within the contract, those
    skipped included (as COUNT and EXDATE of RFC 5545). Skipped are: the days `skip_dates`; what covers a period that
    begins in one of `skip_months` (1 to 12) or within one of `skip_periods`, such as a pause; and the numbers
    `skip_indexes`. Skipping renumbers nothing.

    Numbers follow from `start`, the pattern and, for `NthBusinessDay`, the holidays of the month it starts in. Rather
    than change those, end the schedule and begin another; keys of periods stay true all the same.
    """

    start: date
    unit: Unit
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    on: MonthRule | None = None
    billing: Billing = "advance"
    end: date | None = None
    limit: int | None = None
    contract_start: date | None = None
    contract_end: date | None = None
    skip_dates: frozenset[date] = frozenset()
    skip_months: frozenset[int] = frozenset()
    skip_periods: tuple[Period, ...] = ()
    skip_indexes: frozenset[int] = frozenset()
    calendar: BusinessCalendar = MONDAY_TO_FRIDAY


def check_recurrence(recurrence: Recurrence) -> Recurrence:
    """The recurrence itself, once it can be followed. Raises `InvalidRecurrence` for the first thing wrong.

    >>> check_recurrence(Recurrence(start=date(2026, 1, 31), unit="month", interval=0))
    Traceback (most recent call last):
    duespark.engine.schedule.recurrence.InvalidRecurrence: The schedule cannot be followed: \
the interval must be 1 to 1000.
    """
    for pointer, problem in (*_pattern_problems(recurrence), *_bound_problems(recurrence), *_skip_problems(recurrence)):
        raise InvalidRecurrence(pointer=pointer, problem=problem)
    return recurrence


def _pattern_problems(recurrence: Recurrence) -> Iterator[tuple[str, str]]:
    if recurrence.start.year < EARLIEST_YEAR:
        yield "/start", f"it must not start before the year {EARLIEST_YEAR}"
    if not 1 <= recurrence.interval <= MOST_INTERVAL:
        yield "/interval", f"the interval must be 1 to {MOST_INTERVAL}"
    if not recurrence.weekdays <= _WEEK:
        yield "/weekdays", "weekdays are 0 for Monday to 6 for Sunday"
    if recurrence.weekdays and recurrence.unit != "week":
        yield "/weekdays", "only weeks recur on weekdays; use `on` for a weekday of the month"
    if recurrence.on is not None and recurrence.unit in ("day", "week"):
        yield "/on", "only months, quarters and years recur on a day of the month"
    found = None if recurrence.on is None else rule_problem(recurrence.on)
    if found is not None:
        yield f"/on/{found[0]}", found[1]


def _bound_problems(recurrence: Recurrence) -> Iterator[tuple[str, str]]:
    contract_start = recurrence.contract_start or date.min
    if recurrence.end is not None and recurrence.end < recurrence.start:
        yield "/end", "it must not end before it starts"
    if recurrence.limit is not None and recurrence.limit < 1:
        yield "/limit", "the limit must be at least 1"
    if recurrence.contract_end is not None and recurrence.contract_end < contract_start:
        yield "/contract_end", "the contract must not end before it starts"


def _skip_problems(recurrence: Recurrence) -> Iterator[tuple[str, str]]:
    if not recurrence.skip_months < _YEAR:
        yield "/skip_months", "months to skip are 1 for January to 12 for December, and not all of them"
    for at, period in enumerate(recurrence.skip_periods):
        if period.end < period.start:
            yield f"/skip_periods/{at}", "a period to skip must not end before it starts"
