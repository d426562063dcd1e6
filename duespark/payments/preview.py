"""Preview: what a payment that names no invoice would do, before it is recorded; nothing is written."""

from duespark.clients.queries import get_client
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_money
from duespark.payments.queries import find_open_invoices
from duespark.payments.record import require_received
from duespark.payments.schemas import ForeseenPart, PaymentPreview, SumIn
from duespark.payments.spread import spread
from duespark.runtime.tx import Tx


async def preview_payment(tx: Tx, given: SumIn) -> PaymentPreview:
    """Which open invoices the sum would pay, what paying early takes off, and what is left of each and of the sum.

    Raises `ClientNotFound`, `ReceivedInFuture`, `InvalidPayment`.
    """
    find_currency(given.currency, on=given.received_on, pointer="/currency")
    require_received(tx, given.received_on)
    client = await get_client(tx, given.client_id)
    owed = await find_open_invoices(tx, client_id=client.id, currency=given.currency)
    found = await spread(tx, given.amount, owed, currency=given.currency, on=given.received_on)
    by_id = {one.id: one for one in owed}
    parts = []
    for part in found.allocation.parts:
        invoice, off = by_id[part.id], found.discounts.get(part.id, part.amount * 0)
        money = {"balance": invoice.balance, "discount": off, "left": invoice.balance - part.amount - off}
        parts.append(
            ForeseenPart(
                invoice_id=part.id,
                number=invoice.number or "",
                due_date=invoice.due_date,
                amount=part.amount,
                **{name: round_money(value, given.currency) for name, value in money.items()},
            )
        )
    return PaymentPreview(
        currency=given.currency, open_count=len(owed), parts=tuple(parts), unallocated=found.allocation.unallocated
    )
