"""Runs the table of ticks (`duespark/schedule.py`): every so often, in one worker at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from duespark.runtime.db import Pool
from duespark.runtime.telemetry import log


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to look at every so often. `run` does what is due and returns how much it did."""

    name: str
    every: timedelta
    run: Callable[[Pool], Awaitable[object]]


async def _alone(pool: Pool, tick: Tick) -> None:
    """Run the tick unless another process is running it now. The lock ends with its transaction, whatever happens."""
    async with pool.acquire() as conn, conn.transaction():
        if await conn.fetchval("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))", f"tick:{tick.name}"):
            await tick.run(pool)


async def _repeat(pool: Pool, tick: Tick, stop: asyncio.Event, turn: asyncio.Semaphore) -> None:
    while not stop.is_set():
        try:
            async with turn:
                await _alone(pool, tick)
        except Exception as error:
            log.exception("tick.failed", tick=tick.name, exc_info=error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), tick.every.total_seconds())


async def run_ticks(pool: Pool, ticks: Sequence[Tick], stop: asyncio.Event) -> None:
    """Repeat every tick until `stop` is set, a few at once. A tick that fails is logged and tried again at its next time.

    A tick holds one connection for its lock and works on another. All ticks together could take every connection of the
    pool and wait for ever for their second one, so no more run at once than a third of the pool.
    """
    turn = asyncio.Semaphore(max(1, pool.get_max_size() // 3))
    await asyncio.gather(*(_repeat(pool, tick, stop, turn) for tick in ticks))
