"""Credit notes made of an issued document: all of it, or an amount. `credit_lines` takes back some lines.

A credit note (code 381 of EN 16931, BT-3) states what is taken back with the signs of the invoice; that it is taken
back is in its kind. It names the invoice it corrects (BG-3), as Directive 2006/112/EC, article 219, asks for. The
calculation must get the rates of the invoice's tax date; `supply_date` keeps that day.
"""

from dataclasses import replace
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.computed import without_computed
from duespark.engine.invoice.document import Document, Reference
from duespark.engine.invoice.lifecycle import require
from duespark.engine.invoice.part import InvalidPart, amount_lines

MIRRORED = frozenset({
    "currency", "exchange", "language", "seller", "buyer", "ship_to", "ship_from", "payee", "tax_representative", "purchase_order",
    "buyer_reference", "supply_date", "period", "prices_include_tax", "tax_rounding", "discount_display", "lines",
    "allowances", "charges", "withholdings", "prepayments", "cash_rounding", "references", "supply", "treatment_choice",
})  # fmt: skip
"""What a credit note takes over from the document it corrects."""

UNMIRRORED = frozenset({
    "schema", "kind", "number", "issue_date", "due_date", "valid_until", "payment_terms", "payment_reference",
    "bank_account", "payment_means", "prepaid", "notes", "terms", "correction_reason", "attachments",
})  # fmt: skip
"""What it does not: it is another document, and the seller pays. What was paid in advance comes back with it."""


class CannotCredit(Invalid):
    code = "invoice.cannot_credit"
    sentence = "This cannot be credited: {problem}."


def credit_of(document: Document, *, reason: str = "") -> Document:
    """The credit note that takes an issued document back completely; still to be calculated, numbered and dated.

    Its totals are those of the document, so that both together come to nothing. Deposits the document took into
    account stay taken into account: they are credited by credit notes of their own.
    Raises `NotAllowed`, `NotForKind`.

    >>> from datetime import date
    >>> from duespark.engine.invoice.line import Line
    >>> note = credit_of(Document(number="INV-1", issue_date=date(2026, 5, 9), lines=(Line(id="a"),)))
    >>> note.kind, note.references[0].kind, note.references[0].number, note.lines[0].quantity
    ('credit_note', 'corrects', 'INV-1', Decimal('1'))
    """
    require("draft" if document.number is None else "issued", "credit", kind=document.kind)
    typed = without_computed(document)
    corrects = Reference(kind="corrects", number=document.number or "", issue_date=document.issue_date)
    mirrored = {name: getattr(typed, name) for name in MIRRORED} | {
        "supply_date": document.supply_date or document.issue_date,
        "references": (corrects, *(each for each in document.references if each.kind != "corrects")),
    }
    return Document(kind="credit_note", correction_reason=reason, **mirrored)


def begin_partial(document: Document, *, reason: str = "") -> Document:
    """The credit note of `credit_of`, as a beginning for one of a part: what is taken into account or rounded once for
    the whole document is left out. Raises `CannotCredit` when the document was never calculated.

    >>> begin_partial(Document(number="INV-1"))
    Traceback (most recent call last):
    duespark.engine.invoice.credit.CannotCredit: This cannot be credited: its amounts were never calculated.
    """
    note = credit_of(document, reason=reason)
    if document.totals is None:
        raise CannotCredit(pointer="/totals", problem="its amounts were never calculated")
    return replace(note, prepayments=(), cash_rounding=None)


def credit_amount(document: Document, amount: Decimal, *, description: str, reason: str = "") -> Document:
    """The credit note for an amount with tax, spread over the tax rates as the document's total is, to the cent.

    It has one line for each rate, priced with tax and described by `description`; the document has been calculated.
    Raises `CannotCredit`, `NotAllowed`, `NotForKind`.

    >>> from duespark.engine.invoice.totals import calculate
    >>> from duespark.engine.tax.context import TaxContext
    >>> from duespark.engine.tax.rates import rates_for
    >>> from datetime import date
    >>> from duespark.engine.invoice.line import Line
    >>> lines = (Line(unit_price=Decimal(100)), Line(unit_price=Decimal(100), tax="reduced"))
    >>> invoice = calculate(Document(number="INV-1", lines=lines), TaxContext.of(rates_for("DE", date(2026, 5, 9))))
    >>> [(line.tax, line.unit_price) for line in credit_amount(invoice, Decimal(100), description="Goodwill").lines]
    [('standard', Decimal('52.65')), ('reduced', Decimal('47.35'))]
    """
    note = begin_partial(document, reason=reason)
    try:
        lines = amount_lines(document, amount, description=description)
    except InvalidPart as error:
        raise CannotCredit(pointer=error.pointer, problem=error.facts["problem"]) from None
    return replace(note, prices_include_tax=True, tax_rounding="document", lines=lines, allowances=(), charges=())
