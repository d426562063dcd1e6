"""Where a company is registered for tax, through the API."""

from typing import Any

import pytest

from tests.support.world import World

FRANCE = {"country": "FR", "number": "FR40303265045", "since": "2026-01-01"}


async def add(world: World, **fields: Any) -> Any:
    return await world.api.post("/v1/tax-registrations", json={"company_id": world.company["id"], **FRANCE, **fields})


class TestRegistrations:
    async def test_are_kept_with_how_often_one_files(self, world: World) -> None:
        made = (await add(world)).json()
        assert (made["country"], made["scheme"], made["filing_frequency"], made["filing"]) == (
            "FR",
            "standard",
            "",
            "monthly",
        )
        assert (await add(world, country="DE", filing_frequency="yearly")).json()["filing"] == "yearly"
        listed = (await world.api.get("/v1/tax-registrations", params={"company_id": world.company["id"]})).json()
        assert [one["country"] for one in listed["data"]] == ["DE", "FR"]
        assert "FR40303265045" in (await world.api.get("/v1/tax-registrations.csv")).text

    async def test_page_by_country(self, world: World) -> None:
        for country in ("FR", "DE", "AT"):
            await add(world, country=country)
        first = (await world.api.get("/v1/tax-registrations", params={"limit": "2"})).json()
        rest = (await world.api.get("/v1/tax-registrations", params={"cursor": first["next"]})).json()
        assert [one["country"] for one in (*first["data"], *rest["data"])] == ["AT", "DE", "FR"]

    async def test_a_region_is_kept_by_its_code(self, world: World) -> None:
        assert (await add(world, country="US", region="Texas")).json()["region"] == "TX"

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"country": "XX"}, "country.unknown"),
            ({"country": "US", "region": "Bavaria"}, "tax_registration.invalid"),
            ({"until": "2025-01-01"}, "tax_registration.invalid"),
            ({"scheme": "letter_of_undertaking"}, "tax_registration.invalid"),
        ],
    )
    async def test_say_what_is_wrong(self, world: World, fields: dict[str, Any], code: str) -> None:
        response = await add(world, **fields)
        assert (response.status_code, response.json()["code"]) == (422, code)

    async def test_one_is_never_there_twice_on_a_day(self, world: World) -> None:
        await add(world, until="2026-06-30")
        assert (await add(world, since="2026-06-30")).json()["code"] == "tax_registration.overlaps"
        assert (await add(world, since="2026-07-01")).status_code == 201
        assert (await add(world, scheme="union")).status_code == 201

    async def test_change_and_go(self, world: World) -> None:
        made = (await add(world)).json()
        path, body = f"/v1/tax-registrations/{made['id']}", {**FRANCE, "until": "2026-12-31"}
        changed = await world.api.put(path, json=body, headers={"if-match": '"1"'})
        assert (changed.json()["until"], changed.json()["version"]) == ("2026-12-31", 2)
        assert (await world.api.put(path, json=body, headers={"if-match": '"1"'})).status_code == 412
        assert (await world.api.delete(path, headers={"if-match": '"2"'})).status_code == 204
        assert (await world.api.get(path)).json()["code"] == "tax_registration.not_found"

    async def test_of_a_company_one_may_not_see_are_hidden(self, world: World) -> None:
        made = (await add(world)).json()
        other = await world.add_company()
        user = await world.user("accountant", company_ids=[other["id"]])
        assert (await user.get(f"/v1/tax-registrations/{made['id']}")).status_code == 404
        assert (await user.get("/v1/tax-registrations")).json()["total"] == 0
