"""A PDF locked for one sending: the password opens it, stands nowhere else, and is gone once the message is settled."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from duespark.adapters.email.message import Mail
from duespark.adapters.email.transport import transport
from duespark.delivery import job as delivery_job
from duespark.runtime.ledger import NotTaken, Refused, Unclear
from tests.support.post_office import Killed, Wire, jobs_of, run_job, send_states, work_off
from tests.support.world import BUYER, World

PASSWORD = "Zürich 1904 ß"


async def sent(world: World, **body: Any) -> dict[str, Any]:
    """An issued invoice whose locked delivery waits in the queue."""
    invoice = await world.add_invoice()
    answer = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"password": PASSWORD, **body})
    assert answer.status_code == 202, answer.text
    assert answer.json()["data"][0]["locked"] is True
    return {**invoice, "delivery": answer.json()["data"][0]["id"]}


async def kept(world: World) -> list[bool]:
    """Of each delivery, whether it still has its password."""
    rows = await world.fetch("SELECT password FROM deliveries WHERE org_id = $1 ORDER BY id", world.org)
    return [row["password"] is not None for row in rows]


def opens(pdf: bytes, password: str = "") -> bool:
    try:
        pikepdf.open(BytesIO(pdf), password=password).close()
    except pikepdf.PasswordError:
        return False
    return True


def opens_with_it_only(mail: Mail) -> bool:
    return not opens(mail.attachments[0].content) and opens(mail.attachments[0].content, PASSWORD)


def raises(error: BaseException) -> Any:
    async def fail(_: Mail) -> None:
        raise error

    return fail


class TestInTheMailbox:
    async def test_opens_with_the_password_only_and_the_mail_shows_nothing_of_it(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(delivery_job, "transport", transport)
        recipient = f"{world.org.hex}@example.com"
        client = await world.add_client(profile={**BUYER, "email": recipient})
        invoice = await world.add_invoice(client_id=client["id"])
        link = (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"password": PASSWORD})
        await work_off(world)
        (row,) = (await world.guest().get("/v1/mailbox", params={"to": recipient})).json()["data"]
        mail = (await world.guest().get(f"/v1/mailbox/{row['id']}")).json()
        (file,) = mail["attachments"]
        assert file["name"].endswith("_locked.pdf")
        pdf = (await world.guest().get(file["url"])).content
        assert [opens(pdf), opens(pdf, "guessed"), opens(pdf, PASSWORD)] == [False, False, True]
        said = mail["subject"] + mail["html"] + mail["text"]
        assert "opens with a password only" in said
        assert invoice["number"] in mail["subject"]
        for secret in (PASSWORD, link["code"], "/pay/", "1,476", "IBAN", "cid:"):
            assert secret not in said

    async def test_is_kept_nowhere_in_the_open(
        self, world: World, wire: Wire, capfd: pytest.CaptureFixture[str]
    ) -> None:
        wire.before = raises(NotTaken("421 try later"))
        await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(NotTaken):
            await run_job(world, name, arguments)
        for table in ("deliveries", "sends", "audit_entries", "events", "idempotency_keys"):
            rows = await world.fetch(f"SELECT t::text AS text FROM {table} AS t WHERE org_id = $1", world.org)
            assert not [row for row in rows if PASSWORD in row["text"] or PASSWORD.encode().hex() in row["text"]]
        assert PASSWORD not in str(await jobs_of(world)) + "".join(capfd.readouterr())


class TestTriedAgain:
    async def test_the_same_password_after_a_failure_and_none_after_success(self, world: World, wire: Wire) -> None:
        wire.before = raises(NotTaken("421 try later"))
        await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(NotTaken):
            await run_job(world, name, arguments)
        assert await kept(world) == [True]
        wire.before = None
        await run_job(world, name, arguments)
        assert [opens_with_it_only(mail) for mail in wire.taken] == [True]
        assert await kept(world) == [False]

    @pytest.mark.parametrize("place", ["before", "after"])
    async def test_killed_at_the_wire_it_is_never_sent_open(self, world: World, wire: Wire, place: str) -> None:
        wire.knows = place == "after"
        setattr(wire, place, raises(Killed()))
        await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with pytest.raises(Killed):
            await run_job(world, name, arguments)
        assert await kept(world) == [True]
        setattr(wire, place, None)
        await run_job(world, name, arguments)
        assert [opens_with_it_only(mail) for mail in wire.taken] == [True]
        assert await kept(world) == [False]

    async def test_killed_before_the_end_is_told_the_next_run_forgets_it(
        self, world: World, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def die(*_: Any) -> None:
            raise Killed

        await sent(world)
        [(_, name, arguments)] = await jobs_of(world)
        with monkeypatch.context() as patch:
            patch.setattr(delivery_job, "tell", die)
            with pytest.raises(Killed):
                await run_job(world, name, arguments)
        assert await kept(world) == [True]
        await run_job(world, name, arguments)
        assert (len(wire.taken), await kept(world)) == (1, [False])

    async def test_a_failed_one_is_sent_anew_and_not_without_its_password(self, world: World, wire: Wire) -> None:
        wire.before = raises(Refused("550 no such mailbox"))
        invoice = await sent(world)
        await work_off(world)
        assert (await send_states(world, invoice["id"]), await kept(world)) == (["failed"], [False])
        answer = await world.api.post(f"/v1/deliveries/{invoice['delivery']}/retry")
        assert (answer.status_code, answer.json()["code"]) == (409, "delivery.password_forgotten")
        assert await send_states(world, invoice["id"]) == ["failed"]
        wire.before = None
        again = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"password": PASSWORD})
        assert again.status_code == 202
        await work_off(world)
        assert [opens_with_it_only(mail) for mail in wire.taken] == [True]

    async def test_an_unsure_one_keeps_it_until_somebody_says_what_happened(self, world: World, wire: Wire) -> None:
        wire.before = raises(Unclear("the connection broke"))
        invoice = await sent(world)
        await work_off(world)
        assert (await send_states(world, invoice["id"]), await kept(world)) == (["unsure"], [True])
        wire.before = None
        await world.api.post(f"/v1/deliveries/{invoice['delivery']}/resolve", json={"arrived": False})
        await work_off(world)
        assert [opens_with_it_only(mail) for mail in wire.taken] == [True]
        assert await kept(world) == [False]

    async def test_one_that_lost_its_password_is_withdrawn(self, world: World, wire: Wire) -> None:
        invoice = await sent(world)
        await world.execute("UPDATE deliveries SET password = NULL WHERE org_id = $1", world.org)
        await work_off(world)
        assert (wire.taken, await send_states(world, invoice["id"])) == ([], ["cancelled"])


class TestAsking:
    async def test_the_same_request_twice_is_one_message(self, world: World) -> None:
        invoice = await sent(world)
        path = f"/v1/invoices/{invoice['id']}/send"
        again = await world.api.post(path, json={"password": PASSWORD})
        assert [one["id"] for one in again.json()["data"]] == [invoice["delivery"]]
        for body in ({"password": PASSWORD + "x"}, {}):
            refused = await world.api.post(path, json=body)
            assert (refused.status_code, refused.json()["code"]) == (409, "delivery.other_under_way")

    async def test_a_mail_that_would_tell_the_password_is_refused(self, world: World) -> None:
        invoice = await world.add_invoice()
        for field in ("subject", "message"):
            body = {"password": PASSWORD, field: f"Open it with {PASSWORD}!"}
            answer = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json=body)
            assert (answer.status_code, answer.json()["code"]) == (422, "delivery.password_in_mail")
            assert answer.json()["errors"][0]["pointer"] == f"#/{field}"
            assert PASSWORD not in answer.text

    async def test_a_short_one_is_refused_and_not_repeated(self, world: World) -> None:
        invoice = await world.add_invoice()
        answer = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"password": "zq7"})
        assert answer.status_code == 422
        assert "zq7" not in answer.text

    async def test_the_preview_shows_the_mail_as_it_will_be(self, world: World) -> None:
        invoice = await world.add_invoice()
        preview = await world.api.get(f"/v1/invoices/{invoice['id']}/send-preview", params={"locked": True})
        assert "opens with a password only" in preview.json()["message"]
        assert "1,476" not in preview.json()["html"]
