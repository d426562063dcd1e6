"""Mails that follow one with a locked PDF: they show nothing of it, unless the seller wanted them as usual."""

from datetime import timedelta
from typing import Any

from duespark.adapters.email.message import Mail
from duespark.reminders.sweep import sweep
from tests.bulk.test_bulk_runs import finished, rows, start
from tests.invoices.test_amend import MORE, allow, amend
from tests.reminders.test_sweep import MONDAY, at, go_to, issued, pay
from tests.support.post_office import Wire, work_off
from tests.support.world import World

PASSWORD = "Zürich 1904 ß"


async def send(world: World, invoice: dict[str, Any], **body: Any) -> None:
    answer = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json=body)
    assert answer.status_code == 202, answer.text


async def locked(world: World, wire: Wire, **body: Any) -> dict[str, Any]:
    """An invoice that was sent with a password."""
    invoice = await issued(world)
    await send(world, invoice, password=PASSWORD, **body)
    await work_off(world)
    wire.taken.clear()
    return invoice


def shows(mail: Mail) -> set[str]:
    """What of the invoice is in the mail."""
    said = mail.subject + mail.html + mail.text
    found = {word for word in ("1,476", "/i/", "/pay/", "cid:") if word in said}
    return found | ({"a file"} if mail.attachments else set()) | ({"a picture"} if mail.pictures else set())


class TestDiscreet:
    async def test_reminders_and_the_receipt_name_the_invoice_and_show_nothing_of_it(
        self, world: World, wire: Wire
    ) -> None:
        invoice = await locked(world, wire)
        for day in range(1, 50):
            await go_to(world, MONDAY + timedelta(days=day, hours=4))
        await pay(world, "1476.00")
        await work_off(world)
        assert len(wire.taken) == 7
        assert [shows(mail) for mail in wire.taken] == [set()] * 7
        assert all(invoice["number"] in mail.subject and invoice["number"] in mail.text for mail in wire.taken)
        texts = [mail.text for mail in wire.taken]
        assert "is waiting for your payment" in texts[0]
        assert "is overdue: we have not seen the payment yet" in texts[2]
        assert [at for at, text in enumerate(texts) if "This is our final notice" in text] == [5]
        assert "is paid in full" in texts[6]
        story = (await world.api.get(f"/v1/invoices/{invoice['id']}/timeline", params={"limit": 100})).json()["data"]
        sent = [one["data"] for one in story if one["kind"] == "invoice.delivery_sent"]
        assert [(one["locked"], one["discreet"]) for one in sent] == [(False, True)] * 7 + [(True, False)]
        listed = (await world.api.get("/v1/deliveries", params={"invoice_id": invoice["id"]})).json()["data"]
        assert [one["discreet"] for one in listed] == [True] * 7 + [False]

    async def test_a_reminder_that_waited_already_gives_way_to_words_without_the_amount(
        self, world: World, wire: Wire
    ) -> None:
        """Its template names the amount, and would be filled in when it leaves."""
        invoice = await issued(world)
        await world.set_clock(at(8))
        assert await sweep(world.pool, org=world.org) == 1
        await send(world, invoice, password=PASSWORD)
        await work_off(world)
        [reminder] = [mail for mail in wire.taken if not mail.attachments]
        assert shows(reminder) == set()

    async def test_nothing_sends_it_open_without_somebody_choosing(self, world: World, wire: Wire) -> None:
        await allow(world)
        invoice = await locked(world, wire)
        assert (await amend(world, invoice, lines=MORE)).status_code == 200
        run = await start(world, "send", {"ids": [invoice["id"]]})
        await finished(world, run)
        [row] = await rows(world, run)
        assert (row["state"], row["code"]) == ("failed", "delivery.sent_locked")
        await work_off(world)
        assert wire.taken == []


class TestUsual:
    async def test_is_what_the_seller_may_choose(self, world: World, wire: Wire) -> None:
        await locked(world, wire, later_mails="usual")
        await go_to(world, at(8))
        [mail] = wire.taken
        assert shows(mail) >= {"1,476", "/i/", "a file"}
        listed = (await world.api.get("/v1/deliveries")).json()["data"]
        assert [(one["locked"], one["discreet"]) for one in listed] == [(False, False), (True, False)]

    async def test_comes_back_when_somebody_sends_it_open(self, world: World, wire: Wire) -> None:
        invoice = await locked(world, wire)
        await send(world, invoice)
        await work_off(world)
        wire.taken.clear()
        await pay(world, "1476.00")
        await work_off(world)
        assert shows(wire.taken[0]) >= {"1,476", "/i/", "a file"}

    async def test_can_be_chosen_anew_while_the_message_is_under_way(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        for later in ("discreet", "usual"):
            await send(world, invoice, password=PASSWORD, later_mails=later)
        await work_off(world)
        assert len(wire.taken) == 1
        [row] = await world.fetch("SELECT locked, later_open FROM deliveries WHERE org_id = $1", world.org)
        assert (row["locked"], row["later_open"]) == (True, True)
