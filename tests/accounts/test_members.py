"""Members and invitations: who may give what to whom, and that an owner always stays."""

import asyncio
from uuid import UUID

import httpx2
import pytest

from duespark.runtime.ids import new_id
from tests.accounts.house import PASSWORD, House, failed, me_of, new_email, remember


async def id_of(client: httpx2.AsyncClient) -> str:
    return str((await me_of(client))["user"]["id"])


class TestInvite:
    async def test_a_new_person_joins_with_the_mailed_link(self, house: House) -> None:
        owner, email = await house.owner(), new_email()
        response = await owner.post("/v1/invitations", json={"email": email.upper(), "role": "accountant"})
        assert response.status_code == 201
        assert (response.json()["email"], response.json()["role"]) == (email, "accountant")
        mail = (await house.mails(email))[0]
        assert mail.subject == "Ann Example invites you to Example"
        browser = house.browser()
        body = {"token": await house.token(email), "name": "Bo", "password": PASSWORD}
        me = remember(browser, await browser.post("/v1/auth/accept-invitation", json=body))
        assert (me["user"]["name"], me["role"], me["organization"]["name"]) == ("Bo", "accountant", "Example")
        assert (await owner.get("/v1/invitations")).json()["data"] == []
        found = {one["email"]: one["role"] for one in (await owner.get("/v1/members")).json()["data"]}
        assert found[email] == "accountant"
        await house.signed_in(email)

    async def test_who_has_an_account_gives_its_password(self, house: House) -> None:
        owner, email = await house.owner(), new_email()
        await house.owner(email)
        await owner.post("/v1/invitations", json={"email": email, "role": "member"})
        token = await house.token(email)
        failed(
            await house.browser().post("/v1/auth/accept-invitation", json={"token": token}),
            422, "invitation.details_needed", "#/password",
        )  # fmt: skip
        wrong = {"token": token, "name": "Mallory", "password": "wrong password"}
        failed(await house.browser().post("/v1/auth/accept-invitation", json=wrong), 401, "auth.wrong")
        browser = house.browser()
        me = remember(
            browser, await browser.post("/v1/auth/accept-invitation", json={"token": token, "password": PASSWORD})
        )
        assert me["user"]["name"] == "Ann Example"
        assert sorted(one["role"] for one in me["organizations"]) == ["member", "owner"]

    async def test_an_unproven_sign_up_does_not_keep_its_password(self, house: House) -> None:
        owner, email = await house.owner(), new_email()
        await house.begin(email, password="the attackers one")
        await house.mails(email)
        await owner.post("/v1/invitations", json={"email": email, "role": "member"})
        body = {"token": await house.token(email), "name": "Bo", "password": PASSWORD}
        assert (await house.browser().post("/v1/auth/accept-invitation", json=body)).status_code == 200
        await house.signed_in(email, PASSWORD)

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [({"name": None}, "#/name"), ({"password": None}, "#/password"), ({"password": "short"}, "#/password")],
    )
    async def test_a_new_person_needs_name_and_password(
        self, house: House, change: dict[str, object], pointer: str
    ) -> None:
        owner, email = await house.owner(), new_email()
        await owner.post("/v1/invitations", json={"email": email, "role": "member"})
        body = {"token": await house.token(email), "name": "Bo", "password": PASSWORD, **change}
        response = await house.browser().post("/v1/auth/accept-invitation", json=body)
        failed(response, 422, "invitation.details_needed", pointer)

    async def test_a_link_works_once_and_not_after_seven_days(self, house: House) -> None:
        owner, email, late = await house.owner(), new_email(), new_email()
        await owner.post("/v1/invitations", json={"email": email, "role": "member"})
        body = {"token": await house.token(email), "name": "Bo", "password": PASSWORD}
        assert (await house.browser().post("/v1/auth/accept-invitation", json=body)).status_code == 200
        failed(
            await house.browser().post("/v1/auth/accept-invitation", json=body), 422, "auth.link_unusable", "#/token"
        )
        await owner.post("/v1/invitations", json={"email": late, "role": "member"})
        await house.execute("UPDATE invitations SET expires_at = now() WHERE email = $1", late)
        body["token"] = await house.token(late)
        failed(
            await house.browser().post("/v1/auth/accept-invitation", json=body), 422, "auth.link_unusable", "#/token"
        )

    async def test_a_withdrawn_or_replaced_link_is_worthless(self, house: House) -> None:
        owner, email = await house.owner(), new_email()
        await owner.post("/v1/invitations", json={"email": email, "role": "admin"})
        first = await house.token(email)
        second = (await owner.post("/v1/invitations", json={"email": email, "role": "viewer"})).json()
        body = {"token": first, "name": "Bo", "password": PASSWORD}
        failed(await house.browser().post("/v1/auth/accept-invitation", json=body), 422, "auth.link_unusable")
        assert [one["id"] for one in (await owner.get("/v1/invitations")).json()["data"]] == [second["id"]]
        body["token"] = await house.token(email)
        assert (await owner.delete(f"/v1/invitations/{second['id']}")).status_code == 204
        failed(await house.browser().post("/v1/auth/accept-invitation", json=body), 422, "auth.link_unusable")
        failed(await owner.delete(f"/v1/invitations/{second['id']}"), 404, "invitation.unknown")

    async def test_members_are_not_invited_again(self, house: House) -> None:
        email = new_email()
        owner = await house.owner(email)
        response = await owner.post("/v1/invitations", json={"email": email, "role": "member"})
        failed(response, 409, "invitation.already_member")

    async def test_an_admin_invites_no_owner_and_a_member_nobody(self, house: House) -> None:
        owner = await house.owner()
        admin, member = await house.invited(owner, "admin"), await house.invited(owner, "member")
        body = {"email": new_email(), "role": "owner"}
        failed(await admin.post("/v1/invitations", json=body), 403, "member.owner_needed")
        failed(await member.post("/v1/invitations", json={**body, "role": "viewer"}), 403, "permission.missing")
        assert (await owner.post("/v1/invitations", json=body)).status_code == 201

    async def test_another_organizations_invitation_is_unknown(self, house: House) -> None:
        owner, stranger = await house.owner(), await house.owner()
        body = {"email": new_email(), "role": "member"}
        made = (await stranger.post("/v1/invitations", json=body)).json()
        failed(await owner.delete(f"/v1/invitations/{made['id']}"), 404, "invitation.unknown")
        assert (await owner.get("/v1/invitations")).json()["data"] == []
        assert len((await stranger.get("/v1/invitations")).json()["data"]) == 1


class TestUpdateMember:
    async def test_changes_what_is_given_and_leaves_the_rest(self, house: House) -> None:
        owner = await house.owner()
        member = await house.invited(owner, "member")
        id, company = await id_of(member), str(new_id())
        changed = await owner.patch(f"/v1/members/{id}", json={"company_ids": [company]})
        assert (changed.status_code, changed.json()["role"], changed.json()["company_ids"]) == (
            200,
            "member",
            [company],
        )
        changed = await owner.patch(f"/v1/members/{id}", json={"role": "viewer"})
        assert (changed.json()["role"], changed.json()["company_ids"]) == ("viewer", [company])
        changed = await owner.patch(f"/v1/members/{id}", json={"company_ids": None})
        assert (changed.json()["role"], changed.json()["company_ids"]) == ("viewer", None)
        entries = (await owner.get("/v1/audit", params={"action": "member.update"})).json()["data"]
        assert [one["after"]["role"] for one in entries] == ["viewer", "viewer", "member"]

    async def test_takes_effect_at_once(self, house: House) -> None:
        owner = await house.owner()
        member = await house.invited(owner, "admin")
        assert (await member.get("/v1/api-keys")).status_code == 200
        await owner.patch(f"/v1/members/{await id_of(member)}", json={"role": "viewer"})
        failed(await member.get("/v1/api-keys"), 403, "permission.missing")

    async def test_only_an_owner_touches_owners(self, house: House) -> None:
        owner = await house.owner()
        admin, member = await house.invited(owner, "admin"), await house.invited(owner, "member")
        second = await house.invited(owner, "owner")
        for path, body in ((await id_of(second), {"role": "viewer"}), (await id_of(member), {"role": "owner"})):
            failed(await admin.patch(f"/v1/members/{path}", json=body), 403, "member.owner_needed")
        failed(await admin.delete(f"/v1/members/{await id_of(second)}"), 403, "member.owner_needed")
        failed(
            await admin.patch(f"/v1/members/{await id_of(admin)}", json={"role": "owner"}), 403, "member.owner_needed"
        )
        assert (await owner.patch(f"/v1/members/{await id_of(second)}", json={"role": "viewer"})).status_code == 200

    async def test_owners_and_admins_see_all_companies(self, house: House) -> None:
        owner = await house.owner()
        admin = await house.invited(owner, "admin")
        body = {"company_ids": [str(new_id())]}
        response = await owner.patch(f"/v1/members/{await id_of(admin)}", json=body)
        failed(response, 422, "companies.role_sees_all", "#/company_ids")

    @pytest.mark.parametrize("body", [{"role": "king"}, {"company_ids": []}, {"company_ids": ["x"]}, {"name": "x"}, []])
    async def test_refuses_nonsense(self, house: House, body: object) -> None:
        owner = await house.owner()
        response = await owner.patch(f"/v1/members/{await id_of(owner)}", json=body)
        failed(response, 422, "request.invalid")

    async def test_another_organizations_member_is_unknown(self, house: House) -> None:
        owner, stranger = await house.owner(), await house.owner()
        id = await id_of(stranger)
        failed(await owner.patch(f"/v1/members/{id}", json={"role": "viewer"}), 404, "member.unknown")
        failed(await owner.delete(f"/v1/members/{id}"), 404, "member.unknown")
        assert (await me_of(stranger))["role"] == "owner"
        assert len((await owner.get("/v1/members")).json()["data"]) == 1


class TestLastOwner:
    async def test_stays(self, house: House) -> None:
        owner = await house.owner()
        await house.invited(owner, "admin")
        id = await id_of(owner)
        failed(await owner.patch(f"/v1/members/{id}", json={"role": "admin"}), 409, "member.last_owner")
        failed(await owner.delete(f"/v1/members/{id}"), 409, "member.last_owner")
        assert (await owner.patch(f"/v1/members/{id}", json={"role": "owner"})).status_code == 200

    async def test_two_owners_who_remove_each_other_at_once_leave_one(self, house: House) -> None:
        for _ in range(5):
            one = await house.owner()
            other = await house.invited(one, "owner")
            ids = [await id_of(one), await id_of(other)]
            org = (await me_of(one))["organization"]["id"]
            answers = await asyncio.gather(one.delete(f"/v1/members/{ids[1]}"), other.delete(f"/v1/members/{ids[0]}"))
            rows = await house.fetch(
                "SELECT count(*) AS n FROM memberships WHERE org_id = $1 AND role = 'owner'", UUID(org)
            )
            assert rows[0]["n"] == 1, [answer.text for answer in answers]


class TestRemoveMember:
    async def test_loses_the_organization_and_keys_at_once(self, house: House) -> None:
        owner = await house.owner()
        admin = await house.invited(owner, "admin")
        key = (await admin.post("/v1/api-keys", json={"name": "Key", "scopes": ["members.read"]})).json()["key"]
        program = house.browser(authorization=f"Bearer {key}")
        assert (await program.get("/v1/members")).status_code == 200
        assert (await owner.delete(f"/v1/members/{await id_of(admin)}")).status_code == 204
        failed(await admin.get("/v1/members"), 409, "organization.none")
        assert (await me_of(admin))["organizations"] == []
        failed(await program.get("/v1/members"), 401, "api_key.invalid")
