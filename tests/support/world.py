"""A small world for tests: an organization with an owner, a company and a client, and HTTP clients to act as anybody.

Rows of identity are written straight into the tables, so that tests of one module do not lean on another's routes;
everything else goes through the API like a user's own program.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx2
from fastapi import FastAPI

from duespark.accounts.permissions import PERMISSIONS
from duespark.app import create_app
from duespark.runtime.db import Pool, open_pool
from duespark.runtime.ids import new_id, new_secret
from duespark.runtime.security import hash_token
from duespark.runtime.tx import Actor, Tx, begin

SELLER = {
    "name": "Example Studio Sp. z o.o.",
    "address": {"line1": "ul. Przykladowa 1", "city": "Krakow", "postal_code": "30-001", "country": "PL"},
    "tax_ids": [{"scheme": "VAT", "value": "PL5260001246"}],
    "email": "studio@example.com",
}
BUYER = {
    "name": "Example Bakery",
    "address": {"line1": "Market Square 5", "city": "Gdansk", "postal_code": "80-001", "country": "PL"},
    "email": "bakery@example.com",
}
LINE = {"description": "Design work", "quantity": "10", "unit": "h", "unit_price": "120.00", "tax": "standard"}


@dataclass
class World:
    """One organization and who acts in it. `api` is its owner's program (an API key with every permission)."""

    app: FastAPI
    pool: Pool
    org: UUID
    owner: UUID
    api: httpx2.AsyncClient
    clients: list[httpx2.AsyncClient] = field(default_factory=list)
    company: dict[str, Any] = field(default_factory=dict)
    client: dict[str, Any] = field(default_factory=dict)

    @asynccontextmanager
    async def tx(self, actor: Actor | None = None) -> AsyncIterator[Tx]:
        """A transaction bound to the organization."""
        async with begin(self.pool, org=self.org, actor=actor) as tx:
            yield tx

    async def set_clock(self, to: datetime | None) -> None:
        """Move the organization's test clock."""
        await self.execute("UPDATE organizations SET clock_at = $2 WHERE id = $1", self.org, to)

    async def execute(self, sql: str, *values: Any) -> str:
        """Plain SQL in the system's scope."""
        async with self.pool.acquire() as conn, conn.transaction():
            await conn.execute("SET LOCAL app.org = '*'")
            return str(await conn.execute(sql, *values))

    async def fetch(self, sql: str, *values: Any) -> list[Any]:
        async with self.pool.acquire() as conn, conn.transaction():
            await conn.execute("SET LOCAL app.org = '*'")
            return list(await conn.fetch(sql, *values))

    async def user(self, role: str = "member", **fields: Any) -> httpx2.AsyncClient:
        """An API key of a new member with this role."""
        user = await _add_user(self, role)
        return await self.key_of(user, **fields)

    async def key_of(
        self, user: UUID, *, scopes: list[str] | None = None, company_ids: list[UUID] | None = None
    ) -> httpx2.AsyncClient:
        """A client that acts with a new API key of this user."""
        key = new_secret("dsk_")
        await self.execute(
            "INSERT INTO api_keys (org_id, id, name, hint, token_hash, scopes, company_ids, created_by, created_at)"
            " VALUES ($1, $2, 'Test key', 'dsk_', $3, $4, $5, $6, now())",
            self.org, new_id(), hash_token(key), sorted(PERMISSIONS) if scopes is None else scopes, company_ids, user,
        )  # fmt: skip
        return self.guest({"authorization": f"Bearer {key}"})

    def guest(self, headers: dict[str, str] | None = None) -> httpx2.AsyncClient:
        """A client with these headers and nothing else."""
        return self._client("127.0.0.1", headers)

    def guest_from(self, address: str) -> httpx2.AsyncClient:
        """A client on another machine."""
        return self._client(address, None)

    def _client(self, address: str, headers: dict[str, str] | None) -> httpx2.AsyncClient:
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False, client=(address, 50_000))
        client = httpx2.AsyncClient(transport=transport, base_url="http://testserver", headers=headers)
        self.clients.append(client)
        return client

    async def add_company(self, **fields: Any) -> dict[str, Any]:
        body = {
            "profile": SELLER,
            "tax_registered": True,
            "currency": "PLN",
            "language": "en",
            "payment_terms_days": 14,
        }
        return _ok(await self.api.post("/v1/companies", json={**body, **fields}), 201)

    async def add_client(self, **fields: Any) -> dict[str, Any]:
        body = {"profile": BUYER, "currency": "PLN", "language": "en", "time_zone": "Europe/Warsaw"}
        return _ok(await self.api.post("/v1/clients", json={**body, **fields}), 201)

    async def paint(self, **palette: str) -> dict[str, Any]:
        """The company's default brand with these colors."""
        path = f"/v1/companies/{self.company['id']}/brands"
        brand = next(one for one in (await self.api.get(path)).json()["data"] if one["is_default"])
        design = {**brand["design"], "palette": {**brand["design"]["palette"], **palette}}
        body, seen = {"name": brand["name"], "design": design}, {"if-match": f'"{brand["version"]}"'}
        return _ok(await self.api.put(f"{path}/{brand['id']}", json=body, headers=seen), 200)

    def draft(self, **fields: Any) -> dict[str, Any]:
        """The body of a draft for the world's company and client."""
        return {"company_id": self.company["id"], "client_id": self.client["id"], "lines": [LINE], **fields}

    async def add_draft(self, **fields: Any) -> dict[str, Any]:
        return _ok(await self.api.post("/v1/invoices", json=self.draft(**fields)), 201)

    async def add_invoice(self, **fields: Any) -> dict[str, Any]:
        """An issued invoice."""
        draft = await self.add_draft(**fields)
        return _ok(await self.api.post(f"/v1/invoices/{draft['id']}/issue"), 200)


def _ok(response: httpx2.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, f"{response.status_code}: {response.text}"
    found: dict[str, Any] = response.json()
    return found


async def _add_user(world: World, role: str) -> UUID:
    user = new_id()
    await world.execute(
        "INSERT INTO users (id, email, name, password_hash, email_verified_at, created_at) VALUES ($1, $2, 'Test Person', '-', now(), now())",
        user, f"{user.hex}@example.com",
    )  # fmt: skip
    await world.execute(
        "INSERT INTO memberships (org_id, user_id, role, created_at) VALUES ($1, $2, $3, now())", world.org, user, role
    )
    return user


@asynccontextmanager
async def client_of(pool: Pool) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of an app that uses this pool, whatever state its database is in."""
    transport = httpx2.ASGITransport(app=create_app(pool), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


@asynccontextmanager
async def new_world(dsn: str, *, empty: bool = False, size: int = 10, **organization: Any) -> AsyncIterator[World]:
    """A fresh organization in this database; with a company and a client unless `empty`."""
    pool = await open_pool(dsn, size=size)
    app = create_app(pool)
    nobody = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app))
    world = World(app=app, pool=pool, org=new_id(), owner=UUID(int=0), api=nobody)
    world.clients.append(world.api)
    values = {
        "name": "Example Organization",
        "country": "PL",
        "time_zone": "Europe/Warsaw",
        "base_currency": "PLN",
        **organization,
    }
    await world.execute(
        "INSERT INTO organizations (id, name, country, time_zone, base_currency, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        world.org, *(values[name] for name in ("name", "country", "time_zone", "base_currency")), datetime.now(UTC),
    )  # fmt: skip
    world.owner = await _add_user(world, "owner")
    world.api = await world.key_of(world.owner)
    try:
        if not empty:
            world.company, world.client = await world.add_company(), await world.add_client()
        yield world
    finally:
        for client in world.clients:
            await client.aclose()
        await pool.close()
