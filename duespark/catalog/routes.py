"""HTTP of the catalog."""

import asyncio
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.accounts.fields import CurrencyCode
from duespark.catalog import archive, contract_prices, import_items
from duespark.catalog.contract_prices import ContractPriceIn, ContractTerms
from duespark.catalog.contract_queries import find_contract_prices
from duespark.catalog.create import create
from duespark.catalog.details import ItemIn
from duespark.catalog.expand import lines_of_item, sale_facts
from duespark.catalog.export import COLUMNS, walk_items
from duespark.catalog.import_items import ItemsFile, ItemsReport
from duespark.catalog.parse_lines import LinesText, ParsedLines
from duespark.catalog.parse_lines import parse_lines as parse
from duespark.catalog.queries import Sort, find_page
from duespark.catalog.queries import get_item as read_item
from duespark.catalog.reprice import LinesToPrice
from duespark.catalog.reprice import price_lines as reprice
from duespark.catalog.schemas import (
    ContractPrice,
    Item,
    ItemLines,
    SheetText,
    SheetTexts,
    contract_price_of,
    item_line_of,
    item_of,
)
from duespark.catalog.update import update
from duespark.engine.money.text import Quantity
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.spreadsheet import read_sheets
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["catalog"])

Search = Annotated[str, Query(max_length=200, description="Part of a name, SKU or GTIN.")]
Limit = Annotated[int, Query(ge=1, le=100)]
Currency = Annotated[CurrencyCode | None, Query(description="Else the client's, else the organization's.")]
Client = Annotated[UUID | None, Query(description="Whose contract prices win.")]
SaleDay = Annotated[AnyDay | None, Query(description="The day whose prices hold; today where none is given.")]
_CSV_ANSWER = {200: {"description": "One row an item.", "content": {"text/csv": {"schema": {"type": "string"}}}}}


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET_BODY = {
    "requestBody": {"required": True, "content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/items", "catalog.read")
async def list_items(
    tx: Tx, q: Search = "", archived: bool = False, sort: Sort = "name", limit: Limit = 50, cursor: str | None = None
) -> Page[Item]:
    """Items, by name or by when they were added."""
    rows, more, total = await find_page(tx, q=q, archived=archived, sort=sort, limit=limit, cursor=cursor)
    return Page(data=[item_of(row) for row in rows], next=more, total=total)


@router.get("/items.csv", "catalog.read", responses=_CSV_ANSWER, response_class=Response)
async def export_items(tx: Tx, q: Search = "", archived: bool = False) -> Response:
    """All items that match, as CSV."""
    return await csv_response("items.csv", COLUMNS, walk_items(tx, q=q, archived=archived))


@router.get("/items.xlsx", "catalog.read", responses=XLSX_ANSWER, response_class=Response)
async def export_items_workbook(tx: Tx, q: Search = "", archived: bool = False) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = walk_items(tx, q=q, archived=archived)
    return await xlsx_response("items.xlsx", COLUMNS, rows, zone=tx.zone)


@router.post("/items", "catalog.write", status=201)
async def create_item(tx: Tx, item: ItemIn) -> Item:
    """Add an item or, with parts, a bundle."""
    return item_of(await create(tx, wanted=item))


@router.post("/items/import/check", "catalog.write", writes=False)
async def check_items_import(tx: Tx, file: ItemsFile) -> ItemsReport:
    """Dry run of an import: what would become of each row."""
    return await import_items.check_import(tx, file)


@router.post("/items/import", "catalog.write")
async def import_items_file(tx: Tx, file: ItemsFile) -> ItemsReport:
    """Import items from CSV: all rows or none. A second import of the same file changes nothing."""
    return await import_items.import_items(tx, file)


@router.get("/items/{id}", "catalog.read")
async def get_item(tx: Tx, id: UUID) -> Item:
    """One item."""
    return item_of(await read_item(tx, id))


@router.put("/items/{id}", "catalog.write")
async def update_item(tx: Tx, id: UUID, item: ItemIn, request: Request) -> Item:
    """Change an item; lines made of it keep what they took over."""
    return item_of(await update(tx, id, version=wanted_version(request), wanted=item))


@router.post("/items/{id}/archive", "catalog.write")
async def archive_item(tx: Tx, id: UUID) -> Item:
    """Put an item away; invoices keep what they say."""
    return item_of(await archive.archive(tx, id))


@router.post("/items/{id}/restore", "catalog.write")
async def restore_item(tx: Tx, id: UUID) -> Item:
    """Sell an archived item again."""
    return item_of(await archive.restore(tx, id))


@router.get("/items/{id}/lines", "catalog.read")
async def get_item_lines(
    tx: Tx,
    id: UUID,
    quantity: Annotated[Quantity, Query()] = Decimal(1),
    client_id: Client = None,
    currency: Currency = None,
    on: SaleDay = None,
) -> ItemLines:
    """The item as a line with its price filled in; a bundle as one line for each part."""
    sale = await sale_facts(tx, client_id=client_id, currency=currency, on=on)
    return ItemLines(data=[item_line_of(one) for one in await lines_of_item(tx, id, quantity=quantity, sale=sale)])


@router.post("/lines/parse", "catalog.read", writes=False)
async def parse_lines(
    tx: Tx,
    table: LinesText,
    client_id: Client = None,
    currency: Currency = None,
    on: SaleDay = None,
) -> ParsedLines:
    """Pasted text as lines, with what became of each row and column. Stores nothing."""
    return await parse(tx, table, sale=await sale_facts(tx, client_id=client_id, currency=currency, on=on))


@router.post("/lines/price", "catalog.read", writes=False)
async def price_lines(
    tx: Tx, given: LinesToPrice, client_id: Client = None, currency: Currency = None, on: SaleDay = None
) -> ItemLines:
    """Lines with the prices their items have now; the others as they are. Stores nothing."""
    sale = await sale_facts(tx, client_id=client_id, currency=currency, on=on)
    return ItemLines(data=[item_line_of(one) for one in await reprice(tx, given.lines, sale=sale)])


@router.post("/lines/read", "catalog.read", writes=False, openapi_extra=_SHEET_BODY)
async def read_lines_file(tx: Tx, request: Request) -> SheetTexts:
    """The sheets of an XLSX file, the body, as text that `/v1/lines/parse` takes with a decimal point. Stores nothing."""
    sheets = await asyncio.to_thread(read_sheets, await request.body())
    return SheetTexts(sheets=[SheetText(name=one.name, text=one.text, rows=one.rows) for one in sheets])


@router.get("/contract-prices", "catalog.read")
async def list_contract_prices(
    tx: Tx,
    item_id: UUID | None = None,
    client_id: UUID | None = None,
    on: Annotated[AnyDay | None, Query(description="Only prices that hold on this day.")] = None,
    limit: Limit = 50,
    cursor: str | None = None,
) -> Page[ContractPrice]:
    """Prices agreed with clients, the newest first."""
    rows, more, total = await find_contract_prices(
        tx, item_id=item_id, client_id=client_id, on=on, limit=limit, cursor=cursor
    )
    return Page(data=[contract_price_of(row) for row in rows], next=more, total=total)


@router.post("/items/{id}/contract-prices", "catalog.write", status=201)
async def agree_contract_price(tx: Tx, id: UUID, price: ContractPriceIn) -> ContractPrice:
    """Agree a price with a client; it wins over the catalog's."""
    return contract_price_of(await contract_prices.agree(tx, id, wanted=price))


@router.put("/contract-prices/{id}", "catalog.write")
async def change_contract_price(tx: Tx, id: UUID, terms: ContractTerms, request: Request) -> ContractPrice:
    """Change an agreed price or its days."""
    return contract_price_of(await contract_prices.change(tx, id, version=wanted_version(request), wanted=terms))


@router.delete("/contract-prices/{id}", "catalog.write")
async def cancel_contract_price(tx: Tx, id: UUID) -> None:
    """Take an agreed price back; the catalog's holds again."""
    await contract_prices.cancel(tx, id)
