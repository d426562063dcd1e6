"""Gives lines that were billed before the prices of today; what the catalog does not know keeps the price it had."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from annotated_types import Len

from duespark.catalog.expand import PricedLine, SaleFacts, agreed_for
from duespark.catalog.pricing import price_for
from duespark.catalog.queries import ItemRow, find_items_by_id, find_items_by_sku
from duespark.engine.invoice.closed import restated
from duespark.engine.invoice.line import Line
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesToPrice(Closed):
    lines: Annotated[tuple[Line, ...], Len(1, 2000)]


async def price_lines(tx: Tx, lines: tuple[Line, ...], *, sale: SaleFacts) -> list[PricedLine]:
    """Each line with the price its item has now for this sale; unchanged, and without a source, where it has none.

    The item is the one the line was made of, else the one with its SKU.
    """
    by_id = await find_items_by_id(tx, [id for line in lines if (id := _item_id(line)) is not None])
    by_sku = await find_items_by_sku(tx, [line.sku for line in lines if line.sku])
    found = [by_id.get(_item_id(line) or UUID(int=0)) or by_sku.get(line.sku.lower()) for line in lines]
    agreed = await agreed_for(tx, [item for item in found if item is not None], sale)
    return [
        _priced(line, item, sale, agreed.get(item.id) if item else None)
        for line, item in zip(lines, found, strict=True)
    ]


def _item_id(line: Line) -> UUID | None:
    try:
        return UUID(line.links.item_id) if line.links and line.links.item_id else None
    except ValueError:
        return None


def _priced(line: Line, item: ItemRow | None, sale: SaleFacts, agreed: Decimal | None) -> PricedLine:
    if line.kind != "item" or item is None or item.is_bundle:
        return PricedLine(line=line, price_source=None)
    price = price_for(item.prices, currency=sale.currency, quantity=line.quantity, contract=agreed)
    if price is None:
        return PricedLine(line=line, price_source=None)
    return PricedLine(line=restated(line, unit_price=price.unit_price), price_source=price.source)
