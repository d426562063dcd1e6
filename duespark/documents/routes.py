"""Routes of printed documents: live preview, pages, e-invoices."""

from functools import partial
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from duespark.accounts.access import Afterwards, Router
from duespark.documents.einvoices import check_einvoice, get_einvoice
from duespark.documents.file_name import pdf_name
from duespark.documents.look import company_look, invoice_look
from duespark.documents.pages_later import pages_later, said_of
from duespark.documents.render import check_pages, render_html
from duespark.documents.schemas import EInvoiceCheck, EInvoiceKind, Pages, Preview
from duespark.engine.invoice.versions import plain
from duespark.invoices.compose import compose
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.invoices.sent_from import check_chosen
from duespark.runtime.tx import Tx
from duespark.signed_links.printed import draft_links, printed_links
from duespark.taxes.words import told

router = Router(tags=["documents"])

_HTML_ANSWER = {200: {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}}}


@router.post("/invoices/preview", "invoices.read", writes=False, answers=Preview)
async def preview_invoice(tx: Tx, draft: DraftIn, invoice_id: UUID | None = None) -> Afterwards[Preview]:
    """What this draft comes to and how it prints; nothing is saved. `invoice_id` is the draft it would be saved as: what that
    says already may have been removed since."""
    await check_chosen(tx, draft, id=invoice_id)
    row = await get_invoice(tx, invoice_id) if invoice_id and draft.discount_codes is not None else None
    made = await compose(tx, draft, source_id=row.source_id if row else None)
    kind = made.document.kind
    look = await company_look(tx, made.company, client_id=draft.client_id, kind=kind, brand_id=draft.brand_id)
    said: dict[str, Any] = {"document": made.document, "treatment": told(made.decision), "discounts": made.discounts}

    async def drawn() -> Preview:
        pages = await check_pages(plain(made.document), look=look, status="draft", links=draft_links(kind))
        return Preview(**said, **said_of(pages))

    return Afterwards(drawn)


@router.get("/invoices/{id}/pages", "invoices.read", answers=Pages)
async def get_invoice_pages(tx: Tx, id: UUID) -> Afterwards[Pages]:
    """The pages of the invoice's PDF, as SVG."""
    row = await get_invoice(tx, id)
    links, look = await printed_links(tx, row, row.plain), await invoice_look(tx, row)
    return pages_later(partial(check_pages, row.plain, look=look, status=row.status, links=links))


@router.get("/invoices/{id}/html", "invoices.read", responses=_HTML_ANSWER, response_class=Response, answers=Response)
async def get_invoice_html(tx: Tx, id: UUID) -> Afterwards[Response]:
    """The invoice as one HTML file to keep: complete in itself, for any width, without scripts. It says what was issued, and
    what is owed when it is taken: its payment code asks for that, and there is none once nothing is owed."""
    row = await get_invoice(tx, id)
    links, look = await printed_links(tx, row, row.plain), await invoice_look(tx, row)
    balance = row.balance if row.is_owed else None
    name = quote(pdf_name(row.plain).removesuffix(".pdf") + ".html")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{name}",
        "cache-control": "private, no-cache",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    }

    async def drawn() -> Response:
        page = await render_html(row.plain, look=look, status=row.status, balance=balance, links=links)
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    return Afterwards(drawn)


_XML_ANSWER = {200: {"description": "The e-invoice.", "content": {"application/xml": {"schema": {"type": "string"}}}}}


@router.get("/invoices/{id}/einvoice", "invoices.read", responses=_XML_ANSWER, response_class=Response)
async def get_invoice_einvoice(
    tx: Tx, id: UUID, profile: EInvoiceKind = "ubl", corrected: Annotated[str, Query(max_length=60)] = ""
) -> Response:
    """An issued invoice or credit note as e-invoice (EN 16931, or FA(3) of the Polish KSeF), checked by the official rules
    before it leaves. `corrected` is the KSeF number of the invoice it corrects, where that one has been through KSeF."""
    xml, file = await get_einvoice(tx, id, profile, corrected=corrected)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file)}",
        "cache-control": "private, no-cache",
    }
    return Response(xml, media_type="application/xml", headers=headers)


@router.get("/invoices/{id}/einvoice/check", "invoices.read")
async def check_invoice_einvoice(
    tx: Tx, id: UUID, profile: EInvoiceKind = "ubl", corrected: Annotated[str, Query(max_length=60)] = ""
) -> EInvoiceCheck:
    """What the official rules say of the e-invoice: each broken rule in words, with the field to mend."""
    return await check_einvoice(tx, id, profile, corrected=corrected)
