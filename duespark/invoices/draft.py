"""Drafts: create, replace, delete, duplicate. A draft has a number of its own kind, and leaves no gap when it goes."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.clients.queries import hold_client
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.duplicate import duplicate
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.attachments import copy_attachments
from duespark.invoices.compose import Composed, compose
from duespark.invoices.deposit_uses import keep_deposits, release_deposits
from duespark.invoices.draft_number import FREE_AGAIN, take_draft_number
from duespark.invoices.events import InvoiceDrafted
from duespark.invoices.keep import keep_state
from duespark.invoices.models import invoices
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.invoices.saves import CHOSEN, draft_of
from duespark.invoices.schemas import DraftIn
from duespark.invoices.stored import write_document
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_WRITTEN = (
    "company_id", "client_id", "kind", "issue_date", "due_date", "currency", "net", "tax", "gross", "amount_due", "paid", "credited",
    "discounted", "written_off", "applied",
    "client_name", "document", "exchange_typed", "bank_account_id", "brand_id", "chosen_series_id", "seller_address_id", "ship_from_id", "discount_codes", "valid_until", "updated_at",
)  # fmt: skip
_INSERT = Q(
    invoices.insert(),
    ["org_id", "id", "status", "draft_number", "source_id", "created_at", *_WRITTEN],
)
_UPDATE = Q(
    invoices.update()
    .where(invoices.c.org_id == sa.bindparam("org"), invoices.c.id == sa.bindparam("row"))
    .values(version=invoices.c.version + sa.literal_column("1")),
    _WRITTEN,
)
_DELETE = Q(
    "WITH saves AS ("
    "  DELETE FROM draft_saves WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    "), files AS ("
    "  DELETE FROM attachments WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    f"), number AS ({FREE_AGAIN})"
    " DELETE FROM invoices WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND status = 'draft'"
)


def columns_of(tx: Tx, made: Composed) -> dict[str, Any]:
    """The searchable columns, projected from the document in the statement that stores it."""
    document, totals = made.document, made.document.totals
    assert totals is not None
    return {
        "company_id": made.company.id,
        "client_id": made.client.id,
        "kind": document.kind,
        "issue_date": document.issue_date,
        "due_date": document.due_date,
        "currency": document.currency,
        "net": totals.net,
        "tax": totals.tax,
        "gross": totals.gross,
        "amount_due": totals.amount_due,
        "paid": totals.amount_due * 0,  # nothing, with the currency's decimals
        "credited": totals.amount_due * 0,
        "discounted": totals.amount_due * 0,
        "written_off": totals.amount_due * 0,
        "applied": totals.amount_due * 0,
        "client_name": made.client.profile.name,
        "document": write_document(document),
        "exchange_typed": made.exchange_typed,
        "bank_account_id": made.bank_account_id,
        "brand_id": made.brand_id,
        "chosen_series_id": made.series_id,
        "seller_address_id": made.seller_address_id,
        "ship_from_id": made.ship_from_id,
        "discount_codes": None if made.discount_codes is None else list(made.discount_codes),
        "valid_until": document.valid_until,
        "updated_at": tx.now,
    }


def _summary(document: Document) -> dict[str, Any]:
    """What the audit trail keeps of a draft: enough to see what changed, without repeating the document."""
    totals = document.totals
    return {
        "currency": document.currency,
        "gross": totals and totals.gross,
        "lines": len(document.lines),
        "treatment": document.treatment,
        "treatment_choice": document.treatment_choice,
    }


def _drafted(
    tx: Tx,
    id: UUID,
    columns: dict[str, Any],
    *,
    draft_number: str | None,
    version: int,
    source_id: UUID | None,
    row: InvoiceRow | None = None,
) -> InvoiceRow:
    return InvoiceRow(
        id=id,
        status="draft",
        series_id=None,
        number=None,
        draft_number=draft_number,
        balance=columns["paid"],
        corrects_id=row.corrects_id if row else None,
        source_id=source_id,
        answer=None,
        answered_at=None,
        version=version,
        created_at=row.created_at if row else tx.now,
        issued_at=None,
        sent_at=None,
        settled_at=None,
        voided_at=None,
        void_reason="",
        erased_at=None,
        look=None,
        document_json=columns["document"],
        **{name: value for name, value in columns.items() if name != "document"},
    )


async def create_draft(tx: Tx, draft: DraftIn, *, source_id: UUID | None = None) -> InvoiceRow:
    """A new draft; `source_id` is the document it is made from."""
    await hold_client(tx, draft.client_id)
    made = await compose(tx, draft, source_id=source_id)
    columns, id = columns_of(tx, made), new_id()
    number = await take_draft_number(tx)
    known: dict[str, Any] = {"draft_number": number, "source_id": source_id}
    await _INSERT.run(tx.conn, org_id=tx.org_id, id=id, status="draft", created_at=tx.now, **known, **columns)
    await keep_state(tx, id, columns, version=1)
    await record(tx, InvoiceDrafted(id, made.client.id))
    await audit(tx, "invoice.create", subject="invoice", id=id, after=_summary(made.document))
    return _drafted(tx, id, columns, version=1, **known)


async def update_draft(tx: Tx, id: UUID, draft: DraftIn, *, version: int) -> InvoiceRow:
    """Replace the whole draft. Raises `ChangedElsewhere` unless `version` is the newest, `NotAllowed` once issued."""
    row = await lock_invoice(tx, id)
    require(row.status, "edit")
    if row.version != version:
        raise ChangedElsewhere(row.version)
    if draft.client_id != row.client_id:
        await hold_client(tx, draft.client_id)
    kept = await keep_deposits(tx, _without_stated_rate(draft, row), row)
    made = await compose(tx, kept, source_id=row.source_id)
    columns = columns_of(tx, made)
    await _UPDATE.run(tx.conn, org=tx.org_id, row=id, **columns)
    await keep_state(tx, id, columns, version=version + 1)
    await audit(
        tx, "invoice.update", subject="invoice", id=id, before=_summary(row.document), after=_summary(made.document)
    )
    known: dict[str, Any] = {"draft_number": row.draft_number, "source_id": row.source_id}
    return _drafted(tx, id, columns, version=version + 1, **known, row=row)


def _without_stated_rate(draft: DraftIn, row: InvoiceRow) -> DraftIn:
    """A program that reads a draft and sends it back repeats the provisional rate, and does not mean to choose it (FM-37)."""
    if draft.exchange is None or row.exchange_typed or draft.exchange != row.document.exchange:
        return draft
    return replace(draft, exchange=None)


async def delete_draft(tx: Tx, id: UUID, *, version: int) -> None:
    """Delete a draft. Raises `ChangedElsewhere`, and `NotAllowed` once issued: a number is never given back."""
    row = await lock_invoice(tx, id)
    require(row.status, "delete")
    if row.version != version:
        raise ChangedElsewhere(row.version)
    await release_deposits(tx, id)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id, draft_numbers=[row.draft_number])
    await audit(tx, "invoice.delete", subject="invoice", id=id, before=_summary(row.document))


async def restate_draft(tx: Tx, row: InvoiceRow, made: Composed) -> InvoiceRow:
    """Store another document in a draft that is locked."""
    columns = columns_of(tx, made)
    await _UPDATE.run(tx.conn, org=tx.org_id, row=row.id, **columns)
    await keep_state(tx, row.id, columns, version=row.version + 1)
    known: dict[str, Any] = {"draft_number": row.draft_number, "source_id": row.source_id}
    return _drafted(tx, row.id, columns, version=row.version + 1, **known, row=row)


def copied(row: InvoiceRow) -> DraftIn:
    """What a copy takes over: the content, and nothing that belongs to the one document (FM-29)."""
    copy = duplicate(row.document, line_ids=(new_id().hex for _ in row.document.lines))
    kept: dict[str, Any] = {name: getattr(row, name) for name in ("company_id", "client_id", *CHOSEN)}
    return draft_of(copy, **kept, series_id=row.chosen_series_id, exchange_typed=False)


async def duplicate_invoice(tx: Tx, id: UUID, *, with_attachments: bool = False) -> InvoiceRow:
    """A new draft with the content of any invoice. Its attachments come along only when asked for."""
    row = await get_invoice(tx, id)
    made = await create_draft(tx, copied(row))
    if with_attachments:
        await copy_attachments(tx, row.id, made.id)
    return made
