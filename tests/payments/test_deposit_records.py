"""What becomes of deposits that are not deducted: their last day, refund, forfeit, and what is owed for them."""

import asyncio
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from duespark.invoices.deposit_terms import warn_of_expiry
from duespark.runtime.tx import clock
from tests.invoices.test_deposits import LINES, deduct, deposit, read
from tests.payments.test_credit import agree
from tests.support.world import SELLER, World


def today() -> date:
    """The organization's."""
    return clock().astimezone(ZoneInfo("Europe/Warsaw")).date()


async def record(world: World, made: dict[str, Any]) -> dict[str, Any]:
    answer = await world.api.get(f"/v1/deposits/{made['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["deposit"]
    return found


async def terms(world: World, made: dict[str, Any], *, status: int = 200, **wish: Any) -> dict[str, Any]:
    version = (await read(world, made["id"]))["version"]
    headers = {"if-match": f'"{version}"'}
    answer = await world.api.put(f"/v1/deposits/{made['id']}/terms", json=wish, headers=headers)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def act(world: World, made: dict[str, Any], what: str, *, status: int, **wish: Any) -> dict[str, Any]:
    known = {"reason": "Order cancelled", **({"refunded_on": today().isoformat()} if what == "refund" else {})}
    answer = await world.api.post(f"/v1/deposits/{made['id']}/{what}", json={**known, **wish})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def liability(world: World, day: date) -> list[tuple[str, str]]:
    data = (await world.api.get("/v1/deposit-liability", params={"day": day.isoformat()})).json()["data"]
    return [(one["currency"], one["amount"]) for one in data]


class TestRecord:
    async def test_says_what_became_of_it(self, world: World) -> None:
        """DEP-05."""
        made = await deposit(world, "1230.00")
        draft = await world.add_draft(lines=LINES)
        await deduct(world, draft, deposits=[{"deposit_id": made["id"], "amount": "230.00"}])
        await act(world, made, "forfeit", status=200, amount="100.00")
        found = await record(world, made)
        shown = {name: found[name] for name in ("amount", "paid", "used", "forfeited", "remaining", "state", "advice")}
        assert shown == {
            "amount": "1230.00", "paid": "1230.00", "used": "230.00", "forfeited": "100.00", "remaining": "900.00",
            "state": "open", "advice": None,
        }  # fmt: skip

    async def test_is_listed_by_state_and_exported(self, world: World) -> None:
        first, second = await deposit(world, "100.00"), await deposit(world, "200.00")
        await act(world, first, "forfeit", status=200)
        for state, wanted in (("open", second), ("used", first)):
            found = (await world.api.get("/v1/deposits", params={"state": state})).json()
            assert [one["id"] for one in found["data"]] == [wanted["id"]]
        page = (await world.api.get("/v1/deposits", params={"limit": 1})).json()
        then = (await world.api.get("/v1/deposits", params={"limit": 1, "cursor": page["next"]})).json()
        assert {page["data"][0]["id"], then["data"][0]["id"]} == {first["id"], second["id"]}
        text = (await world.api.get("/v1/deposits.csv", params={"state": "open"})).text
        assert text.count("\n") == 2
        assert second["number"] in text

    async def test_no_other_invoice_is_one(self, world: World) -> None:
        issued = await world.add_invoice()
        answer = await world.api.get(f"/v1/deposits/{issued['id']}")
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.not_a_deposit")


class TestExpiry:
    async def test_a_passed_day_keeps_it_from_being_deducted_and_says_what_to_do(self, world: World) -> None:
        """DEP-07."""
        made = await deposit(world, "500.00")
        await terms(world, made, expires_on=today().isoformat())
        draft = await world.add_draft(lines=LINES)
        assert (await deduct(world, draft)).json()["document"]["totals"]["prepaid"] == "500.00"
        await world.api.put(f"/v1/invoices/{draft['id']}", json=world.draft(), headers={"if-match": '"2"'})
        late = await world.add_draft(lines=LINES)
        await world.api.delete(f"/v1/invoices/{draft['id']}", headers={"if-match": '"3"'})
        await world.set_clock(clock() + timedelta(days=2))
        assert (await deduct(world, late)).json()["document"]["totals"]["prepaid"] == "0.00"
        refused = await deduct(world, late, deposits=[{"deposit_id": made["id"], "amount": "1.00"}])
        assert "expired" in refused.json()["detail"]
        found = await record(world, made)
        assert (found["state"], found["advice"], found["remaining"]) == ("expired", "refund", "500.00")
        await terms(world, made, expires_on=found["expires_on"], is_refundable=False)
        assert (await record(world, made))["advice"] == "forfeit"

    async def test_the_company_is_told_once_and_anew_for_a_new_day(self, world: World) -> None:
        made, used = await deposit(world, "500.00"), await deposit(world, "50.00")
        for one in (made, used):
            await terms(world, one, expires_on=(today() + timedelta(days=30)).isoformat())
        await act(world, used, "forfeit", status=200)
        assert await warn_of_expiry(world.pool, org=world.org) == 0
        await world.set_clock(clock() + timedelta(days=17))
        assert await warn_of_expiry(world.pool, org=world.org) == 1
        assert await warn_of_expiry(world.pool, org=world.org) == 0
        told = (await world.api.get(f"/v1/invoices/{made['id']}/timeline")).json()["data"][0]
        assert (told["kind"], told["data"]["amount"]) == ("invoice.deposit_expires", "500.00")
        sends = await world.fetch("SELECT key FROM sends WHERE org_id = $1 AND kind = 'account_mail'", world.org)
        assert [row["key"].split(":")[0] for row in sends] == ["deposit_expires"]
        await terms(world, made, expires_on=(today() + timedelta(days=31)).isoformat())
        assert await warn_of_expiry(world.pool, org=world.org) == 1

    async def test_needs_a_deposit_a_version_and_a_day_after_its_issue(self, world: World) -> None:
        made = await deposit(world, "500.00")
        refused = await terms(world, made, status=422, expires_on="2020-01-01")
        assert refused["code"] == "invoice.expires_before_issue"
        path, headers = f"/v1/deposits/{made['id']}/terms", {"if-match": '"1"'}
        assert (await world.api.put(path, json={}, headers=headers)).status_code == 412
        issued = await world.add_invoice()
        assert (await terms(world, issued, status=409))["code"] == "invoice.not_a_deposit"


class TestRefund:
    async def test_issues_a_credit_note_and_gives_the_money_back(self, world: World) -> None:
        """DEP-11: a part, then the rest."""
        made = await deposit(world, "1230.00")
        back = await act(world, made, "refund", status=201, amount="123.00", reference="R-7")
        assert (back["amount"], back["invoice_id"], back["reference"]) == ("123.00", None, "R-7")
        notes = (await world.api.get(f"/v1/invoices/{made['id']}/credit-notes")).json()["data"]
        assert [note["document"]["totals"]["tax"] for note in notes] == ["23.00"]
        assert (await record(world, made))["remaining"] == "1107.00"
        await act(world, made, "refund", status=201)
        found = await record(world, made)
        assert (found["remaining"], found["paid"], found["credited"], found["state"]) == (
            "0.00",
            "0.00",
            "1230.00",
            "used",
        )
        await agree(world)

    async def test_leaves_the_clients_other_credit_alone(self, world: World) -> None:
        made = await deposit(world, "100.00")
        extra = {"client_id": world.client["id"], "amount": "40.00", "currency": "PLN", "received_on": "2026-01-01"}
        await world.api.post("/v1/payments", json={**extra, "allocations": []})
        await act(world, made, "refund", status=201)
        credit = (await world.api.get(f"/v1/clients/{world.client['id']}/credit-balance")).json()["data"]
        assert [one["available"] for one in credit] == ["40.00"]

    async def test_is_refused_beyond_the_rest_where_agreed_and_where_unpaid(self, world: World) -> None:
        made = await deposit(world, "100.00")
        draft = await world.add_draft(lines=LINES)
        await deduct(world, draft, deposits=[{"deposit_id": made["id"], "amount": "60.00"}])
        assert (await act(world, made, "refund", status=422, amount="40.01"))["code"] == "payment.invalid_credit_use"
        await terms(world, made, is_refundable=False)
        assert (await act(world, made, "refund", status=409, amount="40.00"))["code"] == "payment.not_refundable"
        part = await deposit(world, "100.00", paid="30.00")
        assert (await act(world, part, "refund", status=409))["code"] == "invoice.deposit_still_open"
        future = await act(world, part, "refund", status=422, refunded_on="2999-01-01")
        assert future["code"] == "payment.refunded_in_future"

    async def test_at_once_with_deductions_and_forfeits_never_takes_it_twice(self, world: World) -> None:
        """FM-39."""
        made = await deposit(world, "100.00")
        drafts = [await world.add_draft(lines=LINES) for _ in range(2)]
        why = {"reason": "Order cancelled", "refunded_on": today().isoformat(), "amount": "60.00"}
        answers = await asyncio.gather(
            *(deduct(world, draft) for draft in drafts),
            *(world.api.post(f"/v1/deposits/{made['id']}/refund", json=why) for _ in range(2)),
            *(
                world.api.post(f"/v1/deposits/{made['id']}/forfeit", json={"reason": "Gone", "amount": "60.00"})
                for _ in range(2)
            ),
        )
        assert {answer.status_code for answer in answers} <= {200, 201, 409, 422}
        found = await record(world, made)
        assert found["remaining"] in ("0.00", "40.00")
        await agree(world)


class TestForfeit:
    async def test_ends_the_liability_and_can_be_undone(self, world: World) -> None:
        made = await deposit(world, "100.00")
        found = await act(world, made, "forfeit", status=200, amount="30.00")
        (one,) = found["forfeits"]
        assert (one["amount"], one["reason"], found["deposit"]["remaining"]) == ("30.00", "Order cancelled", "70.00")
        assert await liability(world, today()) == [("PLN", "70.00")]
        path = f"/v1/deposit-forfeits/{one['id']}/undo"
        undone = (await world.api.post(path, json={"reason": "Client came back"})).json()
        assert (undone["deposit"]["remaining"], undone["forfeits"][0]["undo_reason"]) == ("100.00", "Client came back")
        assert (await world.api.post(path, json={"reason": "Twice"})).json()["code"] == "invoice.forfeit_undone"
        assert await liability(world, today()) == [("PLN", "100.00")]

    async def test_keeps_payment_and_credit_notes_from_taking_it_back(self, world: World) -> None:
        made = await deposit(world, "100.00")
        await act(world, made, "forfeit", status=200, amount="30.00")
        payment = (await world.api.get("/v1/payments")).json()["data"][0]
        reversed_ = await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "Bounced"})
        assert reversed_.json()["code"] == "invoice.deposit_in_use"
        credited = await world.api.post(f"/v1/invoices/{made['id']}/credit", json={"reason": "All of it"})
        assert credited.json()["code"] == "invoice.over_credited"

    async def test_is_refused_beyond_the_rest_and_for_no_amount(self, world: World) -> None:
        made = await deposit(world, "100.00")
        assert (await act(world, made, "forfeit", status=409, amount="100.01"))["code"] == "invoice.over_forfeited"
        assert (await act(world, made, "forfeit", status=422, amount="0.00"))["code"] == "invoice.invalid_forfeit"
        await act(world, made, "forfeit", status=200)
        assert (await act(world, made, "forfeit", status=409))["code"] == "invoice.over_forfeited"


class TestLiability:
    async def test_follows_every_day_also_in_the_past(self, world: World) -> None:
        """DEP-10: from receipt to the final invoice; what a draft reserves is still owed."""
        start = clock()
        day = [today() + timedelta(days=days) for days in range(6)]
        made = await deposit(world, "100.00")
        steps = 0

        async def next_day() -> None:
            nonlocal steps
            steps += 1
            await world.set_clock(start + timedelta(days=steps))

        await next_day()
        draft = await world.add_draft(lines=LINES)
        await deduct(world, draft, deposits=[{"deposit_id": made["id"], "amount": "25.00"}])
        await next_day()
        assert (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).status_code == 200
        await next_day()
        await act(world, made, "refund", status=201, amount="50.00", refunded_on=day[3].isoformat())
        await next_day()
        await act(world, made, "forfeit", status=200)
        wanted = ["100.00", "100.00", "75.00", "25.00"]
        assert [(await liability(world, each))[0][1] for each in day[:4]] == wanted
        assert await liability(world, day[4]) == []
        assert await liability(world, day[0] - timedelta(days=1)) == []

    async def test_is_of_what_was_paid_by_client_and_currency(self, world: World) -> None:
        await deposit(world, "100.00", paid="40.00")
        euros = [{"description": "Deposit", "unit_price": "10.00", "tax": "zero"}]
        made = await world.add_invoice(kind="deposit_invoice", lines=euros, currency="EUR")
        body = {
            "client_id": made["client_id"], "amount": "10.00", "currency": "EUR", "received_on": made["document"]["issue_date"],
            "allocations": [{"invoice_id": made["id"], "amount": "10.00"}],
        }  # fmt: skip
        assert (await world.api.post("/v1/payments", json=body)).status_code == 201
        await deposit(world, "7.00")
        assert sorted(await liability(world, today())) == [("EUR", "10.00"), ("PLN", "47.00")]
        found = (await world.api.get("/v1/deposit-liability")).json()
        assert found["sums"] == {"EUR": "10.00", "PLN": "47.00"}
        assert (await world.api.get("/v1/deposit-liability.csv")).text.count("\n") == 3

    async def test_shows_nobody_another_company(self, world: World) -> None:
        await deposit(world, "100.00")
        other = await world.add_company(profile={**SELLER, "name": "Second Studio"})
        member = await world.key_of(world.owner, company_ids=[other["id"]])
        assert (await member.get("/v1/deposit-liability")).json()["data"] == []
        assert (await member.get("/v1/deposits")).json()["data"] == []
