"""Write off: what will not be paid is given up, with a reason; the document stays, only the balance goes."""

from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.queries import get_company
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.lifecycle import require
from duespark.engine.money.rounding import round_money
from duespark.invoices.balance import apply_written_off
from duespark.invoices.events import InvoiceWriteOffUndone, InvoiceWrittenOff
from duespark.invoices.lifecycle_schemas import WriteOffIn
from duespark.invoices.limits import check_given
from duespark.invoices.models import write_offs
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_INSERT = insert(write_offs, skip=("undone_at", "undo_reason"))
_UNDO = Q(
    "UPDATE write_offs SET undone_at = CAST(:now AS timestamptz), undo_reason = :reason"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) AND undone_at IS NULL"
)


class InvalidWriteOff(Invalid):
    code = "invoice.invalid_write_off"
    sentence = "{amount} {currency} cannot be written off: it must be above zero, in whole {currency} units."


class NothingOwed(Conflict):
    code = "invoice.nothing_owed"
    sentence = "Nothing is owed on invoice {number}, so there is nothing to write off."


class NothingWrittenOff(Conflict):
    code = "invoice.nothing_written_off"
    sentence = "Nothing of invoice {number} is written off."


async def write_off(tx: Tx, id: UUID, wish: WriteOffIn, *, approved: bool = False) -> InvoiceRow:
    """Give up an amount of what is owed on an issued invoice, or all of it; its reminders end with the debt.

    Raises `NotAllowed`, `NotForKind`, `NothingOwed`, `InvalidWriteOff`, `OverWrittenOff`, and `ApprovalNeeded` over the
    company's limit unless a second person `approved`.
    """
    row = await lock_invoice(tx, id)
    require(row.status, "write_off", kind=row.kind)
    if row.balance <= 0:
        raise NothingOwed(number=row.number)
    lost = row.balance if wish.amount is None else wish.amount
    if lost <= 0 or round_money(lost, row.currency) != lost:
        raise InvalidWriteOff(pointer="/amount", amount=lost, currency=row.currency)
    lost = round_money(lost, row.currency)
    await apply_written_off(tx, row, delta=lost)
    await check_given(tx, row.document, lost, await get_company(tx, row.company_id), approved=approved)
    await _store(tx, row, lost, reason=wish.reason, note=wish.note)
    after = {"amount": lost, "currency": row.currency, "reason": wish.reason, "note": wish.note}
    await audit(tx, "invoice.write_off", subject="invoice", id=id, before={"balance": row.balance}, after=after)
    await record(tx, InvoiceWrittenOff(id, row.number or "", lost, row.currency, wish.reason, wish.note))
    return await get_invoice(tx, id)


async def _store(tx: Tx, row: InvoiceRow, amount: Decimal, *, reason: str, note: str) -> None:
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        invoice_id=row.id,
        amount=amount,
        reason=reason,
        note=note,
        actor_label=tx.actor.label,
        at=tx.now,
    )


async def undo_write_off(tx: Tx, id: UUID, *, reason: str) -> InvoiceRow:
    """Everything that was given up of the invoice is owed again, for example because the client pays after all.

    Reminders go on where they stopped. Raises `NothingWrittenOff`.
    """
    row = await lock_invoice(tx, id)
    if row.written_off <= 0:
        raise NothingWrittenOff(number=row.number or "(draft)")
    await _UNDO.run(tx.conn, org=tx.org_id, id=id, reason=reason, now=tx.now)
    await apply_written_off(tx, row, delta=-row.written_off)
    before, after = {"written_off": row.written_off}, {"written_off": row.written_off * 0, "reason": reason}
    await audit(tx, "invoice.write_off_undo", subject="invoice", id=id, before=before, after=after)
    await record(tx, InvoiceWriteOffUndone(id, row.number or "", row.written_off, row.currency, reason))
    return await get_invoice(tx, id)
