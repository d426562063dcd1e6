"""Prices agreed with a client that was merged into another are agreed with that one."""

from duespark.clients.events import ClientMerged
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_TWICE = Q("""
SELECT i.name FROM contract_prices AS ours
  JOIN contract_prices AS theirs ON theirs.org_id = ours.org_id AND theirs.item_id = ours.item_id
   AND theirs.currency = ours.currency AND theirs.client_id = CAST(:source AS uuid)
   AND daterange(theirs.since, theirs.until, '[]') && daterange(ours.since, ours.until, '[]')
  JOIN items AS i ON i.org_id = ours.org_id AND i.id = ours.item_id
 WHERE ours.org_id = CAST(:org AS uuid) AND ours.client_id = CAST(:into AS uuid) ORDER BY i.name LIMIT 1
""")
_MOVE = Q(
    "UPDATE contract_prices SET client_id = CAST(:into AS uuid), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


class TwoPricesAgreed(Conflict):
    code = "client.merge_two_prices"
    sentence = "Both clients have a price of their own for {item} at the same time. End or remove one of them first."


async def move_contract_prices(tx: Tx, event: ClientMerged) -> None:
    """Reaction to `ClientMerged`. Raises `TwoPricesAgreed`: nobody but people can say which price holds."""
    known = {"org": tx.org_id, "source": event.merged_id, "into": event.client_id}
    item = await _TWICE.value(tx.conn, **known)
    if item is not None:
        raise TwoPricesAgreed(item=item)
    await _MOVE.run(tx.conn, **known, now=tx.now)
