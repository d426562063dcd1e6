"""What became of a question to a source: its rates are kept, or why there are none; and when it is asked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from duespark.adapters.fx_rates.source import Answer, SourceFailed
from duespark.adapters.fx_rates.sources import SourceName
from duespark.engine.money.exchange import ExchangeRate
from duespark.fx.schemas import Refresh
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=5), timedelta(hours=6)
PUBLISHED_AT, GIVEN_UP_AT = time(16, 15), time(20)
"""The ECB publishes about 16:00 in Frankfurt; later than this evening it was a holiday."""

_FRANKFURT = ZoneInfo("Europe/Berlin")
_STEPS = {"hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(days=7)}
_SATURDAY = 5

# A day that is over keeps its rate, whatever the source says of it later.
_KEEP = Q(
    "INSERT INTO exchange_rates AS r (org_id, source, base, quote, rate_date, rate, fetched_at)"
    " SELECT CAST(:owner AS uuid), CAST(:source AS text), base, quote, rate_date, rate, CAST(:now AS timestamptz)"
    " FROM unnest(CAST(:bases AS text[]), CAST(:quotes AS text[]), CAST(:days AS date[]), CAST(:rates AS numeric[]))"
    " AS new(base, quote, rate_date, rate)"
    " ON CONFLICT (org_id, source, base, quote, rate_date) DO UPDATE SET rate = EXCLUDED.rate, fetched_at = EXCLUDED.fetched_at"
    " WHERE r.rate_date >= CAST(:today AS date) AND r.rate <> EXCLUDED.rate"
)
_SUCCEEDED = Q(
    "INSERT INTO rate_feeds AS f (org_id, source, next_at, mark, newest_date, succeeded_at)"
    " VALUES (CAST(:owner AS uuid), :source, CAST(:next AS timestamptz), :mark, CAST(:newest AS date), CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, source) DO UPDATE SET next_at = EXCLUDED.next_at, mark = EXCLUDED.mark,"
    " newest_date = greatest(f.newest_date, EXCLUDED.newest_date), succeeded_at = EXCLUDED.succeeded_at, failures = 0,"
    " error_reason = '', error = ''"
)
_FAILED = Q(
    "INSERT INTO rate_feeds AS f (org_id, source, next_at, failed_at, failures, error_reason, error)"
    " VALUES (CAST(:owner AS uuid), :source, CAST(:next AS timestamptz), CAST(:now AS timestamptz), 1, :reason, :error)"
    " ON CONFLICT (org_id, source) DO UPDATE SET next_at = EXCLUDED.next_at, failed_at = EXCLUDED.failed_at,"
    " failures = f.failures + 1, error_reason = EXCLUDED.error_reason, error = EXCLUDED.error"
)
_STATE = Q(
    "SELECT newest_date, mark, failures FROM rate_feeds WHERE org_id = CAST(:owner AS uuid) AND source = :source"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How far a source was read."""

    newest_date: date | None = None
    mark: str = ""
    failures: int = 0


async def get_state(tx: Tx, owner: UUID, source: SourceName) -> FeedState:
    """The state, that of a source never asked where there is none."""
    row = await _STATE.one(tx.conn, owner=owner, source=source)
    return FeedState() if row is None else FeedState(**row)


async def keep(tx: Tx, owner: UUID, source: SourceName, answer: Answer, *, refresh: Refresh, now: datetime) -> None:
    """Add the rates to the history and note the success. `now` is the real time."""
    rates = _one_a_day(answer.rates)
    await _KEEP.run(
        tx.conn,
        owner=owner,
        source=source,
        bases=[one.base for one in rates],
        quotes=[one.quote for one in rates],
        days=[one.rate_date for one in rates],
        rates=[one.rate for one in rates],
        now=now,
        today=now.date(),
    )
    before = await get_state(tx, owner, source)
    newest = max((one.rate_date for one in rates), default=before.newest_date)
    next_at = next_refresh(source, refresh, now=now, newest=newest)
    await _SUCCEEDED.run(tx.conn, owner=owner, source=source, next=next_at, mark=answer.mark, newest=newest, now=now)


def _one_a_day(rates: Sequence[ExchangeRate]) -> list[ExchangeRate]:
    """Of several rates of one day the last, which is the newest."""
    return list({(one.base, one.quote, one.rate_date): one for one in rates}.values())


async def note_failure(tx: Tx, owner: UUID, source: SourceName, error: SourceFailed, *, now: datetime) -> None:
    """Remember why; what is stored stays and is used while it is young enough (FM-45)."""
    failures = (await get_state(tx, owner, source)).failures
    await _FAILED.run(
        tx.conn,
        owner=owner,
        source=source,
        next=now + retry_delay(failures + 1),
        now=now,
        reason=error.reason,
        error=str(error)[:300],
    )


def retry_delay(failures: int) -> timedelta:
    """5, 10, 20 minutes and so on, at most six hours.

    >>> retry_delay(1), retry_delay(3), retry_delay(99)
    (datetime.timedelta(seconds=300), datetime.timedelta(seconds=1200), datetime.timedelta(seconds=21600))
    """
    return min(FIRST_RETRY * (1 << min(failures - 1, 10)), LONGEST_RETRY)


def next_refresh(source: SourceName, refresh: Refresh, *, now: datetime, newest: date | None) -> datetime:
    """When the source is asked again after a success.

    The ECB publishes once a day, so a daily refresh waits for that, and asks again every hour of the evening of a working
    day on which it is late.
    """
    if source != "ecb" or refresh == "hourly":
        return now + _STEPS[refresh]
    here = now.astimezone(_FRANKFURT)
    is_late = here.weekday() < _SATURDAY and (newest is None or newest < here.date())
    if is_late and PUBLISHED_AT <= here.time() < GIVEN_UP_AT:
        return now + _STEPS["hourly"]
    published = datetime.combine(here.date(), PUBLISHED_AT, _FRANKFURT)
    first = published if refresh == "daily" and here < published else published + _STEPS[refresh]
    return first.astimezone(now.tzinfo)
