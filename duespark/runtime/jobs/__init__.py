"""Durable jobs: a row written with the change that asks for the work, run by any worker after the commit.

    @job("delivery.send")
    async def send_delivery(work: Work, *, delivery_id: UUID) -> None: ...

    await send_delivery.later(tx, delivery_id=delivery.id, key=f"delivery:{delivery.id}")

A handler may run more than once (a killed worker, a lost acknowledgment), so it starts by reading what is still
to do, and everything that leaves the house goes through `runtime.ledger`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from pgqueuer.queries import Queries

from duespark.runtime.db import Pool
from duespark.runtime.tx import Actor, Tx, begin

REGISTRY: dict[str, "Job"] = {}


@dataclass(frozen=True, slots=True)
class Work:
    """What a job is given: where it may open transactions, for which organization, and which attempt this is."""

    pool: Pool
    org: UUID | None
    attempt: int = 1
    last_attempt: bool = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction bound to the job's organization (the system's scope where it has none)."""
        async with begin(self.pool, org=self.org, actor=Actor(kind="system", label="DueSpark")) as tx:
            yield tx


Handler = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """A verb that can be done later."""

    name: str
    handler: Handler

    async def __call__(self, work: Work, **arguments: Any) -> None:
        await self.handler(work, **arguments)

    async def later(self, tx: Tx, *, key: str | None = None, after: timedelta | None = None, **arguments: Any) -> None:
        """Ask for this job in the caller's transaction: a rollback takes it back.

        While a job with the same `key` waits or runs, a second one is not added.
        """
        payload = orjson.dumps({"org": tx.org, "arguments": arguments}, default=str)
        queries = Queries.from_asyncpg_connection(tx.conn)
        await queries.enqueue(
            self.name,
            payload,
            execute_after=after,
            dedupe_key=f"{self.name}:{key}" if key else None,
            on_conflict="skip",
        )


def job(name: str) -> Callable[[Handler], Job]:
    """Register a handler under a stable name; the name is stored in the queue, so renaming one is a migration."""

    def register(handler: Handler) -> Job:
        if name in REGISTRY:
            raise ValueError(f"two jobs are named {name}")
        REGISTRY[name] = Job(name, handler)
        return REGISTRY[name]

    return register
