"""The list of links people gave away: what each is worth now, as a file, and how one of them is ended."""

import csv
import io
from typing import Any
from uuid import UUID

from tests.signed_links.paper import follow, open_account, path_of, pay
from tests.support.world import World, new_world


async def shared(world: World, path: str, **wish: Any) -> dict[str, Any]:
    answer = await world.api.post(path, json=wish)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def listed(world: World, **filters: Any) -> list[dict[str, Any]]:
    answer = await world.api.get("/v1/shared-links", params=filters)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def two_kinds(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    """A preview link, and after it a payment link."""
    await open_account(world)
    draft, invoice = await world.add_draft(), await world.add_invoice()
    preview = await shared(world, f"/v1/invoices/{draft['id']}/preview-links", days=3)
    return preview, await shared(world, f"/v1/invoices/{invoice['id']}/payment-links", days=9, one_time=True)


class TestList:
    async def test_has_both_kinds_with_their_addresses_newest_first(self, world: World) -> None:
        preview, payment = await two_kinds(world)
        newest, older = await listed(world)
        assert (newest["kind"], newest["url"], newest["state"]) == ("payment", payment["url"], "open")
        assert (older["kind"], older["url"], older["expires_at"]) == ("preview", preview["url"], preview["expires_at"])
        assert (newest["client_name"], newest["created_by"] != "") == ("Example Bakery", True)
        assert [one["kind"] for one in await listed(world, kind="preview")] == ["preview"]
        assert await listed(world, state="revoked") == []
        first = (await world.api.get("/v1/shared-links", params={"limit": 1})).json()
        second = (await world.api.get("/v1/shared-links", params={"limit": 1, "cursor": first["next"]})).json()
        assert ([one["id"] for one in first["data"] + second["data"]], second["next"]) == (
            [newest["id"], older["id"]],
            None,
        )
        table = await world.api.get("/v1/shared-links.csv", params={"kind": "payment"})
        [row] = csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff")))
        assert (row["url"], row["state"]) == (payment["url"], "open")

    async def test_of_a_closed_one_no_address_is_shown(self, world: World) -> None:
        await two_kinds(world)
        payment, preview = await listed(world)
        await world.api.post(f"/v1/invoices/{preview['invoice_id']}/issue")
        await world.api.post(f"/v1/invoices/{payment['invoice_id']}/void", json={"reason": "Wrong client"})
        assert [(one["state"], one["url"]) for one in await listed(world)] == [("closed", ""), ("closed", "")]

    async def test_says_of_each_what_its_own_page_says(self, world: World) -> None:
        """The list decides in SQL, so that it can be filtered; one link is decided by `state_of`."""
        await open_account(world)
        invoice, other = await world.add_invoice(), await world.add_invoice()
        path = f"/v1/invoices/{invoice['id']}/payment-links"
        _, old, ended, _ = [await shared(world, path, days=9, one_time=once) for once in (True, False, False, False)]
        await shared(world, f"/v1/invoices/{other['id']}/payment-links", days=9, one_time=False)
        await world.execute(
            "UPDATE signed_links SET expires_at = now() - interval '1 hour' WHERE id = $1", UUID(old["id"])
        )
        assert (await world.api.post(f"{path}/{ended['id']}/revoke")).status_code == 200
        await pay(world, invoice, "1.00")
        await world.api.post(f"/v1/invoices/{other['id']}/void", json={"reason": "Wrong client"})
        told = {one["id"]: one["state"] for one in await listed(world)}
        alone = [
            one
            for id in (invoice["id"], other["id"])
            for one in (await world.api.get(f"/v1/invoices/{id}/payment-links")).json()["data"]
        ]
        assert told == {one["id"]: one["state"] for one in alone}
        assert sorted(told.values()) == ["closed", "expired", "open", "revoked", "used"]


class TestRevoke:
    async def test_ends_one_and_leaves_the_other(self, world: World) -> None:
        preview, payment = await two_kinds(world)
        for one in reversed(await listed(world)):
            ended = await world.api.post(f"/v1/shared-links/{one['id']}/revoke")
            assert (ended.status_code, ended.json()["state"], ended.json()["url"]) == (200, "revoked", "")
        assert (await follow(world, path_of(preview["url"]))).status_code == 410
        assert (await follow(world, path_of(payment["url"]))).status_code == 410

    async def test_is_nobody_elses(self, world: World, database: str) -> None:
        """FM-46."""
        await two_kinds(world)
        [one, _] = await listed(world)
        path = f"/v1/shared-links/{one['id']}/revoke"
        assert (await (await world.user("viewer")).post(path)).status_code == 403
        async with new_world(database) as other:
            assert (await other.api.post(path)).json()["code"] == "shared_link.not_found"
            assert await listed(other) == []
