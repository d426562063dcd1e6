"""Interest on a late debt: from the day after the due date to the day of payment, piece by piece, rounded once.

Both days of payment and of settlement count: a debt due on the 5th and paid on the 10th bears five days of interest.
What a payment lowers bears none from the day after it. Interest stays owed when the principal is paid.
"""

import calendar
import math
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.interest_terms import InterestTerms, InvalidInterest

_DAY = timedelta(days=1)
_YEAR = 365
_LEAP_YEAR = 366
_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtPayment:
    """What came in on `paid_on` for the debt itself; `interest`, paid on it besides, lowers what is capitalized."""

    paid_on: date
    principal: Decimal
    interest: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPeriod:
    """From the day `since` to the day `until`, both included, `debt` bore `percent` a year, which came to `amount`.

    `amount` is what the period added to the rounded total, so that the periods add up to it.
    """

    since: date
    until: date
    days: int
    debt: Decimal
    percent: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """All interest to a day, whether paid or not, and how it came about."""

    total: Decimal
    periods: tuple[InterestPeriod, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch in which nothing changes, with its exact interest."""

    since: date
    until: date
    debt: Fraction
    percent: Decimal
    amount: Fraction


@dataclass(slots=True)
class _Debt:
    """What is owed between pieces, exactly: `past` is interest added to the debt, `current` what may be added next."""

    principal: Fraction
    past: Fraction = Fraction(0)
    current: Fraction = Fraction(0)

    @property
    def bearing(self) -> Fraction:
        return self.principal + self.past if self.principal else Fraction(0)

    def receive(self, payment: DebtPayment) -> None:
        self.principal -= Fraction(payment.principal)
        on_past = min(self.past, Fraction(payment.interest))
        self.past -= on_past
        self.current -= Fraction(payment.interest) - on_past

    def capitalize(self) -> None:
        self.past, self.current = self.past + self.current, Fraction(0)

    def accrue(self, since: date, until: date, terms: InterestTerms) -> _Piece:
        percent = terms.rate.on(since)
        is_long = terms.day_count == "actual/actual" and calendar.isleap(since.year)
        days = Fraction((until - since).days + 1, _LEAP_YEAR if is_long else _YEAR)
        amount = self.bearing * Fraction(percent) / _HUNDRED * days
        self.current += amount
        return _Piece(since=since, until=until, debt=self.bearing, percent=percent, amount=amount)


def interest(
    principal: Decimal,
    *,
    due_date: date,
    on: date,
    terms: InterestTerms,
    currency: str,
    payments: Sequence[DebtPayment] = (),
) -> Interest:
    """The interest on `principal` (in `currency`) that has come together by the end of the day `on`, paid or not.

    Zero on the due date and before. Simple, unless the terms capitalize it; exact until it is rounded half away from
    zero to the currency's minor unit. Payments made after `on` do not count. Raises `InvalidInterest`,
    `NoInterestRate`, `UnknownCurrency`.

    >>> from duespark.engine.payment.statutory import find_law, statutory
    >>> terms = statutory(find_law("DE", date(2025, 5, 1)), date(2025, 5, 31))
    >>> late = interest(Decimal("1000.00"), due_date=date(2025, 5, 31), on=date(2025, 7, 31), terms=terms,
    ...                 currency="EUR")
    >>> str(late.total), [(each.days, str(each.percent), str(each.amount)) for each in late.periods]
    ('17.99', [(30, '11.27', '9.26'), (31, '10.27', '8.73')])
    """
    decimals = find_currency(currency).decimals
    _check(principal, payments, currency)
    exact, total, periods = Fraction(0), _rounded(Fraction(0), decimals), list[InterestPeriod]()
    for piece in _pieces(principal, due_date + _DAY * (1 + terms.grace_days), on, terms, payments):
        exact += piece.amount
        before, total = total, _rounded(exact, decimals)
        period = InterestPeriod(
            since=piece.since,
            until=piece.until,
            days=(piece.until - piece.since).days + 1,
            debt=_rounded(piece.debt, decimals),
            percent=piece.percent,
            amount=total - before,
        )
        periods.append(period)
    return Interest(total=total, periods=tuple(periods))


def _check(principal: Decimal, payments: Sequence[DebtPayment], currency: str) -> None:
    if principal < 0 or round_money(principal, currency) != principal:
        problem = f"the debt of {principal} must not be below zero and in whole {currency} units"
        raise InvalidInterest(pointer="/principal", problem=problem)
    left = principal
    for at, payment in enumerate(payments):
        left -= payment.principal
        if payment.principal < 0 or payment.interest < 0:
            raise InvalidInterest(pointer=f"/payments/{at}", problem="a payment must not be below zero")
        if left < 0:
            raise InvalidInterest(pointer=f"/payments/{at}", problem=f"{-left} {currency} more is paid than was owed")


def _pieces(
    principal: Decimal, first: date, on: date, terms: InterestTerms, payments: Sequence[DebtPayment]
) -> Iterator[_Piece]:
    waiting = sorted(payments, key=lambda payment: payment.paid_on)
    anniversaries = set(_anniversaries(first, on)) if terms.capitalized else set()
    debt = _Debt(Fraction(principal))
    for since, until in _stretches(first, on, terms, payments, anniversaries):
        while waiting and waiting[0].paid_on < since:
            debt.receive(waiting.pop(0))
        if since in anniversaries:
            debt.capitalize()
        if debt.bearing:
            yield debt.accrue(since, until, terms)


def _stretches(
    first: date, on: date, terms: InterestTerms, payments: Sequence[DebtPayment], anniversaries: Set[date]
) -> Iterable[tuple[date, date]]:
    """First and last days of the stretches from `first` to `on` in which nothing changes."""
    starts = {first, *anniversaries, *(since for since, _ in terms.rate.steps)}
    starts |= {payment.paid_on + _DAY for payment in payments}
    if terms.rate.until is not None:
        starts.add(terms.rate.until + _DAY)  # so that the first day without a rate is asked for, and refused
    if terms.day_count == "actual/actual":
        starts |= {date(year, 1, 1) for year in range(first.year + 1, on.year + 1)}
    begins = sorted(day for day in starts if first <= day <= on)
    ends = [day - _DAY for day in begins[1:]]
    return zip(begins, [*ends, on], strict=False)


def _anniversaries(first: date, on: date) -> Iterator[date]:
    """The days on which a year of interest is over; the year after 29 February is over on 1 March."""
    is_leap_day = (first.month, first.day) == (2, 29)
    for year in range(first.year + 1, on.year + 1):
        yield date(year, 3, 1) if is_leap_day and not calendar.isleap(year) else first.replace(year=year)


def _rounded(amount: Fraction, decimals: int) -> Decimal:
    """Half away from zero, for an amount that is not below zero."""
    return Decimal(math.floor(amount * 10**decimals + Fraction(1, 2))).scaleb(-decimals)
