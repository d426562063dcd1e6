"""Routes of printed documents: live preview, pages, e-invoices."""

from urllib.parse import quote
from uuid import UUID

from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.documents.einvoices import check_einvoice, get_einvoice
from duespark.documents.look import company_look, invoice_look
from duespark.documents.render import render_pages
from duespark.documents.schemas import EInvoiceCheck, Pages, Preview
from duespark.einvoice.profiles import ProfileName
from duespark.engine.invoice.versions import plain
from duespark.invoices.compose import compose
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.runtime.tx import Tx
from duespark.taxes.words import told

router = Router(tags=["documents"])


@router.post("/invoices/preview", "invoices.read", writes=False)
async def preview_invoice(tx: Tx, draft: DraftIn) -> Preview:
    """What this draft comes to and how it prints; nothing is saved."""
    made = await compose(tx, draft)
    look = await company_look(made.company)
    pages = await render_pages(plain(made.document), look=look, status="draft")
    return Preview(document=made.document, pages=pages, page_count=len(pages), treatment=told(made.decision))


@router.get("/invoices/{id}/pages", "invoices.read")
async def get_invoice_pages(tx: Tx, id: UUID) -> Pages:
    """The pages of the invoice's PDF, as SVG."""
    row = await get_invoice(tx, id)
    pages = await render_pages(row.plain, look=await invoice_look(tx, row), status=row.status)
    return Pages(pages=pages, page_count=len(pages))


_XML_ANSWER = {200: {"description": "The e-invoice.", "content": {"application/xml": {"schema": {"type": "string"}}}}}


@router.get("/invoices/{id}/einvoice", "invoices.read", responses=_XML_ANSWER, response_class=Response)
async def get_invoice_einvoice(tx: Tx, id: UUID, profile: ProfileName = "ubl") -> Response:
    """An issued invoice or credit note as e-invoice (EN 16931), checked by the official rules before it leaves."""
    xml, file = await get_einvoice(tx, id, profile)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file)}",
        "cache-control": "private, no-cache",
    }
    return Response(xml, media_type="application/xml", headers=headers)


@router.get("/invoices/{id}/einvoice/check", "invoices.read")
async def check_invoice_einvoice(tx: Tx, id: UUID, profile: ProfileName = "ubl") -> EInvoiceCheck:
    """What the official rules say of the e-invoice: each broken rule in words, with the field to mend."""
    return await check_einvoice(tx, id, profile)
