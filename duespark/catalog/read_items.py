"""Reads rows of a table as items as they should be; knows nothing of the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, get_args

from duespark.catalog.details import ItemIn, ItemPrice, check_item
from duespark.catalog.queries import ItemRow
from duespark.engine.errors import Invalid
from duespark.engine.invoice.line import Classification, Sold
from duespark.runtime.table_text import Row, match_headings
from duespark.runtime.typed_number import Mark, typed_number
from duespark.runtime.web import Closed

ItemField = Literal[
    "sku", "name", "description", "unit", "tax", "currency", "unit_price", "gtin", "supply", "classifications", "hsn",
    "sac", "ignored",
]  # fmt: skip
FIELDS: tuple[ItemField, ...] = get_args(ItemField)

HEADINGS: Mapping[str, Sequence[str]] = {
    "sku": ("code", "item code", "product code", "stock code", "stockcode", "article number", "indeks", "artikelnummer",
            "reference"),
    "name": ("item", "item name", "product", "product name", "title", "nazwa", "bezeichnung", "designation", "nombre",
             "nome"),
    "description": ("details", "note", "opis", "beschreibung", "descripcion", "descrizione"),
    "unit": ("uom", "unit of measure", "jm", "j m", "jednostka", "einheit", "unite", "unidad", "unita"),
    "tax": ("vat", "tax key", "tax rate", "vat rate"),
    "currency": ("waluta", "wahrung", "devise", "moneda", "valuta"),
    "unit_price": ("price", "unit price", "rate", "list price", "cena", "cena netto", "preis", "einzelpreis", "prix",
                   "prix unitaire", "precio", "prezzo"),
    "gtin": ("ean", "upc", "barcode", "gtin 13", "ean 13", "isbn"),
    "supply": ("goods or services", "type of supply"),
    "classifications": ("classification", "codes"),
    "hsn": ("hsn code", "hsn sac"),
    "sac": ("sac code",),
    "ignored": ("id", "bundle", "archived", "further prices"),
}  # fmt: skip
_PLAIN: tuple[ItemField, ...] = ("sku", "name", "description", "unit", "tax", "gtin")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow(Closed):
    """Why a row cannot be imported, and what to do."""

    row: int
    text: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedItem:
    """What a row says, by field; empty cells are left out."""

    row: int
    text: str
    cells: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """What the item is found by: its SKU, or its name where it has none."""
        sku = self.cells.get("sku", "").lower()
        return ("sku", sku) if sku else ("name", self.cells.get("name", "").lower())


def item_columns(cells: Sequence[str], told: Sequence[ItemField | None]) -> dict[int, ItemField]:
    """Which column is what: as told, else by the heading."""
    found: dict[int, ItemField] = {
        at: field for at, name in match_headings(cells, HEADINGS).items() for field in FIELDS if field == name
    }
    said = {at: field for at, field in enumerate(told[: len(cells)]) if field is not None}
    kept = {at: field for at, field in found.items() if at not in said and field not in said.values()}
    return dict(sorted((kept | said).items()))


def typed_item(row: Row, columns: Mapping[int, ItemField]) -> TypedItem:
    """The row's cells by field."""
    text = " | ".join(cell for cell in row.cells if cell)[:200]
    cells: dict[str, str] = {
        field: row.cells[at] for at, field in columns.items() if field != "ignored" and row.cells[at]
    }
    return TypedItem(row=row.number, text=text, cells=cells)


def wanted_item(typed: TypedItem, known: ItemRow | None, *, currency: str, mark: Mark) -> ItemIn | RefusedRow:
    """The item as the row wants it. What the row leaves empty stays as it is known."""
    changes: dict[str, Any] = {field: typed.cells[field] for field in _PLAIN if field in typed.cells}
    try:
        start = item_in(known) if known else ItemIn(name="")
        changes["classifications"] = _classifications(typed, start)
        changes["prices"] = _prices(typed, start, currency, mark)
        changes["supply"] = _supply(typed, start)
        return check_item(replace(start, **changes))
    except Invalid as error:
        return RefusedRow(row=typed.row, text=typed.text, problem=str(error))


def item_in(row: ItemRow) -> ItemIn:
    """A stored item as somebody would have to write it."""
    return ItemIn(**{name: getattr(row, name) for name in ItemIn.__dataclass_fields__})


class SupplyNotRead(Invalid):
    code = "item.supply_not_read"
    sentence = "{text!r} is not what an item can be. Use goods, services, digital or intangible."


def _supply(typed: TypedItem, start: ItemIn) -> Sold:
    text = typed.cells.get("supply", start.supply).strip().lower()
    for one in get_args(Sold):
        if text in (one, one.removesuffix("s")):
            found: Sold = one
            return found
    raise SupplyNotRead(pointer="/supply", text=text[:40])


class PriceNotRead(Invalid):
    code = "item.price_not_read"
    sentence = "{text!r} is no price. Write it like 12.50."


def _prices(typed: TypedItem, start: ItemIn, currency: str, mark: Mark) -> tuple[ItemPrice, ...]:
    """The prices with the row's own in its currency from the first unit on; the others stay."""
    if "unit_price" not in typed.cells:
        return start.prices
    text = typed.cells["unit_price"]
    amount = typed_number(text, mark=mark)
    if amount is None or not _is_amount(amount):
        raise PriceNotRead(pointer="/unit_price", text=text[:40])
    code = typed.cells.get("currency", currency).upper()
    others = tuple(one for one in start.prices if one.currency != code or one.from_quantity != 0)
    return (ItemPrice(currency=code, unit_price=amount), *others)


def _is_amount(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and exponent >= -6 and len(digits) + exponent <= 15


def _classifications(typed: TypedItem, start: ItemIn) -> tuple[Classification, ...]:
    found = [one.strip().partition(" ") for one in typed.cells.get("classifications", "").split(";") if one.strip()]
    named = [Classification(scheme=scheme, code=code.strip()) for scheme, _, code in found]
    for field, scheme in (("hsn", "HSN"), ("sac", "SAC")):
        if code := typed.cells.get(field):
            named.append(Classification(scheme=scheme, code=code))
    return tuple(named) or start.classifications
