"""The test clock: what time it is for one organization, moved forward by hand to watch what would happen."""

from datetime import datetime

from duespark.accounts.audit import audit
from duespark.engine.errors import Invalid
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, clock

_LOCK = Q("SELECT clock_at FROM organizations WHERE id = CAST(:org AS uuid) FOR UPDATE")
_SET = Q("UPDATE organizations SET clock_at = CAST(:to AS timestamptz) WHERE id = CAST(:org AS uuid)")


class ClockGoesForward(Invalid):
    code = "test_clock.goes_forward"
    sentence = "The clock of this organization is at {now} and only goes forward."


async def set_clock(tx: Tx, to: datetime) -> None:
    """Move the organization's time, and this transaction's, forward to `to`. Raises `ClockGoesForward`."""
    before: datetime | None = await _LOCK.value(tx.conn, org=tx.org_id)
    now = before or clock()
    if to < now:
        raise ClockGoesForward(pointer="/to", now=f"{now:%Y-%m-%d %H:%M} UTC")
    await _SET.run(tx.conn, org=tx.org_id, to=to)
    tx.now = to
    await audit(
        tx, "test_clock.set", subject="organization", id=tx.org_id, before={"clock_at": before}, after={"clock_at": to}
    )


async def reset_clock(tx: Tx) -> None:
    """Back to the real time; what was done in the future stays."""
    before: datetime | None = await _LOCK.value(tx.conn, org=tx.org_id)
    await _SET.run(tx.conn, org=tx.org_id, to=None)
    tx.now = clock()
    await audit(
        tx,
        "test_clock.reset",
        subject="organization",
        id=tx.org_id,
        before={"clock_at": before},
        after={"clock_at": None},
    )
