"""Enter a rate by hand for one day, change it, and take it back. Issued documents keep the rate they state."""

from dataclasses import asdict

import asyncpg

from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.exchange import ExchangeRate
from duespark.fx.bitcoin import BITCOIN, check_price
from duespark.fx.queries import Key, OverrideNotFound, find_override
from duespark.fx.schemas import ExchangeRateOut, OverrideIn
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_KEY = "org_id = CAST(:org AS uuid) AND base = :base AND quote = :quote AND rate_date = CAST(:rate_date AS date)"
_INSERT = Q(
    "INSERT INTO rate_overrides (org_id, base, quote, rate_date, rate, reference, version, updated_at) VALUES"
    " (CAST(:org AS uuid), :base, :quote, CAST(:rate_date AS date), CAST(:rate AS numeric), :reference, 1,"
    " CAST(:now AS timestamptz))"
)
_UPDATE = Q(
    "UPDATE rate_overrides SET rate = CAST(:rate AS numeric), reference = :reference, version = version + 1,"
    f" updated_at = CAST(:now AS timestamptz) WHERE {_KEY}"
)
_DELETE = Q(f"DELETE FROM rate_overrides WHERE {_KEY}")


class SameCurrency(Invalid):
    code = "exchange_rate.same_currency"
    sentence = "A currency is worth itself. Choose two different ones."


class RateEnteredAlready(Conflict):
    code = "exchange_rate.entered_already"
    sentence = (
        "A rate of these two currencies was entered for {rate_date} already, or the other way around, from {quote} to {base}. "
        "It holds in both directions; change or remove that one."
    )


async def put_override(tx: Tx, key: Key, wanted: OverrideIn, *, version: int | None) -> ExchangeRateOut:
    """The rate as entered; on its day it wins over fetched ones. One that is there already is changed by its version.

    Raises `ChangedElsewhere`, `SameCurrency`, `RateEnteredAlready`, `InvalidRate`, `UnknownCurrency`,
    `PriceBitcoin`.
    """
    if key.base == key.quote:
        raise SameCurrency(pointer="/rate")
    if BITCOIN in (key.base, key.quote):
        check_price(key.base, key.quote, wanted.rate)
    else:
        ExchangeRate(base=key.base, quote=key.quote, rate=wanted.rate, rate_date=key.rate_date)
    before = await find_override(tx, key, lock=True)
    if (before and before.version) != version:
        raise ChangedElsewhere((before and before.version) or 0)
    await _write(tx, key, wanted, is_new=before is None)
    after = await find_override(tx, key)
    assert after is not None
    await audit(tx, "exchange_rate.enter", subject="exchange_rate", before=before, after=after)
    return after


async def _write(tx: Tx, key: Key, wanted: OverrideIn, *, is_new: bool) -> None:
    reference = " ".join(wanted.reference.split())
    try:
        await (_INSERT if is_new else _UPDATE).run(
            tx.conn, org=tx.org_id, **asdict(key), rate=wanted.rate, reference=reference, now=tx.now
        )
    except asyncpg.UniqueViolationError as error:
        raise RateEnteredAlready(pointer="/rate", **asdict(key)) from error


async def delete_override(tx: Tx, key: Key, *, version: int) -> None:
    """From now on the published rate counts again. Raises `OverrideNotFound`, `ChangedElsewhere`."""
    before = await find_override(tx, key, lock=True)
    if before is None:
        raise OverrideNotFound(**asdict(key))
    if before.version != version:
        raise ChangedElsewhere(before.version or 0)
    await _DELETE.run(tx.conn, org=tx.org_id, **asdict(key))
    await audit(tx, "exchange_rate.remove", subject="exchange_rate", before=before)
