"""The program, and people to use it."""

from collections.abc import AsyncIterator, Iterator

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from duespark import app
from duespark.accounts import passwords
from duespark.runtime.db import open_pool
from tests.accounts.house import House
from tests.support.world import World, new_world


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same hash with little work, so that a hundred sign-ups take no minute."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(passwords, "_ARGON2", cheap)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
async def house(database: str) -> AsyncIterator[House]:
    pool = await open_pool(database, size=10)
    made = House(app=app.create_app(pool), pool=pool)
    yield made
    for browser in made.browsers:
        await browser.aclose()
    await pool.close()


@pytest.fixture
async def world(database: str) -> AsyncIterator[World]:
    """An organization whose owner's program acts by API key; without company and client."""
    async with new_world(database, empty=True) as made:
        yield made
