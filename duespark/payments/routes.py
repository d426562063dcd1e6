"""HTTP routes of payments."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.payments import early_discount, preview, record, refund, reverse
from duespark.payments import undo_credit_use as undo
from duespark.payments import use_credit as use
from duespark.payments.credit_uses import CreditUseFilter, CreditUseKind, find_credit, find_uses, walk_uses
from duespark.payments.export import COLUMNS, walk_payments
from duespark.payments.queries import PaymentFilter, find_payments, sum_exchange_gains
from duespark.payments.schemas import (
    ClientCredits,
    CreditUse,
    EarlyDiscounts,
    ExchangeGains,
    InvoiceCredit,
    Payment,
    PaymentIn,
    PaymentPreview,
    RefundIn,
    ReverseIn,
    SumIn,
    UseCreditIn,
)
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["payments"])

From = Annotated[AnyDay | None, Query(alias="from", description="First day of receipt.")]
To = Annotated[AnyDay | None, Query(alias="to", description="Last day of receipt.")]
Text = Annotated[str, Query(max_length=200, description="In client, reference, note or invoice number.")]
Limit = Annotated[int, Query(ge=1, le=100)]


async def chosen_uses(
    client_id: UUID | None = None,
    invoice_id: UUID | None = None,
    kind: CreditUseKind | None = None,
    used_from: Annotated[AnyDay | None, Query(description="First day of use.")] = None,
    used_to: Annotated[AnyDay | None, Query(description="Last day of use.")] = None,
) -> CreditUseFilter:
    """The filters of the list of uses of credit, as query parameters."""
    return CreditUseFilter(client_id=client_id, invoice_id=invoice_id, kind=kind, begin=used_from, end=used_to)


Chosen = Annotated[CreditUseFilter, Depends(chosen_uses)]
_USE_COLUMNS = [name for name in CreditUse.__dataclass_fields__ if name not in ("client_id", "invoice_id")]


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


@router.get("/payments.csv", "payments.read", **described_file("text/csv"))
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


@router.get("/payments.xlsx", "payments.read", responses=XLSX_ANSWER, response_class=Response)
async def export_payments_workbook(
    tx: Tx,
    client_id: UUID | None = None,
    invoice_id: UUID | None = None,
    received_from: From = None,
    received_to: To = None,
    q: Text = "",
) -> Response:
    """The same as a workbook for spreadsheet programs."""
    chosen = PaymentFilter(client_id=client_id, invoice_id=invoice_id, begin=received_from, end=received_to, q=q)
    return await xlsx_response("payments.xlsx", COLUMNS, walk_payments(tx, chosen), zone=tx.zone)


@router.get("/exchange-gains", "payments.read")
async def list_exchange_gains(tx: Tx, received_from: From = None, received_to: To = None) -> ExchangeGains:
    """What was gained and lost on invoices in other currencies between issue and payment, by currency of the books."""
    return ExchangeGains(data=await sum_exchange_gains(tx, begin=received_from, end=received_to))


@router.post("/payments", "payments.write", status=201)
async def record_payment(tx: Tx, payment: PaymentIn) -> Payment:
    """Record money received. Without `allocations` the client's open invoices are paid, the earliest due first, and each
    discount for early payment is earned that the sum and its day allow."""
    return await record.record_payment(tx, payment)


@router.post("/payments/preview", "payments.write", writes=False)
async def preview_payment(tx: Tx, given: SumIn) -> PaymentPreview:
    """What a payment without `allocations` would pay and take off; nothing is recorded."""
    return await preview.preview_payment(tx, given)


@router.post("/payments/{id}/reverse", "payments.write")
async def reverse_payment(tx: Tx, id: UUID, given: ReverseIn) -> Payment:
    """Take a payment back; its invoices owe again what it had paid."""
    return await reverse.reverse_payment(tx, id, reason=given.reason)


@router.get("/clients/{id}/credit-balance", "payments.read")
async def get_credit_balance(tx: Tx, id: UUID) -> ClientCredits:
    """What the client has paid beyond what it owes, by currency: overpayments, and what credit notes left of payments."""
    return ClientCredits(data=await find_credit(tx, id))


@router.post("/clients/{id}/refunds", "payments.write", status=201)
async def refund_credit(tx: Tx, id: UUID, given: RefundIn) -> CreditUse:
    """Record that credit of the client was paid back; never more than there is."""
    return await refund.refund_credit(tx, id, given)


@router.get("/invoices/{id}/client-credit", "payments.read")
async def get_invoice_credit(tx: Tx, id: UUID) -> InvoiceCredit:
    """The client's credit that this invoice may be paid with, and what of it stands on it."""
    return await use.get_invoice_credit(tx, id)


@router.post("/invoices/{id}/client-credit", "payments.write", status=201)
async def use_credit(tx: Tx, id: UUID, given: UseCreditIn | None = None) -> CreditUse:
    """Pay the invoice with the client's credit, the oldest first; without `amount`, as much as there is and is owed."""
    return await use.use_credit(tx, id, amount=given.amount if given else None)


@router.get("/invoices/{id}/early-discounts", "payments.read")
async def get_early_discounts(tx: Tx, id: UUID) -> EarlyDiscounts:
    """What paying early takes off the invoice: what can still be earned, and what was."""
    return await early_discount.get_early_discounts(tx, id)


@router.get("/credit-uses", "payments.read")
async def list_credit_uses(
    tx: Tx, chosen: Chosen, limit: Limit = 50, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> Page[CreditUse]:
    """Where credit went, newest first: on invoices, and back to clients."""
    return await find_uses(tx, chosen, limit=limit, cursor=cursor)


@router.get("/credit-uses.csv", "payments.read", **described_file("text/csv"))
async def export_credit_uses(tx: Tx, chosen: Chosen) -> Response:
    """Everything the filter finds, as CSV."""
    return await csv_response("credit-uses.csv", _USE_COLUMNS, walk_uses(tx, chosen))


@router.get("/credit-uses.xlsx", "payments.read", responses=XLSX_ANSWER, response_class=Response)
async def export_credit_uses_workbook(tx: Tx, chosen: Chosen) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("credit-uses.xlsx", _USE_COLUMNS, walk_uses(tx, chosen), zone=tx.zone)


@router.post("/credit-uses/{id}/undo", "payments.write")
async def undo_credit_use(tx: Tx, id: UUID, given: ReverseIn) -> CreditUse:
    """Take it back: it is the client's credit again, and an invoice it had paid owes it again."""
    return await undo.undo_credit_use(tx, id, reason=given.reason)
