"""Gain and loss between issue and payment: every part is booked, and the books come to zero."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.fx.conftest import MONDAY_EVENING, Outside, fetched
from tests.support.world import LINE, World

LATER = MONDAY_EVENING + timedelta(days=2)


@pytest.fixture
async def known(world: World, outside: Outside) -> World:
    """Invoices are issued on Monday at Friday's 4.25; what comes in on Wednesday is worth 4.40."""
    await fetched(world)
    await world.api.put("/v1/exchange-rates/EUR/PLN/2026-01-21", json={"rate": "4.40"})
    return world


async def invoice_of(world: World, amount: str, **fields: Any) -> dict[str, Any]:
    line = {**LINE, "quantity": "1", "unit_price": amount, "tax": "zero"}
    return await world.add_invoice(currency="EUR", lines=[line], **fields)


async def pay(world: World, invoice: dict[str, Any], amount: str, **fields: Any) -> dict[str, Any]:
    body = {
        "client_id": world.client["id"], "amount": amount, "currency": "EUR", "received_on": "2026-01-21",
        "allocations": [{"invoice_id": invoice["id"], "amount": amount}], **fields,
    }  # fmt: skip
    response = await world.api.post("/v1/payments", json=body)
    assert response.status_code == 201, response.text
    return dict(response.json())


async def sums(world: World, **query: str) -> list[dict[str, Any]]:
    return list((await world.api.get("/v1/exchange-gains", params=query)).json()["data"])


async def booked(world: World) -> tuple[Decimal, Decimal]:
    """What the payments that stand took out of the books, and what they were worth."""
    (row,) = await world.fetch(
        "SELECT coalesce(sum(booked), 0) AS booked, coalesce(sum(settled), 0) AS settled FROM exchange_gains AS g"
        " JOIN payments AS p ON p.org_id = g.org_id AND p.id = g.payment_id WHERE g.org_id = $1 AND p.reversed_at IS NULL",
        world.org,
    )
    return row["booked"], row["settled"]


class TestGain:
    async def test_is_the_difference_of_the_two_days(self, known: World) -> None:
        invoice = await invoice_of(known, "1000.00")
        await known.set_clock(LATER)
        await pay(known, invoice, "1000.00")
        assert await sums(known) == [
            {"currency": "PLN", "count": 1, "gained": "150.00", "lost": "0.00", "net": "150.00", "open": 0}
        ]
        assert await sums(known, **{"from": "2026-01-22"}) == []

    async def test_a_loss_is_one(self, known: World) -> None:
        exchange = {"currency": "PLN", "rate": "4.50"}
        invoice = await invoice_of(known, "100.00", exchange=exchange)
        await known.set_clock(LATER)
        await pay(known, invoice, "100.00")
        (found,) = await sums(known)
        assert (found["gained"], found["lost"], found["net"]) == ("0.00", "10.00", "-10.00")

    async def test_parts_add_up_to_the_invoice_as_booked(self, known: World) -> None:
        """FM-37: thirds of a cent are lost nowhere."""
        invoice = await invoice_of(known, "100.00", exchange={"currency": "PLN", "rate": "4.30555"})
        await known.set_clock(LATER)
        for amount in ("33.33", "33.33", "33.34"):
            await pay(known, invoice, amount)
        due = Decimal(invoice["document"]["totals"]["converted"]["amount_due"])
        assert (await booked(known))[0] == due

    async def test_one_payment_on_two_invoices_is_worth_what_it_is_worth(self, known: World) -> None:
        two = [await invoice_of(known, amount) for amount in ("0.01", "0.02")]
        await known.set_clock(LATER)
        allocations = [
            {"invoice_id": one["id"], "amount": amount} for one, amount in zip(two, ("0.01", "0.02"), strict=True)
        ]
        await pay(known, two[0], "0.03", allocations=allocations)
        assert (await booked(known))[1] == Decimal("0.13")

    async def test_a_payment_taken_back_leaves_no_cent_behind(self, known: World) -> None:
        """FM-37: paid, paid, the first taken back, paid again: the books still come to zero."""
        invoice = await invoice_of(known, "0.02", exchange={"currency": "PLN", "rate": "4.45"})
        await known.set_clock(LATER)
        first = await pay(known, invoice, "0.01")
        await pay(known, invoice, "0.01")
        reversed_ = await known.api.post(f"/v1/payments/{first['id']}/reverse", json={"reason": "bounced"})
        assert reversed_.status_code == 200
        await pay(known, invoice, "0.01")
        assert (await booked(known))[0] == Decimal("0.09")

    async def test_without_a_rate_of_the_day_it_stays_open(self, known: World) -> None:
        invoice = await invoice_of(known, "100.00")
        await known.set_clock(MONDAY_EVENING + timedelta(days=60))
        await pay(known, invoice, "100.00", received_on="2026-03-20")
        assert await sums(known) == [
            {"currency": "PLN", "count": 1, "gained": "0.00", "lost": "0.00", "net": "0.00", "open": 1}
        ]

    async def test_an_invoice_in_the_currency_of_the_books_has_none(self, known: World) -> None:
        invoice = await known.add_invoice(currency="PLN")
        await pay(known, invoice, "10.00", currency="PLN", received_on="2026-01-19")
        assert await sums(known) == []

    async def test_another_companys_are_not_shown(self, known: World) -> None:
        invoice = await invoice_of(known, "1000.00")
        await known.set_clock(LATER)
        await pay(known, invoice, "1000.00")
        other = await known.add_company()
        one_company = await known.key_of(known.owner, company_ids=[UUID(other["id"])])
        assert (await one_company.get("/v1/exchange-gains")).json()["data"] == []
