"""API keys: shown once, never stronger than their maker, ended by time and by hand; company-scoped access."""

from datetime import timedelta
from uuid import UUID

import pytest

from duespark.runtime.ids import new_id
from duespark.runtime.tx import clock
from tests.accounts.house import House, failed, me_of
from tests.support.world import World


class TestCreate:
    async def test_is_shown_once_and_stored_as_a_hash(self, house: House) -> None:
        owner = await house.owner()
        body = {"name": "Shop", "scopes": ["invoices.read", "clients.read", "clients.read"]}
        made = (await owner.post("/v1/api-keys", json=body)).json()
        key = made.pop("key")
        assert key.startswith("dsk_")
        assert key.startswith(made["hint"])
        assert made["scopes"] == ["clients.read", "invoices.read"]
        assert (await owner.get("/v1/api-keys")).json()["data"] == [made]
        rows = await house.fetch("SELECT k::text AS k FROM api_keys k UNION ALL SELECT a::text FROM audit_entries a")
        assert all(key not in row["k"] for row in rows)

    async def test_an_idempotency_key_does_not_keep_the_key(self, house: House) -> None:
        owner = await house.owner()
        body = {"name": "Shop", "scopes": ["clients.read"]}
        answers = [await owner.post("/v1/api-keys", json=body, headers={"idempotency-key": "k"}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert await house.fetch("SELECT 1 FROM idempotency_keys WHERE key = 'k' AND scope LIKE '%api-keys%'") == []

    async def test_acts_within_its_scopes_only(self, house: House) -> None:
        owner = await house.owner()
        body = {"name": "Shop", "scopes": ["members.read"]}
        key = (await owner.post("/v1/api-keys", json=body)).json()["key"]
        program = house.browser(authorization=f"Bearer {key}")
        assert (await program.get("/v1/members")).status_code == 200
        failed(await program.get("/v1/organization"), 403, "permission.missing")
        failed(await program.get("/v1/api-keys"), 403, "permission.missing")
        me = await me_of(program)
        assert (me["permissions"], me["csrf_token"], me["role"]) == (["members.read"], None, "owner")
        failed(await program.patch("/v1/me", json={"name": "x"}), 403, "person.needed")

    async def test_loses_what_its_maker_loses(self, house: House) -> None:
        owner = await house.owner()
        admin = await house.invited(owner, "admin")
        body = {"name": "Key", "scopes": ["api_keys.read", "members.read"]}
        key = (await admin.post("/v1/api-keys", json=body)).json()["key"]
        program = house.browser(authorization=f"Bearer {key}")
        assert (await program.get("/v1/api-keys")).status_code == 200
        id = (await me_of(admin))["user"]["id"]
        await owner.patch(f"/v1/members/{id}", json={"role": "viewer"})
        failed(await program.get("/v1/api-keys"), 403, "permission.missing")
        assert (await program.get("/v1/members")).status_code == 200

    async def test_a_key_gives_no_more_than_it_has(self, house: House) -> None:
        owner = await house.owner()
        body = {"name": "Maker", "scopes": ["api_keys.write", "members.read"]}
        key = (await owner.post("/v1/api-keys", json=body)).json()["key"]
        program = house.browser(authorization=f"Bearer {key}")
        response = await program.post("/v1/api-keys", json={"name": "x", "scopes": ["members.read", "audit.read"]})
        failed(response, 403, "api_key.scope_beyond_yours", "#/scopes/1")
        assert (await program.post("/v1/api-keys", json={"name": "x", "scopes": ["members.read"]})).status_code == 201

    @pytest.mark.parametrize(
        ("change", "code", "pointer"),
        [
            ({"scopes": ["members.read", "everything"]}, "api_key.scope_unknown", "#/scopes/1"),
            ({"scopes": []}, "request.invalid", "#/scopes"),
            ({"name": ""}, "request.invalid", "#/name"),
            ({"expires_at": "2020-01-01T00:00:00Z"}, "api_key.expiry_past", "#/expires_at"),
            ({"expires_at": "soon"}, "request.invalid", "#/expires_at"),
            ({"company_ids": []}, "request.invalid", "#/company_ids"),
            ({"key": "dsk_mine"}, "request.invalid", "#/key"),
        ],
    )
    async def test_names_the_field_that_is_wrong(
        self, world: World, change: dict[str, object], code: str, pointer: str
    ) -> None:
        body = {"name": "Key", "scopes": ["members.read"], **change}
        failed(await world.api.post("/v1/api-keys", json=body), 422, code, pointer)


class TestEnd:
    async def test_expires(self, house: House) -> None:
        owner = await house.owner()
        ends = (clock() + timedelta(hours=1)).isoformat()
        made = (
            await owner.post("/v1/api-keys", json={"name": "K", "scopes": ["members.read"], "expires_at": ends})
        ).json()
        program = house.browser(authorization=f"Bearer {made['key']}")
        assert (await program.get("/v1/members")).status_code == 200
        await house.execute("UPDATE api_keys SET expires_at = now() WHERE id = $1", UUID(made["id"]))
        failed(await program.get("/v1/members"), 401, "api_key.invalid")

    async def test_is_revoked_at_once(self, house: House) -> None:
        owner = await house.owner()
        made = (await owner.post("/v1/api-keys", json={"name": "K", "scopes": ["members.read"]})).json()
        program = house.browser(authorization=f"Bearer {made['key']}")
        assert (await owner.delete(f"/v1/api-keys/{made['id']}")).status_code == 204
        failed(await program.get("/v1/members"), 401, "api_key.invalid")
        failed(await owner.delete(f"/v1/api-keys/{made['id']}"), 404, "api_key.unknown")
        assert (await owner.get("/v1/api-keys")).json()["data"][0]["revoked_at"] is not None

    @pytest.mark.parametrize("key", ["dsk_", "dsk_x", "dsk_" + "x" * 500, "dsk_\u00e9"])
    async def test_a_made_up_key_is_refused(self, house: House, key: str) -> None:
        program = house.browser()
        response = await program.get("/v1/members", headers={"authorization": f"Bearer {key}".encode("latin-1")})
        failed(response, 401, "api_key.invalid")

    async def test_another_organizations_key_is_unknown(self, house: House) -> None:
        owner, stranger = await house.owner(), await house.owner()
        made = (await stranger.post("/v1/api-keys", json={"name": "K", "scopes": ["members.read"]})).json()
        failed(await owner.delete(f"/v1/api-keys/{made['id']}"), 404, "api_key.unknown")
        assert (await owner.get("/v1/api-keys")).json()["data"] == []
        program = house.browser(authorization=f"Bearer {made['key']}")
        assert (await program.get("/v1/members")).status_code == 200


class TestCompanyScope:
    async def test_nobody_gives_companies_they_do_not_see(self, world: World) -> None:
        mine, other = new_id(), new_id()
        program = await world.key_of(world.owner, company_ids=[mine])
        for ids in (None, [str(other)], [str(mine), str(other)]):
            body = {"name": "Key", "scopes": ["invoices.read"], "company_ids": ids}
            failed(await program.post("/v1/api-keys", json=body), 422, "companies.beyond_yours", "#/company_ids")
            wanted = {"email": "x@example.com", "role": "viewer", "company_ids": ids}
            failed(await program.post("/v1/invitations", json=wanted), 422, "companies.beyond_yours", "#/company_ids")
        body = {"name": "Key", "scopes": ["invoices.read"], "company_ids": [str(mine)]}
        assert (await program.post("/v1/api-keys", json=body)).json()["company_ids"] == [str(mine)]

    async def test_a_key_sees_no_company_that_its_maker_does_not_see(self, world: World) -> None:
        company = await world.add_company()
        other = await world.add_company()
        await world.execute(
            "UPDATE memberships SET company_ids = $2 WHERE org_id = $1 AND role = 'owner'",
            world.org,
            [UUID(company["id"])],
        )
        for ids in (None, [UUID(company["id"]), UUID(other["id"])]):
            program = await world.key_of(world.owner, company_ids=ids)
            found = (await program.get("/v1/companies")).json()["data"]
            assert [one["id"] for one in found] == [company["id"]]
            assert (await program.get(f"/v1/companies/{other['id']}")).status_code == 404

    async def test_an_invited_member_sees_the_companies_they_were_given(self, house: House, world: World) -> None:
        owner = await house.owner()
        companies = []
        for name in ("One", "Two"):
            body = {"profile": {"name": name, "address": {"country": "PL"}}, "tax_registered": False, "currency": "PLN"}
            response = await owner.post("/v1/companies", json={**body, "language": "en", "payment_terms_days": 14})
            assert response.status_code == 201, response.text
            companies.append(response.json()["id"])
        member = await house.invited(owner, "member", company_ids=companies[:1])
        assert [one["id"] for one in (await member.get("/v1/companies")).json()["data"]] == companies[:1]
        assert (await member.get(f"/v1/companies/{companies[1]}")).status_code == 404
