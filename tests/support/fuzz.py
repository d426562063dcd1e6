"""What the fuzzing of the API needs: an owner with something of everything, and requests made of generated cases."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import httpx2
import requests
from schemathesis import Case
from schemathesis.core.transport import Response
from schemathesis.generation.meta import CoveragePhaseData

from tests.support.world import World, new_world

HOST = "http://testserver"
CONTACT = {"name": "Ada", "email": "ada@example.com"}
DISCOUNT = {"kind": "volume", "reason": "Many", "tiers": [{"percent": "5"}]}
CERTIFICATE = {"number": "ZW-1", "country": "PL", "valid_from": "2026-01-01"}
_PDF = b"%PDF-1.7\n"
_LISTED = (
    "client-fields",
    "invitations",
    "companies",
    "clients",
    "series",
    "reminder-policies",
    "payments",
    "deliveries",
    "members",
    "mailbox",
)


@dataclass
class Caller:
    """Sends generated cases to the app in this process, as the owner of an organization that has some data."""

    runner: asyncio.Runner
    world: World
    ids: dict[str, list[str]] = field(default_factory=dict)
    """Ids that exist, by the collection of the path they stand in."""
    versions: dict[str, int] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    """Routes that write, each of which began with something new of everything: what was there may be used up."""
    kinds: set[Any] = field(default_factory=set)
    addresses: Iterator[int] = field(default_factory=count)

    def is_first_of_its_kind(self, case: Case) -> bool:
        """Random cases always are; of the systematic ones the first with its scenario on its route."""
        assert case.meta is not None
        data = case.meta.phase.data
        if not isinstance(data, CoveragePhaseData):
            return True
        kind = (case.operation.label, data.scenario, data.parameter_location, case.meta.generation.mode)
        is_first = kind not in self.kinds
        self.kinds.add(kind)
        return is_first

    def send(self, case: Case) -> Response:
        """The answer to this case. Of the ids a correct case was given, three of four become such as exist."""
        if case.operation.method != "get" and "{" in case.path and case.operation.label not in self.written:
            self.written.add(case.operation.label)
            self.runner.run(_furnish(self))
        if case.meta is not None and case.meta.generation.mode.is_positive:
            self._use_known_ids(case)
        made = requests.Request(**case.as_transport_kwargs(base_url=HOST)).prepare()
        return Response.from_any(self.runner.run(self._ask(made)))

    async def _ask(self, made: requests.PreparedRequest) -> httpx2.Response:
        headers = {**made.headers, "authorization": self.world.api.headers["authorization"]}
        body = made.body.encode() if isinstance(made.body, str) else made.body
        async with _guest(self.world, next(self.addresses)) as client:
            return await client.request(made.method or "", made.url or "", headers=headers, content=body)

    def _use_known_ids(self, case: Case) -> None:
        for name, value in case.path_parameters.items():
            known = self.ids.get(case.path.split("/")[2], [])
            case.path_parameters[name] = _known(value, known)
        for name, value in case.query.items():
            case.query[name] = self._replaced(name, value)
        if isinstance(case.body, (dict, list)):
            case.body = self._replaced("", case.body)
        version = self.versions.get(str(case.path_parameters.get("id")))
        if version and case.headers and "If-Match" in case.headers:
            case.headers["If-Match"] = f'"{version}"'

    def _replaced(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._replaced(key, each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._replaced(name, each) for each in value]
        if (
            isinstance(value, float) and value.is_integer()
        ):  # JSON Schema says that 2.0 is whole, pydantic that it is not
            return int(value)
        return _known(value, self.ids.get(_collection_of(name), [])) if isinstance(value, str) else value


def _collection_of(name: str) -> str:
    """`client_id` and `client_ids` are ids of `clients`, `company_id` of `companies`."""
    noun = name.removesuffix("_id").removesuffix("_ids").replace("_", "-")
    return noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"


def _known(value: Any, known: list[str]) -> Any:
    try:
        number = UUID(str(value)).int
    except ValueError:
        return value
    return known[number % len(known)] if known and number % 4 else value


@contextmanager
def a_caller(database: str) -> Iterator[Caller]:
    """A caller with an organization of its own and an event loop for it."""
    with asyncio.Runner() as runner:
        opened = new_world(database)
        world = runner.run(opened.__aenter__())
        try:
            caller = Caller(runner, world)
            runner.run(_furnish(caller))
            yield caller
        finally:
            runner.run(opened.__aexit__(None, None, None))


def _guest(world: World, number: int) -> httpx2.AsyncClient:
    """A client at an address of its own, so that limits of one address do not answer for the routes behind them."""
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    transport = httpx2.ASGITransport(app=world.app, raise_app_exceptions=False, client=(address, 50_000))
    return httpx2.AsyncClient(transport=transport)


async def _furnish(caller: Caller) -> None:
    api = caller.world.api
    # There is room for a hundred of them, and rules made from anything may name them.
    for table in ("discount_rule_segments", "client_segments"):
        await caller.world.execute(f"DELETE FROM {table} WHERE org_id = $1", caller.world.org)
    made = await things_of(caller.world)
    if not caller.ids:
        field = {"key": "region", "label": "Region", "kind": "text"}
        invited = {"email": "new@example.com", "role": "viewer"}
        assert (await api.post("/v1/client-fields", json=field)).status_code == 201
        assert (await api.post("/v1/invitations", json=invited)).status_code == 201
    for name in _LISTED:
        listed = (await api.get(f"/v1/{name}")).json()["data"]
        made[name] = [*made.get(name, []), *(each.get("id", each.get("user_id")) for each in listed[:5])]
        caller.versions |= {each["id"]: each["version"] for each in listed if "version" in each and "id" in each}
    caller.ids = made


async def things_of(world: World) -> dict[str, list[str]]:
    """Ids of something new of everything, by the collection of the path they stand in."""
    api = world.api
    company, client = await world.add_company(), await world.add_client()
    whose = {"company_id": company["id"], "client_id": client["id"]}
    draft, invoice = await world.add_draft(**whose), await world.add_invoice(**whose)
    quote = await world.add_invoice(**whose, kind="quote")
    at = f"/v1/clients/{client['id']}"
    file = await api.post(f"/v1/invoices/{draft['id']}/attachments?name=a.pdf", content=_PDF)
    view = {"list": "invoices", "name": f"Mine {draft['id']}", "filters": {}}
    rule = {
        "company_id": company["id"],
        "name": "Mine",
        "type": "vat",
        "jurisdiction": "PL",
        "start_date": "2026-01-01",
    }
    registration = {"company_id": company["id"], "country": "FR", "since": "2026-01-01"}
    posted = {
        "contacts": await api.post(f"{at}/contacts", json=CONTACT),
        "certificates": await api.post(f"{at}/certificates", json=CERTIFICATE),
        "segments": await api.post("/v1/segments", json={"name": draft["id"], "rules": {"countries": ["PL"]}}),
        "items": await api.post("/v1/items", json={"name": "Mine"}),
        "discount-rules": await api.post("/v1/discount-rules", json={"name": draft["id"], **DISCOUNT}),
        "tax-rules": await api.post("/v1/tax-rules", json=rule),
        "tax-registrations": await api.post("/v1/tax-registrations", json=registration),
        "attachments": file,
        "saved-views": await api.post("/v1/saved-views", json=view),
        "api-keys": await api.post("/v1/api-keys", json={"name": "Mine", "scopes": ["invoices.read"]}),
        "imports": await api.post("/v1/imports?kind=clients&file_name=a.csv", content=b"name\nAda\n"),
        "bulk-runs": await api.post("/v1/bulk-runs", json={"action": "export_pdf", "filters": {"ids": [draft["id"]]}}),
    }
    for name, response in posted.items():
        assert response.status_code in (201, 202), f"{name}: {response.text}"
    ids = {name: [response.json()["id"]] for name, response in posted.items()}
    ids |= {"companies": [company["id"]], "clients": [client["id"]], "organizations": [str(world.org)]}
    return ids | {"invoices": [draft["id"], invoice["id"], quote["id"]], "quotes": [quote["id"]]}
