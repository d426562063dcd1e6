"""Prices that rise by a percentage on every anniversary, as contracts agree."""

from datetime import date
from decimal import ROUND_05UP, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from duespark.engine.errors import Invalid
from duespark.engine.schedule.months import add_months

MOST_STEPS = 1200
_HUNDRED = Decimal(100)

_ROOM = Context(prec=500, rounding=ROUND_05UP)
"""Digits enough for a price doubled 1200 times. ROUND_05UP is made for numbers that are rounded once more: it keeps
the last digit off 0 and 5 where anything was cut, so the second rounding sees what the exact number would show."""


class InvalidEscalation(Invalid):
    code = "schedule.invalid_escalation"
    sentence = "The price cannot rise this way: {problem}."


def steps_reached(*, every_months: int, since: date, on: date) -> int:
    """How many anniversaries of `since`, one every so many months, have come by the day `on`; 0 before the first.

    Each is counted from `since`, so that of a 29 February is the 28th in common years. Raises `InvalidEscalation`.

    >>> leap_day = date(2024, 2, 29)
    >>> [steps_reached(every_months=12, since=leap_day, on=date(2028, 2, day)) for day in (28, 29)]
    [3, 4]
    """
    if every_months < 1:
        raise InvalidEscalation(pointer="/every_months", problem="there must be at least one month between two steps")
    steps = max((on.year - since.year) * 12 + on.month - since.month, 0) // every_months
    return steps - (steps > 0 and add_months(since, steps * every_months) > on)


def escalated(
    price: Decimal,
    percent: Decimal,
    *,
    every_months: int = 12,
    since: date,
    on: date,
    decimals: int,
    rounding: str = ROUND_HALF_UP,
) -> Decimal:
    """The price on the day `on`, when `price` was agreed on `since` and rises by `percent` on every anniversary.

    Percentages compound. The price is computed from the agreed one and rounded once, to `decimals` by a rounding mode
    of `decimal` (half away from zero), so that nothing drifts. A negative percentage lowers it. Raises
    `InvalidEscalation` when `percent` is not above -100 and up to 100, `every_months` is below 1, or there are more
    than 1200 steps.

    >>> [str(escalated(Decimal("99.99"), Decimal(5), since=date(2024, 1, 1), on=date(year, 1, 1), decimals=2))
    ...  for year in (2024, 2025, 2026)]
    ['99.99', '104.99', '110.24']
    """
    if not -_HUNDRED < percent <= _HUNDRED:
        raise InvalidEscalation(pointer="/percent", problem="the percentage must be above -100 and at most 100")
    steps = steps_reached(every_months=every_months, since=since, on=on)
    if steps > MOST_STEPS:
        raise InvalidEscalation(pointer="/on", problem=f"it would have risen more than {MOST_STEPS} times")
    exact = Fraction(price) * (1 + Fraction(percent) / 100) ** steps
    close = _ROOM.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    rounded = close.quantize(Decimal(1).scaleb(-decimals), rounding, _ROOM)
    return rounded or abs(rounded)
