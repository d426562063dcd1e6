"""What is owed, per currency: outstanding, overdue, due soon, by age; and how many drafts wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from duespark.analytics.schemas import AgeingBucket
from duespark.engine.money.rounding import round_money
from duespark.engine.receivables.ageing import BUCKETS, Bucket, age, bucket, is_overdue
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

SOON = timedelta(days=7)
ALL_BUCKETS: tuple[Bucket, ...] = (*(name for _, name in BUCKETS), "90+")

_OPEN = Q("""
SELECT currency, due_date, count(*) AS count, sum(balance) AS balance FROM invoices
 WHERE org_id = CAST(:org AS uuid) AND balance > 0
   AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))
 GROUP BY currency, due_date
""")
_DRAFTS = Q("""
SELECT currency, count(*) AS count FROM invoices
 WHERE org_id = CAST(:org AS uuid) AND status = 'draft'
   AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))
 GROUP BY currency
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """What is owed in one currency on invoices due on one day."""

    due_date: date
    count: int
    balance: Decimal


async def find_due_days(tx: Tx) -> dict[str, list[DueDay]]:
    """Open invoices by currency and due date."""
    companies = tx.seen_companies
    found: dict[str, list[DueDay]] = {}
    for currency, due, count, balance in await _OPEN.all(tx.conn, org=tx.org_id, companies=companies):
        found.setdefault(currency, []).append(DueDay(due_date=due, count=count, balance=balance))
    return found


async def count_drafts(tx: Tx) -> dict[str, int]:
    """How many drafts there are in each currency that has some."""
    companies = tx.seen_companies
    return {row["currency"]: row["count"] for row in await _DRAFTS.all(tx.conn, org=tx.org_id, companies=companies)}


def owed(days: Iterable[DueDay], currency: str) -> Decimal:
    """The sum of the balances."""
    return round_money(sum((day.balance for day in days), Decimal(0)), currency)


def overdue(days: Iterable[DueDay], today: date) -> list[DueDay]:
    return [day for day in days if is_overdue(day.due_date, today)]


def due_soon(days: Iterable[DueDay], today: date) -> list[DueDay]:
    """Due today or in the next seven days."""
    return [day for day in days if today <= day.due_date <= today + SOON]


def by_age(days: Iterable[DueDay], currency: str, today: date) -> list[AgeingBucket]:
    """Every bucket in its order, also the empty ones."""
    sorted_in: dict[Bucket, list[DueDay]] = {name: [] for name in ALL_BUCKETS}
    for day in days:
        sorted_in[bucket(age(day.due_date, today))].append(day)
    return [
        AgeingBucket(bucket=name, count=sum(day.count for day in within), balance=owed(within, currency))
        for name, within in sorted_in.items()
    ]
