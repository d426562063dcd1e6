"""The list of legal holds of the whole organization: filters, pages, export."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from duespark.privacy.schemas import LegalHold
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor, like_pattern

_FROM = """
  FROM legal_holds AS h JOIN clients AS c ON c.org_id = h.org_id AND c.id = h.client_id
  LEFT JOIN invoices AS i ON i.org_id = h.org_id AND i.id = h.invoice_id
 WHERE h.org_id = CAST(:org AS uuid)
   AND (CAST(:companies AS uuid[]) IS NULL OR i.id IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
   AND (CAST(:stands AS boolean) IS NULL OR (h.released_at IS NULL) = CAST(:stands AS boolean))
   AND (CAST(:client AS uuid) IS NULL OR h.client_id = CAST(:client AS uuid))
   AND (CAST(:invoice AS uuid) IS NULL OR h.invoice_id = CAST(:invoice AS uuid))
   AND (CAST(:like AS text) IS NULL OR h.reason ILIKE CAST(:like AS text) OR c.name ILIKE CAST(:like AS text)
        OR i.number ILIKE CAST(:like AS text))
"""
_PAGE = Q(f"""
SELECT h.id, h.client_id, c.name AS client_name, h.invoice_id, i.number AS invoice_number, h.reason, h.placed_by, h.placed_at,
       h.release_reason, h.released_by, h.released_at {_FROM}
   AND (CAST(:after AS uuid) IS NULL OR h.id < CAST(:after AS uuid)) ORDER BY h.id DESC LIMIT CAST(:most AS int)
""")
_COUNT = Q(f"SELECT count(*) {_FROM}")
_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFilter:
    """Which legal holds: standing or released ones, of a client, about a document, containing a text."""

    stands: bool | None = None
    client_id: UUID | None = None
    invoice_id: UUID | None = None
    q: str = ""


async def list_holds(tx: Tx, chosen: HoldFilter, *, limit: int, cursor: str | None) -> Page[LegalHold]:
    """Newest first. Raises `BadCursor`."""
    place = decode_cursor(cursor, "-id")
    known = {
        "org": tx.org_id,
        "companies": tx.seen_companies,
        "stands": chosen.stands,
        "client": chosen.client_id,
        "invoice": chosen.invoice_id,
        "like": like_pattern(chosen.q),
    }
    rows = await _PAGE.all(tx.conn, **known, after=place[1] if place else None, most=limit + 1)
    data = [LegalHold(**row) for row in rows[:limit]]
    more = encode_cursor("-id", None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **known))


async def walk_holds(tx: Tx, chosen: HoldFilter) -> AsyncIterator[LegalHold]:
    """Everything the filter finds, newest first."""
    cursor: str | None = None
    while True:
        page = await list_holds(tx, chosen, limit=_BATCH, cursor=cursor)
        for one in page.data:
            yield one
        cursor = page.next
        if cursor is None:
            return
