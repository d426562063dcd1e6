"""Rounding of money by named policies to the currency's minor unit, the same whatever the thread's context says."""

from collections.abc import Mapping
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from types import MappingProxyType
from typing import Literal

from duespark.engine.money.currency import currency as find_currency

RoundingPolicy = Literal["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]
"""How an amount between two units becomes one of them.

half_up
    To the nearer one, from the middle away from zero. The rule wherever a law names one: Regulation (EC) 1103/97
    article 5 (euro), VATREC12030 (HMRC), section 9-90 of the GST Act (Australia), section 165.2 of the Excise Tax Act
    (Canada), section 170 of the CGST Act (India). The default.
half_even
    To the nearer one, from the middle to the even one ("banker's rounding", the default of IEEE 754). Sums of many
    rounded amounts do not drift upward. No tax law we know asks for it.
half_down
    To the nearer one, from the middle toward zero. Cash in New Zealand: shops round 5 cents down to the 10 cents.
up
    Away from zero, so never less than the exact amount. Allowed for Japan's consumption tax.
down
    Toward zero: what is finer is cut off. The usual choice for Japan's consumption tax, where the seller chooses but
    rounds once an invoice and rate (article 70-10 of the Order for Enforcement of the Consumption Tax Act). British
    invoices may round the total VAT down to the penny, retailers may not (VATREC12010, VATREC12020).
ceiling, floor
    Toward plus or minus infinity: a credit note is then not the mirror image of its invoice. For limits, not for tax.
"""

MODES: Mapping[RoundingPolicy, str] = MappingProxyType(
    {
        "half_up": ROUND_HALF_UP,
        "half_even": ROUND_HALF_EVEN,
        "half_down": ROUND_HALF_DOWN,
        "up": ROUND_UP,
        "down": ROUND_DOWN,
        "ceiling": ROUND_CEILING,
        "floor": ROUND_FLOOR,
    }
)
"""What the decimal module calls each policy."""

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Wide enough that the product of any two numbers on the wire (15 + 6 digits) is exact before it is rounded."""

_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(13))


def round_to(amount: Decimal, decimals: int, policy: RoundingPolicy | None = None) -> Decimal:
    """`amount` with exactly `decimals` (0 to 12) digits after the point, by default half away from zero; never minus
    zero.

    >>> round_to(Decimal("-2.345"), 2), round_to(Decimal("-0.001"), 2), round_to(Decimal(7), 3)
    (Decimal('-2.35'), Decimal('0.00'), Decimal('7.000'))
    >>> round_to(Decimal("102.6"), 0, "down")
    Decimal('102')
    """
    rounded = amount.quantize(_STEPS[decimals], policy and MODES[policy], EXACT)
    return rounded or abs(rounded)


def round_money(amount: Decimal, currency: str) -> Decimal:
    """`amount` rounded half away from zero to the minor unit of `currency`. Raises `UnknownCurrency`.

    >>> round_money(Decimal("0.5"), "JPY"), round_money(Decimal("1.00049"), "KWD")
    (Decimal('1'), Decimal('1.000'))
    """
    return round_to(amount, find_currency(currency).decimals)
