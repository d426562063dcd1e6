"""Everything that happened with a client, as one timeline: its invoices, mails, reminders and payments; only reads."""

from typing import Any
from uuid import UUID

import orjson

from duespark.analytics.schemas import HistoryEntry
from duespark.clients.queries import get_client
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import decode_cursor, encode_cursor

_SORT = "-id"
# A payment is seen by those who see every company it was used for, as in the list of payments.
_PAGE = Q("""
WITH about AS (
  SELECT i.id, i.id AS invoice_id, i.number FROM invoices AS i
   WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = CAST(:client AS uuid)
     AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
  UNION ALL
  SELECT p.id, NULL, NULL FROM payments AS p
   WHERE p.org_id = CAST(:org AS uuid) AND p.client_id = CAST(:client AS uuid)
     AND (CAST(:companies AS uuid[]) IS NULL OR NOT EXISTS (
       SELECT FROM allocations AS a JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id
        WHERE a.org_id = p.org_id AND a.payment_id = p.id AND i.company_id <> ALL(CAST(:companies AS uuid[]))))
  UNION ALL
  SELECT CAST(:client AS uuid), NULL, NULL
)
SELECT e.id, e.at, e.kind, e.actor_kind, e.actor_label, a.invoice_id, a.number, e.data
  FROM about AS a JOIN events AS e ON e.org_id = CAST(:org AS uuid) AND e.subject_id = a.id
 WHERE CAST(:after AS uuid) IS NULL OR e.id < CAST(:after AS uuid)
 ORDER BY e.id DESC LIMIT CAST(:most AS int)
""")


async def find_history(
    tx: Tx, client_id: UUID, *, limit: int, cursor: str | None
) -> tuple[list[HistoryEntry], str | None]:
    """One page, newest first, as far as the actor may see it, and the cursor of the next.

    Raises `ClientNotFound`, `BadCursor`.
    """
    await get_client(tx, client_id)
    place = decode_cursor(cursor, _SORT)
    known: dict[str, Any] = {"org": tx.org_id, "client": client_id, "after": place and place[1]}
    known["companies"] = tx.seen_companies
    rows = await _PAGE.all(tx.conn, **known, most=limit + 1)
    found = [HistoryEntry(**{**row, "data": orjson.loads(row["data"])}) for row in rows[:limit]]
    return found, encode_cursor(_SORT, None, found[-1].id) if len(rows) > limit else None
