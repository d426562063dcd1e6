"""Issuing broken off at random points, many times: the numbers must follow each other."""

import asyncio
import multiprocessing
import random
import signal
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from bench.machine import adopt, environment, own_folder, own_postgres
from bench.numbers.breaking import WAYS, Broken, How
from bench.numbers.victim import die, issue_broken
from duespark.evidence.numbers import read_numbers
from duespark.runtime import migrate
from tests.support.world import World, new_world

STATEMENTS = 20
"""More than issuing takes, so that some attempts come through and take their numbers."""
TOGETHER = 4
"""As many drafts at most are issued in one transaction."""

_LEFT = "SELECT count(*) AS count FROM invoices WHERE org_id = $1 AND id = ANY($2) AND status = 'draft'"
_COUNTED = "SELECT sum(last - first + 1) AS counted FROM series_counters WHERE org_id = $1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aborts:
    """What was counted: attempts that broke off, by how, and what the series looks like afterwards."""

    aborted: int
    by: dict[str, int]
    issued: int
    counted: int
    gaps: int
    duplicates: int

    @property
    def is_right(self) -> bool:
        return self.gaps == 0 and self.duplicates == 0 and self.counted == self.issued


@dataclass
class _Trial:
    world: World
    dsn: str
    env: dict[str, str]
    chance: random.Random

    async def attempt(self, drafts: list[UUID], how: How) -> bool:
        """Try to issue them together; whether it broke off, which it does for all of them or for none."""
        at = self.chance.randrange(STATEMENTS)
        if how == "kill":
            await asyncio.to_thread(self._kill, drafts, at)
        else:
            try:
                task = asyncio.create_task(issue_broken(self.world.pool, self.world.org, drafts, how, at))
                await task
            except (Broken, asyncio.CancelledError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                pass
        (row,) = await self.world.fetch(_LEFT, self.world.org, drafts)
        assert row["count"] in (0, len(drafts)), "some of those issued together were issued"
        return bool(row["count"])

    def _kill(self, drafts: list[UUID], at: int) -> None:
        process = _FORKS.Process(target=die, args=(self.env, self.dsn, self.world.org, drafts, at))
        process.start()
        process.join(60)
        assert process.exitcode in (0, -signal.SIGKILL), f"the victim ended by itself: {process.exitcode}"


_FORKS: Any = multiprocessing.get_context("forkserver")


async def _run(dsn: str, env: dict[str, str], *, aborts: int, seed: int) -> Aborts:
    await migrate.upgrade(dsn)
    _FORKS.set_forkserver_preload(["bench.numbers.victim"])
    broken: Counter[str] = Counter()
    async with new_world(dsn) as world:
        trial = _Trial(world, dsn, env, random.Random(seed))
        await world.add_invoice()
        drafts: list[UUID] = []
        while broken.total() < aborts:
            drafts = drafts or [UUID((await world.add_draft())["id"]) for _ in range(trial.chance.randint(1, TOGETHER))]
            how = WAYS[broken.total() % len(WAYS)]
            if await trial.attempt(drafts, how):
                broken[how] += 1
            else:
                drafts = []
        return await _look(world, broken)


async def _look(world: World, broken: Counter[str]) -> Aborts:
    last = await world.add_invoice()
    (row,) = await world.fetch(_COUNTED, world.org)
    async with world.tx() as tx:
        series = await tx.conn.fetchval("SELECT series_id FROM invoices WHERE id = $1", UUID(last["id"]))
        report = await read_numbers(tx, series)
    return Aborts(
        aborted=broken.total(),
        by=dict(broken),
        issued=report.used,
        counted=row["counted"],
        gaps=len(report.gaps),
        duplicates=len(report.duplicates),
    )


def aborts(*, count: int, seed: int = 1) -> Aborts:
    """Break off `count` times and look at the numbers."""
    with own_folder() as folder, own_postgres(folder) as dsn:
        env = environment(folder, dsn)
        return asyncio.run(_run(dsn, adopt(env), aborts=count, seed=seed))
