"""Takes the number a draft is called by until it is issued: the lowest that was freed, else a new one. It never touches a series.

However many drafts there are, it reads an index and a few rows; and nobody waits for a transaction that is under way.
"""

from duespark.engine.invoice.draft_numbers import draft_number
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

FREE_AGAIN = (
    "UPDATE draft_numbers SET is_free = TRUE WHERE org_id = CAST(:org AS uuid)"
    " AND number = ANY(CAST(:draft_numbers AS text[]))"
)
"""Part of the statement that issues or deletes drafts: their numbers may be taken again once that is committed."""

_WINDOW = 64
"""How far below the highest number one is looked for that a transaction took and gave back."""
_RECYCLE = Q(
    "UPDATE draft_numbers SET is_free = FALSE WHERE org_id = CAST(:org AS uuid) AND sequence = ("
    "  SELECT sequence FROM draft_numbers WHERE org_id = CAST(:org AS uuid) AND is_free ORDER BY sequence LIMIT 1"
    "  FOR UPDATE SKIP LOCKED) RETURNING number"
)
_HIGHEST = Q("SELECT coalesce(max(sequence), 0) FROM draft_numbers WHERE org_id = CAST(:org AS uuid)")
_UNUSED = Q(
    "SELECT s.sequence FROM generate_series(CAST(:first AS int), CAST(:last AS int)) AS s(sequence) WHERE NOT EXISTS ("
    "  SELECT FROM draft_numbers AS n WHERE n.org_id = CAST(:org AS uuid) AND n.sequence = s.sequence) ORDER BY s.sequence"
)
_CLAIM = Q("SELECT pg_try_advisory_xact_lock(hashtextextended(CAST(:org AS text) || ' ' || CAST(:number AS text), 0))")
_TAKE = Q(
    "INSERT INTO draft_numbers (org_id, sequence, number)"
    " SELECT CAST(:org AS uuid), CAST(:sequence AS int), CAST(:number AS text) WHERE NOT EXISTS ("
    "  SELECT FROM invoices WHERE org_id = CAST(:org AS uuid) AND draft_number = CAST(:number AS text))"
    " ON CONFLICT DO NOTHING RETURNING number"
)


async def take_draft_number(tx: Tx) -> str:
    """A free draft number. One that a transaction still under way has taken is passed over, so that nobody waits."""
    freed: str | None = await _RECYCLE.value(tx.conn, org=tx.org_id)
    return freed or await _new_number(tx)


async def _new_number(tx: Tx) -> str:
    highest: int = await _HIGHEST.value(tx.conn, org=tx.org_id)
    first = max(highest - _WINDOW, 1)
    while True:
        last = max(first, highest) + _WINDOW
        for row in await _UNUSED.all(tx.conn, org=tx.org_id, first=first, last=last):
            number = draft_number(row["sequence"])
            # Who held it a moment ago may have committed since: then the row is there, and the next one is tried.
            if await _CLAIM.value(tx.conn, org=str(tx.org_id), number=number) and await _TAKE.value(
                tx.conn, org=tx.org_id, sequence=row["sequence"], number=number
            ):
                return number
        first = last + 1
