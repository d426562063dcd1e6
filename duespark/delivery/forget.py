"""Forget who looked at a client's documents, and close their public pages: part of erasing its personal data."""

from collections.abc import Sequence
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_LINKS = (
    "SELECT l.id FROM public_links AS l JOIN invoices AS i ON i.org_id = l.org_id AND i.id = l.invoice_id"
    " WHERE l.org_id = CAST(:org AS uuid) AND i.client_id = ANY(CAST(:clients AS uuid[]))"
)
_VIEWS = Q(f"DELETE FROM link_views WHERE org_id = CAST(:org AS uuid) AND link_id IN ({_LINKS})")
_CLOSE = Q(
    "UPDATE public_links SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    f" AND revoked_at IS NULL AND id IN ({_LINKS})"
)


async def forget_visits(tx: Tx, clients: Sequence[UUID]) -> None:
    """No public page of these clients' documents opens any more, and nobody knows who opened one. The caller audits."""
    await _VIEWS.run(tx.conn, org=tx.org_id, clients=list(clients))
    await _CLOSE.run(tx.conn, org=tx.org_id, clients=list(clients), now=tx.now)
