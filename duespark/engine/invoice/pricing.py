"""The parts of a document that carry money before tax: what a line, an allowance or a charge comes to."""

from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Adjustment
from duespark.engine.invoice.line import Discount, Line, LineCharge, TaxShare
from duespark.engine.invoice.method import Method
from duespark.engine.money.rounding import EXACT
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

LARGEST = Decimal(10) ** 15
"""Amounts stay below it; they fit what the wire and the database hold."""

_DIGITS = LARGEST.adjusted()
_ZERO = Decimal(0)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


class InvalidLine(Invalid):
    code = "invoice.invalid_line"
    sentence = "Line {line}: {problem}."


class InvalidAdjustment(Invalid):
    code = "invoice.invalid_adjustment"
    sentence = "{what} {position}: {problem}."


class Part:
    """A working slip of the calculation: `amount` as priced (negative for an allowance), its tax filled in later."""

    tax: Decimal = _ZERO
    taxes: tuple[TaxShare, ...] = ()

    def __init__(self, rate: TaxRate, gross: Decimal, discount: Decimal, charge: Decimal, amount: Decimal) -> None:
        self.rate = rate
        self.gross = gross
        self.discount = discount
        self.charge = charge
        self.amount = amount


def price_line(line: Line, position: int, *, tax: TaxContext, method: Method) -> Part:
    """Quantity times price, less discounts, plus charges, each rounded (BT-131). Raises `InvalidLine`, `UnknownRate`.

    Discounts and charges follow one another: a percentage is of what those before it left. A discount lowers the
    magnitude and a charge raises it: of a line with a negative quantity they take back as much as they gave.

    >>> from duespark.engine.invoice.method import method_for
    >>> vat = TaxContext.of([TaxRate(key="standard", category="S", rate=Decimal(10), label="VAT")])
    >>> line = Line(quantity=Decimal(40), unit_price=Decimal(150), discount=Discount(percent=Decimal(10)))
    >>> part = price_line(line, 0, tax=vat, method=method_for(2))
    >>> part.gross, part.discount, part.amount
    (Decimal('6000.00'), Decimal('600.00'), Decimal('5400.00'))
    """
    rates = tax.supplies.get(line.supply, tax.rates) if line.supply else tax.rates
    rate = rates.get(line.tax) or tax.rate(line.tax, supply=line.supply, pointer=f"/lines/{position}/tax")
    amount = line.quantity * line.unit_price
    if line.base_quantity != _ONE:
        amount /= _base_quantity(line.base_quantity, position)
    gross = amount.quantize(method.step, None, EXACT) or method.zero
    if gross.adjusted() >= _DIGITS:
        raise _line_error(position, "quantity", "quantity times price is too large, it must stay below 10^15")
    if line.discount is None and not line.allowances and not line.charges:
        return Part(rate, gross, method.zero, method.zero, gross)
    left = _less_discounts(line, gross, position, method)
    net = _plus_charges(line, left, position, method, sign=-1 if amount < 0 else 1)
    return Part(rate, gross, gross - left, net - left, net)


def _base_quantity(base: Decimal, position: int) -> Decimal:
    if base <= 0:
        raise _line_error(position, "base_quantity", "the quantity a price is for must be above zero")
    return base


def _less_discounts(line: Line, gross: Decimal, position: int, method: Method) -> Decimal:
    left = gross
    if line.discount is not None:
        left -= _discount(line.discount, left, position, "discount", method)
    for at, allowance in enumerate(line.allowances):
        left -= _discount(allowance, left, position, f"allowances/{at}", method)
    return left


def _discount(discount: Discount, left: Decimal, position: int, field: str, method: Method) -> Decimal:
    percent, amount = discount.percent, discount.amount
    if (percent is None) == (amount is None):
        raise _line_error(position, field, "give the discount either as a percentage or as an amount, not both")
    if percent is not None:
        if not 0 <= percent <= 100:
            raise _line_error(position, f"{field}/percent", "a discount is between 0 and 100 percent")
        return method.round(left * percent / _HUNDRED)
    off = method.round(amount or _ZERO)
    if not 0 <= off <= abs(left):
        raise _line_error(position, f"{field}/amount", f"a discount is between 0 and the line's amount, {abs(left)}")
    return off if left >= 0 else -off


def _plus_charges(line: Line, left: Decimal, position: int, method: Method, *, sign: int) -> Decimal:
    for at, charge in enumerate(line.charges):
        left += _charge(charge, left, position, at, method, sign=sign)
    return left


def _charge(charge: LineCharge, left: Decimal, position: int, at: int, method: Method, *, sign: int) -> Decimal:
    percent, amount = charge.percent, charge.amount
    if (percent is None) == (amount is None):
        problem = "give the charge either as a percentage or as an amount, not both"
        raise _line_error(position, f"charges/{at}", problem)
    if (percent or amount or _ZERO) < 0:
        raise _line_error(position, f"charges/{at}", "a charge must not be negative; a discount lowers the line")
    if percent is not None:
        return method.round(left * percent / _HUNDRED)
    return sign * method.round(amount or _ZERO)


def _line_error(position: int, field: str, problem: str) -> InvalidLine:
    return InvalidLine(pointer=f"/lines/{position}/{field}", line=position + 1, problem=problem)


def price_allowance(
    allowance: Adjustment, position: int, *, lines: Decimal, subtotal: Decimal, tax: TaxContext, method: Method
) -> Part:
    """A document-level allowance (BG-20) as a part with a negative amount.

    `lines` is the lines' sum as priced, `subtotal` what the allowances before this one left of it.
    Raises `InvalidAdjustment`, `UnknownRate`.

    >>> from duespark.engine.invoice.method import method_for
    >>> none = TaxContext.of([TaxRate(key="standard", category="O", rate=Decimal(0), label="No tax")])
    >>> five, all_of_it = Adjustment(percent=Decimal(5)), Decimal(90)
    >>> price_allowance(five, 0, lines=all_of_it, subtotal=all_of_it, tax=none, method=method_for(2)).amount
    Decimal('-4.50')
    """
    where = f"/allowances/{position}"
    if allowance.percent is not None and allowance.percent > 100:
        raise _adjustment_error("Allowance", where, position, "an allowance is at most 100 percent")
    if allowance.basis == "gross":
        problem = "an allowance is taken off the lines or the subtotal; the total with tax follows from it"
        raise _adjustment_error("Allowance", f"{where}/basis", position, problem)
    on = lines if allowance.basis == "lines" else subtotal
    value = _value(allowance, "Allowance", where, position, on, method)
    return _adjusting(method.round(-value), allowance.tax, where, tax)


def price_charge(charge: Adjustment, position: int, *, on: Decimal, tax: TaxContext, method: Method) -> Part:
    """A document-level charge (BG-21) as a part; `on` is what a percentage is of. Raises as `price_allowance`.

    >>> from duespark.engine.invoice.method import method_for
    >>> none = TaxContext.of([TaxRate(key="standard", category="O", rate=Decimal(0), label="No tax")])
    >>> price_charge(Adjustment(amount=Decimal(7)), 0, on=Decimal(90), tax=none, method=method_for(2)).amount
    Decimal('7.00')
    """
    where = f"/charges/{position}"
    value = _value(charge, "Charge", where, position, on, method)
    return _adjusting(value, charge.tax, where, tax)


def _adjusting(amount: Decimal, key: str, where: str, tax: TaxContext) -> Part:
    return Part(tax.rate(key, pointer=f"{where}/tax"), amount, _ZERO, _ZERO, amount)


def _value(adjustment: Adjustment, what: str, where: str, position: int, on: Decimal, method: Method) -> Decimal:
    percent, amount = adjustment.percent, adjustment.amount
    if (percent is None) == (amount is None):
        raise _adjustment_error(what, where, position, "give either a percentage or an amount, not both")
    if (percent or amount or _ZERO) < 0:
        raise _adjustment_error(what, where, position, "it must not be negative; allowances lower, charges raise")
    if percent is not None:
        return method.round(on * percent / _HUNDRED)
    return method.round(amount or _ZERO)


def _adjustment_error(what: str, where: str, position: int, problem: str) -> InvalidAdjustment:
    return InvalidAdjustment(pointer=where, what=what, position=position + 1, problem=problem)
