"""Runs waiting jobs here and now, one after the other: for tests, and for building a history step by step.

The worker's promises (attempts, back-off, recovery) do not hold here; an error goes to the caller.
"""

from uuid import UUID

import orjson

from duespark.runtime.db import Pool, Q
from duespark.runtime.jobs import REGISTRY, Work

_TAKE = Q(
    "DELETE FROM pgqueuer WHERE id = (SELECT id FROM pgqueuer WHERE status = 'queued' AND entrypoint = ANY(CAST(:kinds AS text[]))"
    " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING entrypoint, payload"
)


async def run_waiting_jobs(pool: Pool, *, most: int = 100_000) -> int:
    """Run every job that waits, also those that jobs add, whatever their time; returns how many ran."""
    kinds = list(REGISTRY)
    for done in range(most):
        async with pool.acquire() as conn:
            row = await _TAKE.one(conn, kinds=kinds)
        if row is None:
            return done
        payload = orjson.loads(row["payload"])
        org = UUID(payload["org"]) if payload.get("org") else None
        await REGISTRY[row["entrypoint"]].handler(Work(pool=pool, org=org), **payload.get("arguments", {}))
    return most
