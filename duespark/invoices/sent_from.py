"""Where an invoice says it is from, and where the goods leave: at the further addresses of the company chosen for it."""

from dataclasses import replace
from uuid import UUID

from duespark.companies.addresses import CompanyAddress
from duespark.companies.queries import CompanyRow, get_company
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import Party
from duespark.invoices.pay_to import check_pay_to
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.runtime.tx import Tx


class UnknownCompanyAddress(Invalid):
    code = "invoice.unknown_company_address"
    sentence = "{company} has no address {id}. Choose one of its addresses, or none."


class SellerAddressAbroad(Invalid):
    code = "invoice.seller_address_abroad"
    sentence = (
        "{name} is in another country than {company}. A branch abroad is taxed there: add it as a company of its own."
    )


def seller_at(company: CompanyRow, chosen: UUID | None) -> Party:
    """The seller (BG-4) with the postal address (BG-5) chosen, else the registered one; one that was removed since gives way.

    How the sale is taxed follows from the registered address whichever is printed.
    """
    found = _find(company, chosen)
    return company.profile if found is None else replace(company.profile, address=found.address)


def shipped_from(company: CompanyRow, chosen: UUID | None) -> Party | None:
    """Where the goods leave, if that was chosen and is still there. EN 16931 has no term for it."""
    found = _find(company, chosen)
    return None if found is None else Party(name=company.profile.name, address=found.address)


def _find(company: CompanyRow, chosen: UUID | None) -> CompanyAddress | None:
    return next((one for one in company.addresses if one.id == chosen), None)


async def check_chosen(tx: Tx, draft: DraftIn, *, id: UUID | None = None) -> None:
    """Whether account and addresses are the company's. What the draft `id` says already may be gone since.

    Raises `UnknownBankAccount`, `UnknownCompanyAddress`, `SellerAddressAbroad`.
    """
    await check_pay_to(tx, draft, id=id)
    if draft.seller_address_id is None and draft.ship_from_id is None:
        return
    company = await get_company(tx, draft.company_id)
    known = await get_invoice(tx, id) if id is not None else None
    for field in ("seller_address_id", "ship_from_id"):
        chosen, found = getattr(draft, field), _find(company, getattr(draft, field))
        if chosen is None or (found is None and known is not None and getattr(known, field) == chosen):
            continue
        if found is None:
            raise UnknownCompanyAddress(pointer=f"/{field}", company=company.name, id=chosen)
        if field == "seller_address_id" and found.address.country != company.profile.address.country:
            raise SellerAddressAbroad(pointer=f"/{field}", name=found.name, company=company.name)
