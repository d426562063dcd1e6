"""Closes the signed links of a document that was erased, or of clients whose personal data was."""

from collections.abc import Sequence
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, clock

_CLOSE = (
    "UPDATE signed_links AS l SET revoked_at = CAST(:now AS timestamptz) WHERE l.org_id = CAST(:org AS uuid)"
    " AND l.revoked_at IS NULL AND l.invoice_id"
)
_OF_ONE = Q(f"{_CLOSE} = CAST(:id AS uuid)")
_OF_CLIENTS = Q(
    f"{_CLOSE} IN (SELECT i.id FROM invoices AS i WHERE i.org_id = CAST(:org AS uuid)"
    " AND i.client_id = ANY(CAST(:clients AS uuid[])))"
)


async def close_links_of(tx: Tx, invoice_id: UUID) -> None:
    """No link to this document leads to it any more."""
    await _OF_ONE.run(tx.conn, org=tx.org_id, id=invoice_id, now=clock())


async def close_links_of_clients(tx: Tx, clients: Sequence[UUID]) -> None:
    """No link to a document of these clients leads to it any more. The caller audits."""
    await _OF_CLIENTS.run(tx.conn, org=tx.org_id, clients=list(clients), now=clock())
