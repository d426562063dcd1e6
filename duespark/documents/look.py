"""The look of a printed document: frozen with an issued invoice, the company's own for a draft."""

from collections.abc import Mapping
from typing import Any

from duespark.companies.queries import CompanyRow, get_company
from duespark.documents.view import Look
from duespark.invoices.queries import InvoiceRow
from duespark.runtime import storage
from duespark.runtime.tx import Tx


async def _look(color: str, logo_key: str | None) -> Look:
    logo = await storage.get(logo_key) if logo_key else None
    return Look(color=color, logo=logo)


async def company_look(company: CompanyRow) -> Look:
    """How the company's documents look now."""
    return await _look(company.brand_color, company.logo_key)


async def invoice_look(tx: Tx, row: InvoiceRow) -> Look:
    """How this invoice looks: as it was issued, whatever the company changed since."""
    if row.brand_color is not None:
        return await _look(row.brand_color, row.logo_key)
    return await company_look(await get_company(tx, row.company_id))


async def version_look(look: Mapping[str, Any]) -> Look:
    """The look a version was frozen with."""
    return await _look(look["brand_color"], look["logo_key"])
