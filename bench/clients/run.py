"""How long does one wait for a client's name to be completed, among ten thousand and among a hundred thousand?"""

import asyncio
import logging
import random
import statistics
import time
from collections.abc import Callable, Sequence

import asyncpg
import httpx2
import structlog

from bench.clients.rows import Made, copy_in, made_up
from bench.machine import own_folder, own_postgres
from bench.results import keep
from duespark.runtime import migrate
from tests.support.world import World, new_world

SIZES = (10_000, 100_000)
BOUND_MS = 50.0
SAMPLES = 200

Typed = Callable[[random.Random, str], str]


def _slip(rng: random.Random, name: str) -> str:
    """Two neighboring letters of a word in the wrong order."""
    first, *rest = name.split()
    at = rng.randrange(1, len(first) - 1)
    return " ".join([first[:at] + first[at + 1] + first[at] + first[at + 2 :], *rest[:1]])


KINDS: dict[str, Typed] = {
    "three letters": lambda _, name: name[:3],
    "a word": lambda _, name: name.split()[0],
    "two words": lambda _, name: " ".join(name.split()[:2]),
    "two frequent words": lambda _, name: " ".join((name.split()[0], name.split()[2])),
    "a slip": _slip,
}


async def _measure(api: httpx2.AsyncClient, clients: Sequence[Made], typed: Typed) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds of `GET /v1/clients/suggest`, asked one after the other."""
    rng, spent = random.Random(7), []
    for sample in range(SAMPLES + 20):
        q = typed(rng, rng.choice(clients).profile.name)
        begin = time.perf_counter()
        answer = await api.get("/v1/clients/suggest", params={"q": q})
        took = (time.perf_counter() - begin) * 1000
        assert answer.status_code == 200, answer.text
        assert answer.json()["data"], f"nobody was found by {q}"
        if sample >= 20:
            spent.append(took)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


async def _fill(dsn: str, world: World, size: int) -> list[Made]:
    clients = list(made_up(size))
    superuser = await asyncpg.connect(dsn.replace("://duespark@", "://postgres@"))
    try:
        await copy_in(superuser, world.org, world.company["id"], clients)
    finally:
        await superuser.close()
    return clients


async def _run(dsn: str) -> dict[int, dict[str, tuple[float, float]]]:
    await migrate.upgrade(dsn)
    found: dict[int, dict[str, tuple[float, float]]] = {}
    for size in SIZES:  # the larger organization is measured beside the smaller one, as they share the tables
        async with new_world(dsn) as world:
            clients = await _fill(dsn, world, size)
            found[size] = {name: await _measure(world.api, clients, typed) for name, typed in KINDS.items()}
    return found


def run() -> bool:
    """Measure, print, keep; whether every kind of typing held the bound at the largest size."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))  # no line a request
    with own_folder() as folder, own_postgres(folder) as dsn:
        found = asyncio.run(_run(dsn))
    print("\nclients: GET /v1/clients/suggest, milliseconds (median, 95th percentile)")
    small, large = SIZES
    for name in KINDS:
        (m10, p10), (m100, p100) = found[small][name], found[large][name]
        print(f"  {name:20} {small:,}: {m10:6.1f} {p10:6.1f}   {large:,}: {m100:6.1f} {p100:6.1f}   x {p100 / p10:.2f}")
    worst = max(p95 for _, p95 in found[large].values())
    print(f"  worst 95th percentile {worst:.1f} ms, bound {BOUND_MS} ms")
    figures = {
        f"{size} clients": {name: {"median_ms": round(m, 2), "p95_ms": round(p, 2)} for name, (m, p) in kinds.items()}
        for size, kinds in found.items()
    }
    keep("clients", {**figures, "worst_p95_ms": round(worst, 2), "bound_ms": BOUND_MS})
    return worst <= BOUND_MS
