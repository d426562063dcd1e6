"""Two databases, small and large, asked the same questions in turns; prints p95 and their ratios."""

import argparse
import asyncio
import random
from contextlib import AsyncExitStack
from typing import Any

import asyncpg

from bench.machine import adopt, environment, own_folder
from bench.results import keep
from bench.scale.fill import fill
from bench.scale.questions import Ledger, p95, seconds
from duespark.runtime import migrate, postgres
from tests.support.world import new_world

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 100
COMPARED = ("page", "one")
BOUND = 2.0
LIMITS_MS = {"ageing": 1_000.0, "search": 50.0}
"""Milliseconds that hold at the large size."""


async def _measure(small: Ledger, large: Ledger, rounds: int) -> dict[str, dict[str, float]]:
    """p95 of every question at both sizes, asked in turns so that the machine treats both alike."""
    found: dict[str, dict[str, float]] = {}
    for name in ("page", "next_page", "newest", "one", "ageing", "search"):
        times: dict[str, list[float]] = {"small": [], "large": []}
        for turn in range(rounds + 3):
            for size, ledger in (("small", small), ("large", large)):
                took = await seconds(getattr(ledger, name))
                took = ledger.took if name == "next_page" else took
                if turn >= 3:
                    times[size].append(took)
        found[name] = {size: round(p95(list(took)), 2) for size, took in times.items()}
        found[name]["ratio"] = round(found[name]["large"] / found[name]["small"], 2)
    return found


def _tell(found: dict[str, dict[str, float]]) -> bool:
    held = True
    for name, row in found.items():
        bound = ""
        if name in COMPARED:
            bound = f"(bound {BOUND} x)"
            held &= row["ratio"] <= BOUND
        if name in LIMITS_MS:
            bound = f"(bound {LIMITS_MS[name]:.0f} ms)"
            held &= row["large"] < LIMITS_MS[name]
        print(f"  {name:10} p95 {row['small']:8.2f} ms  {row['large']:8.2f} ms  {row['ratio']:5.2f} x {bound}")
    return held


async def _run(server: postgres.Server, small: int, large: int, rounds: int) -> tuple[dict[str, Any], bool]:
    async with AsyncExitStack() as stack:
        ledgers = []
        for name, size in (("duespark_small", small), ("duespark_large", large)):
            await migrate.upgrade(server.dsn(name))
            world = await stack.enter_async_context(new_world(server.dsn(name), size=2))
            some = await fill(world, server.dsn(name, user="postgres"), size)
            print(f"  {size} invoices are there", flush=True)
            ledgers.append(Ledger(world, size, some, random.Random(1)))
        found = await _measure(ledgers[0], ledgers[1], rounds)
    return found, _tell(found)


async def _create(server: postgres.Server, names: tuple[str, ...]) -> None:
    conn = await asyncpg.connect(server.dsn("postgres", user="postgres"))
    for name in names:
        await conn.execute(f"CREATE DATABASE {name} OWNER duespark")
    await conn.close()


def scale(*, small: int = SMALL, large: int = LARGE, rounds: int = ROUNDS) -> bool:
    """Fill both, ask, print and keep. The databases go with the folder."""
    print(f"scale: {small} and {large} invoices of 12 lines", flush=True)
    with own_folder() as folder:
        server = postgres.start(folder / "data")
        try:
            adopt(environment(folder, server.dsn("duespark")))
            asyncio.run(_create(server, ("duespark_small", "duespark_large")))
            found, held = asyncio.run(_run(server, small, large, rounds))
        finally:
            server.stop()
    keep("scale", {"small": small, "large": large, "p95_ms": found})
    return held


def run() -> bool:
    """The full size."""
    return scale()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m bench.scale.run")
    asked.add_argument("--small", type=int, default=SMALL)
    asked.add_argument("--large", type=int, default=LARGE)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    raise SystemExit(0 if scale(**vars(asked.parse_args())) else 1)
