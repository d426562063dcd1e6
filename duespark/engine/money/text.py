"""The mark of a number that crosses borders as text: a decimal string, never a JSON number."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated


@dataclass(frozen=True, slots=True)
class DecimalText:
    """Marks a `Decimal` that outside data may give only as a string such as "-12.50".

    The engine only declares it. The edge that reads outside data refuses JSON numbers, exponents and
    anything with more than `integer_digits` before or `decimals` after the point.
    """

    integer_digits: int = 15
    decimals: int = 6


Amount = Annotated[Decimal, DecimalText()]
"""An amount of money in the currency that stands beside it."""

Quantity = Annotated[Decimal, DecimalText()]
"""How much of something; its unit stands beside it."""

Rate = Annotated[Decimal, DecimalText(decimals=12)]
"""An exchange rate: units of one currency for one unit of another."""

Percent = Annotated[Decimal, DecimalText(integer_digits=4)]
"""A rate in hundredths: "23" is 23 %."""


def decimal_text(value: Decimal) -> str:
    """The decimal string that stands for `value` on the wire and in stored documents: its digits, never an exponent.

    >>> decimal_text(Decimal("12.50")), decimal_text(Decimal("1E+3")), decimal_text(Decimal("0E-8"))
    ('12.50', '1000', '0.00000000')
    """
    return format(value, "f")
