"""How somebody pays, from what was paid: the days it takes as a rule, and whether that changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median
from typing import Literal

Trend = Literal["faster", "same", "slower"]

LATEST = 3
"""So many of the newest invoices are compared with those before them; with fewer than twice as many there is no trend."""

MARGIN = 3
"""A difference of fewer days is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInvoice:
    """An invoice that was paid in full on `paid_on`, the day its last money came in."""

    issue_date: date
    due_date: date
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPattern:
    """`days_late` and `days_to_pay` are medians in whole days, below zero where it pays before the due date; `on_time`
    counts invoices paid on the due date or before. `trend` is of the newest against those before, None for too few."""

    invoices: int
    on_time: int
    days_to_pay: int
    days_late: int
    latest: int
    trend: Trend | None


def payment_pattern(paid: Sequence[PaidInvoice]) -> PaymentPattern | None:
    """The pattern in invoices that were paid, in any order; None where there are none.

    `latest` is the most days that one was late, 0 where none was. Medians, because one invoice paid a year late says
    little about the next one; of two middle values the later day counts.

    >>> day = date(2026, 3, 1)
    >>> late = [PaidInvoice(issue_date=day, due_date=day, paid_on=day.replace(day=1 + days)) for days in (0, 4, 20)]
    >>> payment_pattern(late)
    PaymentPattern(invoices=3, on_time=1, days_to_pay=4, days_late=4, latest=20, trend=None)
    """
    if not paid:
        return None
    in_order = sorted(paid, key=lambda one: (one.issue_date, one.paid_on))
    late = [(one.paid_on - one.due_date).days for one in in_order]
    return PaymentPattern(
        invoices=len(late),
        on_time=sum(days <= 0 for days in late),
        days_to_pay=_middle([(one.paid_on - one.issue_date).days for one in in_order]),
        days_late=_middle(late),
        latest=max(0, *late),
        trend=_trend(late),
    )


def _trend(late: Sequence[int]) -> Trend | None:
    if len(late) < 2 * LATEST:
        return None
    change = _middle(late[-LATEST:]) - _middle(late[:-LATEST])
    if abs(change) < MARGIN:
        return "same"
    return "slower" if change > 0 else "faster"


def _middle(days: Sequence[int]) -> int:
    return ceil(median(days))
