"""A wire instead of a mail provider, for every test of delivery."""

from collections.abc import AsyncIterator

import pytest

from duespark.delivery import job
from tests.support.post_office import Wire
from tests.support.world import World, new_world


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire()
    monkeypatch.setattr(job, "transport", lambda: made)
    return made


@pytest.fixture
async def world(database: str, wire: Wire) -> AsyncIterator[World]:
    """The usual world, whose mails go to the wire."""
    async with new_world(database) as made:
        yield made
