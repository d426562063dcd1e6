"""The one calculation: from what people typed to every amount the document states.

EN 16931-1:2017, section 6.4: lines are rounded, the tax is computed once for each category and rate on the rounded
sum of its lines, allowances and charges (BR-CO-10 to BR-CO-18), and everything has the currency's decimals (BR-DEC).
Where prices include tax, the sums with tax are kept as typed and the tax is taken out of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Adjustment, Document, TaxSubtotal, Totals
from duespark.engine.invoice.line import Line, LineAmounts
from duespark.engine.invoice.pricing import (
    LARGEST,
    InvalidAdjustment,
    InvalidLine,
    Part,
    price_allowance,
    price_charge,
    price_line,
)
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to
from duespark.engine.tax.context import TaxContext

__all__ = ["InvalidAdjustment", "InvalidLine", "InvalidTotals", "calculate"]

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class InvalidTotals(Invalid):
    code = "invoice.invalid_totals"
    sentence = "{problem}."


def calculate(document: Document, tax: TaxContext) -> Document:
    """The same document with every amount computed anew; what it said before about amounts is forgotten.

    Guarantees net + tax = gross on each line and in total; that the lines' net, the allowances, the charges and
    their tax add up to the totals and to the breakdown; that the order of lines changes no total; and that
    prices with tax keep their sum. Line tax is each line's share of its group's tax, by largest remainder.
    Raises `InvalidLine`, `InvalidAdjustment`, `InvalidTotals`, `UnknownRate`, `UnknownCurrency`.

    >>> from duespark.engine.tax.country import TaxRate
    >>> vat = TaxContext.of([TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%")])
    >>> line = Line(description="Advice", quantity=Decimal("2.5"), unit_price=Decimal(120))
    >>> totals = calculate(Document(lines=(line,)), vat).totals
    >>> totals.net, totals.tax, totals.gross
    (Decimal('300.00'), Decimal('69.00'), Decimal('369.00'))
    """
    decimals = find_currency(document.currency, pointer="/currency").decimals
    with localcontext(EXACT):
        lines = [price_line(line, at, tax=tax, decimals=decimals) for at, line in _items(document)]
        on = sum((part.amount for part in lines), _ZERO)
        allowances = [
            price_allowance(allowance, at, on=on, tax=tax, decimals=decimals)
            for at, allowance in enumerate(document.allowances)
        ]
        charges = [
            price_charge(charge, at, on=on, tax=tax, decimals=decimals) for at, charge in enumerate(document.charges)
        ]
        breakdown = _tax(lines + allowances + charges, inclusive=document.prices_include_tax, decimals=decimals)
        return replace(
            document,
            lines=_stated_lines(document, lines),
            allowances=tuple(map(_stated_allowance, document.allowances, allowances, _net(document, allowances))),
            charges=tuple(map(_stated_charge, document.charges, charges, _net(document, charges))),
            totals=_totals(
                document,
                lines=sum(_net(document, lines), _ZERO),
                allowances=-sum(_net(document, allowances), _ZERO),
                charges=sum(_net(document, charges), _ZERO),
                breakdown=breakdown,
                decimals=decimals,
            ),
        )


def _items(document: Document) -> list[tuple[int, Line]]:
    return [(at, line) for at, line in enumerate(document.lines) if line.kind == "item"]


def _net(document: Document, parts: Sequence[Part]) -> list[Decimal]:
    if document.prices_include_tax:
        return [part.amount - part.tax for part in parts]
    return [part.amount for part in parts]


def _tax(parts: Sequence[Part], *, inclusive: bool, decimals: int) -> tuple[TaxSubtotal, ...]:
    """Fill in every part's tax and return the breakdown (BG-23), highest rate first."""
    groups: dict[tuple[Decimal, str], list[Part]] = {}
    for part in parts:
        groups.setdefault((-part.rate.rate, part.rate.category), []).append(part)
    return tuple(_tax_group(groups[key], inclusive=inclusive, decimals=decimals) for key in sorted(groups))


def _tax_group(parts: Sequence[Part], *, inclusive: bool, decimals: int) -> TaxSubtotal:
    rate = parts[0].rate
    whole = _HUNDRED + rate.rate if inclusive else _HUNDRED
    amount = sum((part.amount for part in parts), _ZERO)
    tax = round_to(amount * rate.rate / whole, decimals)
    for part in parts:
        part.tax = round_to(part.amount * rate.rate / whole, decimals)
    missing = tax - sum((part.tax for part in parts), _ZERO)
    if missing:
        _spread(missing, parts, rate.rate / whole, decimals)
    return TaxSubtotal(
        category=rate.category,
        rate=rate.rate,
        taxable=amount - tax if inclusive else amount,
        tax=tax,
        label=", ".join(sorted({part.rate.label for part in parts})),
        reason="; ".join(sorted({part.rate.reason for part in parts} - {""})),
    )


def _spread(missing: Decimal, parts: Sequence[Part], share: Decimal, decimals: int) -> None:
    """Give the missing minor units, one each, to the parts whose own rounding was furthest in the other direction."""
    step = Decimal(1).scaleb(-decimals).copy_sign(missing)
    by_error = sorted(parts, key=lambda part: (part.tax - part.amount * share) * step)
    for part in by_error[: int(missing / step)]:
        part.tax += step


def _stated_lines(document: Document, parts: Sequence[Part]) -> tuple[Line, ...]:
    slips = iter(parts)
    inclusive = document.prices_include_tax
    return tuple(
        _stated(line, _line_amounts(next(slips), inclusive) if line.kind == "item" else None) for line in document.lines
    )


def _line_amounts(part: Part, inclusive: bool) -> LineAmounts:
    return LineAmounts(
        gross=part.gross,
        discount=part.discount,
        net=part.amount - part.tax if inclusive else part.amount,
        tax_category=part.rate.category,
        tax_rate=part.rate.rate,
        tax=part.tax,
        total=part.amount if inclusive else part.amount + part.tax,
    )


def _stated(line: Line, amounts: LineAmounts | None) -> Line:
    return replace(line, amounts=amounts)


def _stated_charge(charge: Adjustment, part: Part, net: Decimal) -> Adjustment:
    rate = part.rate
    return replace(charge, tax_category=rate.category, tax_rate=rate.rate, net=net, tax_amount=part.tax)


def _stated_allowance(allowance: Adjustment, part: Part, net: Decimal) -> Adjustment:
    rate = part.rate
    return replace(allowance, tax_category=rate.category, tax_rate=rate.rate, net=0 - net, tax_amount=0 - part.tax)


def _totals(
    document: Document,
    *,
    lines: Decimal,
    allowances: Decimal,
    charges: Decimal,
    breakdown: tuple[TaxSubtotal, ...],
    decimals: int,
) -> Totals:
    net = lines - allowances + charges  # BR-CO-13
    tax = sum((group.tax for group in breakdown), _ZERO)  # BR-CO-14
    gross = net + tax  # BR-CO-15
    if abs(gross) >= LARGEST:
        raise InvalidTotals(pointer="/lines", problem="The total is too large, it must stay below 10^15")
    prepaid = _prepaid(document, decimals)
    rounding = _cash_rounding(document, gross - prepaid, decimals)
    return Totals(
        lines=round_to(lines, decimals),
        allowances=round_to(allowances, decimals),
        charges=round_to(charges, decimals),
        net=round_to(net, decimals),
        tax=round_to(tax, decimals),
        gross=round_to(gross, decimals),
        prepaid=prepaid,
        rounding=rounding,
        amount_due=round_to(gross - prepaid + rounding, decimals),  # BR-CO-16
        breakdown=breakdown,
    )


def _prepaid(document: Document, decimals: int) -> Decimal:
    if document.prepaid < 0:
        raise InvalidTotals(pointer="/prepaid", problem="The amount paid in advance must not be negative")
    return round_to(document.prepaid, decimals)


def _cash_rounding(document: Document, due: Decimal, decimals: int) -> Decimal:
    coin = document.cash_rounding
    if coin is None:
        return round_to(_ZERO, decimals)
    if coin <= 0 or round_to(coin, decimals) != coin:
        raise InvalidTotals(pointer="/cash_rounding", problem="The amount due is rounded to a coin, such as 0.05")
    return round_to(round_to(due / coin, 0) * coin - due, decimals)
