"""Routes of the links people gave away: one list of previews and payment links, and the end of each."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.delivery.shared_links import (
    SHARED_COLUMNS,
    SharedFilter,
    SharedKind,
    SharedLink,
    SharedState,
    find_shared_links,
    revoke_shared_link,
    walk_shared_links,
)
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["deliveries"])
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/shared-links", "deliveries.read")
async def list_shared_links(
    tx: Tx,
    kind: SharedKind | None = None,
    state: SharedState | None = None,
    invoice_id: UUID | None = None,
    limit: Limit = 50,
    cursor: str | None = None,
) -> Page[SharedLink]:
    """Links to drafts and payment links that people made, newest first, and what each is worth now."""
    chosen = SharedFilter(kind=kind, state=state, invoice_id=invoice_id)
    return await find_shared_links(tx, chosen, limit=limit, cursor=cursor)


@router.get("/shared-links.csv", "deliveries.read", **described_file("text/csv"))
async def export_shared_links(
    tx: Tx, kind: SharedKind | None = None, state: SharedState | None = None, invoice_id: UUID | None = None
) -> Response:
    """All links the filter finds, as CSV."""
    chosen = SharedFilter(kind=kind, state=state, invoice_id=invoice_id)
    return await csv_response("shared-links.csv", SHARED_COLUMNS, walk_shared_links(tx, chosen))


@router.get("/shared-links.xlsx", "deliveries.read", responses=XLSX_ANSWER, response_class=Response)
async def export_shared_links_workbook(
    tx: Tx, kind: SharedKind | None = None, state: SharedState | None = None, invoice_id: UUID | None = None
) -> Response:
    """The same as a workbook for spreadsheet programs."""
    chosen = SharedFilter(kind=kind, state=state, invoice_id=invoice_id)
    return await xlsx_response("shared-links.xlsx", SHARED_COLUMNS, walk_shared_links(tx, chosen), zone=tx.zone)


@router.post("/shared-links/{id}/revoke", "deliveries.write")
async def end_shared_link(tx: Tx, id: UUID) -> SharedLink:
    """End one of them: its address stops working at once."""
    return await revoke_shared_link(tx, id)
