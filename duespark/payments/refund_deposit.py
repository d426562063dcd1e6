"""Refund a deposit: a credit note takes back so much of the deposit invoice with its tax, and the money goes back."""

from decimal import Decimal
from uuid import UUID

from duespark.clients.queries import hold_client
from duespark.engine.errors import Conflict
from duespark.engine.payment.credit import Credit, refund
from duespark.invoices.credit import credit_part
from duespark.invoices.deposit_terms import is_refundable, remaining, require_deposit
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.payments.credit_sources import Source, lock_sources
from duespark.payments.move import lock_credit
from duespark.payments.refund import check_day, pay_back
from duespark.payments.schemas import CreditUse, DepositRefundIn, RefundIn
from duespark.runtime.tx import Tx


class DepositStillOpen(Conflict):
    code = "invoice.deposit_still_open"
    sentence = "{open} {currency} of deposit {number} are not paid. Credit that part first, then refund what was paid."


async def refund_deposit(tx: Tx, id: UUID, wish: DepositRefundIn) -> CreditUse:
    """Issue a credit note for `amount` of an unused deposit, or all that is left of it, and record that it was paid back.

    The deposit's own money goes back, nothing else of the client's. Raises `NotADeposit`, `DepositStillOpen`,
    `NotRefundable`, `InvalidCreditUse`, `RefundedInFuture`, what `credit_invoice` raises, and `CreditTooSmall` where it was paid elsewhere.
    """
    check_day(tx, wish.refunded_on)
    seen = await get_invoice(tx, id)
    await hold_client(tx, seen.client_id)
    await lock_credit(tx, seen.client_id)
    await lock_sources(tx, seen.client_id, currency=seen.currency, invoice_ids=[id])
    row = await get_invoice(tx, id)
    require_deposit(row)
    amount = remaining(row) if wish.amount is None else wish.amount
    unpaid = row.amount_due - row.paid - row.credited
    if unpaid > 0:
        raise DepositStillOpen(open=unpaid, currency=row.currency, number=row.number)
    refund(await _credit(tx, row), amount)
    await credit_part(tx, id, amount=amount, reason=wish.reason)
    sources = await lock_sources(tx, row.client_id, currency=row.currency)
    given = RefundIn(
        amount=amount,
        currency=row.currency,
        refunded_on=wish.refunded_on,
        method=wish.method,
        reference=wish.reference,
        note=wish.note,
    )
    return await pay_back(tx, row.client_id, _of_deposit(sources, id), given)


async def _credit(tx: Tx, row: InvoiceRow) -> Credit[str]:
    """What is left of the deposit, as the engine sees it."""
    assert row.issue_date is not None
    return Credit(
        id=row.number or "",
        received_on=row.issue_date,
        amount=row.amount_due,
        remaining=remaining(row),
        currency=row.currency,
        refundable=await is_refundable(tx, row.id),
    )


def _of_deposit(sources: list[Source], id: UUID) -> list[Source]:
    """The same payments, with only what the credit note freed on the deposit."""
    for source in sources:
        source.unallocated = Decimal(0)
        source.freed = [part for part in source.freed if part.invoice_id == id]
    return [source for source in sources if source.freed]
