"""Refresh the rates of one source: a job, because the source is outside and a transaction never waits for it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from duespark.adapters.fx_rates.source import MOST_DAYS, Source, SourceFailed
from duespark.adapters.fx_rates.sources import Credentials, SourceName, source_for
from duespark.engine.errors import Conflict, Invalid
from duespark.fx.feed import get_state, keep, note_failure
from duespark.fx.queries import find_credentials, get_settings
from duespark.fx.schemas import Refresh
from duespark.runtime.db import Pool, Q
from duespark.runtime.jobs import Work, job
from duespark.runtime.telemetry import log
from duespark.runtime.tx import HOUSE, Tx, begin, clock

FIRST_DAYS = 84
"""The ECB's file of 90 days is read at the very first, so that documents of the last months find a rate."""

# An organization that never chose uses the ECB daily. The ECB is asked as often as the most eager of all wishes.
_WISH = Q(
    "SELECT CASE min(CASE coalesce(s.refresh, 'daily') WHEN 'hourly' THEN 1 WHEN 'daily' THEN 2 ELSE 3 END)"
    " WHEN 1 THEN 'hourly' WHEN 2 THEN 'daily' WHEN 3 THEN 'weekly' END"
    " FROM organizations AS o LEFT JOIN rate_settings AS s ON s.org_id = o.id WHERE coalesce(s.source, 'ecb') = 'ecb'"
)
_DUE = Q(
    "SELECT s.org_id, s.source FROM rate_settings AS s WHERE s.source IN ('openexchangerates', 'xe') AND NOT EXISTS ("
    " SELECT 1 FROM rate_feeds AS f WHERE f.org_id = s.org_id AND f.source = s.source AND f.next_at > CAST(:now AS timestamptz))"
    " ORDER BY s.org_id"
)
_ECB_RESTS = Q(
    "SELECT 1 FROM rate_feeds WHERE org_id = CAST(:house AS uuid) AND source = 'ecb' AND next_at > CAST(:now AS timestamptz)"
)


class NothingToRefresh(Conflict):
    code = "exchange_rate.nothing_to_refresh"
    sentence = "Rates are entered by hand here. Choose a source first."


class SourceOff(Conflict):
    code = "exchange_rate.source_off"
    sentence = "This installation does not ask {source}. Its operator can allow it, or choose another source."


class TooFarBack(Invalid):
    code = "exchange_rate.too_far_back"
    sentence = "{source} is asked for one day at a time, and for {days} days at most. Begin later, or enter the rates."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """All that one transaction read before the source is asked."""

    source: Source
    owner: UUID
    since: date | None
    mark: str
    refresh: Refresh


@job("fx.refresh")
async def refresh_rates(work: Work, *, source: SourceName, since: str | None = None) -> None:
    """Ask the source and keep what it says. Safe to run again: a day that is over keeps its rate.

    A failure is noted and not raised: the next tick that finds it due asks again.
    """
    now = clock()
    async with work.begin() as tx:
        question = await _prepare(tx, source, date.fromisoformat(since) if since else None, now=now)
    if question is None:
        return
    try:
        answer = await question.source.fetch(today=now.date(), since=question.since, mark=question.mark)
    except SourceFailed as error:
        log.warning("fx.source_failed", source=source, reason=error.reason)
        async with work.begin() as tx:
            await note_failure(tx, question.owner, source, error, now=now)
        return
    async with work.begin() as tx:
        await keep(tx, question.owner, source, answer, refresh=question.refresh, now=now)


async def _prepare(tx: Tx, source: SourceName, since: date | None, *, now: datetime) -> _Question | None:
    """None when nobody wants the rates any more."""
    owner = HOUSE if tx.org is None else tx.org
    wish = await _wish(tx, source)
    if wish is None:
        return None
    refresh, credentials = wish
    asked = source_for(source, credentials)
    if asked is None:
        return None
    state = await get_state(tx, owner, source)
    if since is not None:
        return _Question(source=asked, owner=owner, since=since, mark="", refresh=refresh)
    return _Question(
        source=asked,
        owner=owner,
        since=_missed(source, state.newest_date, now.date()),
        mark=state.mark,
        refresh=refresh,
    )


def _missed(source: SourceName, newest: date | None, today: date) -> date | None:
    """The first day of which nothing is stored."""
    if newest is not None:
        return min(newest + timedelta(days=1), today)
    return today - timedelta(days=FIRST_DAYS) if source == "ecb" else None


async def _wish(tx: Tx, source: SourceName) -> tuple[Refresh, Credentials] | None:
    if source == "ecb":
        refresh: Refresh | None = await _WISH.value(tx.conn)
        return None if refresh is None else (refresh, Credentials())
    credentials = await find_credentials(tx, source)
    return None if credentials is None else ((await get_settings(tx)).refresh, credentials)


async def ask_for_rates(tx: Tx, *, since: date | None = None) -> None:
    """Ask for a refresh of the organization's source. While one waits, a second is not added.

    Raises `NothingToRefresh`, `SourceOff`, `TooFarBack`.
    """
    source = (await get_settings(tx)).source
    if source == "manual":
        raise NothingToRefresh
    if not is_on(source):
        raise SourceOff(source=source)
    if since is not None and source != "ecb" and since < clock().date() - timedelta(days=MOST_DAYS):
        raise TooFarBack(pointer="/since", source=source, days=MOST_DAYS)
    await _later(tx, source, since)


def is_on(source: SourceName) -> bool:
    """Whether this installation may ask the source at all."""
    return source_for(source, Credentials()) is not None


async def _later(tx: Tx, source: SourceName, since: date | None = None) -> None:
    # The job belongs to whom the rates will belong: what the ECB says, to the house.
    asker = replace(tx, org=None) if source == "ecb" else tx
    await refresh_rates.later(asker, key=f"{asker.org or HOUSE} {source} {since or ''}", source=source, since=since)


async def refresh_due(pool: Pool) -> int:
    """For schedule.py: ask for every source whose time has come. What was missed is caught up by the next run."""
    async with begin(pool) as tx:
        now = clock()
        due = [(row["org_id"], row["source"]) for row in await _DUE.all(tx.conn, now=now)]
        if await _WISH.value(tx.conn) and await _ECB_RESTS.value(tx.conn, house=HOUSE, now=now) is None:
            due.append((HOUSE, "ecb"))
    due = [(owner, source) for owner, source in due if is_on(source)]
    for owner, source in due:
        async with begin(pool, org=None if owner == HOUSE else owner) as tx:
            await _later(tx, source)
    return len(due)
