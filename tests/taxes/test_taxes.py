"""Tax rates of a company, and the list of currencies."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from duespark.companies.queries import get_company
from duespark.engine.tax.context import UnknownRate
from duespark.taxes.context import tax_context
from tests.support.world import SELLER, World


async def rates(world: World, company: dict[str, Any], on: str = "") -> dict[str, dict[str, str]]:
    response = await world.api.get("/v1/tax-rates", params={"company_id": company["id"], **({"on": on} if on else {})})
    assert response.status_code == 200, response.text
    return {one["key"]: one for one in response.json()["data"]}


async def seller(world: World, country: str, **fields: Any) -> dict[str, Any]:
    return await world.add_company(profile={**SELLER, "address": {"country": country}, "tax_ids": []}, **fields)


class TestTaxRates:
    async def test_gives_those_of_the_country_as_decimal_text(self, world: World) -> None:
        found = await rates(world, world.company)
        assert found["standard"] == {"key": "standard", "category": "S", "rate": "23", "label": "VAT 23%", "reason": ""}
        assert next(iter(found)) == "standard"

    async def test_gives_those_of_the_day(self, world: World) -> None:
        german = await seller(world, "DE")
        assert (await rates(world, german, "2020-08-01"))["standard"]["rate"] == "16"
        assert (await rates(world, german, "2021-01-01"))["standard"]["rate"] == "19"

    async def test_today_is_the_organization_s(self, world: World) -> None:
        german = await seller(world, "DE")
        async with world.tx() as tx:
            moment = tx.now.replace(year=2020, month=8, day=1)
        await world.set_clock(moment)
        assert (await rates(world, german))["standard"]["rate"] == "16"

    async def test_who_is_not_registered_charges_none(self, world: World) -> None:
        found = await rates(world, await seller(world, "FR", tax_registered=False))
        assert list(found) == ["out_of_scope"]
        assert found["out_of_scope"]["reason"] == "TVA non applicable, article 293 B du CGI"

    async def test_a_country_without_a_table_charges_none(self, world: World) -> None:
        assert list(await rates(world, await seller(world, "BO"))) == ["out_of_scope"]

    @pytest.mark.parametrize(("query", "pointer"), [("", "query:company_id"), ("company_id=1", "query:company_id")])
    async def test_wants_a_company(self, world: World, query: str, pointer: str) -> None:
        response = await world.api.get(f"/v1/tax-rates?{query}")
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, pointer)

    async def test_wants_a_date(self, world: World) -> None:
        response = await world.api.get(f"/v1/tax-rates?company_id={world.company['id']}&on=tomorrow")
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "query:on")


class TestTaxContext:
    async def test_holds_the_rates_of_the_company(self, world: World) -> None:
        async with world.tx() as tx:
            company = await get_company(tx, UUID(world.company["id"]))
            context = await tax_context(tx, company, date(2026, 1, 1))
        assert context.rate("reduced").rate == 8
        with pytest.raises(UnknownRate):
            context.rate("luxury")


class TestCurrencies:
    async def test_anybody_may_read_them(self, world: World) -> None:
        response = await world.guest().get("/v1/currencies")
        found = {one["code"]: one for one in response.json()["data"]}
        assert len(found) > 150
        assert found["KWD"] == {"code": "KWD", "name": "Kuwaiti Dinar", "decimals": 3, "symbol": "KWD"}
        assert found["JPY"]["decimals"] == 0
