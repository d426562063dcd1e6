"""Spread: which open invoices one sum of a client pays; where paying early takes something off, the rest is enough."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import TypeAdapter

from duespark.engine.invoice.document import EarlyDiscount
from duespark.engine.payment.allocation import Allocation, OpenItem, allocate
from duespark.engine.payment.early_discount import early_terms_left, enough_early
from duespark.payments.queries import PayableInvoice, find_receipts
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_TERMS: TypeAdapter[tuple[EarlyDiscount, ...]] = TypeAdapter(tuple[EarlyDiscount, ...])
_EARLY = "document -> 'payment_terms' -> 'early'"
_OFFERS = Q(
    f"SELECT id, amount_due, amount_due - credited - written_off AS due, {_EARLY} AS early FROM invoices"
    " WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[])) AND discounted = 0"
    f" AND jsonb_array_length(coalesce({_EARLY}, '[]')) > 0"
)


async def spread(
    tx: Tx, amount: Decimal, owed: Sequence[PayableInvoice], *, currency: str, on: date
) -> Allocation[UUID]:
    """How `amount` that came in on the day `on` pays what is `owed`, the earliest due first. Raises `InvalidPayment`."""
    enough = await _find_enough(tx, owed, currency=currency, on=on)
    items = [
        OpenItem(id=one.id, due_date=one.due_date or date.max, balance=one.balance, enough=enough.get(one.id))
        for one in owed
    ]
    return allocate(amount, items, currency=currency)


async def _find_enough(
    tx: Tx, owed: Sequence[PayableInvoice], *, currency: str, on: date
) -> dict[UUID, Decimal | None]:
    """What settles each invoice whose discount can be earned on that day."""
    balances = {one.id: one.balance for one in owed}
    offers = await _OFFERS.all(tx.conn, org=tx.org_id, ids=list(balances)) if balances else []
    receipts = await find_receipts(tx, [row["id"] for row in offers])
    return {
        row["id"]: enough_early(
            early_terms_left(
                _TERMS.validate_json(row["early"]), printed=row["amount_due"], due=row["due"], currency=currency
            ),
            amount_due=row["due"],
            balance=balances[row["id"]],
            receipts=receipts.get(row["id"], ()),
            on=on,
        )
        for row in offers
    }
