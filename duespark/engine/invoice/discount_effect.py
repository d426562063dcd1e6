"""What each discount rule takes off a document."""

from decimal import Decimal, localcontext

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.spread import off_of
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to

_ZERO = Decimal(0)


def taken_by_rules(document: Document) -> dict[str, Decimal]:
    """By the key of the rule what it takes off the lines that count and the whole, as prices are typed (with tax where they
    include it). A rule that only stands on optional lines takes off zero. Raises `UnknownCurrency`.

    >>> from duespark.engine.invoice.line import Discount, Line
    >>> five = Discount(percent=Decimal(5), rule="volume")
    >>> line = Line(quantity=Decimal(2), unit_price=Decimal(50), discount=Discount(amount=Decimal(10)), allowances=(five,))
    >>> taken_by_rules(Document(lines=(line,)))
    {'volume': Decimal('4.50')}
    """
    decimals = find_currency(document.currency, pointer="/currency").decimals
    taken: dict[str, Decimal] = {}
    with localcontext(EXACT):
        for line in document.lines:
            rest = round_to(line.quantity * line.unit_price / line.base_quantity, decimals)
            for discount in (*((line.discount,) if line.discount else ()), *line.allowances):
                off = off_of(discount, rest, decimals)
                rest -= off
                if discount.rule:
                    taken[discount.rule] = taken.get(discount.rule, _ZERO) + (off if line.kind == "item" else _ZERO)
        for allowance in document.allowances:
            if allowance.rule:
                taken[allowance.rule] = taken.get(allowance.rule, _ZERO) + (allowance.amount or _ZERO)
    return taken
