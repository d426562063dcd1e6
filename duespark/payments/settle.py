"""Settle: one payment of exactly what an invoice still owes."""

from datetime import date
from uuid import UUID

from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.queries import lock_invoice
from duespark.payments.record import record_payment
from duespark.payments.schemas import AllocationIn, Method, Payment, PaymentIn
from duespark.runtime.tx import Tx


class NothingOwed(Conflict):
    code = "payment.nothing_owed"
    sentence = "Nothing is owed on invoice {number}."


async def settle_invoice(
    tx: Tx, id: UUID, *, received_on: date | None = None, method: Method = "bank_transfer", reference: str = ""
) -> Payment:
    """Record the balance of an issued invoice as paid, today without a day. A second call finds nothing to pay.

    Raises `InvoiceNotFound`, `NotAllowed`, `NotForKind`, `NothingOwed` and what `record_payment` raises.
    """
    row = await lock_invoice(tx, id)
    require(row.status, "pay", kind=row.kind)
    if row.balance <= 0:
        raise NothingOwed(number=row.number)
    payment = PaymentIn(
        client_id=row.client_id,
        amount=row.balance,
        currency=row.currency,
        received_on=received_on or tx.today,
        method=method,
        reference=reference,
        allocations=(AllocationIn(invoice_id=id, amount=row.balance),),
    )
    return await record_payment(tx, payment)
