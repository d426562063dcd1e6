"""The row of a credit note or corrective invoice: written as a draft of the same transaction that numbers and freezes it."""

from duespark.engine.invoice.document import Document
from duespark.invoices.models import invoices
from duespark.invoices.queries import InvoiceRow, lock_invoice
from duespark.invoices.stored import write_document
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_WRITTEN = (
    "org_id", "id", "company_id", "client_id", "kind", "status", "corrects_id", "issue_date", "due_date", "currency",
    "net", "tax", "gross", "amount_due", "paid", "credited", "discounted", "written_off", "applied", "client_name", "document", "brand_id", "created_at", "updated_at",
)  # fmt: skip
_INSERT = Q(invoices.insert(), list(_WRITTEN))


async def store_correction(tx: Tx, row: InvoiceRow, document: Document) -> InvoiceRow:
    """The row the document that corrects `row` is frozen in, locked by being new."""
    totals, id = document.totals, new_id()
    assert totals is not None
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=id,
        company_id=row.company_id,
        client_id=row.client_id,
        kind=document.kind,
        status="draft",
        corrects_id=row.id,
        issue_date=document.issue_date,
        due_date=document.due_date,
        currency=document.currency,
        net=totals.net,
        tax=totals.tax,
        gross=totals.gross,
        amount_due=totals.amount_due,
        paid=abs(totals.amount_due) * 0,
        credited=abs(totals.amount_due) * 0,
        discounted=abs(totals.amount_due) * 0,
        written_off=abs(totals.amount_due) * 0,
        applied=abs(totals.amount_due) * 0,
        client_name=row.client_name,
        document=write_document(document),
        brand_id=row.brand_id,
        created_at=tx.now,
        updated_at=tx.now,
    )
    return await lock_invoice(tx, id)
