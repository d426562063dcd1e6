"""Part of a price for part of a period, so that the parts of a period always add up to its price."""

from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.schedule.period import Period

DayCount = Literal["actual", "30/360"]
"""How days are counted: as the calendar has them, or every month as 30 (30E/360, 2006 ISDA Definitions 4.16(g))."""

_DAY = timedelta(days=1)
_WIDE = Context(prec=60)


class CannotProrate(Invalid):
    code = "schedule.cannot_prorate"
    sentence = "Cannot prorate: {problem}."


def prorate(amount: Decimal, period: Period, used: Period, *, decimals: int, count: DayCount = "actual") -> Decimal:
    """The part of `amount`, the price of `period`, that falls on the days `used`, with `decimals` after the point.

    It is what the price has come to by the end of `used` less what it had come to before, each rounded half away from
    zero. So it is within one unit of the exact share, and the parts of a period add up to its price however it is
    split. A negative amount gives the mirror image. Raises `CannotProrate` when `used` is not within the period, the
    amount has more decimals, or 30/360 counts no day in the period.

    >>> april = Period(start=date(2026, 4, 1), end=date(2026, 4, 30))
    >>> thirds = [Period(start=date(2026, 4, day), end=date(2026, 4, day + 9)) for day in (1, 11, 21)]
    >>> [str(prorate(Decimal("100.00"), april, third, decimals=2)) for third in thirds]
    ['33.33', '33.34', '33.33']
    """
    units = Fraction(amount) * 10**decimals
    if units.denominator != 1:
        raise CannotProrate(pointer="/amount", problem=f"{amount} has more than {decimals} decimals")
    if not period.start <= used.start <= used.end <= period.end:
        raise CannotProrate(pointer="/used", problem=f"{used.key} is not within {period.key}")
    whole = _days(period.start, period.end, count)
    if whole == 0:
        raise CannotProrate(pointer="/count", problem=f"30/360 counts no day in {period.key}; count actual days")
    before = _days(period.start, used.start - _DAY, count)
    until = _days(period.start, used.end, count)
    share = _round(units * until / whole) - _round(units * before / whole)
    return Decimal(share).scaleb(-decimals, _WIDE)


def _days(start: date, end: date, count: DayCount) -> int:
    """Days from `start` to `end`, both included; 0 when `end` is the day before `start`."""
    after = end + _DAY
    return (after - start).days if count == "actual" else _position(after) - _position(start)


def _position(day: date) -> int:
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def _round(units: Fraction) -> int:
    """The nearest whole number, half away from zero."""
    nearest = (2 * abs(units) + 1) // 2
    return nearest if units >= 0 else -nearest
