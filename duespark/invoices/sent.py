"""That an invoice reached a mail provider for its client."""

from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_SENT = Q(
    "UPDATE invoices SET sent_at = coalesce(sent_at, CAST(:now AS timestamptz))"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def mark_sent(tx: Tx, invoice_id: UUID) -> None:
    """Note when a provider first took the invoice; later sends change nothing."""
    await _SENT.run(tx.conn, org=tx.org_id, id=invoice_id, now=tx.now)
