"""Payments as rows of a spreadsheet, one a payment."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from duespark.payments.queries import PaymentFilter, find_payments
from duespark.payments.schemas import Payment
from duespark.runtime.tx import Tx

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """The columns, in their order. `invoices` reads "INV-2026-0001 50.00; INV-2026-0002 10.00"."""

    received_on: date
    client: str
    amount: Decimal
    currency: str
    method: str
    reference: str
    invoices: str
    unallocated: Decimal
    refunded: Decimal
    reversed_at: datetime | None
    reverse_reason: str
    note: str
    id: UUID


COLUMNS = tuple(PaymentLine.__dataclass_fields__)


def _line(payment: Payment) -> PaymentLine:
    return PaymentLine(
        received_on=payment.received_on,
        client=payment.client_name,
        amount=payment.amount,
        currency=payment.currency,
        method=payment.method,
        reference=payment.reference,
        invoices="; ".join(f"{part.number} {part.amount:f}" for part in payment.allocations),
        unallocated=payment.unallocated,
        refunded=payment.refunded,
        reversed_at=payment.reversed_at,
        reverse_reason=payment.reverse_reason,
        note=payment.note,
        id=payment.id,
    )


async def walk_payments(tx: Tx, chosen: PaymentFilter) -> AsyncIterator[PaymentLine]:
    """Every payment the filter finds, newest first, read in batches."""
    cursor: str | None = None
    while True:
        page = await find_payments(tx, chosen, limit=_AT_ONCE, cursor=cursor)
        for payment in page.data:
            yield _line(payment)
        cursor = page.next
        if cursor is None:
            return
