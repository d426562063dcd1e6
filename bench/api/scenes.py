"""The four things measured, and the small world they are measured in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from bench.api.capture import recording_pool, script_of, tape
from bench.api.load import Connection, Unit
from bench.api.script import Script
from duespark.app import create_app
from duespark.runtime.security import hash_token
from tests.support.world import LINE, World, new_world

INVOICES = 2_000
LINES = 12
FIRST_NUMBER = 700_001
"""High, so that the recorder can tell the next number from any other value."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One measurement: how many units a round, and the most the ratio may be."""

    name: str
    title: str
    unit: Unit
    units: int
    bound: float


@dataclass(frozen=True, slots=True)
class Stage:
    """What the scenes need: a token, an invoice to read, and the recorded scripts."""

    token: str
    scripts: dict[str, Script]
    scenes: tuple[Scene, ...]


def _draft(world: World) -> dict[str, Any]:
    lines = [LINE | {"description": f"Design work, part {part}", "discount": {"percent": "5"}} for part in range(LINES)]
    return world.draft(lines=lines)


_COPY = """
INSERT INTO invoices (org_id, id, company_id, client_id, kind, status, series_id, period, sequence, number, issue_date,
  due_date, currency, net, tax, gross, amount_due, client_name, document, created_at, updated_at, issued_at)
SELECT org_id, gen_random_uuid(), company_id, client_id, kind, status, series_id, period, n, 'OLD-' || n, issue_date,
  due_date, currency, net, tax, gross, amount_due, client_name, document, created_at - n * interval '1 minute',
  updated_at, issued_at FROM invoices, generate_series(1, $2) AS n WHERE id = $1
"""


def _scenes(draft: bytes, read: str) -> tuple[Scene, ...]:
    async def get(connection: Connection, _: int) -> None:
        await connection.ask("GET", f"/v1/invoices/{read}", expect=200)

    async def page(connection: Connection, _: int) -> None:
        await connection.ask("GET", "/v1/invoices?limit=50&currency=PLN&status=issued", expect=200)

    async def post(connection: Connection, _: int) -> None:
        await connection.ask("POST", "/v1/invoices", draft, expect=201)

    async def post_and_issue(connection: Connection, _: int) -> None:
        created = orjson.loads(await connection.ask("POST", "/v1/invoices", draft, expect=201))
        await connection.ask("POST", f"/v1/invoices/{created['id']}/issue", expect=200)

    return (
        Scene("get", "GET an invoice of 12 lines", get, 600, 2.0),
        Scene("list", "GET a list of 50", page, 200, 2.0),
        Scene("post", "POST a draft of 12 lines", post, 200, 2.5),
        Scene("issue", "POST a draft and issue it", post_and_issue, 100, 2.5),
    )


async def _record(world: World, token: str, draft: bytes, read: str) -> dict[str, Script]:
    """Each request once to warm up (statements are prepared, caches filled) and once on tape."""

    async def on_tape(method: str, path: str, *, id: str | None = None, body: bytes | None = None) -> Script:
        with tape() as statements:
            answer = await world.api.request(method, path, content=body, headers={"content-type": "application/json"})
        assert answer.is_success, answer.text
        given = [hash_token(token), *([UUID(id)] if id else [])]
        found = answer.json()
        facts = {"given": given, "body": found, "id": UUID(found["id"]) if "id" in found else None}
        return script_of(statements, facts, known={*given, UUID(world.company["id"]), UUID(world.client["id"])})

    async def drafted() -> str:
        made = await world.api.post("/v1/invoices", content=draft, headers={"content-type": "application/json"})
        return str(made.json()["id"])

    scripts = {}
    for _ in range(2):
        scripts["get"] = await on_tape("GET", f"/v1/invoices/{read}", id=read)
        scripts["list"] = await on_tape("GET", "/v1/invoices?limit=50&currency=PLN&status=issued")
        scripts["post"] = await on_tape("POST", "/v1/invoices", body=draft)
        created = await drafted()
        scripts["issue"] = await on_tape("POST", f"/v1/invoices/{created}/issue", id=created)
    return scripts


async def prepare(dsn: str) -> Stage:
    """Fill the migrated database and record the four requests through the program itself."""
    async with new_world(dsn) as world, recording_pool(dsn) as pool:
        world.app = create_app(pool)
        world.api = await world.key_of(world.owner)
        token = str(world.api.headers["authorization"]).removeprefix("Bearer ")
        series = (await world.api.get("/v1/series")).json()["data"][0]
        wish = {"pattern": series["pattern"], "reset": series["reset"], "start": FIRST_NUMBER}
        changed = await world.api.put(f"/v1/series/{series['id']}", json=wish, headers={"if-match": '"1"'})
        assert changed.is_success, changed.text
        body = _draft(world)
        issued = await world.add_invoice(lines=body["lines"])
        await world.execute(_COPY, UUID(issued["id"]), INVOICES)
        draft = orjson.dumps(body)
        scripts = await _record(world, token, draft, issued["id"])
    return Stage(token, scripts, _scenes(draft, issued["id"]))
