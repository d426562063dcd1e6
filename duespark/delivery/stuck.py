"""Finds deliveries whose job was lost or set aside, and asks for it again. Nothing waits for ever unseen."""

from duespark.delivery.job import send_delivery
from duespark.runtime.db import Pool, Q
from duespark.runtime.tx import begin

_STUCK = Q(
    "SELECT d.org_id, d.id FROM sends AS s JOIN deliveries AS d ON d.org_id = s.org_id AND d.send_id = s.id"
    " WHERE (s.state = 'sending' OR (s.state = 'pending' AND s.attempts < 20))"
    " AND s.changed_at < clock_timestamp() - interval '20 minutes'"  # real time, whatever the test clock says
    " ORDER BY s.changed_at LIMIT 200"
)


async def requeue_stuck(pool: Pool) -> int:
    """For schedule.py, every few minutes. One that this asked for and that still waits is not added twice."""
    async with begin(pool) as tx:
        rows = await _STUCK.all(tx.conn)
    for row in rows:
        async with begin(pool, org=row["org_id"]) as tx:
            await send_delivery.later(tx, key=f"stuck {row['id']}", delivery_id=row["id"])
    return len(rows)
