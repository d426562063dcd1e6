"""Use credit: what a client has paid beyond what it owes pays another of its invoices."""

from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import hold_client
from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import require
from duespark.engine.money.rounding import round_money
from duespark.invoices.balance import OverApplied
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.payments.credit_sources import find_sources, lock_sources
from duespark.payments.credit_uses import find_uses_on, get_use
from duespark.payments.draw import Wish, draw_credit, total_of
from duespark.payments.early_discount import grant_early_discount
from duespark.payments.events import CreditUsed
from duespark.payments.move import lock_credit, move_money
from duespark.payments.schemas import CreditUse, InvoiceCredit
from duespark.payments.settle import NothingOwed
from duespark.runtime.events import record
from duespark.runtime.tx import Tx


class NoCredit(Conflict):
    code = "payment.no_credit"
    sentence = "The client has no credit in {currency} that invoice {number} could be paid with."


async def get_invoice_credit(tx: Tx, id: UUID) -> InvoiceCredit:
    """What of the client's credit the invoice may be paid with, and what of it stands on it."""
    row = await get_invoice(tx, id)
    sources = await find_sources(tx, row.client_id, currency=row.currency, company_id=row.company_id)
    available = round_money(total_of(sources), row.currency)
    uses = await find_uses_on(tx, id)
    return InvoiceCredit(currency=row.currency, available=available, usable=min(available, row.balance), uses=uses)


async def use_credit(tx: Tx, id: UUID, *, amount: Decimal | None = None) -> CreditUse:
    """Pay `amount` of an issued invoice with its client's credit, the oldest first; else as much as there is and is owed.

    No cent is used twice, whoever else uses, refunds or takes credit back at the same time (FM-39). Raises
    `InvoiceNotFound`, `NotAllowed`, `NotForKind`, `NothingOwed`, `NoCredit`, `InvalidCreditAmount`, `OverApplied`,
    `CreditTooSmall`.
    """
    seen = await get_invoice(tx, id)
    await hold_client(tx, seen.client_id)
    await lock_credit(tx, seen.client_id)
    known = {"currency": seen.currency, "company_id": seen.company_id}
    sources = await lock_sources(tx, seen.client_id, **known, invoice_ids=[id])  # type: ignore[arg-type]
    row = await get_invoice(tx, id)
    available = total_of(sources)
    _check(row, available, amount)
    wish = Wish(
        client_id=row.client_id,
        amount=min(row.balance, available) if amount is None else amount,
        currency=row.currency,
        used_on=tx.today,
        invoice_id=id,
        number=row.number or "",
    )
    drawn = await draw_credit(tx, sources, wish)
    await record(tx, CreditUsed(id, drawn.id, drawn.amount, row.currency))
    for payment_id, part in drawn.parts:
        await move_money(tx, payment_id=payment_id, invoice_id=id, amount=part)
    await grant_early_discount(tx, id, payment_id=drawn.parts[-1][0])
    stored = await get_use(tx, drawn.id)
    await audit(tx, "credit.use", subject="invoice", id=id, before={"balance": row.balance}, after=stored)
    return stored


def _check(row: InvoiceRow, available: Decimal, amount: Decimal | None) -> None:
    require(row.status, "pay", kind=row.kind)
    if row.balance <= 0:
        raise NothingOwed(number=row.number)
    if available <= 0:
        raise NoCredit(currency=row.currency, number=row.number)
    if amount is not None and amount > row.balance:
        facts = {"number": row.number, "balance": row.balance, "currency": row.currency, "amount": amount}
        raise OverApplied(pointer="/amount", **facts)
