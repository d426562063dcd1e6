"""A process that issues a draft, or several together, and is killed on the way."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from uuid import UUID

from bench.numbers.breaking import Breaking, How
from duespark.invoices.issue import issue_invoice
from duespark.invoices.issue_several import Wish, issue_several
from duespark.invoices.lifecycle_schemas import IssueIn
from duespark.runtime.db import Pool, open_pool
from duespark.runtime.tx import Origin, begin


async def issue_broken(pool: Pool, org: UUID, drafts: Sequence[UUID], how: How, at: int) -> None:
    """Issue the drafts in a transaction that breaks before its statement number `at`, or not if it has fewer."""
    async with begin(pool, org=org) as tx:
        tx.conn = Breaking(tx.conn, how, at)
        if len(drafts) == 1:
            await issue_invoice(tx, drafts[0])
        else:
            await issue_several(tx, [Wish(id=id, choice=IssueIn(), version=None, origin=Origin()) for id in drafts])


def die(env: Mapping[str, str], dsn: str, org: UUID, drafts: Sequence[UUID], at: int) -> None:
    """The process's whole life."""
    os.environ.update(env)

    async def live() -> None:
        pool = await open_pool(dsn, size=1)
        await issue_broken(pool, org, drafts, "kill", at)
        await pool.close()

    asyncio.run(live())
