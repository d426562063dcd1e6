"""What tests of delivery and reminders share: a wire that can fail, and a worker that works the queue off now."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

import orjson

from duespark.adapters.email.message import Mail
from duespark.runtime.jobs import REGISTRY, Work
from duespark.runtime.ledger import Receipt
from tests.support.world import World


@dataclass
class Wire:
    """A mail provider. `before` and `after` run around its taking a mail and may raise what a network raises."""

    taken: list[Mail] = field(default_factory=list)
    knows: bool | None = None
    before: Callable[[Mail], Awaitable[None]] | None = None
    after: Callable[[Mail], Awaitable[None]] | None = None

    async def send(self, mail: Mail) -> Receipt:
        if self.before:
            await self.before(mail)
        self.taken.append(mail)
        if self.after:
            await self.after(mail)
        return Receipt("accepted")

    async def has(self, message_id: str) -> bool | None:
        """What it can tell: nothing (like SMTP), or exactly what it took."""
        return None if self.knows is None else any(mail.message_id == message_id for mail in self.taken)

    def times(self) -> Counter[str]:
        """How often each message was taken."""
        return Counter(mail.message_id for mail in self.taken)


class Killed(BaseException):
    """`kill -9` in the middle of a job: no handler runs after it."""


async def jobs_of(world: World) -> list[tuple[int, str, dict[str, str]]]:
    """The organization's waiting jobs, oldest first."""
    rows = await world.fetch("SELECT id, entrypoint, payload FROM pgqueuer WHERE status = 'queued' ORDER BY id")
    found = [(row["id"], row["entrypoint"], orjson.loads(row["payload"])) for row in rows]
    return [(number, name, payload["arguments"]) for number, name, payload in found if payload["org"] == str(world.org)]


async def run_job(world: World, name: str, arguments: dict[str, str], *, last: bool = False) -> None:
    await REGISTRY[name].handler(Work(pool=world.pool, org=world.org, last_attempt=last), **arguments)


async def work_off(world: World, *, last: bool = False) -> int:
    """Run every waiting job once and take it off the queue; returns how many there were."""
    jobs = await jobs_of(world)
    for number, name, arguments in jobs:
        await run_job(world, name, arguments, last=last)
        await world.execute("DELETE FROM pgqueuer WHERE id = $1", number)
    return len(jobs)


async def send_states(world: World, invoice_id: UUID | str) -> list[str]:
    """The ledger's states of the invoice's deliveries, oldest first."""
    rows = await world.fetch(
        "SELECT s.state FROM deliveries d JOIN sends s ON s.org_id = d.org_id AND s.id = d.send_id"
        " WHERE d.org_id = $1 AND d.invoice_id = $2 ORDER BY d.id",
        world.org, UUID(str(invoice_id)),
    )  # fmt: skip
    return [row["state"] for row in rows]
