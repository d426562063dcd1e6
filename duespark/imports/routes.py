"""HTTP of imports: upload, say how to read, check, apply, undo."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import asyncpg
from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import TypeAdapter

from duespark.accounts.access import Router
from duespark.imports import upload
from duespark.imports.fields import Kind
from duespark.imports.plan import Fate
from duespark.imports.queries import RunRow, find_imports, find_page, find_rows
from duespark.imports.queries import get_import as read_import
from duespark.imports.run import start
from duespark.imports.schemas import (
    Import,
    ImportChange,
    ImportColumn,
    ImportReport,
    ImportRow,
    Mapping,
    MappingIn,
    MappingList,
)
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["imports"])

_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_CSV_ANSWER = {200: {"description": "One row a record.", "content": {"text/csv": {"schema": {"type": "string"}}}}}
_REPORT = TypeAdapter(ImportReport)
_COLUMN = TypeAdapter(ImportColumn)
_MAPPING = TypeAdapter(Mapping)
_ROW = tuple(ImportRow.__dataclass_fields__)
_MOST_ROWS = 200_000


def _import(run: RunRow) -> Import:
    shown = {
        name: getattr(run, name) for name in Import.__dataclass_fields__ if name not in ("columns", "options", "report")
    }
    columns = [_COLUMN.validate_python(column) for column in run.columns]
    report = None if run.report is None else _REPORT.validate_python(run.report)
    return Import(**shown, columns=columns, options=upload.OPTIONS.validate_python(run.options), report=report)


def _row(record: asyncpg.Record) -> ImportRow:
    return ImportRow(**{name: record[name] for name in _ROW})


@router.post("/imports", "imports.write", status=201, openapi_extra=_FILE)
async def upload_import(
    tx: Tx,
    request: Request,
    kind: Kind,
    file_name: Annotated[str, Query(max_length=200)] = "",
    company_id: UUID | None = None,
) -> Import:
    """Upload a file as the body: CSV, XLSX, an e-invoice (XML) or a Factur-X PDF, at most 6 MB. Nothing is imported yet."""
    content = await request.body()
    return _import(await upload.upload(tx, kind=kind, file_name=file_name, content=content, company_id=company_id))


@router.get("/imports", "imports.read")
async def list_imports(
    tx: Tx, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: str | None = None
) -> Page[Import]:
    """Imports, the newest first."""
    place = decode_cursor(cursor, "id")
    runs = await find_imports(tx, after=place[1] if place else None, most=limit + 1)
    more = encode_cursor("id", "", runs[limit - 1].id) if len(runs) > limit else None
    return Page(data=[_import(run) for run in runs[:limit]], next=more, total=None)


@router.get("/imports/mappings", "imports.read")
async def list_import_mappings(tx: Tx, kind: Kind | None = None) -> MappingList:
    """Saved ways to read a table."""
    return MappingList(data=[_MAPPING.validate_python(one) for one in await upload.find_mappings(tx, kind)])


@router.post("/imports/mappings", "imports.write", status=201)
async def save_import_mapping(tx: Tx, mapping: MappingIn) -> Mapping:
    """Save how an import is read, under a name."""
    saved = await upload.save_mapping(tx, import_id=mapping.import_id, name=mapping.name)
    return _MAPPING.validate_python(saved)


@router.delete("/imports/mappings/{id}", "imports.write")
async def delete_import_mapping(tx: Tx, id: UUID) -> None:
    """Forget a saved mapping."""
    await upload.forget_mapping(tx, id)


@router.get("/imports/{id}", "imports.read")
async def get_import(tx: Tx, id: UUID) -> Import:
    """One import: how far it is, and its report."""
    return _import(await read_import(tx, id))


@router.put("/imports/{id}", "imports.write")
async def change_import(tx: Tx, id: UUID, change: ImportChange, request: Request) -> Import:
    """Say what each column is and how to read the file."""
    run = await upload.change(
        tx,
        id,
        fields=change.columns,
        options=change.options,
        company_id=change.company_id,
        version=wanted_version(request),
    )
    return _import(run)


@router.post("/imports/{id}/check", "imports.write")
async def check_import(tx: Tx, id: UUID) -> Import:
    """Have a worker find out what would become of each row; nothing is imported."""
    return _import(await start(tx, id, "check"))


@router.post("/imports/{id}/apply", "imports.write")
async def apply_import(tx: Tx, id: UUID) -> Import:
    """Have a worker import what was checked, in one transaction."""
    return _import(await start(tx, id, "apply"))


@router.post("/imports/{id}/undo", "imports.write")
async def undo_import(tx: Tx, id: UUID) -> Import:
    """Have a worker take away what the import made, unless it was changed or used since."""
    return _import(await start(tx, id, "undo"))


@router.get("/imports/{id}/rows", "imports.read")
async def list_import_rows(
    tx: Tx,
    id: UUID,
    fate: Fate | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
    cursor: str | None = None,
) -> Page[ImportRow]:
    """The report, record by record."""
    await read_import(tx, id)
    records, more, total = await find_page(tx, id, fate=fate, limit=limit, cursor=cursor)
    return Page(data=[_row(record) for record in records], next=more, total=total)


@router.get("/imports/{id}/rows.csv", "imports.read", responses=_CSV_ANSWER, response_class=Response)
async def export_import_rows(tx: Tx, id: UUID, fate: Fate | None = None) -> Response:
    """The whole report as CSV."""
    return await csv_response("import.csv", _ROW, _all_rows(tx, await read_import(tx, id), fate))


@router.get("/imports/{id}/rows.xlsx", "imports.read", responses=XLSX_ANSWER, response_class=Response)
async def export_import_rows_workbook(tx: Tx, id: UUID, fate: Fate | None = None) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("import.xlsx", _ROW, _all_rows(tx, await read_import(tx, id), fate), zone=tx.zone)


async def _all_rows(tx: Tx, run: RunRow, fate: Fate | None) -> AsyncIterator[ImportRow]:
    for record in await find_rows(tx, run.id, fate=fate, after=0, most=_MOST_ROWS):
        yield _row(record)
