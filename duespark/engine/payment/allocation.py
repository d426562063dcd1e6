"""Which invoices a payment pays: the oldest debt first, in another order, or as a person says; never more than is owed."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import round_money
from duespark.engine.money.split import split

Id = TypeVar("Id", bound=Hashable)

Order = Literal["oldest_due", "oldest_issue", "smallest", "proportional"]
"""Which invoice is paid first: the one due first, issued first, or with the least to pay; or all in proportion."""


class InvalidPayment(Invalid):
    code = "payment.invalid_amount"
    sentence = "A payment of {amount} {currency} cannot be recorded: it must be above zero, in whole {currency} units."


class InvalidAllocation(Invalid):
    code = "payment.invalid_allocation"
    sentence = "Cannot put {amount} on {item}: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem(Generic[Id]):
    """An invoice with `balance` still to pay, in the payment's currency; below zero it is credit.

    `enough` is what settles it today where a discount for early payment can still be earned: above zero and below the balance.
    """

    id: Id
    due_date: date
    balance: Decimal
    issue_date: date | None = None
    enough: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Id]):
    """`amount` of the payment goes to the invoice `id`."""

    id: Id
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation(Generic[Id]):
    """How a payment is used; the parts and `unallocated` add up to it."""

    parts: tuple[Part[Id], ...]
    unallocated: Decimal


def allocate(
    amount: Decimal,
    open_items: Sequence[OpenItem[Id]],
    *,
    currency: str,
    manual: Mapping[Id, Decimal] | None = None,
    order: Order = "oldest_due",
) -> Allocation[Id]:
    """Use `amount` (in `currency`, as the items' balances) for the items by `order`, or as `manual` says.

    No part exceeds its item's balance, no part is zero or negative, nothing is lost: what remains is
    `unallocated`. Items that are equal by `order` are paid by their due date, then in the order given; one without
    an issue date counts by its due date. An item gets what is `enough` for it and the rest goes on to the next; what is
    beyond that for all of them pays, in the same order, what the discounts would take off: only what a payer leaves out is
    a discount. A share in proportion is one of the balance. With `manual` nothing else is paid. The law's own order, the
    debt due first, is the default (§ 366(2) BGB, Article 451 § 3 of the Polish civil code). Raises `InvalidPayment`,
    `InvalidAllocation`, `UnknownCurrency`.

    >>> items = [OpenItem(id="B", due_date=date(2026, 2, 1), balance=Decimal("80.00")),
    ...          OpenItem(id="A", due_date=date(2026, 1, 1), balance=Decimal("50.00"))]
    >>> paid = allocate(Decimal("60.00"), items, currency="EUR")
    >>> [(part.id, str(part.amount)) for part in paid.parts], str(paid.unallocated)
    ([('A', '50.00'), ('B', '10.00')], '0.00')
    >>> early = [OpenItem(id=id, due_date=date(2026, 1, 1), balance=Decimal("50.00"), enough=Decimal("49.00")) for id in "AB"]
    >>> [(part.id, str(part.amount)) for part in allocate(Decimal("98.00"), early, currency="EUR").parts]
    [('A', '49.00'), ('B', '49.00')]
    """
    if amount <= 0 or round_money(amount, currency) != amount:
        raise InvalidPayment(pointer="/amount", amount=amount, currency=currency)
    if manual is not None:
        parts = _as_told(amount, open_items, manual, currency)
    elif order == "proportional":
        parts = _in_proportion(amount, open_items, currency)
    else:
        parts = _in_turn(amount, _sorted(open_items, order))
    used = sum((part.amount for part in parts), Decimal(0))
    return Allocation(
        parts=tuple(Part(id=part.id, amount=round_money(part.amount, currency)) for part in parts),
        unallocated=round_money(amount - used, currency),
    )


def _sorted(open_items: Sequence[OpenItem[Id]], order: Order) -> list[OpenItem[Id]]:
    by_due_date = sorted(open_items, key=lambda item: item.due_date)
    if order == "oldest_issue":
        return sorted(by_due_date, key=lambda item: item.issue_date or item.due_date)
    if order == "smallest":
        return sorted(by_due_date, key=lambda item: item.balance)
    return by_due_date


def _in_turn(amount: Decimal, open_items: Sequence[OpenItem[Id]]) -> list[Part[Id]]:
    owed = [item for item in open_items if item.balance > 0]
    first = _fill(amount, [item.balance if item.enough is None else item.enough for item in owed])
    left = amount - sum(first, Decimal(0))
    more = _fill(left, [item.balance - taken for item, taken in zip(owed, first, strict=True)])
    taken = [one + other for one, other in zip(first, more, strict=True)]
    return [Part(id=item.id, amount=part) for item, part in zip(owed, taken, strict=True) if part]


def _fill(amount: Decimal, rooms: Sequence[Decimal]) -> list[Decimal]:
    """So much of `amount` for each room, one after the other, until nothing is left."""
    parts, left = list[Decimal](), amount
    for room in rooms:
        parts.append(min(left, room))
        left -= parts[-1]
    return parts


def _in_proportion(amount: Decimal, open_items: Sequence[OpenItem[Id]], currency: str) -> list[Part[Id]]:
    owed = [item for item in open_items if item.balance > 0]
    if not owed:
        return []
    balances = [item.balance for item in owed]
    shares = split(min(amount, sum(balances, Decimal(0))), balances, currency)
    return [Part(id=item.id, amount=share) for item, share in zip(owed, shares, strict=True) if share]


def _as_told(
    amount: Decimal, open_items: Sequence[OpenItem[Id]], manual: Mapping[Id, Decimal], currency: str
) -> list[Part[Id]]:
    balances = {item.id: item.balance for item in open_items}
    for item_id, wanted in manual.items():
        problem = _problem(wanted, balances.get(item_id), currency)
        if problem:
            raise InvalidAllocation(pointer=f"/allocations/{item_id}", amount=wanted, item=item_id, problem=problem)
    told = sum(manual.values(), Decimal(0))
    if told > amount:
        problem = f"the payment is only {amount} {currency}"
        raise InvalidAllocation(pointer="/allocations", amount=told, item="these invoices", problem=problem)
    return [Part(id=item_id, amount=wanted) for item_id, wanted in manual.items()]


def _problem(wanted: Decimal, balance: Decimal | None, currency: str) -> str:
    if balance is None:
        return "it is not open for this client in this currency"
    if wanted <= 0 or round_money(wanted, currency) != wanted:
        return f"the amount must be above zero, in whole {currency} units"
    if wanted > balance:
        return f"only {balance} {currency} is still to pay"
    return ""
