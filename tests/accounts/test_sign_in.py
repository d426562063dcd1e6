"""Signing in and out: the same silence for wrong address and wrong password, limits, the cookie, CSRF."""

from datetime import timedelta

import pytest

from duespark.accounts import passwords
from duespark.accounts.principal import COOKIE
from duespark.runtime.settings import settings
from tests.accounts.house import ORGANIZATION, PASSWORD, House, failed, me_of, new_email, remember


class CountingHasher:
    """Counts what argon2 is asked, which is what takes the time."""

    def __init__(self) -> None:
        self.real = passwords._ARGON2
        self.verified = 0

    def hash(self, password: str) -> str:
        return self.real.hash(password)

    def verify(self, password: str, stored: str) -> bool:
        self.verified += 1
        return self.real.verify(password, stored)


class TestSignIn:
    async def test_wrong_address_and_wrong_password_look_and_last_the_same(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        email = new_email()
        await house.person(email)
        hasher = CountingHasher()
        monkeypatch.setattr(passwords, "_ARGON2", hasher)
        answers = []
        for body in (
            {"email": email, "password": "wrong password"},
            {"email": new_email(), "password": "wrong password"},
        ):
            before = hasher.verified
            response = await house.browser().post("/v1/auth/sign-in", json=body)
            failed(response, 401, "auth.wrong")
            answers.append((response.json()["detail"], response.json()["title"], hasher.verified - before))
        assert answers[0] == answers[1]
        assert answers[0][2] == 1

    async def test_only_who_knows_the_password_learns_that_the_address_is_unproven(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        wrong = {"email": email, "password": "wrong password"}
        failed(await house.browser().post("/v1/auth/sign-in", json=wrong), 401, "auth.wrong")
        right = {"email": email, "password": PASSWORD}
        failed(await house.browser().post("/v1/auth/sign-in", json=right), 403, "auth.email_not_verified")

    async def test_an_account_without_a_password_cannot_be_entered(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        await house.execute("UPDATE users SET password_hash = '-' WHERE email = $1", email)
        for password in ("-", "", PASSWORD):
            body = {"email": email, "password": password}
            failed(await house.browser().post("/v1/auth/sign-in", json=body), 401, "auth.wrong")

    async def test_leaves_a_row_in_the_audit_trail_of_the_organization(self, house: House) -> None:
        email = new_email()
        await house.owner(email)
        browser = await house.signed_in(email)
        entry = (await browser.get("/v1/audit", params={"action": "session.sign_in"})).json()["data"][0]
        assert (entry["actor_kind"], entry["actor_label"]) == ("user", "Ann Example")
        assert entry["ip"].startswith("10.")

    async def test_goes_on_where_one_worked_last(self, house: House) -> None:
        email = new_email()
        browser = await house.owner(email)
        second = (await browser.post("/v1/organizations", json={**ORGANIZATION, "name": "Second"})).json()
        assert (await me_of(await house.signed_in(email)))["organization"]["id"] == second["id"]

    async def test_a_new_session_replaces_the_one_the_browser_had(self, house: House) -> None:
        email = new_email()
        browser = await house.person(email)
        old = browser.cookies[COOKIE]
        remember(browser, await browser.post("/v1/auth/sign-in", json={"email": email, "password": PASSWORD}))
        assert browser.cookies[COOKIE] != old
        other = house.browser(cookie=f"{COOKIE}={old}")
        failed(await other.get("/v1/me"), 401, "session.ended")


class TestLimits:
    async def test_five_wrong_passwords_for_one_person_from_one_address(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        browser = house.browser()
        for _ in range(5):
            response = await browser.post("/v1/auth/sign-in", json={"email": email, "password": "wrong password"})
            failed(response, 401, "auth.wrong")
        response = await browser.post("/v1/auth/sign-in", json={"email": email.upper(), "password": PASSWORD})
        failed(response, 429, "attempts.too_many")
        assert 0 < int(response.headers["retry-after"]) <= 900
        failed(
            await browser.post("/v1/auth/token", json={"email": email, "password": PASSWORD}), 429, "attempts.too_many"
        )
        await house.signed_in(email)

    async def test_thirty_attempts_from_one_address(self, house: House) -> None:
        browser = house.browser()
        statuses = []
        for _ in range(31):
            response = await browser.post("/v1/auth/sign-in", json={"email": new_email(), "password": "wrong password"})
            statuses.append(response.status_code)
        assert statuses == [401] * 30 + [429]

    async def test_signing_in_rightly_is_not_limited(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        browser = house.browser()
        for _ in range(8):
            response = await browser.post("/v1/auth/sign-in", json={"email": email, "password": PASSWORD})
            assert response.status_code == 200

    async def test_more_sign_ins_at_once_than_connections_all_get_an_answer(self, house: House) -> None:
        import asyncio

        bodies = [{"email": new_email(), "password": "wrong password"} for _ in range(25)]
        asked = (house.browser().post("/v1/auth/sign-in", json=body) for body in bodies)
        answers = await asyncio.wait_for(asyncio.gather(*asked), 60)
        assert {answer.status_code for answer in answers} == {401}


class TestCookie:
    async def test_scripts_and_foreign_forms_cannot_use_it(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        response = await house.browser().post("/v1/auth/sign-in", json={"email": email, "password": PASSWORD})
        flags = {part.strip().lower() for part in response.headers["set-cookie"].split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= flags
        assert "secure" not in flags
        assert response.headers["cache-control"] == "no-store"
        token = response.headers["set-cookie"].split(";")[0].partition("=")[2]
        assert await house.fetch("SELECT 1 FROM sessions s WHERE s::text LIKE '%' || $1 || '%'", token) == []

    async def test_it_demands_https_where_the_site_has_it(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        email = new_email()
        await house.person(email)
        monkeypatch.setattr(settings(), "public_url", "https://billing.example.com")
        response = await house.browser().post("/v1/auth/sign-in", json={"email": email, "password": PASSWORD})
        assert "secure" in response.headers["set-cookie"].lower()

    @pytest.mark.parametrize("cookie", ["", "x", "x" * 4000, "%00", '"quoted"'])
    async def test_a_made_up_cookie_is_no_session(self, house: House, cookie: str) -> None:
        response = await house.browser(cookie=f"{COOKIE}={cookie}").get("/v1/me")
        assert response.status_code == 401
        assert response.json()["code"] in ("session.ended", "session.missing")

    async def test_a_session_ends_when_unused(self, house: House) -> None:
        browser = await house.person()
        user = (await me_of(browser))["user"]["id"]
        left = await house.fetch("SELECT expires_at - now() AS left FROM sessions WHERE user_id = $1", user)
        assert left[0]["left"] > timedelta(days=settings().session_days - 1)
        await house.execute("UPDATE sessions SET expires_at = now() WHERE user_id = $1", user)
        failed(await browser.get("/v1/me"), 401, "session.ended")


class TestSignOut:
    async def test_ends_the_session_and_forgets_the_cookie(self, house: House) -> None:
        browser = await house.owner()
        cookie = browser.cookies[COOKIE]
        response = await browser.post("/v1/auth/sign-out")
        assert response.status_code == 204
        assert COOKIE not in browser.cookies
        failed(await house.browser(cookie=f"{COOKIE}={cookie}").get("/v1/me"), 401, "session.ended")

    async def test_also_without_an_organization(self, house: House) -> None:
        browser = await house.person()
        assert (await browser.post("/v1/auth/sign-out")).status_code == 204
        failed(await browser.get("/v1/me"), 401, "session.missing")


class TestCsrf:
    async def test_a_write_needs_the_token_of_its_own_session(self, house: House) -> None:
        email = new_email()
        browser = await house.owner(email)
        other = await house.signed_in(email)
        for token in ("", "wrong", other.headers["x-csrf-token"], "\u00e9"):
            response = await browser.patch(
                "/v1/me", json={"name": "Changed"}, headers={"x-csrf-token": token.encode("latin-1")}
            )
            failed(response, 403, "csrf.mismatch")
        del browser.headers["x-csrf-token"]
        failed(await browser.patch("/v1/me", json={"name": "Changed"}), 403, "csrf.mismatch")
        failed(await browser.post("/v1/auth/sign-out"), 403, "csrf.mismatch")
        me = await me_of(browser)
        assert me["user"]["name"] == "Ann Example"
        browser.headers["x-csrf-token"] = me["csrf_token"]
        assert (await browser.patch("/v1/me", json={"name": "Changed"})).json()["user"]["name"] == "Changed"

    async def test_reading_needs_none(self, house: House) -> None:
        browser = await house.owner()
        del browser.headers["x-csrf-token"]
        assert (await browser.get("/v1/organization")).status_code == 200
