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

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from duespark.accounts.allow import allow, origin_of
from duespark.accounts.answer_together import Several, answer_together, credentials
from duespark.accounts.desk import Asked, Desk
from duespark.accounts.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from duespark.accounts.replay import once
from duespark.runtime.tx import HOUSE, begin
from duespark.runtime.web import HttpProblem, etag, json_response

Verb = Callable[..., Awaitable[Any]]
T = TypeVar("T")


def place_of_nul(value: Any) -> str | None:
    """The JSON pointer of a text with the character that PostgreSQL cannot keep, or of what has it in a name.

    >>> place_of_nul({"lines": [{"unit": "h"}, {"unit": "a\\0"}]}), place_of_nul({"a": "u0000"})
    ('/lines/1/unit', None)
    """
    waiting = [("", value)]  # not by recursion: JSON is as deep as somebody likes
    while waiting:
        place, one = waiting.pop()
        if isinstance(one, list):
            waiting += [(f"{place}/{at}", each) for at, each in enumerate(one)]
        elif isinstance(one, dict):
            if any("\0" in name for name in one):
                return place
            waiting += [(f"{place}/{name.replace('~', '~0').replace('/', '~1')}", each) for name, each in one.items()]
        elif isinstance(one, str) and "\0" in one:
            return place
    return None


class _JsonRequest(Request):
    """Reads JSON with orjson, which also refuses broken UTF-8."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            body = await self.body()
            self._json = orjson.loads(body)
            if b"\\u0000" in body and (place := place_of_nul(self._json)) is not None:
                raise HttpProblem(422, "request.invalid", "Text must not contain the character U+0000.", pointer=place)
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


def _gate(request: Request, verb: Verb, most: int | None) -> AbstractAsyncContextManager[None]:
    """Lets `most` requests of a route through at a time in this process; the others wait without a connection."""
    if most is None:
        return nullcontext()
    gates: dict[Verb, asyncio.Semaphore] = request.app.state.gates
    return gates.setdefault(verb, asyncio.Semaphore(most))


def _desk(request: Request, verb: Verb, places: int) -> Desk:
    desks: dict[Verb, Desk] = request.app.state.desks
    return desks.setdefault(verb, Desk(places))


def _wrap(
    verb: Verb,
    permission: str,
    status: int,
    *,
    writes: bool,
    replay: bool,
    at_once: int | None,
    several: Several | None,
) -> Verb:
    signature = inspect.signature(verb)
    hints = get_type_hints(verb, include_extras=True)
    wants_request = "request" in signature.parameters

    async def read(request: Request, arguments: dict[str, Any]) -> Response:
        async with _gate(request, verb, at_once):
            async with begin(request.app.state.pool, origin=origin_of(request)) as tx:
                await allow(tx, request, permission)
                value = await verb(tx, **arguments)
            return _answer(await value.make() if isinstance(value, Afterwards) else value, status)

    async def write(request: Request, arguments: dict[str, Any]) -> Response:
        async with begin(request.app.state.pool, origin=origin_of(request), by_keys=several is not None) as tx:
            await allow(tx, request, permission)

            async def run() -> Response:
                return _answer(await verb(tx, **arguments), status)

            # What a person does for himself is kept apart: the first organization is made while there is none.
            owner = HOUSE if permission == SIGNED_IN else tx.org
            response = await (once(tx, request, owner, run) if replay and owner else run())
            if tx.org is not None and not tx.audited and "idempotent-replayed" not in response.headers:
                raise RuntimeError(f"{verb.__name__} wrote without an audit row")
        return response

    async def write_with_others(request: Request, arguments: dict[str, Any], several: Several) -> Response:
        desk = _desk(request, verb, at_once or 1)
        asked = Asked(request, arguments, credentials(request))
        answer = await desk.enter(asked)
        if answer is not None:
            return answer
        try:
            group = desk.take_along(asked)
            outcome = await answer_together(desk, group, several, permission) if len(group) > 1 else None
            if isinstance(outcome, Exception):
                raise outcome
            return outcome or await write(request, arguments)
        finally:
            desk.leave(asked)

    @functools.wraps(verb)
    async def endpoint(request: Request, **arguments: Any) -> Response:
        if wants_request:
            arguments["request"] = request
        if not writes:
            return await read(request, arguments)
        if several is not None:
            return await write_with_others(request, arguments, several)
        async with _gate(request, verb, at_once):
            return await write(request, arguments)

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
    """Declares routes under `/v1`, or with no prefix pages for browsers; `api` is the FastAPI router that `app.py` mounts.

    Pages answer HEAD too, with what stands above their content: scanners of links and mail programs ask so before anybody opens them.
    """

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
        how["several"] = more.pop("several", None)

        def register(verb: Verb) -> Verb:
            returns = more.pop("answers", None) or get_type_hints(verb).get("return")
            plain = (
                returns is None or returns is type(None) or (inspect.isclass(returns) and issubclass(returns, Response))
            )
            options = {"response_model": None if plain else returns, "status_code": status, **more}
            if plain and status == 200 and returns in (None, type(None)):
                options["status_code"] = 204
            methods = ["GET", "HEAD"] if method == "GET" and not self.api.prefix else [method]
            self.api.add_api_route(path, _wrap(verb, permission, status, **how), methods=methods, **options)
            return verb

        return register

    # `answers=T` names the shape in the API's description where a verb returns ready-made bytes. `replay=False` ignores an
    # Idempotency-Key where the answer holds a secret, which must not be stored to be sent again. `at_once=3` lets so many
    # requests of a route run at a time in a process, where many more would only wait for one lock, each with a connection;
    # `several=verb` answers those that wait with the same credentials in one transaction (`desk.py`).
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
