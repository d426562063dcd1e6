"""How old a debt is, and in which column of the ageing report it stands."""

from datetime import date
from typing import Literal

Bucket = Literal["current", "1-30", "31-60", "61-90", "90+"]

BUCKETS: tuple[tuple[int, Bucket], ...] = ((0, "current"), (30, "1-30"), (60, "31-60"), (90, "61-90"))
"""The last day past due of each bucket; what is older stands in "90+"."""


def age(due_date: date, today: date) -> int:
    """Days past due on `today`, a day of the creditor's calendar: 0 on the due date, negative before it.

    >>> age(date(2026, 1, 31), date(2026, 2, 1))
    1
    """
    return (today - due_date).days


def is_overdue(due_date: date, today: date) -> bool:
    """Whether the due date has passed; on the due date itself payment is still on time.

    >>> is_overdue(date(2026, 1, 31), date(2026, 1, 31))
    False
    """
    return age(due_date, today) > 0


def bucket(days: int) -> Bucket:
    """The ageing bucket of a debt `days` past due.

    >>> [bucket(days) for days in (-3, 0, 1, 30, 31, 60, 61, 90, 91)]
    ['current', 'current', '1-30', '1-30', '31-60', '31-60', '61-90', '61-90', '90+']
    """
    return next((name for last, name in BUCKETS if days <= last), "90+")
