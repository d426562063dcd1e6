"""The API's description told in full: who may call, which headers count, and every way a request can be refused.

FastAPI describes what a route takes and gives; what the router of `access.py` and the edge add to each route (sign-in,
versions, idempotency, problems) is the same everywhere and is added here, so that no route has to repeat it.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.utils import create_model_field

from duespark.accounts.permissions import PUBLIC
from duespark.accounts.principal import COOKIE
from duespark.runtime.dispatch import Application
from duespark.runtime.web import TITLES, wanted_version

_TEXT = {"type": "string"}
_ERROR = {"type": "object", "properties": {"detail": _TEXT, "pointer": _TEXT}, "required": ["detail", "pointer"]}
_PROBLEM = {
    "title": "Problem",
    "description": "Why a request was refused (RFC 9457). `type` and `code` are stable, `detail` is for people.",
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "code": _TEXT,
        "instance": _TEXT,
        "errors": {"type": "array", "items": _ERROR},
    },
    "required": ["type", "title", "status", "detail", "code"],
}
_REFUSED = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,10}"$'},
    "description": "The ETag that was read. An edit without it is refused with 428.",
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "The same key with the same request is one effect; the second caller gets the first answer.",
}
_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, or a token of POST /v1/auth/token."},
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "The session of the web app."},
}


def describe(app: Application) -> dict[str, Any]:
    """FastAPI's description of the routes, with what the router and the edge add to them."""
    if app.openapi_schema is None:
        for route in app.direct.routes:
            _describe_answer(route)
        described = FastAPI.openapi(app)
        parts = described["components"]
        for left_over in ("HTTPValidationError", "ValidationError"):
            parts["schemas"].pop(left_over, None)
        parts["schemas"]["Problem"] = _PROBLEM
        parts["securitySchemes"] = _SCHEMES
        parts["responses"] = {
            f"Problem{status}": {"description": title, "content": _REFUSED}
            for status, title in TITLES.items()
            if status != 500
        }
        for route in (one for one in app.direct.routes if one.include_in_schema):
            for method in route.methods or ():
                _complete(described["paths"][route.path_format][method.lower()], route)
    return app.openapi_schema or {}


def _describe_answer(route: APIRoute) -> None:
    """FastAPI's field of what the route answers, which the route itself left out."""
    if route.response_model is not None and route.response_field is None:
        name = f"Response_{route.unique_id}"
        route.response_field = create_model_field(name, route.response_model, mode="serialization")


def _complete(operation: dict[str, Any], route: APIRoute) -> None:
    permission = getattr(route.endpoint, "__permission__", PUBLIC)
    headers = [_IF_MATCH] if _is_edit(route) else []
    if permission != PUBLIC:
        operation["security"] = [{name: []} for name in _SCHEMES]
        if getattr(route.endpoint, "__replayed__", False):
            headers.append(_IDEMPOTENCY_KEY)
    if headers:
        operation["parameters"] = [*operation.get("parameters", []), *headers]
    refused = {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in _refusals(route)}
    if route.path.endswith(".csv"):
        operation["responses"]["200"]["content"] = {"text/csv": {"schema": _TEXT}}
    operation["responses"] = {**operation["responses"], **refused}


def _is_edit(route: APIRoute) -> bool:
    """Whether the verb reads If-Match: its code names `wanted_version`."""
    verb: Any = getattr(route.endpoint, "__wrapped__", route.endpoint)
    return wanted_version.__name__ in verb.__code__.co_names


def _refusals(route: APIRoute) -> list[int]:
    """The statuses of problems this route may answer with."""
    permission, body = getattr(route.endpoint, "__permission__", PUBLIC), "GET" not in (route.methods or ())
    reasons: Mapping[int, bool] = {
        400: body,
        401: True,
        403: permission != PUBLIC,
        404: True,
        409: True,
        412: _is_edit(route),
        413: body,
        422: True,
        428: _is_edit(route),
        429: body,
        503: True,
    }
    return [status for status, possible in reasons.items() if possible]
