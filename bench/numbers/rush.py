"""Many issues at the same moment on one series, through four real web processes."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import orjson

from bench.api.load import Connection, UnexpectedAnswer
from bench.machine import adopt, environment, free_port, own_folder, own_postgres, stop, wait_for_port
from duespark.runtime import migrate
from duespark.runtime.parent import die_with_parent
from tests.support.world import new_world

PROCESSES = 4
WARM = 60
"""Issues before those that are measured: fifteen a process, five on each connection it issues with."""


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


@asynccontextmanager
async def _connections(ports: list[int], token: str, count: int) -> AsyncIterator[list[Connection]]:
    """Open connections, spread over the web processes. A lean client: it shares the machine with what is measured."""
    opened = [await asyncio.open_connection("127.0.0.1", ports[at % len(ports)], limit=1 << 20) for at in range(count)]
    try:
        yield [Connection(reader, writer, token) for reader, writer in opened]
    finally:
        for _, writer in opened:
            writer.close()


async def _issue_all(connections: list[Connection], drafts: list[str]) -> list[tuple[float, str]]:
    """Seconds and number of each; every draft has a connection of its own, and all begin at once."""

    async def one(connection: Connection, draft: str) -> tuple[float, str]:
        begun = time.perf_counter()
        try:
            answer = await connection.ask("POST", f"/v1/invoices/{draft}/issue", expect=200)
        except UnexpectedAnswer:
            return time.perf_counter() - begun, ""
        return time.perf_counter() - begun, str(orjson.loads(answer)["number"])

    return await asyncio.gather(*(one(*pair) for pair in zip(connections, drafts, strict=True)))


async def _run(dsn: str, ports: list[int], issues: int) -> Rush:
    async with new_world(dsn) as world:
        token = str(world.api.headers["authorization"]).removeprefix("Bearer ")
        async with _connections(ports, token, WARM) as connections:
            warm = await _issue_all(connections, [(await world.add_draft())["id"] for _ in connections])
        drafts = [(await world.add_draft())["id"] for _ in range(issues)]
        await world.execute("ANALYZE")  # as a database that has been used for a while has it
        before = await _troubles(dsn)
        async with _connections(ports, token, issues) as connections:
            begun = time.perf_counter()
            done = await _issue_all(connections, drafts)
            whole = time.perf_counter() - begun
        after = await _troubles(dsn)
    seconds = sorted(took for took, _ in done)
    counts = sorted(_place(number) for _, number in done if number)
    start = max(_place(number) for _, number in warm)
    return Rush(
        issues=issues,
        tries=len(done) + sum(not number for _, number in done),
        consecutive=counts == list(range(start + 1, start + 1 + issues)),
        deadlocks=after[0] - before[0],
        rollbacks=after[1] - before[1],
        p50_ms=round(seconds[len(seconds) // 2] * 1000),
        p95_ms=round(seconds[int(len(seconds) * 0.95) - 1] * 1000),
        all_ms=round(whole * 1000),
    )


def _place(number: str) -> int:
    return int(number.rsplit("-", 1)[1])


def rush(*, issues: int) -> Rush:
    """Issue so many drafts at once and look at the numbers and at how long each took."""
    with own_folder() as folder, own_postgres(folder) as dsn:
        env = environment(folder, dsn)
        adopt(env)
        asyncio.run(migrate.upgrade(dsn))
        with _webs(folder, env) as ports:
            return asyncio.run(_run(dsn, ports, issues))
