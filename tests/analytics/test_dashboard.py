"""The dashboard: figures per currency on the organization's own day, and what needs a person."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from duespark.runtime.ids import new_id
from tests.payments.test_record import invoice, pay
from tests.support.world import World, new_world

TODAY = datetime(2026, 6, 15, 10, tzinfo=UTC)


async def look(world: World, **who: Any) -> dict[str, Any]:
    response = await (who.get("by") or world.api).get("/v1/dashboard")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def figures(shown: dict[str, Any], currency: str) -> dict[str, Any]:
    return next(one for one in shown["currencies"] if one["currency"] == currency)


async def due(world: World, day: str, price: str = "100.00", **fields: Any) -> dict[str, Any]:
    """An invoice due on this day."""
    return await invoice(world, price, issue_date=day, payment_terms={"days": 0}, **fields)


async def add_send(world: World, issued: dict[str, Any], state: str) -> None:
    send, delivery = new_id(), new_id()
    await world.execute(
        "INSERT INTO sends (org_id, id, kind, key, state, created_at, changed_at)"
        " VALUES ($1, $2, 'delivery', $3, $4, $5, $5)",
        world.org, send, send.hex, state, TODAY,
    )  # fmt: skip
    await world.execute(
        "INSERT INTO deliveries (org_id, id, invoice_id, send_id, kind, recipient, subject, message_id,"
        " created_at, queued_at)"
        " VALUES ($1, $2, $3, $4, 'invoice', 'bakery@example.com', 'Invoice', '<x@example.com>', $5, $5)",
        world.org, delivery, UUID(issued["id"]), send, TODAY,
    )  # fmt: skip


async def add_plan(world: World, issued: dict[str, Any], **fields: Any) -> None:
    """A reminder plan as stored, whatever the policy would say."""
    policy = await world.fetch("SELECT id FROM reminder_policies WHERE org_id = $1", world.org)
    policy_id = policy[0]["id"] if policy else new_id()
    if not policy:
        await world.execute(
            "INSERT INTO reminder_policies (org_id, id, name, steps, weekly_cap, quiet_weekends, is_default,"
            " created_at, updated_at) VALUES ($1, $2, 'Standard', '[]', 3, true, true, $3, $3)",
            world.org, policy_id, TODAY,
        )  # fmt: skip
    await world.execute(
        "DELETE FROM reminder_plans WHERE org_id = $1 AND invoice_id = $2", world.org, UUID(issued["id"])
    )
    names = ["org_id", "invoice_id", "policy_id", *fields]
    places = ", ".join(f"${at + 1}" for at in range(len(names)))
    await world.execute(
        f"INSERT INTO reminder_plans ({', '.join(names)}) VALUES ({places})",
        world.org, UUID(issued["id"]), policy_id, *fields.values(),
    )  # fmt: skip


class TestFigures:
    async def test_an_empty_organization_has_zeros_in_its_base_currency(self, database: str) -> None:
        async with new_world(database, empty=True, base_currency="JPY") as world:
            shown = await look(world)
        only = shown["currencies"][0]
        assert len(shown["currencies"]) == 1
        assert (only["currency"], only["outstanding"], only["drafts"]) == ("JPY", "0", 0)
        assert [one["bucket"] for one in only["ageing"]] == ["current", "1-30", "31-60", "61-90", "90+"]
        assert (shown["collected_by_month"], shown["needs_attention"], shown["recent"]) == ([], [], [])

    async def test_sorts_what_is_owed_by_age_from_the_day_after_it_was_due(self, world: World) -> None:
        await world.set_clock(TODAY)
        for day in ("2026-03-16", "2026-03-17", "2026-04-16", "2026-05-15", "2026-05-16", "2026-06-14", "2026-06-15"):
            await due(world, day, "10.00")
        await invoice(world, "7.00", payment_terms={"days": 7})
        await invoice(world, "9.00", payment_terms={"days": 8})
        await world.add_draft()
        shown = await look(world)
        zloty = figures(shown, "PLN")
        assert shown["today"] == "2026-06-15"
        assert [(one["bucket"], one["count"], one["balance"]) for one in zloty["ageing"]] == [
            ("current", 3, "26.00"),
            ("1-30", 2, "20.00"),
            ("31-60", 2, "20.00"),
            ("61-90", 1, "10.00"),
            ("90+", 1, "10.00"),
        ]
        assert (zloty["outstanding"], zloty["overdue"], zloty["due_7_days"]) == ("86.00", "60.00", "17.00")
        assert zloty["drafts"] == 1

    async def test_today_is_the_organizations_day_by_its_clock_and_zone(self, world: World) -> None:
        await world.set_clock(datetime(2026, 6, 15, 21, 59, tzinfo=UTC))
        await due(world, "2026-06-15")
        assert figures(await look(world), "PLN")["overdue"] == "0.00"
        await world.set_clock(datetime(2026, 6, 15, 22, 1, tzinfo=UTC))
        shown = await look(world)
        assert (shown["today"], figures(shown, "PLN")["overdue"]) == ("2026-06-16", "100.00")

    async def test_adds_no_currency_to_another(self, world: World) -> None:
        await invoice(world, "100", currency="JPY")
        await invoice(world, "1.234", currency="KWD")
        await invoice(world, "5.00")
        shown = await look(world)
        assert [(one["currency"], one["outstanding"]) for one in shown["currencies"]] == [
            ("PLN", "5.00"),
            ("JPY", "100"),
            ("KWD", "1.234"),
        ]


class TestCollected:
    async def test_counts_what_came_in_and_stands(self, world: World) -> None:
        await world.set_clock(TODAY)
        days = {
            "2026-06-15": "1.00",
            "2026-05-17": "2.00",
            "2026-05-16": "4.00",
            "2025-07-01": "8.00",
            "2025-06-30": "16.00",
        }
        for day, amount in days.items():
            await pay(world, amount, received_on=day)
        gone = await pay(world, "500.00", received_on="2026-06-14")
        await world.api.post(f"/v1/payments/{gone['id']}/reverse", json={"reason": "Bounced"})
        shown = await look(world)
        assert figures(shown, "PLN")["collected_30_days"] == "3.00"
        months = {one["month"]: one["amount"] for one in shown["collected_by_month"]}
        assert len(months) == 12
        assert (months["2026-06"], months["2026-05"], months["2025-07"]) == ("1.00", "6.00", "8.00")
        assert (months["2025-12"], "2025-06" in months) == ("0.00", False)

    async def test_what_was_paid_back_does_not_count_as_collected(self, world: World) -> None:
        await world.set_clock(TODAY)
        await pay(world, "100.00", received_on="2026-05-20")
        at = f"/v1/clients/{world.client['id']}/refunds"
        back = {"amount": "30.00", "currency": "PLN", "refunded_on": "2026-06-10"}
        for _ in range(2):
            answer = await world.api.post(at, json=back)
            assert answer.status_code == 201, answer.text
        undone = await world.api.post(f"/v1/credit-uses/{answer.json()['id']}/undo", json={"reason": "bounced"})
        assert undone.status_code == 200, undone.text
        shown = await look(world)
        assert figures(shown, "PLN")["collected_30_days"] == "70.00"
        months = {one["month"]: one["amount"] for one in shown["collected_by_month"]}
        assert (months["2026-05"], months["2026-06"]) == ("100.00", "-30.00")


class TestAttention:
    async def test_names_what_a_person_should_look_at_most_pressing_first(self, world: World) -> None:
        await world.set_clock(TODAY)
        late = await due(world, "2026-03-16")
        disputed, failed, unsure = [await due(world, "2026-06-14") for _ in range(3)]
        paid = await due(world, "2026-06-14", "3.00", currency="EUR")
        await pay(world, "3.00", currency="EUR", received_on="2026-06-14")
        await add_plan(world, disputed, paused_at=TODAY, pause_reason="dispute", pause_note="Two hours too many.")
        for issued, state in ((unsure, "unsure"), (failed, "failed"), (paid, "failed"), (disputed, "sent")):
            await add_send(world, issued, state)
        found = (await look(world))["needs_attention"]
        assert [(one["kind"], one["invoice_id"]) for one in found] == [
            ("unsure_send", unsure["id"]),
            ("failed_send", failed["id"]),
            ("disputed", disputed["id"]),
            ("very_late", late["id"]),
        ]
        assert found[2]["detail"] == "The client disputes it. Two hours too many."
        assert found[3]["detail"] == "It is 91 days past due."
        assert found[0]["number"] == unsure["number"]

    async def test_upcoming_reminders_come_soonest_first_without_those_paused(self, world: World) -> None:
        soon, later, paused = [await invoice(world) for _ in range(3)]
        await add_plan(world, later, next_at=TODAY.replace(day=20), next_step="after_3")
        await add_plan(world, soon, next_at=TODAY, next_step="before_1")
        paused_until = {"paused_at": TODAY, "pause_reason": "promise"}
        await add_plan(world, paused, next_at=TODAY, next_step="before_1", **paused_until)
        found = (await look(world))["upcoming_reminders"]
        assert [(one["invoice_id"], one["step"]) for one in found] == [
            (soon["id"], "before_1"),
            (later["id"], "after_3"),
        ]
        assert (found[0]["at"], found[0]["balance"], found[0]["number"]) == (
            "2026-06-15T10:00:00Z",
            "100.00",
            soon["number"],
        )


class TestRecent:
    async def test_tells_the_last_ten_things_with_the_invoices_number(self, world: World) -> None:
        issued = await invoice(world)
        await pay(world, "100.00")
        recent = (await look(world))["recent"]
        kinds = {entry["kind"] for entry in recent}
        assert {"invoice.drafted", "invoice.issued", "invoice.payment_allocated", "invoice.settled"} <= kinds
        assert {entry["number"] for entry in recent} == {issued["number"]}
        for _ in range(5):
            await invoice(world)
        assert len((await look(world))["recent"]) == 10


class TestWhoSeesWhat:
    async def test_a_member_of_one_company_sees_that_companys_figures(self, world: World) -> None:
        second = await world.add_company()
        mine, theirs = await invoice(world, "10.00"), await invoice(world, "1000.00", company_id=second["id"])
        await world.add_draft(company_id=second["id"])
        for issued, amount in ((mine, "4.00"), (theirs, "40.00")):
            await pay(world, amount, allocations=[{"invoice_id": issued["id"], "amount": amount}])
        scoped = await world.user("viewer", company_ids=[UUID(world.company["id"])])
        shown = await look(world, by=scoped)
        zloty = figures(shown, "PLN")
        assert (zloty["outstanding"], zloty["collected_30_days"], zloty["drafts"]) == ("6.00", "4.00", 0)
        assert {entry["number"] for entry in shown["recent"]} == {mine["number"]}
        everything = figures(await look(world), "PLN")
        assert (everything["outstanding"], everything["collected_30_days"], everything["drafts"]) == (
            "966.00",
            "44.00",
            1,
        )

    async def test_another_organization_sees_nothing_of_it(self, world: World, database: str) -> None:
        await invoice(world)
        async with new_world(database, empty=True) as other:
            shown = await look(other)
        assert (figures(shown, "PLN")["outstanding"], shown["recent"]) == ("0.00", [])
