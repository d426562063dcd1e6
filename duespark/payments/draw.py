"""Takes credit out of a client's payments: first what lies free, then what credit notes left on paid invoices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.deposits import apply_credits
from duespark.payments.credit_sources import Source
from duespark.payments.events import CreditFreed
from duespark.payments.models import credit_use_parts, credit_uses
from duespark.payments.move import move_money
from duespark.runtime.db import insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_INSERT = insert(credit_uses, skip=("undone_at", "undo_reason"))
_INSERT_PART = insert(credit_use_parts)


class InvalidCreditAmount(Invalid):
    code = "payment.invalid_credit_amount"
    sentence = "{amount} {currency} of credit cannot be used: it must be above zero, in whole {currency} units."


class CreditTooSmall(Conflict):
    code = "payment.credit_too_small"
    sentence = "The client has {available} {currency} of credit; {amount} is more than that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the credit is for: an invoice, or a refund, of which `method` says how it was paid."""

    client_id: UUID
    amount: Decimal
    currency: str
    used_on: date
    invoice_id: UUID | None = None
    number: str = ""
    method: str | None = None
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A stored use, and how much of which payment it takes."""

    id: UUID
    amount: Decimal
    parts: tuple[tuple[UUID, Decimal], ...]


def total_of(sources: Sequence[Source]) -> Decimal:
    """The credit there is in these payments."""
    return sum((source.available for source in sources), Decimal(0))


async def draw_credit(tx: Tx, sources: Sequence[Source], wish: Wish) -> Drawn:
    """Store the use and free its money, the oldest first; where it goes is the caller's, who has locked the sources.

    Raises `InvalidCreditAmount`, `CreditTooSmall`.
    """
    if wish.amount <= 0 or round_money(wish.amount, wish.currency) != wish.amount:
        raise InvalidCreditAmount(pointer="/amount", amount=wish.amount, currency=wish.currency)
    available = round_money(total_of(sources), wish.currency)
    if wish.amount > available:
        raise CreditTooSmall(pointer="/amount", available=available, currency=wish.currency, amount=wish.amount)
    # A payment may have come in "after" the day of the use only where the clock was set back; it counts all the same.
    on = max(tx.today, *(source.received_on for source in sources))
    used = apply_credits(wish.amount, [source.credit for source in sources], on=on, currency=wish.currency)
    amounts = {each.credit: each.amount for each in used.applications}
    for source in sources:
        await _free(tx, source, amounts.get(source.payment_id, Decimal(0)), wish.number)
    return await _store(tx, wish, tuple(amounts.items()))


async def _free(tx: Tx, source: Source, amount: Decimal, number: str) -> None:
    missing = amount - source.unallocated
    for part in sorted(source.freed, key=lambda part: part.invoice_id):
        if missing <= 0:
            return
        taken = min(missing, part.amount)
        await move_money(tx, payment_id=source.payment_id, invoice_id=part.invoice_id, amount=-taken)
        await record(tx, CreditFreed(part.invoice_id, taken, source.currency, number))
        missing -= taken


async def _store(tx: Tx, wish: Wish, parts: tuple[tuple[UUID, Decimal], ...]) -> Drawn:
    id, amount = new_id(), round_money(wish.amount, wish.currency)
    known = {name: getattr(wish, name) for name in ("client_id", "invoice_id", "currency", "used_on", "method")}
    texts = {"reference": wish.reference, "note": wish.note, "actor_label": tx.actor.label}
    await _INSERT.run(tx.conn, org_id=tx.org_id, id=id, amount=amount, at=tx.now, **known, **texts)
    rows = [{"org_id": tx.org_id, "use_id": id, "payment_id": payment, "amount": part} for payment, part in parts]
    await _INSERT_PART.many(tx.conn, rows)
    return Drawn(id=id, amount=amount, parts=parts)
