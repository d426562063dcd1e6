"""What every route needs: the one table from error kind to HTTP status, problem answers (RFC 9457), JSON, ETags, paging."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from duespark.engine.errors import DueSparkError, Invalid
from duespark.runtime.field_errors import sentence_of
from duespark.runtime.kept_schema import keep_schemas
from duespark.runtime.telemetry import log

STATUS = {"invalid": 422, "not_found": 404, "forbidden": 403, "conflict": 409, "unavailable": 503}
TITLES = {
    400: "Bad request",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Not possible now",
    412: "Changed elsewhere",
    413: "Too large",
    415: "Unsupported media type",
    422: "Invalid request",
    428: "Version missing",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "Try again later",
}
PROBLEM_BASE = "https://duespark.example/problems/"
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
"""Headers of pages that are for whoever has their link, and for nobody else."""

T = TypeVar("T")


class Closed:
    """Base of dataclasses that cross HTTP: unknown fields are refused, and answers always carry every field."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "json_schema_serialization_defaults_required": True}


keep_schemas(Closed)


class HttpProblem(HTTPException):
    """An answer that only HTTP knows (401, 412, 428, 429 ...); everything else is a `DueSparkError`."""

    page: Response | None = None
    """What a person with a browser is shown instead of the problem+json."""

    def __init__(
        self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, pointer: str = ""
    ) -> None:
        super().__init__(status, detail, headers)
        self.code, self.pointer = code, pointer


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        text = str(value)  # three times as fast as format(), which only numbers such as 1E+3 need
        return format(value, "f") if "E" in text else text
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, UUID):  # asyncpg's own subclass
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def to_json(value: Any) -> bytes:
    """JSON of dataclasses, dicts and lists; decimals as plain strings, instants in UTC with Z."""
    return orjson.dumps(value, _plain, orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(to_json(value), status, headers, "application/json")


def described_file(*media_types: str) -> dict[str, Any]:
    """What a route that answers with a file says of itself: `@router.get(path, permission, **described_file("text/csv"))`."""
    content = {one: {"schema": {"type": "string", "format": "binary"}} for one in media_types}
    return {"responses": {200: {"description": "The file.", "content": content}}, "response_class": Response}


_SHOWN_IN_PLACE = frozenset({"application/pdf", "image/png", "image/jpeg"})


def file_response(content: bytes, name: str, media_type: str) -> Response:
    """A file somebody uploaded: PDFs and pictures open in the browser, anything else is only downloaded, for it would
    run as a page of ours."""
    shown = media_type in _SHOWN_IN_PLACE
    headers = {
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "private, no-store",
    }
    return Response(content, headers=headers, media_type=media_type)


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    request: Request | None = None,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A problem+json answer: `type` and `code` are stable, `detail` is for people."""
    body: dict[str, Any] = {
        "type": PROBLEM_BASE + code.replace(".", "/").replace("_", "-"),
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "code": code,
    }
    if request is not None:
        body["instance"] = f"{request.url.path}#{request.scope.get('request_id', '')}"
    if errors:
        body["errors"] = errors
    return Response(to_json(body), status, headers, "application/problem+json")


def _pointer(location: tuple[Any, ...]) -> str:
    """`("body", "lines", 0, "unit_price")` as the RFC 6901 fragment `#/lines/0/unit_price`; query parameters by name."""
    where, *path = location
    if where != "body":
        return f"{where}:{'.'.join(str(part) for part in path)}"
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _on_domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DueSparkError)
    pointer = [{"detail": str(error), "pointer": "#" + error.pointer}] if error.pointer else None
    headers = {"Retry-After": "5"} if error.kind == "unavailable" else None
    return problem(STATUS[error.kind], error.code, str(error), request=request, errors=pointer, headers=headers)


def _on_http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HttpProblem)
    if error.page is not None and "text/html" in request.headers.get("accept", ""):
        error.page.headers.update(error.headers or {})
        return error.page
    errors = [{"detail": error.detail, "pointer": "#" + error.pointer}] if error.pointer else None
    headers = dict(error.headers or {})
    return problem(error.status_code, error.code, error.detail, request=request, errors=errors, headers=headers)


def _on_invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if found and found[0]["type"] == "json_invalid":
        return problem(400, "request.not_json", "The body is not valid JSON in UTF-8.", request=request)
    errors = [{"detail": sentence_of(item), "pointer": _pointer(item["loc"])} for item in found[:50]]
    count = len(found)
    detail = "One field is wrong." if count == 1 else f"{count} fields are wrong."
    return problem(422, "request.invalid", detail, request=request, errors=errors)


def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = error.detail if isinstance(error.detail, str) else TITLES.get(error.status_code, "Error")
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, f"http.{error.status_code}", detail, request=request, headers=headers)


def _on_crash(request: Request, error: Exception) -> Response:
    log.exception("request.crashed", request_id=request.scope.get("request_id"), exc_info=error)
    return problem(500, "internal", "We logged what happened; nothing was changed. Please try again.", request=request)


_ANSWERS: tuple[tuple[type[Exception], Callable[[Request, Exception], Response]], ...] = (
    (DueSparkError, _on_domain_error),
    (HttpProblem, _on_http_problem),
    (RequestValidationError, _on_invalid_request),
    (HTTPException, _on_http_exception),
    (Exception, _on_crash),
)


def answer_to(request: Request, error: Exception) -> Response:
    """The problem+json for an error."""
    return next(answer(request, error) for kind, answer in _ANSWERS if isinstance(error, kind))


def install_problems(app: FastAPI) -> None:
    """Every error of the program becomes problem+json."""
    for kind, answer in _ANSWERS:
        app.add_exception_handler(kind, answer)


# --- versions of editable things -----------------------------------------------------------------------------


MOST_VERSIONS = 2**31 - 1
"""What PostgreSQL's integer holds."""


def etag(version: int) -> dict[str, str]:
    return {"ETag": f'"{version}"'}


def wanted_version(request: Request) -> int:
    """The version in If-Match, without which an edit is refused (428)."""
    given = request.headers.get("if-match")
    if given is None:
        raise HttpProblem(
            428, "request.if_match_missing", "Send the ETag you read in the If-Match header, so that no edit is lost."
        )
    version = given.strip().removeprefix("W/").strip('"')
    if not version.isdecimal() or len(version) > 10 or int(version) > MOST_VERSIONS:
        raise HttpProblem(412, "request.if_match_unknown", f"If-Match {given[:40]} is no version of this resource.")
    return int(version)


class ChangedElsewhere(HttpProblem):
    """Somebody else saved a newer version (412)."""

    def __init__(self, version: int) -> None:
        super().__init__(
            412,
            "request.changed_elsewhere",
            f"This was changed elsewhere; the newest version is {version}. Read it, merge your change, and save again.",
            headers=etag(version),
        )


# --- pages of lists -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Closed, Generic[T]):
    """One page of a list. `next` is the opaque cursor of the page after this one, null at the end."""

    data: list[T]
    next: str | None = None
    total: int | None = None


class BadCursor(Invalid):
    code = "request.bad_cursor"
    sentence = "The cursor {cursor} belongs to no page of this list with this sort order. Start again without it."


def encode_cursor(sort: str, value: Any, id: UUID) -> str:
    """An opaque place in a list: the sort order, the value there, and the row's id as the tie-break."""
    return base64.urlsafe_b64encode(to_json([sort, value, str(id)])).decode().rstrip("=")


def decode_cursor(cursor: str | None, sort: str) -> tuple[Any, UUID] | None:
    """The value and id where the page starts; raises `BadCursor` for one of another list or sort order."""
    if not cursor:
        return None
    try:
        made_for, value, id = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if made_for != sort:
            raise ValueError
        return value, UUID(id)
    except (ValueError, TypeError, AttributeError) as error:
        raise BadCursor(cursor=cursor[:40]) from error


def decode_position(cursor: str | None, sort: str) -> int:
    """The number behind which a page of a numbered list begins, 0 for the first page. Raises `BadCursor`."""
    place = decode_cursor(cursor, sort)
    if place is None:
        return 0
    if not isinstance(place[0], int) or not 0 <= place[0] < 2**31:
        raise BadCursor(cursor=str(cursor)[:40])
    return place[0]


def decode_name(cursor: str | None, sort: str) -> tuple[str | None, UUID | None]:
    """The name and id behind which a page of a list by name begins, None for the first page. Raises `BadCursor`."""
    place = decode_cursor(cursor, sort)
    if place is None:
        return None, None
    if not isinstance(place[0], str) or "\x00" in place[0]:
        raise BadCursor(cursor=str(cursor)[:40])
    return place


def decode_instant(cursor: str | None, sort: str) -> tuple[datetime | None, UUID | None]:
    """The instant and id behind which a page of a list by time begins, None for the first page. Raises `BadCursor`."""
    place = decode_cursor(cursor, sort)
    if place is None:
        return None, None
    try:
        at = datetime.fromisoformat(place[0])
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=str(cursor)[:40]) from error
    if at.tzinfo is None:
        raise BadCursor(cursor=str(cursor)[:40])
    return at, place[1]


def like_pattern(text: str) -> str | None:
    """A pattern for ILIKE that finds `text` anywhere, its own wildcards taken literally; None for no text.

    >>> like_pattern(" 5%_off ")
    '%5\\\\%\\\\_off%'
    """
    escaped = text.strip().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%" if escaped else None
