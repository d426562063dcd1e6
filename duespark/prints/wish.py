"""What a company wishes of its PDFs: which e-invoice they carry."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.engine.tax.treatment.territory import Place, is_in_eu
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Closed

EInvoiceWish = Literal["off", "en16931", "xrechnung"]

_GET = Q(
    "SELECT einvoice, version FROM print_settings WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
)
_SET = Q(
    "INSERT INTO print_settings AS s (org_id, company_id, einvoice, updated_at)"
    " VALUES (CAST(:org AS uuid), CAST(:company AS uuid), :einvoice, CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, company_id) DO UPDATE SET einvoice = EXCLUDED.einvoice, version = s.version + 1,"
    " updated_at = EXCLUDED.updated_at"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintWish(Closed):
    """`einvoice`: the PDF of an invoice or credit note carries the e-invoice of EN 16931 (Factur-X, ZUGFeRD) or that of
    XRechnung, where the document has all it takes."""

    einvoice: EInvoiceWish


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSettings(PrintWish):
    """A wish as it stands; version 0 while nobody has chosen."""

    version: int


async def get_wish(tx: Tx, company_id: UUID) -> PrintSettings:
    """What was chosen; else EN 16931 for companies in the European Union, whose law it is. Raises `CompanyNotFound`."""
    return await _wish_of(tx, await get_company(tx, company_id))


async def _wish_of(tx: Tx, company: CompanyRow) -> PrintSettings:
    row = await _GET.one(tx.conn, org=tx.org_id, company=company.id)
    if row is not None:
        return PrintSettings(**row)
    return PrintSettings(einvoice=usual_wish(company.profile.address.country, on=tx.today), version=0)


def usual_wish(country: str, *, on: date) -> EInvoiceWish:
    """What companies of a country want that have not said so.

    >>> usual_wish("DE", on=date(2026, 1, 1)), usual_wish("US", on=date(2026, 1, 1))
    ('en16931', 'off')
    """
    return "en16931" if is_in_eu(Place(country=country), on) else "off"


async def change_wish(tx: Tx, company_id: UUID, wanted: PrintWish, *, version: int) -> PrintSettings:
    """Choose for what is printed from now on; what is printed already stays. Raises `CompanyNotFound`, `ChangedElsewhere`."""
    before = await _wish_of(tx, await lock_company(tx, company_id))
    if before.version != version:
        raise ChangedElsewhere(before.version)
    await _SET.run(tx.conn, org=tx.org_id, company=company_id, einvoice=wanted.einvoice, now=tx.now)
    after = await get_wish(tx, company_id)
    await audit(tx, "company.change_prints", subject="company", id=company_id, before=before, after=after)
    return after
