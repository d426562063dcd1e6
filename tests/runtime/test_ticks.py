"""Ticks beside each other on one pool."""

import asyncio
from datetime import timedelta

from duespark.runtime.db import Pool, open_pool
from duespark.runtime.ticks import Tick, run_ticks


class TestRunTicks:
    async def test_more_ticks_than_connections_all_get_their_turn(self, database: str) -> None:
        """Each holds a connection for its lock while it works on another: together they must leave one free."""
        done, stop = set[str](), asyncio.Event()

        def tick(name: str) -> Tick:
            async def run(pool: Pool) -> None:
                await asyncio.sleep(0.01)
                async with pool.acquire() as conn:
                    await conn.fetchval("SELECT 1")
                done.add(name)
                if len(done) == 12:
                    stop.set()

            return Tick(name, timedelta(hours=1), run)

        pool = await open_pool(database, size=4)
        try:
            await asyncio.wait_for(run_ticks(pool, [tick(f"test {at}") for at in range(12)], stop), 20)
        finally:
            pool.terminate()
        assert len(done) == 12
