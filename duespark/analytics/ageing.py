"""What every client owes, by currency and age: the ageing report."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from duespark.analytics.schemas import AgeingRow
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, Page, decode_cursor, encode_cursor

_SORT = "overdue"
_BATCH = 1000
_FIELDS = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")

# Adding up comes first and names the clients afterwards, so that only those that are shown are looked up.
_SUMS = """
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
)
"""
_COUNT = Q(f"{_SUMS} SELECT count(*) FROM sums")
_PAGE = Q(f"""
{_SUMS}, shown AS (
  SELECT * FROM sums
   WHERE CAST(:client AS uuid) IS NULL
      OR (not_due - balance, -balance, client_id, currency COLLATE "C")
       > (- CAST(:overdue AS numeric), - CAST(:balance AS numeric), CAST(:client AS uuid), CAST(:place AS text) COLLATE "C")
   ORDER BY not_due - balance, -balance, client_id, currency COLLATE "C" LIMIT CAST(:most AS int)
)
SELECT s.*, c.name AS client_name, (SELECT count(*) FROM sums) AS total FROM shown AS s
  JOIN clients AS c ON c.org_id = CAST(:org AS uuid) AND c.id = s.client_id
 ORDER BY s.not_due - s.balance, -s.balance, s.client_id, s.currency COLLATE "C"
""")


def _row(record: asyncpg.Record) -> AgeingRow:
    values: dict[str, Any] = {name: record[name] for name in AgeingRow.__dataclass_fields__}
    for name in (*_FIELDS, "balance"):
        values[name] = round_money(values[name], values["currency"])
    return AgeingRow(**values)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: behind this row."""

    overdue: Decimal
    balance: Decimal
    currency: str
    client: UUID

    @classmethod
    def read(cls, cursor: str | None) -> "_Place | None":
        """Raises `BadCursor`."""
        found = decode_cursor(cursor, _SORT)
        if found is None:
            return None
        try:
            overdue, balance, currency = found[0]
            place = cls(Decimal(overdue), Decimal(balance), str(currency), found[1])
        except (ArithmeticError, TypeError, ValueError) as error:
            raise BadCursor(cursor=str(cursor)[:40]) from error
        if not (place.overdue.is_finite() and place.balance.is_finite() and "\x00" not in place.currency):
            raise BadCursor(cursor=str(cursor)[:40])
        return place

    @classmethod
    def behind(cls, row: AgeingRow) -> "_Place":
        return cls(row.balance - row.not_due, row.balance, row.currency, row.client_id)

    def written(self) -> str:
        return encode_cursor(_SORT, [str(self.overdue), str(self.balance), self.currency], self.client)


async def find_ageing(tx: Tx, *, currency: str | None, limit: int, cursor: str | None) -> Page[AgeingRow]:
    """Clients and currencies with something owed, the most overdue first. Raises `BadCursor`."""
    place = _Place.read(cursor)
    records = await _find(tx, currency=currency, after=place, most=limit + 1)
    rows = [_row(record) for record in records[:limit]]
    more = _Place.behind(rows[-1]).written() if len(records) > limit else None
    if records or place is None:
        return Page(data=rows, next=more, total=records[0]["total"] if records else 0)
    return Page(data=[], total=await _COUNT.value(tx.conn, **_known(tx, currency)))


async def walk_ageing(tx: Tx, *, currency: str | None) -> AsyncIterator[AgeingRow]:
    """Everything, for the export."""
    after: _Place | None = None
    while True:
        rows = [_row(record) for record in await _find(tx, currency=currency, after=after, most=_BATCH)]
        for row in rows:
            yield row
        if len(rows) < _BATCH:
            return
        after = _Place.behind(rows[-1])


async def _find(tx: Tx, *, currency: str | None, after: _Place | None, most: int) -> list[asyncpg.Record]:
    place = {
        "overdue": after and after.overdue, "balance": after and after.balance, "client": after and after.client,
        "place": after and after.currency,
    }  # fmt: skip
    return await _PAGE.all(tx.conn, **_known(tx, currency), **place, most=most)


def _known(tx: Tx, currency: str | None) -> dict[str, Any]:
    return {"org": tx.org_id, "companies": tx.seen_companies, "today": tx.today, "currency": currency}
