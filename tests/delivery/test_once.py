"""Never twice, nothing lost, no failure called a success: the job of a delivery, killed and broken at every step."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from duespark.adapters.email.message import Mail
from duespark.delivery import job as delivery_job
from duespark.delivery.stuck import requeue_stuck
from duespark.runtime import ledger
from duespark.runtime.ledger import NotTaken, Refused, Unclear
from tests.support.post_office import Killed, Wire, jobs_of, run_job, send_states, work_off
from tests.support.world import World


async def sent(world: World, **body: Any) -> dict[str, Any]:
    """An issued invoice whose delivery waits in the queue."""
    invoice = await world.add_invoice()
    response = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json=body)
    assert response.status_code == 202, response.text
    return {**invoice, "deliveries": response.json()["data"]}


async def kinds(world: World, invoice: dict[str, Any]) -> list[str]:
    """What the invoice's timeline says of deliveries, oldest first."""
    rows = await world.fetch(
        "SELECT kind FROM events WHERE org_id = $1 AND subject_id = $2 AND kind LIKE '%delivery%' ORDER BY id",
        world.org, invoice["id"],
    )  # fmt: skip
    return [row["kind"] for row in rows]


def raises(error: BaseException) -> Callable[[Mail], Any]:
    async def fail(mail: Mail) -> None:
        raise error

    return fail


async def die(*_: Any) -> None:
    raise Killed


class TestKilled:
    """`kill -9` is a BaseException that no handler of the job sees; then the queue runs the job again."""

    async def test_before_the_claim(self, world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with monkeypatch.context() as patch:
            patch.setattr(ledger, "_claim", die)
            with pytest.raises(Killed):
                await run_job(world, name, arguments)
        assert await send_states(world, invoice["id"]) == ["pending"]
        await run_job(world, name, arguments)
        assert len(wire.taken) == 1

    @pytest.mark.parametrize(("knows", "state", "mails"), [(None, "unsure", 0), (True, "sent", 1)])
    async def test_after_the_claim_before_the_wire(
        self, world: World, wire: Wire, knows: bool | None, state: str, mails: int
    ) -> None:
        wire.knows, wire.before = knows, raises(Killed())
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(Killed):
            await run_job(world, name, arguments)
        assert await send_states(world, invoice["id"]) == ["sending"]
        wire.before = None
        await run_job(world, name, arguments)
        assert (len(wire.taken), await send_states(world, invoice["id"])) == (mails, [state])

    @pytest.mark.parametrize(("knows", "state"), [(None, "unsure"), (True, "sent")])
    async def test_after_the_wire_before_the_commit(
        self, world: World, wire: Wire, knows: bool | None, state: str
    ) -> None:
        wire.knows, wire.after = knows, raises(Killed())
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(Killed):
            await run_job(world, name, arguments)
        for _ in range(3):
            await run_job(world, name, arguments)
        assert (len(wire.taken), await send_states(world, invoice["id"])) == (1, [state])

    async def test_after_the_commit_before_the_event(
        self, world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with monkeypatch.context() as patch:
            patch.setattr(delivery_job, "tell", die)
            with pytest.raises(Killed):
                await run_job(world, name, arguments)
        assert (await send_states(world, invoice["id"]), await kinds(world, invoice)) == (["sent"], [])
        for _ in range(2):
            await run_job(world, name, arguments)
        assert len(wire.taken) == 1
        assert await kinds(world, invoice) == ["invoice.delivery_sent"]
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()["sent_at"] is not None


class TestFailed:
    async def test_refused_is_failed_and_says_why(self, world: World, wire: Wire) -> None:
        wire.before = raises(Refused("550 5.1.1 no such mailbox"))
        invoice = await sent(world)
        await work_off(world)
        [delivery] = (await world.api.get("/v1/deliveries", params={"state": "failed"})).json()["data"]
        assert (delivery["invoice_id"], delivery["error"]) == (invoice["id"], "550 5.1.1 no such mailbox")
        assert await kinds(world, invoice) == ["invoice.delivery_failed"]
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()["sent_at"] is None

    @pytest.mark.parametrize("error", [NotTaken("421 try later"), NotTaken("TLS handshake failed")])
    async def test_not_taken_comes_back_and_in_the_end_fails(self, world: World, wire: Wire, error: Exception) -> None:
        wire.before = raises(error)
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(NotTaken):
            await run_job(world, name, arguments)
        assert await send_states(world, invoice["id"]) == ["pending"]
        await run_job(world, name, arguments, last=True)
        assert await send_states(world, invoice["id"]) == ["failed"]
        assert await kinds(world, invoice) == ["invoice.delivery_failed"]

    async def test_a_mail_that_cannot_be_written_was_not_taken(
        self, world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def broken(*_: Any) -> bytes:
            raise RuntimeError("no fonts")

        monkeypatch.setattr(delivery_job, "pdf_for_job", broken)
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(NotTaken, match="no fonts"):
            await run_job(world, name, arguments)
        await run_job(world, name, arguments, last=True)
        assert (len(wire.taken), await send_states(world, invoice["id"])) == (0, ["failed"])

    async def test_one_bad_recipient_does_not_hide_the_others(self, world: World, wire: Wire) -> None:
        async def bounce(mail: Mail) -> None:
            if mail.to == "b@example.com":
                raise Refused("550 unknown")

        wire.before = bounce
        await sent(world, to=["a@example.com", "b@example.com", "c@example.com"])
        await work_off(world)
        rows = (await world.api.get("/v1/deliveries")).json()["data"]
        assert {row["recipient"]: row["state"] for row in rows} == {
            "a@example.com": "sent", "b@example.com": "failed", "c@example.com": "sent",
        }  # fmt: skip

    async def test_retry_sends_and_only_a_failed_one(self, world: World, wire: Wire) -> None:
        wire.before = raises(Refused("550"))
        invoice = await sent(world)
        [delivery] = invoice["deliveries"]
        early = await world.api.post(f"/v1/deliveries/{delivery['id']}/retry")
        assert (early.status_code, early.json()["code"]) == (409, "send.not_failed")
        await work_off(world)
        wire.before = None
        again = await world.api.post(f"/v1/deliveries/{delivery['id']}/retry")
        assert (again.status_code, again.json()["state"]) == (200, "pending")
        await work_off(world)
        assert (len(wire.taken), await send_states(world, invoice["id"])) == (1, ["sent"])
        assert await kinds(world, invoice) == ["invoice.delivery_failed", "invoice.delivery_sent"]

    async def test_failing_again_is_told_again(self, world: World, wire: Wire) -> None:
        wire.before = raises(Refused("550"))
        invoice = await sent(world)
        await work_off(world)
        await world.api.post(f"/v1/deliveries/{invoice['deliveries'][0]['id']}/retry")
        await work_off(world)
        assert await kinds(world, invoice) == ["invoice.delivery_failed"] * 2


class TestUnsure:
    @pytest.mark.parametrize(("arrived", "mails", "states"), [(True, 1, ["sent"]), (False, 2, ["sent"])])
    async def test_a_person_says_whether_it_arrived(
        self, world: World, wire: Wire, arrived: bool, mails: int, states: list[str]
    ) -> None:
        wire.after = raises(Unclear("connection lost"))
        invoice = await sent(world)
        await work_off(world)
        assert await send_states(world, invoice["id"]) == ["unsure"]
        wire.after = None
        [delivery] = invoice["deliveries"]
        answer = await world.api.post(f"/v1/deliveries/{delivery['id']}/resolve", json={"arrived": arrived})
        assert answer.status_code == 200, answer.text
        await work_off(world)
        assert (len(wire.taken), await send_states(world, invoice["id"])) == (mails, states)
        assert len(wire.times()) == 1, "both attempts carry the same Message-ID"
        assert await kinds(world, invoice) == ["invoice.delivery_unsure", "invoice.delivery_sent"]

    async def test_is_queued_although_the_job_that_left_it_is_not_yet_acknowledged(
        self, world: World, wire: Wire
    ) -> None:
        """The queue notes the end of a job a moment later; until then its key would keep a second one out."""
        wire.after = raises(Unclear("connection lost"))
        invoice = await sent(world)
        [(number, name, arguments)] = await jobs_of(world)
        await world.execute("UPDATE pgqueuer SET status = 'picked' WHERE id = $1", number)
        await run_job(world, name, arguments)
        assert await send_states(world, invoice["id"]) == ["unsure"]
        wire.after = None
        url = f"/v1/deliveries/{invoice['deliveries'][0]['id']}/resolve"
        assert (await world.api.post(url, json={"arrived": False})).status_code == 200
        assert await work_off(world) == 1
        assert await send_states(world, invoice["id"]) == ["sent"]

    async def test_is_never_sent_again_by_itself_nor_by_a_new_send(self, world: World, wire: Wire) -> None:
        wire.after = raises(Unclear("connection lost"))
        invoice = await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        for _ in range(3):
            await run_job(world, name, arguments)
        response = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        assert (response.status_code, response.json()["code"]) == (409, "delivery.unsure")
        assert len(wire.taken) == 1


class TestStuck:
    async def test_a_lost_job_is_asked_for_again_once(self, world: World, wire: Wire) -> None:
        await world.set_clock(datetime(2031, 1, 2, 12, tzinfo=UTC))
        invoice = await sent(world)
        await world.execute(
            "DELETE FROM pgqueuer WHERE id = ANY($1)", [number for number, _, _ in await jobs_of(world)]
        )
        await requeue_stuck(world.pool)
        assert await jobs_of(world) == []
        past = "now() - interval '1 hour'"
        await world.execute(f"UPDATE sends SET changed_at = {past} WHERE org_id = $1", world.org)
        for _ in range(2):
            await requeue_stuck(world.pool)
        assert await work_off(world) == 1
        assert (len(wire.taken), await send_states(world, invoice["id"])) == (1, ["sent"])
