"""HTTP routes of figures and search."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from duespark.accounts.access import Router
from duespark.accounts.fields import CurrencyCode
from duespark.analytics import balances, dashboard, line_suggestions, search
from duespark.analytics.schemas import ClientBalances, Dashboard, Found, LineSuggestions
from duespark.catalog.expand import sale_facts
from duespark.runtime.tx import Tx

router = Router(tags=["analytics"])

Ids = Annotated[list[UUID], Query(min_length=1, max_length=100, description="Clients; repeat the parameter.")]
Text = Annotated[str, Query(max_length=100, description="Part of an invoice number or of a client's name.")]


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
    on: Annotated[date | None, Query(description="The day whose prices hold; today where none is given.")] = None,
) -> LineSuggestions:
    """What the line being typed may be: items of the catalog and what was billed before, with the evidence."""
    sale = await sale_facts(tx, client_id=client_id, currency=currency, on=on)
    return await line_suggestions.suggest_lines(tx, text, sale=sale)


@router.get("/clients/balances", "clients.read")
async def list_client_balances(tx: Tx, ids: Ids) -> ClientBalances:
    """What these clients owe now. Ids of clients that do not exist here are left out."""
    return ClientBalances(data=await balances.find_client_balances(tx, ids))
