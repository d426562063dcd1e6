"""A person with the database's superuser account: the only one who can change what was issued."""

import os
from collections.abc import AsyncIterator

import asyncpg
import pytest

from duespark.runtime.postgres import Server


@pytest.fixture
async def superuser(server: Server, database: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that no policy binds, without the triggers that guard foreign keys."""
    conn = await asyncpg.connect(server.dsn(f"test_{os.getpid()}", user="postgres"))
    await conn.execute("SET session_replication_role = replica")
    yield conn
    await conn.close()
