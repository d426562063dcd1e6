"""Reads of clients."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.clients.models import clients
from duespark.companies.profile import load_profile
from duespark.engine.errors import NotFound
from duespark.engine.invoice.party import Party
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor, like_pattern

Sort = Literal["name", "-name", "created_at", "-created_at"]


class ClientNotFound(NotFound):
    code = "client.not_found"
    sentence = "There is no client {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A client as stored."""

    id: UUID
    name: str
    email: str
    profile: Party
    code: str
    currency: str
    language: str
    time_zone: str
    payment_terms_days: int | None
    reminders_paused: bool
    notes: str
    archived_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


_COLUMNS = ", ".join(ClientRow.__dataclass_fields__)
_ONE = sa.select(*(clients.c[name] for name in ClientRow.__dataclass_fields__)).where(
    clients.c.org_id == sa.bindparam("org"), clients.c.id == sa.bindparam("id")
)
_GET = Q(_ONE)
_LOCK = Q(_ONE.with_for_update())
_MATCH = """
 WHERE org_id = CAST(:org AS uuid) AND (archived_at IS NOT NULL) = CAST(:archived AS bool)
   AND (CAST(:like AS text) IS NULL OR name ILIKE CAST(:like AS text) OR email ILIKE CAST(:like AS text)
        OR code ILIKE CAST(:like AS text) OR profile -> 'address' ->> 'city' ILIKE CAST(:like AS text))
"""
_COUNT = Q(f"SELECT count(*) FROM clients {_MATCH}")
_ALL = Q(f"SELECT {_COLUMNS} FROM clients {_MATCH} ORDER BY lower(name), id")
_SUGGEST = Q(
    f"SELECT {_COLUMNS} FROM clients {_MATCH}"
    " ORDER BY (name ILIKE CAST(:start AS text) OR code ILIKE CAST(:start AS text)) DESC, lower(name), id"
    " LIMIT CAST(:most AS int)"
)


def _page(column: str, value: str, direction: Literal["ASC", "DESC"]) -> Q:
    beyond = ">" if direction == "ASC" else "<"
    return Q(
        f"SELECT {_COLUMNS} FROM clients {_MATCH}"
        f" AND (CAST(:after AS uuid) IS NULL OR ({column}, id) {beyond} ({value}, CAST(:after AS uuid)))"
        f" ORDER BY {column} {direction}, id {direction} LIMIT CAST(:most AS int)"
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """A sort order: its statement, the value a cursor keeps of a row, and how it is read back."""

    statement: Q
    value: Callable[[ClientRow], Any]
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


_BY_NAME = ("lower(name)", "lower(CAST(:value AS text))")
_BY_AGE = ("created_at", "CAST(:value AS timestamptz)")
_ORDERS: dict[Sort, _Order] = {
    "name": _Order(_page(*_BY_NAME, "ASC"), lambda row: row.name, _text),
    "-name": _Order(_page(*_BY_NAME, "DESC"), lambda row: row.name, _text),
    "created_at": _Order(_page(*_BY_AGE, "ASC"), lambda row: row.created_at, _instant),
    "-created_at": _Order(_page(*_BY_AGE, "DESC"), lambda row: row.created_at, _instant),
}


def _row(record: asyncpg.Record) -> ClientRow:
    values = dict(record)
    values["profile"] = load_profile(values["profile"])
    return ClientRow(**values)


async def get_client(tx: Tx, id: UUID) -> ClientRow:
    """The client, also when archived. Raises `ClientNotFound`."""
    record = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ClientNotFound(id=id)
    return _row(record)


async def lock_client(tx: Tx, id: UUID, *, version: int | None = None) -> ClientRow:
    """The client, locked until the transaction ends.

    Raises `ClientNotFound`, and `ChangedElsewhere` when `version` is given and no longer the newest.
    """
    record = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ClientNotFound(id=id)
    if version is not None and record["version"] != version:
        raise ChangedElsewhere(record["version"])
    return _row(record)


async def find_clients(tx: Tx, *, q: str = "", archived: bool = False) -> list[ClientRow]:
    """All clients whose name, e-mail address, code or city contains `q`, by name."""
    return [_row(record) for record in await _ALL.all(tx.conn, **_filter(tx, q, archived))]


async def find_page(
    tx: Tx, *, q: str, archived: bool, sort: Sort, limit: int, cursor: str | None
) -> tuple[list[ClientRow], str | None, int]:
    """One page, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    order, found = _ORDERS[sort], _filter(tx, q, archived)
    value, after = _place(order, cursor, sort)
    records = await order.statement.all(tx.conn, **found, value=value, after=after, most=limit + 1)
    rows = [_row(record) for record in records[:limit]]
    more = encode_cursor(sort, order.value(rows[-1]), rows[-1].id) if len(records) > limit else None
    return rows, more, await _COUNT.value(tx.conn, **found)


async def find_suggestions(tx: Tx, *, q: str, most: int) -> list[ClientRow]:
    """Clients in use that match what is being typed; those whose name or code starts with it come first."""
    pattern = like_pattern(q)
    start = pattern[1:] if pattern else "%"
    records = await _SUGGEST.all(tx.conn, **_filter(tx, q, archived=False), start=start, most=most)
    return [_row(record) for record in records]


def _filter(tx: Tx, q: str, archived: bool) -> dict[str, Any]:
    return {"org": tx.org_id, "archived": archived, "like": like_pattern(q)}


def _place(order: _Order, cursor: str | None, sort: Sort) -> tuple[Any, UUID | None]:
    place = decode_cursor(cursor, sort)
    if place is None:
        return None, None
    try:
        return order.read(place[0]), place[1]
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=cursor) from error
