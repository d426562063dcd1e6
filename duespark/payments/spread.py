"""Spread: which open invoices one sum of a client pays; where paying early takes something off, the rest is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import TypeAdapter

from duespark.engine.invoice.document import EarlyDiscount
from duespark.engine.payment.allocation import Allocation, OpenItem, allocate
from duespark.engine.payment.early_discount import early_terms_left, earned_early, enough_early
from duespark.payments.queries import PayableInvoice, find_receipts
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_TERMS: TypeAdapter[tuple[EarlyDiscount, ...]] = TypeAdapter(tuple[EarlyDiscount, ...])
_EARLY = "document -> 'payment_terms' -> 'early'"
_OFFERS = Q(
    f"SELECT id, balance, amount_due, amount_due - credited - written_off AS due, {_EARLY} AS early FROM invoices"
    " WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[])) AND discounted = 0"
    f" AND jsonb_array_length(coalesce({_EARLY}, '[]')) > 0"
)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """What an open invoice takes off for early payment, and what has come in on it."""

    terms: tuple[EarlyDiscount, ...]
    due: Decimal
    balance: Decimal
    receipts: list[tuple[date, Decimal]]

    def enough(self, on: date) -> Decimal | None:
        return enough_early(self.terms, amount_due=self.due, balance=self.balance, receipts=self.receipts, on=on)

    def taken(self, paid: Decimal, *, on: date, currency: str) -> Decimal:
        """What `grant_early_discount` will take off behind this payment."""
        receipts = [*self.receipts, (on, paid)]
        earned = earned_early(self.terms, amount_due=self.due, receipts=receipts, currency=currency)
        return min(earned.taken, self.balance - paid) if earned else _NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How a sum is used, and what it takes off by invoice, where it does."""

    allocation: Allocation[UUID]
    discounts: dict[UUID, Decimal]


async def spread(tx: Tx, amount: Decimal, owed: Sequence[PayableInvoice], *, currency: str, on: date) -> Spread:
    """How `amount` that came in on the day `on` pays what is `owed`, the earliest due first. Raises `InvalidPayment`."""
    offers = await _find_offers(tx, [one.id for one in owed], currency=currency)
    enough = {id: offer.enough(on) for id, offer in offers.items()}
    items = [
        OpenItem(id=one.id, due_date=one.due_date or date.max, balance=one.balance, enough=enough.get(one.id))
        for one in owed
    ]
    use = allocate(amount, items, currency=currency)
    taken = {
        part.id: offers[part.id].taken(part.amount, on=on, currency=currency) for part in use.parts if part.id in offers
    }
    return Spread(allocation=use, discounts={id: each for id, each in taken.items() if each})


async def _find_offers(tx: Tx, ids: list[UUID], *, currency: str) -> dict[UUID, _Offer]:
    """The offers of those invoices that have one which was not taken yet."""
    rows = await _OFFERS.all(tx.conn, org=tx.org_id, ids=ids) if ids else []
    receipts = await find_receipts(tx, [row["id"] for row in rows])
    return {
        row["id"]: _Offer(
            terms=early_terms_left(
                _TERMS.validate_json(row["early"]), printed=row["amount_due"], due=row["due"], currency=currency
            ),
            due=row["due"],
            balance=row["balance"],
            receipts=receipts.get(row["id"], []),
        )
        for row in rows
    }
