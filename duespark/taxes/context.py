"""The tax rates one company may put on a document, by its place, the buyer's place and the day."""

from datetime import date

from duespark.companies.queries import CompanyRow
from duespark.engine.invoice.party import Address, Party
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.rates import TaxRate, rates_for
from duespark.engine.tax.region_names import region_code
from duespark.engine.tax.rule_rates import Supplied, rates_with_rules
from duespark.engine.tax.rules import TaxAddress
from duespark.runtime.tx import Tx
from duespark.taxes.rule_queries import rules_holding


async def rates_of(tx: Tx, company: CompanyRow, on: date, *, buyer: Party | None = None) -> tuple[TaxRate, ...]:
    """What the company may charge on the day `on`, the usual choice first: the rates of its country and region, with
    its own rules in place of those of the same key.

    In countries whose provinces or states tax for themselves the place of supply counts: the buyer's region where the
    buyer is in the same country, else the company's own. Raises `OverlappingTaxRules`.
    """
    seller = company.profile.address
    place = seller
    if buyer is not None and buyer.address.country == seller.country:
        place = buyer.address
    found = rates_for(
        seller.country,
        on,
        registered=company.tax_registered,
        seller_region=region_code(seller.country, seller.region),
        place_region=region_code(seller.country, place.region) or region_code(seller.country, seller.region),
    )
    return await with_own_rules(tx, company, found, on=on, at=address_of(place)) if company.tax_registered else found


async def with_own_rules(
    tx: Tx,
    company: CompanyRow,
    country: tuple[TaxRate, ...],
    *,
    on: date,
    at: TaxAddress,
    supplied: Supplied = "services",
) -> tuple[TaxRate, ...]:
    """The country's rates with the company's own rules of that day and place. Raises `OverlappingTaxRules`."""
    rules = await rules_holding(tx, company.id, on=on, country=at.country, region=at.region)
    return rates_with_rules(country, rules, on=on, at=at, supplied=supplied)


def address_of(address: Address) -> TaxAddress:
    """Where an address lies, as tax rules look at it."""
    return TaxAddress(
        country=address.country,
        region=region_code(address.country, address.region).removeprefix(f"{address.country}-"),
        city=address.city,
        postal_code=address.postal_code,
    )


async def tax_context(tx: Tx, company: CompanyRow, on: date, *, buyer: Party | None = None) -> TaxContext:
    """The rates a document of this company to this buyer with the tax date `on` may use, taxed at home."""
    table = COUNTRIES.get(company.profile.address.country)
    rounding = table.rounding if table is not None else "half_up"
    return TaxContext.of(await rates_of(tx, company, on, buyer=buyer), rounding=rounding)
