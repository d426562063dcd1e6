"""The durable job of an import: checks, applies or undoes it, and says how far it is.

An application is one transaction: a job that dies in the middle leaves nothing behind, and its next attempt starts anew.
"""

from collections import defaultdict
from typing import Any, Literal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.queries import get_company
from duespark.engine.errors import Conflict, DueSparkError
from duespark.imports.apply import apply_plans
from duespark.imports.events import ImportApplied, ImportUndone
from duespark.imports.file import rows_of
from duespark.imports.known import one_import_at_a_time
from duespark.imports.options import Options
from duespark.imports.plan import Plan, Planned, controls, count, typed_rows
from duespark.imports.plan_clients import plan_clients
from duespark.imports.plan_einvoice import plan_einvoice
from duespark.imports.plan_invoices import WantedInvoice, plan_invoices
from duespark.imports.plan_items import plan_items
from duespark.imports.queries import INSERT_ROWS, RunRow, clear_rows, get_import, lock_import
from duespark.imports.undo import undo_import
from duespark.imports.upload import OPTIONS
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.jobs import Work, job
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

Action = Literal["check", "apply", "undo"]
_EVERY = 100
"""How many records between two notes of progress."""

_DURING = {"check": "checking", "apply": "applying", "undo": "undoing"}
_AFTER = {"check": "checked", "apply": "applied", "undo": "undone"}
_FROM = {"check": ("mapping", "checked", "failed"), "apply": ("checked",), "undo": ("applied",)}

_START = Q(
    "UPDATE import_runs SET state = :state, problem = '', done = 0, total = 0, version = version + 1,"
    " updated_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_PROGRESS = Q(
    "UPDATE import_runs SET done = CAST(:done AS int), total = CAST(:total AS int) WHERE org_id = CAST(:org AS uuid)"
    " AND id = CAST(:id AS uuid)"
)
_END = Q(
    "UPDATE import_runs SET state = :state, report = CAST(:report AS jsonb), problem = :problem, done = total,"
    " version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND state = :during RETURNING id"
)
_FAIL = Q(
    "UPDATE import_runs SET state = :state, problem = :problem, version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND state = :during"
)


class NotNow(Conflict):
    code = "import.not_now"
    sentence = "This import is {state}, so it cannot be {wanted} now."


async def start(tx: Tx, id: UUID, action: Action) -> RunRow:
    """Have the import checked, applied or undone by a worker. Raises `ImportNotFound`, `NotNow`."""
    run = await lock_import(tx, id)
    if run.state not in _FROM[action]:
        raise NotNow(state=run.state, wanted=_AFTER[action])
    await _START.run(tx.conn, org=tx.org_id, id=id, state=_DURING[action], now=tx.now)
    await audit(tx, f"import.{action}", subject="import", id=id, after={"kind": run.kind, "file": run.file_name})
    await run_import.later(tx, run_id=id, action=action)
    return await get_import(tx, id)


@job("imports.run")
async def run_import(work: Work, *, run_id: str, action: Action) -> None:
    """Do what was asked, unless it is done already. What cannot be done is noted for a person."""
    id = UUID(run_id)
    try:
        async with work.begin() as tx:
            await one_import_at_a_time(tx)
            run = await get_import(tx, id)
            if run.state == _DURING[action]:
                await _do(tx, work, run, action)
    except DueSparkError as error:
        async with work.begin() as tx:
            state = "applied" if action == "undo" else "failed"
            await _FAIL.run(
                tx.conn,
                org=tx.org_id,
                id=id,
                state=state,
                problem=str(error)[:2000],
                during=_DURING[action],
                now=tx.now,
            )


async def _do(tx: Tx, work: Work, run: RunRow, action: Action) -> None:
    if action == "undo":
        plans = await undo_import(tx, run.id)
        await _end(tx, run, Planned(plans=plans), action)
        await record(tx, ImportUndone(run.id, count(plans, "removed"), count(plans, "kept")))
        return
    options = OPTIONS.validate_python(run.options)
    planned = await _planned(tx, run, options)
    if action == "apply":
        total = count(planned.plans, "add")

        async def progress(at: int) -> None:
            if at % _EVERY == 0:
                async with work.begin() as other:
                    await _PROGRESS.run(other.conn, org=other.org_id, id=run.id, done=at, total=total)

        added = await apply_plans(
            tx, planned.plans, kind=run.kind, run_id=run.id, company_id=run.company_id, partial=options.mode == "partial",
            progress=progress,
        )  # fmt: skip
        await record(tx, ImportApplied(run.id, run.kind, added))
    await _end(tx, run, planned, action)


async def _planned(tx: Tx, run: RunRow, options: Options) -> Planned:
    content = await storage.get(run.file_key)
    if run.format in ("xml", "pdf"):
        assert run.company_id is not None
        return await plan_einvoice(tx, content, options, await get_company(tx, run.company_id))
    rows = typed_rows(await rows_of(content, run.format), [column["field"] for column in run.columns])
    if run.kind == "clients":
        return await plan_clients(tx, rows, options)
    if run.kind == "items":
        return await plan_items(tx, rows, options)
    assert run.company_id is not None
    return await plan_invoices(tx, rows, options, await get_company(tx, run.company_id))


async def _end(tx: Tx, run: RunRow, planned: Planned, action: Action) -> None:
    """Store the report and its records in the state that follows."""
    await clear_rows(tx, run.id)
    await INSERT_ROWS.many(tx.conn, [_stored(tx, run.id, at, plan) for at, plan in enumerate(planned.plans, start=1)])
    await _END.run(
        tx.conn, org=tx.org_id, id=run.id, state=_AFTER[action], report=to_json(_report(planned)).decode(), problem="",
        during=_DURING[action], now=tx.now,
    )  # fmt: skip


def _stored(tx: Tx, run_id: UUID, at: int, plan: Plan) -> dict[str, Any]:
    names = ("row", "rows", "fate", "label", "problem", "amount", "currency", "subject_id")
    external = plan.external_id.split(":", 1)[-1] if ":" in plan.external_id[:40] else plan.external_id
    return {"org_id": tx.org_id, "run_id": run_id, "position": at, "external_id": external} | {
        name: getattr(plan, name) for name in names
    }


def _report(planned: Planned) -> dict[str, Any]:
    plans = planned.plans
    notes = sum(
        plan.fate == "add" and isinstance(plan.wanted, WantedInvoice) and plan.wanted.document.kind == "credit_note"
        for plan in plans
    )
    rows: dict[str, int] = defaultdict(int)
    for plan in plans:
        rows[plan.fate] += plan.rows
    return {
        "rows": sum(rows.values()),
        "added": count(plans, "add"),
        "credit_notes": notes,
        "known": count(plans, "known"),
        "refused": count(plans, "refused"),
        "refused_rows": rows["refused"],
        "removed": count(plans, "removed"),
        "kept": count(plans, "kept"),
        "totals": [
            {name: getattr(one, name) for name in ("currency", "file", "add", "known", "refused", "agrees")}
            for one in controls(planned)
        ],
        "ignored": planned.ignored[:500],
        "differences": planned.differences[:500],
    }
