"""FM-19, FM-20: a run in real worker processes that are killed with SIGKILL, again and again."""

import asyncio
import multiprocessing
from multiprocessing.context import ForkServerProcess

from tests.support.real_worker import work
from tests.support.world import World, new_world

ROWS, KILLS = 60, 3

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["duespark.worker"])  # importing the program takes longer than all the rest


def worker(database: str) -> ForkServerProcess:
    """A process of its own, with nothing in it but the program."""
    process = _processes.Process(target=work, args=(database,))
    process.start()
    return process


async def done_after(world: World, run: str, at_least: int) -> dict[str, object]:
    """The run once so many of its rows are done."""
    for _ in range(600):
        found: dict[str, object] = (await world.api.get(f"/v1/bulk-runs/{run}")).json()
        if int(str(found["done"])) >= at_least:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(found)


class TestKilledWorker:
    async def test_every_invoice_is_issued_once_and_in_order(self, fresh_database: str) -> None:
        async with new_world(fresh_database) as world:
            for _ in range(ROWS):
                await world.add_draft()
            body = {"action": "issue", "filters": {"status": ["draft"]}, "expected": ROWS}
            run = (await world.api.post("/v1/bulk-runs", json=body)).json()["id"]
            for kill in range(KILLS):
                process = worker(fresh_database)
                await done_after(world, run, kill * 10 + 5)
                process.kill()
                process.join()
            process = worker(fresh_database)
            try:
                found = await done_after(world, run, ROWS)
            finally:
                process.terminate()
                process.join()
            assert (found["failed"], found["waiting"]) == (0, 0)
            issued = await world.fetch(
                "SELECT i.sequence FROM bulk_rows AS b JOIN invoices AS i ON i.org_id = b.org_id AND i.id = b.invoice_id"
                " WHERE b.org_id = $1 ORDER BY b.position",
                world.org,
            )
            assert [row["sequence"] for row in issued] == list(range(1, ROWS + 1))
