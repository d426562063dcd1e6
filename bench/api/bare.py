"""The bound: a program of bare ASGI, asyncpg and orjson that sends the same SQL statements as ours, and does no more.

It authenticates with the same statement, binds row-level security, writes the same rows (audit, events, jobs) and
answers with the same fields. It has no router, validation, permissions, calculation, middleware or metrics.
"""

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import uvicorn

from bench.api.script import Filler, Script, Values, filler

Answer = tuple[int, bytes]


def new_id() -> UUID:
    """Ordered by time, like ours, so that the database's work is the same."""
    return UUID(int=(time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big"))


class Request:
    """A script made ready to run: one list of calls with the arguments that change."""

    def __init__(self, script: Script) -> None:
        moving = {value: str(value) for value in [*script.made, *_given(script), *_taken(script)]}
        self.made, self.answer = script.made, script.answer
        self.document = orjson.Fragment(orjson.dumps(script.answer["body"].get("document")))
        self.calls: list[tuple[str, str, list[Any], list[tuple[int, Filler]], list[tuple[Any, Any]]]] = []
        for statement in script.statements:
            fillers = [(at, made) for at, arg in enumerate(statement.args) if (made := filler(arg, moving))]
            takes = list(statement.takes.items())
            self.calls.append((statement.method, statement.sql, statement.args, fillers, takes))

    async def run(self, conn: asyncpg.Connection, values: Values) -> list[Any]:
        """Send the statements in order; returns what each gave."""
        for made in self.made:
            values[made] = new_id() if isinstance(made, UUID) else os.urandom(len(made)).hex()[: len(made)]
        results = []
        for method, sql, template, fillers, takes in self.calls:
            args = template
            if fillers:
                args = list(template)
                for at, fill in fillers:
                    args[at] = fill(values)
            result = await getattr(conn, method)(sql, *args)
            results.append(result)
            if takes:
                row = result[0] if method == "fetch" else {0: result} if method == "fetchval" else result
                for column, value in takes:
                    values[value] = row[column]
        return results


def _given(script: Script) -> list[Any]:
    given: list[Any] = script.answer["given"]
    return given


def _taken(script: Script) -> list[Any]:
    return [value for statement in script.statements for value in statement.takes.values()]


def _plain(value: Any) -> Any:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _row(row: asyncpg.Record) -> dict[str, Any]:
    """An invoice as it is stored, its document spliced in."""
    found = dict(row)
    found["document"] = orjson.Fragment(found.pop("document_json"))
    return found


class Bare:
    """The application: four routes told apart by method and path."""

    def __init__(self, dsn: str, scripts: dict[str, Script]) -> None:
        self.dsn = dsn
        self.get, self.list, self.post, self.issue = (
            Request(scripts[name]) for name in ("get", "list", "post", "issue")
        )
        self.pool: asyncpg.Pool | None = None

    async def __call__(self, scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Any]) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body = b""
        if scope["method"] == "POST":
            while True:
                message = await receive()
                body += message["body"]
                if not message.get("more_body"):
                    break
        status, answer = await self._route(scope, body)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Any]) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":

                async def keep(_: Any) -> None: ...

                self.pool = await asyncpg.create_pool(
                    self.dsn, min_size=1, max_size=10, reset=keep, statement_cache_size=512
                )
                await send({"type": "lifespan.startup.complete"})
            else:
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _route(self, scope: Any, body: bytes) -> Answer:
        token = next(value for name, value in scope["headers"] if name == b"authorization")[7:]
        values: Values = {b"token": hashlib.sha256(token).digest()}
        path = scope["path"]
        assert self.pool is not None
        async with self.pool.acquire() as conn:
            if scope["method"] == "GET":
                return await self._read(conn, path, values)
            return await self._write(conn, path, values, body)

    async def _read(self, conn: asyncpg.Connection, path: str, values: Values) -> Answer:
        if path == "/v1/invoices":
            results = await self.list.run(conn, self._with(self.list, values))
            rows, sums = (result for result in results if isinstance(result, list))
            data = {
                "data": [dict(row) for row in rows],
                "sums": [dict(row) for row in sums],
                "next": None,
                "total": None,
            }
            return 200, orjson.dumps(data, _plain)
        results = await self.get.run(conn, self._with(self.get, values, path.rpartition("/")[2]))
        return 200, orjson.dumps(_row(results[-2]), _plain)

    async def _write(self, conn: asyncpg.Connection, path: str, values: Values, body: bytes) -> Answer:
        if path.endswith("/issue"):
            results = await self.issue.run(conn, self._with(self.issue, values, path.split("/")[3]))
            return 200, orjson.dumps(_row(results[-2]), _plain)
        draft = orjson.loads(body)
        await self.post.run(conn, self._with(self.post, values))
        own = {"id": values[self.post.answer["id"]], "client_id": draft["client_id"], "document": self.post.document}
        return 201, orjson.dumps(self.post.answer["body"] | own, _plain)

    @staticmethod
    def _with(request: Request, values: Values, path_id: str | None = None) -> Values:
        """The request's own values: the hash of its token and the invoice it names."""
        token, *invoice = request.answer["given"]
        values[token] = values[b"token"]
        if path_id is not None:
            values[invoice[0]] = UUID(path_id)
        return values


def main(dsn: str, scripts: Path, port: int) -> None:
    application = Bare(dsn, pickle.loads(scripts.read_bytes()))
    uvicorn.run(
        application,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
