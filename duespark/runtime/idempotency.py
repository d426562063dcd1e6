"""The Idempotency-Key header: the same key twice is one effect, and the second caller gets the first answer.

The key is reserved in the transaction of the effect, so that both are stored or neither is. A second request
with the key waits for the first to end, then replays its answer (draft-ietf-httpapi-idempotency-key-header).
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import asyncpg
import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import Pool, Q, metadata
from duespark.runtime.security import derived_key, seal, unseal
from duespark.runtime.tx import Tx
from duespark.runtime.web import HttpProblem

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.LargeBinary, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("headers", JSONB),
    sa.Column("body", sa.LargeBinary),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("ix_idempotency_keys_age", "created_at"),
)

LIFETIME_HOURS = 48
_RESERVE = Q(
    "INSERT INTO idempotency_keys (org_id, scope, key, fingerprint, created_at)"
    " VALUES (CAST(:org AS uuid), :scope, :key, :fingerprint, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING 1"
)
_READ = Q(
    "SELECT fingerprint, status, headers, body FROM idempotency_keys"
    " WHERE org_id = CAST(:org AS uuid) AND scope = :scope AND key = :key"
)
_STORE = Q(
    "UPDATE idempotency_keys SET status = CAST(:status AS int), headers = CAST(:headers AS jsonb), body = CAST(:body AS bytea)"
    " WHERE org_id = CAST(:org AS uuid) AND scope = :scope AND key = :key"
)
_PRUNE = Q("DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - CAST(:age AS interval)")


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored answer, sent again as it was."""

    status: int
    headers: dict[str, str]
    body: bytes


def read_key(header: str | None) -> str | None:
    """The key of the header, quoted (RFC 8941 string) or bare; raises a 400 for an unusable one."""
    if header is None:
        return None
    key = header.strip().strip('"')
    if not 1 <= len(key) <= 255 or not key.isprintable():
        raise HttpProblem(400, "idempotency.bad_key", "Idempotency-Key must be 1 to 255 printable characters.")
    return key


def _context(owner: UUID, scope: str, key: str) -> str:
    return f"{owner}/idempotency/{scope}/{key}"


def fingerprint(method: str, path: str, body: bytes) -> bytes:
    """What tells one request from another; with a key, for a body may hold a password, which a plain hash would let guess."""
    return hmac.digest(derived_key("idempotency/1"), b"\n".join((method.encode(), path.encode(), body)), "sha256")


async def reserve(tx: Tx, *, owner: UUID, scope: str, key: str, mark: bytes) -> Answer | None:
    """Take the key for this transaction and return None, or return the answer that was stored under it.

    `owner` is the organization, or `HOUSE` for what a person does outside of any; `tx` must be in its scope.

    Raises 422 when the key was used for another request, 409 when the first one still runs after ten seconds.
    """
    try:
        await tx.conn.execute("SET LOCAL lock_timeout = '10s'")
        fresh = await _RESERVE.value(tx.conn, org=owner, scope=scope, key=key, fingerprint=mark)
        await tx.conn.execute("SET LOCAL lock_timeout = 0")
    except asyncpg.LockNotAvailableError as error:
        raise HttpProblem(
            409,
            "idempotency.in_progress",
            "The first request with this key is still running.",
            headers={"Retry-After": "2"},
        ) from error
    if fresh:
        return None
    row = await _READ.one(tx.conn, org=owner, scope=scope, key=key)
    if row is None or row["status"] is None:
        raise HttpProblem(409, "idempotency.in_progress", "The first request with this key is still running.")
    if row["fingerprint"] != mark:
        raise HttpProblem(
            422,
            "idempotency.other_request",
            "This Idempotency-Key was used for another request. Use a new key for a new effect.",
        )
    headers = {**orjson.loads(row["headers"]), "Idempotent-Replayed": "true"}
    return Answer(row["status"], headers, unseal(row["body"], context=_context(owner, scope, key)).encode())


async def store(tx: Tx, *, owner: UUID, scope: str, key: str, answer: Answer) -> None:
    """Keep the answer beside its effect, encrypted: it may carry bank data."""
    await _STORE.run(
        tx.conn,
        org=owner,
        scope=scope,
        key=key,
        status=answer.status,
        headers=orjson.dumps(answer.headers).decode(),
        body=seal(answer.body.decode(), context=_context(owner, scope, key)),
    )


async def prune(pool: Pool) -> None:
    """Forget keys older than `LIFETIME_HOURS`."""
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        await _PRUNE.run(conn, age=timedelta(hours=LIFETIME_HOURS))
