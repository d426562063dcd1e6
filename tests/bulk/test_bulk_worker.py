"""FM-19, FM-20: a run in real worker processes that are killed with SIGKILL, again and again."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.support.world import World, new_world

ROOT = Path(__file__).resolve().parents[2]
ROWS, KILLS = 60, 3
_WORKER = "import asyncio; from duespark.worker import run; asyncio.run(run())"


def worker(database: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "DATABASE_URL": database, "DUESPARK_HEARTBEAT_SECONDS": "2", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", _WORKER], env=env, stdout=subprocess.DEVNULL, cwd=ROOT)


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
                process.send_signal(signal.SIGKILL)
                process.wait()
            process = worker(fresh_database)
            try:
                found = await done_after(world, run, ROWS)
            finally:
                process.terminate()
                process.wait()
            assert (found["failed"], found["waiting"]) == (0, 0)
            issued = await world.fetch(
                "SELECT i.sequence FROM bulk_rows AS b JOIN invoices AS i ON i.org_id = b.org_id AND i.id = b.invoice_id"
                " WHERE b.org_id = $1 ORDER BY b.position",
                world.org,
            )
            assert [row["sequence"] for row in issued] == list(range(1, ROWS + 1))
