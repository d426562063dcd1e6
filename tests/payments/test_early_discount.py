"""Discounts for early payment: who earns them, by how much net and tax shrink, and that they go with the payment."""

import asyncio
from datetime import date, timedelta
from typing import Any

from duespark.runtime.tx import clock
from tests.payments.test_record import pay
from tests.support.world import LINE, World

TERMS = {"days": 30, "early": [{"percent": "2", "days": 10}]}
BOTH = [
    {**LINE, "quantity": "1", "unit_price": "1000.00"},
    {**LINE, "quantity": "1", "unit_price": "333.33", "tax": "reduced"},
]


def days_ago(days: int) -> str:
    return (clock().date() - timedelta(days=days)).isoformat()


async def invoice(world: World, price: str = "1000.00", *, age: int = 0, **fields: Any) -> dict[str, Any]:
    """An invoice with 23 % tax, issued `age` days ago, with 2 % off within 10 days."""
    line = {**LINE, "quantity": "1", "unit_price": price}
    body = {"lines": [line], "payment_terms": TERMS, "issue_date": days_ago(age), **fields}
    return await world.add_invoice(**body)


async def money(world: World, issued: dict[str, Any]) -> tuple[str, str, str, bool]:
    """What is paid, what early payment took off, what is owed, and whether it is settled."""
    read = (await world.api.get(f"/v1/invoices/{issued['id']}")).json()
    found = read["balance"]
    return found["paid"], found["discounted"], found["balance"], read["settled_at"] is not None


async def discounts(world: World, issued: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{issued['id']}/early-discounts")).json()
    return found


async def take_back(world: World, payment: dict[str, Any]) -> None:
    answer = await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "Bounced"})
    assert answer.status_code == 200, answer.text


async def settle(world: World, amount: str, on: int) -> dict[str, Any]:
    return await pay(world, amount, received_on=days_ago(on))


class TestEarned:
    async def test_on_the_last_day_and_not_on_the_day_after(self, world: World) -> None:
        issued = await invoice(world, age=12)
        assert (await discounts(world, issued))["offers"] == [
            {"percent": "2", "days": 10, "until": days_ago(2), "discount": "24.60", "payable": "1205.40"}
        ]
        late = await settle(world, "1205.40", 1)
        assert await money(world, issued) == ("1205.40", "0.00", "24.60", False)
        await take_back(world, late)
        await settle(world, "1205.40", 2)
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)
        assert (await discounts(world, issued))["offers"] == []

    async def test_a_cent_too_little_earns_nothing_and_the_next_cent_all(self, world: World) -> None:
        issued = await invoice(world)
        await settle(world, "1205.39", 0)
        assert await money(world, issued) == ("1205.39", "0.00", "24.61", False)
        await settle(world, "0.01", 0)
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)

    async def test_only_what_was_left_out_is_taken_off(self, world: World) -> None:
        issued = await invoice(world)
        await settle(world, "1210.00", 0)
        assert await money(world, issued) == ("1210.00", "20.00", "0.00", True)
        full = await invoice(world)
        await settle(world, "1230.00", 0)
        assert await money(world, full) == ("1230.00", "0.00", "0.00", True)

    async def test_in_whatever_order_the_payments_are_recorded(self, world: World) -> None:
        issued = await invoice(world, age=12)
        await settle(world, "205.40", 2)
        await settle(world, "1000.00", 8)
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)
        late = await invoice(world, age=12)
        await settle(world, "205.40", 1)
        await settle(world, "1000.00", 8)
        assert await money(world, late) == ("1205.40", "0.00", "24.60", False)

    async def test_lowers_net_and_tax_of_each_rate(self, world: World) -> None:
        """1000.00 with 230.00 tax and 333.33 with 26.67: 1590.00 in all, of which 2 % are 31.80."""
        issued = await invoice(world, lines=BOTH)
        await settle(world, "1558.20", 0)
        [taken] = (await discounts(world, issued))["taken"]
        assert (taken["amount"], taken["net"], taken["tax"]) == ("31.80", "26.67", "5.13")
        rows = [(row["rate"], row["taxable"], row["tax"]) for row in taken["breakdown"]]
        assert rows == [("23", "20.00", "4.60"), ("8", "6.67", "0.53")]

    async def test_of_what_a_credit_note_left(self, world: World) -> None:
        issued = await invoice(world)
        body = {"reason": "A part came back", "amount": "615.00"}
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/credit", json=body)).status_code == 201
        [offer] = (await discounts(world, issued))["offers"]
        assert (offer["discount"], offer["payable"]) == ("12.30", "602.70")
        await settle(world, "602.70", 0)
        assert await money(world, issued) == ("602.70", "12.30", "0.00", True)

    async def test_in_another_currency_the_gain_is_of_the_money_alone(self, world: World) -> None:
        for age, rate in ((5, "4.00"), (3, "4.20")):
            await world.api.put(f"/v1/exchange-rates/EUR/PLN/{days_ago(age)}", json={"rate": rate})
        issued = await invoice(world, age=4, currency="EUR")
        await pay(world, "1000.00", currency="EUR", received_on=days_ago(4))
        await pay(world, "205.40", currency="EUR", received_on=days_ago(2))
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)
        [gain] = (await world.api.get("/v1/exchange-gains")).json()["data"]
        assert (gain["net"], gain["open"]) == ("41.08", 0)

    async def test_by_credit_of_the_client(self, world: World) -> None:
        await pay(world, "1205.40", allocations=[])
        issued = await invoice(world)
        used = await world.api.post(f"/v1/invoices/{issued['id']}/client-credit", json={})
        assert used.status_code == 201, used.text
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)
        undone = await world.api.post(f"/v1/credit-uses/{used.json()['id']}/undo", json={"reason": "Not for this"})
        assert undone.status_code == 200
        assert await money(world, issued) == ("0.00", "0.00", "1230.00", False)

    async def test_once_when_payments_come_at_the_same_time(self, world: World) -> None:
        issued = await invoice(world)
        await asyncio.gather(*(settle(world, "401.80", 0) for _ in range(3)))
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)
        assert len((await discounts(world, issued))["taken"]) == 1


class TestTakenBack:
    async def test_with_any_of_the_payments_that_earned_it(self, world: World) -> None:
        issued = await invoice(world)
        first, _ = await settle(world, "1000.00", 0), await settle(world, "205.40", 0)
        await take_back(world, first)
        assert await money(world, issued) == ("205.40", "0.00", "1024.60", False)
        found = await discounts(world, issued)
        assert [(one["amount"], one["undo_reason"]) for one in found["taken"]] == [("24.60", "Bounced")]
        assert found["offers"][0]["payable"] == "1000.00"
        await settle(world, "1000.00", 0)
        assert await money(world, issued) == ("1205.40", "24.60", "0.00", True)

    async def test_also_after_the_rest_was_credited(self, world: World) -> None:
        issued = await invoice(world)
        paid = await settle(world, "1205.40", 0)
        whole = await world.api.post(f"/v1/invoices/{issued['id']}/credit", json={"reason": "All came back"})
        assert whole.json()["code"] == "invoice.over_credited"
        body = {"reason": "All came back", "amount": "1205.40"}
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/credit", json=body)).status_code == 201
        await take_back(world, paid)
        assert await money(world, issued) == ("0.00", "0.00", "24.60", False)

    async def test_stands_in_the_story_and_in_the_audit_trail(self, world: World) -> None:
        issued = await invoice(world)
        await take_back(world, await settle(world, "1205.40", 0))
        entries = (await world.api.get(f"/v1/invoices/{issued['id']}/timeline")).json()["data"]
        facts = {entry["kind"]: entry["data"] for entry in entries}
        granted, withdrawn = facts["invoice.early_discount_granted"], facts["invoice.early_discount_withdrawn"]
        assert (granted["amount"], granted["net"], granted["tax"], granted["days"]) == ("24.60", "20.00", "4.60", 10)
        assert (withdrawn["amount"], withdrawn["reason"]) == ("24.60", "Bounced")
        rows = await world.fetch(
            "SELECT action FROM audit_entries WHERE org_id = $1 AND action LIKE 'invoice.early%' ORDER BY id", world.org
        )
        assert [row["action"] for row in rows] == ["invoice.early_discount", "invoice.early_discount_withdrawn"]


class TestWhoSees:
    async def test_nobody_of_another_company(self, world: World) -> None:
        issued = await invoice(world)
        elsewhere = await world.key_of(world.owner, company_ids=[])
        assert (await elsewhere.get(f"/v1/invoices/{issued['id']}/early-discounts")).status_code == 404


class TestToday:
    async def test_the_last_day_is_that_of_the_organization(self, world: World) -> None:
        """FM-27: late in the evening of the last day in Honolulu it is the next day in UTC."""
        await world.execute("UPDATE organizations SET time_zone = 'Pacific/Honolulu' WHERE id = $1", world.org)
        async with world.tx() as tx:
            today = tx.today
        issued = await world.add_invoice(
            lines=[{**LINE, "quantity": "1", "unit_price": "1000.00"}],
            payment_terms={"days": 30, "early": [{"percent": "2", "days": 0}]},
        )
        assert issued["document"]["issue_date"] == today.isoformat()
        assert date.fromisoformat((await discounts(world, issued))["offers"][0]["until"]) == today
        await pay(world, "1205.40", received_on=today.isoformat())
        assert (await money(world, issued))[1] == "24.60"


class TestOneSumForSeveral:
    """A payment that names no invoice is spread so that it earns each discount it can."""

    async def test_exactly_the_discounted_amounts_earn_all(self, world: World) -> None:
        """1205.40 is enough for the first, the second has none, and 602.70 is enough for the third."""
        first = await invoice(world)
        plain = await invoice(world, "200.00", payment_terms={"days": 31})
        third = await invoice(world, "500.00", payment_terms={**TERMS, "days": 40})
        paid = await settle(world, "2054.10", 0)
        assert [part["amount"] for part in paid["allocations"]] == ["1205.40", "246.00", "602.70"]
        assert paid["unallocated"] == "0.00"
        assert await money(world, first) == ("1205.40", "24.60", "0.00", True)
        assert await money(world, plain) == ("246.00", "0.00", "0.00", True)
        assert await money(world, third) == ("602.70", "12.30", "0.00", True)
        assert [len((await discounts(world, one))["taken"]) for one in (first, plain, third)] == [1, 0, 1]

    async def test_the_rest_goes_on_and_what_is_not_paid_is_not_granted(self, world: World) -> None:
        first, second = await invoice(world), await invoice(world, payment_terms={**TERMS, "days": 40})
        await settle(world, "2410.79", 0)
        assert await money(world, first) == ("1205.40", "24.60", "0.00", True)
        assert await money(world, second) == ("1205.39", "0.00", "24.61", False)
        await settle(world, "0.01", 0)
        assert await money(world, second) == ("1205.40", "24.60", "0.00", True)

    async def test_all_of_it_takes_nothing_off(self, world: World) -> None:
        first, second = await invoice(world), await invoice(world, payment_terms={**TERMS, "days": 40})
        await settle(world, "2440.00", 0)
        assert await money(world, first) == ("1230.00", "0.00", "0.00", True)
        assert await money(world, second) == ("1210.00", "20.00", "0.00", True)

    async def test_by_the_day_it_came_in(self, world: World) -> None:
        """FM-27: the first could be paid early until two days ago, the second until tomorrow."""
        old, new = await invoice(world, age=12), await invoice(world, age=9, payment_terms={**TERMS, "days": 40})
        late = await settle(world, "2410.80", 1)
        assert await money(world, old) == ("1230.00", "0.00", "0.00", True)
        assert await money(world, new) == ("1180.80", "0.00", "49.20", False)
        await take_back(world, late)
        await settle(world, "2410.80", 2)
        assert await money(world, old) == ("1205.40", "24.60", "0.00", True)
        assert await money(world, new) == ("1205.40", "24.60", "0.00", True)

    async def test_with_what_came_in_before_and_what_was_credited(self, world: World) -> None:
        issued, other = await invoice(world, age=5), await invoice(world, payment_terms={**TERMS, "days": 40})
        await pay(
            world, "400.00", received_on=days_ago(3), allocations=[{"invoice_id": issued["id"], "amount": "400.00"}]
        )
        body = {"reason": "A part came back", "amount": "615.00"}
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/credit", json=body)).status_code == 201
        paid = await settle(world, "1408.10", 0)
        assert [part["amount"] for part in paid["allocations"]] == ["202.70", "1205.40"]
        assert await money(world, issued) == ("602.70", "12.30", "0.00", True)
        assert await money(world, other) == ("1205.40", "24.60", "0.00", True)

    async def test_two_sums_at_the_same_time_grant_each_discount_once(self, world: World) -> None:
        """FM-19: whichever comes first takes the one due first."""
        both = [await invoice(world), await invoice(world, payment_terms={**TERMS, "days": 40})]
        await asyncio.gather(*(settle(world, "1205.40", 0) for _ in both))
        assert [await money(world, one) for one in both] == [("1205.40", "24.60", "0.00", True)] * 2
        assert [len((await discounts(world, one))["taken"]) for one in both] == [1, 1]
