"""The job that goes through a run: each transaction holds the run's lock and ends with the results of its rows.

So a killed worker loses nothing and repeats nothing: what was committed is done, and the next one takes the first row that
still waits. A row that fails is rolled back to before it, keeps its reason, takes no number, and the rest goes on. Most
actions do one invoice a transaction; where several can be done at once and that fails, each of them is done by itself.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import asyncpg

from duespark.accounts.acting import actor_today
from duespark.bulk.actions import ACTIONS, Action, check_permitted
from duespark.bulk.events import BulkRunFinished
from duespark.bulk.export import put_pdf, remove_pages, write_merged, write_zip
from duespark.bulk.queries import RunRow, get_run, lock_run
from duespark.engine.errors import DueSparkError, Forbidden
from duespark.invoices.queries import get_invoice
from duespark.prints.keep import pdf_for_job
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.jobs import Work, job
from duespark.runtime.telemetry import log
from duespark.runtime.tx import Tx
from duespark.runtime.web import HttpProblem

SLICE = 100
"""Rows one job does before it hands on to the next, so that other work gets its turn and a worker can stop."""

TOGETHER = 16
"""Rows of an action that can do several, in one transaction."""

IN_HAND = 4
"""PDFs drawn side by side, so that all cores have work while one waits for the store or the check of its e-invoice."""

_PASSING = (asyncpg.TransactionRollbackError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, OSError)
"""Errors of the moment, not of the invoice: the job comes back for the row."""

_NEXT = Q(
    "SELECT position, invoice_id FROM bulk_rows WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:run AS uuid)"
    " AND state = 'waiting' ORDER BY position LIMIT CAST(:most AS int)"
)
_ROW = Q(
    "UPDATE bulk_rows SET state = :state, result = :result, code = :code, detail = :detail,"
    " done_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:run AS uuid)"
    " AND position = CAST(:position AS int) AND state = 'waiting'"
)
_DRAWN = Q(
    "SELECT position, result FROM bulk_rows WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:run AS uuid)"
    " AND state = 'done' ORDER BY position"
)
_TOUCH = Q(
    "UPDATE bulk_runs SET touched_at = clock_timestamp() WHERE org_id = CAST(:org AS uuid) AND id = CAST(:run AS uuid)"
)
_FINISH = Q(
    "UPDATE bulk_runs SET state = 'done', finished_at = CAST(:now AS timestamptz), file_key = :file"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:run AS uuid) AND state = 'running'"
)


class ActorGone(Forbidden):
    code = "bulk.actor_gone"
    sentence = "Whoever started this has left the organization, or the API key is no longer valid."


class _Apart(Exception):
    """So many rows cannot be done together."""

    def __init__(self, rows: int) -> None:
        self.rows = rows


@job("bulk.run")
async def run_bulk(work: Work, *, run_id: str) -> None:
    """Do the next rows of the run. Safe to run again, and by two workers at once."""
    id, done, apart = UUID(run_id), 0, 0
    while done < SLICE:
        try:
            step = await _step(work, id, most=1 if apart else SLICE - done)
        except _Apart as error:
            apart = error.rows
            continue
        if not step:
            return
        done, apart = done + step, max(0, apart - step)
    async with work.begin() as tx:
        await _TOUCH.run(tx.conn, org=tx.org_id, run=id)
        await run_bulk.later(tx, run_id=id)


async def _step(work: Work, id: UUID, *, most: int) -> int:
    """Do the next rows, `most` at a time, and return how many; 0 when there was none left. Raises `_Apart`."""
    async with work.begin() as tx:
        run = await lock_run(tx, id)
        action = ACTIONS[run.action]
        if run.state != "running" and action.act is not None:
            return 0
        rows = await _NEXT.all(tx.conn, org=tx.org_id, run=id, most=min(most, _most_of(action)))
        if action.act is not None:
            return await _act(tx, run, rows)
    if run.state != "running":
        return await _clean(work, run)
    if not rows:
        return await _pack(work, run)
    return await _draw_all(work, run, rows)


def _most_of(action: Action) -> int:
    """Rows of one step."""
    if action.act is None:
        return SLICE
    return TOGETHER if action.several else 1


async def _act(tx: Tx, run: RunRow, rows: Sequence[asyncpg.Record]) -> int:
    """Do these rows, or end the run where there are none; how many were done. Raises `_Apart`."""
    if not rows:
        await _finish(tx, run)
        return 0
    if len(rows) > 1:
        return await _do_several(tx, run, rows)
    await _do(tx, run, *rows[0])
    return 1


async def _do_several(tx: Tx, run: RunRow, rows: Sequence[asyncpg.Record]) -> int:
    """Do them together; an error takes back the whole transaction. Those that must be done by themselves wait for their turn,
    the first of all has it now."""
    several = ACTIONS[run.action].several
    assert several is not None
    try:
        await _act_as_starter(tx, run)
        outcomes = await several(tx, [row["invoice_id"] for row in rows], run.wish)
    except _PASSING:
        raise
    except Exception as error:
        raise _Apart(len(rows)) from error
    done = 0
    for row, outcome in zip(rows, outcomes, strict=True):
        if isinstance(outcome, Exception):
            await _note(tx, run, row["position"], state="failed", error=outcome)
        elif outcome is not None:
            await _note(tx, run, row["position"], state="done", result=outcome)
        elif row is rows[0]:
            await _do(tx, run, *row)
        else:
            continue
        done += 1
    return done


async def _do(tx: Tx, run: RunRow, position: int, invoice_id: UUID) -> None:
    try:
        async with tx.savepoint():
            await _act_as_starter(tx, run)
            act = ACTIONS[run.action].act
            assert act is not None
            result = await act(tx, invoice_id, run.wish)
    except _PASSING:
        raise
    except Exception as error:
        await _note(tx, run, position, state="failed", error=error)
    else:
        await _note(tx, run, position, state="done", result=result)


async def _act_as_starter(tx: Tx, run: RunRow) -> None:
    """Go on as who started it, with the permissions they have now. Raises `ActorGone`, `ActionNotPermitted`."""
    actor = await actor_today(tx, kind=run.actor_kind, id=run.actor_id)
    if actor is None:
        raise ActorGone
    check_permitted(actor, run.action)
    tx.actor = actor


async def _note(
    tx: Tx, run: RunRow, position: int, *, state: str, result: str = "", error: Exception | None = None
) -> None:
    code, detail = ("", "") if error is None else _reason(run, position, error)
    await _ROW.run(
        tx.conn, org=tx.org_id, run=run.id, position=position, state=state, result=result[:500], code=code,
        detail=detail[:1000], now=tx.now,
    )  # fmt: skip


def _reason(run: RunRow, position: int, error: Exception) -> tuple[str, str]:
    if isinstance(error, DueSparkError):
        return error.code, str(error)
    if isinstance(error, HttpProblem):
        return error.code, error.detail
    log.exception("bulk.row_failed", run=str(run.id), position=position, exc_info=error)
    return "internal", "Something went wrong on our side; we logged it. Nothing was changed on this invoice."


async def _finish(tx: Tx, run: RunRow, *, file: str | None = None) -> None:
    await _FINISH.run(tx.conn, org=tx.org_id, run=run.id, now=tx.now, file=file)
    counts = await get_run(tx, run.id)
    await record(tx, BulkRunFinished(run.id, run.action, "done", counts.done, counts.failed))


async def _draw_all(work: Work, run: RunRow, rows: Sequence[asyncpg.Record]) -> int:
    """Draw the PDFs of these rows, IN_HAND at any time, and return how many there were. An error that may pass ends one hand; the
    others go on, and then it is raised."""
    waiting = iter(rows)

    async def hand() -> None:
        for row in waiting:
            if not await _draw(work, run, *row):
                return

    for ended in await asyncio.gather(*(hand() for _ in range(IN_HAND)), return_exceptions=True):
        if ended is not None:
            raise ended
    return len(rows)


async def _draw(work: Work, run: RunRow, position: int, invoice_id: UUID) -> bool:
    """Draw the PDF outside of any transaction, then note it; whether the run still goes on."""
    result, failure = "", None
    try:
        async with work.begin() as tx:
            await _act_as_starter(tx, run)
            org, invoice = tx.org_id, await get_invoice(tx, invoice_id)
        result = await put_pdf(org, run.id, position, invoice, await pdf_for_job(work, invoice))
    except _PASSING:
        raise
    except Exception as error:
        failure = error
    async with work.begin() as tx:
        goes_on = (await lock_run(tx, run.id)).state == "running"
        if goes_on:
            await _note(tx, run, position, state="failed" if failure else "done", result=result, error=failure)
    return goes_on


async def _pack(work: Work, run: RunRow) -> int:
    """Write the file of what was drawn, then end the run."""
    async with work.begin() as tx:
        org, rows = tx.org_id, await _DRAWN.all(tx.conn, org=tx.org_id, run=run.id)
    names = {row["position"]: row["result"] for row in rows}
    file = await _write(run, org, names) if names else None
    async with work.begin() as tx:
        if (await lock_run(tx, run.id)).state == "running":
            await _finish(tx, run, file=file)
    await remove_pages(org, run.id, names)
    return 0


async def _write(run: RunRow, org: UUID, names: dict[int, str]) -> str:
    if run.action == "merge_pdf":
        return await write_merged(org, run.id, names, title=f"{len(names)} documents")
    return await write_zip(org, run.id, names)


async def _clean(work: Work, run: RunRow) -> int:
    """A cancelled export leaves nothing behind."""
    async with work.begin() as tx:
        org, rows = tx.org_id, await _DRAWN.all(tx.conn, org=tx.org_id, run=run.id)
    await remove_pages(org, run.id, [row["position"] for row in rows])
    return 0
