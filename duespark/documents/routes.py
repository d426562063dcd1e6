"""Routes of printed documents: live preview, pages, PDF."""

from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.documents.file_name import pdf_name
from duespark.documents.look import company_look, invoice_look
from duespark.documents.render import render_pages, render_pdf
from duespark.documents.schemas import Pages, Preview
from duespark.engine.invoice.versions import plain
from duespark.invoices.compose import compose
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.runtime.tx import Tx

router = Router(tags=["documents"])


@router.post("/invoices/preview", "invoices.read", writes=False)
async def preview_invoice(tx: Tx, draft: DraftIn) -> Preview:
    """What this draft comes to and how it prints; nothing is saved."""
    made = await compose(tx, draft)
    look = await company_look(made.company)
    pages = await render_pages(plain(made.document), look=look, status="draft")
    return Preview(document=made.document, pages=pages, page_count=len(pages))


@router.get("/invoices/{id}/pages", "invoices.read")
async def get_invoice_pages(tx: Tx, id: UUID) -> Pages:
    """The pages of the invoice's PDF, as SVG."""
    row = await get_invoice(tx, id)
    pages = await render_pages(row.plain, look=await invoice_look(tx, row), status=row.status)
    return Pages(pages=pages, page_count=len(pages))


@router.get("/invoices/{id}/pdf", "invoices.read")
async def get_invoice_pdf(tx: Tx, id: UUID) -> Response:
    """The invoice as PDF/A-3a and PDF/UA-1; drafts and void invoices say so on the page."""
    row = await get_invoice(tx, id)
    document = orjson.loads(row.document_json)
    pdf = await render_pdf(document, look=await invoice_look(tx, row), status=row.status)
    name = quote(pdf_name(document))
    headers = {"content-disposition": f"inline; filename*=UTF-8''{name}", "cache-control": "private, no-cache"}
    return Response(pdf, media_type="application/pdf", headers=headers)
