"""The tags an organization uses."""

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 500
_IN_USE = Q(
    "SELECT DISTINCT tag FROM clients, unnest(tags) AS tag WHERE org_id = CAST(:org AS uuid) AND archived_at IS NULL"
    " ORDER BY tag LIMIT CAST(:most AS int)"
)


async def find_tags(tx: Tx) -> list[str]:
    """Tags of clients in use, by alphabet."""
    return [row["tag"] for row in await _IN_USE.all(tx.conn, org=tx.org_id, most=MOST)]
