"""A discount for paying early, as the client reads it on the page and in mails while it can be had, and after."""

from datetime import timedelta
from html import unescape
from typing import Any

from duespark.runtime.tx import clock
from tests.delivery.test_code import mailed, read
from tests.delivery.test_public import BROWSER, code_of
from tests.payments.test_early_discount import days_ago, invoice, settle
from tests.support.post_office import Wire, work_off
from tests.support.world import World


async def page_of(world: World, issued: dict[str, Any]) -> str:
    return (await world.guest(BROWSER).get(f"/i/{await code_of(world, issued['id'])}")).text


def last_day(age: int) -> str:
    day = clock().date() + timedelta(days=10 - age)
    return f"{day:%B} {day.day}, {day.year}"


class TestPage:
    async def test_offers_it_until_the_last_day_and_not_after(self, world: World) -> None:
        for age, shown in ((11, False), (10, True), (0, True)):
            page = await page_of(world, await invoice(world, age=age))
            assert (f"PLN\u00a01,205.40 if paid by {last_day(age)} (2% off)" in page) is shown
            assert ("1,205.40" in page) is shown
            assert '<p class="amount" style="--letters: 12">PLN\u00a01,230.00</p>' in page

    async def test_says_what_a_credit_note_left_of_it(self, world: World) -> None:
        issued = await invoice(world)
        body = {"reason": "A part came back", "amount": "615.00"}
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/credit", json=body)).status_code == 201
        page = await page_of(world, issued)
        assert ("PLN\u00a0602.70 if paid by" in page, "PLN\u00a0602.70 instead of PLN\u00a0615.00" in page) == (
            True,
            True,
        )

    async def test_says_what_was_taken_off_once_it_was_earned(self, world: World) -> None:
        issued = await invoice(world)
        await settle(world, "1205.40", 0)
        page = await page_of(world, issued)
        assert "PLN\u00a01,205.40 paid, PLN\u00a024.60 off for paying early" in page
        assert "if paid by" not in page


class TestMail:
    async def test_names_both_amounts_and_says_which_one_its_code_pays(self, world: World, wire: Wire) -> None:
        account = {"label": "Euro", "iban": "DE89370400440532013000", "holder": "Example Studio", "currency": "EUR"}
        world.company = await world.add_company(bank_accounts=[account])
        await world.api.put(f"/v1/exchange-rates/EUR/PLN/{days_ago(1)}", json={"rate": "4.00"})
        issued = await invoice(world, currency="EUR")
        await mailed(world, issued["id"])
        mail = wire.taken[-1]
        offer = f"€1,205.40 if paid by {last_day(0)} (2% off)"
        assert (mail.html.count(offer), mail.text.count(offer)) == (1, 1)
        assert "EUR1230.00" in read(mail.pictures[0].content), "a mail may be read when the offer is over"
        assert "· €1,230.00</p>" in mail.html

    async def test_a_receipt_tells_what_was_paid(self, world: World, wire: Wire) -> None:
        await mailed(world, (await invoice(world))["id"])
        await settle(world, "1205.40", 0)
        await work_off(world)
        mail = wire.taken[-1]
        said = "PLN\u00a01,205.40 paid, PLN\u00a024.60 off for paying early"
        assert (unescape(mail.html).count(said), mail.text.count(said)) == (1, 1)

    async def test_a_locked_one_tells_nothing_of_it(self, world: World, wire: Wire) -> None:
        issued = await invoice(world)
        body = {"password": "not ours at all"}
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/send", json=body)).status_code == 202
        await work_off(world)
        mail = wire.taken[-1]
        assert ("1,205.40" in mail.html, "1,205.40" in mail.text) == (False, False)
