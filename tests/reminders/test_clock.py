"""The test clock: weeks in a second, in order."""

import pytest
from pydantic import SecretStr

from duespark.runtime.settings import settings
from tests.reminders.test_sweep import issued, pay, steps
from tests.support.post_office import Wire, work_off
from tests.support.world import World


class TestAdvance:
    async def test_everything_due_on_the_way_happens_on_its_day(self, world: World, wire: Wire) -> None:
        invoice = await issued(world)
        answer = await world.api.post("/v1/test-clock/advance", json={"days": 60})
        assert answer.status_code == 200, answer.text
        assert answer.json() == {"clock_at": "2027-04-30T08:00:00Z", "sent": 6}
        await work_off(world)
        assert [mail.date.date().isoformat() for mail in wire.taken if mail.date] == [
            "2027-03-08", "2027-03-15", "2027-03-18", "2027-03-22", "2027-03-29", "2027-04-14",
        ]  # fmt: skip
        assert "7 days overdue" in wire.taken[3].subject, "as of its own day, although the clock is far ahead"
        assert (await steps(world, invoice))["after_30"] == "sent"

    async def test_stops_where_it_was_told_to_and_goes_on_from_there(self, world: World) -> None:
        await issued(world)
        first = await world.api.post("/v1/test-clock/advance", json={"to": "2027-03-10T00:00:00Z"})
        second = await world.api.post("/v1/test-clock/advance", json={"days": 6})
        assert (first.json()["sent"], second.json()["sent"]) == (1, 1)

    async def test_begins_at_the_real_time(self, world: World) -> None:
        invoice = await world.add_invoice()
        answer = await world.api.post("/v1/test-clock/advance", json={"days": 30})
        assert answer.json()["sent"] >= 2
        await pay(world, "1476.00", received_on=invoice["document"]["issue_date"])
        later = await world.api.post("/v1/test-clock/advance", json={"days": 30})
        assert later.json()["sent"] == 0

    async def test_only_forward_and_one_target(self, world: World) -> None:
        await issued(world)
        for body in ({"to": "2027-02-01T00:00:00Z"}, {"to": "2031-01-01T00:00:00Z"}, {"to": "2027-04-01T00:00:00"}, {}):
            answer = await world.api.post("/v1/test-clock/advance", json=body)
            assert answer.status_code == 422, body
        both = await world.api.post("/v1/test-clock/advance", json={"days": 1, "to": "2027-04-01T00:00:00Z"})
        assert both.status_code == 422

    async def test_reset_is_back_to_real_time(self, world: World) -> None:
        await issued(world)
        assert (await world.api.delete("/v1/test-clock")).status_code == 204
        [row] = await world.fetch("SELECT clock_at FROM organizations WHERE id = $1", world.org)
        assert row["clock_at"] is None

    async def test_never_where_mail_is_real(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings(), "smtp_url", SecretStr("smtp://mail.example.com"))
        answer = await world.api.post("/v1/test-clock/advance", json={"days": 1})
        assert (answer.status_code, answer.json()["code"]) == (409, "test_clock.real_mail")
        await world.execute("UPDATE organizations SET is_demo = true WHERE id = $1", world.org)
        assert (await world.api.post("/v1/test-clock/advance", json={"days": 1})).status_code == 200

    async def test_members_may_not(self, world: World) -> None:
        member = await world.user("member")
        assert (await member.post("/v1/test-clock/advance", json={"days": 1})).status_code == 403
