"""Signing up: proven addresses, links that work once, and answers that tell nothing about who has an account."""

import pytest

from tests.accounts.house import PASSWORD, House, failed, me_of, new_email, remember

EXPIRE = "UPDATE mail_tokens SET expires_at = now() - interval '1 second' WHERE user_id = (SELECT id FROM users WHERE email = $1)"


class TestSignUp:
    async def test_the_mailed_link_proves_the_address_and_signs_in(self, house: House) -> None:
        email, browser = new_email(), house.browser()
        response = await browser.post(
            "/v1/auth/sign-up", json={"email": email, "password": PASSWORD, "name": " Ann  B "}
        )
        assert (response.status_code, response.json()) == (202, {"email": email})
        me = remember(browser, await browser.post("/v1/auth/verify-email", json={"token": await house.token(email)}))
        assert (me["user"]["email"], me["user"]["name"]) == (email, "Ann B")
        assert (me["organization"], me["role"], me["permissions"], me["organizations"]) == (None, None, [], [])
        assert me["mailbox"] is True
        assert (await me_of(browser))["user"] == me["user"]

    async def test_letters_of_an_address_have_no_case(self, house: House) -> None:
        email = new_email()
        await house.begin(email.upper())
        await house.browser().post("/v1/auth/verify-email", json={"token": await house.token(email)})
        await house.signed_in(f" {email.title()} ")

    async def test_an_address_with_an_account_gets_the_same_answer_and_a_mail(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        body = {"email": email, "password": "another password", "name": "Mallory"}
        known = await house.browser().post("/v1/auth/sign-up", json=body)
        stranger = new_email()
        unknown = await house.browser().post("/v1/auth/sign-up", json={**body, "email": stranger})
        assert (known.status_code, known.json()) == (202, {"email": email})
        assert (unknown.status_code, unknown.json()) == (202, {"email": stranger})
        mail = (await house.mails(email))[0]
        assert mail.subject == "You already have an account"
        assert "Mallory" not in mail.text
        assert "token=" not in mail.text
        await house.signed_in(email)

    async def test_nobody_keeps_the_password_of_a_sign_up_for_a_stranger(self, house: House) -> None:
        email = new_email()
        await house.begin(email, password="the attackers one", name="Mallory")
        await house.mails(email)
        await house.begin(email, password=PASSWORD, name="Ann")
        await house.browser().post("/v1/auth/verify-email", json={"token": await house.token(email)})
        await house.signed_in(email, PASSWORD)
        body = {"email": email, "password": "the attackers one"}
        failed(await house.browser().post("/v1/auth/sign-in", json=body), 401, "auth.wrong")

    async def test_using_one_link_ends_the_others(self, house: House) -> None:
        email = new_email()
        await house.begin(email, password="the attackers one")
        early = await house.token(email)
        await house.begin(email)
        late = await house.token(email)
        assert early != late
        assert (await house.browser().post("/v1/auth/verify-email", json={"token": late})).status_code == 200
        failed(await house.browser().post("/v1/auth/verify-email", json={"token": early}), 422, "auth.link_unusable")

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"email": "nobody"}, "#/email"),
            ({"email": "a@b"}, "#/email"),
            ({"email": "Ann <a@example.com>"}, "#/email"),
            ({"email": "a@example.com\r\nBcc: b@example.com"}, "#/email"),
            ({"email": f"{'a' * 250}@example.com"}, "#/email"),
            ({"email": 7}, "#/email"),
            ({"password": "ninechars"}, "#/password"),
            ({"password": "x" * 201}, "#/password"),
            ({"name": "   "}, "#/name"),
            ({"name": "Ann\u0007"}, "#/name"),
            ({"name": "x" * 201}, "#/name"),
            ({"admin": True}, "#/admin"),
        ],
    )
    async def test_names_the_field_that_is_wrong(self, house: House, change: dict[str, object], pointer: str) -> None:
        body = {"email": new_email(), "password": PASSWORD, "name": "Ann", **change}
        failed(await house.browser().post("/v1/auth/sign-up", json=body), 422, "request.invalid", pointer)

    async def test_the_password_is_not_the_address(self, house: House) -> None:
        email = new_email()
        body = {"email": email, "password": email.upper(), "name": "Ann"}
        failed(await house.browser().post("/v1/auth/sign-up", json=body), 422, "password.is_email", "#/password")
        assert await house.fetch("SELECT 1 FROM users WHERE email = $1", email) == []

    async def test_one_address_is_not_flooded(self, house: House) -> None:
        email = new_email()
        for _ in range(5):
            await house.begin(email)
        body = {"email": email, "password": PASSWORD, "name": "Ann"}
        response = await house.browser().post("/v1/auth/sign-up", json=body)
        failed(response, 429, "attempts.too_many")
        assert int(response.headers["retry-after"]) > 0
        failed(await house.browser().post("/v1/auth/forgot-password", json={"email": email}), 429, "attempts.too_many")

    async def test_requests_without_an_address_count_for_nobody(self, house: House) -> None:
        answers = [await house.browser().post("/v1/auth/sign-up", json={}) for _ in range(7)]
        assert [one.status_code for one in answers] == [422] * 7


class TestVerifyEmail:
    @pytest.mark.parametrize("token", ["wrong", "x" * 200, "\u0142"])
    async def test_refuses_a_made_up_token(self, house: House, token: str) -> None:
        response = await house.browser().post("/v1/auth/verify-email", json={"token": token})
        failed(response, 422, "auth.link_unusable", "#/token")
        assert "set-cookie" not in response.headers

    async def test_works_once(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        token = await house.token(email)
        assert (await house.browser().post("/v1/auth/verify-email", json={"token": token})).status_code == 200
        again = await house.browser().post("/v1/auth/verify-email", json={"token": token})
        failed(again, 422, "auth.link_unusable", "#/token")
        assert "used already" in again.json()["detail"]

    async def test_works_for_two_days(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        token = await house.token(email)
        await house.execute(EXPIRE, email)
        response = await house.browser().post("/v1/auth/verify-email", json={"token": token})
        failed(response, 422, "auth.link_unusable", "#/token")
        assert "expired" in response.json()["detail"]
        rows = await house.fetch("SELECT email_verified_at FROM users WHERE email = $1", email)
        assert rows[0]["email_verified_at"] is None

    async def test_a_link_to_a_new_password_is_no_proof_of_sign_up(self, house: House) -> None:
        email = new_email()
        await house.person(email)
        await house.browser().post("/v1/auth/forgot-password", json={"email": email})
        token = await house.token(email)
        failed(await house.browser().post("/v1/auth/verify-email", json={"token": token}), 422, "auth.link_unusable")


class TestResendVerification:
    async def test_mails_a_new_link_while_one_is_needed(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        first = await house.token(email)
        assert (await house.browser().post("/v1/auth/resend-verification", json={"email": email})).status_code == 202
        second = await house.token(email)
        assert first != second
        assert (await house.browser().post("/v1/auth/verify-email", json={"token": second})).status_code == 200
        await house.signed_in(email)

    async def test_mails_nothing_to_others_and_answers_the_same(self, house: House) -> None:
        verified, unknown = new_email(), new_email()
        await house.person(verified)
        for email in (verified, unknown):
            response = await house.browser().post("/v1/auth/resend-verification", json={"email": email})
            assert (response.status_code, response.json()) == (202, {"email": email})
        assert len(await house.mails(verified)) == 1
        assert await house.mails(unknown) == []


class TestTokensAtRest:
    async def test_no_token_or_password_stands_in_clear_in_the_database(self, house: House) -> None:
        email = new_email()
        await house.begin(email)
        rows = await house.fetch("SELECT payload FROM pgqueuer WHERE entrypoint = 'accounts.mail'")
        waiting = b" ".join(row["payload"] for row in rows)
        token = await house.token(email)
        assert rows
        assert token.encode() not in waiting
        assert email.encode() not in waiting
        stored = await house.fetch("SELECT t::text AS t FROM mail_tokens t UNION ALL SELECT u::text FROM users u")
        assert all(token not in row["t"] and PASSWORD not in row["t"] for row in stored)
