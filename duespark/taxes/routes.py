"""HTTP of tax rates and currencies."""

from datetime import date
from uuid import UUID

from duespark.accounts.access import Router
from duespark.accounts.permissions import PUBLIC
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.engine.money.currency import CURRENCIES
from duespark.runtime.tx import Tx
from duespark.taxes.context import rates_for_client
from duespark.taxes.schemas import Currencies, TaxRateChoice, TaxRates

router = Router(tags=["taxes"])


@router.get("/tax-rates", "companies.read")
async def list_tax_rates(tx: Tx, company_id: UUID, on: date | None = None, client_id: UUID | None = None) -> TaxRates:
    """The rates a company may charge on a day (today where none is given), the usual choice first.

    With a client, those of the client's province or state, where that decides, and without what its exemption
    certificates free.
    """
    company = await get_company(tx, company_id)
    buyer = (await get_client(tx, client_id)).profile if client_id else None
    found = await rates_for_client(tx, company, on or tx.today, buyer=buyer, client_id=client_id)
    return TaxRates(
        data=[
            TaxRateChoice(key=one.key, category=one.category, rate=one.rate, label=one.label, reason=one.reason)
            for one in found
        ]
    )


@router.get("/currencies", PUBLIC)
async def list_currencies(tx: Tx) -> Currencies:
    """Every currency of ISO 4217 that one may invoice in."""
    return Currencies(data=list(CURRENCIES.values()))
