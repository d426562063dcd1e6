"""Forgets what the queue wrote about jobs that are long done; jobs set aside for a person stay."""

from duespark.runtime.db import Pool, Q

_LOG = Q("DELETE FROM pgqueuer_log WHERE created < clock_timestamp() - interval '7 days'")
_ATTEMPTS = Q(
    "DELETE FROM job_attempts AS a WHERE a.changed_at < clock_timestamp() - interval '7 days'"
    " AND NOT EXISTS (SELECT 1 FROM pgqueuer AS p WHERE p.id = a.job_id)"
)


async def forget_old_jobs(pool: Pool) -> None:
    """Delete log lines and attempt counts older than a week."""
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        await _LOG.run(conn)
        await _ATTEMPTS.run(conn)
