"""Facts in the past tense, recorded with the change they tell of, and the reactions they start in the same transaction.

    @dataclass(frozen=True, slots=True)
    class InvoiceIssued:
        subject: ClassVar[str] = "invoice"
        invoice_id: UUID
        number: str

The kind stored is the class's name in snake case with the subject in front: `invoice.issued`. Reactions are listed
in `duespark/reactions.py`, which calls `connect` once at start-up.
"""

import dataclasses
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from duespark.runtime.db import Q, metadata
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

events = sa.Table(
    "events",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject_id", sa.Uuid, nullable=False),
    sa.Column("data", sa.dialects.postgresql.JSONB, nullable=False),
    sa.Column("actor_kind", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Uuid),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("ix_events_subject", "org_id", "subject_id", "id"),
    sa.Index("ix_events_recent", "org_id", "id"),
)

Reaction = Callable[[Tx, Any], Awaitable[object]]
_reactions: dict[type, Sequence[Reaction]] = {}
_BEFORE = sa.bindparam("before", type_=sa.Uuid)
_FOR_SUBJECT = Q(
    sa.select(events)
    .where(
        events.c.org_id == sa.bindparam("org"),
        events.c.subject_id == sa.bindparam("subject"),
        sa.or_(_BEFORE.is_(None), events.c.id < _BEFORE),
    )
    .order_by(events.c.id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_RECENT = Q(
    sa.select(events)
    .where(events.c.org_id == sa.bindparam("org"))
    .order_by(events.c.id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)


def connect(reactions: Mapping[type, Sequence[Reaction]]) -> None:
    """Set what follows what. Called once by each process."""
    _reactions.clear()
    _reactions.update(reactions)


def kind_of(event: type[Any]) -> str:
    """`InvoiceIssued` with subject "invoice" is stored as `invoice.issued`."""
    subject = str(event.subject)
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()
    return f"{subject}.{snake.removeprefix(subject + '_')}"


async def record(tx: Tx, event: Any) -> None:
    """Store the fact and run its reactions now, inside the caller's transaction."""
    keep(tx, event)
    await announce(tx, event)


def keep(tx: Tx, event: Any) -> None:
    """Store the fact without running its reactions, for a caller that announces it when it has become true."""
    cls = type(event)
    data = {name.name: getattr(event, name.name) for name in dataclasses.fields(event)}
    subject_id = data[f"{cls.subject}_id"]
    tx.write_last(
        "events",
        {
            "org_id": tx.org_id,
            "id": new_id(),
            "kind": kind_of(cls),
            "subject_id": subject_id,
            "data": orjson.Fragment(orjson.dumps(data, default=str)),
            "actor_kind": tx.actor.kind,
            "actor_id": tx.actor.id,
            "actor_label": tx.actor.label,
            "at": tx.now,
        },
    )


async def announce(tx: Tx, event: Any) -> None:
    """Run the reactions alone: to what is about to happen, or was stored by `keep`."""
    for reaction in _reactions.get(type(event), ()):
        await reaction(tx, event)


async def find_events(
    tx: Tx, *, subject_id: UUID | None = None, most: int = 200, before: UUID | None = None
) -> list[dict[str, Any]]:
    """Newest first: of one subject, those before an event if one is named, or of the whole organization."""
    await tx.flush()
    if subject_id is None:
        rows = await _RECENT.all(tx.conn, org=tx.org_id, most=most)
    else:
        rows = await _FOR_SUBJECT.all(tx.conn, org=tx.org_id, subject=subject_id, most=most, before=before)
    return [{**row, "data": orjson.loads(row["data"])} for row in rows]
