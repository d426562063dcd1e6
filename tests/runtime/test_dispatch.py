"""The short way to a route answers as the long one would."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.routing import APIRoute

from duespark.engine.errors import NotFound
from duespark.runtime.dispatch import Application, Tree
from duespark.runtime.edge import Edge
from duespark.runtime.web import install_problems


class Missing(NotFound):
    code = "thing.not_found"
    sentence = "There is no thing {id}."


async def named(request: Request, id: str) -> Response:
    return PlainTextResponse(f"named {id}")


async def list_(request: Request, ids: int = 1) -> Response:
    return PlainTextResponse(f"list {ids}")


async def missing(id: int) -> Response:
    raise Missing(id=id)


async def crash() -> Response:
    raise RuntimeError("secret")


async def echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def build(*, direct: bool) -> FastAPI:
    app = Application(outermost=Edge, openapi_url=None)
    install_problems(app)
    for path, endpoint, method in (
        ("/v1/things/{id}", named, "GET"),
        ("/v1/things/all", list_, "GET"),
        ("/v1/things/{id}/missing", missing, "GET"),
        ("/v1/crash", crash, "GET"),
        ("/v1/echo", echo, "POST"),
        ("/{path:path}", named_path, "GET"),
    ):
        app.add_api_route(path, endpoint, methods=[method], response_class=PlainTextResponse)
    if direct:
        app.direct = Tree(route for route in app.router.routes if isinstance(route, APIRoute))
    return app


async def named_path(path: str) -> Response:
    return PlainTextResponse(f"any {path}")


async def ask(app: FastAPI, method: str, path: str, **more: Any) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        return await client.request(method, path, **more)


class TestDispatch:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/v1/things/7"),
            ("GET", "/v1/things/a%20b"),
            ("GET", "/v1/things/%E2%82%AC"),
            ("GET", "/v1/things/7/missing"),
            ("GET", "/v1/things/x/missing"),
            ("GET", "/v1/things/"),
            ("GET", "/v1/things/7/"),
            ("GET", "/v1/things/all/missing"),
            ("GET", "/v1/nothing/7"),
            ("POST", "/v1/things/7"),
            ("HEAD", "/v1/things/7"),
            ("OPTIONS", "/v1/things/7"),
            ("GET", "/v1/crash"),
            ("POST", "/v1/echo"),
            ("GET", "/"),
        ],
    )
    async def test_answers_as_fastapi_alone_does(self, method: str, path: str) -> None:
        short, long = [await ask(build(direct=direct), method, path) for direct in (True, False)]
        assert (short.status_code, _body(short)) == (long.status_code, _body(long))
        assert short.headers["content-type"] == long.headers["content-type"]

    async def test_a_fixed_path_comes_before_a_parameter_whatever_the_order(self) -> None:
        assert (await ask(build(direct=True), "GET", "/v1/things/all?ids=3")).text == "list 3"

    async def test_a_crash_tells_nothing_and_carries_the_request_id(self) -> None:
        answer = await ask(build(direct=True), "GET", "/v1/crash")
        assert (answer.status_code, answer.json()["code"]) == (500, "internal")
        assert "secret" not in answer.text
        assert answer.headers["x-request-id"] in answer.json()["instance"]

    @pytest.mark.parametrize("announced", [True, False])
    async def test_a_large_body_is_refused_announced_or_not(self, announced: bool) -> None:
        async def drip() -> Any:
            for _ in range(20):
                yield b" " * 100_000

        content = b" " * 2_000_000 if announced else drip()
        answer = await ask(build(direct=True), "POST", "/v1/echo", content=content)
        assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")

    @pytest.mark.parametrize("path", ["/v1/things/%00", "/v1/things/all?q=a%00", "/any%00thing"])
    async def test_an_address_with_a_nul_finds_nothing(self, path: str) -> None:
        answer = await ask(build(direct=True), "GET", path)
        assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
        assert answer.headers["x-request-id"]


def _body(answer: httpx2.Response) -> Any:
    if not answer.content or answer.headers["content-type"] != "application/problem+json":
        return answer.text
    return {**answer.json(), "instance": ""}
