"""What one bitcoin is worth: only what a person entered for that very day, since no published rate and no older one is a fair price."""

from datetime import date
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency
from duespark.engine.money.exchange import InvalidRate
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

BITCOIN = "BTC"
"""Not a code of ISO 4217: nothing is billed or booked in it."""

_PRICE = Q(
    "SELECT rate FROM rate_overrides WHERE org_id = CAST(:org AS uuid) AND base = 'BTC' AND quote = :currency"
    " AND rate_date = CAST(:on AS date)"
)


class PriceBitcoin(Invalid):
    code = "exchange_rate.price_bitcoin"
    sentence = "Enter what one bitcoin is worth: from BTC to {currency}."


async def bitcoin_price(tx: Tx, currency: str, *, on: date) -> Decimal | None:
    """The price of one bitcoin in `currency` that was entered for that day; None where none was."""
    found: Decimal | None = await _PRICE.value(tx.conn, org=tx.org_id, currency=currency, on=on)
    return found


def check_price(base: str, quote: str, rate: Decimal) -> None:
    """Raises `PriceBitcoin` the other way around, `UnknownCurrency`, `InvalidRate`."""
    if base != BITCOIN:
        raise PriceBitcoin(pointer="/rate", currency=base)
    currency(quote, pointer="/quote")
    if rate <= 0:
        why = "a rate is a finite decimal number above zero"
        raise InvalidRate(pointer="/rate", base=base, quote=quote, rate=rate, why=why)
