"""A client's browser at a quote's public page."""

from typing import Any

import httpx2

from tests.support.world import World

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
LINES = [
    {"description": "Design", "quantity": "10", "unit": "h", "unit_price": "100.00"},
    {"description": "Hosting", "quantity": "2", "unit_price": "50.00"},
]


async def issued_quote(world: World, **fields: Any) -> dict[str, Any]:
    return await world.add_invoice(**{"kind": "quote", "lines": LINES, **fields})


async def path_of(world: World, id: str) -> str:
    link = (await world.api.get(f"/v1/invoices/{id}/public-link")).json()
    return f"/i/{link['code']}"


async def answered(world: World, id: str, answer: str = "accepted", **typed: str) -> httpx2.Response:
    """What the client sends with the form of the page."""
    form = {"answer": answer, "name": "Ada Lovelace", **typed}
    return await world.guest(BROWSER).post(f"{await path_of(world, id)}/answer", data=form)


async def state_of(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/quotes/{id}")).json()
    return found


async def convert(world: World, id: str, **wish: Any) -> Any:
    return await world.api.post(f"/v1/quotes/{id}/convert", json=wish)


async def read(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{id}")).json()
    return found
