"""The chaos run: posts, kills, resolves what nobody knows as a person would, then counts."""

import asyncio
import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from bench.chaos.crew import Crew
from bench.chaos.customer import Customer
from bench.machine import adopt, environment, free_port, own_folder, own_postgres, python, stop, wait_for_port
from bench.results import keep
from duespark.runtime import migrate
from tests.support.world import World, new_world

Mode = Literal["smtp", "mailbox"]

AT_ONCE = 12
HEARTBEAT_SECONDS = 5
LONGEST_SECONDS = 3600
_STATES = "SELECT state, count(*) AS count FROM sends WHERE org_id = $1 GROUP BY state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was counted at the end. `wire` is every mail the provider took, `letters` the different ones."""

    mode: Mode
    wanted: int
    invoices: int
    numbers: int
    consecutive: bool
    wire: int
    letters: int
    recipients: int
    states: dict[str, int]
    kills: int
    retries: int
    resolved_arrived: int
    resolved_lost: int

    @property
    def is_right(self) -> bool:
        """Everything once: nothing lost, nothing twice."""
        counts = {self.invoices, self.numbers, self.wire, self.letters, self.recipients, self.states.get("sent", 0)}
        return counts == {self.wanted} and self.consecutive and set(self.states) == {"sent"}


class Provider:
    """What arrived, as the provider's own log or mailbox tells."""

    def __init__(self, mode: Mode, folder: Path) -> None:
        self.mode, self.log, self.mailbox = mode, folder / "sink.jsonl", folder / "data" / "mailbox"

    def mails(self) -> list[dict[str, str]]:
        """Every mail taken, in order."""
        if self.mode == "smtp":
            return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []
        return [_head(path) for path in sorted(self.mailbox.rglob("*.eml"))]

    def count(self) -> int:
        if self.mode == "smtp":
            return self.log.read_bytes().count(b"\n") if self.log.exists() else 0
        return sum(1 for _ in self.mailbox.rglob("*.eml"))


def _head(path: Path) -> dict[str, str]:
    head = path.read_bytes().split(b"\n\n", 1)[0].replace(b"\r", b"").decode()
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line and not line.startswith(" "))
    return {"message_id": fields["Message-ID"], "to": fields["To"], "subject": fields.get("Subject", "")}


@contextmanager
def _provider(mode: Mode, folder: Path) -> Iterator[tuple[Provider, dict[str, str]]]:
    """The provider and the setting that leads to it."""
    if mode == "mailbox":
        yield Provider(mode, folder), {}
        return
    port, log = free_port(), folder / "sink.log"
    provider = Provider(mode, folder)
    sink = python("-m", "bench.chaos.sink", str(port), str(provider.log), env=dict(os.environ), log=log)
    try:
        wait_for_port(port, sink, log)
        yield provider, {"DUESPARK_SMTP_URL": f"smtp://127.0.0.1:{port}"}
    finally:
        stop([sink])


@dataclass
class Show:
    """One run in progress."""

    world: World
    crew: Crew
    customer: Customer
    provider: Provider
    invoices: int
    arrived: int = 0
    lost: int = 0

    async def play(self, *, kills: int, seed: int) -> None:
        """Post everything and wait until everything is sent, with the kills spread over the whole of it."""
        killer = asyncio.create_task(self._kill(kills, random.Random(seed)))
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await self._post_all()
                while (states := await self.states()) and set(states) != {"sent"}:
                    await self._resolve(states)
                    await asyncio.sleep(1)
                await killer
        finally:
            killer.cancel()

    async def _post_all(self) -> None:
        numbers = iter(range(self.invoices))

        async def one() -> None:
            for number in numbers:
                await self.customer.bill(number, self.world.draft(notes=f"Order {number}"))

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))

    def progress(self) -> float:
        """From 0 to 1: half is posting, half is sending."""
        return (self.customer.answered / 3 + self.provider.count()) / 2 / self.invoices

    async def _kill(self, kills: int, chance: random.Random) -> None:
        """Each kill waits for its share of the work to be done, so that a fast machine is killed as often."""
        for place in sorted(chance.uniform(0.01, 0.97) for _ in range(kills)):
            while self.progress() < place:
                self.crew.tend()
                await asyncio.sleep(0.05)
            self.crew.kill_one(chance)

    async def states(self) -> dict[str, int]:
        rows = await self.world.fetch(_STATES, self.world.org)
        return {row["state"]: row["count"] for row in rows}

    async def _resolve(self, states: dict[str, int]) -> None:
        """What a person does: look the recipient up in the provider's log and say whether the mail arrived."""
        if not states.get("unsure"):
            return
        page = await self.customer.get("/v1/deliveries?state=unsure&limit=100")
        took = {mail["to"] for mail in self.provider.mails()}
        for delivery in page["data"]:
            arrived = delivery["recipient"] in took
            path = f"/v1/deliveries/{delivery['id']}/resolve"
            await self.customer.post(path, {"arrived": arrived}, key=f"resolve-{delivery['id']}-{self.lost}")
            self.arrived += arrived
            self.lost += not arrived

    async def outcome(self) -> Outcome:
        rows = await self.world.fetch("SELECT sequence, number FROM invoices WHERE org_id = $1", self.world.org)
        sequences = sorted(row["sequence"] or 0 for row in rows)
        mails = self.provider.mails()
        twice = [letter for letter, count in Counter(mail["message_id"] for mail in mails).items() if count > 1]
        if twice:
            print(f"  sent twice: {twice[:5]}")
        return Outcome(
            mode=self.provider.mode,
            wanted=self.invoices,
            invoices=len(rows),
            numbers=len({row["number"] for row in rows}),
            consecutive=sequences == list(range(1, self.invoices + 1)),
            wire=len(mails),
            letters=len({mail["message_id"] for mail in mails}),
            recipients=len({mail["to"] for mail in mails}),
            states=await self.states(),
            kills=len(self.crew.killed),
            retries=self.customer.retries,
            resolved_arrived=self.arrived,
            resolved_lost=self.lost,
        )


async def _play(dsn: str, folder: Path, env: dict[str, str], provider: Provider, **wish: Any) -> Outcome:
    await migrate.upgrade(dsn)
    async with new_world(dsn) as world:
        token = str(world.api.headers["authorization"]).removeprefix("Bearer ")
        crew = Crew(folder, env, (free_port(), free_port()))
        crew.start()
        try:
            show = Show(world, crew, Customer(crew.ports, token), provider, wish["invoices"])
            await show.play(kills=wish["kills"], seed=wish["seed"])
            return await show.outcome()
        finally:
            crew.stop()


def chaos(*, mode: Mode, invoices: int, kills: int, seed: int = 1) -> Outcome:
    """Play it once and count."""
    with own_folder() as folder, own_postgres(folder) as dsn, _provider(mode, folder) as (provider, setting):
        env = environment(folder, dsn, DUESPARK_HEARTBEAT_SECONDS=str(HEARTBEAT_SECONDS), **setting)
        adopt(env)
        return asyncio.run(_play(dsn, folder, env, provider, invoices=invoices, kills=kills, seed=seed))


def run() -> bool:
    """The full size in both modes; prints and keeps what was counted."""
    print("chaos: two web and two worker processes, killed with kill -9 while invoices are posted, issued and sent")
    outcomes = [chaos(mode="smtp", invoices=1_500, kills=40), chaos(mode="mailbox", invoices=1_500, kills=40)]
    for one in outcomes:
        print(
            f"  {one.mode:8} {one.kills} kills, {one.retries} retries: {one.invoices} invoices,"
            f" {one.numbers} numbers {'consecutive' if one.consecutive else 'NOT CONSECUTIVE'},"
            f" {one.wire} mails of {one.letters} letters to {one.recipients} people;"
            f" a person resolved {one.resolved_arrived} arrived, {one.resolved_lost} lost"
            f"{'' if one.is_right else '  WRONG ' + str(one.states)}"
        )
        keep("chaos", asdict(one))
    return all(one.is_right for one in outcomes)
