"""The parts of a document that carry money before tax: what a line, an allowance or a charge comes to."""

from dataclasses import dataclass
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Adjustment
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.money.rounding import round_to
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

LARGEST = Decimal(10) ** 15
"""Amounts stay below it; they fit what the wire and the database hold."""

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class InvalidLine(Invalid):
    code = "invoice.invalid_line"
    sentence = "Line {line}: {problem}."


class InvalidAdjustment(Invalid):
    code = "invoice.invalid_adjustment"
    sentence = "{what} {position}: {problem}."


@dataclass(slots=True)
class Part:
    """A working slip of the calculation: `amount` as priced (negative for an allowance), `tax` filled in later."""

    rate: TaxRate
    gross: Decimal
    discount: Decimal
    amount: Decimal
    tax: Decimal = _ZERO


def price_line(line: Line, position: int, *, tax: TaxContext, decimals: int) -> Part:
    """Quantity times price less the discount, each rounded (BT-131). Raises `InvalidLine`, `UnknownRate`.

    A discount lowers the magnitude: of a line with a negative quantity it takes back as much as it gave.

    >>> vat = TaxContext.of([TaxRate(key="standard", category="S", rate=Decimal(10), label="VAT")])
    >>> line = Line(quantity=Decimal(40), unit_price=Decimal(150), discount=Discount(percent=Decimal(10)))
    >>> part = price_line(line, 0, tax=vat, decimals=2)
    >>> part.gross, part.discount, part.amount
    (Decimal('6000.00'), Decimal('600.00'), Decimal('5400.00'))
    """
    rate = tax.rates.get(line.tax) or tax.rate(line.tax, pointer=f"/lines/{position}/tax")
    gross = round_to(line.quantity * line.unit_price, decimals)
    if abs(gross) >= LARGEST:
        raise _line_error(position, "quantity", "quantity times price is too large, it must stay below 10^15")
    if line.discount is None:
        return Part(rate, gross, round_to(_ZERO, decimals), gross)
    discount = _discount(line.discount, gross, position, decimals)
    return Part(rate, gross, discount, gross - discount)


def _discount(discount: Discount, gross: Decimal, position: int, decimals: int) -> Decimal:
    percent, amount = discount.percent, discount.amount
    if (percent is None) == (amount is None):
        raise _line_error(position, "discount", "give the discount either as a percentage or as an amount, not both")
    if percent is not None:
        if not 0 <= percent <= 100:
            raise _line_error(position, "discount/percent", "a discount is between 0 and 100 percent")
        return round_to(gross * percent / _HUNDRED, decimals)
    off = round_to(amount or _ZERO, decimals)
    if not 0 <= off <= abs(gross):
        raise _line_error(position, "discount/amount", f"a discount is between 0 and the line's amount, {abs(gross)}")
    return off if gross >= 0 else round_to(-off, decimals)


def _line_error(position: int, field: str, problem: str) -> InvalidLine:
    return InvalidLine(pointer=f"/lines/{position}/{field}", line=position + 1, problem=problem)


def price_allowance(allowance: Adjustment, position: int, *, on: Decimal, tax: TaxContext, decimals: int) -> Part:
    """A document-level allowance (BG-20) as a part with a negative amount; `on` is the lines' sum as priced.

    Raises `InvalidAdjustment`, `UnknownRate`.

    >>> none = TaxContext.of([TaxRate(key="standard", category="O", rate=Decimal(0), label="No tax")])
    >>> price_allowance(Adjustment(percent=Decimal(5)), 0, on=Decimal(90), tax=none, decimals=2).amount
    Decimal('-4.50')
    """
    where = f"/allowances/{position}"
    if allowance.percent is not None and allowance.percent > 100:
        raise _adjustment_error("Allowance", where, position, "an allowance is at most 100 percent")
    value = _value(allowance, "Allowance", where, position, on, decimals)
    return _adjusting(round_to(-value, decimals), allowance.tax, where, tax)


def price_charge(charge: Adjustment, position: int, *, on: Decimal, tax: TaxContext, decimals: int) -> Part:
    """A document-level charge (BG-21) as a part; `on` is the lines' sum as priced.

    Raises `InvalidAdjustment`, `UnknownRate`.

    >>> none = TaxContext.of([TaxRate(key="standard", category="O", rate=Decimal(0), label="No tax")])
    >>> price_charge(Adjustment(amount=Decimal(7)), 0, on=Decimal(90), tax=none, decimals=2).amount
    Decimal('7.00')
    """
    where = f"/charges/{position}"
    value = _value(charge, "Charge", where, position, on, decimals)
    return _adjusting(value, charge.tax, where, tax)


def _adjusting(amount: Decimal, key: str, where: str, tax: TaxContext) -> Part:
    return Part(tax.rate(key, pointer=f"{where}/tax"), amount, _ZERO, amount)


def _value(adjustment: Adjustment, what: str, where: str, position: int, on: Decimal, decimals: int) -> Decimal:
    percent, amount = adjustment.percent, adjustment.amount
    if (percent is None) == (amount is None):
        raise _adjustment_error(what, where, position, "give either a percentage or an amount, not both")
    if (percent or amount or _ZERO) < 0:
        raise _adjustment_error(what, where, position, "it must not be negative; allowances lower, charges raise")
    if percent is not None:
        return round_to(on * percent / _HUNDRED, decimals)
    return round_to(amount or _ZERO, decimals)


def _adjustment_error(what: str, where: str, position: int, problem: str) -> InvalidAdjustment:
    return InvalidAdjustment(pointer=where, what=what, position=position + 1, problem=problem)
