"""The rate that applies between two currencies on a day: what a person entered, else what the chosen source published."""

from datetime import date

from duespark.adapters.fx_rates.sources import PIVOTS
from duespark.engine.money.exchange import ExchangeRate
from duespark.engine.money.rates import NoRate, RateTooOld, find_cross_rate, find_rate, inverse_rate, lock_rate
from duespark.fx.queries import get_settings, owner_of
from duespark.fx.schemas import RateSettings
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_NAMES = {"ecb": "ECB", "openexchangerates": "Open Exchange Rates", "xe": "XE"}
"""Sources as documents name them."""

_ENTERED = Q(
    "SELECT base, quote, rate, rate_date, reference AS source FROM rate_overrides WHERE org_id = CAST(:org AS uuid)"
    " AND base IN (CAST(:one AS text), CAST(:other AS text)) AND quote IN (CAST(:one AS text), CAST(:other AS text))"
    " AND rate_date <= CAST(:on AS date) ORDER BY rate_date DESC LIMIT 1"
)
_PUBLISHED = Q(
    "SELECT r.base, r.quote, r.rate, r.rate_date FROM unnest(CAST(:quotes AS text[])) AS q(code) CROSS JOIN LATERAL ("
    " SELECT base, quote, rate, rate_date FROM exchange_rates WHERE org_id = CAST(:owner AS uuid) AND source = :source"
    " AND base = :pivot AND quote = q.code AND rate_date <= CAST(:on AS date) ORDER BY rate_date DESC LIMIT 40) AS r"
)


async def get_rate(tx: Tx, *, base: str, quote: str, on: date) -> ExchangeRate:
    """The rate published last on the day `on` or before it, as a document may state it: with at most 12 decimals.

    A rate a person entered wins over the published ones of its day, in both directions; a later published one wins over
    it. Rates between two currencies that the source does not quote in each other go through its pivot.
    Raises `NoRate`; and `RateTooOld` beyond the days the organization set.
    """
    settings = await get_settings(tx)
    entered = await _entered(tx, base, quote, on)
    days = settings.max_age_days
    try:
        published = [await _published(tx, settings, base, quote, on)]
    except (NoRate, RateTooOld):
        if not entered:
            raise
        published = []
    return lock_rate(find_rate([*entered, *published], on, base=base, quote=quote, max_age_days=days))


async def _entered(tx: Tx, base: str, quote: str, on: date) -> list[ExchangeRate]:
    row = await _ENTERED.one(tx.conn, org=tx.org_id, one=base, other=quote, on=on)
    if row is None or base == quote:
        return []
    rate = ExchangeRate(**row)
    return [rate if rate.base == base else inverse_rate(rate)]


async def _published(tx: Tx, settings: RateSettings, base: str, quote: str, on: date) -> ExchangeRate:
    if settings.source == "manual":
        raise NoRate(base=base, quote=quote, on=on)
    pivot, name = PIVOTS[settings.source], _NAMES[settings.source]
    rows = await _PUBLISHED.all(
        tx.conn,
        owner=owner_of(settings.source, tx.org_id),
        source=settings.source,
        pivot=pivot,
        quotes=[code for code in (base, quote) if code != pivot],
        on=on,
    )
    rates = [ExchangeRate(source=name, **row) for row in rows]
    return find_cross_rate(rates, on, base=base, quote=quote, pivot=pivot, max_age_days=settings.max_age_days)
