"""Tokens for programs: short JWT, refresh tokens for one use, and what happens when one is used twice."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from duespark.accounts.principal import access_token
from duespark.runtime.ids import new_id
from duespark.runtime.tx import clock
from tests.accounts.house import PASSWORD, House, failed, me_of, new_email


async def pair_for(house: House, email: str, **fields: Any) -> dict[str, Any]:
    response = await house.browser().post("/v1/auth/token", json={"email": email, "password": PASSWORD, **fields})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def session_of(pair: dict[str, Any]) -> UUID:
    body = pair["access_token"].split(".")[1]
    return UUID(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["sub"])


class TestCreateToken:
    async def test_the_access_token_acts_for_its_user_without_csrf(self, house: House) -> None:
        email = new_email()
        organization = (await me_of(await house.owner(email)))["organization"]
        pair = await pair_for(house, email)
        assert (pair["token_type"], pair["expires_in"], pair["organization_id"]) == ("Bearer", 900, organization["id"])
        program = house.browser(authorization=f"Bearer {pair['access_token']}")
        me = await me_of(program)
        assert (me["user"]["email"], me["role"], me["csrf_token"]) == (email, "owner", None)
        assert (await program.patch("/v1/me", json={"name": "Program"})).status_code == 200

    async def test_the_answer_is_not_to_be_kept(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        response = await house.browser().post("/v1/auth/token", json={"email": email, "password": PASSWORD})
        assert response.headers["cache-control"] == "no-store"
        assert response.json()["organization_id"] is None

    async def test_wrong_password(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        body = {"email": email, "password": "wrong password"}
        failed(await house.browser().post("/v1/auth/token", json=body), 401, "auth.wrong")

    async def test_another_organization_is_unknown(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        other = (await me_of(await house.owner()))["organization"]["id"]
        for id in (other, str(new_id())):
            body = {"email": email, "password": PASSWORD, "organization_id": id}
            failed(await house.browser().post("/v1/auth/token", json=body), 404, "organization.unknown")


class TestAccessToken:
    async def test_expires(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        pair = await pair_for(house, email)
        late = access_token(session_of(pair), now=clock() - timedelta(minutes=16))
        failed(await house.browser(authorization=f"Bearer {late}").get("/v1/me"), 401, "token.expired")

    async def test_must_be_signed_by_us(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        token = (await pair_for(house, email))["access_token"]
        head, body, signature = token.split(".")
        unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').decode().rstrip("=")
        turned = signature[:-4] + ("AAAA" if signature[-4:] != "AAAA" else "BBBB")
        for made_up in (
            f"{head}.{body}.{turned}",
            f"{unsigned}.{body}.",
            f"{unsigned}.{body}.{signature}",
            "x.y.z",
            "x",
        ):
            response = await house.browser(authorization=f"Bearer {made_up}").get("/v1/me")
            failed(response, 401, "token.invalid")

    @pytest.mark.parametrize("header", ["Bearer", "Basic dXNlcjpwYXNz", "bearer ", "Token x"])
    async def test_the_header_has_one_form(self, house: House, header: str) -> None:
        response = await house.browser(authorization=header).get("/v1/me")
        failed(response, 401, "token.invalid")
        assert response.headers["www-authenticate"] == "Bearer"

    async def test_a_browsers_session_is_no_programs_session(self, house: House) -> None:
        browser = await house.owner()
        session = (await browser.get("/v1/me/sessions")).json()["data"][0]["id"]
        token = access_token(UUID(session), now=clock())
        failed(await house.browser(authorization=f"Bearer {token}").get("/v1/me"), 401, "session.ended")


class TestRefresh:
    async def test_gives_a_new_pair_and_uses_the_old_token_up(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        first = await pair_for(house, email)
        response = await house.browser().post("/v1/auth/token/refresh", json={"refresh_token": first["refresh_token"]})
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        second = response.json()
        assert second["refresh_token"] != first["refresh_token"]
        assert second["organization_id"] == first["organization_id"]
        assert (await me_of(house.browser(authorization=f"Bearer {second['access_token']}")))["user"]["email"] == email

    async def test_an_old_token_ends_the_session_for_both_who_hold_it(self, house: House) -> None:
        email = new_email()
        owner = await house.owner(email)
        first = await pair_for(house, email)
        second = (
            await house.browser().post("/v1/auth/token/refresh", json={"refresh_token": first["refresh_token"]})
        ).json()
        for used_up in (first, second):
            response = await house.browser().post(
                "/v1/auth/token/refresh", json={"refresh_token": used_up["refresh_token"]}
            )
            failed(response, 401, "token.ended")
        for pair in (first, second):
            failed(
                await house.browser(authorization=f"Bearer {pair['access_token']}").get("/v1/me"), 401, "session.ended"
            )
        assert (await owner.get("/v1/audit", params={"action": "session.end_after_reuse"})).json()["total"] == 1
        assert (await owner.get("/v1/me")).status_code == 200

    @pytest.mark.parametrize("token", ["x", "dsr_", "dsr_.", "dsr_zz.yy", f"dsr_{'0' * 32}.x", "x" * 200])
    async def test_refuses_a_made_up_token(self, house: House, token: str) -> None:
        failed(await house.browser().post("/v1/auth/token/refresh", json={"refresh_token": token}), 401, "token.ended")

    async def test_expires(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        pair = await pair_for(house, email)
        await house.execute("UPDATE sessions SET expires_at = now() WHERE id = $1", session_of(pair))
        body = {"refresh_token": pair["refresh_token"]}
        failed(await house.browser().post("/v1/auth/token/refresh", json=body), 401, "token.ended")


class TestRevoke:
    async def test_ends_the_session_at_once(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        pair = await pair_for(house, email)
        body = {"refresh_token": pair["refresh_token"]}
        assert (await house.browser().post("/v1/auth/token/revoke", json=body)).status_code == 204
        failed(await house.browser(authorization=f"Bearer {pair['access_token']}").get("/v1/me"), 401, "session.ended")
        failed(await house.browser().post("/v1/auth/token/refresh", json=body), 401, "token.ended")

    async def test_an_unknown_token_is_nothing_to_complain_about(self, house: House) -> None:
        response = await house.browser().post("/v1/auth/token/revoke", json={"refresh_token": "x"})
        assert response.status_code == 204


class TestSessions:
    async def test_lists_where_one_is_signed_in_and_ends_one(self, house: House) -> None:
        email = new_email()
        browser = await house.owner(email)
        other = await house.signed_in(email)
        await pair_for(house, email)
        found = (await browser.get("/v1/me/sessions")).json()["data"]
        assert sorted(one["kind"] for one in found) == ["api", "browser", "browser"]
        assert [one["kind"] for one in found if one["current"]] == ["browser"]
        assert all(one["ip"].startswith("10.") for one in found)
        current = (await other.get("/v1/me/sessions")).json()["data"]
        id = next(one["id"] for one in current if one["current"])
        assert (await browser.delete(f"/v1/me/sessions/{id}")).status_code == 204
        failed(await other.get("/v1/me"), 401, "session.ended")
        failed(await browser.delete(f"/v1/me/sessions/{id}"), 404, "session.unknown")

    async def test_another_persons_session_is_unknown(self, house: House) -> None:
        browser, stranger = await house.owner(), await house.owner()
        id = (await stranger.get("/v1/me/sessions")).json()["data"][0]["id"]
        failed(await browser.delete(f"/v1/me/sessions/{id}"), 404, "session.unknown")
        assert (await stranger.get("/v1/me")).status_code == 200

    async def test_an_api_key_has_none(self, house: House) -> None:
        owner = await house.owner()
        body = {"name": "Key", "scopes": ["organization.read"]}
        key = (await owner.post("/v1/api-keys", json=body)).json()["key"]
        program = house.browser(authorization=f"Bearer {key}")
        failed(await program.get("/v1/me/sessions"), 403, "person.needed")
        failed(await program.post("/v1/auth/sign-out"), 403, "person.needed")
