"""A client's running credit account: deposits and overpayments in, applications and refunds out, and a balance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.rounding import round_money

EntryKind = Literal["deposit", "overpayment", "credit_note", "applied", "refunded", "forfeited"]

_SIGNS: Mapping[EntryKind, int] = MappingProxyType(
    {"deposit": 1, "overpayment": 1, "credit_note": 1, "applied": -1, "refunded": -1, "forfeited": -1}
)


class InvalidCreditEntry(Invalid):
    code = "payment.invalid_credit_entry"
    sentence = "An entry of {amount} {currency} cannot be made: it must be above zero, in whole {currency} units."


class CreditOverdrawn(Conflict):
    code = "payment.credit_overdrawn"
    sentence = "The credit account has {balance} {currency} on {on}; {amount} cannot be taken from it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`amount`, always above zero, goes into the account or out of it, as `kind` says; `reference` says what for."""

    on: date
    kind: EntryKind
    amount: Decimal
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An entry, and the balance after it."""

    entry: Entry
    balance: Decimal


def account_lines(entries: Sequence[Entry], *, currency: str) -> tuple[AccountLine, ...]:
    """The entries in the order of their days, those of one day as given, each with the balance after it.

    The balance is what the seller owes the client and is never below zero. Raises `InvalidCreditEntry`,
    `CreditOverdrawn`, `UnknownCurrency`.

    >>> lines = account_lines([Entry(on=date(2026, 2, 1), kind="applied", amount=Decimal("300.00")),
    ...                        Entry(on=date(2026, 1, 5), kind="deposit", amount=Decimal("500.00"))], currency="EUR")
    >>> [(line.entry.kind, str(line.balance)) for line in lines]
    [('deposit', '500.00'), ('applied', '200.00')]
    """
    lines, balance = list[AccountLine](), round_money(Decimal(0), currency)
    for at, entry in sorted(enumerate(entries), key=lambda numbered: numbered[1].on):
        if entry.amount <= 0 or round_money(entry.amount, currency) != entry.amount:
            raise InvalidCreditEntry(pointer=f"/entries/{at}/amount", amount=entry.amount, currency=currency)
        after = round_money(balance + _SIGNS[entry.kind] * entry.amount, currency)
        if after < 0:
            raise CreditOverdrawn(
                pointer=f"/entries/{at}/amount", balance=balance, currency=currency, on=entry.on, amount=entry.amount
            )
        balance = after
        lines.append(AccountLine(entry=entry, balance=balance))
    return tuple(lines)
