"""What a line shows of its price and its discount, in the four ways a seller may choose."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from duespark.engine.invoice.document import DiscountDisplay
from duespark.engine.invoice.line import Line
from duespark.engine.money.rounding import EXACT, round_to
from duespark.engine.money.text import Amount

MOST_DECIMALS = 6
"""Unit prices have up to six decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The unit price to print, the one to cross out beside it, and the discount to print in a column of its own."""

    unit_price: Amount
    old_unit_price: Amount | None = None
    discount: Amount | None = None


def shown(line: Line, display: DiscountDisplay) -> Shown:
    """What a calculated line shows. The line's amount is the same in all four.

    "separate": price and discount; "inline": the price after discount; "crossed_out": both prices; "hidden": as inline,
    and nothing else may speak of a discount. The price after discount is what the line comes to before charges,
    divided by its quantity, to at most six decimals; a line of no quantity or without a discount shows its price.

    >>> from duespark.engine.invoice.line import LineAmounts
    >>> amounts = LineAmounts(gross=Decimal(300), discount=Decimal(30), net=Decimal(270), tax_category="S",
    ...                       tax_rate=Decimal(0), tax=Decimal(0), total=Decimal(270))
    >>> line = Line(quantity=Decimal(3), unit_price=Decimal(100), amounts=amounts)
    >>> shown(line, "crossed_out")
    Shown(unit_price=Decimal('90'), old_unit_price=Decimal('100'), discount=None)
    """
    amounts = line.amounts
    if amounts is None or not amounts.discount or not line.quantity:
        return Shown(unit_price=line.unit_price)
    if display == "separate":
        return Shown(unit_price=line.unit_price, discount=amounts.discount)
    with localcontext(EXACT):
        exact = (amounts.gross - amounts.discount) * line.base_quantity / line.quantity
    price = _without_zeros(round_to(exact, MOST_DECIMALS), line.unit_price)
    return Shown(unit_price=price, old_unit_price=line.unit_price if display == "crossed_out" else None)


def _without_zeros(price: Decimal, like: Decimal) -> Decimal:
    """The price with no more decimals than it needs, and no fewer than the one it replaces."""
    needed = max(-int(price.normalize().as_tuple().exponent), -int(like.as_tuple().exponent), 0)
    return round_to(price, needed)
