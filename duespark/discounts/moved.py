"""What is promised to a client that was merged into another is promised to that one."""

from duespark.clients.events import ClientMerged
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_MOVE = Q(
    "WITH gone AS (DELETE FROM discount_rule_clients WHERE org_id = CAST(:org AS uuid)"
    " AND client_id = CAST(:source AS uuid) RETURNING rule_id)"
    " INSERT INTO discount_rule_clients (org_id, rule_id, client_id)"
    " SELECT CAST(:org AS uuid), rule_id, CAST(:into AS uuid) FROM gone ON CONFLICT DO NOTHING"
)


_MOVE_USES = Q(
    "UPDATE discount_rule_uses SET client_id = CAST(:into AS uuid)"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


async def move_discounts(tx: Tx, event: ClientMerged) -> None:
    """Reaction to `ClientMerged`."""
    for move in (_MOVE, _MOVE_USES):
        await move.run(tx.conn, org=tx.org_id, source=event.merged_id, into=event.client_id)
