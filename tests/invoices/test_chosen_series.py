"""The series somebody chose in the draft: kept with it, checked, used when it is issued."""

from typing import Any
from uuid import UUID

import pytest

from duespark.invoices.issue import issue_on
from tests.support.world import World, new_world


async def add(world: World) -> dict[str, Any]:
    """A further series of invoices."""
    body = {
        "company_id": world.company["id"],
        "kind": "invoice",
        "pattern": "EXP-{seq:3}",
        "reset": "never",
        "name": "Export",
    }
    answer = await world.api.post("/v1/series", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestChosenSeries:
    async def test_is_chosen_in_the_draft_and_used_when_it_is_issued(self, world: World) -> None:
        made = await add(world)
        draft = await world.add_draft(series_id=made["id"])
        assert draft["series_id"] == made["id"]
        assert (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()["number"] == "EXP-001"
        again = await world.add_draft(series_id=made["id"])
        usual = next(one for one in (await world.api.get("/v1/series")).json()["data"] if one["kind"] == "invoice")
        at = f"/v1/invoices/{again['id']}/issue"
        assert not (await world.api.post(at, json={"series_id": usual["id"]})).json()["number"].startswith("EXP")

    async def test_chosen_in_the_draft_counts_in_bulk_and_in_copies(self, world: World) -> None:
        made = await add(world)
        draft = await world.add_draft(series_id=made["id"])
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate")).json()
        assert copy["series_id"] == made["id"]
        async with world.tx() as tx:
            await issue_on(tx, UUID(copy["id"]), None)  # what bulk issue does to each
        assert (await world.api.get(f"/v1/invoices/{copy['id']}")).json()["number"] == "EXP-001"

    async def test_chosen_in_the_draft_comes_back_with_an_earlier_state(self, world: World) -> None:
        made = await add(world)
        draft = await world.add_draft(series_id=made["id"])
        at = f"/v1/invoices/{draft['id']}"
        other = await world.api.put(at, json=world.draft(notes="x"), headers={"if-match": '"1"'})
        assert other.json()["series_id"] is None
        back = await world.api.post(f"{at}/saves/1/restore", headers={"if-match": '"2"'})
        assert back.json()["series_id"] == made["id"]

    @pytest.mark.parametrize("path", ["/v1/invoices", "/v1/invoices/preview"])
    async def test_must_fit_the_draft(self, world: World, database: str, path: str) -> None:
        made = await add(world)
        elsewhere = (await world.add_company())["id"]
        wrong = [{"series_id": str(UUID(int=7))}, {"series_id": made["id"], "kind": "quote"}]
        for fields in [*wrong, {"series_id": made["id"], "company_id": elsewhere}]:
            answer = await world.api.post(path, json=world.draft(**fields))
            assert (answer.status_code, answer.json()["code"]) == (404, "series.not_found"), fields
            assert answer.json()["errors"][0]["pointer"] == "#/series_id"
        async with new_world(database) as other:
            theirs = await add(other)
        answer = await world.api.post(path, json=world.draft(series_id=theirs["id"]))
        assert answer.status_code == 404
