"""Look at a template before it draws anything real: its exact pages, over an invoice or an example."""

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from duespark.companies.brands.look import look_of
from duespark.companies.queries import CompanyRow, get_company
from duespark.documents.example import example_document
from duespark.documents.look import brand_look, drawn_by
from duespark.documents.render import CheckedPages, check_pages
from duespark.documents.templates.design import Design
from duespark.documents.templates.queries import get_template, resolved
from duespark.documents.templates.read import in_content
from duespark.documents.templates.schemas import TemplatePreviewIn
from duespark.documents.templates.standard import STANDARD, standard_template
from duespark.documents.view import Look
from duespark.invoices.brand import chosen_brand
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.runtime.tx import Tx
from duespark.signed_links.printed import draft_links


async def preview_template(tx: Tx, wanted: TemplatePreviewIn) -> Callable[[], Awaitable[CheckedPages]]:
    """Reads all it takes; what it returns draws the pages, which may take seconds, and needs the transaction no more.

    Raises `InvalidTemplate`, `TemplateNotFound`, `InvoiceNotFound`, `CompanyNotFound`; drawing raises `RenderFailed`.
    """
    template = await _template(tx, wanted)
    invoice = await get_invoice(tx, wanted.invoice_id) if wanted.invoice_id else None
    company = await _company(tx, invoice.company_id if invoice else wanted.company_id)
    look = await _look(tx, company, invoice, template)
    if invoice is not None:
        links = draft_links(invoice.kind)
        return partial(check_pages, invoice.plain, look=look, status=invoice.status, links=links)
    document = example_document(company, on=tx.today, language=wanted.language)
    return partial(check_pages, document, look=look, status="issued", links=draft_links("invoice"))


async def _look(tx: Tx, company: CompanyRow | None, invoice: InvoiceRow | None, template: Design) -> Look:
    if company is None:
        return Look(**drawn_by(template))
    client, kind, chosen = (invoice.client_id, invoice.kind, invoice.brand_id) if invoice else (None, "invoice", None)
    brand = await chosen_brand(tx, company_id=company.id, client_id=client, kind=kind, chosen=chosen)
    return await brand_look(look_of(brand), template)


async def _template(tx: Tx, wanted: TemplatePreviewIn) -> Design:
    if wanted.content is not None:
        with in_content(wanted.content):
            return await resolved(tx, wanted.content, of=wanted.template_id)
    if wanted.template_id is not None:
        return await resolved(tx, (await get_template(tx, wanted.template_id)).content, of=wanted.template_id)
    return standard_template(wanted.standard or STANDARD)


async def _company(tx: Tx, id: UUID | None) -> CompanyRow | None:
    return await get_company(tx, id) if id is not None else None
