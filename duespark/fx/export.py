"""Exchange rates as rows of a spreadsheet."""

from collections.abc import AsyncIterator

from duespark.fx.queries import Filters, find_rates
from duespark.fx.schemas import ExchangeRateOut
from duespark.runtime.tx import Tx

COLUMNS = ("rate_date", "base", "quote", "rate", "source", "reference", "fetched_at")
_AT_ONCE = 5_000


async def walk_rates(tx: Tx, filters: Filters) -> AsyncIterator[ExchangeRateOut]:
    """Every rate that matches, the newest day first."""
    after = None
    while rows := await find_rates(tx, filters, most=_AT_ONCE, after=after):
        for row in rows:
            yield row
        last = rows[-1]
        after = (last.rate_date, last.base, last.quote, last.source)
