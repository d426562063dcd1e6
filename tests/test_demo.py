"""The demo organization: the same story for the same seed, told through the real verbs, and nobody's mail."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from duespark.demo.cast import characters
from duespark.demo.empty import is_empty
from duespark.demo.load import DemoNeedsMailbox, load
from duespark.demo.story import INVOICES, tell
from duespark.runtime.db import open_pool
from duespark.runtime.settings import settings

TODAY = date(2026, 11, 21)


class TestStory:
    def test_is_the_same_for_the_same_seed(self) -> None:
        assert tell(today=TODAY) == tell(today=TODAY)
        assert tell(today=TODAY, seed=1) != tell(today=TODAY)

    def test_has_the_size_it_promises(self) -> None:
        story = tell(today=TODAY)
        kinds = Counter(event.kind for events in story.days.values() for event in events)
        assert kinds["issue"] == INVOICES
        assert kinds["dispute"] > 3
        assert kinds["void"] > 1
        assert TODAY - min(story.days) > timedelta(days=480)
        assert max(story.days) <= TODAY

    def test_everybody_lives_on_example_com(self) -> None:
        assert len(characters()) == 40
        assert len({one.currency for one in characters()}) == 4


class TestLoad:
    async def test_fills_an_empty_database(
        self, fresh_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", fresh_database)
        settings.cache_clear()
        try:
            assert await is_empty()
            login = await load(invoices=40)
            assert not await is_empty()
        finally:
            monkeypatch.delenv("DATABASE_URL")
            settings.cache_clear()
        assert login.email == "demo@example.com"
        found = await counts(fresh_database)
        assert (found["companies"], found["clients"]) == (2, 40)
        assert found["invoices"] == 46
        assert found["payments"] > 10
        assert found["wrong"] == 0
        assert (found["without_rate"], found["gains_open"]) == (0, 0)

    async def test_sends_nothing_to_a_real_mail_server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DUESPARK_SMTP_URL", "smtp://mail.example.com")
        settings.cache_clear()
        try:
            with pytest.raises(DemoNeedsMailbox):
                await load()
        finally:
            monkeypatch.delenv("DUESPARK_SMTP_URL")
            settings.cache_clear()


async def counts(dsn: str) -> dict[str, int]:
    """How much there is, and how many invoices do not add up with their payments."""
    pool = await open_pool(dsn, size=1)
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        found = {
            name: await conn.fetchval(f"SELECT count(*) FROM {name}")
            for name in ("companies", "clients", "invoices", "payments")
        }
        found["wrong"] = await conn.fetchval(
            "SELECT count(*) FROM invoices AS i WHERE paid <> coalesce((SELECT sum(a.amount) FROM allocations AS a"
            " WHERE a.org_id = i.org_id AND a.invoice_id = i.id), 0)"
        )
        found["without_rate"] = await conn.fetchval(
            "SELECT count(*) FROM events WHERE kind = 'invoice.exchange_rate_missing'"
        )
        found["gains_open"] = await conn.fetchval("SELECT count(*) FROM exchange_gains WHERE gain IS NULL")
    await pool.close()
    return found
