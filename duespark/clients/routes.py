"""HTTP of clients."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.clients import archive
from duespark.clients.create import create
from duespark.clients.details import ClientIn
from duespark.clients.export import COLUMNS, walk_clients
from duespark.clients.queries import Sort, find_page, find_suggestions
from duespark.clients.queries import get_client as read_client
from duespark.clients.schemas import Client, ClientSuggestions, client_of, suggestion_of
from duespark.clients.update import update
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version

router = Router(tags=["clients"])

Search = Annotated[str, Query(max_length=200, description="Part of a name, e-mail address, code or city.")]
_CSV_ANSWER = {200: {"description": "One row a client.", "content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.get("/clients", "clients.read")
async def list_clients(
    tx: Tx,
    q: Search = "",
    archived: bool = False,
    sort: Sort = "name",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[Client]:
    """Clients, by name or by when they were added."""
    rows, more, total = await find_page(tx, q=q, archived=archived, sort=sort, limit=limit, cursor=cursor)
    return Page(data=[client_of(row) for row in rows], next=more, total=total)


@router.get("/clients.csv", "clients.read", responses=_CSV_ANSWER, response_class=Response)
async def export_clients(tx: Tx, q: Search = "", archived: bool = False) -> Response:
    """All clients that match, as CSV."""
    return await csv_response("clients.csv", COLUMNS, walk_clients(tx, q=q, archived=archived))


@router.get("/clients/suggest", "clients.read")
async def suggest_clients(tx: Tx, q: Search = "", limit: Annotated[int, Query(ge=1, le=50)] = 10) -> ClientSuggestions:
    """Clients that match what is being typed."""
    return ClientSuggestions(data=[suggestion_of(row) for row in await find_suggestions(tx, q=q, most=limit)])


@router.post("/clients", "clients.write", status=201)
async def create_client(tx: Tx, client: ClientIn) -> Client:
    """Add a client."""
    return client_of(await create(tx, wanted=client))


@router.get("/clients/{id}", "clients.read")
async def get_client(tx: Tx, id: UUID) -> Client:
    """One client."""
    return client_of(await read_client(tx, id))


@router.put("/clients/{id}", "clients.write")
async def update_client(tx: Tx, id: UUID, client: ClientIn, request: Request) -> Client:
    """Change a client; invoices already issued keep what they say."""
    return client_of(await update(tx, id, version=wanted_version(request), wanted=client))


@router.post("/clients/{id}/archive", "clients.write")
async def archive_client(tx: Tx, id: UUID) -> Client:
    """Put a client away; its invoices stay."""
    return client_of(await archive.archive(tx, id))


@router.post("/clients/{id}/restore", "clients.write")
async def restore_client(tx: Tx, id: UUID) -> Client:
    """Bill an archived client again."""
    return client_of(await archive.restore(tx, id))
