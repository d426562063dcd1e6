"""The small picture of a document's first page: of a kept print made once and kept with it, of a draft made anew."""

import asyncio
from uuid import UUID

from duespark.adapters.pdf.thumbnail import draw_thumbnail
from duespark.invoices.queries import get_invoice
from duespark.prints.keep import invoice_pdf, kept_print
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.storage import get_content
from duespark.runtime.tx import Tx

_KEEP = Q(
    "UPDATE prints SET thumbnail = :thumbnail WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    " AND input = :input AND thumbnail IS NULL"
)


async def get_thumbnail(tx: Tx, id: UUID) -> bytes:
    """The picture as PNG. Raises `InvoiceNotFound`, `RenderFailed`."""
    row = await get_invoice(tx, id)
    print_ = await kept_print(tx, row) if row.status != "draft" else None
    if print_ is None:
        return await asyncio.to_thread(draw_thumbnail, await invoice_pdf(tx, row))
    if print_.thumbnail is not None:
        return await get_content(tx.org_id, print_.thumbnail)
    picture = await asyncio.to_thread(draw_thumbnail, await get_content(tx.org_id, print_.sha256))
    key = await storage.put(tx.org_id, picture)
    await _KEEP.run(tx.conn, org=tx.org_id, invoice=id, input=print_.input, thumbnail=key.rpartition("/")[2])
    return picture
