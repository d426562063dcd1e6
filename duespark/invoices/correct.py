"""Correct: an issued corrective invoice states lines before and after; less is credited, more is owed on it."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.engine.invoice.correct import correction_of, standing_lines
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.lifecycle import require, require_follow
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.room import check_room
from duespark.engine.invoice.stated_rates import stated_rates
from duespark.engine.invoice.totals import calculate
from duespark.engine.payment.terms import due_date
from duespark.invoices.balance import OverCredited, apply_credited, left_to_credit
from duespark.invoices.correction_rows import store_correction
from duespark.invoices.events import InvoiceCorrected
from duespark.invoices.freeze import Ready, number_and_freeze
from duespark.invoices.lifecycle_schemas import CorrectIn
from duespark.invoices.limits import check_given
from duespark.invoices.models import invoices
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.invoices.stamp import stamp_for
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx
from duespark.taxes.context import tax_context

_CORRECTIONS = Q(
    sa.select(invoices.c.id)
    .where(
        invoices.c.org_id == sa.bindparam("org"),
        invoices.c.corrects_id == sa.bindparam("id"),
        invoices.c.kind == sa.literal_column("'corrective_invoice'"),
        invoices.c.status == sa.literal_column("'issued'"),
    )
    .order_by(invoices.c.created_at, invoices.c.id)
)


async def find_corrections(tx: Tx, id: UUID) -> list[InvoiceRow]:
    """The corrective invoices of a document that stand, oldest first."""
    found = [row["id"] for row in await _CORRECTIONS.all(tx.conn, org=tx.org_id, id=id)]
    return [await get_invoice(tx, each) for each in found]


async def find_standing_lines(tx: Tx, id: UUID) -> list[Line]:
    """The items of the document, or of the one a correction corrects, as all corrections have left them."""
    root = await _root(tx, await get_invoice(tx, id))
    corrections = [each.document for each in await find_corrections(tx, root.id)]
    return list(standing_lines(root.document, corrections).values())


async def preview_correction(tx: Tx, id: UUID, wish: CorrectIn) -> Document:
    """The corrective invoice this would issue, without a number. Raises what `correct_invoice` raises."""
    return await _made(tx, await _root(tx, await get_invoice(tx, id)), wish)


async def _root(tx: Tx, row: InvoiceRow) -> InvoiceRow:
    """The document behind a correction; any other document itself."""
    if row.kind == "corrective_invoice" and row.corrects_id is not None:
        return await get_invoice(tx, row.corrects_id)
    return row


async def correct_invoice(tx: Tx, id: UUID, wish: CorrectIn, *, approved: bool = False) -> InvoiceRow:
    """Issue a corrective invoice for an issued document; one for a correction corrects the document behind it again.

    Taxed as the document was. When it comes to less, the document is owed less by as much, and what was paid beyond
    the rest belongs to the client; when it comes to more, the difference is owed on the corrective invoice. Raises
    `NotAllowed`, `NotForKind`, `CannotFollow`, `CannotCorrect`, `OverCredited`, `DateTooEarly`, and `ApprovalNeeded` when
    it takes back more than the company's limit unless a second person `approved`.
    """
    row = await lock_invoice(tx, id)
    if row.kind == "corrective_invoice" and row.corrects_id is not None:
        require_follow(row.status, row.kind, "corrective_invoice")
        row = await lock_invoice(tx, row.corrects_id)
    document = await _made(tx, row, wish)
    company, client = await get_company(tx, row.company_id), await get_client(tx, row.client_id)
    assert document.totals is not None
    await check_given(tx, document, -document.totals.amount_due, company, approved=approved)
    draft = await store_correction(tx, row, document)
    stamp = await stamp_for(tx, draft)
    ready = Ready(row=draft, document=document, company=company, client_code=client.code, stamp=stamp)
    made = await number_and_freeze(tx, ready)
    if made.amount_due < 0:
        await apply_credited(tx, row, delta=-made.amount_due)
    await record(tx, _told(row, made, made.amount_due))
    after = {"correction": made.number, "amount": made.amount_due, "reason": wish.reason}
    await audit(tx, "invoice.correct", subject="invoice", id=row.id, after=after)
    return made


async def take_back_correction(tx: Tx, made: InvoiceRow, corrected: InvoiceRow) -> None:
    """What a correction that is voided had lowered is owed again; `corrected` is locked."""
    if made.amount_due < 0:
        await apply_credited(tx, corrected, delta=made.amount_due)
    await record(tx, _told(corrected, made, -made.amount_due))


def _told(row: InvoiceRow, made: InvoiceRow, amount: Decimal) -> InvoiceCorrected:
    return InvoiceCorrected(row.id, row.number or "", made.id, made.number or "", amount, row.currency)


async def _made(tx: Tx, row: InvoiceRow, wish: CorrectIn) -> Document:
    require(row.status, "correct", kind=row.kind)
    require_follow(row.status, row.kind, "corrective_invoice")
    original = row.document
    corrections = [each.document for each in await find_corrections(tx, row.id)]
    changes = {line.id: line for line in wish.lines}
    made = correction_of(original, changes, corrections=corrections, reason=wish.reason)
    check_room(made)
    made = replace(made, issue_date=tx.today, due_date=due_date(tx.today, original.payment_terms))
    company = await get_company(tx, row.company_id)
    on = original.supply_date or original.issue_date or tx.today
    document = calculate(made, stated_rates(original, await tax_context(tx, company, on, buyer=original.buyer)))
    assert document.totals is not None
    less, left = -document.totals.amount_due, left_to_credit(row)
    if less > left:
        raise OverCredited(number=row.number, left=left, currency=row.currency, amount=less)
    return document
