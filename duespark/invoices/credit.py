"""Credit: an issued credit note takes an invoice back, completely, by line or by an amount, and lowers what is owed."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.engine.invoice.credit import credit_amount, credit_of
from duespark.engine.invoice.credit_lines import credit_lines
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.lifecycle import require, require_follow
from duespark.engine.invoice.stated_rates import stated_rates
from duespark.engine.invoice.totals import calculate
from duespark.invoices.balance import OverCredited, apply_credited, left_to_credit
from duespark.invoices.correction_rows import store_correction
from duespark.invoices.events import InvoiceCredited
from duespark.invoices.freeze import Ready, number_and_freeze
from duespark.invoices.lifecycle_schemas import CreditIn
from duespark.invoices.limits import check_given
from duespark.invoices.models import invoices
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.invoices.stamp import stamp_for
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx
from duespark.taxes.context import tax_context

_CREDIT_NOTES = Q(
    sa.select(invoices.c.id)
    .where(
        invoices.c.org_id == sa.bindparam("org"),
        invoices.c.corrects_id == sa.bindparam("id"),
        invoices.c.kind == sa.literal_column("'credit_note'"),
    )
    .order_by(invoices.c.created_at, invoices.c.id)
)


async def preview_credit(tx: Tx, id: UUID, wish: CreditIn) -> Document:
    """The credit note this would issue, without a number. Raises what `credit_invoice` raises."""
    return await _made(tx, await get_invoice(tx, id), wish)


async def credit_invoice(tx: Tx, id: UUID, wish: CreditIn, *, approved: bool = False) -> InvoiceRow:
    """Issue a credit note for an issued document, and lower what is owed on it by as much.

    Taxed exactly as the document was. What was paid beyond the rest belongs to the client. Records `InvoiceIssued` for
    the credit note and `InvoiceCredited` for the document. Raises `NotAllowed`, `NotForKind`, `CannotCredit`,
    `OverCredited`, `DateTooEarly`, and `ApprovalNeeded` over the company's limit unless a second person `approved`.
    """
    row = await lock_invoice(tx, id)
    document = await _made(tx, row, wish)
    company, client = await get_company(tx, row.company_id), await get_client(tx, row.client_id)
    assert document.totals is not None
    await check_given(tx, document, document.totals.amount_due, company, approved=approved)
    draft = await store_correction(tx, row, document)
    stamp = await stamp_for(tx, draft)
    ready = Ready(row=draft, document=document, company=company, client_code=client.code, stamp=stamp)
    note = await number_and_freeze(tx, ready)
    await apply_credited(tx, row, delta=note.amount_due)
    await record(
        tx, InvoiceCredited(row.id, row.number or "", note.id, note.number or "", note.amount_due, note.currency)
    )
    after = {"credit_note": note.number, "amount": note.amount_due, "reason": wish.reason}
    await audit(tx, "invoice.credit", subject="invoice", id=row.id, after=after)
    return note


async def credit_part(tx: Tx, id: UUID, *, amount: Decimal, reason: str) -> InvoiceRow:
    """`credit_invoice` for an amount with tax."""
    return await credit_invoice(tx, id, CreditIn(reason=reason, amount=amount))


async def find_credit_notes(tx: Tx, id: UUID) -> list[InvoiceRow]:
    """The credit notes of an invoice, oldest first."""
    found = [row["id"] for row in await _CREDIT_NOTES.all(tx.conn, org=tx.org_id, id=id)]
    return [await get_invoice(tx, each) for each in found]


async def _made(tx: Tx, row: InvoiceRow, wish: CreditIn) -> Document:
    require(row.status, "credit", kind=row.kind)
    require_follow(row.status, row.kind, "credit_note")
    original = row.document
    company = await get_company(tx, row.company_id)
    on = original.supply_date or original.issue_date or tx.today
    law = await tax_context(tx, company, on, buyer=original.buyer)
    note = replace(_chosen(original, wish), issue_date=tx.today, due_date=tx.today)
    document = calculate(note, stated_rates(original, law))
    assert document.totals is not None
    left, amount = left_to_credit(row), document.totals.amount_due
    if amount > left:
        raise OverCredited(number=row.number, left=left, currency=row.currency, amount=amount)
    return document


def _chosen(original: Document, wish: CreditIn) -> Document:
    if wish.amount is not None:
        return credit_amount(original, wish.amount, description=wish.description or wish.reason, reason=wish.reason)
    if wish.lines:
        return credit_lines(original, {each.id: each.quantity for each in wish.lines}, reason=wish.reason)
    return credit_of(original, reason=wish.reason)
