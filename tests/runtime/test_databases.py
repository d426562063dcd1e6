"""The databases tests are given: migrated, empty, and each its own."""

import asyncpg

from duespark.runtime import migrate


class TestFreshDatabase:
    async def test_has_the_newest_schema(self, fresh_database: str) -> None:
        assert not await migrate.is_pending(fresh_database)

    async def test_is_not_the_database_of_the_process(self, database: str, fresh_database: str) -> None:
        mine = await asyncpg.connect(database)
        fresh = await asyncpg.connect(fresh_database)
        await fresh.execute("CREATE TABLE only_here (n int)")
        assert await mine.fetchval("SELECT to_regclass('only_here')") is None
        await mine.close()
        await fresh.close()

    async def test_is_empty_again_for_the_next_test(self, fresh_database: str) -> None:
        connection = await asyncpg.connect(fresh_database)
        assert await connection.fetchval("SELECT to_regclass('only_here')") is None
        await connection.close()
