"""All currencies of the dashboard in one, at today's rates: the base currency's view of what is owed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from duespark.analytics.schemas import BaseFigures, CurrencyFigures, UsedRate
from duespark.engine.money.exchange import ExchangeRate, convert
from duespark.engine.money.money import Money
from duespark.engine.money.rates import NoRate, RateTooOld
from duespark.fx.rate import get_rate
from duespark.runtime.tx import Tx


async def add_up(tx: Tx, figures: Sequence[CurrencyFigures]) -> BaseFigures | None:
    """The figures together, in the currency of the first; None where there is only that one.

    A currency without a rate of today or the last days is named and left out, never counted as zero unseen.
    """
    base, *others = figures
    if not others:
        return None
    rates = {one.currency: await _rate(tx, one.currency, base.currency) for one in others}
    known = {code: rate for code, rate in rates.items() if rate is not None}
    return BaseFigures(
        currency=base.currency,
        outstanding=_sum({one.currency: one.outstanding for one in figures}, known, base.currency),
        overdue=_sum({one.currency: one.overdue for one in figures}, known, base.currency),
        due_7_days=_sum({one.currency: one.due_7_days for one in figures}, known, base.currency),
        collected_30_days=_sum({one.currency: one.collected_30_days for one in figures}, known, base.currency),
        rates=[
            UsedRate(currency=code, rate=rate.rate, rate_date=rate.rate_date, source=rate.source)
            for code, rate in known.items()
        ],
        missing=[code for code, rate in rates.items() if rate is None],
    )


async def _rate(tx: Tx, currency: str, base: str) -> ExchangeRate | None:
    try:
        return await get_rate(tx, base=currency, quote=base, on=tx.today)
    except (NoRate, RateTooOld):
        return None


def _sum(amounts: Mapping[str, Decimal], rates: Mapping[str, ExchangeRate], base: str) -> Decimal:
    total = Money(amount=amounts[base], currency=base)
    for code, amount in amounts.items():
        if code in rates:
            total += convert(Money(amount=amount, currency=code), rates[code])
    return total.amount
