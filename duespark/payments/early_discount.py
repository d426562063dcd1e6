"""Paid early: grants the discount a payment earned within its days, and takes it back with the payment.

A discount for early payment lowers the price afterwards, so it counts as credited, and is kept with what the taxable amount and
the tax of each rate shrink by (Articles 79(a) and 90 of Directive 2006/112/EC).
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
from pydantic import TypeAdapter

from duespark.accounts.audit import audit
from duespark.engine.invoice.document import EarlyDiscount
from duespark.engine.invoice.lifecycle import is_allowed
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.early_discount import (
    EarlySettlement,
    TaxReduction,
    early_terms_left,
    earned_early,
    reduce_tax,
)
from duespark.invoices.balance import apply_discounted
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.payments.events import EarlyDiscountGranted, EarlyDiscountWithdrawn
from duespark.payments.models import early_discounts
from duespark.payments.queries import find_receipts
from duespark.payments.schemas import EarlyDiscounts, EarlyDiscountTaken, EarlyOffer
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_BREAKDOWN: TypeAdapter[tuple[TaxReduction, ...]] = TypeAdapter(tuple[TaxReduction, ...])
_INSERT = insert(early_discounts, skip=("undone_at", "undo_reason"))
_OF_INVOICE = "org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
_COLUMNS = ", ".join(EarlyDiscountTaken.__dataclass_fields__)
_FIND = Q(f"SELECT {_COLUMNS} FROM early_discounts WHERE {_OF_INVOICE} ORDER BY id DESC")
_EARNED = Q(
    "SELECT invoice_id FROM early_discounts WHERE org_id = CAST(:org AS uuid) AND payment_id = CAST(:id AS uuid)"
    " AND undone_at IS NULL ORDER BY invoice_id"
)
_UNDO = Q(
    "UPDATE early_discounts SET undone_at = CAST(:now AS timestamptz), undo_reason = :reason"
    f" WHERE {_OF_INVOICE} AND undone_at IS NULL RETURNING id, amount"
)


async def grant_early_discount(tx: Tx, invoice_id: UUID, *, payment_id: UUID) -> None:
    """Settle a locked invoice that was just paid, but for a discount that was earned; else nothing.

    What came in until the last day of a discount counts, that day included, in whatever order it was recorded. Once at a time.
    Records EarlyDiscountGranted.
    """
    row = await get_invoice(tx, invoice_id)
    if row.balance <= 0 or row.discounted > 0 or not row.document.payment_terms.early:
        return
    receipts = (await find_receipts(tx, [row.id])).get(row.id, [])
    earned = earned_early(_terms(row), amount_due=_left(row), receipts=receipts, currency=row.currency)
    if earned is not None:
        await _grant(tx, row, earned, payment_id)


async def _grant(tx: Tx, row: InvoiceRow, earned: EarlySettlement, payment_id: UUID) -> None:
    terms, totals = earned.discount, row.document.totals
    assert terms is not None and terms.until is not None and totals is not None
    amount = round_money(min(earned.taken, row.balance), row.currency)
    shrunk = reduce_tax(totals, amount, currency=row.currency)
    said: dict[str, Any] = {"percent": terms.percent, "days": terms.days}
    said |= {"amount": amount, "net": shrunk.net, "tax": shrunk.tax}
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        invoice_id=row.id,
        payment_id=payment_id,
        until=terms.until,
        breakdown=to_json(shrunk.rows).decode(),
        at=tx.now,
        **said,
    )
    await record(tx, EarlyDiscountGranted(row.id, payment_id, currency=row.currency, **said))
    await audit(tx, "invoice.early_discount", subject="invoice", id=row.id, after={**said, "breakdown": shrunk.rows})
    await apply_discounted(tx, row, delta=amount)


async def find_earned(tx: Tx, payment_id: UUID) -> list[UUID]:
    """The invoices whose discount this payment earned."""
    return [row["invoice_id"] for row in await _EARNED.all(tx.conn, org=tx.org_id, id=payment_id)]


async def withdraw_early_discount(tx: Tx, invoice_id: UUID, *, reason: str) -> None:
    """Money that earned the discount of a locked invoice was taken back: what it took off is owed again. Else nothing."""
    gone = await _UNDO.one(tx.conn, org=tx.org_id, id=invoice_id, now=tx.now, reason=reason)
    if gone is None:
        return
    row = await get_invoice(tx, invoice_id)
    await record(tx, EarlyDiscountWithdrawn(invoice_id, gone["amount"], row.currency, reason))
    after = {"amount": gone["amount"], "reason": reason}
    await audit(tx, "invoice.early_discount_withdrawn", subject="invoice", id=invoice_id, after=after)
    await apply_discounted(tx, row, delta=-gone["amount"])


async def get_early_discounts(tx: Tx, invoice_id: UUID) -> EarlyDiscounts:
    """What paying early takes off the invoice: what can be earned yet, and what was. Raises `InvoiceNotFound`."""
    row = await get_invoice(tx, invoice_id)
    found = await _FIND.all(tx.conn, org=tx.org_id, id=invoice_id)
    taken = tuple(_taken(each, row.currency) for each in found)
    return EarlyDiscounts(currency=row.currency, offers=early_offers(row), taken=taken)


def early_offers(row: InvoiceRow) -> tuple[EarlyOffer, ...]:
    """Each discount that can be earned yet with what is still to be paid for it, the highest first; one that is more than the
    balance is left out. Also those whose day has passed: money that came in before may be recorded later."""
    is_open = row.erased_at is None and is_allowed(row.status, "pay", kind=row.kind)
    if not is_open or row.balance <= 0 or row.discounted > 0:
        return ()
    found = [
        EarlyOffer(
            percent=one.percent,
            days=one.days,
            until=one.until,
            discount=one.discount,
            payable=round_money(row.balance - one.discount, row.currency),
        )
        for one in _terms(row)
        if one.until is not None and one.discount is not None and 0 < one.discount < row.balance
    ]
    return tuple(sorted(found, key=lambda offer: -offer.discount))


def _terms(row: InvoiceRow) -> tuple[EarlyDiscount, ...]:
    early = row.document.payment_terms.early
    return early_terms_left(early, printed=row.amount_due, due=_left(row), currency=row.currency)


def _left(row: InvoiceRow) -> Decimal:
    """What credit notes and write-offs leave of the amount due."""
    return row.amount_due - row.credited - row.written_off


def _taken(row: asyncpg.Record, currency: str) -> EarlyDiscountTaken:
    values: dict[str, Any] = dict(row)
    rows = _BREAKDOWN.validate_json(values["breakdown"])
    values["breakdown"] = tuple(
        replace(each, taxable=round_money(each.taxable, currency), tax=round_money(each.tax, currency)) for each in rows
    )
    return EarlyDiscountTaken(**values)
