"""The look of a printed document: frozen with an issued invoice, its brand's own for a draft."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from duespark.companies.brands.design import design_of
from duespark.companies.brands.look import look_of
from duespark.companies.fonts.queries import FontFile
from duespark.companies.queries import CompanyRow, get_company
from duespark.documents.own_fonts import letters_for
from duespark.documents.source.template import SourceTemplate
from duespark.documents.templates.choose import chosen_template
from duespark.documents.templates.design import Design
from duespark.documents.templates.freeze import frozen_template
from duespark.documents.view import Look
from duespark.invoices.brand import chosen_brand
from duespark.invoices.queries import InvoiceRow
from duespark.runtime import storage
from duespark.runtime.tx import Tx


async def brand_look(look: Mapping[str, Any], template: Design | None) -> Look:
    """A brand in plain values, its stored logo and fonts, and a template."""
    logo, icon = await _picture(look, "full"), await _picture(look, "favicon")
    design = design_of(dict(look))
    letters = await letters_for([FontFile(**file) for file in look.get("letters", ())], design.fonts)
    return Look(design=design, logo=logo, icon=icon, letters=letters, **drawn_by(template))


async def _picture(look: Mapping[str, Any], variant: str) -> bytes | None:
    logo = look["logos"].get(variant)
    return await storage.get(logo["key"]) if logo else None


def drawn_by(template: Design | None) -> dict[str, Any]:
    """The field of a look that a template of either kind stands in."""
    return {"source" if isinstance(template, SourceTemplate) else "template": template}


async def company_look(
    tx: Tx, company: CompanyRow, *, client_id: UUID | None, kind: str, brand_id: UUID | None = None
) -> Look:
    """How the company's documents of this kind for this client look now, with the brand somebody chose."""
    chosen = await chosen_template(tx, company_id=company.id, client_id=client_id, kind=kind)
    brand = await chosen_brand(tx, company_id=company.id, client_id=client_id, kind=kind, chosen=brand_id)
    return await brand_look(look_of(brand), chosen.template)


async def invoice_look(tx: Tx, row: InvoiceRow) -> Look:
    """How this invoice looks: as it was issued, whatever was changed since."""
    if row.look is not None:
        return await brand_look(orjson.loads(row.look), await frozen_template(tx, row.id))
    company = await get_company(tx, row.company_id)
    return await company_look(tx, company, client_id=row.client_id, kind=row.kind, brand_id=row.brand_id)


async def version_look(tx: Tx, invoice_id: UUID, look: Mapping[str, Any]) -> Look:
    """The look a version was frozen with."""
    return await brand_look(look, await frozen_template(tx, invoice_id))
