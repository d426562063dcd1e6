"""A forgotten password: silence about who has an account, a link for one use, and no session survives."""

from tests.accounts.house import PASSWORD, House, failed, me_of, new_email

NEW = "a fresh long password"


async def link_for(house: House, email: str) -> str:
    response = await house.browser().post("/v1/auth/forgot-password", json={"email": email})
    assert (response.status_code, response.json()) == (202, {"email": email})
    return await house.token(email)


class TestForgotPassword:
    async def test_a_stranger_gets_the_same_answer_and_no_mail(self, house: House) -> None:
        email = new_email()
        response = await house.browser().post("/v1/auth/forgot-password", json={"email": email})
        assert (response.status_code, response.json()) == (202, {"email": email})
        assert await house.mails(email) == []


class TestResetPassword:
    async def test_the_new_password_works_and_every_session_ends(self, house: House) -> None:
        email = new_email()
        browser = await house.owner(email)
        pair = (await house.browser().post("/v1/auth/token", json={"email": email, "password": PASSWORD})).json()
        token = await link_for(house, email)
        response = await house.browser().post("/v1/auth/reset-password", json={"token": token, "password": NEW})
        assert response.status_code == 204
        failed(await browser.get("/v1/me"), 401, "session.ended")
        program = house.browser(authorization=f"Bearer {pair['access_token']}")
        failed(await program.get("/v1/me"), 401, "session.ended")
        body = {"refresh_token": pair["refresh_token"]}
        failed(await house.browser().post("/v1/auth/token/refresh", json=body), 401, "token.ended")
        old = {"email": email, "password": PASSWORD}
        failed(await house.browser().post("/v1/auth/sign-in", json=old), 401, "auth.wrong")
        fresh = await house.signed_in(email, NEW)
        entries = (await fresh.get("/v1/audit", params={"action": "user.reset_password"})).json()
        assert entries["total"] == 1
        assert (await house.mails(email))[0].subject == "Your password was changed"

    async def test_the_link_works_once(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        token = await link_for(house, email)
        body = {"token": token, "password": NEW}
        assert (await house.browser().post("/v1/auth/reset-password", json=body)).status_code == 204
        again = await house.browser().post("/v1/auth/reset-password", json={**body, "password": "yet another password"})
        failed(again, 422, "auth.link_unusable", "#/token")
        await house.signed_in(email, NEW)

    async def test_the_link_works_for_one_hour(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        token = await link_for(house, email)
        await house.execute("UPDATE mail_tokens SET expires_at = now() WHERE purpose = 'reset'")
        response = await house.browser().post("/v1/auth/reset-password", json={"token": token, "password": NEW})
        failed(response, 422, "auth.link_unusable", "#/token")
        await house.signed_in(email)

    async def test_a_refused_password_leaves_the_link_good(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        token = await link_for(house, email)
        response = await house.browser().post("/v1/auth/reset-password", json={"token": token, "password": email})
        failed(response, 422, "password.is_email", "#/password")
        short = await house.browser().post("/v1/auth/reset-password", json={"token": token, "password": "short"})
        failed(short, 422, "request.invalid", "#/password")
        body = {"token": token, "password": NEW}
        assert (await house.browser().post("/v1/auth/reset-password", json=body)).status_code == 204

    async def test_the_link_proves_the_address_of_one_who_never_confirmed_it(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        await house.mails(email)
        token = await link_for(house, email)
        assert (
            await house.browser().post("/v1/auth/reset-password", json={"token": token, "password": NEW})
        ).status_code == 204
        await house.signed_in(email, NEW)

    async def test_a_confirmation_link_is_no_way_to_a_new_password(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        body = {"token": await house.token(email), "password": NEW}
        failed(await house.browser().post("/v1/auth/reset-password", json=body), 422, "auth.link_unusable", "#/token")


class TestChangePassword:
    async def test_needs_the_current_one_and_ends_all_other_sessions(self, house: House) -> None:
        email = new_email()
        browser, other = await house.owner(email), await house.signed_in(email)
        wrong = {"password": {"current": "not the password", "new": NEW}}
        failed(await browser.patch("/v1/me", json=wrong), 422, "password.current_wrong", "#/password/current")
        equal = {"password": {"current": PASSWORD, "new": email}}
        failed(await browser.patch("/v1/me", json=equal), 422, "password.is_email", "#/password/new")
        response = await browser.patch("/v1/me", json={"password": {"current": PASSWORD, "new": NEW}})
        assert response.status_code == 200
        assert (await me_of(browser))["user"]["email"] == email
        failed(await other.get("/v1/me"), 401, "session.ended")
        await house.signed_in(email, NEW)
        entry = (await browser.get("/v1/audit", params={"action": "user.update"})).json()["data"][0]
        assert entry["after"]["password_changed"] is True
        assert NEW not in str(entry)
        assert "argon2" not in str(entry)

    async def test_without_an_organization_too(self, house: House) -> None:
        email = new_email()
        browser = await house.person(email)
        response = await browser.patch("/v1/me", json={"password": {"current": PASSWORD, "new": NEW}})
        assert response.status_code == 200
        assert (await house.mails(email))[0].subject == "Your password was changed"
