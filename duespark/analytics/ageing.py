"""What every client owes, by currency and age: the ageing report."""

from collections.abc import AsyncIterator
from typing import Any

from duespark.analytics.schemas import AgeingRow
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 100_000
_FIELDS = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")

# Adding up comes first and names the clients afterwards, so that only those that are shown are looked up.
_AGEING = Q("""
WITH sums AS (
  SELECT client_id, currency, count(*) AS count, sum(balance) AS balance,
    coalesce(sum(balance) FILTER (WHERE CAST(:today AS date) - due_date <= 0), 0) AS not_due,
    coalesce(sum(balance) FILTER (WHERE CAST(:today AS date) - due_date BETWEEN 1 AND 30), 0) AS days_1_30,
    coalesce(sum(balance) FILTER (WHERE CAST(:today AS date) - due_date BETWEEN 31 AND 60), 0) AS days_31_60,
    coalesce(sum(balance) FILTER (WHERE CAST(:today AS date) - due_date BETWEEN 61 AND 90), 0) AS days_61_90,
    coalesce(sum(balance) FILTER (WHERE CAST(:today AS date) - due_date > 90), 0) AS days_over_90
   FROM invoices WHERE org_id = CAST(:org AS uuid) AND balance > 0
    AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))
    AND (CAST(:currency AS text) IS NULL OR currency = CAST(:currency AS text))
  GROUP BY client_id, currency
), shown AS (
  SELECT * FROM sums ORDER BY balance - not_due DESC, balance DESC, client_id, currency
   OFFSET CAST(:skip AS int) LIMIT CAST(:most AS int)
)
SELECT s.*, c.name AS client_name FROM shown AS s
  JOIN clients AS c ON c.org_id = CAST(:org AS uuid) AND c.id = s.client_id
 ORDER BY s.balance - s.not_due DESC, s.balance DESC, s.client_id, s.currency
""")


def _row(row: Any) -> AgeingRow:
    values = dict(row)
    for name in (*_FIELDS, "balance"):
        values[name] = round_money(values[name], values["currency"])
    return AgeingRow(**values)


async def find_ageing(tx: Tx, *, currency: str | None, most: int, skip: int = 0) -> list[AgeingRow]:
    """Clients and currencies with something owed, the most overdue first."""
    companies = tx.seen_companies
    rows = await _AGEING.all(
        tx.conn, org=tx.org_id, companies=companies, today=tx.today, currency=currency, most=most, skip=skip
    )
    return [_row(row) for row in rows]


async def walk_ageing(tx: Tx, *, currency: str | None) -> AsyncIterator[AgeingRow]:
    """Everything, for the export."""
    for row in await find_ageing(tx, currency=currency, most=MOST):
        yield row
