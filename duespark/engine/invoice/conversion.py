"""A document's totals in the currency its seller accounts for tax in, at the rate locked in the document."""

from dataclasses import replace
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import ConvertedTotals, Exchange, TaxSubtotal, Totals
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_to

_ZERO = Decimal(0)


class InvalidExchange(Invalid):
    code = "invoice.invalid_exchange"
    sentence = "The exchange rate cannot be used: {problem}."


def convert(exchange: Exchange | None, totals: Totals, *, of: str) -> Totals:
    """The totals, in the currency `of`, with the same amounts in the currency of `exchange` beside them.

    Directive 2006/112/EC, articles 91 and 230: the tax is stated in the currency of the member state. Each row of the
    breakdown is converted and rounded; their sum is the converted tax (BT-111), and net plus tax is gross again.
    Raises `InvalidExchange`, `UnknownCurrency`.

    >>> amount = Decimal("10.00")
    >>> vat = TaxSubtotal(category="S", rate=Decimal(23), taxable=amount, tax=Decimal("2.30"))
    >>> totals = Totals(lines=amount, allowances=_ZERO, charges=_ZERO, net=amount, tax=Decimal("2.30"),
    ...                 gross=Decimal("12.30"), prepaid=_ZERO, rounding=_ZERO, amount_due=Decimal("12.30"),
    ...                 breakdown=(vat,))
    >>> convert(Exchange(currency="PLN", rate=Decimal("4.2537")), totals, of="EUR").converted.tax
    Decimal('9.78')
    """
    if exchange is None:
        return totals
    decimals = find_currency(exchange.currency, pointer="/exchange/currency").decimals
    if exchange.currency == of:
        raise InvalidExchange(pointer="/exchange/currency", problem=f"the document is in {of} already; leave it out")
    if exchange.rate <= 0:
        raise InvalidExchange(pointer="/exchange/rate", problem="the rate must be above zero")
    breakdown = tuple(_converted(row, exchange.rate, decimals) for row in totals.breakdown)
    net = round_to(totals.net * exchange.rate, decimals)
    tax = sum((row.tax_converted or _ZERO for row in breakdown), round_to(_ZERO, decimals))
    converted = ConvertedTotals(
        currency=exchange.currency,
        net=net,
        tax=tax,
        gross=net + tax,
        amount_due=round_to(totals.amount_due * exchange.rate, decimals),
    )
    return replace(totals, breakdown=breakdown, converted=converted)


def _converted(row: TaxSubtotal, rate: Decimal, decimals: int) -> TaxSubtotal:
    return replace(row, tax_converted=round_to(row.tax * rate, decimals))
