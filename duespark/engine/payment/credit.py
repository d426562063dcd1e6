"""Credit of a client, such as a deposit: what it is, when it can be used, and what becomes of what is not used."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Generic, Literal

from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.allocation import Id

_ZERO = Decimal(0)


class InvalidCreditUse(Invalid):
    code = "payment.invalid_credit_use"
    sentence = "Cannot use {amount} of credit {credit}: {problem}."


class NotRefundable(Conflict):
    code = "payment.not_refundable"
    sentence = "Credit {credit} is not refundable. Use it for an invoice, or agree a refund and mark it refundable."


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Generic[Id]):
    """Money of a client that is held for invoices to come: a deposit, an overpayment or a credit note's rest.

    `amount` came in on `received_on`, tax included; `remaining` is not used yet. `tax` is the tax in `amount` that a
    deposit invoice, `number` of `issue_date`, has stated. `expires_on` is the last day it can be used. With a `project`
    it pays for that one only.
    """

    id: Id
    received_on: date
    amount: Decimal
    remaining: Decimal
    currency: str
    tax: Decimal = _ZERO
    number: str = ""
    issue_date: date | None = None
    expires_on: date | None = None
    refundable: bool = True
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry(Generic[Id]):
    """What becomes of the rest of a credit whose last day has passed, and why, in words for the audit trail."""

    credit: Id
    action: Literal["refund", "forfeit"]
    amount: Decimal
    reason: str


def use_problem(credit: Credit[Id], *, on: date, currency: str, project: str = "") -> str:
    """Why the credit cannot be used for an invoice in `currency` on the day `on`, in words; empty where it can.

    >>> deposit = Credit(id="D-1", received_on=date(2026, 1, 5), amount=Decimal("500.00"), remaining=Decimal("120.00"),
    ...                  currency="EUR", project="P-7")
    >>> use_problem(deposit, on=date(2026, 1, 5), currency="EUR", project="P-8")
    'it is held for another project'
    """
    if credit.currency != currency:
        return f"it is in {credit.currency}"
    if credit.received_on > on:
        return f"it is received on {credit.received_on} only"
    if credit.expires_on is not None and on > credit.expires_on:
        return f"it expired on {credit.expires_on}"
    if credit.project and credit.project != project:
        return "it is held for another project"
    return ""


def amount_problem(credit: Credit[Id], amount: Decimal) -> str:
    """Why `amount` cannot be taken from the credit, in words; empty where it can.

    >>> deposit = Credit(id="D-1", received_on=date(2026, 1, 5), amount=Decimal("500.00"), remaining=Decimal("120.00"),
    ...                  currency="EUR")
    >>> amount_problem(deposit, Decimal("120.01"))
    'only 120.00 EUR remains'
    """
    if amount <= 0 or round_money(amount, credit.currency) != amount:
        return f"the amount must be above zero, in whole {credit.currency} units"
    if amount > credit.remaining:
        return f"only {credit.remaining} {credit.currency} remains"
    return ""


def expiry(credit: Credit[Id], on: date) -> Expiry[Id] | None:
    """What is to happen on the day `on` to the rest of a credit whose last day was before it; None where nothing is.

    >>> deposit = Credit(id="D-1", received_on=date(2025, 1, 5), amount=Decimal("500.00"), remaining=Decimal("120.00"),
    ...                  currency="EUR", expires_on=date(2025, 12, 31))
    >>> expiry(deposit, date(2025, 12, 31)) is None, expiry(deposit, date(2026, 1, 1)).action
    (True, 'refund')
    """
    if credit.expires_on is None or on <= credit.expires_on or credit.remaining <= 0:
        return None
    action: Literal["refund", "forfeit"] = "refund" if credit.refundable else "forfeit"
    why = "refundable" if credit.refundable else "not refundable"
    rest = f"{credit.remaining} {credit.currency}"
    reason = f"{rest} were not used by {credit.expires_on}, and the credit is {why}"
    return Expiry(credit=credit.id, action=action, amount=credit.remaining, reason=reason)


def refund(credit: Credit[Id], amount: Decimal) -> Credit[Id]:
    """The credit after `amount` of it was paid back. Raises `NotRefundable`, `InvalidCreditUse`.

    >>> deposit = Credit(id="D-1", received_on=date(2026, 1, 5), amount=Decimal("500.00"), remaining=Decimal("120.00"),
    ...                  currency="EUR")
    >>> str(refund(deposit, Decimal("20.00")).remaining)
    '100.00'
    """
    if not credit.refundable:
        raise NotRefundable(credit=credit.id)
    problem = amount_problem(credit, amount)
    if problem:
        raise InvalidCreditUse(pointer="/amount", amount=amount, credit=credit.id, problem=problem)
    return replace(credit, remaining=round_money(credit.remaining - amount, credit.currency))
