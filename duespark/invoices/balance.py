"""What is owed: the only writer of `paid`, and of whether an invoice is settled."""

from decimal import Decimal
from uuid import UUID

from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.events import InvoiceReopened, InvoiceSettled
from duespark.invoices.queries import lock_invoice
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_PAY = Q(
    "UPDATE invoices SET paid = paid + CAST(:delta AS numeric), settled_at = CAST(:settled AS timestamptz), version = version + 1,"
    " updated_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class OverApplied(Conflict):
    code = "invoice.over_applied"
    sentence = "Invoice {number} has {balance} {currency} left to pay; {amount} is more than that."


class UnderApplied(Conflict):
    code = "invoice.under_applied"
    sentence = "Only {paid} {currency} was paid on invoice {number}; {amount} cannot be taken back."


async def apply_paid(tx: Tx, *, invoice_id: UUID, delta: Decimal) -> Decimal:
    """Add `delta` (negative to take back) to what was paid on an issued invoice, and return the new balance.

    Locks the invoice. Records `InvoiceSettled` when nothing is left and `InvoiceReopened` when something is owed
    again. Raises `NotAllowed`, `OverApplied`, `UnderApplied`.
    """
    row = await lock_invoice(tx, invoice_id)
    require(row.status, "pay")
    balance = row.balance - delta
    number = row.number or ""
    if balance < 0:
        raise OverApplied(number=number, balance=row.balance, currency=row.currency, amount=delta)
    if row.paid + delta < 0:
        raise UnderApplied(number=number, paid=row.paid, currency=row.currency, amount=-delta)
    settled = (row.settled_at or tx.now) if balance == 0 else None
    await _PAY.run(tx.conn, org=tx.org_id, id=invoice_id, delta=delta, settled=settled, now=tx.now)
    if settled and row.settled_at is None:
        await record(tx, InvoiceSettled(invoice_id, number))
    elif settled is None and row.settled_at is not None:
        await record(tx, InvoiceReopened(invoice_id, number, balance))
    return balance
