"""When an invoice becomes a case to look after, and which invoices to fetch so that no case is missed."""

from dataclasses import dataclass
from datetime import date, timedelta

from duespark.engine.dunning.policy import Policy

OVERLAP_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDates:
    """Due dates from `first` to `last`, both included; None has no beginning."""

    first: date | None
    last: date


def case_opens(policy: Policy, due_date: date) -> date | None:
    """The client's calendar day of the earliest enabled step; None where the policy has none.

    >>> from duespark.engine.dunning.policy import INVOICE_TRACKER, STANDARD
    >>> case_opens(STANDARD, date(2026, 3, 31)), case_opens(INVOICE_TRACKER, date(2026, 3, 31))
    (datetime.date(2026, 3, 24), datetime.date(2026, 3, 29))
    """
    earliest = _earliest(policy)
    return None if earliest is None else due_date + timedelta(days=earliest)


def has_opened(policy: Policy, due_date: date, today: date) -> bool:
    """Whether the case opened on `today` or before: an invoice found late, or issued with short terms, has one too.

    >>> from duespark.engine.dunning.policy import INVOICE_TRACKER
    >>> [has_opened(INVOICE_TRACKER, date(2026, 3, day), date(2026, 3, 20)) for day in (1, 22, 23)]
    [True, True, False]
    """
    opens = case_opens(policy, due_date)
    return opens is not None and opens <= today


def due_dates_to_fetch(
    policy: Policy, *, today: date, fetched_on: date | None, overlap_days: int = OVERLAP_DAYS
) -> DueDates | None:
    """Of which due dates to fetch unpaid invoices, so that every case that has opened is known.

    A range up to `today`, never a single day: it begins where the fetch of the day `fetched_on` ended, and
    `overlap_days` earlier, so that missed days are made up for and invoices entered late are found. None of the day
    before (None) fetches all. What is known already comes again; take it by its number. None where no case ever opens.

    >>> from duespark.engine.dunning.policy import INVOICE_TRACKER
    >>> found = due_dates_to_fetch(INVOICE_TRACKER, today=date(2026, 3, 20), fetched_on=date(2026, 3, 17))
    >>> found.first.isoformat(), found.last.isoformat()
    ('2026-03-12', '2026-03-22')
    """
    earliest = _earliest(policy)
    if earliest is None:
        return None
    ahead = timedelta(days=-earliest)
    first = None if fetched_on is None else min(fetched_on, today) + ahead - timedelta(days=overlap_days)
    return DueDates(first=first, last=today + ahead)


def _earliest(policy: Policy) -> int | None:
    return min((step.offset_days for step in policy.steps if step.enabled), default=None)
