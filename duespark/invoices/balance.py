"""What is owed: the only writer of `paid`, `credited`, `discounted` and `written_off`, and of whether an invoice is settled."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.events import InvoiceReopened, InvoiceSettled
from duespark.invoices.queries import InvoiceRow, lock_invoice
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_PAY = Q(
    "UPDATE invoices SET paid = paid + CAST(:delta AS numeric), settled_at = CAST(:settled AS timestamptz), version = version + 1,"
    " updated_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


_CREDIT = Q(
    "UPDATE invoices SET credited = credited + CAST(:delta AS numeric), settled_at = CAST(:settled AS timestamptz),"
    " version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


_DISCOUNT = Q(
    "UPDATE invoices SET credited = credited + CAST(:delta AS numeric), discounted = discounted + CAST(:delta AS numeric),"
    " settled_at = CAST(:settled AS timestamptz), version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


_WRITE_OFF = Q(
    "UPDATE invoices SET written_off = written_off + CAST(:delta AS numeric), settled_at = CAST(:settled AS timestamptz),"
    " version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class OverApplied(Conflict):
    code = "invoice.over_applied"
    sentence = "Invoice {number} has {balance} {currency} left to pay; {amount} is more than that."


class OverCredited(Conflict):
    code = "invoice.over_credited"
    sentence = (
        "Of invoice {number} {left} {currency} can still be credited; {amount} is more than that. If a part of it was "
        "written off, undo that first."
    )


class UnderApplied(Conflict):
    code = "invoice.under_applied"
    sentence = "Only {paid} {currency} was paid on invoice {number}; {amount} cannot be taken back."


class OverWrittenOff(Conflict):
    code = "invoice.over_written_off"
    sentence = "Invoice {number} has {balance} {currency} left to pay; {amount} is more than that."


class DepositInUse(Conflict):
    code = "invoice.deposit_in_use"
    sentence = (
        "{applied} {currency} of deposit {number} is deducted on other invoices or forfeited, so that much of it must stay"
        " paid. Take it off those drafts, void those invoices, or undo the forfeit first."
    )


async def apply_paid(tx: Tx, *, invoice_id: UUID, delta: Decimal) -> Decimal:
    """Add `delta` (negative to take back) to what was paid on an issued invoice, and return the new balance.

    Locks the invoice. Records `InvoiceSettled` when nothing is left and `InvoiceReopened` when something is owed
    again. Raises `NotAllowed`, `OverApplied`, `UnderApplied`.
    """
    row = await lock_invoice(tx, invoice_id)
    require(row.status, "pay", kind=row.kind)
    balance = row.amount_due - row.paid - row.credited - row.written_off - delta
    number = row.number or ""
    if delta > 0 and balance < 0:
        raise OverApplied(number=number, balance=row.balance, currency=row.currency, amount=delta)
    if row.paid + delta < 0:
        raise UnderApplied(number=number, paid=row.paid, currency=row.currency, amount=-delta)
    if row.paid + delta < row.applied:
        raise DepositInUse(number=number, applied=row.applied, currency=row.currency)
    settled = settled_at(tx, row, balance)
    await _PAY.run(tx.conn, org=tx.org_id, id=invoice_id, delta=delta, settled=settled, now=tx.now)
    await tell_balance(tx, row, settled, balance)
    return max(balance, balance * 0)


async def apply_credited(tx: Tx, row: InvoiceRow, *, delta: Decimal) -> None:
    """Add `delta` (negative to take back) to what credit notes took back of an issued invoice that is locked.

    What was paid beyond the rest is the client's. Records `InvoiceSettled` and `InvoiceReopened` as `apply_paid`.
    Raises `OverCredited`.
    """
    left = left_to_credit(row)
    if delta > left:
        raise OverCredited(number=row.number, left=left, currency=row.currency, amount=delta)
    balance = row.amount_due - row.paid - row.credited - row.written_off - delta
    settled = settled_at(tx, row, balance)
    await _CREDIT.run(tx.conn, org=tx.org_id, id=row.id, delta=delta, settled=settled, now=tx.now)
    await tell_balance(tx, row, settled, balance)


async def apply_discounted(tx: Tx, row: InvoiceRow, *, delta: Decimal) -> None:
    """Add `delta` (negative to take back) to what early payment took off an issued invoice that is locked.

    It lowers the price as a credit note does, so it counts as credited too. Records `InvoiceSettled` and
    `InvoiceReopened` as `apply_paid`.
    """
    balance = row.amount_due - row.paid - row.credited - row.written_off - delta
    settled = settled_at(tx, row, balance)
    await _DISCOUNT.run(tx.conn, org=tx.org_id, id=row.id, delta=delta, settled=settled, now=tx.now)
    await tell_balance(tx, row, settled, balance)


def left_to_credit(row: InvoiceRow) -> Decimal:
    """What a credit note may still take back: not what was taken back, given up, or deducted elsewhere already.

    While something is given up, not what was paid either: the write-off has to be undone first, or more than the
    invoice asks for would be accounted for.
    """
    spoken_for = max(row.applied, row.paid) if row.written_off else row.applied
    return row.amount_due - row.credited - row.written_off - spoken_for


async def apply_written_off(tx: Tx, row: InvoiceRow, *, delta: Decimal) -> None:
    """Add `delta` (negative to take back) to what was given up of an issued invoice that is locked.

    Records `InvoiceSettled` and `InvoiceReopened` as `apply_paid`. Raises `OverWrittenOff`.
    """
    balance = row.amount_due - row.paid - row.credited - row.written_off - delta
    if delta > 0 and balance < 0:
        raise OverWrittenOff(
            pointer="/amount", number=row.number, balance=row.balance, currency=row.currency, amount=delta
        )
    settled = settled_at(tx, row, balance)
    await _WRITE_OFF.run(tx.conn, org=tx.org_id, id=row.id, delta=delta, settled=settled, now=tx.now)
    await tell_balance(tx, row, settled, balance)


def settled_at(tx: Tx, row: InvoiceRow, balance: Decimal) -> datetime | None:
    """Since when the invoice is settled with this balance; None while something is owed."""
    return (row.settled_at or tx.now) if balance <= 0 else None


async def tell_balance(tx: Tx, row: InvoiceRow, settled: datetime | None, balance: Decimal) -> None:
    """Record `InvoiceSettled` or `InvoiceReopened` where that changed."""
    if settled and row.settled_at is None:
        await record(tx, InvoiceSettled(row.id, row.number or ""))
    elif settled is None and row.settled_at is not None:
        await record(tx, InvoiceReopened(row.id, row.number or "", balance))
