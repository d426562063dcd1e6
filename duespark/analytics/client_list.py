"""The list of clients: search, tags, segments, sort orders, cursor pages. It looks at invoices, so it stands up here.

Each combination of filters is compiled to SQL once and kept: all rules of a segment are one condition of one statement.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from duespark.clients.queries import COLUMNS, ClientRow, client_row
from duespark.clients.search import MATCHES, Match, read_query
from duespark.clients.segments import get_segment
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, decode_cursor, encode_cursor

Sort = Literal["name", "-name", "created_at", "-created_at"]
EXPORT_BATCH = 1000

_OPEN = "SELECT i.client_id FROM invoices AS i WHERE i.org_id = CAST(:org AS uuid) AND i.balance > 0"
_VISIBLE = " AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
_TESTS = {
    "countries": "c.profile -> 'address' ->> 'country' = ANY(CAST(:countries AS text[]))",
    "currencies": "c.currency = ANY(CAST(:currencies AS text[]))",
    "tags": "c.tags && CAST(:tags AS text[])",
    "tag": "CAST(:tag AS text) = ANY(c.tags)",
    "owes": f"c.id IN ({_OPEN} AND i.currency = :owes_currency{_VISIBLE}"
    " GROUP BY i.client_id HAVING sum(i.balance) > CAST(:owes AS numeric))",
    "late_since": f"c.id IN ({_OPEN} AND i.due_date <= CAST(:late_since AS date){_VISIBLE})",
    "begins": MATCHES,
}
"""What each filter asks of `clients AS c`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFilter:
    """Which clients; the rest of what a segment asks for comes from its rules."""

    q: str = ""
    archived: bool = False
    tag: str = ""
    segment_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """A sort order: its column, how a cursor's value stands in SQL, and both ways of the value."""

    column: str
    value: str
    down: bool
    keep: Callable[[ClientRow], Any]
    read: Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    return value


def _instant(value: Any) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError
    return found


_BY_NAME = ("lower(c.name)", "lower(CAST(:value AS text))")
_BY_AGE = ("c.created_at", "CAST(:value AS timestamptz)")
_ORDERS: dict[Sort, _Order] = {
    "name": _Order(*_BY_NAME, False, lambda row: row.name, _text),
    "-name": _Order(*_BY_NAME, True, lambda row: row.name, _text),
    "created_at": _Order(*_BY_AGE, False, lambda row: row.created_at, _instant),
    "-created_at": _Order(*_BY_AGE, True, lambda row: row.created_at, _instant),
}


def _where(names: frozenset[str]) -> str:
    tests = " AND ".join(["", *(_TESTS[name] for name in sorted(names & _TESTS.keys()))])
    return (
        "FROM clients AS c WHERE c.org_id = CAST(:org AS uuid)"
        f" AND (c.archived_at IS NOT NULL) = CAST(:archived AS bool){tests}"
    )


@lru_cache(maxsize=512)
def _page_query(names: frozenset[str], sort: Sort, after: bool) -> Q:
    order = _ORDERS[sort]
    sign, direction = ("<", "DESC") if order.down else (">", "ASC")
    place = f" AND ({order.column}, c.id) {sign} ({order.value}, CAST(:after AS uuid))" if after else ""
    return Q(
        f"SELECT {COLUMNS} {_where(names)}{place}"
        f" ORDER BY {order.column} {direction}, c.id {direction} LIMIT CAST(:most AS int)"
    )


@lru_cache(maxsize=512)
def _count_query(names: frozenset[str]) -> Q:
    return Q(f"SELECT count(*) {_where(names)}")


async def find_clients(
    tx: Tx, chosen: ClientFilter, *, sort: Sort, limit: int, cursor: str | None
) -> tuple[list[ClientRow], str | None, int]:
    """One page, the cursor of the next, and how many there are in all. Raises `BadCursor`, `SegmentNotFound`."""
    values = await _values(tx, chosen)
    if values is None:
        return [], None, 0
    place = _place(sort, cursor)
    query = _page_query(frozenset(values), sort, bool(place))
    records = await query.all(tx.conn, **values, **place, most=limit + 1)
    rows = [client_row(record) for record in records[:limit]]
    more = encode_cursor(sort, _ORDERS[sort].keep(rows[-1]), rows[-1].id) if len(records) > limit else None
    return rows, more, await _count_query(frozenset(values)).value(tx.conn, **values)


async def walk_clients(tx: Tx, chosen: ClientFilter) -> AsyncIterator[ClientRow]:
    """Every client that is found, by name, read in batches."""
    values = await _values(tx, chosen)
    place: dict[str, Any] = {}
    while values is not None:
        query = _page_query(frozenset(values), "name", bool(place))
        rows = [client_row(row) for row in await query.all(tx.conn, **values, **place, most=EXPORT_BATCH)]
        for row in rows:
            yield row
        if len(rows) < EXPORT_BATCH:
            return
        place = {"value": rows[-1].name, "after": rows[-1].id}


async def _values(tx: Tx, chosen: ClientFilter) -> dict[str, Any] | None:
    """The filters' names and values; None when nothing can be found."""
    companies = tx.seen_companies
    values: dict[str, Any] = {"org": tx.org_id, "archived": chosen.archived, "companies": companies}
    if chosen.tag:
        values["tag"] = chosen.tag
    if chosen.segment_id is not None:
        values |= await _segment_values(tx, chosen.segment_id)
    if chosen.q.strip():
        match: Match = await read_query(tx, chosen.q)
        if match.is_hopeless:
            return None
        values |= match.values
    return values


async def _segment_values(tx: Tx, id: UUID) -> dict[str, Any]:
    rules = (await get_segment(tx, id)).rules
    lists = {"countries": rules.countries, "currencies": rules.currencies, "tags": rules.tags}
    values: dict[str, Any] = {name: list(found) for name, found in lists.items() if found}
    if rules.owes_more_than is not None:
        values |= {"owes": rules.owes_more_than.amount, "owes_currency": rules.owes_more_than.currency}
    if rules.overdue_days is not None:
        values["late_since"] = tx.today - timedelta(days=rules.overdue_days)
    return values


def _place(sort: Sort, cursor: str | None) -> dict[str, Any]:
    place = decode_cursor(cursor, sort)
    if place is None:
        return {}
    try:
        return {"value": _ORDERS[sort].read(place[0]), "after": place[1]}
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=cursor) from error
