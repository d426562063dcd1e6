"""Invoices of a client that was merged into another belong to that one; what they say stays as it was issued."""

from duespark.clients.events import ClientMerged
from duespark.engine.errors import Forbidden
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_FOREIGN = Q(
    "SELECT EXISTS (SELECT FROM invoices WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
    " AND company_id <> ALL(CAST(:companies AS uuid[])))"
)
_MOVE = Q(
    "UPDATE invoices SET client_id = CAST(:into AS uuid), updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


class MergeBeyondYours(Forbidden):
    code = "client.merge_beyond_yours"
    sentence = "{name} has invoices of companies you may not see. Ask an owner or admin to merge it."


async def move_invoices(tx: Tx, event: ClientMerged) -> None:
    """Reaction to `ClientMerged`. A draft is calculated for its new client when it is saved or issued.

    Raises `MergeBeyondYours`, which undoes the merge.
    """
    known = {"org": tx.org_id, "source": event.merged_id}
    companies = tx.actor.company_ids
    if companies is not None and await _FOREIGN.value(tx.conn, **known, companies=list(companies)):
        raise MergeBeyondYours(name=event.merged_name)
    await _MOVE.run(tx.conn, **known, into=event.client_id, now=tx.now)
