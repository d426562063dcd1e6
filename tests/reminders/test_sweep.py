"""Reminders as time passes: what is sent, when, and above all what is not."""

import asyncio
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest

from duespark.adapters.email.message import Mail
from duespark.reminders import sweep as sweeping
from duespark.reminders.sweep import sweep
from duespark.runtime.ledger import Refused
from tests.reminders.crowd import add_crowd
from tests.support.post_office import Wire, jobs_of, run_job, send_states, work_off
from tests.support.world import BUYER, World

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)
"""09:00 in Warsaw. An invoice of this day is due on Monday 15 March."""


def at(day: int, hour: int = 9, *, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


async def issued(world: World, **fields: Any) -> dict[str, Any]:
    await world.set_clock(MONDAY)
    return await world.add_invoice(**fields)


async def go_to(world: World, moment: datetime) -> int:
    """Move the clock, sweep once and let the worker send; returns how many reminders were queued."""
    await world.set_clock(moment)
    queued = await sweep(world.pool, org=world.org)
    await work_off(world)
    return queued


async def steps(world: World, invoice: dict[str, Any]) -> dict[str, str]:
    """Step by step what happened: `sent`, or the state and its reason."""
    rows = (await world.api.get(f"/v1/invoices/{invoice['id']}/reminders")).json()["plan"]
    return {row["step"]: f"{row['state']} {row['reason']}".strip() for row in rows if row["state"] != "planned"}


async def pay(world: World, amount: str, **fields: Any) -> dict[str, Any]:
    body = {"client_id": world.client["id"], "currency": "PLN", "method": "cash", "received_on": "2027-03-01"}
    response = await world.api.post("/v1/payments", json={**body, "amount": amount, **fields})
    assert response.status_code == 201, response.text
    return response.json()


class TestSequence:
    async def test_runs_through_the_policy(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        for day in range(50):
            await go_to(world, MONDAY + timedelta(days=day, hours=4))
        assert await steps(world, invoice) == {
            "before_7": "sent", "before_1": "skipped overtaken", "due": "sent", "after_3": "sent", "after_7": "sent",
            "after_14": "sent", "after_30": "sent",
        }  # fmt: skip
        assert [mail.subject for mail in wire.taken][-1] == f"Final notice for invoice {invoice['number']}"
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}/reminders")).json()["state"] == "done"

    async def test_issue_plans_the_first_and_skips_what_was_before(self, world: World) -> None:
        invoice = await issued(world, payment_terms={"days": 3, "note": ""})
        shown = (await world.api.get(f"/v1/invoices/{invoice['id']}/reminders")).json()
        assert (shown["state"], shown["next_step"], shown["next_at"]) == ("planned", "before_1", "2027-03-03T08:00:00Z")
        assert await steps(world, invoice) == {"before_7": "skipped before_issue"}

    async def test_mail_speaks_of_the_rest_after_part_payment(self, world: World, wire: Wire) -> None:
        """FM-12: pay a tenth; the sequence goes on and every face of the mail shows what is left."""
        invoice = await issued(world)
        await pay(world, "147.60")
        assert await go_to(world, at(8)) == 1
        [mail] = wire.taken
        for body in (unescape(mail.html), mail.text):
            assert body.count("1,328.40") >= 2, "as the amount due and in the words of the reminder"
            assert "147.60 of PLN\u00a01,476.00 has been paid" in body
        assert "{{" not in mail.html + mail.text + mail.subject
        assert await steps(world, invoice) == {"before_7": "sent"}

    async def test_rest_is_read_at_the_wire(self, world: World, wire: Wire) -> None:
        await issued(world)
        await world.set_clock(at(8))
        assert await sweep(world.pool, org=world.org) == 1
        await pay(world, "147.60")
        await work_off(world)
        assert "1,328.40" in wire.taken[0].text

    async def test_waits_for_quiet_hours_in_the_clients_zone(self, world: World, wire: Wire) -> None:
        client = await world.add_client(time_zone="America/New_York")
        await issued(world, client_id=client["id"])
        for moment in (at(8, 9), datetime(2027, 3, 8, 13, 59, tzinfo=UTC)):
            assert await go_to(world, moment) == 0
        assert await go_to(world, datetime(2027, 3, 8, 14, tzinfo=UTC)) == 1

    async def test_nothing_on_weekends_unless_the_policy_says_so(self, world: World, wire: Wire) -> None:
        await issued(world, payment_terms={"days": 12, "note": ""})
        assert await go_to(world, at(6, 12)) == 0, "before_7 falls on Saturday 6 March"
        assert await go_to(world, at(7, 12)) == 0
        assert await go_to(world, at(8, 12)) == 1


class TestNeverTwice:
    async def test_eight_sweepers_over_three_hundred_plans(self, world: World, wire: Wire) -> None:
        """FM-01. Then every job is run by two workers at once."""
        await add_crowd(world, await issued(world), 299)
        await world.set_clock(at(8))
        counts = await asyncio.gather(*(sweep(world.pool, org=world.org) for _ in range(8)))
        assert sum(counts) == 300
        jobs = await jobs_of(world)
        assert len(jobs) == 300
        await asyncio.gather(*(sweep(world.pool, org=world.org) for _ in range(8)))
        assert len(await jobs_of(world)) == 300
        for start in range(0, 40, 10):
            batch = jobs[start : start + 10]
            await asyncio.gather(*(run_job(world, name, args) for _, name, args in batch * 2), return_exceptions=True)
        assert len(wire.taken) == 40
        assert set(wire.times().values()) == {1}

    async def test_a_thousand_due_in_one_run(self, world: World) -> None:
        """FM-07: rows leave the set while it is gone through."""
        await add_crowd(world, await issued(world), 999)
        await world.set_clock(at(8))
        assert await sweep(world.pool, org=world.org) == 1000
        assert await sweep(world.pool, org=world.org) == 0

    async def test_three_missed_days_are_caught_up_with_one(self, world: World, wire: Wire) -> None:
        """FM-03: the scheduler stood still from before the due date until a week after it."""
        invoice = await issued(world)
        assert await go_to(world, at(23)) == 1
        assert await go_to(world, at(23, 12)) == 0
        assert await steps(world, invoice) == {
            "before_7": "skipped missed", "before_1": "skipped overtaken", "due": "skipped missed",
            "after_3": "skipped missed", "after_7": "sent",
        }  # fmt: skip
        assert len(wire.taken) == 1

    async def test_an_invoice_that_cannot_be_handled_does_not_hold_up_the_others(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await add_crowd(world, invoice := await issued(world), 5)
        honest = sweeping.remind

        async def picky(tx: Any, *, invoice_id: Any, client_id: Any) -> bool:
            if str(invoice_id) == invoice["id"]:
                raise RuntimeError("broken")
            return await honest(tx, invoice_id=invoice_id, client_id=client_id)

        monkeypatch.setattr(sweeping, "remind", picky)
        await world.set_clock(at(8))
        assert await sweep(world.pool, org=world.org) == 5


class TestNeverToASettledInvoice:
    """FM-11."""

    async def test_paid_before_it_is_due(self, world: World) -> None:
        invoice = await issued(world)
        await pay(world, "1476.00")
        shown = (await world.api.get(f"/v1/invoices/{invoice['id']}/reminders")).json()
        assert (shown["state"], shown["next_at"]) == ("done", None)
        assert await go_to(world, at(8)) == 0

    async def test_paid_between_queue_and_wire(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        await world.set_clock(at(8))
        assert await sweep(world.pool, org=world.org) == 1
        await pay(world, "1476.00")
        await work_off(world)
        assert not wire.taken
        assert await send_states(world, invoice["id"]) == ["cancelled"]
        assert await steps(world, invoice) == {"before_7": "skipped settled"}

    async def test_settled_without_anybody_telling_the_plan(self, world: World, wire: Wire) -> None:
        """The job looks for itself, should the reaction ever be missing."""
        invoice = await issued(world)
        await world.set_clock(at(8))
        await sweep(world.pool, org=world.org)
        await world.execute("UPDATE invoices SET paid = amount_due WHERE id = $1", invoice["id"])
        await work_off(world)
        assert not wire.taken
        assert await steps(world, invoice) == {"before_7": "skipped settled"}

    async def test_sweep_and_payment_at_the_same_moment(self, world: World, wire: Wire) -> None:
        for _ in range(10):
            invoice = await issued(world)
            await world.set_clock(at(8))
            await asyncio.gather(sweep(world.pool, org=world.org), pay(world, "1476.00"))
            await work_off(world)
            assert not any(invoice["number"] in mail.subject for mail in wire.taken)

    async def test_void(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        await world.set_clock(at(8))
        await sweep(world.pool, org=world.org)
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        await work_off(world)
        assert not wire.taken
        assert await go_to(world, at(30)) == 0

    async def test_payment_taken_back_lets_them_go_on(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        payment = await pay(world, "1476.00")
        assert await go_to(world, at(16)) == 0
        response = await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "Bounced"})
        assert response.status_code == 200, response.text
        assert await go_to(world, at(18)) == 1
        assert (await steps(world, invoice))["after_3"] == "sent"


class TestFailed:
    """FM-04: a refused reminder is not a sent one."""

    async def test_step_is_not_used_up(self, world: World, wire: Wire) -> None:
        async def refuse(mail: Mail) -> None:
            raise Refused("550 no such mailbox")

        wire.before = refuse
        invoice = await issued(world)
        await go_to(world, at(8))
        assert await steps(world, invoice) == {"before_7": "failed 550 no such mailbox"}
        assert await go_to(world, at(9)) == 0, "not again by itself to a bad address"
        wire.before = None
        client = {key: world.client[key] for key in ("currency", "language", "time_zone")}
        changed = await world.api.put(
            f"/v1/clients/{world.client['id']}",
            json={**client, "profile": {**BUYER, "email": "new@example.com"}},
            headers={"If-Match": f'"{world.client["version"]}"'},
        )
        assert changed.status_code == 200, changed.text
        [failed] = (await world.api.get("/v1/deliveries?state=failed")).json()["data"]
        await world.api.post(f"/v1/deliveries/{failed['id']}/retry")
        await work_off(world)
        assert await steps(world, invoice) == {"before_7": "sent"}
        assert [mail.to for mail in wire.taken] == ["new@example.com"]

    async def test_client_without_address(self, world: World) -> None:
        client = await world.add_client(profile={**BUYER, "email": ""})
        invoice = await issued(world, client_id=client["id"])
        assert await go_to(world, at(8)) == 0
        assert await steps(world, invoice) == {"before_7": "failed no_address"}
        assert await go_to(world, at(15)) == 0


class TestRestraint:
    async def test_no_reminder_the_day_a_person_sent_it_nor_the_next(self, world: World, wire: Wire) -> None:
        """FM-14."""
        invoice = await issued(world)
        await world.set_clock(at(17, 15))
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        await work_off(world)
        assert [await go_to(world, at(day)) for day in (17, 18, 19)] == [0, 0, 1]

    async def test_two_a_week_for_all_invoices_of_a_client(self, world: World, wire: Wire) -> None:
        for _ in range(4):
            await issued(world)
        sent = [await go_to(world, at(day)) for day in range(15, 30)]
        days = [day for day, count in enumerate(sent) for _ in range(count)]
        assert days, "some are sent"
        assert all(sum(day <= other < day + 7 for other in days) <= 2 for day in days)

    async def test_cap_holds_when_all_are_swept_at_once(self, world: World, wire: Wire) -> None:
        for _ in range(6):
            await issued(world)
        await world.set_clock(at(18))
        counts = await asyncio.gather(*(sweep(world.pool, org=world.org) for _ in range(8)))
        assert sum(counts) == 2

    async def test_paused_client(self, world: World, wire: Wire) -> None:
        await issued(world)
        await world.execute("UPDATE clients SET reminders_paused = true WHERE org_id = $1", world.org)
        assert await go_to(world, at(8)) == 0
        await world.execute("UPDATE clients SET reminders_paused = false WHERE org_id = $1", world.org)
        assert await go_to(world, at(9)) == 1

    async def test_client_paused_between_queue_and_wire(self, world: World, wire: Wire) -> None:
        await issued(world)
        await world.set_clock(at(8))
        await sweep(world.pool, org=world.org)
        await world.execute("UPDATE clients SET reminders_paused = true WHERE org_id = $1", world.org)
        await work_off(world)
        assert not wire.taken


class TestReceipt:
    async def test_once_a_settlement_and_only_when_it_was_sent(self, world: World, wire: Wire) -> None:
        never_sent = await issued(world)
        await pay(world, "1476.00", allocations=[{"invoice_id": never_sent["id"], "amount": "1476.00"}])
        assert await work_off(world) == 0
        invoice = await issued(world)
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        await work_off(world)
        await pay(world, "1000.00")
        assert await work_off(world) == 0
        await pay(world, "476.00")
        await work_off(world)
        [_, receipt] = wire.taken
        assert receipt.subject == f"Payment received for {invoice['number']}"
        assert "paid in full" in receipt.text
        assert "IBAN" not in receipt.text

    async def test_taken_back_before_it_went_out(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        await work_off(world)
        payment = await pay(world, "1476.00")
        await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "Bounced"})
        await work_off(world)
        assert len(wire.taken) == 1


async def test_real_time_is_swept_too(world: World) -> None:
    """An organization without a test clock, through the same statement as all others."""
    await world.add_invoice()
    [planned] = await world.fetch("SELECT next_at FROM reminder_plans WHERE org_id = $1", world.org)
    await world.execute("UPDATE reminder_plans SET next_at = now() - interval '1 minute' WHERE org_id = $1", world.org)
    await sweep(world.pool)
    [looked_at] = await world.fetch("SELECT next_at FROM reminder_plans WHERE org_id = $1", world.org)
    assert looked_at["next_at"] == planned["next_at"] > datetime.now(UTC)
