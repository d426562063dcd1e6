"""Undo a use of credit: what paid an invoice, or was paid back by mistake in the books, is the client's credit again."""

from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import hold_client
from duespark.engine.errors import Conflict
from duespark.payments.credit_uses import find_parts, get_use
from duespark.payments.early_discount import withdraw_early_discount
from duespark.payments.events import CreditTakenBack, RefundUndone
from duespark.payments.move import change_credit, lock_credit, move_money
from duespark.payments.queries import lock_invoices
from duespark.payments.schemas import CreditUse
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_UNDO = Q(
    "UPDATE credit_uses SET undone_at = CAST(:now AS timestamptz), undo_reason = :reason"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND undone_at IS NULL RETURNING id"
)
_STANDS = Q(
    "SELECT payment_id, amount FROM allocations WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
)


class AlreadyUndone(Conflict):
    code = "payment.credit_use_undone"
    sentence = "This was undone already."


class CreditMovedOn(Conflict):
    code = "payment.credit_moved_on"
    sentence = (
        "Only {left} {currency} of it still stands on invoice {number}; the rest was used elsewhere. Undo that first."
    )


async def undo_credit_use(tx: Tx, id: UUID, *, reason: str) -> CreditUse:
    """Give the credit back, once; an invoice it had paid owes it again.

    Raises `CreditUseNotFound`, `AlreadyUndone`, `CreditMovedOn`, and `DepositInUse` where it paid a deposit that is used.
    """
    client_id = (await get_use(tx, id)).client_id
    await hold_client(tx, client_id)
    await lock_credit(tx, client_id)
    before = await get_use(tx, id)
    if before.invoice_id is not None:
        await lock_invoices(tx, [before.invoice_id])
    if await _UNDO.one(tx.conn, org=tx.org_id, id=id, now=tx.now, reason=reason) is None:
        raise AlreadyUndone
    parts = await find_parts(tx, id)
    if before.invoice_id is None:
        for payment_id, amount in parts:
            await change_credit(tx, payment_id, unallocated=amount, refunded=-amount)
        await record(tx, RefundUndone(before.client_id, id, before.amount, before.currency, reason))
    else:
        await _take_off(tx, before, before.invoice_id, parts, reason)
    after = await get_use(tx, id)
    subject, subject_id = ("invoice", before.invoice_id) if before.invoice_id else ("client", before.client_id)
    await audit(tx, "credit.undo", subject=subject, id=subject_id, before=before, after=after)
    return after


async def _take_off(tx: Tx, use: CreditUse, invoice_id: UUID, parts: list[tuple[UUID, Decimal]], reason: str) -> None:
    stands = {row["payment_id"]: row["amount"] for row in await _STANDS.all(tx.conn, org=tx.org_id, id=invoice_id)}
    left = sum((min(amount, stands[payment_id]) for payment_id, amount in parts), Decimal(0))
    if left < use.amount:
        raise CreditMovedOn(left=left, currency=use.currency, number=use.number)
    await record(tx, CreditTakenBack(invoice_id, use.id, use.amount, use.currency, reason))
    for payment_id, amount in parts:
        await move_money(tx, payment_id=payment_id, invoice_id=invoice_id, amount=-amount)
    await withdraw_early_discount(tx, invoice_id, reason=reason)
