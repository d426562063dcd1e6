"""A process that issues one draft and is killed on the way."""

import asyncio
import os
from collections.abc import Mapping
from uuid import UUID

from bench.numbers.breaking import Breaking, How
from duespark.invoices.issue import issue_invoice
from duespark.runtime.db import Pool, open_pool
from duespark.runtime.tx import begin


async def issue_broken(pool: Pool, org: UUID, draft: UUID, how: How, at: int) -> None:
    """Issue the draft in a transaction that breaks before its statement number `at`, or not if it has fewer."""
    async with begin(pool, org=org) as tx:
        tx.conn = Breaking(tx.conn, how, at)
        await issue_invoice(tx, draft)


def die(env: Mapping[str, str], dsn: str, org: UUID, draft: UUID, at: int) -> None:
    """The process's whole life."""
    os.environ.update(env)

    async def live() -> None:
        pool = await open_pool(dsn, size=1)
        await issue_broken(pool, org, draft, "kill", at)
        await pool.close()

    asyncio.run(live())
