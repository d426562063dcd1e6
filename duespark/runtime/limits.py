"""Rate limits in PostgreSQL: the generic cell rate algorithm (ITU-T I.371) in one statement on an unlogged table."""

from datetime import timedelta

import sqlalchemy as sa

from duespark.runtime.db import Pool, Q, metadata
from duespark.runtime.tx import clock

rate_limits = sa.Table(
    "rate_limits",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
    prefixes=["UNLOGGED"],
    info={"rls": "system"},
)

_TAKE = Q(
    "INSERT INTO rate_limits AS r (key, free_at) VALUES (:key, CAST(:now AS timestamptz) + CAST(:cost AS interval))"
    " ON CONFLICT (key) DO UPDATE SET free_at = greatest(r.free_at, CAST(:now AS timestamptz)) + CAST(:cost AS interval)"
    " WHERE r.free_at <= CAST(:now AS timestamptz) + CAST(:room AS interval) RETURNING free_at"
)
_WHEN = Q("SELECT free_at FROM rate_limits WHERE key = :key")
_PRUNE = Q("DELETE FROM rate_limits WHERE free_at < CAST(:now AS timestamptz) - interval '1 day'")


async def take(pool: Pool, key: str, *, rate: int, per: timedelta) -> float:
    """Take one of `rate` places in `per`. Returns 0 when there was one, else the seconds to wait.

    Runs in its own transaction, so that a refused or failed request is counted all the same.
    """
    now, cost = clock(), per / rate
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        if await _TAKE.one(conn, key=key, now=now, cost=cost, room=per - cost) is not None:
            return 0.0
        free_at = await _WHEN.value(conn, key=key)
    return max(1.0, (free_at - (now + per - cost)).total_seconds()) if free_at else 1.0


async def prune(pool: Pool) -> None:
    """Forget keys that were quiet for a day."""
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        await _PRUNE.run(conn, now=clock())
