"""One GET with a time limit and a size limit, and every way it can fail told apart."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx2
import orjson

from duespark.adapters.fx_rates.source import SourceFailed

CONNECT_SECONDS = 10
TOTAL_SECONDS = 60
MOST_BYTES = 64 * 1024 * 1024
"""The ECB's whole history has about seven million bytes."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


async def get(
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    login: tuple[str, str] | None = None,
    seconds: int = TOTAL_SECONDS,
) -> Reply:
    """The answer, whatever its status. Redirects are not followed: credentials go where the setting says or nowhere.

    Raises `SourceFailed` when no whole answer came in time.
    """
    timeout = httpx2.Timeout(seconds, connect=CONNECT_SECONDS)
    try:
        async with asyncio.timeout(seconds), httpx2.AsyncClient(timeout=timeout, follow_redirects=False) as client:
            asked = {"accept-encoding": "gzip", "user-agent": "DueSpark", **(headers or {})}
            async with client.stream("GET", url, params=params, headers=asked, auth=login) as answer:
                return Reply(answer.status_code, answer.headers, await _read(answer))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, TimeoutError) as error:
        raise SourceFailed("unreachable", f"no answer: {type(error).__name__}") from error


async def _read(answer: httpx2.Response) -> bytes:
    body = bytearray()
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise SourceFailed("unreadable", "the answer is too large")
    return bytes(body)


def judge(reply: Reply, said: str = "") -> None:
    """Raises `SourceFailed` for every status but 200 and 304; `said` is the source's own word for it."""
    if reply.status in (200, 304):
        return
    detail = f"HTTP {reply.status} {said}".strip()[:200]
    if reply.status in (401, 402, 403):
        raise SourceFailed("refused", detail)
    if reply.status == 429:
        raise SourceFailed("limit", detail)
    raise SourceFailed("unreachable" if reply.status >= 500 else "refused", detail)


def read_json(body: bytes) -> dict[str, Any]:
    """An object whose numbers are exact decimals, whatever their notation. Raises `SourceFailed`."""
    try:
        found = json.loads(body, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise SourceFailed("unreadable", "the answer is no JSON") from error
    if not isinstance(found, dict):
        raise SourceFailed("unreadable", "the answer is no JSON object")
    return found


def pack(values: Mapping[str, str]) -> str:
    """A mark made of what the next question repeats."""
    return orjson.dumps(dict(values)).decode()


def unpack(mark: str) -> dict[str, str]:
    found: dict[str, str] = orjson.loads(mark) if mark else {}
    return found


def validators(reply: Reply) -> dict[str, str]:
    """The request headers by which the next question can be answered with "nothing new" (RFC 9110, 13.1)."""
    pairs = {"if-none-match": reply.headers.get("etag"), "if-modified-since": reply.headers.get("last-modified")}
    return {name: value for name, value in pairs.items() if value}
