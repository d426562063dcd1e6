"""Take over a document issued elsewhere: it keeps its number, dates and amounts, and takes no place in a series.

Nothing follows: no mail, no reminder, no public link. What was paid before is noted without a payment of ours.
"""

from decimal import Decimal
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.invoices.events import InvoiceTakenOver
from duespark.invoices.models import invoices
from duespark.invoices.stored import write_document
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_WRITTEN = (
    "org_id", "id", "company_id", "client_id", "kind", "status", "origin", "number", "corrects_id", "issue_date", "due_date",
    "currency", "net", "tax", "gross", "amount_due", "paid", "credited", "client_name", "document", "issued_at", "settled_at",
    "created_at", "updated_at",
)  # fmt: skip
_INSERT = Q(invoices.insert(), list(_WRITTEN))
_LINES = Q(
    "INSERT INTO invoice_lines (org_id, invoice_id, position, description, sku, quantity, unit, unit_price, net,"
    " tax_category, tax_rate, tax, total)"
    " SELECT i.org_id, i.id, l.position, l.value->>'description', l.value->>'sku', (l.value->>'quantity')::numeric,"
    " l.value->>'unit', (l.value->>'unit_price')::numeric, (l.value->'amounts'->>'net')::numeric,"
    " l.value->'amounts'->>'tax_category', (l.value->'amounts'->>'tax_rate')::numeric,"
    " (l.value->'amounts'->>'tax')::numeric, (l.value->'amounts'->>'total')::numeric"
    " FROM invoices AS i, jsonb_array_elements(i.document->'lines') WITH ORDINALITY AS l(value, position)"
    " WHERE i.org_id = CAST(:org AS uuid) AND i.id = CAST(:id AS uuid) AND l.value->>'kind' = 'item'"
)
_CREDITED = Q(
    "UPDATE invoices SET credited = credited + CAST(:amount AS numeric), version = version + 1,"
    " settled_at = CASE WHEN amount_due - paid - credited - CAST(:amount AS numeric) <= 0"
    " THEN coalesce(settled_at, CAST(:now AS timestamptz)) ELSE settled_at END"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND origin = 'imported'"
    " AND credited + CAST(:amount AS numeric) <= amount_due RETURNING id"
)
_FORGET_LINES = Q("DELETE FROM invoice_lines WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)")
_FORGET = Q(
    "DELETE FROM invoices WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND origin = 'imported'"
    " AND version = CAST(:version AS int) RETURNING corrects_id, amount_due"
)
_FIND = Q(
    sa.select(invoices.c.id, invoices.c.number, invoices.c.origin, invoices.c.currency).where(
        invoices.c.org_id == sa.bindparam("org"),
        invoices.c.company_id == sa.bindparam("company"),
        invoices.c.number == sa.any_(sa.bindparam("numbers", type_=sa.ARRAY(sa.Text))),
    )
)


class CannotTakeOver(Invalid):
    code = "invoice.cannot_take_over"
    sentence = "Invoice {number} cannot be taken over: {problem}."


async def find_numbers(tx: Tx, company_id: UUID, numbers: list[str]) -> dict[str, asyncpg.Record]:
    """The company's documents that bear one of these numbers."""
    rows = await _FIND.all(tx.conn, org=tx.org_id, company=company_id, numbers=numbers)
    return {row["number"]: row for row in rows}


async def take_over(
    tx: Tx, document: Document, *, company_id: UUID, client_id: UUID, paid: Decimal, corrects_id: UUID | None = None
) -> UUID:
    """Store an issued document as it is. Raises `CannotTakeOver` for a number that is taken or amounts that cannot be.

    A credit note that names an imported invoice lowers what is owed on it, as far as it still is.
    """
    totals, buyer = document.totals, document.buyer
    assert totals is not None and buyer is not None and document.issue_date is not None
    number, id = document.number or "", new_id()
    _check(document, paid)
    step = totals.amount_due * 0
    owes = asks_for_money(document.kind)
    settled = owes and totals.amount_due <= paid
    if corrects_id is not None:
        corrects_id = await _CREDITED.value(
            tx.conn, org=tx.org_id, id=corrects_id, amount=totals.amount_due, now=tx.now
        )
    try:
        await _INSERT.run(
            tx.conn, org_id=tx.org_id, id=id, company_id=company_id, client_id=client_id, kind=document.kind,
            status="issued", origin="imported", number=number, corrects_id=corrects_id, issue_date=document.issue_date,
            due_date=document.due_date, currency=document.currency, net=totals.net, tax=totals.tax, gross=totals.gross,
            amount_due=totals.amount_due, paid=paid + step, credited=step, client_name=buyer.name,
            document=write_document(document), issued_at=tx.now, settled_at=tx.now if settled else None,
            created_at=tx.now, updated_at=tx.now,
        )  # fmt: skip
    except asyncpg.UniqueViolationError as error:
        raise CannotTakeOver(number=number, problem="this company has a document of that number already") from error
    await _LINES.run(tx.conn, org=tx.org_id, id=id)
    await record(tx, InvoiceTakenOver(id, client_id, number))
    return id


def _check(document: Document, paid: Decimal) -> None:
    totals = document.totals
    assert totals is not None
    if totals.amount_due < 0:
        raise CannotTakeOver(number=document.number, problem="its total is negative, which only credit notes may mean")
    if not 0 <= paid <= totals.amount_due:
        problem = f"{paid} was paid, and {totals.amount_due} {document.currency} was due"
        raise CannotTakeOver(number=document.number, problem=problem)


async def forget_taken_over(tx: Tx, id: UUID, *, version: int) -> bool:
    """Delete a document that was taken over, unless it changed since; whether it went.

    Raises asyncpg's `ForeignKeyViolationError` where something refers to it.
    """
    await _FORGET_LINES.run(tx.conn, org=tx.org_id, id=id)
    row = await _FORGET.one(tx.conn, org=tx.org_id, id=id, version=version)
    if row is None:
        return False
    if row["corrects_id"] is not None:
        await _UNCREDIT.run(tx.conn, org=tx.org_id, id=row["corrects_id"], amount=row["amount_due"])
    return True


_UNCREDIT = Q(
    "UPDATE invoices SET credited = credited - CAST(:amount AS numeric), version = version - 1,"
    " settled_at = CASE WHEN amount_due - paid - credited + CAST(:amount AS numeric) <= 0 THEN settled_at END"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
