"""Payments and credit of a client that was merged into another belong to that one."""

from duespark.clients.events import ClientMerged
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_MOVE = Q(
    "UPDATE payments SET client_id = CAST(:into AS uuid), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)
_MOVE_USES = Q(
    "UPDATE credit_uses SET client_id = CAST(:into AS uuid)"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


async def move_payments(tx: Tx, event: ClientMerged) -> None:
    """Reaction to `ClientMerged`. Each payment keeps its currency, so that no sum is made of two."""
    known = {"org": tx.org_id, "source": event.merged_id, "into": event.client_id}
    await _MOVE.run(tx.conn, **known)
    await _MOVE_USES.run(tx.conn, **known)
