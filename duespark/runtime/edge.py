"""The outermost layer of every request: its id, size limit, security headers, metrics and one log line."""

import time
from functools import lru_cache
from typing import Any

from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from duespark.runtime.ids import new_id
from duespark.runtime.settings import settings
from duespark.runtime.telemetry import REQUEST_SECONDS, REQUESTS, log
from duespark.runtime.web import HttpProblem, problem

CSP = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' blob:;"
    " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", CSP.encode()),
)
_LARGE_PATHS = ("/logo", "/file", "/attachments", "/import", "/import/check", "/lines/read", "/imports", "/own-fonts")
_LARGE = 6 * 1024 * 1024


class BodyTooLarge(HttpProblem):
    """More bytes arrived than the route takes."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, "request.too_large", f"The body may have at most {limit} bytes.")


class NulInAddress(HttpProblem):
    """PostgreSQL cannot keep or compare the character U+0000, so nothing can be found by it."""

    def __init__(self) -> None:
        super().__init__(422, "request.invalid", "The address must not contain the character U+0000.")


@lru_cache(maxsize=4096)
def _series(method: str, path: str, status: int) -> tuple[Counter, Histogram]:
    """Looking the labels up costs more than counting."""
    return REQUESTS.labels(method, path, status), REQUEST_SECONDS.labels(method, path)


class Edge:
    """ASGI middleware; the only one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        chosen = settings()
        self.most, self.print_access = chosen.max_body_bytes, chosen.access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = scope["request_id"] = new_id().hex
        begun, status = time.perf_counter(), 500
        scope["begun"] = begun
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                message["headers"] = [*message["headers"], *_HEADERS, (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._run(scope, receive, send_with_headers)
        except HttpProblem as error:
            if not started:
                await problem(error.status_code, error.code, error.detail)(scope, receive, send_with_headers)
        finally:
            self._note(scope, status, time.perf_counter() - begun)

    def _limit(self, scope: Scope) -> int:
        return _LARGE if scope["path"].endswith(_LARGE_PATHS) else self.most

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        if b"%00" in scope["query_string"] or "\x00" in scope["path"]:
            raise NulInAddress
        if scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        limit, seen = self._limit(scope), 0
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > limit:
            raise BodyTooLarge(limit)

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise BodyTooLarge(limit)
            return message

        await self.app(scope, limited, send)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route: Any = scope.get("route")
        path = getattr(route, "path", "other")
        method = scope["method"]
        count, duration = _series(method, path, status)
        count.inc()
        duration.observe(seconds)
        if self.print_access:
            log.info(
                "request",
                method=method,
                path=scope["path"],
                status=status,
                ms=round(seconds * 1000, 1),
                id=scope["request_id"],
            )
