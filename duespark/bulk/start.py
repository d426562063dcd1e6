"""Start: the invoices are found and written down with the run, in the order they will be done; then a job goes on."""

from dataclasses import asdict

from duespark.accounts.audit import audit
from duespark.bulk.actions import check_permitted
from duespark.bulk.events import BulkRunStarted
from duespark.bulk.models import bulk_rows, bulk_runs
from duespark.bulk.queries import get_run
from duespark.bulk.run import run_bulk
from duespark.bulk.schemas import BulkIn, BulkRun
from duespark.engine.errors import Conflict, Invalid
from duespark.invoices.find import Filters, Target, find_targets
from duespark.invoices.queries import InvoiceNotFound
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx, clock
from duespark.runtime.web import to_json

MOST = 10_000
MOST_MERGED = 1_000
"""Documents in one PDF: more take hundreds of megabytes to merge, and programs are slow to open it."""
_RUN = insert(bulk_runs, skip=["state", "file_key", "finished_at"])
_ROWS = Q(bulk_rows.insert(), ["org_id", "run_id", "position", "invoice_id", "number", "client_name"])


class NothingFound(Invalid):
    code = "bulk.nothing_found"
    sentence = "The filters find no invoice."


class TooMany(Invalid):
    code = "bulk.too_many"
    sentence = "A run takes at most {most} invoices. Narrow the filters."


class TooManyForOne(Invalid):
    code = "bulk.too_many_for_one_pdf"
    sentence = "One PDF holds at most {most} documents, and these are {count}. Take the ZIP, or narrow the filters."


class SetChanged(Conflict):
    code = "bulk.set_changed"
    sentence = "You saw {expected} invoices, and now there are {found}. Look at the list again."


async def start_bulk(tx: Tx, wanted: BulkIn) -> BulkRun:
    """Begin a run. Raises `ActionNotPermitted`, `InvoiceNotFound`, `NothingFound`, `TooMany`, `TooManyForOne`, `SetChanged`."""
    check_permitted(tx.actor, wanted.action)
    targets = await find_targets(tx, wanted.filters, most=MOST + 1)
    _check(wanted, targets)
    id = new_id()
    filters = {name: value for name, value in asdict(wanted.filters).items() if value is not None}
    await _RUN.run(
        tx.conn,
        org_id=tx.org_id,
        id=id,
        action=wanted.action,
        wish=to_json(wanted.wish).decode(),
        filters=to_json(filters).decode(),
        total=len(targets),
        actor_kind=tx.actor.kind,
        actor_id=tx.actor.id,
        actor_label=tx.actor.label,
        created_at=tx.now,
        touched_at=clock(),
    )
    await _ROWS.many(
        tx.conn,
        (
            {
                "org_id": tx.org_id,
                "run_id": id,
                "position": at,
                "invoice_id": one.id,
                "number": one.number,
                "client_name": one.client_name,
            }
            for at, one in enumerate(targets, start=1)
        ),
    )
    await run_bulk.later(tx, run_id=id)
    await record(tx, BulkRunStarted(id, wanted.action, len(targets)))
    after = {"action": wanted.action, "filters": filters, "wish": wanted.wish, "total": len(targets)}
    await audit(tx, "bulk_run.start", subject="bulk_run", id=id, after=after)
    return await get_run(tx, id)


def _check(wanted: BulkIn, targets: list[Target]) -> None:
    _check_named(wanted.filters, targets)
    if not targets:
        raise NothingFound
    if len(targets) > MOST:
        raise TooMany(most=MOST)
    if wanted.action == "merge_pdf" and len(targets) > MOST_MERGED:
        raise TooManyForOne(most=MOST_MERGED, count=len(targets))
    if wanted.expected is not None and wanted.expected != len(targets):
        raise SetChanged(expected=wanted.expected, found=len(targets))


def _check_named(filters: Filters, targets: list[Target]) -> None:
    """Invoices named one by one must all be there: a missing one is a mistake, not a smaller set."""
    found = {one.id for one in targets}
    for at, id in enumerate(filters.ids or ()):
        if id not in found:
            raise InvoiceNotFound(pointer=f"/filters/ids/{at}", id=id)
