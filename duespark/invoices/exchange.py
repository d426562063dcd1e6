"""The exchange rate into the currency of the seller's books: provisional while a draft, locked at issue, copied by corrections."""

from dataclasses import replace

from duespark.companies.queries import CompanyRow
from duespark.engine.invoice.document import Document, Exchange
from duespark.engine.money.rates import NoRate, RateTooOld
from duespark.engine.tax.exchange_day import exchange_day
from duespark.fx.rate import get_rate
from duespark.runtime.tx import Tx

_CORRECTIONS = ("credit_note", "corrective_invoice")
"""What they correct was booked at the rate of the invoice, so they keep that one (FM-37)."""


async def with_rate(tx: Tx, document: Document, company: CompanyRow) -> Document:
    """The document with the rate of its day, or with none where none is known: that never keeps a person from billing.

    A document in the currency of the books states no rate. The day is that of the supply, else of issue, else today, as the
    law of the seller's country says (`exchange_day`), and never a day to come.
    """
    if document.kind in _CORRECTIONS:
        return document
    issue_date = document.issue_date or tx.today
    day = exchange_day(company.profile.address.country, issue_date=issue_date, supply_date=document.supply_date)
    exchange = None
    if document.currency != company.currency:
        try:
            rate = await get_rate(tx, base=document.currency, quote=company.currency, on=min(day, tx.today))
            exchange = Exchange(currency=company.currency, rate=rate.rate, rate_date=rate.rate_date, source=rate.source)
        except (NoRate, RateTooOld):
            pass
    return replace(document, exchange=exchange)


def lacks_rate(document: Document, company: CompanyRow) -> bool:
    """Whether the books are kept in another currency and the document does not say what it comes to in it."""
    return document.exchange is None and document.currency != company.currency
