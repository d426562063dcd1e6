"""Splitting an amount by weights without losing or inventing a cent."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_to


class CannotSplit(Invalid):
    code = "money.cannot_split"
    sentence = "Cannot split {amount} {currency}: {why}."


def split(amount: Decimal, weights: Sequence[Decimal], currency: str) -> tuple[Decimal, ...]:
    """Parts of `amount` in proportion to `weights`, each in minor units of `currency`, that add up to it exactly.

    Largest remainder method: every part is within one minor unit of its exact share; of equal remainders
    the earlier part gets the unit. A negative amount splits as its mirror image. Raises `CannotSplit`
    when a weight is negative, none is above zero, or `amount` is finer than the currency's minor unit.

    >>> split(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)], "EUR")
    (Decimal('33.34'), Decimal('33.33'), Decimal('33.33'))
    """
    decimals = find_currency(currency).decimals
    if round_to(amount, decimals) != amount:
        raise CannotSplit(amount=amount, currency=currency, why=f"{currency} has {decimals} decimals")
    if not any(weights) or any(weight < 0 for weight in weights):
        raise CannotSplit(amount=amount, currency=currency, why="weights must not be negative, nor all zero")
    units = _split_units(int(abs(amount).scaleb(decimals)), [Fraction(weight) for weight in weights])
    sign = -1 if amount < 0 else 1
    return tuple(round_to(Decimal(sign * part).scaleb(-decimals), decimals) for part in units)


def _split_units(units: int, weights: Sequence[Fraction]) -> list[int]:
    whole = sum(weights)
    shares = [units * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda at: parts[at] - shares[at])
    for at in by_remainder[: units - sum(parts)]:
        parts[at] += 1
    return parts
