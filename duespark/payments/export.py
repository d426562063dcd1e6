"""Payments as CSV (RFC 4180, UTF-8), one row a payment, for spreadsheets."""

import csv
import io
from collections.abc import AsyncIterator

from duespark.payments.queries import PaymentFilter, find_payments
from duespark.payments.schemas import Payment
from duespark.runtime.tx import Tx

_HEADER = (
    "received_on", "client", "amount", "currency", "method", "reference", "invoices", "unallocated",
    "reversed_at", "note", "id",
)  # fmt: skip
_AT_ONCE = 100


def _safe(text: str) -> str:
    """A text that a spreadsheet would run as a formula is shown as a text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _row(payment: Payment) -> list[str]:
    return [
        payment.received_on.isoformat(),
        _safe(payment.client_name),
        f"{payment.amount:f}",
        payment.currency,
        payment.method,
        _safe(payment.reference),
        " ".join(f"{part.number}={part.amount:f}" for part in payment.allocations),
        f"{payment.unallocated:f}",
        payment.reversed_at.isoformat() if payment.reversed_at else "",
        _safe(payment.note),
        str(payment.id),
    ]


async def _all(tx: Tx, chosen: PaymentFilter) -> AsyncIterator[Payment]:
    cursor: str | None = None
    while True:
        page = await find_payments(tx, chosen, limit=_AT_ONCE, cursor=cursor)
        for payment in page.data:
            yield payment
        cursor = page.next
        if cursor is None:
            return


async def payments_csv(tx: Tx, chosen: PaymentFilter) -> str:
    """Every payment the filter finds, newest first, with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    async for payment in _all(tx, chosen):
        writer.writerow(_row(payment))
    return text.getvalue()
