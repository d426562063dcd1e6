"""The audit trail: for every write one row in its transaction, with who, what, when, from where, before and after."""

from typing import Any
from uuid import UUID

from duespark.accounts.models import audit_entries
from duespark.runtime.db import insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_INSERT = insert(audit_entries)


async def audit(
    tx: Tx, action: str, *, subject: str, id: UUID | None = None, before: Any = None, after: Any = None
) -> None:
    """Note a write. `action` is a verb of the vocabulary ("invoice.issue"); secrets never go into before or after."""
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        at=tx.now,
        actor_kind=tx.actor.kind,
        actor_id=tx.actor.id,
        actor_label=tx.actor.label,
        ip=tx.origin.ip,
        user_agent=tx.origin.user_agent[:300],
        request_id=tx.origin.request_id,
        action=action,
        subject_kind=subject,
        subject_id=id,
        before=None if before is None else to_json(before).decode(),
        after=None if after is None else to_json(after).decode(),
    )
    tx.audited = True
