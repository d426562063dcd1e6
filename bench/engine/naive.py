"""What a calculation costs at the least: a loop over the same lines that multiplies, rounds and sums, and keeps nothing."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from duespark.engine.invoice.document import Document
from duespark.engine.tax.country import TaxRate

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


def calculate(document: Document, rates: Mapping[str, TaxRate]) -> tuple[Decimal, Decimal, Decimal]:
    """Net, tax and gross: each line's gross, discount, net, tax and total, and the tax once for each rate."""
    by_rate: dict[Decimal, Decimal] = {}
    net_total = Decimal(0)
    for line in document.lines:
        gross = (line.quantity * line.unit_price).quantize(_CENT, ROUND_HALF_UP)
        percent = line.discount.percent if line.discount else None
        discount = (gross * percent / _HUNDRED).quantize(_CENT, ROUND_HALF_UP) if percent else Decimal(0)
        net = gross - discount
        rate = rates[line.tax].rate
        tax = (net * rate / _HUNDRED).quantize(_CENT, ROUND_HALF_UP)
        _total = net + tax
        by_rate[rate] = by_rate.get(rate, Decimal(0)) + net
        net_total += net
    tax_total = sum(
        ((taxable * rate / _HUNDRED).quantize(_CENT, ROUND_HALF_UP) for rate, taxable in by_rate.items()), Decimal(0)
    )
    return net_total, tax_total, net_total + tax_total
