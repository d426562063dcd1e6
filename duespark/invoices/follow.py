"""What is made from a quote or a proforma: drafts that carry on with its lines, and the link between the two."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from duespark.engine.errors import Conflict
from duespark.engine.invoice.document import DocumentKind, Reference
from duespark.engine.invoice.lifecycle import require_follow
from duespark.engine.invoice.part import amount_lines, left_of, part_of
from duespark.engine.payment.deposits import deposit_amount
from duespark.invoices.draft import copied, create_draft
from duespark.invoices.models import invoices
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.invoices.usual_terms import with_usual_early
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_FOLLOWERS = Q(
    sa.select(invoices.c.id)
    .where(
        invoices.c.org_id == sa.bindparam("org"),
        invoices.c.source_id == sa.bindparam("id"),
        invoices.c.status != sa.literal_column("'void'"),
    )
    .order_by(invoices.c.created_at, invoices.c.id)
)
_CARRIED = ("quote", "contract", "sales_order", "tender", "project", "object")
"""Kinds of references that hold for what is made from a document too."""


_TAKERS = ("invoice", "final_invoice", "proforma")
"""Kinds that take the lines over, each under the id it had."""


class NothingLeft(Conflict):
    code = "invoice.nothing_left"
    sentence = "Everything of {number} was invoiced already."


class TakenAlready(Conflict):
    code = "invoice.taken_already"
    sentence = "Of line {id} of {number} only {left} is left to invoice, not {quantity}."


class DepositTooLarge(Conflict):
    code = "invoice.deposit_too_large"
    sentence = "Of {number} {left} {currency} is left to ask a deposit of; {amount} is more than that."


async def find_followers(tx: Tx, id: UUID) -> list[InvoiceRow]:
    """What was made from this document and is not void, drafts too, oldest first."""
    found = [row["id"] for row in await _FOLLOWERS.all(tx.conn, org=tx.org_id, id=id)]
    return [await get_invoice(tx, each) for each in found]


def left_to_take(row: InvoiceRow, followers: Sequence[InvoiceRow]) -> dict[str, Decimal]:
    """How much of each line of an issued quote or proforma nothing was made of yet; deposits take no line."""
    made = [each.document for each in followers if each.kind in _TAKERS and each.kind != row.kind]
    return left_of(row.document, made)


async def follow_document(
    tx: Tx, row: InvoiceRow, kind: DocumentKind, *, quantities: Mapping[str, Decimal] | None = None
) -> InvoiceRow:
    """A draft of `kind` with so much of the lines of an issued document, which the caller has locked; else all that is left.

    Raises `NotAllowed`, `CannotFollow`, `NothingLeft`, `TakenAlready`, `InvalidPart`.
    """
    require_follow(row.status, row.kind, kind)
    left = left_to_take(row, await find_followers(tx, row.id))
    whole = left_of(row.document, [])
    if not any(left[id] * whole[id] > 0 for id in whole):
        raise NothingLeft(number=row.number)
    if quantities is None and left != whole:
        quantities = {id: each for id, each in left.items() if each * whole[id] > 0}
    for id, quantity in (quantities or {}).items():
        if id in left and (left[id] - quantity) * whole[id] < 0:
            raise TakenAlready(
                pointer="/lines", id=id, number=row.number, left=max(left[id], Decimal(0)), quantity=quantity
            )
    draft = await with_usual_early(tx, _draft(row, kind, quantities))
    return await create_draft(tx, draft, source_id=row.id)


def _draft(row: InvoiceRow, kind: DocumentKind, quantities: Mapping[str, Decimal] | None) -> DraftIn:
    """An option nobody chose is left out of the whole."""
    draft = _carried_on(row, kind)
    if quantities is None:
        return replace(draft, lines=tuple(line for line in draft.lines if line.kind != "optional"))
    part = part_of(row.document, quantities)
    return replace(draft, lines=part.lines, allowances=part.allowances, charges=part.charges)


def _carried_on(row: InvoiceRow, kind: DocumentKind) -> DraftIn:
    """What rules took off was promised with the document, and is not decided anew."""
    document = row.document
    kept = tuple(each for each in document.references if each.kind in _CARRIED)
    if row.kind == "quote":
        kept = (Reference(kind="quote", number=row.number or "", issue_date=document.issue_date), *kept)
    copy = copied(row)
    pairs = zip(copy.lines, document.lines, strict=True)
    lines = tuple(replace(line, id=was.id, allowances=was.allowances) for line, was in pairs)
    known = {
        "references": kept,
        "purchase_order": document.purchase_order,
        "lines": lines,
        "allowances": document.allowances,
        "series_id": None,
        "discount_codes": None,
    }
    return replace(copy, kind=kind, **known)  # type: ignore[arg-type]


async def ask_deposit(
    tx: Tx, row: InvoiceRow, *, percent: Decimal | None, amount: Decimal | None, description: str
) -> InvoiceRow:
    """A draft of a deposit invoice for a part of an issued quote or proforma, which the caller has locked.

    Its amount includes tax and is spread over the rates as the whole is; all deposits together are at most the whole.
    Raises `NotAllowed`, `CannotFollow`, `InvalidDeposit`, `InvalidPart`, `DepositTooLarge`.
    """
    require_follow(row.status, row.kind, "deposit_invoice")
    document = row.document
    wanted = amount if amount is not None else deposit_amount(row.gross, percent or Decimal(0), currency=row.currency)
    asked = [each.gross for each in await find_followers(tx, row.id) if each.kind == "deposit_invoice"]
    left = row.gross - sum(asked, Decimal(0))
    if wanted > left:
        raise DepositTooLarge(pointer="/amount", number=row.number, left=left, currency=row.currency, amount=wanted)
    draft = replace(
        _carried_on(row, "deposit_invoice"),
        prices_include_tax=True,
        tax_rounding="document",
        cash_rounding=None,
        lines=amount_lines(document, wanted, description=description),
        allowances=(),
        charges=(),
    )
    return await create_draft(tx, draft, source_id=row.id)


async def revise_document(tx: Tx, row: InvoiceRow) -> InvoiceRow:
    """A draft that is to replace an issued quote or proforma: the same content, and the link to what it replaces."""
    document = row.document
    draft = replace(
        copied(row),
        kind=row.kind,  # type: ignore[arg-type]
        purchase_order=document.purchase_order,
        supply_date=document.supply_date,
        references=document.references,
        valid_until=document.valid_until if document.valid_until and document.valid_until >= tx.today else None,
    )
    return await create_draft(tx, draft, source_id=row.id)
