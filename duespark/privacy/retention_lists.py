"""The lists of what will be erased and of what was: filters, pages, export."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duespark.privacy.due import HELD
from duespark.privacy.schemas import DocumentErasure, PlannedErasure
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, Page, decode_cursor, encode_cursor, like_pattern

_BATCH = 1000
_PLANS = """
  FROM retention_plans AS p JOIN invoices AS i ON i.org_id = p.org_id AND i.id = p.invoice_id
  JOIN companies AS c ON c.org_id = p.org_id AND c.id = p.company_id
 WHERE p.org_id = CAST(:org AS uuid) AND (CAST(:companies AS uuid[]) IS NULL OR p.company_id = ANY(CAST(:companies AS uuid[])))
   AND (CAST(:company AS uuid) IS NULL OR p.company_id = CAST(:company AS uuid))
   AND (CAST(:like AS text) IS NULL OR i.number ILIKE CAST(:like AS text) OR i.client_name ILIKE CAST(:like AS text))
"""
_PLAN_PAGE = Q(f"""
SELECT p.invoice_id, p.company_id, c.name AS company_name, i.client_id, i.client_name, i.kind, i.number, i.issue_date, p.erases_on,
       {HELD} AS held {_PLANS}
   AND (CAST(:day AS date) IS NULL OR (p.erases_on, p.invoice_id) > (CAST(:day AS date), CAST(:after AS uuid)))
 ORDER BY p.erases_on, p.invoice_id LIMIT CAST(:most AS int)
""")
_PLAN_COUNT = Q(f"SELECT count(*) {_PLANS}")
_ERASED = """
  FROM document_erasures AS e JOIN companies AS c ON c.org_id = e.org_id AND c.id = e.company_id
 WHERE e.org_id = CAST(:org AS uuid) AND (CAST(:companies AS uuid[]) IS NULL OR e.company_id = ANY(CAST(:companies AS uuid[])))
   AND (CAST(:company AS uuid) IS NULL OR e.company_id = CAST(:company AS uuid))
   AND (CAST(:like AS text) IS NULL OR e.number ILIKE CAST(:like AS text))
"""
_ERASED_PAGE = Q(f"""
SELECT e.invoice_id, e.company_id, c.name AS company_name, e.number, e.issue_date, e.country, e.law, e.until, e.erased_on {_ERASED}
   AND (CAST(:day AS date) IS NULL OR (e.erased_on, e.invoice_id) < (CAST(:day AS date), CAST(:after AS uuid)))
 ORDER BY e.erased_on DESC, e.invoice_id DESC LIMIT CAST(:most AS int)
""")
_ERASED_COUNT = Q(f"SELECT count(*) {_ERASED}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFilter:
    """Which documents: of a company, containing a text in the number (or, before the erasure, the client's name)."""

    company_id: UUID | None = None
    q: str = ""


def _known(tx: Tx, chosen: RetentionFilter) -> dict[str, object]:
    return {
        "org": tx.org_id,
        "companies": tx.seen_companies,
        "company": chosen.company_id,
        "like": like_pattern(chosen.q),
    }


def _place(cursor: str | None, sort: str) -> dict[str, object]:
    place = decode_cursor(cursor, sort)
    if place is None:
        return {"day": None, "after": None}
    try:
        return {"day": date.fromisoformat(place[0]), "after": place[1]}
    except (ValueError, TypeError) as error:
        raise BadCursor(cursor=(cursor or "")[:40]) from error


async def find_plans(tx: Tx, chosen: RetentionFilter, *, limit: int, cursor: str | None) -> Page[PlannedErasure]:
    """What will be erased, the next first. Raises `BadCursor`."""
    known = _known(tx, chosen)
    rows = await _PLAN_PAGE.all(tx.conn, **known, **_place(cursor, "erases_on"), most=limit + 1)
    data = [PlannedErasure(**row) for row in rows[:limit]]
    more = encode_cursor("erases_on", data[-1].erases_on, data[-1].invoice_id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _PLAN_COUNT.value(tx.conn, **known))


async def find_erased(tx: Tx, chosen: RetentionFilter, *, limit: int, cursor: str | None) -> Page[DocumentErasure]:
    """What was erased, the newest first. Raises `BadCursor`."""
    known = _known(tx, chosen)
    rows = await _ERASED_PAGE.all(tx.conn, **known, **_place(cursor, "-erased_on"), most=limit + 1)
    data = [DocumentErasure(**row) for row in rows[:limit]]
    more = encode_cursor("-erased_on", data[-1].erased_on, data[-1].invoice_id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _ERASED_COUNT.value(tx.conn, **known))


async def walk_plans(tx: Tx, chosen: RetentionFilter) -> AsyncIterator[PlannedErasure]:
    """Everything the filter finds of what will be erased."""
    page = await find_plans(tx, chosen, limit=_BATCH, cursor=None)
    while True:
        for one in page.data:
            yield one
        if page.next is None:
            return
        page = await find_plans(tx, chosen, limit=_BATCH, cursor=page.next)


async def walk_erased(tx: Tx, chosen: RetentionFilter) -> AsyncIterator[DocumentErasure]:
    """Everything the filter finds of what was erased."""
    page = await find_erased(tx, chosen, limit=_BATCH, cursor=None)
    while True:
        for one in page.data:
            yield one
        if page.next is None:
            return
        page = await find_erased(tx, chosen, limit=_BATCH, cursor=page.next)
