"""Reminders to many at once because a person asks: the rule decides on each, says why not in words, and nothing goes twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from duespark.bulk import run as bulk_run
from duespark.delivery import job as delivery_job
from duespark.reminders.sweep import sweep
from tests.bulk.test_bulk_runs import counts, finished, rows, start, work
from tests.support.post_office import Killed, Wire, jobs_of, run_job, work_off
from tests.support.world import World, new_world


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire()
    monkeypatch.setattr(delivery_job, "transport", lambda: made)
    return made


@pytest.fixture
async def world(database: str, wire: Wire) -> AsyncIterator[World]:
    """On Monday 1 March. An invoice of that day is due on Monday 15 March, in Warsaw."""
    async with new_world(database) as made:
        await made.set_clock(at(1, 8))
        yield made


async def clients(world: World, count: int) -> list[str]:
    """So many clients with an invoice each; the ids of the invoices."""
    made = []
    for number in range(count):
        profile = {"name": f"Client {number}", "email": f"c{number}@example.com", "address": {"country": "PL"}}
        client = await world.add_client(profile=profile)
        made.append((await world.add_invoice(client_id=client["id"]))["id"])
    return made


async def reminded(world: World) -> Counter[str]:
    """How many reminders each invoice got."""
    found = await world.fetch("SELECT invoice_id FROM deliveries WHERE org_id = $1 AND kind = 'reminder'", world.org)
    return Counter(str(row["invoice_id"]) for row in found)


async def remind(world: World, *ids: str) -> list[dict[str, Any]]:
    """A run over these, and its rows."""
    run = await start(world, "remind", {"ids": list(ids)})
    await finished(world, run)
    return await rows(world, run)


async def why_not(world: World, id: str) -> str:
    [row] = await remind(world, id)
    assert (row["state"], row["code"]) == ("failed", "reminders.not_now"), row
    return str(row["detail"])


class TestRemind:
    async def test_the_next_step_of_each_goes_out_now(self, world: World, wire: Wire) -> None:
        ids = await clients(world, 3)
        await world.set_clock(at(3))
        found = await remind(world, *ids)
        assert {row["result"] for row in found} == {"c0@example.com", "c1@example.com", "c2@example.com"}
        await work_off(world)
        assert len(wire.taken) == 3
        assert all("is due on" in mail.subject for mail in wire.taken)
        shown = (await world.api.get(f"/v1/invoices/{ids[0]}/reminders")).json()
        assert [(step["step"], step["state"]) for step in shown["plan"]][:2] == [
            ("before_7", "sent"), ("before_1", "planned"),
        ]  # fmt: skip
        await world.set_clock(at(8))
        assert await sweep(world.pool, org=world.org) == 0, "the step is used up"

    async def test_the_rule_is_asked_about_all_of_the_client_s_invoices(self, world: World) -> None:
        """Two overdue ones take the week; a third that a person asks for waits, and says so."""
        first, second, third = [(await world.add_invoice())["id"] for _ in range(3)]
        await world.set_clock(at(19))
        assert [row["state"] for row in await remind(world, first, second)] == ["done", "done"]
        assert "at most 2 reminders a week; this one may go at 2027-03-26 08:00 or later" in await why_not(world, third)

    async def test_it_stands_in_the_trail_who_asked(self, world: World) -> None:
        [id] = await clients(world, 1)
        await world.set_clock(at(3))
        await remind(world, id)
        trail = (await world.api.get(f"/v1/audit?subject_id={id}")).json()["data"]
        entry = next(one for one in trail if one["action"] == "reminders.send")
        assert (entry["actor_label"], entry["after"]) == ("Test key", {"step": "before_7", "to": ["c0@example.com"]})

    async def test_who_may_not_write_reminders_may_not(self, world: World) -> None:
        [id] = await clients(world, 1)
        key = await world.key_of(world.owner, scopes=["bulk.write", "invoices.read"])
        answer = await key.post("/v1/bulk-runs", json={"action": "remind", "filters": {"ids": [id]}})
        assert (answer.status_code, answer.json()["code"]) == (403, "bulk.not_permitted")


class TestWhyNot:
    async def test_says_so_in_words(self, world: World) -> None:
        disputed, promised, silent, paid = await clients(world, 4)
        pause = {"reason": "dispute", "note": "Wrong quantity"}
        await world.api.post(f"/v1/invoices/{disputed}/reminders/pause", json=pause)
        pause = {"reason": "promise", "until": "2027-03-12"}
        await world.api.post(f"/v1/invoices/{promised}/reminders/pause", json=pause)
        client = (await world.api.get(f"/v1/invoices/{silent}")).json()["client_id"]
        await world.execute("UPDATE clients SET reminders_paused = true WHERE id = $1", client)
        await finished(world, await start(world, "pay", {"ids": [paid]}))
        draft = (await world.add_draft())["id"]
        quote = (await world.add_draft(kind="quote"))["id"]
        await world.set_clock(at(3))
        assert await why_not(world, disputed) == "Its reminders are paused, because there is a dispute about it."
        assert await why_not(world, promised) == (
            "Its reminders are paused until 2027-03-12, because the client promised to pay."
        )
        assert await why_not(world, silent) == "Reminders to this client are paused."
        assert await why_not(world, paid) == "Nothing is owed."
        assert await why_not(world, draft) == "It is a draft. Issue it first."
        assert await why_not(world, quote) == "A quote asks for no money."
        assert not await reminded(world)

    async def test_by_the_clock(self, world: World) -> None:
        """One client's invoice through its weeks."""
        [id] = await clients(world, 1)
        await finished(world, await start(world, "send", {"ids": [id]}))
        await work_off(world)
        assert await why_not(world, id) == "It was sent by hand today; a reminder may go at 2027-03-03 08:00 or later."
        await world.set_clock(at(3, 20))
        assert "Nobody is written to at this time" in await why_not(world, id)
        await world.set_clock(at(4))
        assert (await remind(world, id))[0]["state"] == "done"
        assert "went out today; the next may go at 2027-03-05 08:00 or later" in await why_not(world, id)
        await world.set_clock(at(12))
        assert (await remind(world, id))[0]["state"] == "done", "the one for Monday 15, with what Sunday had"
        await world.set_clock(at(13))
        assert await why_not(world, id) == "It is due on 2027-03-15, and the next reminder is for after that day."
        for day in (16, 24):
            await world.set_clock(at(day))
            assert (await remind(world, id))[0]["state"] == "done"
        await world.set_clock(at(1, month=4))
        assert (await remind(world, id))[0]["state"] == "done"
        await world.set_clock(at(7, month=4))
        assert await why_not(world, id) == "The next is a formal notice, which goes out on its day, 2027-04-14."
        await world.set_clock(at(14, month=4))
        assert await sweep(world.pool, org=world.org) == 1
        assert await why_not(world, id) == "Every reminder of its sequence has gone out or was left out."

    async def test_without_an_address_the_step_is_not_used_up(self, world: World) -> None:
        mute = await world.add_client(profile={"name": "No Mail", "address": {"country": "PL"}})
        id = (await world.add_invoice(client_id=mute["id"]))["id"]
        await world.set_clock(at(3))
        [row] = await remind(world, id)
        assert (row["code"], row["detail"]) == (
            "reminders.no_address", "No Mail has no e-mail address. Add one to the client.",
        )  # fmt: skip
        assert not await world.fetch("SELECT 1 FROM reminders WHERE org_id = $1", world.org)


class TestOnce:
    async def test_a_worker_killed_on_the_way_reminds_nobody_twice(
        self, world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """FM-01, FM-19: killed before the commit of a row, and after it; then the job runs again."""
        ids = await clients(world, 4)
        await world.set_clock(at(3))
        run = await start(world, "remind", {"ids": ids})
        act, seen = bulk_run._do, 0

        async def dies(*arguments: Any) -> None:
            nonlocal seen
            seen += 1
            await act(*arguments)
            if seen % 2 == 0:
                raise Killed  # what the row did is not committed

        monkeypatch.setattr(bulk_run, "_do", dies)
        for _ in range(10):
            try:
                await run_job(world, "bulk.run", {"run_id": run["id"]})
            except Killed:
                continue
        assert counts(await finished(world, run)) == (0, 4, 0, 0)
        await work_off(world)
        assert await reminded(world) == Counter(ids)
        assert len(wire.taken) == 4

    async def test_two_runs_and_the_sweep_at_once_remind_once(self, world: World, wire: Wire) -> None:
        """FM-01: whoever comes second finds that one went out today."""
        ids = await clients(world, 4)
        await world.set_clock(at(8))
        runs = [await start(world, "remind", {"ids": ids}) for _ in range(2)]
        await asyncio.gather(
            *(run_job(world, "bulk.run", {"run_id": run["id"]}) for run in runs for _ in range(2)),
            sweep(world.pool, org=world.org),
            sweep(world.pool, org=world.org),
        )
        await work(world)
        found = [counts((await world.api.get(f"/v1/bulk-runs/{run['id']}")).json()) for run in runs]
        assert sum(done + failed for _, done, failed, _ in found) == 8
        assert sum(done for _, done, _, _ in found) <= 4
        refused = [row for run in runs for row in await rows(world, run, "&state=failed")]
        assert all("went out today" in row["detail"] for row in refused)
        while await jobs_of(world):
            await work_off(world)
        assert await reminded(world) == Counter(ids)
        assert set(wire.times().values()) == {1}
        assert len(wire.taken) == 4

    async def test_a_cancelled_run_reminds_nobody_more(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bulk_run, "SLICE", 1)
        ids = await clients(world, 3)
        await world.set_clock(at(3))
        run = await start(world, "remind", {"ids": ids})
        await run_job(world, "bulk.run", {"run_id": run["id"]})
        await world.api.post(f"/v1/bulk-runs/{run['id']}/cancel")
        assert counts(await finished(world, run)) == (0, 1, 0, 2)
        assert (await reminded(world)).total() == 1
