"""People at their browsers, for tests of identity: each at an address of its own, with a mailbox one can read."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import httpx2
from fastapi import FastAPI

from duespark.accounts.principal import COOKIE
from duespark.adapters.email.mailbox import StoredMail, find_mails, get_mail
from duespark.runtime.db import Pool
from duespark.runtime.ids import new_id
from duespark.runtime.jobs.inline import run_waiting_jobs

PASSWORD = "correct horse battery"
ORGANIZATION = {
    "name": "Example",
    "country": "PL",
    "time_zone": "Europe/Warsaw",
    "base_currency": "PLN",
    "language": "en",
}
_ADDRESSES = (f"10.{one >> 16 & 255}.{one >> 8 & 255}.{one & 255}" for one in itertools.count(1))


def new_email() -> str:
    return f"{new_id().hex}@example.com"


@dataclass
class House:
    """The program under test."""

    app: FastAPI
    pool: Pool
    browsers: list[httpx2.AsyncClient] = field(default_factory=list)

    def browser(self, *, ip: str | None = None, **headers: str) -> httpx2.AsyncClient:
        """A browser at an address of its own, so that no test spends another's attempts."""
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False, client=(ip or next(_ADDRESSES), 1))
        made = httpx2.AsyncClient(transport=transport, base_url="http://testserver", headers=headers)
        self.browsers.append(made)
        return made

    async def mails(self, email: str) -> list[StoredMail]:
        """What arrived for this address, newest first, after the worker did all its jobs."""
        await run_waiting_jobs(self.pool)
        return [await get_mail(one.id) for one in (await find_mails(to=email)).data]

    async def token(self, email: str) -> str:
        """The token in the newest mail's link."""
        found = re.search(r"token=([\w.-]+)", (await self.mails(email))[0].text)
        assert found is not None
        return found[1]

    async def begin(self, email: str, *, password: str = PASSWORD, name: str = "Ann Example") -> None:
        """Sign up, without using the mailed link."""
        body = {"email": email, "password": password, "name": name}
        response = await self.browser().post("/v1/auth/sign-up", json=body)
        assert response.status_code == 202, response.text

    async def person(self, email: str | None = None) -> httpx2.AsyncClient:
        """A browser signed in by a new account without an organization; it sends its CSRF token."""
        email = email or new_email()
        await self.begin(email)
        browser = self.browser()
        remember(browser, await browser.post("/v1/auth/verify-email", json={"token": await self.token(email)}))
        return browser

    async def owner(self, email: str | None = None) -> httpx2.AsyncClient:
        """The same with an organization of its own."""
        browser = await self.person(email)
        response = await browser.post("/v1/organizations", json=ORGANIZATION)
        assert response.status_code == 201, response.text
        return browser

    async def signed_in(self, email: str, password: str = PASSWORD) -> httpx2.AsyncClient:
        browser = self.browser()
        remember(browser, await browser.post("/v1/auth/sign-in", json={"email": email, "password": password}))
        return browser

    async def invited(self, owner: httpx2.AsyncClient, role: str, **fields: Any) -> httpx2.AsyncClient:
        """A new person in the owner's organization."""
        email = new_email()
        response = await owner.post("/v1/invitations", json={"email": email, "role": role, **fields})
        assert response.status_code == 201, response.text
        browser = self.browser()
        body = {"token": await self.token(email), "name": f"The {role}", "password": PASSWORD}
        remember(browser, await browser.post("/v1/auth/accept-invitation", json=body))
        return browser

    async def execute(self, sql: str, *values: Any) -> str:
        """Plain SQL in the system's scope."""
        async with self.pool.acquire() as conn, conn.transaction():
            await conn.execute("SET LOCAL app.org = '*'")
            return str(await conn.execute(sql, *values))

    async def fetch(self, sql: str, *values: Any) -> list[Any]:
        async with self.pool.acquire() as conn, conn.transaction():
            await conn.execute("SET LOCAL app.org = '*'")
            return list(await conn.fetch(sql, *values))


def remember(browser: httpx2.AsyncClient, response: httpx2.Response) -> dict[str, Any]:
    """Take over the CSRF token of an answer that signed the browser in."""
    assert response.status_code == 200, f"{response.status_code}: {response.text}"
    me: dict[str, Any] = response.json()
    browser.headers["x-csrf-token"] = me["csrf_token"]
    assert COOKIE in browser.cookies
    return me


async def me_of(client: httpx2.AsyncClient) -> dict[str, Any]:
    response = await client.get("/v1/me")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def failed(response: httpx2.Response, status: int, code: str, pointer: str | None = None) -> None:
    """The answer is this problem, at this place in the request."""
    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"
    if pointer is not None:
        assert [one["pointer"] for one in response.json()["errors"]] == [pointer]
