"""Routes of printed documents: live preview, pages, PDF."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi import Path
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.documents.einvoices import check_einvoice, get_einvoice
from duespark.documents.file_name import pdf_name
from duespark.documents.look import company_look, invoice_look, version_look
from duespark.documents.render import render_pages, render_pdf
from duespark.documents.schemas import EInvoiceCheck, Pages, Preview
from duespark.einvoice.profiles import ProfileName
from duespark.engine.invoice.versions import plain
from duespark.invoices.compose import compose
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.invoices.versions import get_version
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


@router.get("/invoices/{id}/pdf", "invoices.read")
async def get_invoice_pdf(tx: Tx, id: UUID) -> Response:
    """The invoice as PDF/A-3a and PDF/UA-1; drafts and void invoices say so on the page."""
    row = await get_invoice(tx, id)
    document = orjson.loads(row.document_json)
    pdf = await render_pdf(document, look=await invoice_look(tx, row), status=row.status)
    name = quote(pdf_name(document))
    headers = {"content-disposition": f"inline; filename*=UTF-8''{name}", "cache-control": "private, no-cache"}
    return Response(pdf, media_type="application/pdf", headers=headers)


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


@router.get("/invoices/{id}/versions/{number}/pdf", "invoices.read")
async def get_invoice_version_pdf(tx: Tx, id: UUID, number: Annotated[int, Path(ge=1, le=1_000_000)]) -> Response:
    """A version as PDF, with the document and the look it was frozen with; the version that voids says so on the page."""
    await get_invoice(tx, id)
    version = (await get_version(tx, id, number)).version
    status = "void" if version.change == "cancellation" else "issued"
    pdf = await render_pdf(version.document, look=await version_look(version.look), status=status)
    name = quote(pdf_name(version.document).removesuffix(".pdf") + f"_v{number}.pdf")
    headers = {"content-disposition": f"inline; filename*=UTF-8''{name}", "cache-control": "private, no-cache"}
    return Response(pdf, media_type="application/pdf", headers=headers)
