"""Upload a file to import, say how to read it, and save that for the next file of its kind."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter

from duespark.accounts.audit import audit
from duespark.companies.queries import CompanyRow, find_companies, get_company
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.imports.fields import FIELDS, Field, Kind, guess_columns
from duespark.imports.file import UnknownFormat, format_of, rows_of
from duespark.imports.models import import_runs
from duespark.imports.options import Options, guess_order
from duespark.imports.queries import RunRow, get_import, lock_import
from duespark.runtime import storage
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.table_text import Row
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

OPTIONS = TypeAdapter(Options)
_SAMPLES = 3
_INSERT = insert(import_runs, skip=("report", "problem", "done", "total", "version"))
_CHANGE = Q(
    "UPDATE import_runs SET columns = CAST(:columns AS jsonb), options = CAST(:options AS jsonb), company_id = CAST(:company AS uuid),"
    " state = 'mapping', report = NULL, problem = '', version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_SAVE = Q(
    "INSERT INTO import_mappings (org_id, id, kind, name, headings, options, created_at) VALUES (CAST(:org AS uuid),"
    " CAST(:id AS uuid), :kind, :name, CAST(:headings AS jsonb), CAST(:options AS jsonb), CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, kind, name) DO UPDATE SET headings = EXCLUDED.headings, options = EXCLUDED.options RETURNING id"
)
_MAPPINGS = Q(
    "SELECT id, kind, name, headings, options FROM import_mappings WHERE org_id = CAST(:org AS uuid)"
    " AND (CAST(:kind AS text) IS NULL OR kind = CAST(:kind AS text)) ORDER BY created_at DESC, id"
)
_FORGET = Q("DELETE FROM import_mappings WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) RETURNING name")
CHANGEABLE = frozenset({"mapping", "checked", "failed"})


class NotForItems(Invalid):
    code = "import.einvoice_is_invoice"
    sentence = "An e-invoice is one invoice. Import it as invoices."


class NotChangeable(Conflict):
    code = "import.not_changeable"
    sentence = "This import is {state}. Upload the file again to read it in another way."


class UnknownField(Invalid):
    code = "import.unknown_field"
    sentence = "{field!r} is no field of {kind}."


class MappingNotFound(NotFound):
    code = "import.mapping_not_found"
    sentence = "There is no saved mapping {id}."


async def upload(tx: Tx, *, kind: Kind, file_name: str, content: bytes, company_id: UUID | None) -> RunRow:
    """Keep the file and guess how to read it. Raises `UnknownFormat`, `UnreadableTable`, `NotForItems`, `CompanyNotFound`."""
    format = format_of(content)
    if format in ("xml", "pdf") and kind != "invoices":
        raise NotForItems
    company = await _company(tx, company_id) if kind == "invoices" else None
    rows = await rows_of(content, format) if format in ("csv", "xlsx") else []
    if format in ("csv", "xlsx") and len(rows) < 2:
        raise UnknownFormat(problem="it needs a row of headings and at least one row below it")
    columns, options = await _first_guess(tx, kind, rows, company)
    id = new_id()
    key = await storage.put(tx.org_id, content, f".{format}")
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=id, kind=kind, format=format, file_name=file_name[:200] or f"file.{format}", file_key=key,
        company_id=company.id if company else None, columns=orjson.dumps(columns).decode(),
        options=to_json(options).decode(), state="mapping", created_by=tx.actor.label, created_at=tx.now, updated_at=tx.now,
    )  # fmt: skip
    await audit(
        tx,
        "import.upload",
        subject="import",
        id=id,
        after={"kind": kind, "format": format, "rows": max(len(rows) - 1, 0)},
    )
    return await get_import(tx, id)


async def _company(tx: Tx, id: UUID | None) -> CompanyRow:
    if id is not None:
        return await get_company(tx, id)
    found = await find_companies(tx)
    if not found:
        raise UnknownFormat(problem="there is no company whose invoices these could be; add one first")
    return found[0]


async def _first_guess(
    tx: Tx, kind: Kind, rows: list[Row], company: CompanyRow | None
) -> tuple[list[dict[str, Any]], Options]:
    options = Options(currency=company.currency) if company else Options()
    if not rows:
        return [], options
    headings = set(rows[0].cells)
    saved = next((one for one in await find_mappings(tx, kind) if set(one["headings"]) <= headings), None)
    fields = guess_columns(kind, rows[0], saved["headings"] if saved else None)
    columns = [
        {"heading": cell[:100], "samples": [row.cells[at][:60] for row in rows[1 : 1 + _SAMPLES]], "field": field}
        for at, (cell, field) in enumerate(zip(rows[0].cells, fields, strict=True))
    ]
    if saved:
        return columns, OPTIONS.validate_python(saved["options"])
    if "issue_date" in fields:
        at = fields.index("issue_date")
        options = replace(options, date_order=guess_order([row.cells[at] for row in rows[1:2000] if row.cells[at]]))
    return columns, options


async def change(
    tx: Tx, id: UUID, *, fields: tuple[Field | None, ...], options: Options, company_id: UUID | None, version: int
) -> RunRow:
    """Read the file in another way; a check made before is forgotten. Raises `NotChangeable`, `UnknownField`."""
    run = await lock_import(tx, id, version=version)
    if run.state not in CHANGEABLE:
        raise NotChangeable(state=run.state)
    wrong = next((field for field in fields if field is not None and field not in FIELDS[run.kind]), None)
    if wrong is not None:
        raise UnknownField(pointer="/columns", field=wrong, kind=run.kind)
    company = await get_company(tx, company_id) if company_id is not None and run.kind == "invoices" else None
    columns = [column | {"field": fields[at] if at < len(fields) else None} for at, column in enumerate(run.columns)]
    await _CHANGE.run(
        tx.conn, org=tx.org_id, id=id, columns=orjson.dumps(columns).decode(), options=to_json(options).decode(),
        company=company.id if company else run.company_id, now=tx.now,
    )  # fmt: skip
    await audit(tx, "import.change", subject="import", id=id, after={"columns": list(fields)})
    return await get_import(tx, id)


async def save_mapping(tx: Tx, *, import_id: UUID, name: str) -> dict[str, Any]:
    """Remember how this file is read, under a name; the same name replaces what it meant. Raises `ImportNotFound`."""
    run = await get_import(tx, import_id)
    headings = {column["heading"]: column["field"] for column in run.columns if column["field"]}
    id = await _SAVE.value(
        tx.conn, org=tx.org_id, id=new_id(), kind=run.kind, name=name.strip(), headings=orjson.dumps(headings).decode(),
        options=orjson.dumps(run.options).decode(), now=tx.now,
    )  # fmt: skip
    await audit(tx, "import_mapping.save", subject="import_mapping", id=id, after={"name": name, "kind": run.kind})
    return next(one for one in await find_mappings(tx) if one["id"] == id)


async def find_mappings(tx: Tx, kind: Kind | None = None) -> list[dict[str, Any]]:
    """Saved mappings, the newest first."""
    rows = await _MAPPINGS.all(tx.conn, org=tx.org_id, kind=kind)
    return [{**row, "headings": orjson.loads(row["headings"]), "options": orjson.loads(row["options"])} for row in rows]


async def forget_mapping(tx: Tx, id: UUID) -> None:
    """Delete a saved mapping. Raises `MappingNotFound`."""
    name = await _FORGET.value(tx.conn, org=tx.org_id, id=id)
    if name is None:
        raise MappingNotFound(id=id)
    await audit(tx, "import_mapping.delete", subject="import_mapping", id=id, before={"name": name})
