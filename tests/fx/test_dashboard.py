"""The dashboard in the base currency: at today's rates, with their day, and honest about what is missing."""

from typing import Any

import pytest

from tests.fx.conftest import Outside, fetched
from tests.support.world import LINE, World


@pytest.fixture
async def known(world: World, outside: Outside) -> World:
    await fetched(world)
    return world


async def owe(world: World, currency: str, amount: str) -> None:
    line = {**LINE, "quantity": "1", "unit_price": amount, "tax": "zero"}
    await world.add_invoice(currency=currency, lines=[line])


async def in_base(world: World) -> Any:
    return (await world.api.get("/v1/dashboard")).json()["in_base"]


class TestInBase:
    async def test_adds_up_at_todays_rates_and_names_them(self, known: World) -> None:
        await owe(known, "PLN", "100.00")
        await owe(known, "EUR", "10.00")
        await owe(known, "USD", "11.60")
        found = await in_base(known)
        assert (found["currency"], found["outstanding"], found["missing"]) == ("PLN", "185.20", [])
        assert [(one["currency"], one["rate_date"], one["source"]) for one in found["rates"]] == [
            ("EUR", "2026-01-19", "ECB"),
            ("USD", "2026-01-19", "ECB"),
        ]

    async def test_leaves_out_what_has_no_rate_and_says_so(self, known: World) -> None:
        await owe(known, "PLN", "100.00")
        await owe(known, "KWD", "10.000")
        found = await in_base(known)
        assert (found["outstanding"], found["missing"], found["rates"]) == ("100.00", ["KWD"], [])

    async def test_one_currency_needs_no_second_view(self, known: World) -> None:
        await owe(known, "PLN", "100.00")
        assert await in_base(known) is None

    async def test_ageing_stays_per_currency(self, known: World) -> None:
        await owe(known, "PLN", "100.00")
        await owe(known, "EUR", "10.00")
        figures = (await known.api.get("/v1/dashboard")).json()["currencies"]
        assert {one["currency"]: one["ageing"][0]["balance"] for one in figures} == {"PLN": "100.00", "EUR": "10.00"}
