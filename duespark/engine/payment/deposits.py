"""Paying invoices with deposits and other credit: which credit pays which invoice, and what is left of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from typing import Generic

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Prepayment
from duespark.engine.money.rounding import EXACT, round_money
from duespark.engine.payment.allocation import Id, OpenItem
from duespark.engine.payment.credit import Credit, InvalidCreditUse, amount_problem, use_problem

__all__ = [
    "Application",
    "Credit",
    "CreditUse",
    "InvalidCreditUse",
    "InvalidDeposit",
    "apply_credits",
    "apply_to_invoices",
    "deposit_amount",
    "prepayments_for",
]

_ZERO = Decimal(0)
_WHOLE = Decimal(100)


class InvalidDeposit(Invalid):
    code = "payment.invalid_deposit"
    sentence = "A deposit of {percent} % cannot be asked for; use more than 0 and at most 100."


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(Generic[Id]):
    """`amount` of the credit `credit` pays `invoice`; `tax` is the share of the credit's tax in it."""

    credit: Id
    invoice: Id | None = None
    amount: Decimal
    tax: Decimal
    number: str = ""
    issue_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditUse(Generic[Id]):
    """What was used, every credit with what remains of it, and what is still to pay of each invoice."""

    applications: tuple[Application[Id], ...]
    credits: tuple[Credit[Id], ...]
    rest: Decimal


def deposit_amount(total: Decimal, percent: Decimal, *, currency: str) -> Decimal:
    """`percent` of `total`, both with tax, rounded to the minor unit of `currency`.

    Raises `InvalidDeposit`, `UnknownCurrency`.

    >>> deposit_amount(Decimal("1234.55"), Decimal(50), currency="EUR")
    Decimal('617.28')
    """
    if not 0 < percent <= _WHOLE:
        raise InvalidDeposit(pointer="/percent", percent=percent)
    with localcontext(EXACT):
        return round_money(total * percent / _WHOLE, currency)


def apply_credits(
    due: Decimal,
    credits: Sequence[Credit[Id]],
    *,
    on: date,
    currency: str,
    project: str = "",
    invoice: Id | None = None,
    manual: Mapping[Id, Decimal] | None = None,
) -> CreditUse[Id]:
    """Pay `due` with credit that can be used on the day `on`, the oldest first, or with `manual` amounts by credit.

    Never more than is due and never more than remains of a credit; credit in another currency, expired, not received
    yet or held for another project is left alone. Equally old credits are used in the order given. Raises
    `InvalidCreditUse`, `UnknownCurrency`.

    >>> deposit = Credit(id="D-1", received_on=date(2026, 1, 5), amount=Decimal("500.00"), remaining=Decimal("500.00"),
    ...                  currency="EUR", tax=Decimal("79.83"), number="DEP-001")
    >>> used = apply_credits(Decimal("200.00"), [deposit], on=date(2026, 2, 1), currency="EUR")
    >>> [(str(each.amount), str(each.tax)) for each in used.applications], str(used.credits[0].remaining)
    ([('200.00', '31.93')], '300.00')
    """
    usable = [credit for credit in credits if not use_problem(credit, on=on, currency=currency, project=project)]
    if manual is not None:
        _check_manual(due, credits, manual, on=on, currency=currency, project=project)
    left, used = due, dict[Id, Application[Id]]()
    for credit in sorted(usable, key=lambda credit: credit.received_on):
        wanted = left if manual is None else manual.get(credit.id, _ZERO)
        amount = min(left, wanted, credit.remaining)
        if amount > 0:
            used[credit.id] = _application(credit, amount, invoice)
            left -= amount
    return CreditUse(
        applications=tuple(used.values()),
        credits=tuple(_lessened(credit, used.get(credit.id)) for credit in credits),
        rest=round_money(left, currency),
    )


def apply_to_invoices(
    invoices: Sequence[OpenItem[Id]], credits: Sequence[Credit[Id]], *, on: date, currency: str, project: str = ""
) -> CreditUse[Id]:
    """Pay several invoices with credit, the invoice due first with the oldest credit; else as `apply_credits`.

    `rest` is what remains to pay of all of them. Raises `UnknownCurrency`.

    >>> deposit = Credit(id="D-1", received_on=date(2026, 1, 5), amount=Decimal("500.00"), remaining=Decimal("500.00"),
    ...                  currency="EUR")
    >>> invoices = [OpenItem(id=id, due_date=date(2026, 3, day), balance=Decimal("300.00")) for id, day in
    ...             (("INV-2", 9), ("INV-1", 2))]
    >>> used = apply_to_invoices(invoices, [deposit], on=date(2026, 2, 1), currency="EUR")
    >>> [(each.invoice, str(each.amount)) for each in used.applications], str(used.rest)
    ([('INV-1', '300.00'), ('INV-2', '200.00')], '100.00')
    """
    applications, held, rest = list[Application[Id]](), tuple(credits), _ZERO
    for invoice in sorted(invoices, key=lambda invoice: invoice.due_date):
        due = max(invoice.balance, _ZERO)
        use = apply_credits(due, held, on=on, currency=currency, project=project, invoice=invoice.id)
        applications += use.applications
        held, rest = use.credits, rest + use.rest
    return CreditUse(applications=tuple(applications), credits=held, rest=round_money(rest, currency))


def prepayments_for(applications: Sequence[Application[Id]]) -> tuple[Prepayment, ...]:
    """The lines "less: deposit paid" of a final invoice, with the tax invoiced before (§ 14(5) UStG; Article 106f of
    the Polish VAT act): one for each deposit invoice, in the order first used.

    >>> used = [Application(credit="D-1", amount=Decimal("200.00"), tax=Decimal("31.93"), number="DEP-001")]
    >>> [(each.number, str(each.amount), str(each.tax)) for each in prepayments_for(used)]
    [('DEP-001', '200.00', '31.93')]
    """
    found = dict[Id, Prepayment]()
    for used in applications:
        before = found.get(used.credit, Prepayment(number=used.number, issue_date=used.issue_date, amount=_ZERO))
        found[used.credit] = replace(before, amount=before.amount + used.amount, tax=before.tax + used.tax)
    return tuple(found.values())


def _check_manual(
    due: Decimal, credits: Sequence[Credit[Id]], manual: Mapping[Id, Decimal], *, on: date, currency: str, project: str
) -> None:
    known = {credit.id: credit for credit in credits}
    for id, amount in manual.items():
        credit = known.get(id)
        problem = "there is no such credit"
        if credit is not None:
            unusable = use_problem(credit, on=on, currency=currency, project=project)
            problem = unusable or amount_problem(credit, amount)
        if problem:
            raise InvalidCreditUse(pointer=f"/credits/{id}", amount=amount, credit=id, problem=problem)
    told = sum(manual.values(), _ZERO)
    if told > due:
        problem = f"only {due} {currency} is due"
        raise InvalidCreditUse(pointer="/credits", amount=told, credit="of the client", problem=problem)


def _application(credit: Credit[Id], amount: Decimal, invoice: Id | None) -> Application[Id]:
    left = credit.remaining - amount
    return Application(
        credit=credit.id,
        invoice=invoice,
        amount=round_money(amount, credit.currency),
        tax=_tax_in(credit, credit.remaining) - _tax_in(credit, left),
        number=credit.number,
        issue_date=credit.issue_date,
    )


def _tax_in(credit: Credit[Id], part: Decimal) -> Decimal:
    """The tax in a part of the credit. Differences of it add up to the whole tax however often a credit is used."""
    with localcontext(EXACT):
        return round_money(credit.tax * part / credit.amount, credit.currency)


def _lessened(credit: Credit[Id], used: Application[Id] | None) -> Credit[Id]:
    if used is None:
        return credit
    return replace(credit, remaining=round_money(credit.remaining - used.amount, credit.currency))
