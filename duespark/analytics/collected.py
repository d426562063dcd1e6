"""What came in: payments that stand, by the day they were received, less what was paid back, by the day it was.

Members who see only some companies see what was paid on those companies' invoices.
"""

from datetime import date, timedelta
from decimal import Decimal

from duespark.analytics.schemas import MonthCollected
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MONTHS = 12

_ALL = Q("""
SELECT currency, day, sum(amount) AS amount FROM (
  SELECT currency, received_on AS day, amount FROM payments
   WHERE org_id = CAST(:org AS uuid) AND received_on >= CAST(:since AS date) AND received_on <= CAST(:today AS date)
     AND reversed_at IS NULL
  UNION ALL
  SELECT currency, used_on, -amount FROM credit_uses
   WHERE org_id = CAST(:org AS uuid) AND used_on >= CAST(:since AS date) AND used_on <= CAST(:today AS date)
     AND method IS NOT NULL AND undone_at IS NULL) AS moved
 GROUP BY currency, day
""")
_OF_COMPANIES = Q("""
SELECT p.currency, p.received_on, sum(a.amount) AS amount
  FROM payments AS p JOIN allocations AS a ON a.org_id = p.org_id AND a.payment_id = p.id
  JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id
 WHERE p.org_id = CAST(:org AS uuid) AND p.received_on >= CAST(:since AS date) AND p.received_on <= CAST(:today AS date)
   AND p.reversed_at IS NULL AND i.company_id = ANY(CAST(:companies AS uuid[]))
 GROUP BY p.currency, p.received_on
""")

Collected = dict[str, dict[date, Decimal]]


def months_until(today: date) -> list[date]:
    """The first days of the last twelve months, this one last."""
    this = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(this - MONTHS + 1, this + 1)]


async def find_collected(tx: Tx) -> Collected:
    """By currency and day, for the last twelve calendar months."""
    values = {"org": tx.org_id, "today": tx.today, "since": months_until(tx.today)[0]}
    if tx.actor.company_ids is None:
        rows = await _ALL.all(tx.conn, **values)
    else:
        rows = await _OF_COMPANIES.all(tx.conn, **values, companies=list(tx.actor.company_ids))
    found: Collected = {}
    for currency, day, amount in rows:
        found.setdefault(currency, {})[day] = amount
    return found


def last_days(collected: Collected, currency: str, *, today: date, days: int) -> Decimal:
    """What came in during the last `days` days, today included."""
    since = today - timedelta(days=days)
    amounts = (amount for day, amount in collected.get(currency, {}).items() if day > since)
    return round_money(sum(amounts, Decimal(0)), currency)


def by_month(collected: Collected, today: date) -> list[MonthCollected]:
    """Every month for every currency in which something came in, also the empty months, oldest first."""
    found = []
    for first in months_until(today):
        for currency, days in sorted(collected.items()):
            within = (amount for day, amount in days.items() if (day.year, day.month) == (first.year, first.month))
            amount = round_money(sum(within, Decimal(0)), currency)
            found.append(MonthCollected(month=f"{first:%Y-%m}", currency=currency, amount=amount))
    return found
