"""Tokens for programs: a short-lived JWT and a refresh token that works once (RFC 6749, RFC 9700 section 4.14)."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.organizations import OrganizationUnknown, is_member
from duespark.accounts.principal import access_token
from duespark.accounts.schemas import TokenPair
from duespark.accounts.scope import inside
from duespark.accounts.sessions import REFRESH_PREFIX, actor_of, lifetime, new_token, open_session
from duespark.accounts.sign_in import check_credentials
from duespark.runtime.db import Q
from duespark.runtime.security import hash_token
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx, clock

_LOCK = Q(
    "SELECT id, user_id, org_id, token_hash FROM sessions WHERE id = CAST(:id AS uuid) AND kind = 'api'"
    " AND expires_at > CAST(:now AS timestamptz) FOR UPDATE"
)
_ROTATE = Q(
    "UPDATE sessions SET token_hash = CAST(:hash AS bytea), seen_at = CAST(:now AS timestamptz),"
    " expires_at = CAST(:ends AS timestamptz) WHERE id = CAST(:id AS uuid)"
)
_END = Q("UPDATE sessions SET expires_at = CAST(:now AS timestamptz) WHERE id = CAST(:id AS uuid)")


async def create_token(tx: Tx, *, email: str, password: str, org_id: UUID | None) -> TokenPair:
    """A new API session. `tx` is in the system's scope.

    Raises `WrongCredentials`, `EmailNotVerified`, `OrganizationUnknown` for one the user is not in.
    """
    user = await check_credentials(tx, email=email, password=password)
    if org_id is not None and not await is_member(tx, org=org_id, user_id=user["id"]):
        raise OrganizationUnknown(id=org_id)
    opened = await open_session(tx, user_id=user["id"], kind="api", org_id=org_id)
    return _pair(opened.id, opened.token, opened.org_id)


async def refresh(tx: Tx, token: str) -> TokenPair | None:
    """A new pair for a refresh token, which is used up; None for one that is not good.

    An old token of a live session means that two hold it, so the session ends for both: returned as None and not
    raised, so that the end is committed.
    """
    session = await _session_of(tx, token)
    if session is None:
        return None
    if session["token_hash"] != hash_token(token):
        await _end(tx, session, "session.end_after_reuse")
        return None
    renewed, now = new_token(session["id"], "api"), clock()
    await _ROTATE.run(tx.conn, id=session["id"], hash=hash_token(renewed), now=now, ends=now + lifetime("api"))
    return _pair(session["id"], renewed, session["org_id"])


async def revoke(tx: Tx, token: str) -> None:
    """End the session of a refresh token; an unknown one is nothing to complain about (RFC 7009)."""
    session = await _session_of(tx, token)
    if session is not None:
        await _end(tx, session, "session.revoke")


async def _session_of(tx: Tx, token: str) -> asyncpg.Record | None:
    """The live API session a refresh token names, locked; its secret is not checked yet."""
    name, dot, _ = token.removeprefix(REFRESH_PREFIX).partition(".")
    if not (token.startswith(REFRESH_PREFIX) and dot):
        return None
    try:
        session_id = UUID(hex=name)
    except ValueError:
        return None
    return await _LOCK.one(tx.conn, id=session_id, now=clock())


async def _end(tx: Tx, session: asyncpg.Record, action: str) -> None:
    await _END.run(tx.conn, id=session["id"], now=clock())
    org = session["org_id"]
    if org is not None:
        tx.actor = await actor_of(tx, session["user_id"], org)
        async with inside(tx, org):
            await audit(tx, action, subject="session", id=session["id"])


def _pair(session_id: UUID, refresh_token: str, org_id: UUID | None) -> TokenPair:
    return TokenPair(
        access_token=access_token(session_id, now=clock()),
        refresh_token=refresh_token,
        expires_in=settings().access_token_minutes * 60,
        organization_id=org_id,
    )
