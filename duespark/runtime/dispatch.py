"""Takes a request straight to the handler of its route; what it does not know goes to FastAPI's own stack.

FastAPI describes the routes, reads and validates their parameters. Its way to a route, through a list of patterns and
nine layers, costs more than the rest of a small request, so ours are found by their path's segments. Unknown paths and
documentation pages take the long way, which knows how to answer them.
"""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from duespark.runtime.web import answer_to

Handler = Callable[[Request], Awaitable[Response]]

_STACKS = ("fastapi_middleware_astack", "fastapi_inner_astack", "fastapi_function_astack")
"""Where FastAPI's handlers look for the stack that ends their dependencies."""


@dataclass(slots=True)
class _Node:
    """A place in the tree of path segments."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    parameter: "_Node | None" = None
    routes: dict[str, tuple[APIRoute, Handler, tuple[str, ...]]] = field(default_factory=dict)
    """By method: the route, its handler, and the names of the parameters on the way here."""


class Tree:
    """Routes by the segments of their paths. One tree serves any number of apps."""

    def __init__(self, routes: Iterable[APIRoute] = ()) -> None:
        self.routes = list(routes)
        self._root = _Node()
        for route in self.routes:
            self._add(route)

    def _add(self, route: APIRoute) -> None:
        if ":" in route.path:  # a parameter with a converter, such as {path:path}
            return
        node, names = self._root, []
        for segment in route.path.split("/")[1:]:
            if segment.startswith("{") and segment.endswith("}"):
                names.append(segment[1:-1])
                node.parameter = node.parameter or _Node()
                node = node.parameter
            elif "{" in segment:
                return
            else:
                node = node.children.setdefault(segment, _Node())
        for method in route.methods or ():
            node.routes.setdefault(method, (route, route.get_route_handler(), tuple(names)))

    def find(self, path: str) -> tuple[_Node, list[str]] | None:
        """The place of this path, and the values of the parameters on the way."""
        node, values = self._root, []
        for segment in path.split("/")[1:]:
            child = node.children.get(segment)
            if child is None:
                child = node.parameter
                if child is None or not segment:
                    return None
                values.append(segment)
            node = child
        return node, values


def _head_of(response: Response) -> Response:
    """A response without its content; how long that would be is left unsaid, as RFC 9110 section 9.3.2 allows."""
    head = Response(status_code=response.status_code, background=response.background)
    head.raw_headers = [header for header in response.raw_headers if header[0] != b"content-length"]
    return head


class Dispatch:
    """ASGI application: the routes of a tree, in front of `app`."""

    def __init__(self, app: ASGIApp, tree: Tree) -> None:
        self.app = app
        self.tree = tree

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self.tree.find(scope["path"]) if scope["type"] == "http" else None
        known = found[0].routes.get(scope["method"]) if found else None
        if found is not None and known is None and found[0].routes:
            wrong_method = HTTPException(405, headers={"Allow": ", ".join(sorted(found[0].routes))})
            await answer_to(Request(scope), wrong_method)(scope, receive, send)
            return
        if found is None or known is None:
            await self.app(scope, receive, send)
            return
        route, handler, names = known
        scope["route"], scope["path_params"] = route, dict(zip(names, found[1], strict=True))
        request = Request(scope, receive, send)
        async with AsyncExitStack() as stack:
            scope.update(dict.fromkeys(_STACKS, stack))
            try:
                response = await handler(request)
            except Exception as error:
                response = answer_to(request, error)
            if scope["method"] == "HEAD":
                response = _head_of(response)
            await response(scope, receive, send)


class Application(FastAPI):
    """FastAPI with `Dispatch` in front, and around both the one layer every request passes."""

    def __init__(self, *, outermost: Callable[[ASGIApp], ASGIApp], **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.outermost = outermost
        self.direct = Tree()

    def answer_directly(self, tree: Tree) -> None:
        """Mount these routes as they are. FastAPI's `include_router` would build each once more, with all its schemas."""
        self.direct = tree
        self.router.routes += tree.routes

    def build_middleware_stack(self) -> ASGIApp:
        return self.outermost(Dispatch(super().build_middleware_stack(), self.direct))
