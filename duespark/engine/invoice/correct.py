"""Corrective invoices: each corrected line as it was, taken back, and as it is from now on.

The document states the difference (Directive 2006/112/EC, article 219; art. 106j of the Polish VAT act): a line that was
wrong stands in it twice, once with the opposite quantity and once as it should have been. A next correction begins where
the one before it ended. The calculation must get the rates of the invoice's tax date; `supply_date` keeps that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from duespark.engine.errors import Invalid
from duespark.engine.invoice.computed import without_computed
from duespark.engine.invoice.credit import MIRRORED
from duespark.engine.invoice.document import Document, Reference
from duespark.engine.invoice.lifecycle import require
from duespark.engine.invoice.line import Line

_BEFORE = "/before"


class CannotCorrect(Invalid):
    code = "invoice.cannot_correct"
    sentence = "This cannot be corrected: {problem}."


def standing_lines(document: Document, corrections: Iterable[Document] = ()) -> dict[str, Line]:
    """The items of an issued document by their ids, as its corrections, oldest first, have left them.

    >>> from decimal import Decimal
    >>> invoice = Document(number="INV-1", lines=(Line(id="1", quantity=Decimal(5)),))
    >>> fixed = correction_of(invoice, {"1": Line(id="1", quantity=Decimal(3))}, reason="counted wrong")
    >>> standing_lines(invoice, [fixed])["1"].quantity
    Decimal('3')
    """
    standing = {line.id: line for line in without_computed(document).lines if line.kind == "item"}
    for correction in corrections:
        after = {line.id: line for line in without_computed(correction).lines if line.correction == "after"}
        for line in correction.lines:
            id = line.id.removesuffix(_BEFORE)
            if line.correction == "before" and id not in after:
                del standing[id]
        standing |= {id: replace(line, correction=None) for id, line in after.items()}
    return standing


def correction_of(
    document: Document, changes: Mapping[str, Line], *, corrections: Iterable[Document] = (), reason: str
) -> Document:
    """The corrective invoice after which the lines with these ids read so; still to be calculated, numbered and dated.

    A quantity of zero takes a line out, an id that is not there puts one in. What was typed as an amount for the whole
    document is not touched; percentages hold for the difference. Raises `CannotCorrect`, `NotAllowed`, `NotForKind`.

    >>> from decimal import Decimal
    >>> invoice = Document(number="INV-1", lines=(Line(id="1", quantity=Decimal(5)), Line(id="2")))
    >>> fixed = correction_of(invoice, {"1": Line(id="1", quantity=Decimal(3))}, reason="counted wrong")
    >>> [(line.id, line.correction, str(line.quantity)) for line in fixed.lines]
    [('1/before', 'before', '-5'), ('1', 'after', '3')]
    """
    require("draft" if document.number is None else "issued", "correct", kind=document.kind)
    standing = standing_lines(document, corrections)
    changed = {id: line for id, line in changes.items() if line.quantity or id in standing}
    changed = {id: line for id, line in changed.items() if standing.get(id) != _named(line, id)}
    if not changed:
        raise CannotCorrect(pointer="/lines", problem="nothing is different")
    before = (_taken_back(standing[id]) for id in changed if id in standing)
    after = (replace(_named(line, id), correction="after") for id, line in changed.items() if line.quantity)
    typed = without_computed(document)
    return Document(
        kind="corrective_invoice",
        correction_reason=reason,
        payment_terms=typed.payment_terms,
        bank_account=typed.bank_account,
        payment_means=typed.payment_means,
        **{name: getattr(typed, name) for name in MIRRORED}
        | {
            "supply_date": document.supply_date or document.issue_date,
            "references": (_reference(document), *(each for each in typed.references if each.kind != "corrects")),
            "lines": (*before, *after),
            "allowances": tuple(each for each in typed.allowances if each.amount is None),
            "charges": tuple(each for each in typed.charges if each.amount is None),
            "prepayments": (),
            "cash_rounding": None,
        },
    )


def _reference(document: Document) -> Reference:
    return Reference(kind="corrects", number=document.number or "", issue_date=document.issue_date)


def _named(line: Line, id: str) -> Line:
    return replace(line, id=id, kind="item", amounts=None, subtotal=None, correction=None)


def _taken_back(line: Line) -> Line:
    """The line with the opposite quantity; what was typed as an amount is mirrored with it by the calculation."""
    return replace(line, id=line.id + _BEFORE, quantity=-line.quantity, correction="before")
