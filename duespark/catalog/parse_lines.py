"""Pasted or uploaded text as lines of an invoice, with a report of what became of each row and column. Stores nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from annotated_types import Len
from pydantic import Field as Doc

from duespark.catalog.expand import ItemArchived, PricedLine, SaleFacts, agreed_for, lines_of_item, priced_line
from duespark.catalog.group_work import grouped
from duespark.catalog.line_columns import Field, columns_by_content, columns_by_heading, in_hours
from duespark.catalog.pricing import Source
from duespark.catalog.queries import ItemRow, find_items_by_sku
from duespark.catalog.read_lines import Refusal, TaxName, TypedLine, read_lines
from duespark.engine.invoice.closed import restated
from duespark.engine.invoice.line import Discount, Line, LineLinks, Period
from duespark.engine.money.text import Amount
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.table_text import Row, read_table
from duespark.runtime.tx import Tx
from duespark.runtime.typed_number import Mark
from duespark.runtime.web import Closed

MOST_LINES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesText(Closed):
    """A pasted table. `columns` says what each column is where the headings or a guess do not; `tax_rates` are those of
    the company, so that "23%" finds its key. With `group` the rows of a time sheet become one line for each project, task
    and price."""

    text: Annotated[str, Len(0, 1_000_000)]
    columns: Annotated[tuple[Field | None, ...], Len(0, 60)] = ()
    decimal_mark: Mark = "."
    tax_rates: Annotated[tuple[TaxName, ...], Len(0, 100)] = ()
    group: bool = False
    unit_price: Annotated[Amount | None, Doc(description="The price of rows that have none, such as of hours.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedColumn(Closed):
    """What a column was taken for; its heading is empty where there is none, its field null where it is not used."""

    heading: str
    field: Field | None
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLine(Closed):
    """A line and the row it was read from. `item_id` names the catalog's item behind it, `price_source` is null for a
    typed price."""

    row: int
    line: Line
    item_id: UUID | None
    price_source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedLines(Closed):
    """The report. Every row with content but the headings is in `lines` or in `refused`; a bundle gives several lines."""

    columns: list[ParsedColumn]
    has_headings: bool
    rows: int
    lines: list[ParsedLine]
    refused: list[Refusal]


async def parse_lines(tx: Tx, given: LinesText, *, sale: SaleFacts) -> ParsedLines:
    """Lines out of the text; what a row leaves out is filled from the item with its SKU. Raises `UnreadableTable`."""
    rows = read_table(given.text, most=MOST_LINES + 1)
    by_heading = columns_by_heading(rows[0].cells) if rows else None
    body = rows[1:] if by_heading is not None else rows
    columns = by_heading if by_heading is not None else columns_by_content(body, mark=given.decimal_mark)
    columns = _as_told(columns, given.columns, len(rows[0].cells) if rows else 0)
    read = read_lines(
        body, columns, mark=given.decimal_mark, taxes=given.tax_rates, hours=_in_hours(rows, columns, by_heading)
    )
    read = [_priced(one, given.unit_price) for one in read]
    read = grouped(read) if given.group else read
    items = await find_items_by_sku(tx, [one.sku for one in read if isinstance(one, TypedLine)])
    agreed = await agreed_for(tx, list(items.values()), sale)
    lines: list[ParsedLine] = []
    refused: list[Refusal] = []
    for one in read:
        made = one if isinstance(one, Refusal) else await _line_of(tx, one, items, agreed, sale)
        if isinstance(made, Refusal):
            refused.append(made)
        else:
            lines.extend(made)
    return ParsedLines(
        columns=_told(rows, body, columns, has_headings=by_heading is not None),
        has_headings=by_heading is not None,
        rows=len(body),
        lines=lines,
        refused=refused,
    )


def _priced(typed: TypedLine | Refusal, price: Decimal | None) -> TypedLine | Refusal:
    """With the usual price, where neither the row nor an item of the catalog says one."""
    if price is None or isinstance(typed, Refusal) or typed.unit_price is not None or typed.sku:
        return typed
    return replace(typed, unit_price=price)


def _in_hours(rows: Sequence[Row], columns: Mapping[int, Field], by_heading: Mapping[int, Field] | None) -> bool:
    at = next((at for at, field in columns.items() if field == "quantity"), None)
    return by_heading is not None and at is not None and in_hours(rows[0].cells[at])


def _as_told(found: Mapping[int, Field], told: Sequence[Field | None], width: int) -> dict[int, Field]:
    """The columns found, but where somebody said what they are; a field said of one column is taken from another."""
    said = {at: field for at, field in enumerate(told[:width]) if field is not None}
    kept = {at: field for at, field in found.items() if at not in said and field not in said.values()}
    return dict(sorted((kept | said).items()))


def _told(
    rows: Sequence[Row], body: Sequence[Row], columns: Mapping[int, Field], *, has_headings: bool
) -> list[ParsedColumn]:
    width = len(rows[0].cells) if rows else 0
    return [
        ParsedColumn(
            heading=rows[0].cells[at][:100] if has_headings else "",
            field=columns.get(at),
            sample=next((row.cells[at] for row in body if row.cells[at]), "")[:100],
        )
        for at in range(width)
    ]


async def _line_of(
    tx: Tx, typed: TypedLine, items: Mapping[str, ItemRow], agreed: Mapping[UUID, Decimal], sale: SaleFacts
) -> list[ParsedLine] | Refusal:
    item = items.get(typed.sku.lower())
    problem = _problem(typed, item)
    if problem:
        return Refusal(row=typed.row, column=None, text=typed.text, problem=problem)
    quantity = Decimal(1) if typed.quantity is None else typed.quantity
    if item is None:
        return [ParsedLine(row=typed.row, line=_with_typed(Line(), typed), item_id=None, price_source=None)]
    if item.is_bundle:
        return await _lines_of_bundle(tx, typed, item, quantity, sale)
    known = priced_line(item, quantity, sale.currency, agreed)
    if typed.unit_price is None and known.price_source is None:
        problem = f"{item.name} has no price in {sale.currency}. Write one, or add it to the catalog."
        return Refusal(row=typed.row, column=None, text=typed.text, problem=problem)
    source = known.price_source if typed.unit_price is None else None
    return [_parsed(typed, PricedLine(line=_with_typed(known.line, typed), price_source=source), source)]


async def _lines_of_bundle(
    tx: Tx, typed: TypedLine, item: ItemRow, quantity: Decimal, sale: SaleFacts
) -> list[ParsedLine] | Refusal:
    """A line for each part; a typed discount holds for each of them."""
    try:
        made = await lines_of_item(tx, item.id, quantity=quantity, sale=sale)
    except ItemArchived as error:
        return Refusal(row=typed.row, column=None, text=typed.text, problem=str(error))
    changes = {"discount": Discount(percent=typed.discount)} if typed.discount else {}
    return [_parsed(typed, replace(one, line=restated(one.line, **changes)), one.price_source) for one in made]


def _problem(typed: TypedLine, item: ItemRow | None) -> str:
    if item is None and typed.sku and not typed.description:
        return f"The catalog has no item with the SKU {typed.sku}. Add it there, or write a description."
    if item is None and not typed.description:
        return "Nothing says what this line is. Write a description or a SKU."
    if item is None and typed.unit_price is None:
        return "There is no price. Write one, or a SKU of the catalog."
    if item is not None and item.archived_at is not None:
        return f"{item.name} is archived. Restore it in the catalog, or leave the SKU out."
    if item is not None and item.is_bundle and typed.unit_price is not None:
        return f"{item.name} is a bundle and costs what its parts cost. Leave the price out."
    return ""


def _with_typed(line: Line, typed: TypedLine) -> Line:
    """What was typed wins over what the catalog says."""
    changes = {
        name: value
        for name in ("description", "note", "sku", "unit", "quantity", "unit_price", "tax")
        if (value := getattr(typed, name)) not in ("", None)
    }
    if typed.discount:
        changes["discount"] = Discount(percent=typed.discount)
    if typed.project:
        changes["links"] = replace(line.links or LineLinks(), project=typed.project)
    if typed.first_day is not None:
        changes["period"] = Period(start=typed.first_day, end=typed.last_day)
    return restated(line, **changes)


def _parsed(typed: TypedLine, made: PricedLine, source: Source | None) -> ParsedLine:
    assert made.line.links is not None
    return ParsedLine(row=typed.row, line=made.line, item_id=UUID(made.line.links.item_id), price_source=source)
