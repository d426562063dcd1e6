"""Milliseconds until the pages of a draft are back, one edit after the other, through a real web process."""

import asyncio
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import orjson

from bench.api.load import Connection
from bench.machine import adopt, environment, free_port, own_folder, own_postgres, stop, wait_for_port
from bench.results import keep
from duespark.runtime import migrate
from duespark.runtime.parent import die_with_parent
from tests.support.world import LINE, World, new_world

EDITS: Final = 300
WARM: Final = 20
LINES: Final = 12
BOUND_MS: Final = 60.0
WORDS: Final = "Design of the second brochure, proofs on paper and two rounds of changes included "


def _edits(world: World) -> Iterator[dict[str, Any]]:
    """The draft after each edit: a description is typed letter by letter, then quantity and price are set, line by line."""
    lines = [LINE | {"description": f"Work for part {part}", "quantity": f"{part + 1}"} for part in range(LINES)]
    for edit in range(WARM + EDITS):
        line = lines[edit // 30 % LINES]
        if edit % 30 < 26:
            line["description"] = WORDS[: 2 + edit % 30 * 3]
        else:
            line |= {"quantity": f"{edit % 9 + 1}.5", "unit_price": f"{100 + edit}.40"}
        yield world.draft(lines=lines)


@contextmanager
def _web(folder: Path, env: dict[str, str]) -> Iterator[int]:
    port, log = free_port(), folder / "web.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "duespark.cli", "web"],
            env={**env, "DUESPARK_PORT": str(port)},
            stdout=output,
            stderr=output,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
    try:
        wait_for_port(port, process, log)
        yield port
    finally:
        stop([process])


async def _measure(dsn: str, port: int) -> list[float]:
    async with new_world(dsn) as world:
        token = str(world.api.headers["authorization"]).removeprefix("Bearer ")
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        connection, spent = Connection(reader, writer, token), []
        for draft in _edits(world):
            body = orjson.dumps(draft)
            begun = time.perf_counter()
            answer = await connection.ask("POST", "/v1/invoices/preview", body, expect=200)
            spent.append((time.perf_counter() - begun) * 1000)
            assert orjson.loads(answer)["pages"][0].startswith("<svg")
        writer.close()
    return spent[WARM:]


def run() -> bool:
    """Measure, print, keep; whether the bound held."""
    with own_folder() as folder, own_postgres(folder) as dsn:
        env = environment(folder, dsn)
        adopt(env)
        asyncio.run(migrate.upgrade(dsn))
        with _web(folder, env) as port:
            spent = asyncio.run(_measure(dsn, port))
    median, p95 = statistics.median(spent), statistics.quantiles(spent, n=20)[-1]
    print(f"\npreview: {len(spent)} edits of a draft of {LINES} lines, one after the other")
    print(f"  median {median:.1f} ms, 95th percentile {p95:.1f} ms, bound {BOUND_MS:.0f} ms")
    keep("preview", {"edits": len(spent), "median_ms": round(median, 1), "p95_ms": round(p95, 1), "bound_ms": BOUND_MS})
    return p95 <= BOUND_MS
