"""A world in a database of its own (what the ECB says is shared by all organizations of one) and a source on loopback."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from duespark.adapters.fx_rates import sources
from duespark.adapters.fx_rates.ecb import Ecb
from duespark.adapters.fx_rates.openexchangerates import OpenExchangeRates
from duespark.adapters.fx_rates.sources import Credentials, SourceName
from duespark.adapters.fx_rates.xe import Xe
from duespark.fx import refresh
from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.adapters.fx_rates.servers import Fake, FakeEcb, FakeOpenExchangeRates, FakeXe, listening
from tests.support.world import World, new_world

MONDAY_EVENING = datetime(2026, 1, 19, 17, tzinfo=UTC)


@dataclass
class Outside:
    """The three sources, and what time it really is."""

    fakes: dict[str, Fake]
    urls: dict[str, str] = field(default_factory=dict)
    now: datetime = MONDAY_EVENING

    def source_for(self, name: SourceName, credentials: Credentials) -> Any:
        url = self.urls[name]
        if name == "ecb":
            return Ecb(url)
        if name == "openexchangerates":
            return OpenExchangeRates(url, credentials.key)
        return Xe(url, credentials.account_id, credentials.key)

    def set_time(self, now: datetime) -> None:
        self.now = now
        for fake in self.fakes.values():
            fake.now = now


@pytest.fixture
async def outside(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Outside]:
    made = Outside({"ecb": FakeEcb(), "openexchangerates": FakeOpenExchangeRates(), "xe": FakeXe()})
    async with AsyncExitStack() as stack:
        for name, fake in made.fakes.items():
            made.urls[name] = await stack.enter_async_context(listening(fake))
        monkeypatch.setattr(refresh, "source_for", made.source_for)
        monkeypatch.setattr(refresh, "clock", lambda: made.now)
        yield made
    assert sources.source_for("ecb", Credentials()) is None  # without a fake nobody is asked


@pytest.fixture
async def world(fresh_database: str) -> AsyncIterator[World]:
    """The usual world on Monday, 19 January 2026."""
    async with new_world(fresh_database) as made:
        await made.set_clock(MONDAY_EVENING)
        yield made


async def fetched(world: World) -> None:
    """Ask for rates and let the worker run."""
    response = await world.api.post("/v1/exchange-rates/refresh", json={})
    assert response.status_code == 202, response.text
    await run_waiting_jobs(world.pool)
