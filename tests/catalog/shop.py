"""What tests of the catalog share: items made through the API."""

from typing import Any

from tests.support.world import World

TEA = {
    "name": "Green tea",
    "sku": "TEA-1",
    "unit": "kg",
    "prices": [
        {"currency": "PLN", "unit_price": "40.00"},
        {"currency": "PLN", "from_quantity": "10", "unit_price": "35.50"},
        {"currency": "EUR", "unit_price": "9.50"},
    ],
}


async def add_item(world: World, status: int = 201, **fields: Any) -> dict[str, Any]:
    """An item, by default without anything but its name."""
    response = await world.api.post("/v1/items", json={"name": "Something", **fields})
    assert response.status_code == status, response.text
    found: dict[str, Any] = response.json()
    return found


async def agree(world: World, item: dict[str, Any], status: int = 201, **fields: Any) -> dict[str, Any]:
    """A contract price of the world's client in its currency."""
    body = {"client_id": world.client["id"], "currency": "PLN", "unit_price": "30", "since": "2026-01-01", **fields}
    response = await world.api.post(f"/v1/items/{item['id']}/contract-prices", json=body)
    assert response.status_code == status, response.text
    found: dict[str, Any] = response.json()
    return found


async def lines(world: World, item: dict[str, Any], status: int = 200, **query: str) -> Any:
    """The item's lines, or the problem's code."""
    response = await world.api.get(f"/v1/items/{item['id']}/lines", params=query)
    assert response.status_code == status, response.text
    return response.json()["data"] if status == 200 else response.json()["code"]
