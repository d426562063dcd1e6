"""Identity reaches across organizations: these widen or move a transaction's scope and put it back as it was."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, bind

_READ = Q("SELECT current_setting('app.org', true)")
_SET = Q("SELECT set_config('app.org', CAST(:scope AS text), true)")


@asynccontextmanager
async def everywhere(tx: Tx) -> AsyncIterator[None]:
    """The system's scope for a few statements. An error leaves it, for the transaction is over then."""
    before = await _READ.value(tx.conn)
    await _SET.run(tx.conn, scope="*")
    yield
    await tx.flush()
    await _SET.run(tx.conn, scope=before or "")


@asynccontextmanager
async def inside(tx: Tx, org: UUID) -> AsyncIterator[None]:
    """Bound to `org`, with its clock and zone, for a few statements."""
    before = tx.org, tx.now, tx.zone
    async with everywhere(tx):
        await bind(tx, org)
        yield
        tx.org, tx.now, tx.zone = before
