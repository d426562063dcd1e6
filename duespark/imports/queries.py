"""Reads of imports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import sqlalchemy as sa

from duespark.engine.errors import NotFound
from duespark.imports.models import import_rows, import_runs
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, decode_position, encode_cursor


class ImportNotFound(NotFound):
    code = "import.not_found"
    sentence = "There is no import {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """An import as stored; `columns`, `options` and `report` are plain JSON values."""

    id: UUID
    kind: Any
    format: Any
    file_name: str
    file_key: str
    company_id: UUID | None
    columns: list[dict[str, Any]]
    options: dict[str, Any]
    state: Any
    report: dict[str, Any] | None
    problem: str
    done: int
    total: int
    version: int
    created_by: str
    created_at: datetime


_C = import_runs.c
_ONE = sa.select(*(_C[name] for name in RunRow.__dataclass_fields__)).where(
    _C.org_id == sa.bindparam("org"), _C.id == sa.bindparam("id")
)
_GET, _LOCK = Q(_ONE), Q(_ONE.with_for_update())
_LIST = Q(
    f"SELECT {', '.join(RunRow.__dataclass_fields__)} FROM import_runs WHERE org_id = CAST(:org AS uuid)"
    " AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))"
    " AND (company_id IS NULL OR CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))"
    " ORDER BY id DESC LIMIT CAST(:most AS int)"
)
_ROWS = Q(
    'SELECT position, "row", rows, fate, external_id, label, problem, amount, currency, subject_id FROM import_rows'
    " WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:run AS uuid) AND position > CAST(:after AS int)"
    " AND (CAST(:fate AS text) IS NULL OR fate = CAST(:fate AS text)) ORDER BY position LIMIT CAST(:most AS int)"
)
_COUNT_ROWS = Q(
    "SELECT count(*) FROM import_rows WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:run AS uuid)"
    " AND (CAST(:fate AS text) IS NULL OR fate = CAST(:fate AS text))"
)
_CLEAR = Q("DELETE FROM import_rows WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:run AS uuid)")
INSERT_ROWS = insert(import_rows)


def _run(tx: Tx, record: asyncpg.Record | None, id: UUID) -> RunRow:
    if record is None:
        raise ImportNotFound(id=id)
    visible = (
        tx.actor.company_ids is None or record["company_id"] is None or record["company_id"] in tx.actor.company_ids
    )
    if not visible:
        raise ImportNotFound(id=id)
    values = dict(record)
    for name in ("columns", "options", "report"):
        values[name] = orjson.loads(values[name]) if values[name] else None
    return RunRow(**values)


async def get_import(tx: Tx, id: UUID) -> RunRow:
    """The import; raises `ImportNotFound`, also for one of a company the actor may not see."""
    return _run(tx, await _GET.one(tx.conn, org=tx.org_id, id=id), id)


async def lock_import(tx: Tx, id: UUID, *, version: int | None = None) -> RunRow:
    """The import, locked. Raises `ImportNotFound`, `ChangedElsewhere`."""
    run = _run(tx, await _LOCK.one(tx.conn, org=tx.org_id, id=id), id)
    if version is not None and run.version != version:
        raise ChangedElsewhere(run.version)
    return run


async def find_imports(tx: Tx, *, after: UUID | None, most: int) -> list[RunRow]:
    """The newest imports first, below `after`."""
    companies = tx.seen_companies
    records = await _LIST.all(tx.conn, org=tx.org_id, after=after, companies=companies, most=most)
    return [_run(tx, record, record["id"]) for record in records]


async def find_rows(tx: Tx, run_id: UUID, *, fate: str | None, after: int, most: int) -> list[asyncpg.Record]:
    """Records of the report in order, behind position `after`."""
    return await _ROWS.all(tx.conn, org=tx.org_id, run=run_id, fate=fate, after=after, most=most)


async def find_page(
    tx: Tx, run_id: UUID, *, fate: str | None, limit: int, cursor: str | None
) -> tuple[list[asyncpg.Record], str | None, int]:
    """One page of the report, the cursor of the next, and how many records there are in all. Raises `BadCursor`."""
    after = decode_position(cursor, "position")
    rows = await find_rows(tx, run_id, fate=fate, after=after, most=limit + 1)
    more = encode_cursor("position", rows[limit - 1]["position"], run_id) if len(rows) > limit else None
    return rows[:limit], more, await _COUNT_ROWS.value(tx.conn, org=tx.org_id, run=run_id, fate=fate)


async def clear_rows(tx: Tx, run_id: UUID) -> None:
    """Forget the report's records, before it is made anew."""
    await _CLEAR.run(tx.conn, org=tx.org_id, run=run_id)
