"""Credit notes pay invoices before money does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic

from duespark.engine.payment.allocation import Id, OpenItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset(Generic[Id]):
    """`amount`, above zero, of the credit note `credit` is set against the invoice `invoice`."""

    credit: Id
    invoice: Id
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Netting(Generic[Id]):
    """What was set off, and every item with what is still open of it, in the order given."""

    offsets: tuple[Offset[Id], ...]
    open_items: tuple[OpenItem[Id], ...]


def net_credits(open_items: Sequence[OpenItem[Id]], *, corrects: Mapping[Id, Id] | None = None) -> Netting[Id]:
    """Set items below zero off against items above it, all in one currency: first the invoice that a credit note
    `corrects`, then the oldest credit against the oldest debt, by due date.

    The sum of all balances stays as it is, no balance changes its sign, and afterwards either no credit or no debt is
    left.

    >>> from datetime import date
    >>> day = date(2026, 1, 1)
    >>> items = [OpenItem(id=id, due_date=day, balance=Decimal(balance)) for id, balance in
    ...          (("INV-1", "50.00"), ("INV-2", "80.00"), ("CN-1", "-60.00"))]
    >>> done = net_credits(items, corrects={"CN-1": "INV-2"})
    >>> [(each.invoice, str(each.amount)) for each in done.offsets], [str(item.balance) for item in done.open_items]
    ([('INV-2', '60.00')], ['50.00', '20.00', '0.00'])
    """
    left = {item.id: item.balance for item in open_items}
    offsets = list[Offset[Id]]()
    for credit, invoice in _pairs(open_items, corrects or {}):
        amount = min(-left[credit], left[invoice])
        if amount:
            offsets.append(Offset(credit=credit, invoice=invoice, amount=amount))
            left[credit] += amount
            left[invoice] -= amount
    return Netting(
        offsets=tuple(offsets), open_items=tuple(replace(item, balance=left[item.id]) for item in open_items)
    )


def _pairs(open_items: Sequence[OpenItem[Id]], corrects: Mapping[Id, Id]) -> Iterator[tuple[Id, Id]]:
    oldest = sorted(open_items, key=lambda item: item.due_date)
    invoices = [item.id for item in oldest if item.balance > 0]
    credits = [item.id for item in oldest if item.balance < 0]
    yield from ((credit, corrects[credit]) for credit in credits if corrects.get(credit) in invoices)
    yield from ((credit, invoice) for credit in credits for invoice in invoices)
