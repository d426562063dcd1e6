"""Forget a client that was added by mistake and never used: the undo of an import. Everything else archives clients."""

from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_WORDS = Q("DELETE FROM client_words WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:id AS uuid)")
_CLIENT = Q(
    "DELETE FROM clients WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND version = CAST(:version AS int)"
    " RETURNING id"
)


async def forget_client(tx: Tx, id: UUID, *, version: int) -> bool:
    """Delete the client, unless it changed since `version`; whether it went. The caller audits, and takes back a failure.

    Raises asyncpg's `ForeignKeyViolationError` where something refers to it: an invoice, a payment, a contact.
    """
    await _WORDS.run(tx.conn, org=tx.org_id, id=id)
    return await _CLIENT.value(tx.conn, org=tx.org_id, id=id, version=version) is not None
