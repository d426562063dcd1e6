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
NAMES = ("get", "list", "post", "issue")
INVOICES_PATH = "/v1/invoices"
PAGE = f"{INVOICES_PATH}?limit=50&currency=PLN&status=issued"
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
        await connection.ask("GET", PAGE, expect=200)

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


@dataclass(frozen=True, slots=True)
class _Ask:
    """A request to put on tape; `id` is the invoice its path names."""

    method: str
    path: str
    id: str | None = None
    body: bytes = b""


async def _answer(world: World, ask: _Ask) -> dict[str, Any]:
    headers = {"content-type": "application/json"}
    answer = await world.api.request(ask.method, ask.path, content=ask.body, headers=headers)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _ask(world: World, name: str, draft: bytes, read: str) -> _Ask:
    if name == "get":
        return _Ask("GET", f"{INVOICES_PATH}/{read}", read)
    if name == "list":
        return _Ask("GET", PAGE)
    post = _Ask("POST", INVOICES_PATH, body=draft)
    if name == "post":
        return post
    created = (await _answer(world, post))["id"]
    return _Ask("POST", f"{INVOICES_PATH}/{created}/issue", created)


async def _script(world: World, name: str, token: str, draft: bytes, read: str) -> Script:
    """The first two times prepare statements and fill caches; the third is what a busy server sends."""
    tapes = []
    for _ in range(3):
        ask = await _ask(world, name, draft, read)
        with tape() as statements:
            found = await _answer(world, ask)
        tapes.append(statements)
    given = [hash_token(token), *([UUID(ask.id)] if ask.id else [])]
    facts = {"given": given, "body": found, "id": UUID(found["id"]) if "id" in found else None}
    known = {*given, UUID(world.company["id"]), UUID(world.client["id"])}
    return script_of(tapes[2], facts, known=known, before=tapes[1])


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
        scripts = {name: await _script(world, name, token, draft, issued["id"]) for name in NAMES}
    return Stage(token, scripts, _scenes(draft, issued["id"]))
