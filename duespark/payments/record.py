"""Record a payment and put it on invoices; afterwards the invoices' balances are right and the rest is credit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client, hold_client
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.lifecycle import is_allowed
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.allocation import Allocation, InvalidAllocation, OpenItem, allocate
from duespark.invoices.balance import apply_paid
from duespark.invoices.queries import InvoiceNotFound
from duespark.payments.early_discount import grant_early_discount
from duespark.payments.events import PaymentAllocated, PaymentRecorded
from duespark.payments.gain import book_gains
from duespark.payments.models import allocations, payments
from duespark.payments.move import note_move
from duespark.payments.queries import PayableInvoice, get_payment, lock_invoices, lock_open_invoices
from duespark.payments.schemas import AllocationIn, Payment, PaymentIn
from duespark.payments.spread import spread
from duespark.runtime.db import insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_INSERT = insert(payments, skip=("version", "refunded", "reversed_at", "reverse_reason"))
_INSERT_PART = insert(allocations)


class ReceivedInFuture(Invalid):
    code = "payment.received_in_future"
    sentence = "The payment is dated {received_on}, but today is {today}. Record it when it has arrived."


class InvoiceTwice(Invalid):
    code = "payment.invoice_twice"
    sentence = "Invoice {number} is named twice; give one amount for it."


class InvoiceOfOtherClient(Invalid):
    code = "payment.other_client"
    sentence = "Invoice {number} belongs to another client. Record a payment of that client for it."


class InvoiceInOtherCurrency(Invalid):
    code = "payment.other_currency"
    sentence = "Invoice {number} is in {theirs} and the payment in {ours}. Pay it with a payment in {theirs}."


class InvoiceNotPayable(Conflict):
    code = "payment.invoice_not_payable"
    sentence = "Invoice {number} is {status}; only an issued invoice can be paid."


async def record_payment(tx: Tx, payment: PaymentIn) -> Payment:
    """Store the payment and pay invoices with it: those named, else the client's open ones, the earliest due first.

    No invoice is paid more than it owes; what remains is the client's credit. One paid within the days of a discount for
    early payment, but for that discount, is settled; where none is named, no more goes to it while others are open. Records PaymentRecorded and, for each
    invoice, PaymentAllocated. Raises `ClientNotFound`, `ReceivedInFuture`, `InvalidPayment`, `InvalidAllocation` and
    the errors above, each with a pointer to the field.
    """
    find_currency(payment.currency, on=payment.received_on, pointer="/currency")
    require_received(tx, payment.received_on)
    await hold_client(tx, payment.client_id)
    client = await get_client(tx, payment.client_id)
    if payment.allocations is None:
        owed = await lock_open_invoices(tx, client_id=client.id, currency=payment.currency)
        found = await spread(tx, payment.amount, owed, currency=payment.currency, on=payment.received_on)
        use = found.allocation
    else:
        use = await _as_named(tx, payment, payment.allocations)
    payment_id = await _store(tx, payment, use)
    await record(
        tx,
        PaymentRecorded(
            payment_id=payment_id,
            client_id=client.id,
            amount=round_money(payment.amount, payment.currency),
            currency=payment.currency,
            invoice_ids=tuple(part.id for part in use.parts),
        ),
    )
    stored = await get_payment(tx, payment_id)
    await audit(tx, "payment.record", subject="payment", id=payment_id, after=stored)
    return stored


def require_received(tx: Tx, on: date) -> None:
    """Raises `ReceivedInFuture` for a day that has not come."""
    if on > tx.today:
        raise ReceivedInFuture(pointer="/received_on", received_on=on, today=tx.today)


def _items(invoices: Sequence[PayableInvoice]) -> list[OpenItem[UUID]]:
    return [OpenItem(id=one.id, due_date=one.due_date or date.max, balance=one.balance) for one in invoices]


async def _as_named(tx: Tx, payment: PaymentIn, wanted: Sequence[AllocationIn]) -> Allocation[UUID]:
    """What the payer said, checked against the invoices under lock."""
    found = await lock_invoices(tx, [one.invoice_id for one in wanted])
    manual: dict[UUID, Decimal] = {}
    for place, one in enumerate(wanted):
        invoice = _payable(found, one.invoice_id, payment, pointer=f"/allocations/{place}/invoice_id")
        if invoice.id in manual:
            raise InvoiceTwice(pointer=f"/allocations/{place}/invoice_id", number=invoice.number)
        manual[invoice.id] = one.amount
    try:
        return allocate(payment.amount, _items(list(found.values())), currency=payment.currency, manual=manual)
    except InvalidAllocation as error:
        raise _pointed(error, found, list(manual)) from None


def _payable(found: Mapping[UUID, PayableInvoice], id: UUID, payment: PaymentIn, *, pointer: str) -> PayableInvoice:
    invoice = found.get(id)
    if invoice is None:
        raise InvoiceNotFound(pointer=pointer, id=id)
    number = invoice.number or "(draft)"
    if invoice.client_id != payment.client_id:
        raise InvoiceOfOtherClient(pointer=pointer, number=number)
    if invoice.currency != payment.currency:
        raise InvoiceInOtherCurrency(pointer=pointer, number=number, theirs=invoice.currency, ours=payment.currency)
    if not is_allowed(invoice.status, "pay"):
        raise InvoiceNotPayable(pointer=pointer, number=number, status=invoice.status)
    return invoice


def _pointed(error: InvalidAllocation, found: Mapping[UUID, PayableInvoice], ids: list[UUID]) -> InvalidAllocation:
    """The engine names items by id; people know their numbers, and the request their places."""
    item = error.facts["item"]
    if not isinstance(item, UUID):
        return error
    facts = {**error.facts, "item": f"invoice {found[item].number}"}
    return InvalidAllocation(pointer=f"/allocations/{ids.index(item)}/amount", **facts)


async def _store(tx: Tx, payment: PaymentIn, use: Allocation[UUID]) -> UUID:
    """The payment, its parts, and the invoices' balances in the order of ids."""
    payment_id = new_id()
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=payment_id,
        client_id=payment.client_id,
        amount=round_money(payment.amount, payment.currency),
        currency=payment.currency,
        unallocated=use.unallocated,
        received_on=payment.received_on,
        method=payment.method,
        reference=payment.reference,
        note=payment.note,
        created_at=tx.now,
    )
    parts = sorted(use.parts, key=lambda part: part.id)
    await _INSERT_PART.many(
        tx.conn,
        [
            {"org_id": tx.org_id, "payment_id": payment_id, "invoice_id": part.id, "amount": part.amount}
            for part in parts
        ],
    )
    await book_gains(tx, payment_id, payment, parts)
    for part in parts:
        await note_move(tx, payment_id=payment_id, invoice_id=part.id, amount=part.amount, on=payment.received_on)
        await record(
            tx,
            PaymentAllocated(invoice_id=part.id, payment_id=payment_id, amount=part.amount, currency=payment.currency),
        )
        await apply_paid(tx, invoice_id=part.id, delta=part.amount)
        await grant_early_discount(tx, part.id, payment_id=payment_id)
    return payment_id
