"""The same through the real queue: what a request asked for, a worker does."""

import asyncio

from duespark.runtime.jobs.runner import run_jobs
from tests.support.post_office import Wire, send_states
from tests.support.world import new_world


async def test_a_worker_picks_it_up_and_sends_it_once(fresh_database: str, wire: Wire) -> None:
    async with new_world(fresh_database) as world:
        invoices = [await world.add_invoice() for _ in range(3)]
        for invoice in invoices:
            await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        stop = asyncio.Event()
        workers = [asyncio.create_task(run_jobs(fresh_database, world.pool, stop)) for _ in range(2)]
        for _ in range(200):
            if len(wire.taken) == 3 and not await world.fetch("SELECT 1 FROM pgqueuer"):
                break
            await asyncio.sleep(0.05)
        stop.set()
        await asyncio.gather(*workers)
        assert sorted(wire.times().values()) == [1, 1, 1]
        assert [await send_states(world, invoice["id"]) for invoice in invoices] == [["sent"]] * 3
