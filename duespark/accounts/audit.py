"""The audit trail: for every write one row in its transaction, with who, what, when, from where, before and after."""

from typing import Any
from uuid import UUID

import orjson

from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json


async def audit(
    tx: Tx, action: str, *, subject: str, id: UUID | None = None, before: Any = None, after: Any = None
) -> None:
    """Note a write. `action` is a verb of the vocabulary ("invoice.issue"); secrets never go into before or after."""
    tx.write_last(
        "audit_entries",
        {
            "org_id": tx.org_id,
            "id": new_id(),
            "at": tx.now,
            "actor_kind": tx.actor.kind,
            "actor_id": tx.actor.id,
            "actor_label": tx.actor.label,
            "ip": tx.origin.ip,
            "user_agent": tx.origin.user_agent[:300],
            "request_id": tx.origin.request_id,
            "action": action,
            "subject_kind": subject,
            "subject_id": id,
            "before": None if before is None else orjson.Fragment(to_json(before)),
            "after": None if after is None else orjson.Fragment(to_json(after)),
        },
    )
    tx.audited = True
