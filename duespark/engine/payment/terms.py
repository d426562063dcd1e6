"""Payment terms: when an invoice falls due, and whether the law lets it be so late."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import PaymentTerms
from duespark.engine.schedule.business_days import MONDAY_TO_FRIDAY, BusinessCalendar, Convention, adjust

LONGEST_DAYS = 3650
_LAST_NUMBER = 31

Debtor = Literal["business", "public", "public_healthcare", "consumer"]
"""Who owes: Directive 2011/7/EU speaks of undertakings and public authorities, and lets the states favor public
bodies that provide healthcare; consumers stand outside it."""


class InvalidTerms(Invalid):
    code = "payment.invalid_terms"
    sentence = "Payment is due {days} days after the issue date; use 0 to {longest}."


class InvalidDueDay(Invalid):
    code = "payment.invalid_due_day"
    sentence = "Payment is due on day {day} of a month; use 1 to 31, where 31 is the last."


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLimit:
    """More time to pay than the law allows: `days` where `limit` is the most, by `source`."""

    days: int
    limit: int
    source: str


_LIMITS: dict[Debtor, tuple[int, str]] = {
    "business": (60, "Article 3(5) of Directive 2011/7/EU: unless expressly agreed and not grossly unfair"),
    "public": (30, "Article 4(3) of Directive 2011/7/EU"),
    "public_healthcare": (60, "Article 4(4) of Directive 2011/7/EU"),
}
_AGREED: dict[Debtor, tuple[int, str]] = {
    "public": (60, "Article 4(6) of Directive 2011/7/EU: expressly agreed and objectively justified, never more"),
    "public_healthcare": (60, "Article 4(6) of Directive 2011/7/EU: never more"),
}


def due_date(
    issue_date: date,
    terms: PaymentTerms,
    *,
    convention: Convention = "unadjusted",
    days_off: BusinessCalendar = MONDAY_TO_FRIDAY,
) -> date:
    """The last day on which payment is on time (BT-9), as `terms` say, then rolled to a business day by `convention`.

    Days are calendar days. A month without the day numbered `terms.day` counts its last. `days_off` are the
    weekend and the holidays. Moving on is the law where nothing else is agreed (article 115 of the Polish civil code,
    § 193 BGB). Raises `InvalidTerms`, `InvalidDueDay`,
    `NoBusinessDay`.

    >>> due_date(date(2026, 1, 31), PaymentTerms(days=30))
    datetime.date(2026, 3, 2)
    >>> due_date(date(2026, 1, 5), PaymentTerms(days=30, start="month_end"))
    datetime.date(2026, 3, 2)
    >>> due_date(date(2026, 1, 20), PaymentTerms(days=10, start="day_of_month", day=15))
    datetime.date(2026, 2, 15)
    >>> due_date(date(2026, 1, 20), PaymentTerms(days=11), convention="following")
    datetime.date(2026, 2, 2)
    """
    if not 0 <= terms.days <= LONGEST_DAYS:
        raise InvalidTerms(pointer="/payment_terms/days", days=terms.days, longest=LONGEST_DAYS)
    start = _numbered(issue_date, _LAST_NUMBER) if terms.start == "month_end" else issue_date
    due = start + timedelta(days=terms.days)
    if terms.start == "day_of_month":
        due = _next_numbered(due, terms.day)
    return adjust(due, convention, days_off)


def _next_numbered(earliest: date, number: int | None) -> date:
    if number is None or not 1 <= number <= _LAST_NUMBER:
        raise InvalidDueDay(pointer="/payment_terms/day", day=number)
    found = _numbered(earliest, number)
    if found >= earliest:
        return found
    month_later = earliest.replace(day=1) + timedelta(days=_LAST_NUMBER)
    return _numbered(month_later, number)


def _numbered(month: date, number: int) -> date:
    """The day of that number in the month of `month`, its last where it has fewer."""
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(number, last))


def late_payment_limit(
    issue_date: date, due_date: date, debtor: Debtor, *, expressly_agreed: bool = False
) -> TermLimit | None:
    """What Directive 2011/7/EU, Articles 3 and 4, holds against this much time to pay; None where it holds nothing.

    Advice, not a refusal: the period of the law begins when the debtor has the invoice, later than `issue_date`,
    and states may be stricter. Consumers and expressly agreed terms between businesses have no limit.

    >>> late_payment_limit(date(2026, 1, 1), date(2026, 3, 3), "business").limit
    60
    >>> late_payment_limit(date(2026, 1, 1), date(2026, 1, 31), "public") is None
    True
    """
    limits = _AGREED if expressly_agreed else _LIMITS
    days = (due_date - issue_date).days
    if debtor not in limits or days <= limits[debtor][0]:
        return None
    limit, source = limits[debtor]
    return TermLimit(days=days, limit=limit, source=source)
