"""Alive, ready, counted."""

import asyncpg

from duespark.runtime import migrate
from duespark.runtime.db import open_pool
from tests.support.world import World, client_of


class TestHealth:
    async def test_the_process_answers(self, world: World) -> None:
        assert (await world.guest().get("/healthz")).json() == {"status": "ok"}


class TestReadiness:
    async def test_is_ready_with_the_newest_schema(self, world: World) -> None:
        answer = await world.guest().get("/readyz")
        assert (answer.status_code, answer.json()["checks"]) == (200, {"database": "ok", "migrations": "ok"})

    async def test_refuses_while_a_migration_is_pending(self, fresh_database: str) -> None:
        """FM-49: no traffic for a process that is newer than its database."""
        connection = await asyncpg.connect(fresh_database)
        await connection.execute("UPDATE alembic_version SET version_num = '0000'")
        await connection.close()
        assert await migrate.is_pending(fresh_database)
        pool = await open_pool(fresh_database, size=1)
        async with client_of(pool) as client:
            answer = await client.get("/readyz")
        await pool.close()
        assert answer.status_code == 503
        assert answer.json()["checks"]["migrations"].startswith("pending")

    async def test_refuses_without_a_database(self, fresh_database: str) -> None:
        pool = await open_pool(fresh_database, size=1)
        await pool.close()
        async with client_of(pool) as client:
            answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["database"].startswith("unavailable")


class TestMetrics:
    async def test_count_requests_and_open_questions(self, world: World) -> None:
        await world.api.get("/v1/invoices")
        text = (await world.guest().get("/metrics")).text
        assert 'duespark_http_requests_total{method="GET",route="/v1/invoices",status="200"}' in text
        [row] = await world.fetch("SELECT count(*) AS unsure FROM sends WHERE state = 'unsure'")
        assert f"duespark_sends_unsure {float(row['unsure'])}" in text

    async def test_are_not_for_everybody(self, world: World) -> None:
        answer = await world.guest_from("203.0.113.9").get("/metrics")
        assert (answer.status_code, answer.json()["code"]) == (403, "metrics.forbidden")


class TestMailbox:
    async def test_is_closed_to_other_machines(self, world: World) -> None:
        answer = await world.guest_from("203.0.113.9").get("/v1/mailbox")
        assert (answer.status_code, answer.json()["code"]) == (404, "mailbox.closed")
