"""The world of the runs: noon of one day, and a wire that keeps what is sent."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from duespark.delivery import job as delivery_job
from tests.support.post_office import Wire
from tests.support.world import World, new_world

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
async def world(database: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(delivery_job, "transport", Wire)
    async with new_world(database) as made:
        await made.set_clock(NOON)
        yield made
