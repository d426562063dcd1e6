"""The day and the period of number n of a recurrence, each counted from the start and never from the one before."""

from datetime import date, timedelta

from duespark.engine.schedule.month_rules import DayOfMonth, MonthRule, day_in_month, is_counted_from_end
from duespark.engine.schedule.months import add_months, month_end, month_start
from duespark.engine.schedule.period import Period
from duespark.engine.schedule.recurrence import Recurrence, Unit

_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}


def day_of(recurrence: Recurrence, index: int) -> date:
    """The day the pattern names for number `index`, which may be negative: what it would have been before the start.

    Bounds and skips are not looked at. Raises `OverflowError` past the year 9999.

    >>> monthly = Recurrence(start=date(2026, 1, 31), unit="month")
    >>> [day_of(monthly, index).isoformat() for index in (-1, 0, 1, 2)]
    ['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31']
    """
    if recurrence.unit == "day":
        return recurrence.start + timedelta(days=index * recurrence.interval)
    if recurrence.unit == "week":
        return _weekly(recurrence, index)
    return day_in_month(_month(recurrence, index), _rule(recurrence), recurrence.calendar)


def _weekly(recurrence: Recurrence, index: int) -> date:
    start = recurrence.start
    weekdays = sorted(recurrence.weekdays or {start.weekday()})
    first = start + timedelta(days=min((weekday - start.weekday()) % 7 for weekday in weekdays))
    monday = first - timedelta(days=first.weekday())
    weeks, at = divmod(index + weekdays.index(first.weekday()), len(weekdays))
    return monday + timedelta(weeks=weeks * recurrence.interval, days=weekdays[at])


def _rule(recurrence: Recurrence) -> MonthRule:
    return recurrence.on or DayOfMonth(day=recurrence.start.day)


def _month(recurrence: Recurrence, index: int) -> date:
    """The first day of the month of number `index`: counted from that of the start, or the next when its day is over."""
    month = month_start(recurrence.start)
    is_over = day_in_month(month, _rule(recurrence), recurrence.calendar) < recurrence.start
    return add_months(month, is_over + index * _step(recurrence))


def _step(recurrence: Recurrence) -> int:
    return recurrence.interval * _MONTHS[recurrence.unit]


def period_of_index(recurrence: Recurrence, index: int) -> Period:
    """The whole period that the invoice of number `index` covers, in advance or in arrears. Periods never overlap.

    Days, weeks and numbered days of the month (15 March to 14 April) make periods from one to the day before the next.
    The other rules of the month make whole calendar months: those a first Monday opens, those a last Friday closes.
    Raises `OverflowError` past the year 9999.

    >>> from duespark.engine.schedule.month_rules import LastDay
    >>> quarter_end = Recurrence(start=date(2026, 3, 31), unit="quarter", on=LastDay(), billing="arrears")
    >>> period_of_index(quarter_end, 0).key
    '2026-01-01/2026-03-31'
    """
    closes = recurrence.on is not None and is_counted_from_end(recurrence.on)
    number = index + closes - (recurrence.billing == "arrears")
    if recurrence.on is None or isinstance(recurrence.on, DayOfMonth):
        end = day_of(recurrence, number + 1) - timedelta(days=1)
        return Period(start=day_of(recurrence, number), end=end)
    step = _step(recurrence)
    first = add_months(_month(recurrence, number), 1 - step if closes else 0)
    return Period(start=first, end=month_end(add_months(first, step - 1)))
