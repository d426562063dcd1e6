"""The one calculation: from what people typed to every amount the document states.

EN 16931-1:2017, section 6.4: lines are rounded, the tax is computed once for each category and rate on the rounded
sum of its lines, allowances and charges (BR-CO-10 to BR-CO-18), and everything has the currency's decimals (BR-DEC).
Where prices include tax, the sums with tax are kept as typed and the tax is taken out of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal, localcontext
from functools import partial
from typing import NamedTuple

from duespark.engine.errors import Invalid
from duespark.engine.invoice.closed import restated, stated
from duespark.engine.invoice.conversion import convert
from duespark.engine.invoice.document import Adjustment, Document, PaymentTerms, TaxSubtotal, Totals, Withholding
from duespark.engine.invoice.method import Method, method_for
from duespark.engine.invoice.pricing import LARGEST, InvalidAdjustment, InvalidLine, Part, price_allowance, price_charge
from duespark.engine.invoice.stated import priced_lines, stated_lines
from duespark.engine.invoice.taxing import tax_parts
from duespark.engine.money.cash import most_coin
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, MODES, round_to
from duespark.engine.tax.context import TaxContext

__all__ = ["InvalidAdjustment", "InvalidLine", "InvalidTotals", "calculate"]

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class InvalidTotals(Invalid):
    code = "invoice.invalid_totals"
    sentence = "{problem}."


class _Parts(NamedTuple):
    """Everything that carries money, each in the order of the document."""

    lines: Sequence[Part]
    allowances: Sequence[Part]
    charges: Sequence[Part]

    def all(self) -> list[Part]:
        return [*self.lines, *self.allowances, *self.charges]


def calculate(document: Document, tax: TaxContext) -> Document:
    """The same document with every amount computed anew; what it said before about amounts is forgotten.

    Guarantees net + tax = gross on each line and in total; that the lines' net, the allowances, the charges and
    their tax add up to the totals and to the breakdown; that the order of lines changes no total; and that
    prices with tax keep their sum. Line tax is each line's share of its group's tax, by largest remainder.
    Raises `InvalidLine`, `InvalidAdjustment`, `InvalidTotals`, `InvalidExchange`, `UnknownRate`, `UnknownCurrency`.

    >>> from duespark.engine.invoice.line import Line
    >>> from duespark.engine.tax.country import TaxRate
    >>> vat = TaxContext.of([TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%")])
    >>> line = Line(description="Advice", quantity=Decimal("2.5"), unit_price=Decimal(120))
    >>> totals = calculate(Document(lines=(line,)), vat).totals
    >>> totals.net, totals.tax, totals.gross
    (Decimal('300.00'), Decimal('69.00'), Decimal('369.00'))
    """
    decimals = find_currency(document.currency, pointer="/currency").decimals
    method = method_for(decimals, document.prices_include_tax, document.tax_rounding, MODES[tax.rounding])
    with localcontext(EXACT):
        lines = priced_lines(document, tax, method)
        parts = _price_adjustments(document, lines, tax, method)
        breakdown = tax_parts(parts.all(), method)
        totals = _total(document, parts, breakdown, method)
        return restated(
            document,
            treatment=tax.treatment,
            tax_mentions=tax.mentions,
            lines=stated_lines(document, lines, tax, method),
            allowances=_stated_adjustments(document.allowances, parts.allowances, method, _negated),
            charges=_stated_adjustments(document.charges, parts.charges, method, _kept),
            withholdings=_stated_withholdings(document.withholdings, totals, method),
            payment_terms=_stated_terms(document, totals.amount_due, method),
            totals=convert(document.exchange, totals, of=document.currency),
        )


# --- allowances and charges of the document -------------------------------------------------------------------------


def _price_adjustments(document: Document, lines: list[Part], tax: TaxContext, method: Method) -> _Parts:
    """Allowances follow one another; charges on the subtotal follow them; charges on the total with tax come last."""
    if not document.allowances and not document.charges:
        return _Parts(lines=lines, allowances=(), charges=())
    of_lines = subtotal = sum((part.amount for part in lines), _ZERO)
    allowances = list[Part]()
    for at, allowance in enumerate(document.allowances):
        part = price_allowance(allowance, at, lines=of_lines, subtotal=subtotal, tax=tax, method=method)
        subtotal += part.amount
        allowances.append(part)
    on = {"lines": of_lines, "subtotal": subtotal, "gross": _ZERO}
    charge_on = partial(_charge_parts, document.charges, tax, method)
    parts = _Parts(lines=lines, allowances=allowances, charges=charge_on(on))
    if not any(charge.basis == "gross" and charge.percent for charge in document.charges):
        return parts
    on["gross"] = _gross_without(document.charges, parts, method)
    return _Parts(lines=lines, allowances=allowances, charges=charge_on(on))


def _charge_parts(charges: Sequence[Adjustment], tax: TaxContext, method: Method, on: dict[str, Decimal]) -> list[Part]:
    return [price_charge(charge, at, on=on[charge.basis], tax=tax, method=method) for at, charge in enumerate(charges)]


def _gross_without(charges: Sequence[Adjustment], parts: _Parts, method: Method) -> Decimal:
    """The total with tax before the charges that are a percentage of it."""
    plain = [part for charge, part in zip(charges, parts.charges, strict=True) if charge.basis != "gross"]
    counted = [*parts.lines, *parts.allowances, *plain]
    rows = tax_parts(counted, method)
    amount = sum((part.amount for part in counted), _ZERO)
    return amount if method.inclusive else amount + sum((row.tax for row in rows), _ZERO)


def _kept(amount: Decimal) -> Decimal:
    return amount


def _negated(amount: Decimal) -> Decimal:
    return 0 - amount


def _stated_adjustments(
    adjustments: tuple[Adjustment, ...], parts: Sequence[Part], method: Method, sign: Callable[[Decimal], Decimal]
) -> tuple[Adjustment, ...]:
    return adjustments and tuple(
        replace(
            adjustment,
            tax_category=part.rate.category,
            tax_rate=part.rate.rate,
            net=sign(part.amount - part.tax if method.inclusive else part.amount),
            tax_amount=sign(part.tax),
            taxes=tuple(replace(each, tax=sign(each.tax)) for each in part.taxes),
        )
        for adjustment, part in zip(adjustments, parts, strict=True)
    )


# --- totals ---------------------------------------------------------------------------------------------------------


def _net(parts: Sequence[Part], method: Method) -> Decimal:
    """The parts' sum without tax; sums of rounded amounts, from a zero with decimals, need no rounding."""
    amount = sum([part.amount for part in parts], method.zero)
    return amount - sum([part.tax for part in parts], method.zero) if method.inclusive else amount


def _total(document: Document, parts: _Parts, breakdown: tuple[TaxSubtotal, ...], method: Method) -> Totals:
    zero = method.zero
    lines, charges = _net(parts.lines, method), _net(parts.charges, method)
    allowances = zero - _net(parts.allowances, method)
    net = lines - allowances + charges  # BR-CO-13
    tax = sum([group.tax for group in breakdown], zero)  # BR-CO-14
    gross = net + tax  # BR-CO-15
    if abs(gross) >= LARGEST:
        raise InvalidTotals(pointer="/lines", problem="The total is too large, it must stay below 10^15")
    prepaid = _prepaid(document, method)
    withheld = sum([_withhold(each, at, net, gross, method) for at, each in enumerate(document.withholdings)], zero)
    due = gross - prepaid - withheld
    rounding = _cash_rounding(document, due, method)
    return stated(
        Totals,
        lines=lines,
        allowances=allowances,
        charges=charges,
        net=net,
        tax=tax,
        gross=gross,
        prepaid=prepaid,
        withheld=withheld,
        rounding=rounding,
        amount_due=due + rounding,  # BR-CO-16
        breakdown=breakdown,
        converted=None,
    )


def _prepaid(document: Document, method: Method) -> Decimal:
    if document.prepaid < 0:
        raise InvalidTotals(pointer="/prepaid", problem="The amount paid in advance must not be negative")
    if not document.prepayments:
        return method.round(document.prepaid)
    for at, each in enumerate(document.prepayments):
        if not 0 <= each.tax <= each.amount:
            problem = "An earlier payment must not be negative, and its tax is part of it"
            raise InvalidTotals(pointer=f"/prepayments/{at}", problem=problem)
    earlier = sum([method.round(each.amount) for each in document.prepayments], _ZERO)
    return method.round(document.prepaid + earlier)


def _withhold(withholding: Withholding, at: int, net: Decimal, gross: Decimal, method: Method) -> Decimal:
    if not 0 <= withholding.percent <= 100:
        problem = "What is withheld is between 0 and 100 percent"
        raise InvalidTotals(pointer=f"/withholdings/{at}/percent", problem=problem)
    on = gross if withholding.basis == "gross" else net
    return method.round(on * withholding.percent / _HUNDRED)


def _stated_withholdings(
    withholdings: tuple[Withholding, ...], totals: Totals, method: Method
) -> tuple[Withholding, ...]:
    return withholdings and tuple(
        replace(each, amount=_withhold(each, at, totals.net, totals.gross, method))
        for at, each in enumerate(withholdings)
    )


def _cash_rounding(document: Document, due: Decimal, method: Method) -> Decimal:
    coin = document.cash_rounding
    if coin is None:
        return method.zero
    if coin <= 0 or method.round(coin) != coin:
        raise InvalidTotals(pointer="/cash_rounding", problem="The amount due is rounded to a coin, such as 0.05")
    most = most_coin(document.currency)
    if coin > most:
        problem = f"The amount due is rounded to a coin of {most} {document.currency} at most"
        raise InvalidTotals(pointer="/cash_rounding", problem=problem)
    return method.round(round_to(due / coin, 0) * coin - due)


def _stated_terms(document: Document, due: Decimal, method: Method) -> PaymentTerms:
    """The terms with what each early payment may take off: a percentage of what is due as printed."""
    terms = document.payment_terms
    if not terms.early:
        return terms
    stated = []
    for at, early in enumerate(terms.early):
        if not (0 < early.percent < 100 and 0 <= early.days <= 365):
            problem = "A discount for early payment is above 0 and below 100 percent, within 0 to 365 days"
            raise InvalidTotals(pointer=f"/payment_terms/early/{at}", problem=problem)
        until = document.issue_date and document.issue_date + timedelta(days=early.days)
        discount = method.round(due * early.percent / _HUNDRED)
        stated.append(replace(early, until=until, discount=discount, payable=due - discount))
    return replace(terms, early=tuple(stated))
