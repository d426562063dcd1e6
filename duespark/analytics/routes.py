"""HTTP routes of figures and search."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from duespark.accounts.access import Router
from duespark.analytics import balances, dashboard, search
from duespark.analytics.schemas import ClientBalances, Dashboard, Found
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


@router.get("/clients/balances", "clients.read")
async def list_client_balances(tx: Tx, ids: Ids) -> ClientBalances:
    """What these clients owe now. Ids of clients that do not exist here are left out."""
    return ClientBalances(data=await balances.find_client_balances(tx, ids))
