"""A claim for a late debt: principal, interest and costs, what payments paid of each, and what is open.

Paying the principal does not end a claim: the interest that has come together stays owed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.appropriation import (
    COSTS_INTEREST_PRINCIPAL,
    Appropriation,
    Order,
    Owed,
    appropriate,
)
from duespark.engine.payment.interest import DebtPayment, Interest, interest
from duespark.engine.payment.interest_terms import InterestTerms

_ZERO = Decimal(0)


class InvalidClaim(Invalid):
    code = "payment.invalid_claim"
    sentence = "Cannot count {amount} {currency}: it must be above zero, in whole {currency} units."


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAmount:
    """An amount and its day: a payment, or a cost such as compensation or a fee, and what for."""

    on: date
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentUse:
    """A payment of the claim, what it paid, and what was owed just before."""

    payment: DatedAmount
    owed: Owed
    paid: Appropriation


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is `owed` at the end of the day, how each payment was used, and the interest, paid or not, by period."""

    owed: Owed
    uses: tuple[PaymentUse, ...]
    interest: Interest


def claim(
    principal: Decimal,
    *,
    due_date: date,
    on: date,
    terms: InterestTerms,
    currency: str,
    costs: Sequence[DatedAmount] = (),
    payments: Sequence[DatedAmount] = (),
    order: Order = COSTS_INTEREST_PRINCIPAL,
) -> Claim:
    """The claim at the end of the day `on`. Each payment pays, in `order`, what was owed at the end of its day; costs
    and payments after `on` do not count. All amounts are in `currency`.

    What was owed and what was paid always agree: principal, interest and costs, less the payments' parts, are what
    is open. Raises `InvalidClaim`, `InvalidInterest`, `NoInterestRate`, `UnknownCurrency`.

    >>> from duespark.engine.payment.interest_terms import contractual
    >>> late = claim(Decimal("1000.00"), due_date=date(2026, 1, 31), on=date(2026, 4, 11), currency="EUR",
    ...              terms=contractual(Decimal("7.3")), costs=[DatedAmount(on=date(2026, 2, 1), amount=Decimal(40))],
    ...              payments=[DatedAmount(on=date(2026, 3, 2), amount=Decimal(546))])
    >>> str(late.uses[0].paid.interest), str(late.owed.principal), str(late.owed.interest)
    ('6.00', '500.00', '4.00')
    """
    for name, amounts in (("costs", costs), ("payments", payments)):
        _check(name, amounts, currency)
    case = _Case(principal=principal, due_date=due_date, terms=terms, currency=currency, costs=costs)
    for payment in sorted((each for each in payments if each.on <= on), key=lambda each: each.on):
        case.pay(payment, order)
    gathered = case.gathered(on)
    return Claim(owed=case.owed(on, gathered), uses=tuple(case.uses), interest=gathered)


@dataclass(slots=True, kw_only=True)
class _Case:
    """The claim as payments come in, one day after the other."""

    principal: Decimal
    due_date: date
    terms: InterestTerms
    currency: str
    costs: Sequence[DatedAmount]
    uses: list[PaymentUse] = field(default_factory=list)

    def pay(self, payment: DatedAmount, order: Order) -> None:
        owed = self.owed(payment.on, self.gathered(payment.on))
        self.uses.append(PaymentUse(payment=payment, owed=owed, paid=appropriate(payment.amount, owed, order)))

    def gathered(self, day: date) -> Interest:
        settled = [
            DebtPayment(paid_on=use.payment.on, principal=use.paid.principal, interest=use.paid.interest)
            for use in self.uses
        ]
        return interest(
            self.principal,
            due_date=self.due_date,
            on=day,
            terms=self.terms,
            currency=self.currency,
            payments=settled,
        )

    def owed(self, day: date, gathered: Interest) -> Owed:
        paid = [use.paid for use in self.uses]
        costs = sum((cost.amount for cost in self.costs if cost.on <= day), _ZERO)
        return Owed(
            costs=round_money(costs - sum((each.costs for each in paid), _ZERO), self.currency),
            interest=round_money(gathered.total - sum((each.interest for each in paid), _ZERO), self.currency),
            principal=round_money(self.principal - sum((each.principal for each in paid), _ZERO), self.currency),
        )


def _check(name: str, amounts: Iterable[DatedAmount], currency: str) -> None:
    for at, each in enumerate(amounts):
        if each.amount <= 0 or round_money(each.amount, currency) != each.amount:
            raise InvalidClaim(pointer=f"/{name}/{at}/amount", amount=each.amount, currency=currency)
