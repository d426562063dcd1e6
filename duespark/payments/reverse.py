"""Take a payment back that did not arrive after all: every invoice owes again what the payment had paid."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import hold_client
from duespark.engine.errors import Conflict
from duespark.invoices.balance import apply_paid
from duespark.payments.early_discount import find_earned, withdraw_early_discount
from duespark.payments.events import PaymentReleased, PaymentReversed
from duespark.payments.move import lock_credit, note_move
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


# What of a use of credit was this payment's goes with it; a use of nothing else is undone.
_SHRINK_USES = Q(
    "WITH gone AS ("
    "  DELETE FROM credit_use_parts AS p USING credit_uses AS u WHERE p.org_id = CAST(:org AS uuid) AND u.org_id = p.org_id"
    "   AND u.id = p.use_id AND p.payment_id = CAST(:id AS uuid) AND u.undone_at IS NULL AND u.amount > p.amount"
    "  RETURNING p.use_id, p.amount)"
    " UPDATE credit_uses AS u SET amount = u.amount - gone.amount FROM gone"
    " WHERE u.org_id = CAST(:org AS uuid) AND u.id = gone.use_id"
)
_UNDO_USES = Q(
    "UPDATE credit_uses AS u SET undone_at = CAST(:now AS timestamptz), undo_reason = :reason FROM credit_use_parts AS p"
    " WHERE u.org_id = CAST(:org AS uuid) AND p.org_id = u.org_id AND p.use_id = u.id"
    " AND p.payment_id = CAST(:id AS uuid) AND u.undone_at IS NULL"
)


class PartRefunded(Conflict):
    code = "payment.part_refunded"
    sentence = "{refunded} {currency} of this payment was paid back to the client. Undo the refund first."


class AlreadyReversed(Conflict):
    code = "payment.already_reversed"
    sentence = "This payment was already reversed."


async def reverse_payment(tx: Tx, id: UUID, *, reason: str) -> Payment:
    """Give back all allocations of the payment and the discounts it earned, once, whoever asks at the same time.

    Records PaymentReversed and, for each invoice, PaymentReleased. Raises `PaymentNotFound`, `AlreadyReversed`,
    `PartRefunded`.
    """
    client_id = (await get_payment(tx, id)).client_id
    await hold_client(tx, client_id)
    await lock_credit(tx, client_id)
    before = await get_payment(tx, id)
    if before.refunded > 0:
        raise PartRefunded(refunded=before.refunded, currency=before.currency)
    # Invoices first and in the order of ids, as when payments are recorded: two payments never wait for each other.
    earned = await find_earned(tx, id)
    await lock_invoices(tx, [*{*earned, *(part.invoice_id for part in before.allocations)}])
    if await _REVERSE.one(tx.conn, org=tx.org_id, id=id, now=tx.now, reason=reason) is None:
        raise AlreadyReversed
    for change in (_SHRINK_USES, _UNDO_USES):
        await change.run(tx.conn, org=tx.org_id, id=id, now=tx.now, reason=reason)
    for part in sorted(before.allocations, key=lambda part: part.invoice_id):
        await record(
            tx,
            PaymentReleased(
                invoice_id=part.invoice_id, payment_id=id, amount=part.amount, currency=before.currency, reason=reason
            ),
        )
        await note_move(tx, payment_id=id, invoice_id=part.invoice_id, amount=-part.amount, on=tx.today)
        await apply_paid(tx, invoice_id=part.invoice_id, delta=-part.amount)
        await withdraw_early_discount(tx, part.invoice_id, reason=reason)
    for invoice_id in earned:
        await withdraw_early_discount(tx, invoice_id, reason=reason)
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
