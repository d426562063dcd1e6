"""Writes an item with its prices and parts."""

from typing import Any
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.catalog.details import InvalidPart, ItemIn
from duespark.catalog.models import item_parts, item_prices, items
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_CHANGED = (
    "name", "description", "sku", "unit", "tax", "gtin", "supply", "classifications", "is_bundle", "updated_at",
)  # fmt: skip
_INSERT = insert(items, skip=("archived_at", "version"))
_UPDATE = Q(
    items.update()
    .where(items.c.org_id == sa.bindparam("org"), items.c.id == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _CHANGED} | {"version": items.c.version + 1})
)
_ADD_PRICE = insert(item_prices)
_ADD_PART = insert(item_parts, skip=("is_bundle", "part_is_bundle"))
_FORGET_PRICES = Q("DELETE FROM item_prices WHERE org_id = CAST(:org AS uuid) AND item_id = CAST(:row AS uuid)")
_FORGET_PARTS = Q("DELETE FROM item_parts WHERE org_id = CAST(:org AS uuid) AND bundle_id = CAST(:row AS uuid)")


class SkuTaken(Conflict):
    code = "item.sku_taken"
    sentence = "Another item has the SKU {value}. Choose another one, or change that item."


class PartOfBundle(Conflict):
    code = "item.part_of_bundle"
    sentence = "This item is a part of a bundle, so it cannot become a bundle itself. Take it out of the bundle first."


async def insert_item(tx: Tx, id: UUID, item: ItemIn) -> None:
    """Store a new item. Raises `SkuTaken`, `InvalidPart`."""
    try:
        await _INSERT.run(tx.conn, org_id=tx.org_id, id=id, created_at=tx.now, **_columns(tx, item))
    except asyncpg.UniqueViolationError as error:
        raise SkuTaken(pointer="/sku", value=item.sku) from error
    await _add_prices(tx, id, item)
    await _add_parts(tx, id, item)


async def replace_item(tx: Tx, id: UUID, item: ItemIn) -> None:
    """Store an item that is there, and locked, as it should be now. Raises `SkuTaken`, `PartOfBundle`, `InvalidPart`."""
    await _FORGET_PARTS.run(tx.conn, org=tx.org_id, row=id)
    try:
        await _UPDATE.run(tx.conn, org=tx.org_id, row=id, **_columns(tx, item))
    except asyncpg.UniqueViolationError as error:
        raise SkuTaken(pointer="/sku", value=item.sku) from error
    except asyncpg.ForeignKeyViolationError as error:
        raise PartOfBundle(pointer="/parts") from error
    await _FORGET_PRICES.run(tx.conn, org=tx.org_id, row=id)
    await _add_prices(tx, id, item)
    await _add_parts(tx, id, item)


def _columns(tx: Tx, item: ItemIn) -> dict[str, Any]:
    return {
        "name": item.name,
        "description": item.description,
        "sku": item.sku,
        "unit": item.unit,
        "tax": item.tax,
        "gtin": item.gtin,
        "supply": item.supply,
        "classifications": to_json(item.classifications).decode(),
        "is_bundle": bool(item.parts),
        "updated_at": tx.now,
    }


async def _add_prices(tx: Tx, id: UUID, item: ItemIn) -> None:
    rows = [
        {
            "org_id": tx.org_id,
            "item_id": id,
            "currency": price.currency,
            "from_quantity": price.from_quantity,
            "unit_price": price.unit_price,
        }
        for price in item.prices
    ]
    if rows:
        await _ADD_PRICE.many(tx.conn, rows)


async def _add_parts(tx: Tx, id: UUID, item: ItemIn) -> None:
    for at, part in enumerate(item.parts):
        try:
            await _ADD_PART.run(
                tx.conn, org_id=tx.org_id, bundle_id=id, position=at, item_id=part.item_id, quantity=part.quantity
            )
        except asyncpg.ForeignKeyViolationError as error:
            problem = f"there is no item {part.item_id}, or it is a bundle itself"
            raise InvalidPart(pointer=f"/parts/{at}/item_id", problem=problem) from error
