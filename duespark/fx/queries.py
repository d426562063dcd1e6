"""Reads of exchange rates, of what an organization chose, and of how its source does."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import orjson

from duespark.adapters.fx_rates.sources import Credentials, SourceName
from duespark.engine.errors import NotFound
from duespark.engine.money.rates import MAX_AGE_DAYS
from duespark.fx.schemas import ExchangeRateOut, RateSettings, RateStatus, Source
from duespark.runtime.db import Q
from duespark.runtime.security import unseal
from duespark.runtime.tx import HOUSE, Tx
from duespark.runtime.web import BadCursor, Page, decode_cursor, encode_cursor

_SORT = "-rate_date"

_SETTINGS = Q(
    "SELECT source, refresh, max_age_days, key_hint, version FROM rate_settings WHERE org_id = CAST(:org AS uuid)"
)
_CREDENTIALS = Q(
    "SELECT credentials FROM rate_settings WHERE org_id = CAST(:org AS uuid) AND source = :source AND credentials IS NOT NULL"
)
_FEED = Q(
    "SELECT newest_date, succeeded_at, failed_at, failures, error_reason, error, next_at FROM rate_feeds"
    " WHERE org_id = CAST(:owner AS uuid) AND source = :source"
)
_OVERRIDE = (
    "SELECT base, quote, rate_date, rate, reference, version, updated_at FROM rate_overrides"
    " WHERE org_id = CAST(:org AS uuid) AND base = :base AND quote = :quote AND rate_date = CAST(:rate_date AS date)"
)
_ONE_OVERRIDE, _LOCK_OVERRIDE = Q(_OVERRIDE), Q(f"{_OVERRIDE} FOR UPDATE")

_KNOWN = """
WITH known AS (
  SELECT base, quote, rate_date, 'manual' AS source, rate, reference, updated_at AS fetched_at, version
    FROM rate_overrides WHERE org_id = CAST(:org AS uuid) AND 'manual' = ANY(CAST(:sources AS text[]))
  UNION ALL
  SELECT base, quote, rate_date, source, rate, '' AS reference, fetched_at, CAST(NULL AS int) AS version
    FROM exchange_rates
   WHERE org_id = ANY(ARRAY[CAST(:org AS uuid), CAST(:house AS uuid)]) AND source = ANY(CAST(:sources AS text[]))
     AND (CAST(:since AS date) IS NULL OR rate_date >= CAST(:since AS date))
), found AS (
  SELECT * FROM known
   WHERE (CAST(:base AS text) IS NULL OR base = CAST(:base AS text))
     AND (CAST(:quote AS text) IS NULL OR quote = CAST(:quote AS text))
     AND (CAST(:until AS date) IS NULL OR rate_date <= CAST(:until AS date))
     AND (CAST(:since AS date) IS NULL OR rate_date >= CAST(:since AS date))
)
"""
_ORDER = "rate_date DESC, base, quote, source"
_BEYOND = """
 WHERE (CAST(:last_on AS date) IS NULL OR rate_date < CAST(:last_on AS date) OR (rate_date = CAST(:last_on AS date)
        AND (base, quote, source) > (CAST(:last_base AS text), CAST(:last_quote AS text), CAST(:last_source AS text))))
"""
_HISTORY = Q(f"{_KNOWN} SELECT * FROM found {_BEYOND} ORDER BY {_ORDER} LIMIT CAST(:most AS int)")
_IN_FORCE = Q(
    f"{_KNOWN}, newest AS (SELECT DISTINCT ON (base, quote) * FROM found"
    " ORDER BY base, quote, rate_date DESC, source = 'manual' DESC)"
    f" SELECT * FROM newest {_BEYOND} ORDER BY {_ORDER} LIMIT CAST(:most AS int)"
)


class OverrideNotFound(NotFound):
    code = "exchange_rate.not_found"
    sentence = "Nobody entered a rate from {base} to {quote} for {rate_date}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """`on` asks for the rates in force on that day, else the whole history is meant. `source` narrows to one."""

    base: str | None = None
    quote: str | None = None
    on: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What names a rate a person entered."""

    base: str
    quote: str
    rate_date: date


def owner_of(source: str, org: UUID) -> UUID:
    """Whose rows a source's rates are: what the ECB publishes belongs to the house."""
    return HOUSE if source == "ecb" else org


async def get_settings(tx: Tx) -> RateSettings:
    """What the organization chose, or what holds while it has not."""
    row = await _SETTINGS.one(tx.conn, org=tx.org_id)
    if row is None:
        return RateSettings(source="ecb", refresh="daily", max_age_days=MAX_AGE_DAYS, key_hint="", version=0)
    return RateSettings(**row)


def credentials_context(org: UUID) -> str:
    """What ties the encrypted credentials to their row."""
    return f"{org}/rate_settings/credentials"


async def find_credentials(tx: Tx, source: SourceName) -> Credentials | None:
    """The key for this source, in clear; None unless the organization uses it. For the job only, never for an answer."""
    sealed = await _CREDENTIALS.value(tx.conn, org=tx.org_id, source=source)
    if sealed is None:
        return None
    return Credentials(**orjson.loads(unseal(sealed, context=credentials_context(tx.org_id))))


async def get_status(tx: Tx) -> RateStatus:
    """How the chosen source does."""
    source = (await get_settings(tx)).source
    row = await _FEED.one(tx.conn, owner=owner_of(source, tx.org_id), source=source)
    if row is None:
        return RateStatus(
            source=source, newest_date=None, succeeded_at=None, failed_at=None, failures=0, error_reason="", error="",
            next_at=None,
        )  # fmt: skip
    return RateStatus(source=source, **row)


async def find_override(tx: Tx, key: Key, *, lock: bool = False) -> ExchangeRateOut | None:
    """The rate a person entered for these two currencies, told in this direction, and this day."""
    statement = _LOCK_OVERRIDE if lock else _ONE_OVERRIDE
    row = await statement.one(tx.conn, org=tx.org_id, base=key.base, quote=key.quote, rate_date=key.rate_date)
    if row is None:
        return None
    values = dict(row)
    return ExchangeRateOut(source="manual", fetched_at=values.pop("updated_at"), **values)


Place = tuple[date, str, str, str]
"""A row's place in the list: its day, base, quote and source."""


async def find_rates(tx: Tx, filters: Filters, *, most: int, after: Place | None = None) -> list[ExchangeRateOut]:
    """Rates the organization may use, the newest day first; those that come after a place."""
    settings = await get_settings(tx)
    # The window of a day's rates is as long as a rate may be old.
    since = None if filters.on is None else filters.on - timedelta(days=settings.max_age_days)
    last_on, last_base, last_quote, last_source = after or (None, None, None, None)
    rows = await (_HISTORY if filters.on is None else _IN_FORCE).all(
        tx.conn,
        org=tx.org_id,
        house=HOUSE,
        sources=[filters.source] if filters.source else list({settings.source, "manual"}),
        base=filters.base,
        quote=filters.quote,
        since=since,
        until=filters.on,
        last_on=last_on,
        last_base=last_base,
        last_quote=last_quote,
        last_source=last_source,
        most=most,
    )
    return [ExchangeRateOut(**row) for row in rows]


async def find_page(tx: Tx, filters: Filters, *, limit: int, cursor: str | None) -> Page[ExchangeRateOut]:
    """One page and the cursor of the next. Raises `BadCursor`."""
    rows = await find_rates(tx, filters, most=limit + 1, after=_place(cursor))
    more = None
    if len(rows) > limit:
        end = rows[limit - 1]
        more = encode_cursor(_SORT, [end.rate_date, end.base, end.quote, end.source], HOUSE)
    return Page(data=rows[:limit], next=more)


def _place(cursor: str | None) -> Place | None:
    found = decode_cursor(cursor, _SORT)
    if found is None:
        return None
    try:
        day, *names = found[0]
        if len(names) != 3 or not all(isinstance(name, str) and name.isascii() and name.isalpha() for name in names):
            raise ValueError
        return date.fromisoformat(day), names[0], names[1], names[2]
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=cursor) from error
