"""The questions that are asked at both sizes, through the API, in turns."""

import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from tests.support.world import World

Ask = Callable[[], Awaitable[None]]


@dataclass
class Ledger:
    """A world and ids of some of its invoices."""

    world: World
    size: int
    some: list[UUID]
    chance: random.Random
    took: float = 0.0

    async def _get(self, path: str) -> None:
        answer = await self.world.api.get(path)
        assert answer.status_code == 200, f"{path}: {answer.text[:300]}"

    async def page(self) -> None:
        """A page of 100 by days past due, with filters, and sometimes the page after it."""
        currency = self.chance.choice(("PLN", "EUR", "USD"))
        company = self.world.company["id"]
        path = (
            f"/v1/invoices?sort=-days_past_due&limit=100&sums=false&state=overdue&status=issued&currency={currency}"
            f"&company_id={company}"
        )
        answer = await self.world.api.get(path)
        assert answer.status_code == 200, answer.text[:300]
        assert answer.json()["data"]

    async def next_page(self) -> None:
        first = await self.world.api.get("/v1/invoices?sort=-days_past_due&limit=100&sums=false")
        begun = time.perf_counter()
        await self._get(f"/v1/invoices?sort=-days_past_due&limit=100&sums=false&cursor={first.json()['next']}")
        self.took = time.perf_counter() - begun

    async def newest(self) -> None:
        await self._get("/v1/invoices?limit=100&sums=false")

    async def one(self) -> None:
        await self._get(f"/v1/invoices/{self.chance.choice(self.some)}")

    async def ageing(self) -> None:
        await self._get("/v1/ageing")

    async def search(self) -> None:
        words = ("nort", "silver bak", "Harbor", "motors 9", "maple clinic", "wilow")
        await self._get(f"/v1/clients/suggest?q={self.chance.choice(words)}")


async def seconds(ask: Ask) -> float:
    """How long one answer took."""
    begun = time.perf_counter()
    await ask()
    return time.perf_counter() - begun


def p95(times: list[float]) -> float:
    """In milliseconds."""
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)] * 1000
