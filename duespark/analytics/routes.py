"""HTTP routes of figures and search."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.accounts.fields import CurrencyCode
from duespark.analytics import (
    ageing,
    balances,
    client_history,
    client_list,
    dashboard,
    line_suggestions,
    pattern,
    search,
    suggestions,
)
from duespark.analytics.client_export import COLUMNS, walk_lines
from duespark.analytics.client_list import ClientFilter, Sort
from duespark.analytics.schemas import (
    AgeingRow,
    ClientBalances,
    ClientPattern,
    ClientSuggestions,
    CreditCheck,
    Dashboard,
    Found,
    HistoryEntry,
    LineSuggestions,
)
from duespark.catalog.expand import sale_facts
from duespark.clients.schemas import Client, client_of
from duespark.engine.money.text import Amount
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["analytics"])

Ids = Annotated[list[UUID], Query(min_length=1, max_length=100, description="Clients; repeat the parameter.")]
Text = Annotated[str, Query(max_length=100, description="Part of an invoice number or of a client's name.")]
Words = Annotated[str, Query(max_length=200, description="Beginnings of words: name, e-mail, tax id, code, city.")]
Limit = Annotated[int, Query(ge=1, le=100)]
_CSV_ANSWER = {200: {"description": "One row a client.", "content": {"text/csv": {"schema": {"type": "string"}}}}}


def _filter(
    q: Words = "",
    archived: bool = False,
    tag: Annotated[str, Query(max_length=40)] = "",
    segment_id: UUID | None = None,
) -> ClientFilter:
    return ClientFilter(q=q, archived=archived, tag=tag, segment_id=segment_id)


Chosen = Annotated[ClientFilter, Depends(_filter)]


@router.get("/dashboard", "analytics.read")
async def get_dashboard(tx: Tx) -> Dashboard:
    """Where things stand today, per currency."""
    return await dashboard.get_dashboard(tx)


@router.get("/search", "invoices.read")
async def search_everything(tx: Tx, q: Text) -> Found:
    """Invoices and clients that contain the text."""
    return await search.search_everything(tx, q)


@router.get("/items/suggest", "invoices.read")
async def suggest_lines(
    tx: Tx,
    text: Annotated[str, Query(max_length=200, description="What was typed so far; empty for the usual ones.")] = "",
    client_id: UUID | None = None,
    currency: Annotated[CurrencyCode | None, Query(description="Else the client's, else the organization's.")] = None,
    on: Annotated[AnyDay | None, Query(description="The day whose prices hold; today where none is given.")] = None,
) -> LineSuggestions:
    """What the line being typed may be: items of the catalog and what was billed before, with the evidence."""
    sale = await sale_facts(tx, client_id=client_id, currency=currency, on=on)
    return await line_suggestions.suggest_lines(tx, text, sale=sale)


@router.get("/clients/balances", "clients.read")
async def list_client_balances(tx: Tx, ids: Ids) -> ClientBalances:
    """What these clients owe now. Ids of clients that do not exist here are left out."""
    return ClientBalances(data=await balances.find_client_balances(tx, ids))


@router.get("/clients", "clients.read")
async def list_clients(
    tx: Tx, chosen: Chosen, sort: Sort = "name", limit: Limit = 50, cursor: str | None = None
) -> Page[Client]:
    """Clients, by name or by when they were added. A misspelled word finds what looks like it."""
    rows, more, total = await client_list.find_clients(tx, chosen, sort=sort, limit=limit, cursor=cursor)
    return Page(data=[client_of(row) for row in rows], next=more, total=total)


@router.get("/clients.csv", "clients.read", responses=_CSV_ANSWER, response_class=Response)
async def export_clients(tx: Tx, chosen: Chosen) -> Response:
    """All clients that are found, as CSV."""
    return await csv_response("clients.csv", COLUMNS, walk_lines(tx, chosen))


@router.get("/clients.xlsx", "clients.read", responses=XLSX_ANSWER, response_class=Response)
async def export_clients_workbook(tx: Tx, chosen: Chosen) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("clients.xlsx", COLUMNS, walk_lines(tx, chosen), zone=tx.zone)


@router.get("/clients/suggest", "clients.read")
async def suggest_clients(tx: Tx, q: Words = "", limit: Annotated[int, Query(ge=1, le=50)] = 10) -> ClientSuggestions:
    """Clients that match what is being typed, the best first."""
    return ClientSuggestions(data=await suggestions.suggest_clients(tx, q=q, most=limit))


@router.get("/clients/{id}/credit", "clients.read")
async def check_client_credit(
    tx: Tx,
    id: UUID,
    adding: Annotated[Amount, Query(description="What one more invoice comes to.")],
    currency: CurrencyCode,
) -> CreditCheck:
    """Whether a client would owe more than its credit limit with one more invoice."""
    return await balances.check_credit(tx, id, adding=adding, currency=currency)


@router.get("/clients/{id}/pattern", "invoices.read")
async def get_client_pattern(tx: Tx, id: UUID) -> ClientPattern:
    """How a client pays: days it takes as a rule, how often on time, and whether that changes."""
    return await pattern.find_pattern(tx, id)


@router.get("/clients/{id}/history", "invoices.read")
async def get_client_history(tx: Tx, id: UUID, limit: Limit = 50, cursor: str | None = None) -> Page[HistoryEntry]:
    """What happened with a client: invoices, mails, reminders, payments; newest first."""
    data, more = await client_history.find_history(tx, id, limit=limit, cursor=cursor)
    return Page(data=data, next=more)


_AGEING_CSV = {200: {"description": "One row a client and currency.", "content": _CSV_ANSWER[200]["content"]}}


@router.get("/ageing", "analytics.read")
async def list_ageing(
    tx: Tx,
    currency: CurrencyCode | None = None,
    limit: Limit = 100,
    cursor: str | None = None,
) -> Page[AgeingRow]:
    """What clients owe by age, for each client and currency, the most overdue first."""
    return await ageing.find_ageing(tx, currency=currency, limit=limit, cursor=cursor)


@router.get("/ageing.csv", "analytics.read", responses=_AGEING_CSV, response_class=Response)
async def export_ageing(tx: Tx, currency: CurrencyCode | None = None) -> Response:
    """The whole ageing report as CSV."""
    columns = list(AgeingRow.__dataclass_fields__)
    return await csv_response("ageing.csv", columns, ageing.walk_ageing(tx, currency=currency))


@router.get("/ageing.xlsx", "analytics.read", responses=XLSX_ANSWER, response_class=Response)
async def export_ageing_workbook(tx: Tx, currency: CurrencyCode | None = None) -> Response:
    """The same as a workbook for spreadsheet programs."""
    columns = list(AgeingRow.__dataclass_fields__)
    return await xlsx_response("ageing.xlsx", columns, ageing.walk_ageing(tx, currency=currency), zone=tx.zone)
