"""Reminders to contacts: who gets which, and that several recipients are one reminder."""

from typing import Any

from tests.reminders.test_sweep import at, go_to, issued, steps
from tests.support.post_office import Wire, work_off
from tests.support.world import World


async def add(world: World, **fields: Any) -> None:
    body = {"name": "Ada", "receives_reminders": True, **fields}
    answer = await world.api.post(f"/v1/clients/{world.client['id']}/contacts", json=body)
    assert answer.status_code == 201, answer.text


async def receivers(wire: Wire) -> list[str]:
    found = sorted(mail.to for mail in wire.taken)
    wire.taken.clear()
    return found


class TestReminders:
    async def test_go_to_contacts_and_escalation_only_when_the_tone_is_firm(self, world: World, wire: Wire) -> None:
        await add(world, role="accounts_payable", email="ap@example.com", language="de")
        await add(world, role="escalation", email="boss@example.com")
        await add(world, role="billing", email="silent@example.com", receives_reminders=False, receives_invoices=True)
        policy = (await world.api.get("/v1/reminder-policies")).json()["data"][0]
        tones = {step["key"]: step["tone"] for step in policy["steps"]}
        invoice = await issued(world)
        seen: dict[str, set[str]] = {}
        for day in range(1, 32):
            await go_to(world, at(day, 12))
            await work_off(world)
            done = [key for key, state in (await steps(world, invoice)).items() if state == "sent" and key not in seen]
            got = set(await receivers(wire))
            seen |= dict.fromkeys(done, got)
        assert seen
        for key, got in seen.items():
            expected = {"ap@example.com", "boss@example.com"} if tones[key] in ("firm", "legal") else {"ap@example.com"}
            assert got == expected, key
        assert {tones[key] in ("firm", "legal") for key in seen} == {True, False}

    async def test_two_recipients_are_one_reminder_of_the_week(self, world: World, wire: Wire) -> None:
        for name in ("one", "two", "three"):
            await add(world, name=name, email=f"{name}@example.com")
        await issued(world)
        queued = [await go_to(world, at(day, 12)) for day in range(1, 13)]
        await work_off(world)
        counted = await world.fetch("SELECT step FROM reminders WHERE org_id = $1 AND state = 'sent'", world.org)
        assert len(await receivers(wire)) == 3 * len(counted) > 0
        assert sum(queued) == len(counted)
