"""The small picture of a document's first page: of a kept print made once and kept with it, of a draft made anew."""

import asyncio
from uuid import UUID

from duespark.adapters.pdf.thumbnail import draw_thumbnail
from duespark.prints.draw import Wanted
from duespark.prints.keep import Begin, Found, Print, Unissued, make_print, pdf_of
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.storage import get_content

_KEEP = Q(
    "UPDATE prints SET thumbnail = coalesce(thumbnail, :thumbnail)"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) AND input = :input RETURNING thumbnail"
)


async def thumbnail_of(found: Found, *, org: UUID, begin: Begin) -> bytes:
    """The picture as PNG. For when the transaction has ended that `found` it. Raises what `pdf_of` raises."""
    if isinstance(found, Unissued):
        return await asyncio.to_thread(draw_thumbnail, await pdf_of(found, org=org, begin=begin))
    if isinstance(found, Wanted):
        pdf, kept = await make_print(found, org=org, begin=begin)
        return await (_made(pdf, kept, org=org, begin=begin) if kept else asyncio.to_thread(draw_thumbnail, pdf))
    if found.thumbnail is not None:
        return await get_content(org, found.thumbnail)
    return await _made(await get_content(org, found.sha256), found, org=org, begin=begin)


async def _made(pdf: bytes, print_: Print, *, org: UUID, begin: Begin) -> bytes:
    """The picture of a kept print, kept with it; not where the print is gone by now, with its document."""
    picture = await asyncio.to_thread(draw_thumbnail, pdf)
    hash = (await storage.put(org, picture)).rpartition("/")[2]
    async with begin() as tx:
        kept = await _KEEP.value(tx.conn, org=org, invoice=print_.invoice_id, input=print_.input, thumbnail=hash)
    if kept is None:
        await storage.remove_content(org, hash)
    return picture
