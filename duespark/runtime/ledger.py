"""Once-only sends. Each message that leaves the house has one row, unique by organization, kind and business key.

    pending ──claim, committed──> sending ──answer──> sent | failed
       ^                             │
       └──── not taken (retry) ──────┤
                                     ├──nobody knows──> unsure ──a person says──> sent | pending
    pending ──no longer wanted───────┴──> cancelled             failed ──a person asks again──> pending

`sending` is committed before the wire and `sent` after it. A row found in `sending` after a crash is sent again only
when the provider can prove that it never took the message (or takes the same message id only once); otherwise it
becomes `unsure` and a person is asked. The queue's own deduplication is a convenience, the unique key is the guarantee.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from duespark.engine.errors import Conflict, NotFound
from duespark.runtime.db import Q, metadata
from duespark.runtime.ids import new_id
from duespark.runtime.jobs import Work
from duespark.runtime.telemetry import SENDS, log
from duespark.runtime.tx import HOUSE, Tx

State = Literal["pending", "sending", "sent", "failed", "unsure", "cancelled"]

sends = sa.Table(
    "sends",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="pending"),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("error", sa.Text, nullable=False, server_default=""),
    sa.Column("provider_id", sa.Text, nullable=False, server_default=""),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    sa.UniqueConstraint("org_id", "kind", "key"),
    sa.CheckConstraint("state IN ('pending', 'sending', 'sent', 'failed', 'unsure', 'cancelled')", name="state"),
    sa.Index("ix_sends_open", "state", "changed_at", postgresql_where=sa.text("state <> 'sent'")),
)


class NotTaken(Exception):
    """The provider did not take the message and may take it later (connection refused, 4xx reply)."""


class Refused(Exception):
    """The provider will never take this message (5xx reply, bad address)."""


class Unclear(Exception):
    """The message may or may not have been taken (the connection broke before the answer)."""


class Withdrawn(Exception):
    """What was to be sent is no longer wanted; raised before anything went out."""


class SendUnknown(NotFound):
    code = "send.unknown"
    sentence = "There is no send {id}."


class SendNotUnsure(Conflict):
    code = "send.not_unsure"
    sentence = "This message is {state}; only an unsure one can be resolved by hand."


class SendNotFailed(Conflict):
    code = "send.not_failed"
    sentence = "This message is {state}; only a failed one can be sent again."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the wire gave back."""

    provider_id: str = ""


Wire = Callable[[], Awaitable[Receipt]]
Proof = Callable[[], Awaitable[bool | None]]
"""Whether the provider has the message: True, False, or None when it cannot tell.

False allows a second try, so only a provider that takes one message id once may answer it: the first worker may
still be alive and slow."""


_OPEN = Q(
    "INSERT INTO sends (org_id, id, kind, key, created_at, changed_at) VALUES (CAST(:org AS uuid), CAST(:id AS uuid), :kind,"
    " :key, CAST(:now AS timestamptz), clock_timestamp()) ON CONFLICT (org_id, kind, key) DO NOTHING RETURNING id"
)
_LOCK = Q("SELECT state, attempts FROM sends WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) FOR UPDATE")
_MOVE = Q(
    "UPDATE sends SET state = :state, error = :error, provider_id = coalesce(nullif(:provider_id, ''), provider_id),"
    " attempts = attempts + CAST(:attempt AS int), changed_at = clock_timestamp()"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


def _owner(tx: Tx) -> UUID:
    return tx.org or HOUSE


async def open_send(tx: Tx, *, kind: str, key: str) -> UUID | None:
    """Reserve the one send for this business key; None when it was reserved before."""
    found: UUID | None = await _OPEN.value(tx.conn, org=_owner(tx), id=new_id(), kind=kind, key=key, now=tx.now)
    return found


async def _move(tx: Tx, id: UUID, state: State, *, error: str = "", provider_id: str = "", attempt: int = 0) -> None:
    await _MOVE.run(
        tx.conn, org=_owner(tx), id=id, state=state, error=error[:500], provider_id=provider_id, attempt=attempt
    )


async def _claim(work: Work, id: UUID, proof: Proof) -> State:
    """Commit `sending`, or say why not: the state the row has instead."""
    async with work.begin() as tx:
        row = await _LOCK.one(tx.conn, org=_owner(tx), id=id)
        if row is None:
            raise SendUnknown(id=id)
        state: State = row["state"]
        if state == "pending":
            await _move(tx, id, "sending", attempt=1)
            return "sending"
        if state != "sending":
            return state
    return await _recover(work, id, proof, attempts=row["attempts"])


async def _recover(work: Work, id: UUID, proof: Proof, *, attempts: int) -> State:
    """A worker died, or was silent for too long, between `sending` and the answer: ask the provider."""
    has_it = await proof()
    async with work.begin() as tx:
        row = await _LOCK.one(tx.conn, org=_owner(tx), id=id)
        if row is None or row["state"] != "sending" or row["attempts"] != attempts:
            raise NotTaken("another worker took this message over")
        if has_it is False:
            await _move(tx, id, "sending", attempt=1)
            return "sending"
        await _move(tx, id, "sent" if has_it else "unsure", error="" if has_it else "the worker stopped while sending")
        return "sent" if has_it else "unsure"


async def send_once(work: Work, id: UUID, *, kind: str, wire: Wire, proof: Proof) -> State:
    """Run `wire` at most once for this row and return the state it ends in.

    Raises `NotTaken` when the provider did not take the message and the job should come back later.
    """
    state = await _claim(work, id, proof)
    if state != "sending":
        return state
    try:
        receipt = await wire()
    except NotTaken as error:
        outcome: State = "failed" if work.last_attempt else "pending"
        await _settle(work, id, kind, outcome, error=str(error))
        if outcome == "pending":
            raise
        return outcome
    except Withdrawn as error:
        return await _settle(work, id, kind, "cancelled", error=str(error))
    except Refused as error:
        return await _settle(work, id, kind, "failed", error=str(error))
    except Unclear as error:
        return await _settle(work, id, kind, "unsure", error=str(error))
    return await _settle(work, id, kind, "sent", provider_id=receipt.provider_id)


async def _settle(work: Work, id: UUID, kind: str, state: State, *, error: str = "", provider_id: str = "") -> State:
    async with work.begin() as tx:
        await _move(tx, id, state, error=error, provider_id=provider_id)
    SENDS.labels(kind, state).inc()
    if state in ("failed", "unsure"):
        log.warning("send.not_sent", send=str(id), kind=kind, state=state, error=error)
    return state


async def resolve(tx: Tx, id: UUID, *, arrived: bool) -> State:
    """A person says whether an unsure message arrived; if not it is pending again and may be sent once more."""
    row = await _LOCK.one(tx.conn, org=_owner(tx), id=id)
    if row is None:
        raise SendUnknown(id=id)
    if row["state"] != "unsure":
        raise SendNotUnsure(state=row["state"])
    state: State = "sent" if arrived else "pending"
    await _move(tx, id, state)
    return state


async def cancel(tx: Tx, id: UUID, *, reason: str) -> bool:
    """Take back a message that no worker has begun to send; False when it is too late for that."""
    row = await _LOCK.one(tx.conn, org=_owner(tx), id=id)
    if row is None:
        raise SendUnknown(id=id)
    if row["state"] != "pending":
        return False
    await _move(tx, id, "cancelled", error=reason)
    return True


async def retry(tx: Tx, id: UUID) -> None:
    """A person asks for a failed message to be tried again. Raises `SendUnknown`, `SendNotFailed`."""
    row = await _LOCK.one(tx.conn, org=_owner(tx), id=id)
    if row is None:
        raise SendUnknown(id=id)
    if row["state"] != "failed":
        raise SendNotFailed(state=row["state"])
    await _move(tx, id, "pending")
