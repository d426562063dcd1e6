"""Runs our program and the bare one side by side, in turns, and compares the CPU time each used."""

import asyncio
import pickle
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.api import load
from bench.api.scenes import Scene, Stage, prepare
from bench.machine import (
    adopt,
    cpu_seconds,
    environment,
    free_port,
    own_folder,
    own_postgres,
    python,
    stop,
    wait_for_port,
)
from bench.results import keep
from duespark.runtime import migrate

ROUNDS = 15
WARM_UP = 200
CONNECTIONS = 32


@dataclass(slots=True)
class Server:
    """A running program, and what it has used for each scene: CPU milliseconds and wall-clock seconds a unit."""

    name: str
    port: int
    pid: int
    cpu: dict[str, list[float]] = field(default_factory=dict)
    rate: dict[str, list[float]] = field(default_factory=dict)

    async def measure(self, scene: Scene, token: str, *, units: int, count: bool = True) -> None:
        before = cpu_seconds(self.pid)
        spent = await load.run(self.port, token, scene.unit, units=units, connections=CONNECTIONS)
        if count:
            self.cpu.setdefault(scene.name, []).append((cpu_seconds(self.pid) - before) / units * 1000)
            self.rate.setdefault(scene.name, []).append(units / spent.seconds)


@contextmanager
def _servers(folder: Path, dsn: str, stage: Stage) -> Iterator[tuple[Server, Server]]:
    """Ours as operators run it, without its access log; the bare one beside it."""
    scripts = folder / "scripts.pickle"
    scripts.write_bytes(pickle.dumps(stage.scripts))
    ours_port, bare_port = free_port(), free_port()
    env = environment(folder, dsn, DUESPARK_PORT=str(ours_port))
    commands = {
        ours_port: ("-m", "duespark.cli", "web"),
        bare_port: ("-m", "bench.api.bare", dsn, str(scripts), str(bare_port)),
    }
    started = []
    try:
        for port, command in commands.items():
            log = folder / f"{port}.log"
            started.append((python(*command, env=env, log=log), log))
            wait_for_port(port, *started[-1])
        ours, bare = (process.pid for process, _ in started)
        yield Server("ours", ours_port, ours), Server("bare", bare_port, bare)
    except load.UnexpectedAnswer:
        for process, log in started:
            print(f"{process.args!r} said:\n{log.read_text()[-3000:]}")
        raise
    finally:
        stop([process for process, _ in started])


def _figures(scene: Scene, ours: Server, bare: Server) -> dict[str, Any]:
    """The best round of each: what else the machine does can only add to a round, never take from it."""
    our_best, bare_best = min(ours.cpu[scene.name]), min(bare.cpu[scene.name])
    neighbors = [one / other for one, other in zip(ours.cpu[scene.name], bare.cpu[scene.name], strict=True)]
    return {
        "ratio": round(our_best / bare_best, 3),
        "median_of_rounds": round(statistics.median(neighbors), 3),
        "bound": scene.bound,
        "ours_cpu_ms": round(our_best, 4),
        "bare_cpu_ms": round(bare_best, 4),
        "ours_per_second": round(max(ours.rate[scene.name])),
        "bare_per_second": round(max(bare.rate[scene.name])),
    }


async def _measure(ours: Server, bare: Server, stage: Stage) -> dict[str, dict[str, Any]]:
    found = {}
    for scene in stage.scenes:
        for server in (ours, bare):
            await server.measure(scene, stage.token, units=min(WARM_UP, scene.units), count=False)
        for turn in range(ROUNDS):
            for server in (ours, bare) if turn % 2 else (bare, ours):
                await server.measure(scene, stage.token, units=scene.units)
        found[scene.name] = _figures(scene, ours, bare)
        _print(scene, found[scene.name], len(stage.scripts[scene.name].statements))
    return found


def _print(scene: Scene, figures: dict[str, Any], statements: int) -> None:
    verdict = "" if figures["ratio"] <= scene.bound else "  OVER"
    print(
        f"  {scene.title:28} {figures['ratio']:5.2f} x  (<= {scene.bound}; median {figures['median_of_rounds']:.2f})"
        f"   CPU {figures['ours_cpu_ms']:.3f} / {figures['bare_cpu_ms']:.3f} ms"
        f"   {figures['ours_per_second']:5} / {figures['bare_per_second']:5} a second   {statements} calls{verdict}"
    )


def run() -> bool:
    """Measure and keep the figures. Whether every ratio is within its bound."""
    print("api: server CPU per request, ours / bare (ASGI + asyncpg + orjson, the same SQL); one process each")
    with own_folder() as folder, own_postgres(folder) as dsn:
        adopt(environment(folder, dsn))
        stage = asyncio.run(_prepared(dsn))
        with _servers(folder, dsn, stage) as (ours, bare):
            found = asyncio.run(_measure(ours, bare, stage))
    keep("api", {"connections": CONNECTIONS, "rounds": ROUNDS, "scenes": found})
    return all(figures["ratio"] <= figures["bound"] for figures in found.values())


async def _prepared(dsn: str) -> Stage:
    await migrate.upgrade(dsn)
    return await prepare(dsn)
