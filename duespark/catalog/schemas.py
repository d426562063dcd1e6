"""What crosses HTTP about the catalog."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duespark.catalog.contract_queries import ContractRow
from duespark.catalog.details import ItemPrice, Part
from duespark.catalog.expand import PricedLine
from duespark.catalog.pricing import Source
from duespark.catalog.queries import ItemRow
from duespark.engine.invoice.line import Classification, Line, Sold
from duespark.engine.money.text import Amount
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Closed):
    """An item of the catalog."""

    id: UUID
    name: str
    description: str
    sku: str
    unit: str
    tax: str
    gtin: str
    supply: Sold
    classifications: tuple[Classification, ...]
    prices: tuple[ItemPrice, ...]
    parts: tuple[Part, ...]
    archived: bool
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPrice(Closed):
    """A price agreed with a client: from `since` to `until`, both included, or without an end."""

    id: UUID
    client_id: UUID
    client_name: str
    item_id: UUID
    item_name: str
    currency: str
    unit_price: Amount
    since: date
    until: date | None
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine(Closed):
    """A line made of an item. `price_source` is null where the item has no price in the currency; the line then says 0."""

    line: Line
    price_source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLines(Closed):
    data: list[ItemLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetText(Closed):
    """A sheet of a workbook, its cells parted by tabs; numbers have a decimal point, days are as 2026-05-09."""

    name: str
    text: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTexts(Closed):
    """The sheets that hold something, in the workbook's order."""

    sheets: list[SheetText]


def item_of(row: ItemRow) -> Item:
    """The row as it is answered and as the audit trail keeps it."""
    return Item(
        id=row.id,
        name=row.name,
        description=row.description,
        sku=row.sku,
        unit=row.unit,
        tax=row.tax,
        gtin=row.gtin,
        supply=row.supply,
        classifications=row.classifications,
        prices=row.prices,
        parts=row.parts,
        archived=row.archived_at is not None,
        version=row.version,
        created_at=row.created_at,
    )


def contract_price_of(row: ContractRow) -> ContractPrice:
    """The row as it is answered and as the audit trail keeps it."""
    return ContractPrice(**{name: getattr(row, name) for name in ContractPrice.__dataclass_fields__})


def item_line_of(made: PricedLine) -> ItemLine:
    return ItemLine(line=made.line, price_source=made.price_source)
