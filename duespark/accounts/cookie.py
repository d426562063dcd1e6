"""The session cookie: unreadable for scripts, not sent with foreign forms, over HTTPS only where the site has it."""

from fastapi.responses import Response

from duespark.accounts.principal import COOKIE
from duespark.runtime.settings import settings
from duespark.runtime.web import json_response

_MAX_AGE = 400 * 24 * 3600  # the longest that browsers keep a cookie (RFC 6265bis); the session's own end counts


def with_cookie(value: object, token: str) -> Response:
    """The answer, and the cookie that signs its browser in."""
    response = secret_json(value)
    secure = settings().cookies_are_secure
    response.set_cookie(COOKIE, token, max_age=_MAX_AGE, path="/", httponly=True, samesite="lax", secure=secure)
    return response


def without_cookie() -> Response:
    """204, and the browser forgets the cookie."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=settings().cookies_are_secure)
    return response


def secret_json(value: object) -> Response:
    """An answer that nobody on the way may keep (RFC 6749, section 5.1)."""
    return json_response(value, headers={"Cache-Control": "no-store"})
