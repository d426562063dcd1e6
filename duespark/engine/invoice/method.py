"""How one document is calculated: its decimals, where tax is in the prices, where and how tax is rounded."""

from decimal import Decimal
from functools import cache

from duespark.engine.invoice.document import TaxRounding
from duespark.engine.money.rounding import EXACT, round_to

_ZERO = Decimal(0)


class Method:
    """What every step of the calculation needs to know. `method_for` makes them.

    `step` is one minor unit and `zero` nothing, with the currency's decimals; `mode` is the decimal module's name of
    how tax is rounded.
    """

    __slots__ = ("decimals", "inclusive", "mode", "rounding", "step", "zero")

    def __init__(self, *, decimals: int, inclusive: bool, rounding: TaxRounding, mode: str | None) -> None:
        self.decimals = decimals
        self.inclusive = inclusive
        self.rounding = rounding
        self.mode = mode
        self.zero = round_to(_ZERO, decimals)
        self.step = Decimal(1).scaleb(-decimals)

    def round(self, amount: Decimal) -> Decimal:
        """`amount` half away from zero, never minus zero: `money.rounding.round_to` for these decimals."""
        return amount.quantize(self.step, None, EXACT) or self.zero

    def round_tax(self, amount: Decimal) -> Decimal:
        """`amount` as this document's tax is rounded, never minus zero."""
        return amount.quantize(self.step, self.mode, EXACT) or self.zero


@cache
def method_for(
    decimals: int, inclusive: bool = False, rounding: TaxRounding = "document", mode: str | None = None
) -> Method:
    """The method for so many decimals; there are few, so each is made once.

    >>> method_for(2).step
    Decimal('0.01')
    """
    return Method(decimals=decimals, inclusive=inclusive, rounding=rounding, mode=mode)
