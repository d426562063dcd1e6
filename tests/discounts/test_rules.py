"""Discount rules: what can be promised, how it is kept, listed, changed and put away."""

from typing import Any

import pytest

from tests.support.world import World, new_world

VOLUME = {
    "name": "Volume",
    "kind": "volume",
    "reason": "10 or more",
    "tiers": [{"start": "10", "percent": "5"}, {"start": "50", "percent": "10"}],
}


async def add(world: World, **fields: Any) -> dict[str, Any]:
    answer = await world.api.post("/v1/discount-rules", json={**VOLUME, **fields})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def if_match(rule: dict[str, Any]) -> dict[str, str]:
    return {"if-match": f'"{rule["version"]}"'}


class TestRule:
    async def test_is_kept_as_it_was_said(self, world: World) -> None:
        made = await add(world, code=" spring ", currency="PLN", minimum="100.00", client_ids=[world.client["id"]])
        assert (made["code"], made["minimum"], made["client_names"]) == ("SPRING", "100.00", ["Example Bakery"])
        assert [tier["percent"] for tier in made["tiers"]] == ["5", "10"]
        assert (await world.api.get(f"/v1/discount-rules/{made['id']}")).json() == made

    async def test_is_changed_by_who_saw_the_newest(self, world: World) -> None:
        made = await add(world, client_ids=[world.client["id"]])
        wish = {**VOLUME, "name": "For all", "until": "2030-12-31"}
        assert (await world.api.put(f"/v1/discount-rules/{made['id']}", json=wish)).status_code == 428
        changed = await world.api.put(f"/v1/discount-rules/{made['id']}", json=wish, headers=if_match(made))
        assert (changed.json()["name"], changed.json()["client_ids"], changed.json()["version"]) == ("For all", [], 2)
        again = await world.api.put(f"/v1/discount-rules/{made['id']}", json=wish, headers=if_match(made))
        assert again.status_code == 412

    async def test_is_put_away_and_used_again(self, world: World) -> None:
        made = await add(world)
        assert (await world.api.post(f"/v1/discount-rules/{made['id']}/archive")).json()["archived"] is True
        assert (await world.api.get("/v1/discount-rules")).json()["total"] == 0
        assert (await world.api.get("/v1/discount-rules?archived=true")).json()["total"] == 1
        assert (await world.api.post(f"/v1/discount-rules/{made['id']}/restore")).json()["archived"] is False

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"tiers": [{"start": "0", "percent": "5", "amount": "1"}]}, "discount.invalid_rule"),
            ({"tiers": [{"start": "5", "percent": "5"}, {"start": "2", "percent": "1"}]}, "discount.invalid_rule"),
            ({"scope": "document", "graduated": True}, "discount.invalid_rule"),
            ({"since": "2026-05-02", "until": "2026-05-01"}, "discount.invalid_rule"),
            ({"tiers": [{"start": "0", "amount": "5"}]}, "discount_rule.invalid"),
            ({"scope": "document", "tiers": [{"start": "500", "percent": "5"}]}, "discount_rule.invalid"),
            ({"minimum": "-1", "currency": "PLN"}, "discount_rule.invalid"),
            ({"minimum": "1.005", "currency": "PLN"}, "discount_rule.invalid"),
            ({"client_ids": ["00000000-0000-0000-0000-000000000001"]}, "client.not_found"),
        ],
    )
    async def test_what_cannot_be_promised_is_refused(self, world: World, fields: dict[str, Any], code: str) -> None:
        answer = await world.api.post("/v1/discount-rules", json={**VOLUME, **fields})
        assert answer.json()["code"] == code, answer.text

    async def test_a_name_is_taken_once(self, world: World) -> None:
        await add(world)
        answer = await world.api.post("/v1/discount-rules", json={**VOLUME, "name": "VOLUME"})
        assert (answer.status_code, answer.json()["code"]) == (409, "discount_rule.name_taken")


class TestList:
    async def test_pages_by_name_and_filters(self, world: World) -> None:
        for name in ("b", "A", "c"):
            await add(world, name=name, until="2026-05-31" if name == "c" else None)
        await add(world, name="d", kind="client", client_ids=[world.client["id"]])
        seen, cursor = [], ""
        while cursor is not None:
            page = (await world.api.get(f"/v1/discount-rules?limit=2&cursor={cursor}")).json()
            seen += [one["name"] for one in page["data"]]
            cursor = page["next"]
        assert seen == ["A", "b", "c", "d"]

        async def names(query: str) -> list[str]:
            return [one["name"] for one in (await world.api.get(f"/v1/discount-rules?{query}")).json()["data"]]

        assert await names("on=2026-06-01") == ["A", "b", "d"]
        assert await names("kind=client") == ["d"]
        assert await names(f"client_id={world.client['id']}") == ["d"]
        assert await names("q=c") == ["c"]

    async def test_comes_as_csv(self, world: World) -> None:
        await add(world)
        text = (await world.api.get("/v1/discount-rules.csv")).text
        assert "from 10: 5 %; from 50: 10 %" in text

    async def test_another_organization_s_are_not_there(self, world: World, database: str) -> None:
        """FM-46: neither listed, nor opened, nor earned."""
        async with new_world(database) as other:
            theirs = await add(other, tiers=[{"start": "0", "percent": "50"}])
            assert (await world.api.get("/v1/discount-rules")).json()["total"] == 0
            for method, path in (("GET", ""), ("POST", "/archive"), ("POST", "/restore")):
                assert (await world.api.request(method, f"/v1/discount-rules/{theirs['id']}{path}")).status_code == 404
            wish = {**VOLUME, "name": "Theirs", "client_ids": [world.client["id"]]}
            assert (await other.api.post("/v1/discount-rules", json=wish)).json()["code"] == "client.not_found"
            draft = await world.add_draft(discount_codes=[])
            assert draft["document"]["lines"][0]["allowances"] == []

    async def test_who_may(self, world: World) -> None:
        member, accountant = await world.user("member"), await world.user("accountant")
        assert (await member.get("/v1/discount-rules")).status_code == 200
        assert (await member.post("/v1/discount-rules", json=VOLUME)).status_code == 403
        assert (await accountant.post("/v1/discount-rules", json=VOLUME)).status_code == 201
