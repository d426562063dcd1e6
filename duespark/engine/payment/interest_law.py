"""What a country's file of late-payment law holds: the percentage, how it is counted, and the lump sum for costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_terms import DayCount, RateTable
from duespark.engine.payment.terms import Debtor


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSum:
    """Compensation of `amount` for a debt up to `up_to` or below `below`; without either, for any."""

    amount: Decimal
    up_to: Decimal | None = None
    below: Decimal | None = None

    def is_for(self, debt: Decimal) -> bool:
        return (self.up_to is None or debt <= self.up_to) and (self.below is None or debt < self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """Lump sums in `currency`, the first that fits counts; the limits are in `debt_currency`, where there are any."""

    currency: str
    sums: tuple[LumpSum, ...]
    source: str
    debt_currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestLaw:
    """Statutory interest on what a `debtor` owes from contracts made from `since` to `until`, both included.

    The percentage is `reference` plus `points`, rounded up to a multiple of `step` where there is one. Where `fixed`
    the percentage of the first day of interest stays, else it changes with the reference. `capitalized` is as in
    `InterestTerms`.
    """

    country: str
    reference: RateTable
    points: Decimal
    source: str
    debtor: Debtor = "business"
    since: date = date.min
    until: date = date.max
    step: Decimal | None = None
    fixed: bool = False
    capitalized: bool = False
    day_count: DayCount = "actual/365"
    compensation: Compensation | None = None


def flat(amount: str, currency: str, *, source: str) -> Compensation:
    """The same lump sum whatever the debt.

    >>> flat("40", "EUR", source="Article 6 of Directive 2011/7/EU").sums[0].is_for(Decimal(1))
    True
    """
    return Compensation(currency=currency, sums=(LumpSum(amount=Decimal(amount)),), source=source)
