"""The saved states of a draft: the last twenty, what each changed, and putting one back."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.world import LINE, World, new_world

NINE = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)


async def save(world: World, draft: dict[str, Any], *, at: datetime | None = None, **fields: Any) -> dict[str, Any]:
    """The draft saved with these fields on top of its newest version."""
    if at is not None:
        await world.set_clock(at)
    version = (await world.api.get(f"/v1/invoices/{draft['id']}")).json()["version"]
    answer = await world.api.put(
        f"/v1/invoices/{draft['id']}", json=world.draft(**fields), headers={"if-match": f'"{version}"'}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def saves_of(world: World, draft: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await world.api.get(f"/v1/invoices/{draft['id']}/saves")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


class TestSaves:
    async def test_every_save_is_a_state_with_who_when_and_what_changed(self, world: World) -> None:
        await world.set_clock(NINE)
        draft = await world.add_draft(lines=[{**LINE, "id": "a"}])
        await save(
            world, draft, at=NINE + timedelta(hours=1), lines=[{**LINE, "id": "a", "quantity": "12"}], notes="Thanks"
        )
        newest, first = await saves_of(world, draft)
        assert (first["number"], first["version"], first["at"], first["changes"]) == (1, 1, "2026-05-11T09:00:00Z", [])
        assert (newest["version"], newest["is_current"], newest["line_count"], newest["gross"]) == (
            2,
            True,
            1,
            "1771.20",
        )
        assert newest["actor_label"] == first["actor_label"] != ""
        assert [(one["label"], one["old"], one["new"]) for one in newest["changes"]] == [
            ("Line 1, quantity", "10", "12"), ("Notes", "", "Thanks"),
        ]  # fmt: skip

    async def test_a_line_put_in_is_one_change(self, world: World) -> None:
        draft = await world.add_draft(lines=[{**LINE, "id": "a"}])
        await save(world, draft, lines=[{**LINE, "id": "new", "description": "Travel"}, {**LINE, "id": "a"}])
        change = (await saves_of(world, draft))[0]["changes"]
        assert [(one["kind"], one["label"], one["new"]["description"]) for one in change] == [
            ("added", "Line 1", "Travel")
        ]

    async def test_twenty_are_kept(self, world: World) -> None:
        draft = await world.add_draft()
        for count in range(1, 25):
            await save(world, draft, notes=f"note {count}")
        found = await saves_of(world, draft)
        assert [one["version"] for one in found] == list(range(25, 5, -1))

    async def test_what_was_saved_in_passing_goes_before_what_stood(self, world: World) -> None:
        """Twenty pauses in typing must not push out the state of an hour ago."""
        await world.set_clock(NINE)
        draft = await world.add_draft()
        await save(world, draft, at=NINE + timedelta(hours=1), notes="an hour later")
        for second in range(25):
            await save(world, draft, at=NINE + timedelta(hours=2, seconds=second), notes=f"typing {second}")
        found = await saves_of(world, draft)
        assert len(found) == 20
        assert [one["version"] for one in found[-2:]] == [2, 1]
        assert found[0]["version"] == 27

    async def test_issue_and_deletion_leave_none(self, world: World) -> None:
        issued, gone = await world.add_draft(), await world.add_draft()
        await world.api.post(f"/v1/invoices/{issued['id']}/issue")
        assert (await world.api.delete(f"/v1/invoices/{gone['id']}", headers={"if-match": '"1"'})).status_code == 204
        assert await saves_of(world, issued) == []
        assert await world.fetch("SELECT 1 FROM draft_saves WHERE org_id = $1", world.org) == []


class TestRestore:
    async def test_puts_everything_back_and_keeps_what_was_there(self, world: World) -> None:
        other = await world.add_client(profile={"name": "Other", "address": {"country": "PL"}})
        rich = {
            "notes": "Thanks", "purchase_order": "PO-1", "prepaid": "10.00", "issue_date": "2026-05-11",
            "withholdings": [{"name": "WHT", "percent": "5"}], "client_id": other["id"],
            "allowances": [{"reason": "Loyalty", "percent": "10"}],
        }  # fmt: skip
        draft = await world.add_draft(**rich)
        await save(world, draft, lines=[])
        url = f"/v1/invoices/{draft['id']}"
        answer = await world.api.post(f"{url}/saves/1/restore", headers={"if-match": '"2"'})
        assert answer.status_code == 200, answer.text
        back = answer.json()
        assert (back["version"], back["document"], back["client_id"]) == (3, draft["document"], other["id"])
        assert [one["version"] for one in await saves_of(world, draft)] == [3, 2, 1]
        assert (await world.api.get(url)).json() == back

    async def test_needs_the_newest_version(self, world: World) -> None:
        draft = await world.add_draft()
        await save(world, draft, notes="newer")
        url = f"/v1/invoices/{draft['id']}/saves/1/restore"
        assert (await world.api.post(url)).status_code == 428
        late = await world.api.post(url, headers={"if-match": '"1"'})
        assert (late.status_code, late.headers["etag"]) == (412, '"2"')

    async def test_an_unknown_state_is_named(self, world: World) -> None:
        draft = await world.add_draft()
        answer = await world.api.post(f"/v1/invoices/{draft['id']}/saves/9/restore", headers={"if-match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (404, "draft.save_not_found")

    async def test_an_issued_invoice_has_nothing_to_restore(self, world: World) -> None:
        issued = await world.add_invoice()
        headers = {"if-match": f'"{issued["version"]}"'}
        answer = await world.api.post(f"/v1/invoices/{issued['id']}/saves/1/restore", headers=headers)
        assert answer.status_code == 404

    async def test_a_rate_nobody_chose_stays_that_of_the_day(self, world: World) -> None:
        """FM-37."""
        draft = await world.add_draft(currency="EUR")
        url = f"/v1/invoices/{draft['id']}"
        await world.api.post(f"{url}/saves/1/restore", headers={"if-match": '"1"'})
        rows = await world.fetch("SELECT exchange_typed FROM invoices WHERE org_id = $1", world.org)
        assert [row["exchange_typed"] for row in rows] == [False]

    async def test_shows_one_as_it_was(self, world: World) -> None:
        draft = await world.add_draft(notes="Thanks")
        await save(world, draft, notes="Other")
        found = (await world.api.get(f"/v1/invoices/{draft['id']}/saves/1")).json()
        assert (found["document"], found["client_name"]) == (draft["document"], draft["client_name"])


class TestConflict:
    async def test_what_was_typed_is_set_aside_and_the_draft_stays(self, world: World) -> None:
        draft = await world.add_draft()
        theirs = await save(world, draft, notes="theirs")
        url = f"/v1/invoices/{draft['id']}"
        aside = await world.api.post(f"{url}/saves", json=world.draft(notes="mine"))
        assert (aside.status_code, aside.json()["version"], aside.json()["is_current"]) == (201, None, False)
        assert [(one["old"], one["new"]) for one in aside.json()["changes"]] == [("theirs", "mine")]
        assert (await world.api.get(url)).json() == theirs
        back = await world.api.post(f"{url}/saves/{aside.json()['number']}/restore", headers={"if-match": '"2"'})
        assert back.json()["document"]["notes"] == "mine"

    async def test_what_both_say_is_compared(self, world: World) -> None:
        draft = await world.add_draft(notes="theirs")
        url = f"/v1/invoices/{draft['id']}/compare"
        changes = (await world.api.post(url, json=world.draft(notes="mine"))).json()["changes"]
        assert [(one["label"], one["old"], one["new"]) for one in changes] == [("Notes", "theirs", "mine")]

    async def test_an_issued_invoice_takes_nothing_aside(self, world: World) -> None:
        issued = await world.add_invoice()
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/saves", json=world.draft())).status_code == 409


class TestWhoSeesThem:
    async def test_another_organization_does_not(self, world: World, database: str) -> None:
        """FM-46."""
        draft = await world.add_draft()
        async with new_world(database) as other:
            for path in ("saves", "saves/1"):
                assert (await other.api.get(f"/v1/invoices/{draft['id']}/{path}")).status_code == 404

    async def test_a_viewer_reads_and_does_not_restore(self, world: World) -> None:
        draft = await world.add_draft()
        viewer = await world.user("viewer")
        url = f"/v1/invoices/{draft['id']}/saves"
        assert (await viewer.get(url)).status_code == 200
        assert (await viewer.post(f"{url}/1/restore", headers={"if-match": '"1"'})).status_code == 403
