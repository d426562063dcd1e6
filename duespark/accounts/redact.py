"""Take what was said of somebody out of the audit trail: who did what and when stays, what it said before and after goes."""

from collections.abc import Sequence
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_REDACT = Q(
    "UPDATE audit_entries SET before = NULL, after = NULL WHERE org_id = CAST(:org AS uuid)"
    " AND subject_kind = :kind AND subject_id = ANY(CAST(:ids AS uuid[]))"
)


async def redact_entries(tx: Tx, kind: str, ids: Sequence[UUID]) -> None:
    """The entries on these subjects keep action, actor and time only. Those of this transaction come later and stay."""
    await _REDACT.run(tx.conn, org=tx.org_id, kind=kind, ids=list(ids))
