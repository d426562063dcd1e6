"""Days that a rule names in every month: the 15th, the last, the first Monday, the last business day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from duespark.engine.schedule.business_days import BusinessCalendar, is_business_day
from duespark.engine.schedule.months import month_end, month_start


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfMonth:
    """The day numbered `day`, 1 to 31; in a shorter month its last day."""

    kind: Literal["day"] = "day"
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """The last day of the month."""

    kind: Literal["last_day"] = "last_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class NthWeekday:
    """The `nth` (1 to 4, or -1 for the last) `weekday` (0 for Monday to 6 for Sunday).

    Not every month has a fifth, so there is none.
    """

    kind: Literal["weekday"] = "weekday"
    nth: int
    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NthBusinessDay:
    """The `nth` business day, 1 to 10 from the month's beginning or -1 to -10 from its end.

    In a month with fewer it is the one nearest to that; in a month with none, days are counted as if all were.
    """

    kind: Literal["business_day"] = "business_day"
    nth: int


MonthRule = DayOfMonth | LastDay | NthWeekday | NthBusinessDay


def day_in_month(month: date, rule: MonthRule, calendar: BusinessCalendar) -> date:
    """The day that `rule` names in the month of the day `month`. There always is one, and it is in that month.

    >>> april, calendar = date(2026, 4, 1), BusinessCalendar(holidays=frozenset({date(2026, 4, 1)}))
    >>> rules = [DayOfMonth(day=31), LastDay(), NthWeekday(nth=-1, weekday=4), NthBusinessDay(nth=1)]
    >>> [day_in_month(april, rule, calendar).day for rule in rules]
    [30, 30, 24, 2]
    """
    first, last = month_start(month), month_end(month)
    if isinstance(rule, DayOfMonth):
        return first.replace(day=min(rule.day, last.day))
    if isinstance(rule, LastDay):
        return last
    if isinstance(rule, NthWeekday):
        return _weekday(first, last, rule)
    days = [first + timedelta(days=offset) for offset in range(last.day)]
    return _nth([day for day in days if is_business_day(day, calendar)] or days, rule.nth)


def _weekday(first: date, last: date, rule: NthWeekday) -> date:
    if rule.nth < 0:
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    return first + timedelta(days=(rule.weekday - first.weekday()) % 7, weeks=rule.nth - 1)


def _nth(days: list[date], nth: int) -> date:
    return days[min(nth, len(days)) - 1] if nth > 0 else days[max(nth, -len(days))]


def is_counted_from_end(rule: MonthRule) -> bool:
    """Whether the rule looks from the end of the month, so that its day closes the month rather than opens it.

    >>> is_counted_from_end(LastDay()), is_counted_from_end(NthWeekday(nth=1, weekday=0))
    (True, False)
    """
    if isinstance(rule, NthWeekday | NthBusinessDay):
        return rule.nth < 0
    return isinstance(rule, LastDay)


def rule_problem(rule: MonthRule) -> tuple[str, str] | None:
    """Which field of the rule is wrong and why, None when all are right.

    >>> rule_problem(DayOfMonth(day=32))
    ('day', 'the day of the month must be 1 to 31')
    """
    if isinstance(rule, DayOfMonth) and not 1 <= rule.day <= 31:
        return "day", "the day of the month must be 1 to 31"
    if isinstance(rule, NthWeekday) and rule.nth not in (1, 2, 3, 4, -1):
        return "nth", "the weekday of a month must be the 1st to 4th, or -1 for the last"
    if isinstance(rule, NthWeekday) and not 0 <= rule.weekday <= 6:
        return "weekday", "weekdays are 0 for Monday to 6 for Sunday"
    if isinstance(rule, NthBusinessDay) and not 1 <= abs(rule.nth) <= 10:
        return "nth", "the business day of a month must be the 1st to 10th, or -1 to -10 from its end"
    return None
