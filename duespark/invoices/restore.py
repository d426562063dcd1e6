"""Puts a saved state of a draft back, sets one aside beside it, and tells how a text that was typed differs from the draft."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.invoice.diff import diff
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.compose import compose
from duespark.invoices.draft import columns_of, update_draft
from duespark.invoices.keep import keep_state
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.invoices.saves import DraftSave, find_saves, get_save, readable
from duespark.invoices.schemas import DraftIn, VersionChange
from duespark.invoices.sent_from import check_chosen
from duespark.runtime.tx import Tx


async def restore_save(tx: Tx, id: UUID, number: int, *, version: int) -> InvoiceRow:
    """The draft as that state said. What it says now stays among the states, so that restoring can be taken back.

    Raises `SaveNotFound`, `ChangedElsewhere`, `NotAllowed` and what `update_draft` raises.
    """
    await get_invoice(tx, id)
    found = await get_save(tx, id, number)
    row = await update_draft(tx, id, found.draft, version=version)
    after = {"number": number, "version": row.version}
    await audit(tx, "invoice.restore_save", subject="invoice", id=id, after=after)
    return row


async def set_aside(tx: Tx, id: UUID, draft: DraftIn) -> DraftSave:
    """Keep what was typed among the states without changing the draft: for whoever lets another's version stand.

    Raises `InvoiceNotFound`, `NotAllowed`, `UnknownBankAccount` and what `compose` raises.
    """
    row = await lock_invoice(tx, id)
    require(row.status, "edit")
    await check_chosen(tx, draft, id=id)
    made = await compose(tx, draft, source_id=row.source_id)
    number = await keep_state(tx, id, columns_of(tx, made), version=None)
    await audit(tx, "invoice.set_aside", subject="invoice", id=id, after={"number": number})
    return next(one for one in await find_saves(tx, id, version=row.version) if one.number == number)


async def compare_draft(tx: Tx, id: UUID, draft: DraftIn) -> list[VersionChange]:
    """What saving this would change of the draft as it is now. Raises `InvoiceNotFound`, `UnknownBankAccount` and what `compose` raises."""
    row = await get_invoice(tx, id)
    await check_chosen(tx, draft, id=id)
    made = await compose(tx, draft, source_id=row.source_id)
    return readable(diff(row.document, made.document, computed=False))
