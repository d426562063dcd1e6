"""One allowance or charge over lines of several tax rates: a share for each rate, adding up to the cent.

EN 16931 (BG-20, BG-21) and every VAT law want an allowance to lower the taxable amounts it belongs to; a discount on the
whole document belongs to all of them, each in proportion.
"""

from dataclasses import replace
from decimal import Decimal, localcontext

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to
from duespark.engine.money.split import split

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class NothingToSpread(Invalid):
    code = "invoice.nothing_to_spread"
    sentence = "There is no line above zero to share {amount} with. Add lines first, or name the tax rate yourself."


def spread(adjustment: Adjustment, document: Document) -> tuple[Adjustment, ...]:
    """The allowance or charge as one for each tax rate of the items, in proportion to what they come to before tax.

    A percentage is of the lines' sum. The parts add up to the whole, in minor units of the document's currency.
    Raises `NothingToSpread`, `UnknownCurrency`.

    >>> lines = (Line(unit_price=Decimal(300)), Line(unit_price=Decimal(100), tax="reduced"))
    >>> parts = spread(Adjustment(amount=Decimal("0.99"), reason="Spring"), Document(lines=lines))
    >>> [(part.tax, str(part.amount)) for part in parts]
    [('standard', '0.74'), ('reduced', '0.25')]
    """
    decimals = find_currency(document.currency, pointer="/currency").decimals
    with localcontext(EXACT):
        weights: dict[str, Decimal] = {}
        for line in document.lines:
            if line.kind == "item":
                weights[line.tax] = weights.get(line.tax, _ZERO) + left(line, decimals)
        whole = sum(weights.values(), _ZERO)
        off = adjustment.amount or whole * (adjustment.percent or _ZERO) / _HUNDRED
        above = {key: weight for key, weight in weights.items() if weight > 0}
        if not above:
            raise NothingToSpread(amount=f"{off} {document.currency}")
        shares = split(round_to(off, decimals), list(above.values()), document.currency)
    return tuple(
        replace(adjustment, percent=None, amount=share, tax=key)
        for key, share in zip(above, shares, strict=True)
        if share
    )


def left(line: Line, decimals: int) -> Decimal:
    """What an item comes to after its discounts, before charges and tax, as priced.

    >>> left(Line(quantity=Decimal(2), unit_price=Decimal(50), discount=Discount(percent=Decimal(10))), 2)
    Decimal('90.00')
    """
    rest = round_to(line.quantity * line.unit_price / line.base_quantity, decimals)
    for discount in (*((line.discount,) if line.discount else ()), *line.allowances):
        rest -= off_of(discount, rest, decimals)
    return rest


def off_of(discount: Discount, rest: Decimal, decimals: int) -> Decimal:
    """What one discount takes off the `rest` that those before it left.

    >>> off_of(Discount(percent=Decimal(5)), Decimal("90.00"), 2)
    Decimal('4.50')
    """
    if discount.percent is not None:
        return round_to(rest * discount.percent / _HUNDRED, decimals)
    return round_to(discount.amount or _ZERO, decimals)
