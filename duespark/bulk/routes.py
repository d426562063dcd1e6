"""Routes of bulk runs."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response, StreamingResponse

from duespark.accounts.access import Router
from duespark.accounts.permissions import PUBLIC
from duespark.bulk.cancel import cancel_bulk
from duespark.bulk.file_link import FileLink, FileLinkIn, make_file_link, open_file_link
from duespark.bulk.queries import find_rows, find_runs, get_file_key, get_run, walk_rows
from duespark.bulk.schemas import BulkIn, BulkRow, BulkRun, RowState, RunState
from duespark.bulk.start import start_bulk
from duespark.runtime import storage
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["bulk"])
public_router = Router(tags=["public pages"], prefix="")

Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500)]
_COLUMNS = [name for name in BulkRow.__dataclass_fields__ if name != "invoice_id"]


@router.post("/bulk-runs", "bulk.write", status=202)
async def start_bulk_run(tx: Tx, wanted: BulkIn) -> BulkRun:
    """Do one thing to many invoices, in the background; the action's own permission is needed too."""
    return await start_bulk(tx, wanted)


@router.get("/bulk-runs", "invoices.read")
async def list_bulk_runs(
    tx: Tx, state: RunState | None = None, limit: Limit = 20, cursor: Cursor = None
) -> Page[BulkRun]:
    """Runs with their progress, newest first."""
    return await find_runs(tx, state=state, limit=limit, cursor=cursor)


@router.get("/bulk-runs/{id}", "invoices.read")
async def get_bulk_run(tx: Tx, id: UUID) -> BulkRun:
    """One run and how far it is."""
    return await get_run(tx, id)


@router.get("/bulk-runs/{id}/rows", "invoices.read")
async def list_bulk_rows(
    tx: Tx, id: UUID, state: RowState | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[BulkRow]:
    """What became of each invoice, in the order they are done."""
    return await find_rows(tx, id, state=state, limit=limit, cursor=cursor)


@router.get("/bulk-runs/{id}/rows.csv", "invoices.read", **described_file("text/csv"))
async def export_bulk_rows(tx: Tx, id: UUID, state: RowState | None = None) -> Response:
    """The same as CSV."""
    await get_run(tx, id)
    return await csv_response("results.csv", _COLUMNS, walk_rows(tx, id, state=state))


@router.get("/bulk-runs/{id}/rows.xlsx", "invoices.read", responses=XLSX_ANSWER, response_class=Response)
async def export_bulk_rows_workbook(tx: Tx, id: UUID, state: RowState | None = None) -> Response:
    """The same as a workbook for spreadsheet programs."""
    await get_run(tx, id)
    return await xlsx_response("results.xlsx", _COLUMNS, walk_rows(tx, id, state=state), zone=tx.zone)


@router.get("/bulk-runs/{id}/file", "invoices.read", **described_file("application/zip", "application/pdf"))
async def get_bulk_file(tx: Tx, id: UUID) -> Response:
    """The ZIP or the one PDF of an export, for a week."""
    return await _file(await get_file_key(tx, id))


async def _file(key: str) -> Response:
    kind = key.rpartition(".")[2]
    headers = {"content-disposition": f'attachment; filename="invoices.{kind}"', "cache-control": "private, no-store"}
    return StreamingResponse(await storage.stream(key), media_type=f"application/{kind}", headers=headers)


@router.post("/bulk-runs/{id}/file-link", "bulk.write", replay=False)
async def make_bulk_file_link(tx: Tx, id: UUID, wanted: FileLinkIn) -> FileLink:
    """An address that downloads the file without signing in, for some hours."""
    return await make_file_link(tx, id, wanted)


@public_router.get("/files/{code}", PUBLIC, include_in_schema=False)
async def get_shared_file(tx: Tx, code: str) -> Response:
    """The file behind an address that has not expired."""
    return await _file(await open_file_link(tx, code))


@router.post("/bulk-runs/{id}/cancel", "bulk.write")
async def cancel_bulk_run(tx: Tx, id: UUID) -> BulkRun:
    """Stop a run; what is done stays done."""
    return await cancel_bulk(tx, id)
