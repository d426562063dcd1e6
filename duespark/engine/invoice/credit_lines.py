"""Credit notes for some lines of an issued document, or a part of their quantities."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TypeVar

from duespark.engine.invoice.credit import CannotCredit, begin_partial
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line, LineCharge
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to

_ZERO = Decimal(0)

Typed = TypeVar("Typed", Discount, LineCharge, Adjustment)


def credit_lines(document: Document, quantities: Mapping[str, Decimal], *, reason: str = "") -> Document:
    """The credit note for so much of some lines, by their ids; the document has been calculated.

    Amounts typed for a line are taken back by its share, and amounts typed for the whole document by the share of
    the lines taken back. All quantities of all lines make the totals of the document again. Where lines are taken
    back bit by bit, each is rounded by itself; `credit_amount` takes back the minor unit that may be left.
    Raises `CannotCredit`, `NotAllowed`, `NotForKind`.

    >>> from duespark.engine.invoice.totals import calculate
    >>> from duespark.engine.tax.context import TaxContext
    >>> from duespark.engine.tax.rates import rates_for
    >>> from datetime import date
    >>> line = Line(id="a", quantity=Decimal(10), unit_price=Decimal(5), discount=Discount(amount=Decimal(2)))
    >>> invoice = calculate(Document(number="INV-1", lines=(line,)), TaxContext.of(rates_for("PL", date(2026, 5, 9))))
    >>> note = credit_lines(invoice, {"a": Decimal(4)})
    >>> note.lines[0].quantity, note.lines[0].discount.amount
    (Decimal('4'), Decimal('0.80'))
    """
    note = begin_partial(document, reason=reason)
    shares = _shares(document, quantities)
    decimals = find_currency(document.currency).decimals
    chosen = [line for line in note.lines if line.kind == "item" and line.id in shares]
    with localcontext(EXACT):
        share = _share(document, shares)
        return replace(
            note,
            lines=tuple(_part(line, quantities[line.id], shares[line.id], decimals) for line in chosen),
            allowances=_parts(note.allowances, share, decimals),
            charges=_parts(note.charges, share, decimals),
        )


def _shares(document: Document, quantities: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Which part of each chosen line is taken back."""
    if not quantities:
        raise CannotCredit(pointer="/lines", problem="no line was chosen")
    wholes: dict[str, list[Decimal]] = {}
    for line in document.lines:
        if line.kind == "item" and line.id:
            wholes.setdefault(line.id, []).append(line.quantity)
    for id, quantity in quantities.items():
        whole = wholes.get(id, [])
        if len(whole) != 1:
            raise CannotCredit(pointer=f"/lines/{id}", problem=f"there is not exactly one line with the id {id!r}")
        if not 0 < quantity * whole[0] <= whole[0] * whole[0]:
            problem = f"the quantity of line {id} must be between 0 and {whole[0]}, not {quantity}"
            raise CannotCredit(pointer=f"/lines/{id}", problem=problem)
    return {id: EXACT.divide(quantity, wholes[id][0]) for id, quantity in quantities.items()}


def _share(document: Document, shares: Mapping[str, Decimal]) -> Decimal:
    """Which part of the lines' sum, as priced, is taken back; between none and all."""
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


def left_to_credit(document: Document, credits: Iterable[Document]) -> dict[str, Decimal]:
    """How much of each line with an id is not in one of the credit notes, as they took it back by lines.

    >>> invoice = Document(number="INV-1", lines=(Line(id="a", quantity=Decimal(10)), Line(id="b")))
    >>> left_to_credit(invoice, [Document(kind="credit_note", lines=(Line(id="a", quantity=Decimal(4)),))])
    {'a': Decimal('6'), 'b': Decimal('1')}
    """
    left = {line.id: line.quantity for line in document.lines if line.kind == "item" and line.id}
    for note in credits:
        for line in note.lines:
            if line.id in left:
                left[line.id] -= line.quantity
    return left
