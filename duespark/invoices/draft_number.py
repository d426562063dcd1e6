"""Takes the number a draft is called by until it is issued: the lowest that no other draft has. It never touches a series."""

from duespark.engine.invoice.draft_numbers import next_draft_number
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_USED = Q(
    "SELECT draft_number FROM invoices WHERE org_id = CAST(:org AS uuid) AND status = 'draft' AND draft_number IS NOT NULL"
)
_CLAIM = Q("SELECT pg_try_advisory_xact_lock(hashtextextended(CAST(:org AS text) || ' ' || CAST(:number AS text), 0))")


async def take_draft_number(tx: Tx) -> str:
    """A free draft number. One that a transaction still under way has taken is passed over, so that nobody waits."""
    taken = await _used(tx)
    while True:
        number = next_draft_number(taken)
        claimed = await _CLAIM.value(tx.conn, org=str(tx.org_id), number=number)
        # Who held it a moment ago may have committed since: what is used is read again behind the claim.
        if claimed and number not in (now := await _used(tx)):
            return number
        taken = {*taken, number} if not claimed else {*taken, *now}


async def _used(tx: Tx) -> set[str]:
    return {row["draft_number"] for row in await _USED.all(tx.conn, org=tx.org_id)}
