"""Requests with an Idempotency-Key: the effect once, and the first answer to whoever sends the key again."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from duespark.runtime import idempotency
from duespark.runtime.idempotency import Answer, Claim
from duespark.runtime.tx import HOUSE, Tx

_KEPT = ("content-type", "etag", "location")


async def claim_of(tx: Tx, request: Request) -> Claim | None:
    """What the request's key stands for, if it has one. Raises a 400 for an unusable key."""
    key = idempotency.read_key(request.headers.get("idempotency-key"))
    if key is None:
        return None
    path = request.url.path
    mark = idempotency.fingerprint(request.method, path, await request.body())
    return Claim(f"{tx.actor.id} {request.method} {path}", key, mark)


def kept(response: Response) -> Answer:
    """What is stored of an answer."""
    headers = {name: value for name, value in response.headers.items() if name in _KEPT}
    return Answer(response.status_code, headers, bytes(response.body))


async def once(tx: Tx, request: Request, owner: UUID, run: Callable[[], Awaitable[Response]]) -> Response:
    """Run, or replay the answer stored under the request's key."""
    claim = await claim_of(tx, request)
    if claim is None:
        return await run()
    async with _scope_of(tx, owner):
        stored = await idempotency.reserve(tx, owner=owner, claim=claim)
    if stored is not None:
        return Response(stored.body, stored.status, stored.headers)
    response = await run()
    async with _scope_of(tx, owner):
        await idempotency.store(tx, owner=owner, answers={claim: kept(response)})
    return response


def _scope_of(tx: Tx, owner: UUID) -> AbstractAsyncContextManager[None]:
    return tx.as_system() if owner == HOUSE else nullcontext()
