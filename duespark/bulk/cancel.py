"""Cancel: what is done stays done, the invoices in hand end, and none of the rest begins."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.bulk.actions import check_permitted
from duespark.bulk.events import BulkRunFinished
from duespark.bulk.queries import get_run, lock_run
from duespark.bulk.schemas import BulkRun
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_ROWS = Q(
    "UPDATE bulk_rows SET state = 'cancelled', done_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND run_id = CAST(:id AS uuid) AND state = 'waiting'"
)
_RUN = Q(
    "UPDATE bulk_runs SET state = 'cancelled', finished_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class RunEnded(Conflict):
    code = "bulk.run_ended"
    sentence = "This run has ended already ({state})."


async def cancel_bulk(tx: Tx, id: UUID) -> BulkRun:
    """Stop a run. Waits for the invoices in hand. Raises `RunNotFound`, `ActionNotPermitted`, `RunEnded`."""
    await get_run(tx, id)
    run = await lock_run(tx, id)
    check_permitted(tx.actor, run.action)
    if run.state != "running":
        raise RunEnded(state=run.state)
    await _ROWS.run(tx.conn, org=tx.org_id, id=id, now=tx.now)
    await _RUN.run(tx.conn, org=tx.org_id, id=id, now=tx.now)
    found = await get_run(tx, id)
    counts = {"done": found.done, "failed": found.failed, "cancelled": found.cancelled}
    await record(tx, BulkRunFinished(id, found.action, found.state, found.done, found.failed))
    await audit(tx, "bulk_run.cancel", subject="bulk_run", id=id, after=counts)
    return found
