"""Whether the demo may be loaded. Asked at every start, so it imports nothing of what loading needs."""

from duespark.runtime.db import Q, open_pool
from duespark.runtime.settings import settings
from duespark.runtime.tx import begin

_ANYBODY = Q(
    "SELECT 1 FROM organizations WHERE EXISTS (SELECT 1 FROM memberships AS m WHERE m.org_id = organizations.id)"
)


async def is_empty() -> bool:
    """Whether nobody uses this database yet, and mail stays local: the demo may be loaded."""
    dsn = settings().database_url
    if dsn is None:
        raise RuntimeError("DATABASE_URL is not set")
    async with await open_pool(dsn, size=1) as pool, begin(pool) as tx:
        return settings().uses_mailbox and await _ANYBODY.value(tx.conn) is None
