"""Finds runs whose job was lost or set aside and asks for it again, and removes the files of old exports."""

from datetime import timedelta

from duespark.bulk.run import run_bulk
from duespark.runtime import storage
from duespark.runtime.db import Pool, Q
from duespark.runtime.tx import begin, clock

KEPT = timedelta(days=7)
_STUCK = Q(
    "SELECT org_id, id FROM bulk_runs WHERE state = 'running'"
    " AND touched_at < clock_timestamp() - interval '20 minutes' ORDER BY touched_at LIMIT 200"
)
_OLD = Q(
    "UPDATE bulk_runs AS r SET file_key = NULL FROM (SELECT org_id, id, file_key FROM bulk_runs"
    "   WHERE file_key IS NOT NULL AND touched_at < CAST(:before AS timestamptz) LIMIT 200 FOR UPDATE SKIP LOCKED) AS o"
    " WHERE r.org_id = o.org_id AND r.id = o.id RETURNING o.file_key"
)


async def requeue_stuck_runs(pool: Pool) -> int:
    """For schedule.py. One that this asked for and that still waits is not added twice."""
    async with begin(pool) as tx:
        rows = await _STUCK.all(tx.conn)
    for row in rows:
        async with begin(pool, org=row["org_id"]) as tx:
            await run_bulk.later(tx, key=f"stuck {row['id']}", run_id=row["id"])
    return len(rows)


async def forget_files(pool: Pool) -> int:
    """For schedule.py: the ZIP of an export is kept for a week."""
    async with begin(pool) as tx:
        rows = await _OLD.all(tx.conn, before=clock() - KEPT)
    for row in rows:
        await storage.remove(row["file_key"])
    return len(rows)
