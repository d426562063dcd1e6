"""Holding the reminders of one invoice, and letting them go on."""

from typing import Any
from uuid import UUID

from duespark.reminders.sweep import sweep
from duespark.runtime.web import encode_cursor
from tests.reminders.test_sweep import at, go_to, issued, pay, steps
from tests.support.post_office import Wire, send_states, work_off
from tests.support.world import World


async def pause(world: World, invoice: dict[str, Any], **body: Any) -> Any:
    return await world.api.post(f"/v1/invoices/{invoice['id']}/reminders/pause", json={"reason": "dispute", **body})


async def resume(world: World, invoice: dict[str, Any]) -> Any:
    return await world.api.post(f"/v1/invoices/{invoice['id']}/reminders/resume")


class TestPause:
    async def test_nothing_is_sent_until_it_is_resumed(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        shown = (await pause(world, invoice, note="Wrong quantity")).json()
        assert (shown["state"], shown["pause_reason"], shown["pause_note"]) == ("paused", "dispute", "Wrong quantity")
        assert [await go_to(world, at(day)) for day in (8, 15, 18)] == [0, 0, 0]
        assert (await resume(world, invoice)).json()["state"] == "planned"
        assert await go_to(world, at(18, 12)) == 1
        assert (await steps(world, invoice))["after_3"] == "sent"
        assert len(wire.taken) == 1

    async def test_expects_only_the_last_of_the_steps_that_were_missed(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        await pause(world, invoice)
        await go_to(world, at(18, 12))
        shown = (await world.api.get(f"/v1/invoices/{invoice['id']}/reminders")).json()
        assert [step["step"] for step in shown["plan"]] == ["after_3", "after_7", "after_14", "after_30"]

    async def test_ends_by_itself_on_its_day(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        await pause(world, invoice, reason="promise", until="2027-03-18")
        assert [await go_to(world, at(day)) for day in (8, 15, 17)] == [0, 0, 0]
        assert await go_to(world, at(18)) == 1
        shown = (await world.api.get(f"/v1/invoices/{invoice['id']}/reminders")).json()
        assert (shown["state"], shown["pause_reason"]) == ("planned", None)

    async def test_takes_back_what_waits_to_be_sent(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        await world.set_clock(at(8))
        await sweep(world.pool, org=world.org)
        await pause(world, invoice)
        await work_off(world)
        assert not wire.taken
        assert await send_states(world, invoice["id"]) == ["cancelled"]
        assert await steps(world, invoice) == {"before_7": "skipped dispute"}

    async def test_says_why_not(self, world: World) -> None:
        invoice = await issued(world)
        past = await pause(world, invoice, until="2027-03-01")
        assert (past.status_code, past.json()["errors"][0]["pointer"]) == (422, "#/until")
        assert (await resume(world, invoice)).json()["code"] == "reminders.not_paused"
        draft = await world.add_draft()
        assert (await pause(world, draft)).json()["code"] == "reminders.no_plan"
        await pay(world, "1476.00")
        assert (await pause(world, invoice)).json()["code"] == "reminders.done"

    async def test_of_another_company_is_unknown(self, world: World) -> None:
        invoice = await issued(world)
        company = await world.add_company()
        stranger = await world.user("member", company_ids=[UUID(company["id"])])
        for method, path in (("GET", ""), ("POST", "/pause"), ("POST", "/resume")):
            body = {"reason": "dispute"} if path == "/pause" else None
            answer = await stranger.request(method, f"/v1/invoices/{invoice['id']}/reminders{path}", json=body)
            assert answer.status_code == 404
        assert (await stranger.get("/v1/reminders/upcoming")).json()["data"] == []


class TestUpcoming:
    async def test_soonest_first_without_the_paused(self, world: World) -> None:
        later, sooner = await issued(world), await issued(world, payment_terms={"days": 10, "note": ""})
        await pause(world, await issued(world))
        found = (await world.api.get("/v1/reminders/upcoming")).json()["data"]
        assert [row["invoice_id"] for row in found] == [sooner["id"], later["id"]]
        assert found[0] == {
            "invoice_id": sooner["id"], "number": sooner["number"], "client_name": "Example Bakery", "step": "before_7",
            "at": "2027-03-04T08:00:00Z", "balance": "1476.00", "currency": "PLN",
        }  # fmt: skip

    async def test_pages_follow_each_other(self, world: World) -> None:
        ids = [(await issued(world))["id"] for _ in range(3)]
        first = (await world.api.get("/v1/reminders/upcoming?limit=2")).json()
        rest = (await world.api.get(f"/v1/reminders/upcoming?limit=2&cursor={first['next']}")).json()
        assert [row["invoice_id"] for row in first["data"] + rest["data"]] == sorted(ids)
        assert rest["next"] is None
        wrong = encode_cursor("at", "yesterday", world.org)
        answer = await world.api.get(f"/v1/reminders/upcoming?cursor={wrong}")
        assert answer.json()["code"] == "request.bad_cursor"
