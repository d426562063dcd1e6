"""Templates that were chosen for a client that was merged into another are used for that one."""

from duespark.clients.events import ClientMerged
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_MOVE = Q(
    "WITH gone AS (DELETE FROM template_choices WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
    " RETURNING id, company_id, kind, template_id, standard)"
    " INSERT INTO template_choices (org_id, id, company_id, client_id, kind, template_id, standard)"
    " SELECT CAST(:org AS uuid), id, company_id, CAST(:into AS uuid), kind, template_id, standard FROM gone WHERE NOT EXISTS ("
    "  SELECT 1 FROM template_choices AS own WHERE own.org_id = CAST(:org AS uuid) AND own.client_id = CAST(:into AS uuid)"
    "  AND own.company_id IS NOT DISTINCT FROM gone.company_id AND own.kind IS NOT DISTINCT FROM gone.kind)"
)


async def move_template_choices(tx: Tx, event: ClientMerged) -> None:
    """Reaction to `ClientMerged`. What was chosen for the client that stays goes first."""
    await _MOVE.run(tx.conn, org=tx.org_id, source=event.merged_id, into=event.client_id)
