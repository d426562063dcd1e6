"""Routes of drafts shown to somebody without an account; `public_router` has the pages themselves."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from duespark.accounts.access import Afterwards, Router
from duespark.accounts.permissions import PUBLIC
from duespark.documents.notices.answer import issuer_notice, nowhere
from duespark.documents.notices.issuer import issuer_of
from duespark.documents.notices.page import Notice
from duespark.prints.keep import find_pdf
from duespark.prints.later import pdf_later
from duespark.prints.preview_link import (
    Preview,
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
from duespark.runtime.web import PRIVATE

router = Router(tags=["documents"])
public_router = Router(tags=["public pages"], prefix="")

_ENDED: Final = Notice(title="preview", lines=("preview_text",))


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


@public_router.get("/p/{code}", PUBLIC, include_in_schema=False, answers=Response)
async def get_preview_page(tx: Tx, request: Request, code: str) -> Response | Afterwards[Response]:
    """The draft as it is now; once that has ended whom to ask, and nothing of the draft."""
    found = await open_preview(tx, code)
    if found is None or found.has_ended:
        return await _no_page(tx, request, found)
    if request.method == "HEAD":
        return HTMLResponse(headers=PRIVATE)
    return HTMLResponse(await page_of(tx, found.row, pdf=f"/p/{code}/pdf"), headers=PRIVATE)


@public_router.get("/p/{code}/pdf", PUBLIC, include_in_schema=False, answers=Response)
async def get_preview_pdf(tx: Tx, request: Request, code: str) -> Response | Afterwards[Response]:
    """Its PDF, which says on each page that it is a draft."""
    found = await open_preview(tx, code)
    if found is None or found.has_ended:
        return await _no_page(tx, request, found)
    if request.method == "HEAD":
        return Response(media_type="application/pdf", headers=PRIVATE)

    async def answer(pdf: bytes) -> Response:
        return Response(pdf, media_type="application/pdf", headers=PRIVATE)

    return pdf_later(tx, request, await find_pdf(tx, found.row), answer)


async def _no_page(tx: Tx, request: Request, found: Preview | None) -> Response | Afterwards[Response]:
    if found is None:
        return nowhere(request)
    return issuer_notice(_ENDED, await issuer_of(tx, found.row), HTTPStatus.GONE)
