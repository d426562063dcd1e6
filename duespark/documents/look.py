"""The look of a printed document: frozen with an issued invoice, the company's own for a draft."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from duespark.companies.queries import CompanyRow, get_company
from duespark.documents.templates.choose import chosen_template
from duespark.documents.templates.freeze import frozen_template
from duespark.documents.templates.model import Template
from duespark.documents.view import Look
from duespark.invoices.queries import InvoiceRow
from duespark.runtime import storage
from duespark.runtime.tx import Tx


async def brand_look(color: str, logo_key: str | None, template: Template | None) -> Look:
    """A color, a stored logo and a template."""
    logo = await storage.get(logo_key) if logo_key else None
    return Look(color=color, logo=logo, template=template)


async def company_look(tx: Tx, company: CompanyRow, *, client_id: UUID | None, kind: str) -> Look:
    """How the company's documents of this kind for this client look now."""
    chosen = await chosen_template(tx, company_id=company.id, client_id=client_id, kind=kind)
    return await brand_look(company.brand_color, company.logo_key, chosen.template)


async def invoice_look(tx: Tx, row: InvoiceRow) -> Look:
    """How this invoice looks: as it was issued, whatever the company changed since."""
    if row.brand_color is not None:
        return await brand_look(row.brand_color, row.logo_key, await frozen_template(tx, row.id))
    return await company_look(tx, await get_company(tx, row.company_id), client_id=row.client_id, kind=row.kind)


async def version_look(tx: Tx, invoice_id: UUID, look: Mapping[str, Any]) -> Look:
    """The look a version was frozen with."""
    return await brand_look(look["brand_color"], look["logo_key"], await frozen_template(tx, invoice_id))
