"""The audit trail: who did what, found, paged, exported, and only by those who may."""

import csv
import io
import json
from uuid import UUID

import httpx2

from duespark.runtime.ids import new_id
from tests.accounts.house import House, failed, me_of
from tests.support.world import World


async def make_keys(client: httpx2.AsyncClient, count: int) -> list[str]:
    made = []
    for number in range(count):
        body = {"name": f"Key {number}", "scopes": ["members.read"]}
        made.append((await client.post("/v1/api-keys", json=body)).json()["id"])
    return made


class TestList:
    async def test_tells_who_what_when_and_from_where(self, house: House) -> None:
        owner = await house.owner()
        me = await me_of(owner)
        await owner.patch("/v1/me", json={"name": "New Name"})
        entry = (await owner.get("/v1/audit")).json()["data"][0]
        assert (entry["action"], entry["actor_kind"], entry["actor_id"]) == ("user.update", "user", me["user"]["id"])
        assert (entry["subject_kind"], entry["subject_id"]) == ("user", me["user"]["id"])
        assert (entry["before"], entry["after"]) == (
            {"name": "Ann Example"},
            {"name": "New Name", "password_changed": False},
        )
        assert entry["ip"].startswith("10.")
        assert entry["at"].endswith("Z")

    async def test_newest_first_page_by_page(self, world: World) -> None:
        made = await make_keys(world.api, 7)
        seen: list[str] = []
        cursor: str | None = None
        while True:
            params = {"limit": "3", "action": "api_key.create", **({"cursor": cursor} if cursor else {})}
            page = (await world.api.get("/v1/audit", params=params)).json()
            assert page["total"] == 7
            seen += [one["subject_id"] for one in page["data"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert seen == made[::-1]

    async def test_filters(self, world: World) -> None:
        first, _ = await make_keys(world.api, 2)
        other = await world.key_of(world.owner)
        third = (await make_keys(other, 1))[0]
        await other.delete(f"/v1/api-keys/{first}")
        by_subject = (await world.api.get("/v1/audit", params={"subject_id": first})).json()
        assert [one["action"] for one in by_subject["data"]] == ["api_key.revoke", "api_key.create"]
        actor = by_subject["data"][0]["actor_id"]
        by_actor = (await world.api.get("/v1/audit", params={"actor_id": actor, "action": "api_key.create"})).json()
        assert [one["subject_id"] for one in by_actor["data"]] == [third]
        assert (await world.api.get("/v1/audit", params={"subject_id": str(new_id())})).json()["data"] == []

    async def test_refuses_nonsense(self, world: World) -> None:
        failed(await world.api.get("/v1/audit", params={"cursor": "x"}), 422, "request.bad_cursor")
        failed(await world.api.get("/v1/audit", params={"limit": "0"}), 422, "request.invalid", "query:limit")
        failed(await world.api.get("/v1/audit", params={"subject_id": "x"}), 422, "request.invalid", "query:subject_id")

    async def test_another_organization_sees_nothing_of_it(self, house: House, world: World) -> None:
        made = (await make_keys(world.api, 1))[0]
        stranger = await house.owner()
        page = (await stranger.get("/v1/audit", params={"subject_id": made})).json()
        assert (page["data"], page["total"]) == ([], 0)
        assert made not in (await stranger.get("/v1/audit.csv")).text

    async def test_is_not_for_members_nor_for_those_who_see_some_companies(self, world: World) -> None:
        for role in ("member", "viewer"):
            failed(await (await world.user(role)).get("/v1/audit"), 403, "permission.missing")
        scoped = await world.user("accountant", company_ids=[new_id()])
        failed(await scoped.get("/v1/audit"), 403, "audit.needs_all_companies")
        failed(await scoped.get("/v1/audit.csv"), 403, "audit.needs_all_companies")
        assert (await (await world.user("accountant")).get("/v1/audit")).status_code == 200


class TestExport:
    async def test_has_every_entry_and_is_safe_to_open(self, world: World) -> None:
        await world.execute("UPDATE api_keys SET name = '=cmd|calc' WHERE org_id = $1", world.org)
        made = await make_keys(world.api, 3)
        response = await world.api.get("/v1/audit.csv", params={"action": "api_key.create"})
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [row["subject_id"] for row in rows] == made[::-1]
        assert {row["actor_label"] for row in rows} == {"'=cmd|calc"}
        assert json.loads(rows[0]["after"])["name"] == "Key 2"


class TestTrail:
    async def test_nobody_can_write_or_erase_a_line_through_the_api(self, house: House) -> None:
        owner = await house.owner()
        entry = (await owner.get("/v1/audit")).json()["data"][0]
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            response = await owner.request(method, f"/v1/audit/{entry['id']}")
            assert response.status_code in (404, 405)
        rows = await house.fetch("SELECT 1 FROM audit_entries WHERE id = $1", UUID(entry["id"]))
        assert len(rows) == 1
