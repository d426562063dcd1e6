"""Credit of a client: overpayments and what credit notes free; used once, on invoices or refunded, and undone exactly."""

import asyncio
from decimal import Decimal
from typing import Any

from duespark.runtime.tx import clock
from tests.payments.test_record import balance, invoice, pay
from tests.support.world import SELLER, World


async def credit(world: World, currency: str = "PLN") -> str:
    """What the client has, and a look at whether the books agree."""
    await agree(world)
    data = (await world.api.get(f"/v1/clients/{world.client['id']}/credit-balance")).json()["data"]
    return next((one["available"] for one in data if one["currency"] == currency), "0.00")


async def use(world: World, issued: dict[str, Any], amount: str | None = None, *, status: int = 201) -> dict[str, Any]:
    body = None if amount is None else {"amount": amount}
    answer = await world.api.post(f"/v1/invoices/{issued['id']}/client-credit", json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def refund(world: World, amount: str, *, status: int = 201, **fields: Any) -> dict[str, Any]:
    body = {"amount": amount, "currency": "PLN", "refunded_on": clock().date().isoformat(), **fields}
    answer = await world.api.post(f"/v1/clients/{world.client['id']}/refunds", json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def undo(world: World, used: dict[str, Any], *, status: int = 200) -> dict[str, Any]:
    answer = await world.api.post(f"/v1/credit-uses/{used['id']}/undo", json={"reason": "Wrong invoice"})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def credited(world: World, price: str, back: str | None = None) -> dict[str, Any]:
    """A paid invoice of which a credit note took something back, or all."""
    issued = await invoice(world, price)
    await pay(world, price, allocations=[{"invoice_id": issued["id"], "amount": price}])
    wish = {"reason": "Returned goods", **({"amount": back} if back else {})}
    answer = await world.api.post(f"/v1/invoices/{issued['id']}/credit", json=wish)
    assert answer.status_code == 201, answer.text
    return issued


async def agree(world: World) -> None:
    """Every cent is in one place: payments add up, invoices say what stands on them, moves say how it came about."""
    payments = await world.fetch(
        "SELECT p.amount, p.unallocated, p.refunded, (SELECT coalesce(sum(a.amount), 0) FROM allocations AS a"
        " WHERE a.org_id = p.org_id AND a.payment_id = p.id) AS stands, (SELECT coalesce(sum(x.amount), 0)"
        "  FROM credit_use_parts AS x JOIN credit_uses AS u ON u.org_id = x.org_id AND u.id = x.use_id WHERE x.org_id = p.org_id"
        "  AND x.payment_id = p.id AND u.invoice_id IS NULL AND u.undone_at IS NULL) AS back"
        " FROM payments AS p WHERE p.org_id = $1 AND p.reversed_at IS NULL",
        world.org,
    )
    for row in payments:
        assert row["amount"] == row["unallocated"] + row["refunded"] + row["stands"]
        assert row["refunded"] == row["back"]
    invoices = await world.fetch(
        "SELECT i.paid, (SELECT coalesce(sum(a.amount), 0) FROM allocations AS a JOIN payments AS p ON p.org_id = a.org_id"
        "  AND p.id = a.payment_id WHERE a.org_id = i.org_id AND a.invoice_id = i.id AND p.reversed_at IS NULL) AS stands,"
        " (SELECT coalesce(sum(m.amount), 0) FROM allocation_moves AS m WHERE m.org_id = i.org_id AND m.invoice_id = i.id)"
        " AS moved FROM invoices AS i WHERE i.org_id = $1",
        world.org,
    )
    for row in invoices:
        assert row["paid"] == row["stands"] == row["moved"]
    uses = await world.fetch(
        "SELECT u.amount, (SELECT sum(x.amount) FROM credit_use_parts AS x WHERE x.org_id = u.org_id AND x.use_id = u.id)"
        " AS parts FROM credit_uses AS u WHERE u.org_id = $1",
        world.org,
    )
    assert all(row["amount"] == row["parts"] for row in uses)


class TestBalance:
    async def test_is_what_was_overpaid_and_what_credit_notes_left(self, world: World) -> None:
        """DEP-09."""
        await pay(world, "30.00")
        issued = await credited(world, "100.00", "40.00")
        data = (await world.api.get(f"/v1/clients/{world.client['id']}/credit-balance")).json()["data"]
        assert [(one["currency"], one["available"]) for one in data] == [("PLN", "70.00")]
        assert [(one["available"], one["freed_on"]) for one in data[0]["sources"]] == [
            ("30.00", []),
            ("40.00", [issued["number"]]),
        ]

    async def test_keeps_currencies_apart(self, world: World) -> None:
        await pay(world, "30.00")
        await pay(world, "5.00", currency="EUR")
        assert (await credit(world), await credit(world, "EUR")) == ("30.00", "5.00")
        euros = await invoice(world, currency="EUR")
        offered = (await world.api.get(f"/v1/invoices/{euros['id']}/client-credit")).json()
        assert (offered["currency"], offered["available"], offered["usable"]) == ("EUR", "5.00", "5.00")

    async def test_of_an_unused_credit_note_is_gone_when_that_is_voided(self, world: World) -> None:
        issued = await credited(world, "100.00", "40.00")
        notes = (await world.api.get(f"/v1/invoices/{issued['id']}/credit-notes")).json()["data"]
        await world.api.post(f"/v1/invoices/{notes[0]['id']}/void", json={"reason": "A mistake"})
        assert (await credit(world), await balance(world, issued)) == ("0.00", "0.00")


class TestUse:
    async def test_pays_an_open_invoice_and_settles_it(self, world: World) -> None:
        await pay(world, "130.00")
        issued = await invoice(world, "100.00")
        used = await use(world, issued)
        assert (used["amount"], used["number"], used["method"]) == ("100.00", issued["number"], None)
        assert (await balance(world, issued), await credit(world)) == ("0.00", "30.00")
        told = (await world.api.get(f"/v1/invoices/{issued['id']}/timeline")).json()["data"]
        assert {"invoice.credit_used", "invoice.settled"} <= {entry["kind"] for entry in told}

    async def test_moves_what_a_credit_note_freed_from_one_invoice_to_the_other(self, world: World) -> None:
        old = await credited(world, "100.00", "40.00")
        issued = await invoice(world, "100.00")
        await use(world, issued)
        assert (await balance(world, issued), await credit(world)) == ("60.00", "0.00")
        read = (await world.api.get(f"/v1/invoices/{old['id']}")).json()
        assert (read["balance"]["paid"], read["balance"]["refundable"], read["balance"]["balance"]) == (
            "60.00",
            "0.00",
            "0.00",
        )
        assert read["settled_at"] is not None
        told = (await world.api.get(f"/v1/invoices/{old['id']}/timeline")).json()["data"][0]
        assert (told["kind"], told["data"]["number"]) == ("invoice.credit_freed", issued["number"])

    async def test_a_part_and_the_oldest_first(self, world: World) -> None:
        await pay(world, "20.00", received_on="2026-01-02", reference="second")
        await pay(world, "20.00", received_on="2026-01-01", reference="first")
        issued = await invoice(world, "100.00")
        await use(world, issued, "25.00")
        data = (await world.api.get(f"/v1/clients/{world.client['id']}/credit-balance")).json()["data"]
        assert [(one["reference"], one["available"]) for one in data[0]["sources"]] == [("second", "15.00")]

    async def test_refuses_what_is_not_there_not_owed_or_no_amount(self, world: World) -> None:
        issued = await invoice(world, "100.00")
        assert (await use(world, issued, status=409))["code"] == "payment.no_credit"
        await pay(world, "50.00", allocations=[])
        assert (await use(world, issued, "50.01", status=409))["code"] == "payment.credit_too_small"
        assert (await use(world, issued, "100.01", status=409))["code"] == "invoice.over_applied"
        for amount in ("0", "-1.00", "0.001"):
            assert (await use(world, issued, amount, status=422))["code"] == "payment.invalid_credit_amount"
        draft = await world.add_draft()
        assert (await use(world, draft, status=409))["code"] == "invoice.not_allowed"
        await pay(world, "100.00", allocations=[{"invoice_id": issued["id"], "amount": "100.00"}])
        assert (await use(world, issued, status=409))["code"] == "payment.nothing_owed"

    async def test_two_invoices_at_once_never_take_a_cent_twice(self, world: World) -> None:
        """FM-39: parallel uses of one credit, half of it freed by a credit note."""
        await credited(world, "60.00")
        await pay(world, "60.00", allocations=[])
        owed = [await invoice(world, "100.00") for _ in range(4)]
        path = "/v1/invoices/{}/client-credit"
        answers = await asyncio.gather(*(world.api.post(path.format(one["id"])) for one in owed for _ in range(2)))
        assert {answer.status_code for answer in answers} <= {201, 409}
        assert sum(Decimal(answer.json()["amount"]) for answer in answers if answer.status_code == 201) == 120
        assert await credit(world) == "0.00"
        assert sum([Decimal(await balance(world, one)) for one in owed], Decimal(0)) == 280

    async def test_uses_refunds_reversals_and_payments_at_once_agree(self, world: World) -> None:
        """FM-39, with everything that touches credit under way at the same time."""
        await credited(world, "50.00")
        paid = [await pay(world, "40.00", allocations=[]) for _ in range(3)]
        owed = [await invoice(world, "70.00") for _ in range(2)]
        today = clock().date().isoformat()
        back = {"amount": "30.00", "currency": "PLN", "refunded_on": today}
        answers = await asyncio.gather(
            *(world.api.post(f"/v1/invoices/{one['id']}/client-credit") for one in owed),
            *(world.api.post(f"/v1/clients/{world.client['id']}/refunds", json=back) for _ in range(2)),
            *(world.api.post(f"/v1/payments/{one['id']}/reverse", json={"reason": "Bounced"}) for one in paid),
            pay(world, "20.00"),
        )
        assert {answer.status_code for answer in answers[:-1]} <= {200, 201, 409}
        await agree(world)

    async def test_money_paid_to_one_company_does_not_pay_another_one(self, world: World) -> None:
        await credited(world, "100.00")
        other = await world.add_company(profile={**SELLER, "name": "Second Studio"})
        foreign = await invoice(world, "100.00", company_id=other["id"])
        assert (await use(world, foreign, status=409))["code"] == "payment.no_credit"
        await pay(world, "30.00", allocations=[])
        assert (await use(world, foreign))["amount"] == "30.00"

    async def test_books_the_gain_of_both_invoices_anew(self, world: World) -> None:
        """FM-37: what stands on an invoice in euros is booked at its rate, also after some of it went elsewhere."""
        rate = {
            "exchange": {"rate": "4.00", "currency": "PLN", "source": "agreed", "rate_date": clock().date().isoformat()}
        }
        first, second = (
            await invoice(world, "100.00", currency="EUR", **rate),
            await invoice(world, "33.33", currency="EUR", **rate),
        )
        await pay(world, "100.00", currency="EUR", allocations=[{"invoice_id": first["id"], "amount": "100.00"}])
        await world.api.post(f"/v1/invoices/{first['id']}/credit", json={"reason": "Returned", "amount": "33.33"})
        used = await use(world, second)
        booked = "SELECT invoice_id, booked FROM exchange_gains WHERE org_id = $1"
        found = {str(row["invoice_id"]): row["booked"] for row in await world.fetch(booked, world.org)}
        assert (found[first["id"]], found[second["id"]]) == (Decimal("266.68"), Decimal("133.32"))
        await undo(world, used)
        assert [str(row["invoice_id"]) for row in await world.fetch(booked, world.org)] == [first["id"]]


class TestRefund:
    async def test_takes_the_credit_away_and_is_recorded(self, world: World) -> None:
        await credited(world, "100.00", "40.00")
        back = await refund(world, "25.00", method="cash", reference="R-1", note="At the counter")
        assert (back["invoice_id"], back["amount"], back["method"], back["reference"]) == (None, "25.00", "cash", "R-1")
        assert await credit(world) == "15.00"
        shown = (await world.api.get("/v1/payments")).json()["data"][0]
        assert (shown["refunded"], shown["unallocated"], shown["allocations"][0]["amount"]) == (
            "25.00",
            "0.00",
            "75.00",
        )
        history = (await world.api.get(f"/v1/clients/{world.client['id']}/history")).json()["data"]
        assert "client.credit_refunded" in {entry["kind"] for entry in history}

    async def test_never_more_than_is_there_however_many_ask(self, world: World) -> None:
        """FM-39."""
        await credited(world, "30.00")
        await pay(world, "40.00", allocations=[])
        body = {"amount": "20.00", "currency": "PLN", "refunded_on": clock().date().isoformat()}
        path = f"/v1/clients/{world.client['id']}/refunds"
        answers = await asyncio.gather(*(world.api.post(path, json=body) for _ in range(6)))
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 3
        assert await credit(world) == "10.00"

    async def test_refuses_a_day_to_come_and_nonsense(self, world: World) -> None:
        await pay(world, "40.00")
        assert (await refund(world, "1.00", refunded_on="2999-01-01", status=422))[
            "code"
        ] == "payment.refunded_in_future"
        assert (await refund(world, "0.00", status=422))["code"] == "payment.invalid_credit_amount"
        assert (await refund(world, "1.00", currency="EUR", status=409))["code"] == "payment.credit_too_small"

    async def test_keeps_the_payment_from_being_reversed_until_it_is_undone(self, world: World) -> None:
        paid = await pay(world, "40.00")
        back = await refund(world, "10.00")
        path, why = f"/v1/payments/{paid['id']}/reverse", {"reason": "Bounced"}
        refused = await world.api.post(path, json=why)
        assert (refused.status_code, refused.json()["code"]) == (409, "payment.part_refunded")
        await undo(world, back)
        assert await credit(world) == "40.00"
        assert (await world.api.post(path, json=why)).status_code == 200


class TestUndo:
    async def test_of_a_use_makes_the_invoice_owe_again(self, world: World) -> None:
        await pay(world, "130.00")
        issued = await invoice(world, "100.00")
        used = await use(world, issued)
        after = await undo(world, used)
        assert (after["undone_at"] is not None, after["undo_reason"]) == (True, "Wrong invoice")
        assert (await balance(world, issued), await credit(world)) == ("100.00", "130.00")
        assert (await undo(world, used, status=409))["code"] == "payment.credit_use_undone"
        await use(world, issued)
        assert (await balance(world, issued), await credit(world)) == ("0.00", "30.00")

    async def test_happens_once_however_many_ask(self, world: World) -> None:
        await pay(world, "50.00")
        issued = await invoice(world, "100.00")
        used = await use(world, issued)
        path = f"/v1/credit-uses/{used['id']}/undo"
        answers = await asyncio.gather(*(world.api.post(path, json={"reason": "Twice"}) for _ in range(6)))
        assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
        assert (await balance(world, issued), await credit(world)) == ("100.00", "50.00")

    async def test_is_refused_where_the_money_went_on(self, world: World) -> None:
        await pay(world, "100.00")
        issued = await invoice(world, "100.00")
        used = await use(world, issued)
        await world.api.post(f"/v1/invoices/{issued['id']}/credit", json={"reason": "Returned", "amount": "60.00"})
        await refund(world, "60.00")
        assert (await undo(world, used, status=409))["code"] == "payment.credit_moved_on"
        assert (await balance(world, issued), await credit(world)) == ("0.00", "0.00")

    async def test_comes_with_the_payment_when_that_is_reversed(self, world: World) -> None:
        first, second = await pay(world, "30.00"), await pay(world, "40.00")
        small, big = await invoice(world, "10.00"), await invoice(world, "100.00")
        alone, mixed = await use(world, small), await use(world, big)
        await world.api.post(f"/v1/payments/{first['id']}/reverse", json={"reason": "Bounced"})
        assert (await balance(world, small), await balance(world, big)) == ("10.00", "60.00")
        uses = {one["id"]: one for one in (await world.api.get("/v1/credit-uses")).json()["data"]}
        assert (uses[alone["id"]]["undo_reason"], uses[mixed["id"]]["amount"]) == ("Bounced", "40.00")
        await undo(world, mixed)
        assert (await balance(world, big), await credit(world)) == ("100.00", "40.00")
        assert second["unallocated"] == "40.00"


class TestList:
    async def test_is_filtered_paged_and_exported(self, world: World) -> None:
        await pay(world, "100.00")
        issued = await invoice(world, "60.00")
        used, back = await use(world, issued, "50.00"), await refund(world, "5.00", note="=1+1")
        first = (await world.api.get("/v1/credit-uses", params={"limit": 1})).json()
        assert ([one["id"] for one in first["data"]], first["total"]) == ([back["id"]], 2)
        then = (await world.api.get("/v1/credit-uses", params={"cursor": first["next"]})).json()
        assert [one["id"] for one in then["data"]] == [used["id"]]
        for query, wanted in (({"kind": "refund"}, back), ({"invoice_id": issued["id"]}, used)):
            found = (await world.api.get("/v1/credit-uses", params=query)).json()["data"]
            assert [one["id"] for one in found] == [wanted["id"]]
        text = (await world.api.get("/v1/credit-uses.csv", params={"kind": "refund"})).text
        assert text.count("\n") == 2
        assert ",'=1+1," in text

    async def test_is_not_for_those_who_may_not_see_the_company(self, world: World) -> None:
        await credited(world, "100.00")
        issued = await invoice(world, "60.00")
        used = await use(world, issued)
        other = await world.add_company(profile={**SELLER, "name": "Second Studio"})
        member = await world.key_of(world.owner, company_ids=[other["id"]])
        assert (await member.get("/v1/credit-uses")).json()["data"] == []
        assert (await member.post(f"/v1/credit-uses/{used['id']}/undo", json={"reason": "Not ours"})).status_code == 404
        assert (await member.get(f"/v1/clients/{world.client['id']}/credit-balance")).json()["data"] == []
