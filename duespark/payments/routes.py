"""HTTP routes of payments."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.payments import record, reverse
from duespark.payments.export import COLUMNS, walk_payments
from duespark.payments.queries import PaymentFilter, find_payments, sum_exchange_gains
from duespark.payments.schemas import ExchangeGains, Payment, PaymentIn, ReverseIn
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page

router = Router(tags=["payments"])

From = Annotated[date | None, Query(alias="from", description="First day of receipt.")]
To = Annotated[date | None, Query(alias="to", description="Last day of receipt.")]
Text = Annotated[str, Query(max_length=200, description="In client, reference, note or invoice number.")]
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/payments", "payments.read")
async def list_payments(
    tx: Tx,
    client_id: UUID | None = None,
    invoice_id: UUID | None = None,
    received_from: From = None,
    received_to: To = None,
    q: Text = "",
    limit: Limit = 50,
    cursor: str | None = None,
) -> Page[Payment]:
    """Payments, newest first."""
    chosen = PaymentFilter(client_id=client_id, invoice_id=invoice_id, begin=received_from, end=received_to, q=q)
    return await find_payments(tx, chosen, limit=limit, cursor=cursor)


@router.get("/payments.csv", "payments.read")
async def export_payments(
    tx: Tx,
    client_id: UUID | None = None,
    invoice_id: UUID | None = None,
    received_from: From = None,
    received_to: To = None,
    q: Text = "",
) -> Response:
    """All payments the filter finds, as CSV."""
    chosen = PaymentFilter(client_id=client_id, invoice_id=invoice_id, begin=received_from, end=received_to, q=q)
    return await csv_response("payments.csv", COLUMNS, walk_payments(tx, chosen))


@router.get("/exchange-gains", "payments.read")
async def list_exchange_gains(tx: Tx, received_from: From = None, received_to: To = None) -> ExchangeGains:
    """What was gained and lost on invoices in other currencies between issue and payment, by currency of the books."""
    return ExchangeGains(data=await sum_exchange_gains(tx, begin=received_from, end=received_to))


@router.post("/payments", "payments.write", status=201)
async def record_payment(tx: Tx, payment: PaymentIn) -> Payment:
    """Record money received. Without `allocations` the client's open invoices are paid, the earliest due first."""
    return await record.record_payment(tx, payment)


@router.post("/payments/{id}/reverse", "payments.write")
async def reverse_payment(tx: Tx, id: UUID, given: ReverseIn) -> Payment:
    """Take a payment back; its invoices owe again what it had paid."""
    return await reverse.reverse_payment(tx, id, reason=given.reason)
