"""Reads of prices agreed with single clients."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, decode_cursor, encode_cursor


class ContractPriceNotFound(NotFound):
    code = "contract_price.not_found"
    sentence = "There is no contract price {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """A contract price as stored, with the names of its item and client."""

    id: UUID
    client_id: UUID
    client_name: str
    item_id: UUID
    item_name: str
    currency: str
    since: date
    until: date | None
    unit_price: Decimal
    version: int
    created_at: datetime


_SELECT = """
SELECT p.id, p.client_id, c.name AS client_name, p.item_id, i.name AS item_name, p.currency, p.since, p.until,
       p.unit_price, p.version, p.created_at
  FROM contract_prices AS p
  JOIN clients AS c ON c.org_id = p.org_id AND c.id = p.client_id
  JOIN items AS i ON i.org_id = p.org_id AND i.id = p.item_id
 WHERE p.org_id = CAST(:org AS uuid)
"""
_MATCH = """
   AND (CAST(:item AS uuid) IS NULL OR p.item_id = CAST(:item AS uuid))
   AND (CAST(:client AS uuid) IS NULL OR p.client_id = CAST(:client AS uuid))
   AND (CAST(:on AS date) IS NULL OR p.since <= CAST(:on AS date) AND (p.until IS NULL OR p.until >= CAST(:on AS date)))
"""
_GET = Q(f"{_SELECT} AND p.id = CAST(:id AS uuid)")
_LOCK = Q(f"{_SELECT} AND p.id = CAST(:id AS uuid) FOR UPDATE OF p")
_PAGE = Q(
    f"{_SELECT} {_MATCH} AND (CAST(:after AS uuid) IS NULL OR p.id < CAST(:after AS uuid))"
    " ORDER BY p.id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM contract_prices AS p WHERE p.org_id = CAST(:org AS uuid) {_MATCH}")
_AGREED = Q("""
SELECT item_id, unit_price FROM contract_prices
 WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid) AND item_id = ANY(CAST(:items AS uuid[]))
   AND currency = CAST(:currency AS text) AND since <= CAST(:on AS date)
   AND (until IS NULL OR until >= CAST(:on AS date))
""")


async def get_contract_price(tx: Tx, id: UUID) -> ContractRow:
    """The contract price. Raises `ContractPriceNotFound`."""
    record = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ContractPriceNotFound(id=id)
    return ContractRow(**record)


async def lock_contract_price(tx: Tx, id: UUID, *, version: int | None = None) -> ContractRow:
    """The contract price, locked until the transaction ends. Raises `ContractPriceNotFound`, `ChangedElsewhere`."""
    record = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ContractPriceNotFound(id=id)
    if version is not None and record["version"] != version:
        raise ChangedElsewhere(record["version"])
    return ContractRow(**record)


async def find_contract_prices(
    tx: Tx, *, item_id: UUID | None, client_id: UUID | None, on: date | None, limit: int, cursor: str | None
) -> tuple[list[ContractRow], str | None, int]:
    """One page, the newest first, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    place = decode_cursor(cursor, "newest")
    found: dict[str, Any] = {"org": tx.org_id, "item": item_id, "client": client_id, "on": on}
    records = await _PAGE.all(tx.conn, **found, after=place and place[1], most=limit + 1)
    rows = [ContractRow(**record) for record in records[:limit]]
    more = encode_cursor("newest", None, rows[-1].id) if len(records) > limit else None
    return rows, more, await _COUNT.value(tx.conn, **found)


async def agreed_prices(
    tx: Tx, items: Sequence[UUID], *, client_id: UUID | None, currency: str, on: date
) -> dict[UUID, Decimal]:
    """What the client agreed to pay for these items on the day, by item. There is at most one price for each."""
    if client_id is None or not items:
        return {}
    rows = await _AGREED.all(tx.conn, org=tx.org_id, client=client_id, items=list(items), currency=currency, on=on)
    return {row["item_id"]: row["unit_price"] for row in rows}
