"""Reads of items."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import asyncpg
import orjson

from duespark.catalog.details import ItemPrice, Part
from duespark.engine.errors import NotFound
from duespark.engine.invoice.line import Classification, Sold
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor, like_pattern

Sort = Literal["name", "-name", "created_at", "-created_at"]


class ItemNotFound(NotFound):
    code = "item.not_found"
    sentence = "There is no item {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item as stored, with its prices and, for a bundle, its parts."""

    id: UUID
    name: str
    description: str
    sku: str
    unit: str
    tax: str
    gtin: str
    supply: Sold
    classifications: tuple[Classification, ...]
    is_bundle: bool
    archived_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    prices: tuple[ItemPrice, ...]
    parts: tuple[Part, ...]


_STORED = ", ".join(f"i.{name}" for name in ItemRow.__dataclass_fields__ if name not in ("prices", "parts"))
# Amounts leave JSON as text, so that none becomes a binary float on the way.
SELECT = f"""
SELECT {_STORED},
  coalesce((SELECT json_agg(json_build_object('currency', currency, 'from_quantity', CAST(from_quantity AS text),
              'unit_price', CAST(unit_price AS text)) ORDER BY currency, from_quantity)
     FROM item_prices WHERE org_id = CAST(:org AS uuid) AND item_id = i.id), '[]') AS prices,
  coalesce((SELECT json_agg(json_build_object('item_id', item_id, 'quantity', CAST(quantity AS text)) ORDER BY position)
     FROM item_parts WHERE org_id = CAST(:org AS uuid) AND bundle_id = i.id), '[]') AS parts
  FROM items AS i WHERE i.org_id = CAST(:org AS uuid)
"""
_GET = Q(f"{SELECT} AND i.id = CAST(:id AS uuid)")
_LOCK = Q(f"{SELECT} AND i.id = CAST(:id AS uuid) FOR UPDATE OF i")
_LOCK_ALL = Q(
    "SELECT id FROM items WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE"
)
_SOME = Q(f"{SELECT} AND i.id = ANY(CAST(:ids AS uuid[]))")
_BY_SKU = Q(f"{SELECT} AND i.sku <> '' AND lower(i.sku) = ANY(CAST(:skus AS text[]))")
_MATCH = """
   AND (i.archived_at IS NOT NULL) = CAST(:archived AS bool)
   AND (CAST(:like AS text) IS NULL OR i.name ILIKE CAST(:like AS text) OR i.sku ILIKE CAST(:like AS text)
        OR i.gtin ILIKE CAST(:like AS text))
"""
_COUNT = Q(f"SELECT count(*) FROM items AS i WHERE i.org_id = CAST(:org AS uuid) {_MATCH}")
_ALL = Q(f"{SELECT} {_MATCH} ORDER BY lower(i.name), i.id")


def _page(column: str, value: str, direction: Literal["ASC", "DESC"]) -> Q:
    beyond = ">" if direction == "ASC" else "<"
    return Q(
        f"{SELECT} {_MATCH} AND (CAST(:after AS uuid) IS NULL OR ({column}, i.id) {beyond} ({value}, CAST(:after AS uuid)))"
        f" ORDER BY {column} {direction}, i.id {direction} LIMIT CAST(:most AS int)"
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """A sort order: its statement, the value a cursor keeps of a row, and how it is read back."""

    statement: Q
    value: Callable[[ItemRow], Any]
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


_BY_NAME = ("lower(i.name)", "lower(CAST(:value AS text))")
_BY_AGE = ("i.created_at", "CAST(:value AS timestamptz)")
_ORDERS: dict[Sort, _Order] = {
    "name": _Order(_page(*_BY_NAME, "ASC"), lambda row: row.name, _text),
    "-name": _Order(_page(*_BY_NAME, "DESC"), lambda row: row.name, _text),
    "created_at": _Order(_page(*_BY_AGE, "ASC"), lambda row: row.created_at, _instant),
    "-created_at": _Order(_page(*_BY_AGE, "DESC"), lambda row: row.created_at, _instant),
}


def item_row(record: asyncpg.Record) -> ItemRow:
    """A record of `SELECT` as an item."""
    values = dict(record)
    prices, parts = orjson.loads(values["prices"]), orjson.loads(values["parts"])
    values["classifications"] = tuple(Classification(**one) for one in orjson.loads(values["classifications"]))
    values["prices"] = tuple(
        ItemPrice(
            currency=one["currency"],
            from_quantity=Decimal(one["from_quantity"]),
            unit_price=Decimal(one["unit_price"]),
        )
        for one in prices
    )
    values["parts"] = tuple(Part(item_id=UUID(one["item_id"]), quantity=Decimal(one["quantity"])) for one in parts)
    return ItemRow(**values)


async def get_item(tx: Tx, id: UUID) -> ItemRow:
    """The item, also when archived. Raises `ItemNotFound`."""
    record = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ItemNotFound(id=id)
    return item_row(record)


async def lock_item(tx: Tx, id: UUID, *, version: int | None = None) -> ItemRow:
    """The item, locked until the transaction ends.

    Raises `ItemNotFound`, and `ChangedElsewhere` when `version` is given and no longer the newest.
    """
    record = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ItemNotFound(id=id)
    if version is not None and record["version"] != version:
        raise ChangedElsewhere(record["version"])
    return item_row(record)


async def lock_in_order(tx: Tx, ids: Iterable[UUID]) -> None:
    """Lock a bundle and its parts, always in one order, so that two bundles that name each other do not wait in a circle."""
    await _LOCK_ALL.all(tx.conn, org=tx.org_id, ids=list(ids))


async def find_items_by_id(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, ItemRow]:
    """The items with these ids that there are, by id."""
    rows = [item_row(record) for record in await _SOME.all(tx.conn, org=tx.org_id, ids=list(ids))]
    return {row.id: row for row in rows}


async def find_items_by_sku(tx: Tx, skus: Sequence[str]) -> dict[str, ItemRow]:
    """The items with these SKUs, archived ones too, by SKU in lower case."""
    wanted = [sku.lower() for sku in skus if sku]
    rows = [item_row(record) for record in await _BY_SKU.all(tx.conn, org=tx.org_id, skus=wanted)]
    return {row.sku.lower(): row for row in rows}


async def find_items(tx: Tx, *, q: str = "", archived: bool = False) -> list[ItemRow]:
    """All items whose name, SKU or GTIN contains `q`, by name."""
    return [item_row(record) for record in await _ALL.all(tx.conn, **_filter(tx, q, archived))]


async def find_page(
    tx: Tx, *, q: str, archived: bool, sort: Sort, limit: int, cursor: str | None
) -> tuple[list[ItemRow], str | None, int]:
    """One page, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    order, found = _ORDERS[sort], _filter(tx, q, archived)
    value, after = _place(order, cursor, sort)
    records = await order.statement.all(tx.conn, **found, value=value, after=after, most=limit + 1)
    rows = [item_row(record) for record in records[:limit]]
    more = encode_cursor(sort, order.value(rows[-1]), rows[-1].id) if len(records) > limit else None
    return rows, more, await _COUNT.value(tx.conn, **found)


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
