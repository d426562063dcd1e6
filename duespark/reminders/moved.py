"""Reminders sent to a client that was merged into another count as sent to that one: the weekly cap is one for both."""

from duespark.clients.events import ClientMerged
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_MOVE = Q(
    "UPDATE reminders SET client_id = CAST(:into AS uuid)"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


async def move_reminders(tx: Tx, event: ClientMerged) -> None:
    """Reaction to `ClientMerged`."""
    await _MOVE.run(tx.conn, org=tx.org_id, source=event.merged_id, into=event.client_id)
