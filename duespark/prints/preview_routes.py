"""Routes of drafts shown to somebody without an account; `public_router` has the pages themselves."""

from pathlib import Path
from uuid import UUID

from fastapi.responses import HTMLResponse, Response

from duespark.accounts.access import Router
from duespark.accounts.permissions import PUBLIC
from duespark.prints.keep import invoice_pdf
from duespark.prints.preview_link import (
    PreviewEnded,
    PreviewLink,
    PreviewLinkIn,
    PreviewLinks,
    find_preview_links,
    make_preview_link,
    open_preview,
    page_of,
    revoke_preview_links,
)
from duespark.runtime.tx import Tx

router = Router(tags=["documents"])
public_router = Router(tags=["public pages"], prefix="")

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
_ENDED = (Path(__file__).parent / "preview_ended.html").read_text()


@router.post("/invoices/{id}/preview-links", "invoices.write", status=201, replay=False)
async def share_preview(tx: Tx, id: UUID, wanted: PreviewLinkIn) -> PreviewLink:
    """An address that shows the draft without signing in, for some days at most and until it is issued."""
    return await make_preview_link(tx, id, wanted)


@router.get("/invoices/{id}/preview-links", "invoices.read")
async def list_preview_links(tx: Tx, id: UUID) -> PreviewLinks:
    """The addresses of a draft that work now."""
    return PreviewLinks(data=await find_preview_links(tx, id))


@router.delete("/invoices/{id}/preview-links", "invoices.write")
async def unshare_preview(tx: Tx, id: UUID) -> None:
    """End all of them at once."""
    await revoke_preview_links(tx, id)


@public_router.get("/p/{code}", PUBLIC, include_in_schema=False)
async def get_preview_page(tx: Tx, code: str) -> Response:
    """The draft as it is now."""
    try:
        row = await open_preview(tx, code)
    except PreviewEnded:
        return HTMLResponse(_ENDED, 404, headers=_PRIVATE)
    return HTMLResponse(await page_of(tx, row, pdf=f"/p/{code}/pdf"), headers=_PRIVATE)


@public_router.get("/p/{code}/pdf", PUBLIC, include_in_schema=False)
async def get_preview_pdf(tx: Tx, code: str) -> Response:
    """Its PDF, which says on each page that it is a draft."""
    try:
        row = await open_preview(tx, code)
    except PreviewEnded:
        return HTMLResponse(_ENDED, 404, headers=_PRIVATE)
    return Response(await invoice_pdf(tx, row), media_type="application/pdf", headers=_PRIVATE)
