"""Installments: an amount due, paid in parts on agreed days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from duespark.engine.errors import Invalid
from duespark.engine.money.split import split

_WHOLE = Decimal(100)


class InvalidInstallments(Invalid):
    code = "payment.invalid_installments"
    sentence = "These installments cannot be: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Installment:
    """The part `number` (from 1) of a plan: `amount`, on time until the end of `due_date`."""

    number: int
    due_date: date
    amount: Decimal


def installments(
    amount: Decimal, due_dates: Sequence[date], *, currency: str, percents: Sequence[Decimal] | None = None
) -> tuple[Installment, ...]:
    """Parts of `amount` (in `currency`), one a day of `due_dates`: equal, or `percents` of it.

    The parts add up to the amount; none is zero; where it does not divide evenly, the earlier parts are a minor
    unit larger. Raises `InvalidInstallments`, `CannotSplit`, `UnknownCurrency`.

    >>> days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    >>> [str(part.amount) for part in installments(Decimal("100.00"), days, currency="EUR")]
    ['33.34', '33.33', '33.33']
    >>> shares = [Decimal(50), Decimal(25), Decimal(25)]
    >>> [str(part.amount) for part in installments(Decimal("99.99"), days, currency="EUR", percents=shares)]
    ['49.99', '25.00', '25.00']
    """
    _check(amount, due_dates, percents)
    weights = [Decimal(1)] * len(due_dates) if percents is None else percents
    parts = split(amount, weights, currency)
    if not all(parts):
        raise InvalidInstallments(
            pointer="/amount", problem=f"{amount} {currency} is too little for {len(parts)} parts"
        )
    return tuple(
        Installment(number=at, due_date=due, amount=part)
        for at, (due, part) in enumerate(zip(due_dates, parts, strict=True), start=1)
    )


def _check(amount: Decimal, due_dates: Sequence[date], percents: Sequence[Decimal] | None) -> None:
    if amount <= 0:
        raise InvalidInstallments(pointer="/amount", problem="the amount must be above zero")
    if not due_dates:
        raise InvalidInstallments(pointer="/due_dates", problem="there must be one at least")
    if any(later <= earlier for earlier, later in pairwise(due_dates)):
        raise InvalidInstallments(pointer="/due_dates", problem="each must fall due after the one before")
    if percents is None:
        return
    if len(percents) != len(due_dates):
        raise InvalidInstallments(pointer="/percents", problem="there must be one percentage a day")
    if min(percents) <= 0 or sum(percents) != _WHOLE:
        raise InvalidInstallments(pointer="/percents", problem="percentages must be above zero and add up to 100")
