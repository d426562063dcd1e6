"""Looks through all organizations for reminders that are due. Any number of workers may do so at once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from duespark.reminders.remind import remind
from duespark.runtime.db import Pool, Q
from duespark.runtime.telemetry import log
from duespark.runtime.tx import begin

BATCH = 50
_ARM = (
    "(SELECT p.org_id, p.invoice_id, p.next_at FROM reminder_plans AS p JOIN organizations AS o ON o.id = p.org_id"
    " WHERE {clock} AND (p.next_at, p.invoice_id) > (CAST(:after AS timestamptz), CAST(:after_id AS uuid))"
    " AND (CAST(:only AS uuid) IS NULL OR p.org_id = :only) ORDER BY p.next_at, p.invoice_id LIMIT CAST(:limit AS int))"
)
_DUE = Q(
    "SELECT d.org_id, d.invoice_id, d.next_at, i.client_id FROM ("
    + _ARM.format(clock="o.clock_at IS NULL AND p.next_at <= CAST(:now AS timestamptz)")
    + " UNION ALL "
    + _ARM.format(clock="o.clock_at IS NOT NULL AND p.next_at <= o.clock_at")
    + ") AS d JOIN invoices AS i ON i.org_id = d.org_id AND i.id = d.invoice_id"
    " ORDER BY d.next_at, d.invoice_id LIMIT CAST(:limit AS int)"
)
"""Organizations on real time through the index of due plans, those on a test clock by their own time."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


async def sweep(pool: Pool, *, org: UUID | None = None) -> int:
    """Do what is due, each invoice in a transaction of its own, and return how many reminders were queued.

    Goes through the due plans once, by key and not by offset, so that none is passed over when others leave the set. An
    invoice that cannot be handled is logged and does not hold up the others.
    """
    queued = 0
    async for due in _due(pool, org):
        try:
            async with begin(pool, org=due["org_id"]) as tx:
                queued += await remind(tx, invoice_id=due["invoice_id"], client_id=due["client_id"])
        except Exception as error:
            log.exception("reminders.not_handled", invoice=str(due["invoice_id"]), exc_info=error)
    return queued


async def _due(pool: Pool, org: UUID | None) -> AsyncIterator[asyncpg.Record]:
    after, after_id = _BEGINNING, UUID(int=0)
    while True:
        async with begin(pool) as tx:
            rows = await _DUE.all(tx.conn, now=tx.now, after=after, after_id=after_id, only=org, limit=BATCH)
        for row in rows:
            yield row
        if len(rows) < BATCH:
            return
        after, after_id = rows[-1]["next_at"], rows[-1]["invoice_id"]
