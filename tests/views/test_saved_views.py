"""Saved views: one's own and shared ones, and who may change them."""

from typing import Any

from tests.support.world import World, new_world

LATE = {"list": "invoices", "name": "Late in euro", "filters": {"state": ["overdue"], "currency": ["EUR"]}}


async def save(client: Any, **fields: Any) -> dict[str, Any]:
    answer = await client.post("/v1/saved-views", json={**LATE, **fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def names(client: Any) -> list[str]:
    return [one["name"] for one in (await client.get("/v1/saved-views?list=invoices")).json()["data"]]


def at(view: dict[str, Any]) -> dict[str, str]:
    return {"if-match": f'"{view["version"]}"'}


class TestSavedViews:
    async def test_keep_filters_order_and_columns(self, world: World) -> None:
        made = await save(world.api, sort="-gross", columns=["number", "client"])
        found = (await world.api.get(f"/v1/saved-views/{made['id']}")).json()
        assert (found["filters"], found["sort"], found["columns"]) == (LATE["filters"], "-gross", ["number", "client"])
        assert found["mine"] is True

    async def test_private_ones_are_nobody_elses(self, world: World) -> None:
        mine, other = await save(world.api), await world.user("admin")
        assert await names(other) == []
        assert (await other.get(f"/v1/saved-views/{mine['id']}")).status_code == 404
        assert (await other.delete(f"/v1/saved-views/{mine['id']}", headers=at(mine))).status_code == 404

    async def test_shared_ones_are_seen_by_all_and_changed_by_who_made_them(self, world: World) -> None:
        shared, member = await save(world.api, shared=True), await world.user("member")
        assert await names(await world.user("viewer")) == ["Late in euro"]
        refused = await member.put(f"/v1/saved-views/{shared['id']}", json=LATE, headers=at(shared))
        assert (refused.status_code, refused.json()["code"]) == (403, "view.not_yours")
        assert (await member.delete(f"/v1/saved-views/{shared['id']}", headers=at(shared))).status_code == 403
        theirs = await save(member, name="Theirs", shared=True)
        assert (await world.api.delete(f"/v1/saved-views/{theirs['id']}", headers=at(theirs))).status_code == 204

    async def test_two_keys_of_one_person_share_them(self, world: World) -> None:
        await save(world.api)
        assert await names(await world.key_of(world.owner)) == ["Late in euro"]

    async def test_a_name_is_used_once(self, world: World) -> None:
        await save(world.api)
        again = await world.api.post("/v1/saved-views", json={**LATE, "name": " LATE in Euro "})
        assert (again.status_code, again.json()["code"]) == (409, "view.name_taken")
        assert await names(world.api) == ["Late in euro"]

    async def test_an_edit_of_an_old_version_is_refused(self, world: World) -> None:
        made = await save(world.api)
        changed = await world.api.put(f"/v1/saved-views/{made['id']}", json={**LATE, "name": "Later"}, headers=at(made))
        assert changed.json()["name"] == "Later"
        assert (await world.api.put(f"/v1/saved-views/{made['id']}", json=LATE, headers=at(made))).status_code == 412
        assert (await world.api.delete(f"/v1/saved-views/{made['id']}", headers=at(made))).status_code == 412

    async def test_another_organization_sees_none(self, world: World, database: str) -> None:
        """FM-46"""
        made = await save(world.api, shared=True)
        async with new_world(database) as other:
            assert (await other.api.get(f"/v1/saved-views/{made['id']}")).status_code == 404
            assert await names(other.api) == []
