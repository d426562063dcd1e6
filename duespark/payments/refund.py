"""Refund: credit goes back to the client; that it was paid, when and how is recorded here, the money moves at the bank."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client, hold_client
from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.payments.credit_sources import Source, lock_sources
from duespark.payments.credit_uses import get_use
from duespark.payments.draw import Wish, draw_credit
from duespark.payments.events import CreditRefunded
from duespark.payments.move import change_credit, lock_credit
from duespark.payments.schemas import CreditUse, RefundIn
from duespark.runtime.events import record
from duespark.runtime.tx import Tx


class RefundedInFuture(Invalid):
    code = "payment.refunded_in_future"
    sentence = "The refund is dated {refunded_on}, but today is {today}. Record it when it was paid."


async def refund_credit(tx: Tx, client_id: UUID, refund: RefundIn) -> CreditUse:
    """Record that credit was paid back, never more than there is, the oldest first; a second one at the same time waits.

    Raises `ClientNotFound`, `ClientGone`, `UnknownCurrency`, `RefundedInFuture`, `InvalidCreditAmount`, `CreditTooSmall`.
    """
    find_currency(refund.currency, on=refund.refunded_on, pointer="/currency")
    check_day(tx, refund.refunded_on)
    await hold_client(tx, client_id)
    client = await get_client(tx, client_id)
    await lock_credit(tx, client_id)
    return await pay_back(tx, client.id, await lock_sources(tx, client.id, currency=refund.currency), refund)


def check_day(tx: Tx, refunded_on: date) -> None:
    """Raises `RefundedInFuture`."""
    if refunded_on > tx.today:
        raise RefundedInFuture(pointer="/refunded_on", refunded_on=refunded_on, today=tx.today)


async def pay_back(tx: Tx, client_id: UUID, sources: Sequence[Source], refund: RefundIn) -> CreditUse:
    """Record that so much of these sources, which are locked, went back to the client."""
    wish = Wish(
        client_id=client_id,
        amount=refund.amount,
        currency=refund.currency,
        used_on=refund.refunded_on,
        method=refund.method,
        reference=refund.reference,
        note=refund.note,
    )
    drawn = await draw_credit(tx, sources, wish)
    for payment_id, part in drawn.parts:
        await change_credit(tx, payment_id, unallocated=-part, refunded=part)
    await record(tx, CreditRefunded(client_id, drawn.id, drawn.amount, refund.currency, refund.reference))
    stored = await get_use(tx, drawn.id)
    await audit(tx, "credit.refund", subject="client", id=client_id, after=stored)
    return stored
