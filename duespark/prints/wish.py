"""What a company wishes of its PDFs: which e-invoice they carry, and whether they are signed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.adapters.pdf.sign import SignerMissing, can_sign
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.engine.tax.treatment.territory import Place, is_in_eu
from duespark.prints.certificates import get_certificate
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Closed

EInvoiceWish = Literal["off", "en16931", "xrechnung"]

_GET = Q(
    "SELECT einvoice, sign, version FROM print_settings"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
)
_SET = Q(
    "INSERT INTO print_settings AS s (org_id, company_id, einvoice, sign, updated_at)"
    " VALUES (CAST(:org AS uuid), CAST(:company AS uuid), :einvoice, CAST(:sign AS boolean), CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, company_id) DO UPDATE SET einvoice = EXCLUDED.einvoice, sign = EXCLUDED.sign,"
    " version = s.version + 1, updated_at = EXCLUDED.updated_at"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintWish(Closed):
    """`einvoice`: the PDF of an invoice or credit note carries the e-invoice of EN 16931 (Factur-X, ZUGFeRD) or that of
    XRechnung, where the document has all it takes. `sign`: issued documents are signed with the company's certificate."""

    einvoice: EInvoiceWish
    sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSettings(PrintWish):
    """A wish as it stands; version 0 while nobody has chosen. `can_sign` tells whether the part that signs is installed."""

    version: int
    can_sign: bool


async def get_wish(tx: Tx, company_id: UUID) -> PrintSettings:
    """What was chosen; else EN 16931 for companies in the European Union, whose law it is. Raises `CompanyNotFound`."""
    return await wish_of(tx, await get_company(tx, company_id))


async def wish_of(tx: Tx, company: CompanyRow) -> PrintSettings:
    """The same for a company already read."""
    row = await _GET.one(tx.conn, org=tx.org_id, company=company.id)
    if row is not None:
        return PrintSettings(**row, can_sign=can_sign())
    usual = usual_wish(company.profile.address.country, on=tx.today)
    return PrintSettings(einvoice=usual, version=0, can_sign=can_sign())


def usual_wish(country: str, *, on: date) -> EInvoiceWish:
    """What companies of a country want that have not said so.

    >>> usual_wish("DE", on=date(2026, 1, 1)), usual_wish("US", on=date(2026, 1, 1))
    ('en16931', 'off')
    """
    return "en16931" if is_in_eu(Place(country=country), on) else "off"


async def change_wish(tx: Tx, company_id: UUID, wanted: PrintWish, *, version: int) -> PrintSettings:
    """Choose for what is printed from now on; what is printed already stays.

    Raises `CompanyNotFound`, `ChangedElsewhere`; where it shall sign and cannot, `SignerMissing`, `NoCertificate`.
    """
    company = await lock_company(tx, company_id)
    before = await wish_of(tx, company)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    if wanted.sign and not can_sign():
        raise SignerMissing
    if wanted.sign:
        await get_certificate(tx, company)
    await _SET.run(tx.conn, org=tx.org_id, company=company_id, einvoice=wanted.einvoice, sign=wanted.sign, now=tx.now)
    after = await wish_of(tx, company)
    await audit(tx, "company.change_prints", subject="company", id=company_id, before=before, after=after)
    return after
