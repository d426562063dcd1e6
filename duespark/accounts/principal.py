"""Who asks: a browser session (cookie), an API session (JWT) or an API key, each read in one statement.

The statement that finds the credential also narrows the transaction from the system's scope to the organization, so
no other statement runs in between.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from fastapi import Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from duespark.accounts.permissions import permissions_of
from duespark.runtime.db import Q
from duespark.runtime.security import derived_key, hash_token, same
from duespark.runtime.settings import settings
from duespark.runtime.tx import Actor, Tx, clock
from duespark.runtime.web import HttpProblem

COOKIE = "duespark_session"
KEY_PREFIX = "dsk_"
CSRF_HEADER = "x-csrf-token"

_SESSION = (
    "SELECT s.id, s.user_id, s.seen_at, u.name, u.email, m.org_id, m.role, m.company_ids, o.clock_at, o.time_zone,"
    " set_config('app.org', coalesce(m.org_id::text, ''), true)"
    " FROM sessions AS s JOIN users AS u ON u.id = s.user_id"
    " LEFT JOIN memberships AS m ON m.org_id = s.org_id AND m.user_id = s.user_id"
    " LEFT JOIN organizations AS o ON o.id = m.org_id"
)
_BY_COOKIE = Q(
    f"{_SESSION} WHERE s.token_hash = CAST(:hash AS bytea) AND s.kind = 'browser' AND s.expires_at > CAST(:now AS timestamptz)"
)
_BY_JWT = Q(
    f"{_SESSION} WHERE s.id = CAST(:id AS uuid) AND s.kind = 'api' AND s.expires_at > CAST(:now AS timestamptz)"
)
_BY_KEY = Q(
    "SELECT k.id, k.name, k.scopes, k.company_ids, m.company_ids AS makers, k.org_id, m.role, o.clock_at, o.time_zone,"
    " set_config('app.org', k.org_id::text, true)"
    " FROM api_keys AS k JOIN organizations AS o ON o.id = k.org_id"
    " JOIN memberships AS m ON m.org_id = k.org_id AND m.user_id = k.created_by"
    " WHERE k.token_hash = CAST(:hash AS bytea) AND k.revoked_at IS NULL"
    " AND (k.expires_at IS NULL OR k.expires_at > CAST(:now AS timestamptz))"
)
_SEEN = Q(
    "UPDATE sessions SET seen_at = CAST(:now AS timestamptz), expires_at = CAST(:ends AS timestamptz) WHERE id = CAST(:id AS uuid)"
)
_SEEN_EVERY = timedelta(hours=1)


def _unauthorized(code: str, detail: str) -> HttpProblem:
    return HttpProblem(401, code, detail, headers={"WWW-Authenticate": "Bearer"})


def csrf_token(session_id: UUID) -> str:
    """The token a browser must send back in X-CSRF-Token; bound to the session."""
    return hmac.new(derived_key("csrf/1"), session_id.bytes, hashlib.sha256).hexdigest()


def _jwt_key() -> OctKey:
    return OctKey.import_key(derived_key("jwt/1"))


def access_token(session_id: UUID, *, now: datetime) -> str:
    """A signed JWT (HS256) that names the API session; short-lived, and void as soon as the session ends."""
    ends = now + timedelta(minutes=settings().access_token_minutes)
    claims = {"iss": "duespark", "sub": str(session_id), "iat": int(now.timestamp()), "exp": int(ends.timestamp())}
    return jwt.encode({"alg": "HS256", "typ": "at+jwt"}, claims, _jwt_key())


def _session_of(token: str, now: datetime) -> UUID:
    try:
        claims = jwt.decode(token, _jwt_key(), algorithms=["HS256"]).claims
        if claims.get("iss") != "duespark" or int(claims["exp"]) <= now.timestamp():
            raise _unauthorized(
                "token.expired", "The access token has expired. Get a new one with POST /v1/auth/token/refresh."
            )
        return UUID(claims["sub"])
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise _unauthorized(
            "token.invalid", "The access token is not one of ours. Get one with POST /v1/auth/token."
        ) from error


def _bind(tx: Tx, row: asyncpg.Record, actor: Actor) -> None:
    tx.actor = actor
    tx.org = row["org_id"]
    if tx.org is not None:
        tx.now, tx.zone = row["clock_at"] or tx.now, row["time_zone"]


def _user(row: asyncpg.Record) -> Actor:
    role = row["role"] or ""
    companies = row["company_ids"]
    return Actor(
        kind="user",
        id=row["user_id"],
        label=row["name"],
        role=role,
        permissions=permissions_of(role) if role else frozenset(),
        company_ids=None if companies is None else frozenset(companies),
    )


async def authenticate(tx: Tx, request: Request) -> None:
    """Bind the transaction to the caller and the organization; raises 401 without a valid credential."""
    header = request.headers.get("authorization")
    cookie = request.cookies.get(COOKIE) if header is None else None
    if header is not None:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthorized("token.invalid", "Send the header as: Authorization: Bearer <token or API key>.")
        await (_by_key(tx, token) if token.startswith(KEY_PREFIX) else _by_jwt(tx, request, token))
    elif cookie:
        await _by_cookie(tx, request, cookie)
    else:
        raise _unauthorized("session.missing", "Sign in, or send an API key in the Authorization header.")


async def _by_key(tx: Tx, token: str) -> None:
    row = await _BY_KEY.one(tx.conn, hash=hash_token(token), now=clock())
    if row is None:
        raise _unauthorized("api_key.invalid", "This API key is unknown, revoked or expired.")
    actor = Actor(
        kind="api_key",
        id=row["id"],
        label=row["name"],
        role=row["role"],
        permissions=permissions_of(row["role"], row["scopes"]),
        company_ids=narrowed(row["company_ids"], row["makers"]),
    )
    _bind(tx, row, actor)


def narrowed(key: list[UUID] | None, maker: list[UUID] | None) -> frozenset[UUID] | None:
    """A key sees no company that its maker may not see today; None is all."""
    if key is None or maker is None:
        only = maker if key is None else key
        return None if only is None else frozenset(only)
    return frozenset(key) & frozenset(maker)


async def _by_jwt(tx: Tx, request: Request, token: str) -> None:
    now = clock()
    row = await _BY_JWT.one(tx.conn, id=_session_of(token, now), now=now)
    if row is None:
        raise _unauthorized("session.ended", "This session has ended. Sign in again.")
    _bind(tx, row, _user(row))
    request.scope["session"] = row["id"]


async def _by_cookie(tx: Tx, request: Request, cookie: str) -> None:
    now = clock()
    row = await _BY_COOKIE.one(tx.conn, hash=hash_token(cookie), now=now)
    if row is None:
        raise _unauthorized("session.ended", "Your session has ended. Sign in again.")
    _bind(tx, row, _user(row))
    request.scope["session"] = row["id"]
    request.scope["session_is_cookie"] = True
    if now - row["seen_at"] > _SEEN_EVERY:
        await _touch(tx, row, now)


async def _touch(tx: Tx, row: Any, now: datetime) -> None:
    async with tx.as_system():
        await _SEEN.run(tx.conn, id=row["id"], now=now, ends=now + timedelta(days=settings().session_days))


def check_csrf(request: Request) -> None:
    """A browser's write must carry the session's CSRF token; API keys and JWT need none."""
    if not request.scope.get("session_is_cookie"):
        return
    if not same(request.headers.get(CSRF_HEADER, ""), csrf_token(request.scope["session"])):
        raise HttpProblem(403, "csrf.mismatch", "Send the csrf_token of GET /v1/me in the X-CSRF-Token header.")
