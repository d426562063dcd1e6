"""A part of a document for another one: so much of some lines, or an amount spread over its tax rates."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TypeVar

from duespark.engine.errors import Invalid
from duespark.engine.invoice.computed import without_computed
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line, LineCharge, Sold
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to
from duespark.engine.money.split import split

_ZERO = Decimal(0)

Typed = TypeVar("Typed", Discount, LineCharge, Adjustment)


class InvalidPart(Invalid):
    code = "invoice.invalid_part"
    sentence = "This part of the document cannot be taken: {problem}."


def part_of(document: Document, quantities: Mapping[str, Decimal]) -> Document:
    """The document, which has been calculated, with only so much of some lines, by their ids; still to be calculated.

    Amounts typed for a line are taken by its share, and amounts typed for the whole document by the share of the lines
    that are taken. Raises `InvalidPart`.

    >>> from duespark.engine.invoice.totals import calculate
    >>> from duespark.engine.tax.context import TaxContext
    >>> from duespark.engine.tax.rates import rates_for
    >>> from datetime import date
    >>> line = Line(id="a", quantity=Decimal(10), unit_price=Decimal(5), discount=Discount(amount=Decimal(2)))
    >>> quote = calculate(Document(kind="quote", lines=(line,)), TaxContext.of(rates_for("PL", date(2026, 5, 9))))
    >>> part_of(quote, {"a": Decimal(4)}).lines[0].discount.amount
    Decimal('0.80')
    """
    typed = without_computed(document)
    shares = _shares(document, quantities)
    decimals = find_currency(document.currency).decimals
    chosen = [line for line in typed.lines if line.kind == "item" and line.id in shares]
    with localcontext(EXACT):
        share = _share(document, shares)
        return replace(
            typed,
            lines=tuple(_part(line, quantities[line.id], shares[line.id], decimals) for line in chosen),
            allowances=_parts(typed.allowances, share, decimals),
            charges=_parts(typed.charges, share, decimals),
        )


def amount_lines(document: Document, amount: Decimal, *, description: str) -> tuple[Line, ...]:
    """Lines, priced with tax, that come to `amount`, spread over the tax rates as the document's total is, to the cent.

    The document has been calculated. Raises `InvalidPart`.

    >>> from duespark.engine.invoice.totals import calculate
    >>> from duespark.engine.tax.context import TaxContext
    >>> from duespark.engine.tax.rates import rates_for
    >>> from datetime import date
    >>> lines = (Line(unit_price=Decimal(100)), Line(unit_price=Decimal(100), tax="reduced"))
    >>> quote = calculate(Document(kind="quote", lines=lines), TaxContext.of(rates_for("DE", date(2026, 5, 9))))
    >>> [(line.tax, line.unit_price) for line in amount_lines(quote, Decimal(100), description="Deposit")]
    [('standard', Decimal('52.65')), ('reduced', Decimal('47.35'))]
    """
    rates = _by_rate(document)
    whole = sum(rates.values(), _ZERO)
    if not 0 < amount <= whole or round_to(amount, find_currency(document.currency).decimals) != amount:
        problem = f"the amount must be above zero and at most {whole} {document.currency}"
        raise InvalidPart(pointer="/amount", problem=problem)
    if min(rates.values()) < 0:
        raise InvalidPart(pointer="/amount", problem="one of its tax rates comes to less than nothing; choose lines")
    parts = zip(rates, split(amount, list(rates.values()), document.currency), strict=True)
    return tuple(
        Line(description=description, unit_price=part, tax=tax, supply=supply) for (supply, tax), part in parts if part
    )


def left_of(document: Document, others: Iterable[Document]) -> dict[str, Decimal]:
    """How much of each line with an id stands in none of the other documents.

    >>> quote = Document(lines=(Line(id="a", quantity=Decimal(10)), Line(id="b")))
    >>> left_of(quote, [Document(lines=(Line(id="a", quantity=Decimal(4)), Line(id="new")))])
    {'a': Decimal('6'), 'b': Decimal('1')}
    """
    left = {line.id: line.quantity for line in document.lines if line.kind == "item" and line.id}
    for other in others:
        for line in other.lines:
            if line.id in left:
                left[line.id] -= line.quantity
    return left


def _shares(document: Document, quantities: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Which part of each chosen line is taken."""
    if not quantities:
        raise InvalidPart(pointer="/lines", problem="no line was chosen")
    wholes: dict[str, list[Decimal]] = {}
    for line in document.lines:
        if line.kind == "item" and line.id:
            wholes.setdefault(line.id, []).append(line.quantity)
    for id, quantity in quantities.items():
        whole = wholes.get(id, [])
        if len(whole) != 1:
            raise InvalidPart(pointer=f"/lines/{id}", problem=f"there is not exactly one line with the id {id!r}")
        if not 0 < quantity * whole[0] <= whole[0] * whole[0]:
            problem = f"the quantity of line {id} must be between 0 and {whole[0]}, not {quantity}"
            raise InvalidPart(pointer=f"/lines/{id}", problem=problem)
    return {id: EXACT.divide(quantity, wholes[id][0]) for id, quantity in quantities.items()}


def _share(document: Document, shares: Mapping[str, Decimal]) -> Decimal:
    """Which part of the lines' sum, as priced, is taken; between none and all."""
    chosen, whole = _ZERO, _ZERO
    for line in document.lines:
        if line.kind == "item" and line.amounts is not None:
            amount = line.amounts.total if document.prices_include_tax else line.amounts.net
            whole += amount
            chosen += amount * shares.get(line.id, _ZERO)
    return min(max(chosen / whole, _ZERO), Decimal(1)) if whole else _ZERO


def _part(line: Line, quantity: Decimal, share: Decimal, decimals: int) -> Line:
    return replace(
        line,
        quantity=quantity,
        discount=_scaled(line.discount, share, decimals) if line.discount else None,
        allowances=tuple(_scaled(each, share, decimals) for each in line.allowances),
        charges=tuple(_scaled(each, share, decimals) for each in line.charges),
    )


def _parts(adjustments: Iterable[Adjustment], share: Decimal, decimals: int) -> tuple[Adjustment, ...]:
    return tuple(_scaled(each, share, decimals) for each in adjustments if share or each.amount is None)


def _scaled(typed: Typed, share: Decimal, decimals: int) -> Typed:
    """A percentage stays; of an amount there is only the share."""
    return typed if typed.amount is None else replace(typed, amount=round_to(typed.amount * share, decimals))


def _by_rate(document: Document) -> dict[tuple[Sold, str], Decimal]:
    """What the document comes to with tax, by what is supplied and the key of the rate."""
    rates: dict[tuple[Sold, str], Decimal] = {}
    for line in document.lines:
        if line.kind == "item" and line.amounts is not None:
            key = (line.supply, line.tax)
            rates[key] = rates.get(key, _ZERO) + line.amounts.total
    for sign, adjustments in ((-1, document.allowances), (1, document.charges)):
        for each in adjustments:
            total = (each.net or _ZERO) + (each.tax_amount or _ZERO)
            rates["", each.tax] = rates.get(("", each.tax), _ZERO) + sign * total
    return rates
