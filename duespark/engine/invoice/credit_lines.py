"""Credit notes for some lines of an issued document, or a part of their quantities."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from duespark.engine.invoice.credit import CannotCredit, begin_partial
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.part import InvalidPart, left_of, part_of


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
    >>> from duespark.engine.invoice.line import Discount, Line
    >>> line = Line(id="a", quantity=Decimal(10), unit_price=Decimal(5), discount=Discount(amount=Decimal(2)))
    >>> invoice = calculate(Document(number="INV-1", lines=(line,)), TaxContext.of(rates_for("PL", date(2026, 5, 9))))
    >>> note = credit_lines(invoice, {"a": Decimal(4)})
    >>> note.lines[0].quantity, note.lines[0].discount.amount
    (Decimal('4'), Decimal('0.80'))
    """
    note = begin_partial(document, reason=reason)
    try:
        part = part_of(document, quantities)
    except InvalidPart as error:
        raise CannotCredit(pointer=error.pointer, problem=error.facts["problem"]) from None
    return replace(note, lines=part.lines, allowances=part.allowances, charges=part.charges)


def left_to_credit(document: Document, credits: Iterable[Document]) -> dict[str, Decimal]:
    """How much of each line with an id is not in one of the credit notes, as they took it back by lines.

    >>> from duespark.engine.invoice.line import Line
    >>> invoice = Document(number="INV-1", lines=(Line(id="a", quantity=Decimal(10)), Line(id="b")))
    >>> left_to_credit(invoice, [Document(kind="credit_note", lines=(Line(id="a", quantity=Decimal(4)),))])
    {'a': Decimal('6'), 'b': Decimal('1')}
    """
    return left_of(document, credits)
