"""Ids of another organization in query parameters and bodies, at every place the API's description has for one: FM-46."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.support.description import description
from tests.support.fuzz import things_of
from tests.support.samples import Place, Samples, noun_of, places, with_value
from tests.support.world import World, new_world

SECRET = "Zyxwv"
"""Stands in the names of all that is theirs, and must never come back."""


@dataclass
class Attempt:
    """A request that would be right with our own id at this place."""

    operation: str
    method: str
    path: str
    query: dict[str, Any]
    body: Any
    place: Place
    name: str
    in_body: bool
    is_write: bool

    def with_id(self, id: str) -> tuple[dict[str, Any], Any]:
        if self.in_body:
            return self.query, with_value(self.body, self.place, id)
        return with_value(self.query, self.place, id), self.body


def attempts(described: dict[str, Any], samples: Samples) -> Iterator[Attempt]:
    """One for each place of an id in each operation's query and JSON body."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            needed = [one for one in operation.get("parameters", []) if one["in"] == "query"]
            query = {one["name"]: samples.of(one["schema"], one["name"]) for one in needed if one.get("required")}
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            body = samples.of(content["schema"]) if content else None
            told = (operation["operationId"], method.upper(), samples.filled(path))
            is_write = any(one["name"] == "Idempotency-Key" for one in operation.get("parameters", []))
            for one in needed:
                if samples.holds_ids(one["schema"]):
                    name, value = one["name"], samples.of(one["schema"], one["name"])
                    at: Place = (name, 0) if isinstance(value, list) else (name,)
                    yield Attempt(*told, query | {name: value}, body, at, name, False, is_write)
            for place, name in places(content["schema"], samples, body) if content else ():
                yield Attempt(*told, query, body, place, name, True, is_write)


async def ask(world: World, one: Attempt, id: str | None) -> httpx2.Response:
    query, body = (one.query, one.body) if id is None else one.with_id(id)
    return await world.api.request(one.method, one.path, params=query, json=body, headers={"if-match": '"1"'})


async def _tables(world: World) -> list[str]:
    rows = await world.fetch(
        "SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'org_id'"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    return [row["relname"] for row in rows]


async def tables_naming(world: World, ids: list[str]) -> list[str]:
    """The tables in which something of ours names something of theirs."""
    found = []
    for table in await _tables(world):
        sql = f"SELECT 1 FROM {table} AS t WHERE org_id = $1 AND to_jsonb(t)::text ~ $2 LIMIT 1"
        found += [table] * len(await world.fetch(sql, world.org, "|".join(ids)))
    return found


async def all_rows(world: World) -> dict[str, list[Any]]:
    """Everything of an organization."""
    return {
        table: await world.fetch(f"SELECT to_jsonb(t) AS row FROM {table} AS t WHERE org_id = $1 ORDER BY 1", world.org)
        for table in await _tables(world)
    }


async def theirs_of(other: World) -> dict[str, list[str]]:
    other.client = await other.add_client(profile={"name": SECRET, "address": {"country": "PL"}})
    other.company = await other.add_company(profile={"name": SECRET, "address": {"country": "PL"}})
    return await things_of(other)


async def try_their_ids(world: World, samples: Samples, theirs: dict[str, list[str]]) -> tuple[Counter[str], set[str]]:
    """How often each operation was tried with ids of theirs, and those that our own ids were right for."""
    tried, right = Counter[str](), set[str]()
    for one in attempts(description(), samples):
        right |= {one.operation} if (await ask(world, one, None)).is_success else set()
        kind = theirs.get(_plural(noun_of(one.name)))
        for id in kind or [ids[0] for ids in theirs.values()]:
            answer = await ask(world, one, id)
            told = f"{one.operation} {one.place}: {answer.status_code} {answer.text[:300]}"
            assert SECRET not in answer.text, f"leaks: {told}"
            assert answer.status_code < 500, told
            assert not (one.is_write and answer.is_success), f"links: {told}"
            tried[one.operation] += 1
    return tried, right


class TestForeignIds:
    async def test_are_unknown_wherever_they_stand(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            ours, theirs = await things_of(world), await theirs_of(other)
            mine = {noun_of(f"{_singular(name)}_id"): ids[0] for name, ids in ours.items()}
            before = await all_rows(other)
            tried, right = await try_their_ids(world, Samples(description(), mine, ours), theirs)
            assert tried.total() > 300
            assert len(right) > 30, "with our own ids most must be right, or this proves nothing"
            assert await tables_naming(world, [id for ids in theirs.values() for id in ids]) == []
            assert await all_rows(other) == before


def _plural(noun: str) -> str:
    return noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"


def _singular(name: str) -> str:
    return name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("s")
