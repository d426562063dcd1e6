"""Rounding of money: half away from zero, to the currency's minor unit, the same whatever the thread's context says."""

from decimal import ROUND_HALF_UP, Context, Decimal

from duespark.engine.money.currency import currency as find_currency

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Wide enough that the product of any two numbers on the wire (15 + 6 digits) is exact before it is rounded."""

_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(13))


def round_to(amount: Decimal, decimals: int) -> Decimal:
    """`amount` with exactly `decimals` (0 to 12) digits after the point; half away from zero, never minus zero.

    >>> round_to(Decimal("-2.345"), 2), round_to(Decimal("-0.001"), 2), round_to(Decimal(7), 3)
    (Decimal('-2.35'), Decimal('0.00'), Decimal('7.000'))
    """
    rounded = amount.quantize(_STEPS[decimals], None, EXACT)
    return rounded or abs(rounded)


def round_money(amount: Decimal, currency: str) -> Decimal:
    """`amount` rounded half away from zero to the minor unit of `currency`. Raises `UnknownCurrency`.

    >>> round_money(Decimal("0.5"), "JPY"), round_money(Decimal("1.00049"), "KWD")
    (Decimal('1'), Decimal('1.000'))
    """
    return round_to(amount, find_currency(currency).decimals)
