"""Fetching: once for all by the ECB, for each customer by the others, and what happens when nobody answers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from duespark.adapters.fx_rates.source import Answer
from duespark.engine.money.exchange import ExchangeRate
from duespark.fx.feed import keep, next_refresh
from duespark.fx.refresh import refresh_due
from duespark.runtime.jobs.inline import run_waiting_jobs
from duespark.runtime.tx import HOUSE, begin
from tests.adapters.fx_rates.servers import ACCOUNT, EURO, KEY, MONDAY, Said
from tests.fx.conftest import MONDAY_EVENING, Outside, fetched
from tests.support.world import World, new_world


async def tick(world: World) -> int:
    """What the worker does by itself."""
    asked = await refresh_due(world.pool)
    await run_waiting_jobs(world.pool)
    return asked


async def choose(world: World, version: int = 0, **wanted: Any) -> Any:
    return await world.api.put("/v1/exchange-rates/settings", json=wanted, headers={"if-match": f'"{version}"'})


async def rates(world: World, **query: Any) -> list[dict[str, Any]]:
    response = await world.api.get("/v1/exchange-rates", params=query)
    assert response.status_code == 200, response.text
    return list(response.json()["data"])


async def status(world: World) -> dict[str, Any]:
    return dict((await world.api.get("/v1/exchange-rates/status")).json())


class TestEcb:
    async def test_the_tick_fetches_the_last_months_without_being_told(self, world: World, outside: Outside) -> None:
        assert await tick(world) == 1
        assert [asked.path for asked in outside.fakes["ecb"].asked] == ["/api/eurofxref-hist-90d.xml"]
        assert {one["rate_date"] for one in await rates(world)} == {"2026-01-15", "2026-01-16", "2026-01-19"}
        assert {(one["base"], one["source"]) for one in await rates(world)} == {("EUR", "ecb")}

    async def test_one_fetch_serves_every_organization(
        self, world: World, outside: Outside, fresh_database: str
    ) -> None:
        await tick(world)
        async with new_world(fresh_database) as other:
            assert await tick(other) == 0
            assert await rates(other) == await rates(world)
        assert len(outside.fakes["ecb"].asked) == 1

    async def test_an_organization_reads_them_and_cannot_write_them(self, world: World, outside: Outside) -> None:
        await tick(world)
        async with world.tx() as tx:
            assert await tx.conn.fetchval("SELECT count(*) FROM exchange_rates") == 12
            assert await tx.conn.execute("UPDATE exchange_rates SET rate = 1") == "UPDATE 0"
            assert await tx.conn.execute("DELETE FROM exchange_rates") == "DELETE 0"

    async def test_days_missed_by_a_stopped_worker_are_caught_up(self, world: World, outside: Outside) -> None:
        await tick(world)
        for step in range(1, 5):
            outside.fakes["ecb"].rows[MONDAY + timedelta(step)] = EURO
        outside.set_time(MONDAY_EVENING + timedelta(4))
        await tick(world)
        assert len({one["rate_date"] for one in await rates(world, limit=100)}) == 7

    async def test_a_day_that_is_over_keeps_its_rate(self, world: World, outside: Outside) -> None:
        """FM-37: history does not change behind an issued invoice."""
        await tick(world)
        outside.fakes["ecb"].rows[date(2026, 1, 16)]["PLN"] = Decimal(9)
        await world.api.post("/v1/exchange-rates/refresh", json={"since": "2026-01-15"})
        await run_waiting_jobs(world.pool)
        (friday,) = [one for one in await rates(world, quote="PLN") if one["rate_date"] == "2026-01-16"]
        assert Decimal(friday["rate"]) == Decimal("4.25")

    async def test_an_unchanged_file_is_not_sent_again(self, world: World, outside: Outside) -> None:
        await tick(world)
        for _ in (1, 2):
            await fetched(world)
        assert [asked.headers.get("if-none-match") for asked in outside.fakes["ecb"].asked[1:]] == [
            None,
            '"2026-01-19-1"',
        ]
        assert (await status(world))["failures"] == 0

    async def test_back_to_1999_when_asked(self, world: World, outside: Outside) -> None:
        outside.fakes["ecb"].rows[date(1999, 1, 4)] = {"USD": Decimal("1.1789")}
        response = await world.api.post("/v1/exchange-rates/refresh", json={"since": "1999-01-04"})
        assert response.status_code == 202
        await run_waiting_jobs(world.pool)
        assert outside.fakes["ecb"].asked[0].path == "/api/eurofxref-hist.xml"
        assert (await rates(world))[-1] | {"fetched_at": ""} == {
            "base": "EUR", "quote": "USD", "rate": "1.1789", "rate_date": "1999-01-04", "source": "ecb", "reference": "",
            "fetched_at": "", "version": None,
        }  # fmt: skip


class TestCustomers:
    @pytest.mark.parametrize("source", ["openexchangerates", "xe"])
    async def test_rates_one_pays_for_are_ones_own(
        self, world: World, outside: Outside, fresh_database: str, source: str
    ) -> None:
        response = await choose(world, source=source, credentials={"account_id": ACCOUNT, "key": KEY})
        assert response.json() == {
            "source": source, "refresh": "daily", "max_age_days": 7, "key_hint": f"••••{KEY[-4:]}", "version": 1,
        }  # fmt: skip
        await run_waiting_jobs(world.pool)
        assert {(one["base"], one["source"]) for one in await rates(world)} == {("USD", source)}
        async with new_world(fresh_database) as other:
            assert await rates(other, source=source) == []
            async with other.tx() as tx:
                assert await tx.conn.fetchval("SELECT count(*) FROM exchange_rates") == 0

    async def test_todays_rate_follows_the_source_until_the_day_is_over(self, world: World, outside: Outside) -> None:
        await choose(world, source="openexchangerates", refresh="hourly", credentials={"key": KEY})
        await run_waiting_jobs(world.pool)
        outside.fakes["openexchangerates"].rows[MONDAY]["PLN"] = Decimal("4.64")
        outside.set_time(MONDAY_EVENING + timedelta(hours=1))
        await tick(world)
        assert [Decimal(one["rate"]) for one in await rates(world, quote="PLN")] == [4]

    async def test_the_key_is_encrypted_and_told_to_nobody(self, world: World, outside: Outside) -> None:
        answer = await choose(world, source="xe", credentials={"account_id": ACCOUNT, "key": KEY})
        assert KEY not in answer.text + (await world.api.get("/v1/exchange-rates/settings")).text
        (row,) = await world.fetch("SELECT credentials FROM rate_settings")
        assert KEY.encode() not in row["credentials"]
        assert KEY not in str(await world.fetch("SELECT before, after FROM audit_entries"))

    async def test_a_key_is_kept_until_another_source_is_chosen(self, world: World, outside: Outside) -> None:
        await choose(world, source="openexchangerates", credentials={"key": KEY})
        assert (await choose(world, 1, source="openexchangerates", refresh="weekly")).json()["key_hint"] != ""
        refused = await choose(world, 2, source="xe")
        assert (refused.status_code, refused.json()["code"]) == (422, "exchange_rate.key_missing")
        assert (await choose(world, 2, source="ecb")).json()["key_hint"] == ""
        assert (await choose(world, 3, source="openexchangerates")).status_code == 422

    async def test_a_change_elsewhere_is_not_lost(self, world: World, outside: Outside) -> None:
        await choose(world, refresh="weekly")
        assert (await choose(world, 0, refresh="hourly")).status_code == 412
        assert (await world.api.put("/v1/exchange-rates/settings", json={})).status_code == 428

    async def test_a_month_is_the_most_that_is_asked_day_by_day(self, world: World, outside: Outside) -> None:
        await choose(world, source="openexchangerates", credentials={"key": KEY})
        response = await world.api.post("/v1/exchange-rates/refresh", json={"since": "2025-11-01"})
        assert (response.status_code, response.json()["code"]) == (422, "exchange_rate.too_far_back")

    async def test_rates_by_hand_need_no_refresh(self, world: World, outside: Outside) -> None:
        await choose(world, source="manual")
        response = await world.api.post("/v1/exchange-rates/refresh", json={})
        assert (response.status_code, response.json()["code"]) == (409, "exchange_rate.nothing_to_refresh")
        assert await tick(world) == 0

    async def test_an_installation_may_ask_nobody(self, world: World) -> None:
        response = await world.api.post("/v1/exchange-rates/refresh", json={})
        assert (response.status_code, response.json()["code"]) == (409, "exchange_rate.source_off")
        assert await tick(world) == 0


class TestFailures:
    """FM-45: a source that is down blocks nothing; what is known stays, and the reason can be read."""

    async def test_what_was_known_stays_and_the_reason_is_shown(self, world: World, outside: Outside) -> None:
        await tick(world)
        outside.fakes["ecb"].broken = Said(503)
        outside.set_time(MONDAY_EVENING + timedelta(1))
        await tick(world)
        found = await status(world)
        assert (found["error_reason"], found["error"], found["failures"]) == ("unreachable", "HTTP 503", 1)
        assert found["succeeded_at"] < found["failed_at"] < found["next_at"]
        assert len(await rates(world)) == 12

    async def test_it_is_asked_again_ever_later_and_then_all_is_well(self, world: World, outside: Outside) -> None:
        outside.fakes["ecb"].broken = Said(200, b"<html>maintenance</html>")
        waits = []
        for _ in range(3):
            await tick(world)
            assert await tick(world) == 0
            found = await status(world)
            next_at = datetime.fromisoformat(found["next_at"])
            waits.append(next_at - outside.now)
            outside.set_time(next_at)
        assert waits == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
        assert found["error_reason"] == "unreadable"
        outside.fakes["ecb"].broken = None
        await tick(world)
        found = await status(world)
        assert (found["failures"], found["error"], found["newest_date"]) == (0, "", "2026-01-19")

    async def test_a_wrong_key_is_named_as_such(self, world: World, outside: Outside) -> None:
        await choose(world, source="openexchangerates", credentials={"key": "wrong_key_456"})
        await run_waiting_jobs(world.pool)
        found = await status(world)
        assert (found["error_reason"], found["error"]) == ("refused", "HTTP 401 invalid_app_id")

    async def test_a_failure_of_one_customer_is_not_anothers(self, world: World, outside: Outside) -> None:
        await choose(world, source="openexchangerates", credentials={"key": "wrong_key_456"})
        await run_waiting_jobs(world.pool)
        await choose(world, 1, source="ecb")
        await run_waiting_jobs(world.pool)
        assert (await status(world))["failures"] == 0

    async def test_asking_twice_makes_one_job(self, world: World, outside: Outside) -> None:
        for _ in range(3):
            assert (await world.api.post("/v1/exchange-rates/refresh", json={})).status_code == 202
        assert await run_waiting_jobs(world.pool) == 1

    async def test_the_whole_history_is_kept_in_one_go(self, world: World, outside: Outside) -> None:
        days = [date(2000, 1, 1) + timedelta(step) for step in range(2000)]
        rows = {day: {code: Decimal("1.5") for code in ("USD", "JPY", "GBP", "CHF", "PLN")} for day in days}
        outside.fakes["ecb"].rows = rows
        await world.api.post("/v1/exchange-rates/refresh", json={"since": "1999-01-04"})
        await run_waiting_jobs(world.pool)
        (count,) = await world.fetch("SELECT count(*) AS n FROM exchange_rates")
        assert count["n"] == 10_000


class TestNext:
    @pytest.mark.parametrize(
        ("now", "newest", "expected"),
        [
            ("2026-01-19T09:00", "2026-01-16", "2026-01-19T15:15"),
            ("2026-01-19T15:30", "2026-01-16", "2026-01-19T16:30"),
            ("2026-01-19T15:30", "2026-01-19", "2026-01-20T15:15"),
            ("2026-01-19T19:30", "2026-01-16", "2026-01-20T15:15"),
            ("2026-01-17T16:00", "2026-01-16", "2026-01-18T15:15"),
            ("2026-03-28T16:00", "2026-03-27", "2026-03-29T14:15"),
        ],
    )
    def test_a_daily_refresh_waits_for_the_ecbs_hour(self, now: str, newest: str, expected: str) -> None:
        """A quarter past four in Frankfurt, in winter and summer; every hour while it is late on a working day."""
        at = datetime.fromisoformat(now).replace(tzinfo=UTC)
        found = next_refresh("ecb", "daily", now=at, newest=date.fromisoformat(newest))
        assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)

    def test_the_others_count_from_the_last_answer(self) -> None:
        now = MONDAY_EVENING
        assert next_refresh("xe", "hourly", now=now, newest=None) - now == timedelta(hours=1)
        assert next_refresh("xe", "daily", now=now, newest=None) - now == timedelta(days=1)
        assert next_refresh("openexchangerates", "weekly", now=now, newest=None) - now == timedelta(days=7)

    async def test_the_ecb_is_asked_as_often_as_the_most_eager_wish(
        self, world: World, outside: Outside, fresh_database: str
    ) -> None:
        await choose(world, refresh="weekly")
        await run_waiting_jobs(world.pool)
        assert (await status(world))["next_at"] == "2026-01-26T15:15:00Z"
        async with new_world(fresh_database) as other:
            await choose(other, refresh="hourly")
            await run_waiting_jobs(other.pool)
            assert (await status(world))["next_at"] == "2026-01-19T18:00:00Z"


class TestKeep:
    async def test_two_rates_of_one_day_are_one(self, world: World) -> None:
        made = [ExchangeRate(base="EUR", quote="PLN", rate=Decimal(rate), rate_date=MONDAY) for rate in ("4.1", "4.2")]
        async with begin(world.pool) as tx:
            await keep(tx, HOUSE, "ecb", Answer(tuple(made)), refresh="daily", now=MONDAY_EVENING)
        assert [one["rate"] for one in await rates(world)] == ["4.2"]
