"""Moves money of a recorded payment onto an invoice or off it: the only writer of allocations after a payment is stored."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.invoices.balance import apply_paid
from duespark.payments.gain import rebook_gain
from duespark.payments.models import allocation_moves
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_ONE_AT_A_TIME = Q("SELECT pg_advisory_xact_lock(hashtextextended('credit of client ' || CAST(:client AS text), 0))")
_CHANGE = Q(
    "INSERT INTO allocations (org_id, payment_id, invoice_id, amount)"
    " VALUES (CAST(:org AS uuid), CAST(:payment AS uuid), CAST(:invoice AS uuid), CAST(:delta AS numeric))"
    " ON CONFLICT (org_id, payment_id, invoice_id) DO UPDATE SET amount = allocations.amount + excluded.amount"
)
_SHRINK = Q(
    "UPDATE allocations SET amount = amount + CAST(:delta AS numeric) WHERE org_id = CAST(:org AS uuid)"
    " AND payment_id = CAST(:payment AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
)
_NOTE = insert(allocation_moves)
_CREDIT = Q(
    "UPDATE payments SET unallocated = unallocated + CAST(:unallocated AS numeric),"
    " refunded = refunded + CAST(:refunded AS numeric), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:payment AS uuid)"
)


async def lock_credit(tx: Tx, client_id: UUID) -> None:
    """One at a time uses, pays back or takes away the credit of a client; taken before any invoice is locked (FM-39)."""
    await _ONE_AT_A_TIME.run(tx.conn, client=str(client_id))


async def move_money(tx: Tx, *, payment_id: UUID, invoice_id: UUID, amount: Decimal) -> None:
    """Put `amount` of a payment's credit on an invoice; below zero, from the invoice back to the credit.

    The caller holds the client's credit and the invoice. Raises what `apply_paid` raises.
    """
    known = {"org": tx.org_id, "payment": payment_id, "invoice": invoice_id, "delta": amount}
    await (_CHANGE if amount > 0 else _SHRINK).run(tx.conn, **known)
    await note_move(tx, payment_id=payment_id, invoice_id=invoice_id, amount=amount, on=tx.today)
    await change_credit(tx, payment_id, unallocated=-amount)
    await apply_paid(tx, invoice_id=invoice_id, delta=amount)
    await rebook_gain(tx, payment_id=payment_id, invoice_id=invoice_id)


async def note_move(tx: Tx, *, payment_id: UUID, invoice_id: UUID, amount: Decimal, on: date) -> None:
    """Note from which day on `amount` more of the payment stands on the invoice."""
    await _NOTE.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        payment_id=payment_id,
        invoice_id=invoice_id,
        amount=amount,
        moved_on=on,
        at=tx.now,
    )


async def change_credit(
    tx: Tx, payment_id: UUID, *, unallocated: Decimal = Decimal(0), refunded: Decimal = Decimal(0)
) -> None:
    """Add to what of a payment is credit and to what was paid back; the table refuses more than came in."""
    await _CREDIT.run(tx.conn, org=tx.org_id, payment=payment_id, unallocated=unallocated, refunded=refunded)
