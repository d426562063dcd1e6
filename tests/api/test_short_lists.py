"""Lists that are short as a rule: members, segments, contacts and series come in pages, filtered, and as files."""

from typing import Any

import pytest

from tests.support.world import World


async def filled(world: World) -> dict[str, str]:
    """Three of each, and the path of each list."""
    for role in ("admin", "member"):
        await world.user(role)
    for name in ("Ash", "birch", "Cedar"):
        body = {"name": name, "rules": {"tags": [name.lower()]}}
        assert (await world.api.post("/v1/segments", json=body)).status_code == 201
    people = f"/v1/clients/{world.client['id']}/contacts"
    for name in ("Ash", "Birch", "Cedar"):
        contact = {"name": name, "email": f"{name.lower()}@example.com"}
        assert (await world.api.post(people, json=contact)).status_code == 201
    return {"members": "/v1/members", "segments": "/v1/segments", "contacts": people, "series": "/v1/series"}


async def pages(world: World, path: str, **query: Any) -> list[list[Any]]:
    """The rows of each page of two."""
    found, cursor = [], ""
    while True:
        params = {**query, "limit": 2, **({"cursor": cursor} if cursor else {})}
        answer = await world.api.get(path, params=params)
        assert answer.status_code == 200, answer.text
        found.append(answer.json()["data"])
        cursor = answer.json()["next"]
        if not cursor:
            return found


class TestShortLists:
    async def test_come_in_pages_that_hold_everything_once(self, world: World) -> None:
        await world.add_company(profile={**world.company["profile"], "name": "Another Studio"})
        for name, path in (await filled(world)).items():
            whole = (await world.api.get(path)).json()
            rows = await pages(world, path)
            assert len(rows) > 1, name
            assert [row for page in rows for row in page] == whole["data"], name
            assert (whole["total"], whole["next"]) == (len(whole["data"]), None), name

    async def test_are_filtered_and_counted(self, world: World) -> None:
        paths = await filled(world)
        for name in ("segments", "contacts"):
            found = (await world.api.get(paths[name], params={"q": "BIR"})).json()
            assert ([row["name"].lower() for row in found["data"]], found["total"]) == (["birch"], 1), name
        admins = (await world.api.get("/v1/members", params={"role": "admin"})).json()
        assert ([row["role"] for row in admins["data"]], admins["total"]) == (["admin"], 1)
        owner = (await world.api.get("/v1/members", params={"role": "owner"})).json()["data"][0]
        found = (await world.api.get("/v1/members", params={"q": owner["email"].upper()})).json()
        assert [row["user_id"] for row in found["data"]] == [owner["user_id"]]
        query = {"kind": "credit_note", "company_id": world.company["id"]}
        notes = (await world.api.get("/v1/series", params=query)).json()
        assert {row["kind"] for row in notes["data"]} == {"credit_note"}
        assert notes["total"] == len(notes["data"]) == 1

    async def test_are_files_of_what_the_filter_finds(self, world: World) -> None:
        for name, path in (await filled(world)).items():
            whole = (await world.api.get(path)).json()["data"]
            text = (await world.api.get(f"{path}.csv")).text
            assert len(text.splitlines()) == len(whole) + 1, name
            workbook = await world.api.get(f"{path}.xlsx")
            assert (workbook.status_code, workbook.content[:2]) == (200, b"PK"), name
        some = (await world.api.get("/v1/segments.csv", params={"q": "ash"})).text
        assert some.splitlines()[0].lstrip("\ufeff") == "name,countries,currencies,tags,owes_more_than,overdue_days,id"
        assert some.splitlines()[1].startswith("Ash,,,ash,,,")

    @pytest.mark.parametrize("query", ["limit=0", "limit=101", "cursor=nonsense"])
    async def test_refuse_what_makes_no_page(self, world: World, query: str) -> None:
        for path in ("/v1/members", "/v1/segments", "/v1/series", f"/v1/clients/{world.client['id']}/contacts"):
            assert (await world.api.get(f"{path}?{query}")).status_code == 422, path

    async def test_another_companys_series_are_not_shown(self, world: World) -> None:
        nobody = await world.key_of(world.owner, company_ids=[])
        found = (await nobody.get("/v1/series")).json()
        assert (found["data"], found["total"]) == ([], 0)
        assert len((await nobody.get("/v1/series.csv")).text.splitlines()) == 1
