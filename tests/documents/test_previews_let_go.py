"""Previews let go of the database before they draw: a slow template must not take the connections of everybody else."""

from collections.abc import Callable
from typing import Any

import pytest

from duespark.documents import brand_preview, routes
from duespark.documents.render import CheckedPages
from duespark.documents.templates import preview
from tests.support.world import World


@pytest.fixture
def busy(world: World, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many connections were taken at each drawing."""
    seen: list[int] = []

    def watched(answer: Any) -> Callable[..., Any]:
        async def draw(*_: Any, **__: Any) -> Any:
            pool = world.app.state.pool
            seen.append(pool.get_size() - pool.get_idle_size())
            return answer

        return draw

    pages = CheckedPages(pages=["<svg/>"], overflow=[], problems=[])
    for module in (routes, preview, brand_preview):
        monkeypatch.setattr(module, "check_pages", watched(pages))
    monkeypatch.setattr(routes, "render_html", watched("<p>"))
    return seen


class TestPreviews:
    async def test_draw_with_no_connection_taken(self, world: World, busy: list[int]) -> None:
        invoice = await world.add_invoice()
        brands = f"/v1/companies/{world.company['id']}/brands"
        brand = (await world.api.get(brands)).json()["data"][0]
        answers = [
            await world.api.post(f"{brands}/{brand['id']}/preview", json={"design": brand["design"]}),
            await world.api.post("/v1/templates/preview", json={"standard": "modern"}),
            await world.api.post("/v1/templates/preview", json={"invoice_id": invoice["id"]}),
            await world.api.post("/v1/invoices/preview", json=world.draft()),
            await world.api.get(f"/v1/invoices/{invoice['id']}/pages"),
            await world.api.get(f"/v1/invoices/{invoice['id']}/html"),
        ]
        assert [one.status_code for one in answers] == [200] * 6
        assert busy == [0] * 6
