"""The router every route is declared with: who asks, may they, in one transaction, committed before the answer leaves.

    router = Router(tags=["invoices"])

    @router.post("/invoices", "invoices.write", status=201)
    async def create_invoice(tx: Tx, draft: DraftIn) -> InvoiceOut: ...

Each route names its permission (or `PUBLIC`, `SIGNED_IN`). Writes must leave an audit row; a repeated Idempotency-Key
gets the first answer; a value with a `version` is answered with its ETag.
"""

import asyncio
import functools
import inspect
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from duespark.accounts.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from duespark.accounts.principal import authenticate, check_csrf
from duespark.runtime import idempotency
from duespark.runtime.tx import HOUSE, Origin, Tx, begin
from duespark.runtime.web import HttpProblem, etag, json_response

SAFE_METHODS = frozenset({"GET", "HEAD"})
Verb = Callable[..., Awaitable[Any]]
T = TypeVar("T")


class NoOrganization(HttpProblem):
    def __init__(self) -> None:
        super().__init__(409, "organization.none", "Create or choose an organization first: POST /v1/organizations.")


class _JsonRequest(Request):
    """Reads JSON with orjson, which also refuses broken UTF-8."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            body = await self.body()
            if b"\\u0000" in body:
                raise HttpProblem(422, "request.invalid", "Text must not contain the character U+0000.")
            self._json = orjson.loads(body)
        return self._json


class _Route(APIRoute):
    """Reads fast, and builds what describes its answer when that is asked for: only the API's description asks, which
    most processes never make, and the answers are half of all there is to build."""

    def __init__(self, path: str, endpoint: Callable[..., Any], *, response_model: Any = None, **more: Any) -> None:
        super().__init__(path, endpoint, response_model=None, **more)
        self.response_model = response_model

    def get_route_handler(self) -> Callable[[Request], Any]:
        handle = super().get_route_handler()

        async def with_fast_json(request: Request) -> Response:
            return await handle(_JsonRequest(request.scope, request.receive))

        return with_fast_json


def origin_of(request: Request) -> Origin:
    """Where the request came from, for sessions and the audit trail."""
    client = request.client
    return Origin(
        ip=client.host if client else "",
        user_agent=request.headers.get("user-agent", ""),
        request_id=request.scope.get("request_id", ""),
    )


async def _allow(tx: Tx, request: Request, permission: str) -> None:
    """Bind the transaction to who asks; raises 401, 403 or 409."""
    if permission == PUBLIC:
        return
    await authenticate(tx, request)
    if request.method not in SAFE_METHODS:
        check_csrf(request)
    if permission == SIGNED_IN:
        return
    if tx.org is None:
        raise NoOrganization
    if not tx.actor.may(permission):
        raise HttpProblem(
            403,
            "permission.missing",
            f"Your role ({tx.actor.role or 'none'}) does not include {permission}. Ask an owner or admin.",
        )


@dataclass(frozen=True, slots=True)
class Afterwards(Generic[T]):
    """An answer that takes long to make and needs the database no more: a route that only reads returns it, and `make` runs
    once the transaction has ended and its connection is free for others. Name its shape with `answers`."""

    make: Callable[[], Awaitable[T]]


def _answer(value: Any, status: int) -> Response:
    if isinstance(value, Response):
        return value
    if value is None:
        return Response(status_code=204 if status == 200 else status)
    version = getattr(value, "version", None)
    return json_response(value, status, etag(version) if isinstance(version, int) else None)


async def _once(tx: Tx, request: Request, owner: UUID, run: Callable[[], Awaitable[Response]]) -> Response:
    """Run, or replay the answer stored under the request's Idempotency-Key."""
    key = idempotency.read_key(request.headers.get("idempotency-key"))
    if key is None:
        return await run()
    path = request.url.path
    scope = f"{tx.actor.id} {request.method} {path}"
    mark = idempotency.fingerprint(request.method, path, await request.body())
    async with _scope_of(tx, owner):
        stored = await idempotency.reserve(tx, owner=owner, scope=scope, key=key, mark=mark)
    if stored is not None:
        return Response(stored.body, stored.status, stored.headers)
    response = await run()
    kept = {name: value for name, value in response.headers.items() if name in ("content-type", "etag", "location")}
    answer = idempotency.Answer(response.status_code, kept, bytes(response.body))
    async with _scope_of(tx, owner):
        await idempotency.store(tx, owner=owner, scope=scope, key=key, answer=answer)
    return response


def _scope_of(tx: Tx, owner: UUID) -> AbstractAsyncContextManager[None]:
    return tx.as_system() if owner == HOUSE else nullcontext()


def _gate(request: Request, verb: Verb, most: int | None) -> AbstractAsyncContextManager[None]:
    """Lets `most` requests of a route through at a time in this process; the others wait without a connection."""
    if most is None:
        return nullcontext()
    gates: dict[Verb, asyncio.Semaphore] = request.app.state.gates
    return gates.setdefault(verb, asyncio.Semaphore(most))


def _wrap(verb: Verb, permission: str, status: int, *, writes: bool, replay: bool, at_once: int | None) -> Verb:
    signature = inspect.signature(verb)
    hints = get_type_hints(verb, include_extras=True)
    wants_request = "request" in signature.parameters

    @functools.wraps(verb)
    async def endpoint(request: Request, **arguments: Any) -> Response:
        if wants_request:
            arguments["request"] = request
        if not writes:
            async with _gate(request, verb, at_once):
                async with begin(request.app.state.pool, origin=origin_of(request)) as tx:
                    await _allow(tx, request, permission)
                    value = await verb(tx, **arguments)
                return _answer(await value.make() if isinstance(value, Afterwards) else value, status)
        async with _gate(request, verb, at_once), begin(request.app.state.pool, origin=origin_of(request)) as tx:
            await _allow(tx, request, permission)

            async def run() -> Response:
                return _answer(await verb(tx, **arguments), status)

            # What a person does for himself is kept apart: the first organization is made while there is none.
            owner = HOUSE if permission == SIGNED_IN else tx.org
            response = await (_once(tx, request, owner, run) if replay and owner else run())
            if tx.org is not None and not tx.audited and "idempotent-replayed" not in response.headers:
                raise RuntimeError(f"{verb.__name__} wrote without an audit row")
        return response

    own = [
        p.replace(annotation=hints[name]) for name, p in signature.parameters.items() if name not in ("tx", "request")
    ]
    ask = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    own = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    endpoint.__signature__ = signature.replace(parameters=[ask, *own])  # type: ignore[attr-defined]
    endpoint.__permission__ = permission  # type: ignore[attr-defined]
    endpoint.__replayed__ = writes and replay  # type: ignore[attr-defined]
    return endpoint


class Router:
    """Declares routes under `/v1`; `api` is the FastAPI router that `app.py` mounts."""

    def __init__(self, *, tags: list[str], prefix: str = "/v1") -> None:
        self.api = APIRouter(
            prefix=prefix, tags=list(tags), route_class=_Route, generate_unique_id_function=lambda route: route.name
        )

    def _add(
        self, method: str, path: str, permission: str, status: int, writes: bool, more: dict[str, Any]
    ) -> Callable[[Verb], Verb]:
        if permission not in PERMISSIONS and permission not in (PUBLIC, SIGNED_IN):
            raise ValueError(f"{permission} is not in the permission table")

        how = {"writes": writes, "replay": more.pop("replay", True), "at_once": more.pop("at_once", None)}

        def register(verb: Verb) -> Verb:
            returns = more.pop("answers", None) or get_type_hints(verb).get("return")
            plain = (
                returns is None or returns is type(None) or (inspect.isclass(returns) and issubclass(returns, Response))
            )
            options = {"response_model": None if plain else returns, "status_code": status, **more}
            if plain and status == 200 and returns in (None, type(None)):
                options["status_code"] = 204
            self.api.add_api_route(path, _wrap(verb, permission, status, **how), methods=[method], **options)
            return verb

        return register

    # `answers=T` names the shape in the API's description where a verb returns ready-made bytes. `replay=False` ignores an
    # Idempotency-Key where the answer holds a secret, which must not be stored to be sent again. `at_once=3` lets so many
    # requests of a route run at a time in a process, where many more would only wait for one lock, each with a connection.
    def get(self, path: str, permission: str, **more: Any) -> Callable[[Verb], Verb]:
        return self._add("GET", path, permission, 200, False, more)

    def post(
        self, path: str, permission: str, *, status: int = 200, writes: bool = True, **more: Any
    ) -> Callable[[Verb], Verb]:
        """`writes=False` marks a POST without effects, such as a preview."""
        return self._add("POST", path, permission, status, writes, more)

    def put(self, path: str, permission: str, **more: Any) -> Callable[[Verb], Verb]:
        return self._add("PUT", path, permission, 200, True, more)

    def patch(self, path: str, permission: str, **more: Any) -> Callable[[Verb], Verb]:
        return self._add("PATCH", path, permission, 200, True, more)

    def delete(self, path: str, permission: str, **more: Any) -> Callable[[Verb], Verb]:
        return self._add("DELETE", path, permission, 200, True, more)
