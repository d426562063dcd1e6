"""Forget the prints of a document whose content was erased; their bytes are for the caller to remove after the commit."""

from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_OF = "WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
_PRINTS = Q(f"DELETE FROM prints {_OF} RETURNING sha256, thumbnail")
_PREVIEWS = Q(f"DELETE FROM preview_links {_OF}")


async def forget_prints(tx: Tx, invoice_id: UUID) -> list[str]:
    """Delete the rows and return the hashes of the PDFs and pictures they pointed to."""
    await _PREVIEWS.run(tx.conn, org=tx.org_id, id=invoice_id)
    rows = await _PRINTS.all(tx.conn, org=tx.org_id, id=invoice_id)
    return [hash for row in rows for hash in (row["sha256"], row["thumbnail"]) if hash]
