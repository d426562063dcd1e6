"""Which rate applies, and rates entered by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.adapters.fx_rates.servers import ACCOUNT, KEY
from tests.fx.conftest import Outside, fetched
from tests.support.world import World, new_world

SATURDAY = "2026-01-17"


async def applied(world: World, base: str, quote: str, on: str) -> Any:
    return await world.api.get("/v1/exchange-rates/applied", params={"base": base, "quote": quote, "on": on})


async def rate(world: World, base: str, quote: str, on: str) -> tuple[Decimal, str]:
    response = await applied(world, base, quote, on)
    assert response.status_code == 200, response.text
    return Decimal(response.json()["rate"]), response.json()["rate_date"]


async def enter(
    world: World, base: str, quote: str, day: str, amount: str, *, version: int | None = None, **more: Any
) -> Any:
    headers = {} if version is None else {"if-match": f'"{version}"'}
    path = f"/v1/exchange-rates/{base}/{quote}/{day}"
    return await world.api.put(path, json={"rate": amount, **more}, headers=headers)


@pytest.fixture
async def known(world: World, outside: Outside) -> World:
    """The ECB's rates of Thursday, Friday and Monday are stored."""
    await fetched(world)
    return world


class TestApplied:
    @pytest.mark.parametrize(
        ("on", "expected", "day"),
        [("2026-01-15", "4.2345", "2026-01-15"), ("2026-01-16", "4.25", "2026-01-16"), (SATURDAY, "4.25", "2026-01-16"),
         ("2026-01-18", "4.25", "2026-01-16"), ("2026-01-19", "4.26", "2026-01-19"), ("2026-01-26", "4.26", "2026-01-19")],
    )  # fmt: skip
    async def test_is_the_last_one_published_on_the_day_or_before(
        self, known: World, on: str, expected: str, day: str
    ) -> None:
        """FM-37: a weekend takes Friday's, never Monday's."""
        assert await rate(known, "EUR", "PLN", on) == (Decimal(expected), day)

    async def test_goes_the_other_way_and_through_the_pivot(self, known: World) -> None:
        assert await rate(known, "PLN", "EUR", "2026-01-16") == (Decimal("0.235294117647"), "2026-01-16")
        assert await rate(known, "USD", "PLN", "2026-01-16") == (Decimal("3.663793103448"), "2026-01-16")

    async def test_one_that_is_too_old_is_refused_with_its_day(self, known: World) -> None:
        response = await applied(known, "EUR", "PLN", "2026-01-27")
        assert (response.status_code, response.json()["code"]) == (409, "exchange.rate_too_old")
        assert "2026-01-19" in response.json()["detail"]
        settings = {"source": "ecb", "max_age_days": 30}
        await known.api.put("/v1/exchange-rates/settings", json=settings, headers={"if-match": '"0"'})
        assert (await rate(known, "EUR", "PLN", "2026-01-27"))[1] == "2026-01-19"

    @pytest.mark.parametrize(("base", "quote", "on"), [("EUR", "PLN", "2026-01-14"), ("EUR", "KWD", "2026-01-16")])
    async def test_none_at_all_is_never_one(self, known: World, base: str, quote: str, on: str) -> None:
        response = await applied(known, base, quote, on)
        assert (response.status_code, response.json()["code"]) == (409, "exchange.no_rate")

    async def test_is_that_of_the_chosen_source(self, known: World) -> None:
        wanted = {"source": "xe", "credentials": {"account_id": ACCOUNT, "key": KEY}}
        await known.api.put("/v1/exchange-rates/settings", json=wanted, headers={"if-match": '"0"'})
        await run_waiting_jobs(known.pool)
        assert (await applied(known, "EUR", "PLN", "2026-01-19")).json()["source"] == "XE"
        assert (await applied(known, "EUR", "PLN", "2026-01-16")).json()["code"] == "exchange.no_rate"


class TestOverride:
    async def test_wins_on_its_day_in_both_directions(self, known: World) -> None:
        response = await enter(known, "EUR", "PLN", "2026-01-16", "4.3", reference="  NBP  012/A/NBP/2026 ")
        assert response.json() | {"fetched_at": ""} == {
            "base": "EUR", "quote": "PLN", "rate": "4.3", "rate_date": "2026-01-16", "source": "manual",
            "reference": "NBP 012/A/NBP/2026", "fetched_at": "", "version": 1,
        }  # fmt: skip
        assert await rate(known, "EUR", "PLN", SATURDAY) == (Decimal("4.3"), "2026-01-16")
        assert await rate(known, "PLN", "EUR", SATURDAY) == (Decimal("0.232558139535"), "2026-01-16")
        assert (await applied(known, "EUR", "PLN", SATURDAY)).json()["source"] == "NBP 012/A/NBP/2026"

    async def test_yields_to_what_is_published_later(self, known: World) -> None:
        await enter(known, "EUR", "PLN", "2026-01-16", "4.3")
        assert await rate(known, "EUR", "PLN", "2026-01-19") == (Decimal("4.26"), "2026-01-19")

    async def test_helps_where_nothing_is_published(self, world: World) -> None:
        await enter(world, "PLN", "KWD", "2026-01-10", "0.084")
        assert await rate(world, "PLN", "KWD", "2026-01-17") == (Decimal("0.084"), "2026-01-10")
        assert (await applied(world, "PLN", "KWD", "2026-01-18")).json()["code"] == "exchange.rate_too_old"

    async def test_is_changed_by_its_version_only_and_taken_back(self, known: World) -> None:
        await enter(known, "EUR", "PLN", "2026-01-16", "4.3")
        assert (await enter(known, "EUR", "PLN", "2026-01-16", "4.4")).status_code == 412
        changed = await enter(known, "EUR", "PLN", "2026-01-16", "4.4", version=1)
        assert (changed.json()["rate"], changed.headers["etag"]) == ("4.4", '"2"')
        path = "/v1/exchange-rates/EUR/PLN/2026-01-16"
        assert (await known.api.delete(path)).status_code == 428
        assert (await known.api.delete(path, headers={"if-match": '"1"'})).status_code == 412
        assert (await known.api.delete(path, headers={"if-match": '"2"'})).status_code == 204
        gone = await known.api.delete(path, headers={"if-match": '"2"'})
        assert (gone.status_code, gone.json()["code"]) == (404, "exchange_rate.not_found")
        assert await rate(known, "EUR", "PLN", "2026-01-16") == (Decimal("4.25"), "2026-01-16")

    async def test_leaves_who_and_what_in_the_audit_trail(self, world: World) -> None:
        await enter(world, "EUR", "PLN", "2026-01-16", "4.3")
        await enter(world, "EUR", "PLN", "2026-01-16", "4.4", version=1)
        rows = await world.fetch(
            "SELECT before ->> 'rate' AS before, after ->> 'rate' AS after FROM audit_entries"
            " WHERE org_id = $1 AND action = 'exchange_rate.enter' ORDER BY id", world.org,
        )  # fmt: skip
        assert [tuple(row) for row in rows] == [(None, "4.3"), ("4.3", "4.4")]

    async def test_two_directions_of_one_day_cannot_contradict_each_other(self, world: World) -> None:
        await enter(world, "EUR", "PLN", "2026-01-16", "4.3")
        response = await enter(world, "PLN", "EUR", "2026-01-16", "0.2")
        assert (response.status_code, response.json()["code"]) == (409, "exchange_rate.entered_already")

    @pytest.mark.parametrize(
        ("base", "quote", "amount"),
        [("EUR", "EUR", "1"), ("EUR", "PLN", "0"), ("EUR", "PLN", "-1"), ("EUR", "PLN", "1.1234567890123"),
         ("EUR", "ZZZ", "1"), ("eur", "PLN", "1"), ("EURO", "PLN", "1")],
    )  # fmt: skip
    async def test_nonsense_is_refused(self, world: World, base: str, quote: str, amount: str) -> None:
        assert (await enter(world, base, quote, "2026-01-16", amount)).status_code == 422

    async def test_a_json_number_is_refused(self, world: World) -> None:
        assert (await world.api.put("/v1/exchange-rates/EUR/PLN/2026-01-16", json={"rate": 4.3})).status_code == 422

    async def test_only_the_own_organization_uses_it(self, known: World, fresh_database: str) -> None:
        await enter(known, "EUR", "PLN", "2026-01-16", "4.3")
        async with new_world(fresh_database) as other:
            assert await rate(other, "EUR", "PLN", "2026-01-16") == (Decimal("4.25"), "2026-01-16")
            path = "/v1/exchange-rates/EUR/PLN/2026-01-16"
            assert (await other.api.delete(path, headers={"if-match": '"1"'})).status_code == 404
            async with other.tx() as tx:
                assert await tx.conn.fetchval("SELECT count(*) FROM rate_overrides") == 0

    async def test_members_and_viewers_only_look(self, known: World) -> None:
        for role in ("member", "viewer"):
            who = await known.user(role)
            assert (await who.get("/v1/exchange-rates")).status_code == 200
            assert (await who.put("/v1/exchange-rates/EUR/PLN/2026-01-16", json={"rate": "4"})).status_code == 403
            assert (await who.post("/v1/exchange-rates/refresh", json={})).status_code == 403


class TestList:
    async def test_the_rates_in_force_are_one_a_pair_and_the_entered_one_wins(self, known: World) -> None:
        await enter(known, "EUR", "PLN", "2026-01-16", "4.3")
        found = (await known.api.get("/v1/exchange-rates", params={"on": SATURDAY})).json()["data"]
        assert [(one["quote"], Decimal(one["rate"]), one["rate_date"], one["source"]) for one in found] == [
            ("CHF", Decimal("0.9312"), "2026-01-16", "ecb"),
            ("JPY", Decimal("161.37"), "2026-01-16", "ecb"),
            ("PLN", Decimal("4.3"), "2026-01-16", "manual"),
            ("USD", Decimal("1.16"), "2026-01-16", "ecb"),
        ]

    async def test_pages_go_through_all_of_it_once(self, known: World) -> None:
        await enter(known, "EUR", "PLN", "2026-01-16", "4.3")
        found, cursor = [], None
        for _ in range(10):
            params = {"limit": 3, **({"cursor": cursor} if cursor else {})}
            page = (await known.api.get("/v1/exchange-rates", params=params)).json()
            found += page["data"]
            cursor = page["next"]
            if cursor is None:
                break
        assert len(found) == 13
        assert found == sorted(
            found,
            key=lambda one: (
                -date.fromisoformat(one["rate_date"]).toordinal(),
                one["base"],
                one["quote"],
                one["source"],
            ),
        )
        assert found == (await known.api.get("/v1/exchange-rates", params={"limit": 100})).json()["data"]

    async def test_filters_narrow_it(self, known: World) -> None:
        await enter(known, "EUR", "PLN", "2026-01-16", "4.3")
        for query, count in (
            ({"quote": "PLN"}, 4),
            ({"base": "USD"}, 0),
            ({"source": "manual"}, 1),
            ({"source": "ecb"}, 12),
        ):
            assert len((await known.api.get("/v1/exchange-rates", params=query)).json()["data"]) == count, query

    @pytest.mark.parametrize(
        "query", [{"base": "euro"}, {"on": "yesterday"}, {"source": "moon"}, {"cursor": "x"}, {"limit": 0}]
    )
    async def test_bad_queries_are_named(self, world: World, query: dict[str, Any]) -> None:
        response = await world.api.get("/v1/exchange-rates", params=query)
        assert response.status_code == 422

    async def test_csv_has_the_same_rows(self, known: World) -> None:
        text = (await known.api.get("/v1/exchange-rates.csv", params={"quote": "PLN"})).content.decode("utf-8-sig")
        lines = text.splitlines()
        assert lines[0] == "rate_date,base,quote,rate,source,reference,fetched_at"
        assert [line.split(",")[:5] for line in lines[1:]] == [
            ["2026-01-19", "EUR", "PLN", "4.2600", "ecb"],
            ["2026-01-16", "EUR", "PLN", "4.2500", "ecb"],
            ["2026-01-15", "EUR", "PLN", "4.2345", "ecb"],
        ]
