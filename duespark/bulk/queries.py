"""Reads of bulk runs. Whoever sees only some companies sees only runs of their own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import asyncpg
import orjson
from pydantic import TypeAdapter

from duespark.bulk.schemas import ActionName, BulkRow, BulkRun, BulkWish, RowState, RunState
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, decode_position, encode_cursor

_WISH = TypeAdapter(BulkWish)
_SEEN = (
    "r.org_id = CAST(:org AS uuid) AND (CAST(:mine AS bool) IS FALSE OR r.actor_id = CAST(:actor AS uuid))"
    " AND (CAST(:state AS text) IS NULL OR r.state = :state)"
)
_RUN = (
    "SELECT r.id, r.action, r.state, r.total, c.waiting, c.done, c.failed, c.cancelled, r.actor_label,"
    " r.file_key IS NOT NULL AS has_file, r.created_at, r.finished_at FROM bulk_runs AS r CROSS JOIN LATERAL ("
    " SELECT count(*) FILTER (WHERE b.state = 'waiting') AS waiting, count(*) FILTER (WHERE b.state = 'done') AS done,"
    " count(*) FILTER (WHERE b.state = 'failed') AS failed, count(*) FILTER (WHERE b.state = 'cancelled') AS cancelled"
    f" FROM bulk_rows AS b WHERE b.org_id = r.org_id AND b.run_id = r.id) AS c WHERE {_SEEN}"
)
_FIND = Q(
    f"{_RUN} AND (CAST(:after AS uuid) IS NULL OR r.id < CAST(:after AS uuid)) ORDER BY r.id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM bulk_runs AS r WHERE {_SEEN}")
_GET = Q(f"{_RUN} AND r.id = CAST(:id AS uuid)")
_FILE = Q("SELECT file_key FROM bulk_runs WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_ROWS = Q(
    "SELECT position, invoice_id, number, client_name, state, result, code, detail, done_at FROM bulk_rows"
    " WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:id AS uuid) AND position > CAST(:after AS int)"
    " AND (CAST(:state AS text) IS NULL OR state = :state) ORDER BY position LIMIT CAST(:most AS int)"
)
_COUNT_ROWS = Q(
    "SELECT count(*) FROM bulk_rows WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:id AS uuid)"
    " AND (CAST(:state AS text) IS NULL OR state = :state)"
)
_LOCK = Q(
    "SELECT id, action, wish, state, actor_kind, actor_id FROM bulk_runs"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) FOR UPDATE"
)
_BATCH = 1000


class RunNotFound(NotFound):
    code = "bulk.run_not_found"
    sentence = "There is no bulk run {id}."


class NoFile(NotFound):
    code = "bulk.no_file"
    sentence = "This run has no file: it is no export, is not done, or its file was removed after a week."


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run as it is worked on, locked."""

    id: UUID
    action: ActionName
    wish: BulkWish
    state: RunState
    actor_kind: str
    actor_id: UUID | None


def _seen(tx: Tx, state: str | None = None) -> dict[str, object]:
    return {"org": tx.org_id, "mine": tx.actor.company_ids is not None, "actor": tx.actor.id, "state": state}


async def find_runs(tx: Tx, *, state: RunState | None, limit: int, cursor: str | None) -> Page[BulkRun]:
    """Newest first. Raises `BadCursor`."""
    place, seen = decode_cursor(cursor, "-id"), _seen(tx, state)
    rows = await _FIND.all(tx.conn, **seen, after=place[1] if place else None, most=limit + 1)
    more = encode_cursor("-id", None, rows[limit - 1]["id"]) if len(rows) > limit else None
    return Page(data=[_run(row) for row in rows[:limit]], next=more, total=await _COUNT.value(tx.conn, **seen))


async def get_run(tx: Tx, id: UUID) -> BulkRun:
    """The run and its progress. Raises `RunNotFound`."""
    row = await _GET.one(tx.conn, **_seen(tx), id=id)
    if row is None:
        raise RunNotFound(id=id)
    return _run(row)


def _run(row: asyncpg.Record) -> BulkRun:
    return BulkRun(**row)


async def lock_run(tx: Tx, id: UUID) -> RunRow:
    """The run, locked until the transaction ends: whoever holds it is the only one to go on. Raises `RunNotFound`."""
    row = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise RunNotFound(id=id)
    return RunRow(**{**row, "wish": _WISH.validate_python(orjson.loads(row["wish"]))})


async def get_file_key(tx: Tx, id: UUID) -> str:
    """Where the file of a run lies. Raises `RunNotFound`, `NoFile`."""
    await get_run(tx, id)
    key: str | None = await _FILE.value(tx.conn, org=tx.org_id, id=id)
    if key is None:
        raise NoFile
    return key


async def find_rows(tx: Tx, id: UUID, *, state: RowState | None, limit: int, cursor: str | None) -> Page[BulkRow]:
    """The invoices of a run in their order. Raises `RunNotFound`, `BadCursor`."""
    await get_run(tx, id)
    after = decode_position(cursor, "position")
    rows = await _ROWS.all(tx.conn, org=tx.org_id, id=id, state=state, after=after, most=limit + 1)
    data = [BulkRow(**row) for row in rows[:limit]]
    more = encode_cursor("position", data[-1].position, id) if len(rows) > limit else None
    total = await _COUNT_ROWS.value(tx.conn, org=tx.org_id, id=id, state=state)
    return Page(data=data, next=more, total=total)


async def walk_rows(tx: Tx, id: UUID, *, state: RowState | None) -> AsyncIterator[BulkRow]:
    """Every row of a run."""
    after = 0
    while True:
        rows = await _ROWS.all(tx.conn, org=tx.org_id, id=id, state=state, after=after, most=_BATCH)
        for row in rows:
            yield BulkRow(**row)
        if len(rows) < _BATCH:
            return
        after = rows[-1]["position"]
