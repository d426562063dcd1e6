"""The tax rates one company may put on a document, by its place, the buyer's place and the day."""

from datetime import date
from uuid import UUID

from duespark.clients.certificates import exemptions_of
from duespark.companies.queries import CompanyRow
from duespark.engine.invoice.party import Party
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.exempted import exempted
from duespark.engine.tax.rates import TaxRate, rates_for
from duespark.engine.tax.region_names import region_code
from duespark.runtime.tx import Tx


def rates_of(company: CompanyRow, on: date, *, buyer: Party | None = None) -> tuple[TaxRate, ...]:
    """What the company may charge on the day `on`, the usual choice first: the rates of its country and region.

    In countries whose provinces or states tax for themselves the place of supply counts: the buyer's region where the
    buyer is in the same country, else the company's own.
    """
    seller = company.profile.address
    home = region_code(seller.country, seller.region)
    abroad = buyer is None or buyer.address.country != seller.country
    place = "" if abroad or buyer is None else region_code(seller.country, buyer.address.region)
    return rates_for(
        seller.country, on, registered=company.tax_registered, seller_region=home, place_region=place or home
    )


async def rates_for_client(
    tx: Tx, company: CompanyRow, on: date, *, buyer: Party | None, client_id: UUID | None
) -> tuple[TaxRate, ...]:
    """As `rates_of`, with what the exemption certificates of a client free on the day."""
    found = rates_of(company, on, buyer=buyer)
    return found if client_id is None else exempted(found, await exemptions_of(tx, client_id), on=on)


async def tax_context(
    tx: Tx, company: CompanyRow, on: date, *, buyer: Party | None = None, client_id: UUID | None = None
) -> TaxContext:
    """The rates a document of this company to this buyer with the tax date `on` may use; the client's certificates count."""
    table = COUNTRIES.get(company.profile.address.country)
    rounding = table.rounding if table is not None else "half_up"
    rates = await rates_for_client(tx, company, on, buyer=buyer, client_id=client_id)
    return TaxContext.of(rates, rounding=rounding)
