"""Bitcoin on the public page: only at a price that somebody entered for the day, and exactly what is owed at it."""

from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.documents.reading import pdf_text
from tests.signed_links.paper import ZLOTY, codes_in, follow, pay
from tests.support.post_office import Wire, work_off
from tests.support.world import World

ADDRESS = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"


@pytest.fixture
async def invoice(world: World) -> dict[str, Any]:
    """Of 1,476.00 zloty, on an account that takes bitcoin too."""
    world.company = await world.add_company(bank_accounts=[{"iban": ZLOTY, "bitcoin": ADDRESS}])
    return await world.add_invoice()


async def enter(world: World, day: str, price: str, *, pair: str = "BTC/PLN") -> Any:
    return await world.api.put(f"/v1/exchange-rates/{pair}/{day}", json={"rate": price})


async def page(world: World, invoice: dict[str, Any]) -> str:
    link = (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()
    return (await follow(world, f"/i/{link['code']}")).text


class TestPage:
    async def test_offers_what_is_owed_at_the_price_of_the_day(self, world: World, invoice: dict[str, Any]) -> None:
        """QRC-06, QRC-11."""
        today = invoice["document"]["issue_date"]
        assert (await enter(world, today, "400000")).status_code == 200
        shown = await page(world, invoice)
        assert ("0.00369000 BTC" in shown, "1 BTC = PLN" in shown.replace("\xa0", " "), ADDRESS in shown) == (
            True,
            True,
            True,
        )
        await pay(world, invoice, "476.00")
        rest = await page(world, invoice)
        link = urlsplit(rest.partition('href="bitcoin:')[2].partition('"')[0].replace("&amp;", "&"))
        assert (link.path, Decimal(dict(parse_qsl(link.query))["amount"]) * 400000) == (ADDRESS, Decimal(1000))
        await pay(world, invoice, "1000.00")
        assert ADDRESS not in await page(world, invoice)

    async def test_without_a_price_of_that_very_day_there_is_none(self, world: World, invoice: dict[str, Any]) -> None:
        assert ADDRESS not in await page(world, invoice)
        await enter(world, "2020-01-01", "400000")
        await enter(world, invoice["document"]["issue_date"], "90000", pair="BTC/EUR")
        assert ADDRESS not in await page(world, invoice)

    async def test_paper_and_mail_say_nothing_that_is_wrong_tomorrow(
        self, world: World, invoice: dict[str, Any], wire: Wire
    ) -> None:
        await enter(world, invoice["document"]["issue_date"], "400000")
        pdf = (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content
        assert ("BTC" in pdf_text(pdf), ADDRESS in pdf_text(pdf)) == (False, False)
        assert all("/pay/" in code for code in codes_in(pdf))
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        await work_off(world)
        assert ADDRESS not in wire.taken[-1].html + wire.taken[-1].text


class TestPrice:
    async def test_is_entered_for_one_bitcoin_and_for_nothing_else(self, world: World) -> None:
        backwards = await enter(world, "2026-01-05", "0.0000025", pair="PLN/BTC")
        assert (backwards.status_code, backwards.json()["code"]) == (422, "exchange_rate.price_bitcoin")
        unknown = await enter(world, "2026-01-05", "1", pair="BTC/XXQ")
        assert unknown.json()["code"] == "currency.unknown"
        assert (await enter(world, "2026-01-05", "0")).json()["code"] in ("exchange.invalid_rate", "request.invalid")
        billed = await world.api.post("/v1/invoices", json=world.draft(currency="BTC"))
        assert billed.status_code == 422
