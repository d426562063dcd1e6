"""Runs jobs in this process until told to stop, on PgQueuer.

What the wrapper adds to the queue: attempts are counted in a committed statement before the handler (a job that
kills its worker is set aside instead of looping for ever), failures back off and are kept for a person after the last
attempt, and every job is timed and logged.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import asyncpg
import orjson
import sqlalchemy as sa
from pgqueuer import PgQueuer
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job as QueuedJob

from duespark.runtime.db import Pool, Q, metadata
from duespark.runtime.jobs import REGISTRY, Job, Work
from duespark.runtime.settings import settings
from duespark.runtime.telemetry import JOB_SECONDS, JOBS, log

job_attempts = sa.Table(
    "job_attempts",
    metadata,
    sa.Column("job_id", sa.BigInteger, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    info={"rls": "system"},
)

_COUNT = Q(
    "INSERT INTO job_attempts AS a (job_id, kind, attempts, changed_at) VALUES (CAST(:id AS bigint), :kind, 1, clock_timestamp())"
    " ON CONFLICT (job_id) DO UPDATE SET attempts = a.attempts + 1, changed_at = clock_timestamp() RETURNING attempts"
)
_FAILED = Q("UPDATE job_attempts SET error = :error WHERE job_id = CAST(:id AS bigint)")
_DONE = Q("DELETE FROM job_attempts WHERE job_id = CAST(:id AS bigint)")

FIRST_DELAY = 2.0
LONGEST_DELAY = 900.0


class TooManyAttempts(RuntimeError):
    """The job was begun as often as allowed and never ended; it is kept for a person."""


async def _system(pool: Pool, statement: Q, **values: object) -> object:
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        return await statement.value(conn, **values)


def _delay(attempt: int) -> timedelta:
    """2, 4, 8 ... seconds, at most a quarter of an hour."""
    return timedelta(seconds=min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY))


def _handler(job: Job, pool: Pool) -> Callable[[QueuedJob], Awaitable[None]]:
    async def handle(queued: QueuedJob) -> None:
        most = settings().job_attempts
        attempt = int(str(await _system(pool, _COUNT, id=queued.id, kind=job.name)))
        if attempt > most:
            JOBS.labels(job.name, "set_aside").inc()
            raise TooManyAttempts(job.name)
        payload = orjson.loads(queued.payload or b"{}")
        org = UUID(payload["org"]) if payload.get("org") else None
        work = Work(pool=pool, org=org, attempt=attempt, last_attempt=attempt >= most)
        begun = time.perf_counter()
        try:
            await job.handler(work, **payload.get("arguments", {}))
        except asyncio.CancelledError:
            raise
        except Exception as error:
            await _system(pool, _FAILED, id=queued.id, error=f"{type(error).__name__}: {error}"[:500])
            if work.last_attempt:
                JOBS.labels(job.name, "set_aside").inc()
                log.exception("job.set_aside", kind=job.name, job=queued.id, exc_info=error)
                raise
            JOBS.labels(job.name, "retry").inc()
            log.warning(
                "job.retry", kind=job.name, job=queued.id, attempt=attempt, error=f"{type(error).__name__}: {error}"
            )
            raise RetryRequested(delay=_delay(attempt), reason=type(error).__name__) from error
        JOB_SECONDS.labels(job.name).observe(time.perf_counter() - begun)
        JOBS.labels(job.name, "done").inc()
        await _system(pool, _DONE, id=queued.id)

    return handle


async def run_jobs(dsn: str, pool: Pool, stop: asyncio.Event, *, concurrency: int = 8) -> None:
    """Run every registered job until `stop` is set, then let those in hand end."""
    connection = await asyncpg.connect(dsn, server_settings={"application_name": "duespark-queue", "timezone": "UTC"})
    try:
        queuer = PgQueuer.from_asyncpg_connection(connection)
        for job in REGISTRY.values():
            queuer.entrypoint(job.name, on_failure="hold", accepts_context=False)(_handler(job, pool))

        async def pass_on() -> None:
            await stop.wait()
            queuer.shutdown.set()

        waiter = asyncio.create_task(pass_on())
        try:
            await queuer.run(
                dequeue_timeout=timedelta(seconds=5),
                batch_size=max(1, concurrency // 2),
                max_concurrent_tasks=concurrency,
                heartbeat_timeout=timedelta(seconds=settings().heartbeat_seconds),
            )
        finally:
            waiter.cancel()
    finally:
        await connection.close()
