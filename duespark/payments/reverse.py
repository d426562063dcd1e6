"""Take a payment back that did not arrive after all: every invoice owes again what the payment had paid."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict
from duespark.invoices.balance import apply_paid
from duespark.payments.events import PaymentReleased, PaymentReversed
from duespark.payments.queries import get_payment, lock_invoices
from duespark.payments.schemas import Payment
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_REVERSE = Q(
    "UPDATE payments SET reversed_at = CAST(:now AS timestamptz), reverse_reason = :reason, unallocated = 0,"
    " version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND reversed_at IS NULL RETURNING id"
)


class AlreadyReversed(Conflict):
    code = "payment.already_reversed"
    sentence = "This payment was already reversed."


async def reverse_payment(tx: Tx, id: UUID, *, reason: str) -> Payment:
    """Give back all allocations of the payment, once, whoever asks at the same time.

    Records PaymentReversed and, for each invoice, PaymentReleased. Raises `PaymentNotFound`, `AlreadyReversed`.
    """
    before = await get_payment(tx, id)
    # Invoices first and in the order of ids, as when payments are recorded: two payments never wait for each other.
    await lock_invoices(tx, [part.invoice_id for part in before.allocations])
    if await _REVERSE.one(tx.conn, org=tx.org_id, id=id, now=tx.now, reason=reason) is None:
        raise AlreadyReversed
    for part in sorted(before.allocations, key=lambda part: part.invoice_id):
        await record(
            tx,
            PaymentReleased(
                invoice_id=part.invoice_id, payment_id=id, amount=part.amount, currency=before.currency, reason=reason
            ),
        )
        await apply_paid(tx, invoice_id=part.invoice_id, delta=-part.amount)
    await record(
        tx,
        PaymentReversed(
            payment_id=id,
            client_id=before.client_id,
            amount=before.amount,
            currency=before.currency,
            invoice_ids=tuple(part.invoice_id for part in before.allocations),
            reason=reason,
        ),
    )
    after = await get_payment(tx, id)
    await audit(tx, "payment.reverse", subject="payment", id=id, before=before, after=after)
    return after
