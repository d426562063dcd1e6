"""The tax rates one company may put on a document."""

from datetime import date

from duespark.companies.queries import CompanyRow
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.rates import TaxRate, rates_for
from duespark.runtime.tx import Tx


def rates_of(company: CompanyRow, on: date) -> tuple[TaxRate, ...]:
    """What the company may charge on the day `on`, the usual choice first: the rates of its country."""
    return rates_for(company.profile.address.country, on, registered=company.tax_registered)


async def tax_context(tx: Tx, company: CompanyRow, on: date) -> TaxContext:
    """The rates a document of this company with the tax date `on` may use."""
    return TaxContext.of(rates_of(company, on))
