"""Lists of clients: search, order, pages, suggestions and CSV."""

import csv
from collections.abc import AsyncIterator
from io import StringIO
from uuid import UUID

import pytest

from duespark.runtime.web import encode_cursor
from tests.support.world import World, new_world

CLIENTS = (
    ("beta Books", "books@example.com", "Gdynia", "PL"),
    ("Alpha 100% Tea", "tea@example.com", "Krakow", "PL"),
    ("Gamma_Garden", "garden@example.com", "Berlin", "DE"),
    ("Delta", "alphabet@example.com", "Berlin", "DE"),
    ("epsilon", "", "", ""),
)


@pytest.fixture
async def crowd(database: str) -> AsyncIterator[World]:
    async with new_world(database, empty=True) as world:
        for name, email, city, country in CLIENTS:
            address = {"city": city, "country": country}
            await world.add_client(profile={"name": name, "email": email, "address": address})
        yield world


async def names(world: World, query: str) -> list[str]:
    page = (await world.api.get(f"/v1/clients?{query}")).json()
    assert page["total"] == len(page["data"])
    return [one["profile"]["name"].split()[0].lower() for one in page["data"]]


class TestSearch:
    @pytest.mark.parametrize(
        ("q", "found"),
        [
            ("", ["alpha", "beta", "delta", "epsilon", "gamma_garden"]),
            ("ALPHA", ["alpha", "delta"]),
            ("berlin", ["delta", "gamma_garden"]),
            ("epsi", ["epsilon"]),
            ("tea 100%25", ["alpha"]),
            ("100 te", ["alpha"]),
            ("garden gamma", ["gamma_garden"]),
            ("books@exa", ["beta"]),
            ("%25", []),
            ("_", []),
            ("%5C", []),
            ("' OR 1=1 --", []),
            ("%20%20", ["alpha", "beta", "delta", "epsilon", "gamma_garden"]),
        ],
    )
    async def test_looks_into_name_email_code_and_city(self, crowd: World, q: str, found: list[str]) -> None:
        assert await names(crowd, f"q={q}") == found


class TestOrder:
    async def test_by_name_and_by_age_both_ways(self, crowd: World) -> None:
        by_name = ["alpha", "beta", "delta", "epsilon", "gamma_garden"]
        by_age = ["beta", "alpha", "gamma_garden", "delta", "epsilon"]
        assert await names(crowd, "sort=name") == by_name
        assert await names(crowd, "sort=-name") == by_name[::-1]
        assert await names(crowd, "sort=created_at") == by_age
        assert await names(crowd, "sort=-created_at") == by_age[::-1]

    @pytest.mark.parametrize("query", ["sort=email", "sort=name;drop", "limit=0", "limit=1000", "archived=2"])
    async def test_names_the_wrong_parameter(self, crowd: World, query: str) -> None:
        response = await crowd.api.get(f"/v1/clients?{query}")
        assert response.status_code == 422
        assert response.json()["errors"][0]["pointer"] == f"query:{query.partition('=')[0]}"


class TestPages:
    @pytest.mark.parametrize("sort", ["name", "-name", "created_at", "-created_at"])
    async def test_pages_show_everyone_once(self, crowd: World, sort: str) -> None:
        await crowd.add_client(profile={"name": "Delta"})
        whole = (await crowd.api.get(f"/v1/clients?sort={sort}")).json()["data"]
        seen, cursor = [], ""
        while cursor is not None:
            page = (await crowd.api.get(f"/v1/clients?sort={sort}&limit=1&cursor={cursor}")).json()
            assert page["total"] == 6
            seen += page["data"]
            cursor = page["next"]
        assert seen == whole

    @pytest.mark.parametrize(
        ("sort", "cursor"),
        [
            ("name", encode_cursor("-name", "Delta", UUID(int=1))),
            ("created_at", encode_cursor("created_at", "yesterday", UUID(int=1))),
            ("created_at", encode_cursor("created_at", 5, UUID(int=1))),
            ("-created_at", encode_cursor("-created_at", "2026-01-01T00:00:00", UUID(int=1))),
            ("name", encode_cursor("name", ["x"], UUID(int=1))),
            ("name", encode_cursor("name", None, UUID(int=1))),
            ("name", encode_cursor("name", "a\0", UUID(int=1))),
        ],
    )
    async def test_refuses_a_cursor_of_another_list(self, crowd: World, sort: str, cursor: str) -> None:
        response = await crowd.api.get(f"/v1/clients?sort={sort}&cursor={cursor}")
        assert (response.status_code, response.json()["code"]) == (422, "request.bad_cursor")


class TestSuggest:
    async def test_those_that_begin_so_come_first(self, crowd: World) -> None:
        found = (await crowd.api.get("/v1/clients/suggest?q=ga")).json()["data"]
        assert [one["name"] for one in found] == ["Gamma_Garden"]
        found = (await crowd.api.get("/v1/clients/suggest?q=e")).json()["data"]
        assert next(one["name"] for one in found) == "epsilon"
        found = (await crowd.api.get("/v1/clients/suggest?q=tea&limit=1")).json()["data"]
        assert found == [
            {
                "id": found[0]["id"],
                "name": "Alpha 100% Tea",
                "email": "tea@example.com",
                "city": "Krakow",
                "country": "PL",
                "currency": "PLN",
                "last_invoiced_on": None,
            }
        ]

    async def test_gives_the_first_by_name_before_anything_is_typed(self, crowd: World) -> None:
        found = (await crowd.api.get("/v1/clients/suggest?limit=2")).json()["data"]
        assert [one["name"] for one in found] == ["Alpha 100% Tea", "beta Books"]


class TestExport:
    async def test_one_row_a_client(self, crowd: World) -> None:
        response = await crowd.api.get("/v1/clients.csv?q=berlin")
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert response.headers["content-disposition"] == 'attachment; filename="clients.csv"'
        rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
        assert [(row["name"], row["city"], row["archived"]) for row in rows] == [
            ("Delta", "Berlin", "no"),
            ("Gamma_Garden", "Berlin", "no"),
        ]

    async def test_a_formula_stays_text(self, crowd: World) -> None:
        await crowd.add_client(profile={"name": '=HYPERLINK("https://example.com")'})
        content = (await crowd.api.get("/v1/clients.csv?q=hyper")).content.decode("utf-8-sig")
        (row,) = csv.DictReader(StringIO(content))
        assert row["name"].startswith("'=")
