"""Recording payments: which invoices they pay, what is refused, and that nothing is paid twice."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from duespark.runtime.tx import clock
from tests.support.world import LINE, World


async def pay(world: World, amount: str, *, status: int = 201, **fields: Any) -> dict[str, Any]:
    body = {
        "client_id": world.client["id"],
        "amount": amount,
        "currency": "PLN",
        "received_on": (clock().date() - timedelta(days=1)).isoformat(),
        **fields,
    }
    response = await world.api.post("/v1/payments", json=body)
    assert response.status_code == status, response.text
    found: dict[str, Any] = response.json()
    return found


async def invoice(world: World, price: str = "100.00", **fields: Any) -> dict[str, Any]:
    """An issued invoice over `price`, free of tax."""
    line = {**LINE, "quantity": "1", "unit_price": price, "tax": "zero"}
    return await world.add_invoice(lines=[line], **fields)


async def balance(world: World, issued: dict[str, Any]) -> str:
    read = await world.api.get(f"/v1/invoices/{issued['id']}")
    return str(read.json()["balance"]["balance"])


def pointer(problem: dict[str, Any]) -> str:
    return str(problem["errors"][0]["pointer"])


class TestOldestFirst:
    async def test_pays_what_is_due_first_and_keeps_the_rest_as_credit(self, world: World) -> None:
        late = await invoice(world, "80.00", payment_terms={"days": 30})
        soon = await invoice(world, "50.00", payment_terms={"days": 7})
        paid = await pay(world, "60.00")
        assert [(part["invoice_id"], part["amount"]) for part in paid["allocations"]] == [
            (soon["id"], "50.00"),
            (late["id"], "10.00"),
        ]
        assert paid["unallocated"] == "0.00"
        assert (await balance(world, soon), await balance(world, late)) == ("0.00", "70.00")
        rest = await pay(world, "100.00")
        assert (rest["unallocated"], await balance(world, late)) == ("30.00", "0.00")

    async def test_leaves_other_currencies_and_other_clients_alone(self, world: World) -> None:
        euros = await invoice(world, currency="EUR")
        other = await world.add_client()
        theirs = await invoice(world, client_id=other["id"])
        paid = await pay(world, "500.00")
        assert (paid["allocations"], paid["unallocated"]) == ([], "500.00")
        assert (await balance(world, euros), await balance(world, theirs)) == ("100.00", "100.00")

    async def test_settles_the_invoice_and_stands_in_its_timeline(self, world: World) -> None:
        issued = await invoice(world)
        paid = await pay(world, "100.00", reference="Transfer 7")
        read = (await world.api.get(f"/v1/invoices/{issued['id']}")).json()
        assert read["settled_at"] is not None
        entries = (await world.api.get(f"/v1/invoices/{issued['id']}/timeline")).json()["data"]
        allocated = next(entry for entry in entries if entry["kind"] == "invoice.payment_allocated")
        assert allocated["data"] == {
            "invoice_id": issued["id"],
            "payment_id": paid["id"],
            "amount": "100.00",
            "currency": "PLN",
        }
        assert "invoice.settled" in [entry["kind"] for entry in entries]

    async def test_leaves_an_audit_row_with_the_payment(self, world: World) -> None:
        paid = await pay(world, "10.00")
        rows = await world.fetch("SELECT action, after FROM audit_entries WHERE subject_id = $1", UUID(paid["id"]))
        assert [row["action"] for row in rows] == ["payment.record"]
        assert '"10.00"' in rows[0]["after"]


class TestNamedInvoices:
    async def test_pays_as_told(self, world: World) -> None:
        first, second = await invoice(world), await invoice(world)
        told = [{"invoice_id": second["id"], "amount": "40.00"}, {"invoice_id": first["id"], "amount": "10.00"}]
        paid = await pay(world, "60.00", allocations=told)
        assert paid["unallocated"] == "10.00"
        assert (await balance(world, first), await balance(world, second)) == ("90.00", "60.00")

    async def test_pays_nothing_when_told_so(self, world: World) -> None:
        await invoice(world)
        assert (await pay(world, "60.00", allocations=[]))["unallocated"] == "60.00"

    @pytest.mark.parametrize(
        ("amount", "parts", "where", "code"),
        [
            ("60.00", ["100.01"], "#/allocations/0/amount", "payment.invalid_allocation"),
            ("60.00", ["60.01"], "#/allocations", "payment.invalid_allocation"),
            ("60.00", ["0.00"], "#/allocations/0/amount", "payment.invalid_allocation"),
            ("60.00", ["-5.00"], "#/allocations/0/amount", "payment.invalid_allocation"),
            ("60.00", ["1.005"], "#/allocations/0/amount", "payment.invalid_allocation"),
            ("60.00", ["1.00", "1.00"], "#/allocations/1/invoice_id", "payment.invoice_twice"),
        ],
    )
    async def test_refuses_more_than_is_owed_or_given(
        self, world: World, amount: str, parts: list[str], where: str, code: str
    ) -> None:
        issued = await invoice(world)
        told = [{"invoice_id": issued["id"], "amount": part} for part in parts]
        problem = await pay(world, amount, allocations=told, status=422)
        assert (problem["code"], pointer(problem)) == (code, where)
        assert await balance(world, issued) == "100.00"

    async def test_names_the_number_of_the_invoice_that_is_owed_less(self, world: World) -> None:
        issued = await invoice(world)
        problem = await pay(world, "200.00", allocations=[{"invoice_id": issued["id"], "amount": "150.00"}], status=422)
        assert issued["number"] in problem["detail"]
        assert "100.00 PLN" in problem["detail"]

    async def test_refuses_drafts_void_invoices_and_those_of_others(self, world: World) -> None:
        draft = await world.add_draft()
        void = await invoice(world)
        await world.api.post(f"/v1/invoices/{void['id']}/void", json={"reason": "made by mistake"})
        euros = await invoice(world, currency="EUR")
        other = await world.add_client()
        theirs = await invoice(world, client_id=other["id"])
        expected = [
            (draft, 409, "payment.invoice_not_payable"),
            (void, 409, "payment.invoice_not_payable"),
            (theirs, 422, "payment.other_client"),
            (euros, 422, "payment.other_currency"),
        ]
        for wrong, status, code in expected:
            told = [{"invoice_id": wrong["id"], "amount": "1.00"}]
            problem = await pay(world, "1.00", allocations=told, status=status)
            expected_pointer = "#/allocations/0/invoice_id"
            assert (problem["code"], pointer(problem)) == (code, expected_pointer)


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "where"),
        [
            ({"amount": "0.00"}, "#/amount"),
            ({"amount": "-1.00"}, "#/amount"),
            ({"amount": "1.005"}, "#/amount"),
            ({"amount": "1.5", "currency": "JPY"}, "#/amount"),
            ({"amount": 12.5}, "#/amount"),
            ({"amount": "1e3"}, "#/amount"),
            ({"amount": "NaN"}, "#/amount"),
            ({"currency": "XXY"}, "#/currency"),
            ({"currency": "pln"}, "#/currency"),
            ({"received_on": "2999-01-01"}, "#/received_on"),
            ({"received_on": "yesterday"}, "#/received_on"),
            ({"method": "barter"}, "#/method"),
            ({"surprise": 1}, "#/surprise"),
            ({"allocations": [{"invoice_id": "x", "amount": "1.00"}]}, "#/allocations/0/invoice_id"),
        ],
    )
    async def test_names_the_field(self, world: World, fields: dict[str, Any], where: str) -> None:
        problem = await pay(world, **{"amount": "1.00", **fields}, status=422)
        assert pointer(problem) == where
        assert await world.fetch("SELECT 1 FROM payments WHERE org_id = $1", world.org) == []

    async def test_knows_the_organizations_own_today(self, world: World) -> None:
        tomorrow = clock().replace(hour=12) + timedelta(days=2)  # also where it is late in the evening
        await pay(world, "1.00", received_on=tomorrow.date().isoformat(), status=422)
        await world.set_clock(tomorrow + timedelta(days=1))
        await pay(world, "1.00", received_on=tomorrow.date().isoformat())

    async def test_needs_the_permission(self, world: World) -> None:
        member = await world.user("member")
        response = await member.post("/v1/payments", json={})
        assert response.status_code in (403, 422)
        viewer = await world.user("viewer")
        body = {"client_id": world.client["id"], "amount": "1.00", "currency": "PLN", "received_on": "2026-01-01"}
        for who in (member, viewer):
            refused = await who.post("/v1/payments", json=body)
            assert (refused.status_code, refused.json()["code"]) == (403, "permission.missing")


class TestMinorUnits:
    """FM-35: currencies without decimals, or with three."""

    @pytest.mark.parametrize(
        ("currency", "price", "part", "rest"),
        [
            ("JPY", "1500", "700", "800"),
            ("KWD", "1.234", "1.001", "0.233"),
            ("ISK", "99", "1", "98"),
            ("BHD", "0.005", "0.001", "0.004"),
        ],
    )
    async def test_pays_to_the_unit(self, world: World, currency: str, price: str, part: str, rest: str) -> None:
        issued = await invoice(world, price, currency=currency)
        paid = await pay(world, part, currency=currency)
        assert (paid["amount"], paid["allocations"][0]["amount"]) == (part, part)
        assert await balance(world, issued) == rest
        full = await pay(world, price, currency=currency)
        assert (full["allocations"][0]["amount"], full["unallocated"]) == (rest, part)
        assert Decimal(await balance(world, issued)) == 0


class TestAtOnce:
    """FM-39 and FM-42: whatever runs at the same time, money is used once."""

    async def test_never_pays_an_invoice_more_than_it_owes(self, world: World) -> None:
        issued = await invoice(world, "100.00")
        paid = await asyncio.gather(*(pay(world, "30.00") for _ in range(10)))
        used = sum(Decimal(part["amount"]) for one in paid for part in one["allocations"])
        credit = sum(Decimal(one["unallocated"]) for one in paid)
        assert (used, credit) == (Decimal(100), Decimal(200))
        assert await balance(world, issued) == "0.00"

    async def test_gives_one_of_two_equal_claims_the_last_amount(self, world: World) -> None:
        issued = await invoice(world, "100.00")
        told = [{"invoice_id": issued["id"], "amount": "60.00"}]
        body = {"client_id": world.client["id"], "amount": "60.00", "currency": "PLN", "received_on": "2026-01-02"}
        answers = await asyncio.gather(
            *(world.api.post("/v1/payments", json={**body, "allocations": told}) for _ in range(8))
        )
        assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7
        assert await balance(world, issued) == "40.00"

    async def test_pays_many_invoices_from_many_sides_without_deadlock(self, world: World) -> None:
        issued = [await invoice(world, "20.00") for _ in range(6)]
        told = [{"invoice_id": one["id"], "amount": "1.00"} for one in issued]
        await asyncio.gather(
            *(pay(world, "6.00", allocations=told if turn % 2 else told[::-1]) for turn in range(8)),
            pay(world, "6.00"),
        )
        left = [Decimal(await balance(world, one)) for one in issued]
        assert sum(left) == Decimal(120) - Decimal(54)

    async def test_fifty_equal_posts_with_one_key_are_one_payment(self, world: World) -> None:
        issued = await invoice(world, "100.00")
        body = {"client_id": world.client["id"], "amount": "1.00", "currency": "PLN", "received_on": "2026-01-02"}
        headers = {"idempotency-key": "payment-1"}
        answers = await asyncio.gather(*(world.api.post("/v1/payments", json=body, headers=headers) for _ in range(50)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert sum("idempotent-replayed" in answer.headers for answer in answers) == 49
        assert await balance(world, issued) == "99.00"
