"""Put a client away, so that nothing new is billed to it, and take it out again."""

from datetime import datetime
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import ClientRow, get_client, lock_client
from duespark.clients.schemas import client_of
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_UPDATE = Q(
    "UPDATE clients SET archived_at = CAST(:archived_at AS timestamptz), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def archive(tx: Tx, id: UUID) -> ClientRow:
    """The client, archived; one that is archived already stays as it is. Raises `ClientNotFound`."""
    before = await lock_client(tx, id)
    return await _set(tx, before, "client.archive", before.archived_at or tx.now)


async def restore(tx: Tx, id: UUID) -> ClientRow:
    """The client, in use again; one that is in use stays as it is. Raises `ClientNotFound`."""
    return await _set(tx, await lock_client(tx, id), "client.restore", None)


async def _set(tx: Tx, before: ClientRow, action: str, archived_at: datetime | None) -> ClientRow:
    if archived_at != before.archived_at:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, archived_at=archived_at, now=tx.now)
    after = await get_client(tx, before.id)
    await audit(tx, action, subject="client", id=before.id, before=client_of(before), after=client_of(after))
    return after
