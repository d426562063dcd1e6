"""Items as rows of a spreadsheet, one an item; the import understands its columns."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from duespark.catalog.queries import ItemRow, find_items
from duespark.runtime.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """The columns, in their order. Further prices read "EUR from 10: 8.50; PLN from 0: 40"."""

    sku: str
    name: str
    description: str
    unit: str
    tax: str
    currency: str
    unit_price: Decimal | None
    further_prices: str
    gtin: str
    supply: str
    classifications: str
    bundle: str
    archived: str
    id: UUID


COLUMNS = tuple(ItemLine.__dataclass_fields__)


async def walk_items(tx: Tx, *, q: str, archived: bool) -> AsyncIterator[ItemLine]:
    """Every item that matches, by name."""
    for row in await find_items(tx, q=q, archived=archived):
        yield _line(row)


def _line(row: ItemRow) -> ItemLine:
    first = row.prices[0] if row.prices else None
    further = [f"{one.currency} from {one.from_quantity:f}: {one.unit_price:f}" for one in row.prices[1:]]
    return ItemLine(
        sku=row.sku,
        name=row.name,
        description=row.description,
        unit=row.unit,
        tax=row.tax,
        currency=first.currency if first else "",
        unit_price=first.unit_price if first else None,
        further_prices="; ".join(further),
        gtin=row.gtin,
        supply=row.supply,
        classifications="; ".join(f"{one.scheme} {one.code}" for one in row.classifications),
        bundle="yes" if row.is_bundle else "no",
        archived="no" if row.archived_at is None else "yes",
        id=row.id,
    )
