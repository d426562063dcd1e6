"""Clients for a field one types into, with what tells them apart: the place, and when they were last invoiced."""

from duespark.analytics.balances import find_last_invoiced
from duespark.analytics.schemas import ClientSuggestion
from duespark.clients.search import find_matches
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_FIRST = Q(
    "SELECT id FROM clients WHERE org_id = CAST(:org AS uuid) AND archived_at IS NULL"
    " ORDER BY lower(name), id LIMIT CAST(:most AS int)"
)
_SHOWN = Q(
    "SELECT id, name, email, profile -> 'address' ->> 'city' AS city, profile -> 'address' ->> 'country' AS country,"
    " currency FROM clients WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))"
)


async def suggest_clients(tx: Tx, *, q: str, most: int) -> list[ClientSuggestion]:
    """The best matches in use, the best first; before anything is typed the first by name."""
    if q.strip():
        ids = await find_matches(tx, q, most=most)
    else:
        ids = [row["id"] for row in await _FIRST.all(tx.conn, org=tx.org_id, most=most)]
    shown = {row["id"]: row for row in await _SHOWN.all(tx.conn, org=tx.org_id, ids=ids)}
    last = await find_last_invoiced(tx, ids)
    return [ClientSuggestion(**shown[id], last_invoiced_on=last.get(id)) for id in ids]
