"""Splitting an amount by weights without losing or inventing a cent."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.minor_units import from_minor_units, minor_units
from duespark.engine.money.rounding import round_to


class CannotSplit(Invalid):
    code = "money.cannot_split"
    sentence = "Cannot split {amount} {currency}: {why}."


def split(
    amount: Decimal, weights: Sequence[Decimal], currency: str, *, decimals: int | None = None
) -> tuple[Decimal, ...]:
    """Parts of `amount` in proportion to `weights`, each in minor units of `currency`, that add up to it exactly.

    Largest remainder method (Hare and Niemeyer): every part is within one minor unit of its exact share, a larger
    weight never gets a smaller part, equal weights get parts at most one unit apart; of equal remainders the earlier
    part gets the unit. A negative amount splits as its mirror image. For equal parts, such as installments, give equal
    weights. `decimals` stands for the currency's own where an organization keeps others.

    Raises `CannotSplit` when a weight is negative or infinite, none is above zero, or `amount` is finer than the
    minor unit; and `UnknownCurrency`.

    >>> split(Decimal("100.00"), [Decimal(1)] * 3, "EUR")
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    >>> split(Decimal("0.05"), [Decimal(70), Decimal(30)], "EUR")
    (Decimal('0.04'), Decimal('0.01'))
    """
    places = find_currency(currency).decimals if decimals is None else decimals
    if not amount.is_finite() or round_to(amount, places) != amount:
        raise CannotSplit(amount=amount, currency=currency, why=f"it must be a number with at most {places} decimals")
    if not any(weights) or not all(weight.is_finite() and weight >= 0 for weight in weights):
        raise CannotSplit(amount=amount, currency=currency, why="weights must not be negative, nor all zero")
    units = _split_units(minor_units(amount.copy_abs(), currency, decimals=places), list(map(Fraction, weights)))
    sign = -1 if amount < 0 else 1
    return tuple(from_minor_units(sign * part, currency, decimals=places) for part in units)


def _split_units(units: int, weights: Sequence[Fraction]) -> list[int]:
    whole = sum(weights)
    shares = [units * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda at: parts[at] - shares[at])
    for at in by_remainder[: units - sum(parts)]:
        parts[at] += 1
    return parts
