"""Many issues at the same moment on one series, through four real web processes."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx2

from bench.machine import adopt, environment, free_port, own_folder, own_postgres, stop, wait_for_port
from duespark.runtime import migrate
from duespark.runtime.parent import die_with_parent
from tests.support.world import World, new_world

PROCESSES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """What was measured. `tries` counts requests: as many as issues when nobody had to try again."""

    issues: int
    tries: int
    consecutive: bool
    deadlocks: int
    rollbacks: int
    p50_ms: int
    p95_ms: int
    all_ms: int

    @property
    def is_right(self) -> bool:
        return self.consecutive and self.tries == self.issues and self.deadlocks == 0 and self.rollbacks == 0


@contextmanager
def _webs(folder: Path, env: dict[str, str]) -> Iterator[list[int]]:
    """Four web processes and their ports."""
    ports = [free_port() for _ in range(PROCESSES)]
    log = folder / "web.log"
    running = []
    with log.open("ab") as output:
        for port in ports:
            command = [sys.executable, "-m", "duespark.cli", "web"]
            mine = {**env, "DUESPARK_PORT": str(port)}
            running.append(
                subprocess.Popen(
                    command, env=mine, stdout=output, stderr=output, preexec_fn=die_with_parent(signal.SIGKILL)
                )
            )
    try:
        for port, process in zip(ports, running, strict=True):
            wait_for_port(port, process, log)
        yield ports
    finally:
        stop(running)


async def _troubles(dsn: str) -> tuple[int, int]:
    """Deadlocks and rollbacks of the database so far."""
    conn = await asyncpg.connect(dsn)
    await asyncio.sleep(1.5)  # the statistics arrive with some delay
    row = await conn.fetchrow(
        "SELECT deadlocks, xact_rollback FROM pg_stat_database WHERE datname = current_database()"
    )
    await conn.close()
    return row["deadlocks"], row["xact_rollback"]


async def _issue_all(world: World, ports: list[int], drafts: list[str]) -> tuple[list[float], list[int], list[str]]:
    headers = {"authorization": str(world.api.headers["authorization"])}
    limits = httpx2.Limits(max_connections=len(drafts), max_keepalive_connections=len(drafts))
    async with httpx2.AsyncClient(timeout=60, headers=headers, limits=limits) as client:

        async def one(at: int) -> tuple[float, int, str]:
            begun = time.perf_counter()
            answer = await client.post(f"http://127.0.0.1:{ports[at % PROCESSES]}/v1/invoices/{drafts[at]}/issue")
            return time.perf_counter() - begun, answer.status_code, answer.json().get("number", "")

        for port in ports:
            await client.get(f"http://127.0.0.1:{port}/v1/invoices?limit=1")
        done = await asyncio.gather(*(one(at) for at in range(len(drafts))))
    seconds, statuses, numbers = zip(*done, strict=True)
    return sorted(seconds), list(statuses), list(numbers)


async def _run(dsn: str, ports: list[int], issues: int) -> Rush:
    async with new_world(dsn) as world:
        first = await world.add_invoice()
        drafts = [(await world.add_draft())["id"] for _ in range(issues)]
        before = await _troubles(dsn)
        begun = time.perf_counter()
        seconds, statuses, numbers = await _issue_all(world, ports, drafts)
        whole = time.perf_counter() - begun
        after = await _troubles(dsn)
    counts = sorted(int(number.rsplit("-", 1)[1]) for number in numbers if number)
    start = int(first["number"].rsplit("-", 1)[1])
    return Rush(
        issues=issues,
        tries=len(statuses) + sum(status != 200 for status in statuses),
        consecutive=counts == list(range(start + 1, start + 1 + issues)),
        deadlocks=after[0] - before[0],
        rollbacks=after[1] - before[1],
        p50_ms=round(seconds[len(seconds) // 2] * 1000),
        p95_ms=round(seconds[int(len(seconds) * 0.95) - 1] * 1000),
        all_ms=round(whole * 1000),
    )


def rush(*, issues: int) -> Rush:
    """Issue so many drafts at once and look at the numbers and at how long each took."""
    with own_folder() as folder, own_postgres(folder) as dsn:
        env = environment(folder, dsn)
        adopt(env)
        asyncio.run(migrate.upgrade(dsn))
        with _webs(folder, env) as ports:
            return asyncio.run(_run(dsn, ports, issues))
