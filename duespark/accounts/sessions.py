"""Sessions: a browser's cookie or a program's refresh token, of which only hashes are stored.

An ended session keeps its row for a while, with its end in the past. Sessions live by the real time, never by a test
clock.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.models import sessions
from duespark.accounts.permissions import permissions_of
from duespark.accounts.scope import everywhere, inside
from duespark.accounts.users import home_of, read_user
from duespark.engine.errors import NotFound
from duespark.runtime.db import Pool, Q, insert
from duespark.runtime.ids import new_id, new_secret
from duespark.runtime.security import hash_token
from duespark.runtime.settings import settings
from duespark.runtime.tx import Actor, Tx, clock

Kind = Literal["browser", "api"]
REFRESH_PREFIX = "dsr_"

_INSERT = insert(sessions)
_OPEN = Q(
    "SELECT id, kind, host(ip) AS ip, user_agent, created_at, seen_at FROM sessions WHERE user_id = CAST(:user AS uuid)"
    " AND expires_at > CAST(:now AS timestamptz) ORDER BY seen_at DESC, id DESC LIMIT 200"
)
_END = Q(
    "UPDATE sessions SET expires_at = CAST(:now AS timestamptz) WHERE user_id = CAST(:user AS uuid)"
    " AND id = CAST(:id AS uuid) AND expires_at > CAST(:now AS timestamptz) RETURNING id"
)
_END_ALL = Q(
    "UPDATE sessions SET expires_at = CAST(:now AS timestamptz) WHERE user_id = CAST(:user AS uuid)"
    " AND expires_at > CAST(:now AS timestamptz) AND id IS DISTINCT FROM CAST(:keep AS uuid)"
)
_END_COOKIE = Q(
    "UPDATE sessions SET expires_at = CAST(:now AS timestamptz) WHERE token_hash = CAST(:hash AS bytea)"
    " AND kind = 'browser' AND expires_at > CAST(:now AS timestamptz)"
)
_MOVE = Q("UPDATE sessions SET org_id = CAST(:org AS uuid) WHERE id = CAST(:id AS uuid)")
_ROLE = Q(
    "SELECT role, company_ids FROM memberships WHERE org_id = CAST(:org AS uuid) AND user_id = CAST(:user AS uuid)"
)
_PRUNE = Q("DELETE FROM sessions WHERE expires_at < CAST(:before AS timestamptz)")
_PRUNE_LINKS = Q("DELETE FROM mail_tokens WHERE expires_at < CAST(:before AS timestamptz)")


class SessionUnknown(NotFound):
    code = "session.unknown"
    sentence = "You have no session {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session just opened; `token` is the cookie or the refresh token and is never seen again."""

    id: UUID
    token: str
    user_id: UUID
    org_id: UUID | None


def lifetime(kind: Kind) -> timedelta:
    """How long a session of this kind lives without use."""
    chosen = settings()
    return timedelta(days=chosen.session_days if kind == "browser" else chosen.refresh_token_days)


def new_token(id: UUID, kind: Kind) -> str:
    """A refresh token names its session, so that an old one can be told from a foreign one."""
    return new_secret(f"{REFRESH_PREFIX}{id.hex}.") if kind == "api" else new_secret()


async def open_session(tx: Tx, *, user_id: UUID, kind: Kind, org_id: UUID | None = None) -> Opened:
    """Sign a user in to `org_id`, else to where they last worked. `tx` is in the system's scope.

    Signing in to an organization leaves an audit row there.
    """
    org_id = org_id or await home_of(tx, user_id)
    session_id, now = new_id(), clock()
    token = new_token(session_id, kind)
    await _INSERT.run(
        tx.conn,
        id=session_id,
        kind=kind,
        user_id=user_id,
        org_id=org_id,
        token_hash=hash_token(token),
        ip=_address(tx.origin.ip),
        user_agent=tx.origin.user_agent[:300],
        created_at=now,
        seen_at=now,
        expires_at=now + lifetime(kind),
    )
    tx.actor = await actor_of(tx, user_id, org_id)
    if org_id is not None:
        async with inside(tx, org_id):
            await audit(tx, "session.sign_in", subject="session", id=session_id, after={"kind": kind})
    return Opened(id=session_id, token=token, user_id=user_id, org_id=org_id)


async def actor_of(tx: Tx, user_id: UUID, org_id: UUID | None) -> Actor:
    """A user as who acts in an organization. `tx` is in the system's scope."""
    user = await read_user(tx, user_id)
    row = await _ROLE.one(tx.conn, org=org_id, user=user_id) if org_id else None
    companies = row["company_ids"] if row else None
    return Actor(
        kind="user",
        id=user_id,
        label=user["name"],
        role=row["role"] if row else "",
        permissions=permissions_of(row["role"]) if row else frozenset(),
        company_ids=None if companies is None else frozenset(companies),
    )


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


async def find_sessions(tx: Tx, user_id: UUID) -> list[asyncpg.Record]:
    """The open sessions of a user, last used first."""
    async with everywhere(tx):
        return await _OPEN.all(tx.conn, user=user_id, now=clock())


async def end_session(tx: Tx, id: UUID, *, user_id: UUID, action: str = "session.end") -> None:
    """End one session of the user, at once. Raises `SessionUnknown` for another's."""
    async with everywhere(tx):
        if await _END.one(tx.conn, id=id, user=user_id, now=clock()) is None:
            raise SessionUnknown(id=id)
    if tx.org is not None:
        await audit(tx, action, subject="session", id=id)


async def end_all_sessions(tx: Tx, user_id: UUID, *, keep: UUID | None = None) -> None:
    """End all sessions of a user, of browsers and programs, but `keep`. `tx` is in the system's scope."""
    await _END_ALL.run(tx.conn, user=user_id, keep=keep, now=clock())


async def end_cookie(tx: Tx, cookie: str | None) -> None:
    """End the session whose cookie a new one replaces in its browser. `tx` is in the system's scope."""
    if cookie:
        await _END_COOKIE.run(tx.conn, hash=hash_token(cookie), now=clock())


async def move_session(tx: Tx, id: UUID, *, org: UUID) -> None:
    """Let a session go on in another organization."""
    async with everywhere(tx):
        await _MOVE.run(tx.conn, id=id, org=org)


async def prune(pool: Pool) -> int:
    """Forget sessions and links that ended 90 days ago. A tick; once a day is enough."""
    before: datetime = clock() - timedelta(days=90)
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        gone = await _PRUNE.run(conn, before=before)
        await _PRUNE_LINKS.run(conn, before=before)
    return int(gone.split()[-1])
