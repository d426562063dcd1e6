"""The Idempotency-Key header: the same key twice is one effect, and the second caller gets the first answer.

The key is reserved in the transaction of the effect, so that both are stored or neither is. A second request
with the key waits for the first to end, then replays its answer (draft-ietf-httpapi-idempotency-key-header).
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
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
_RESERVE_ALL = Q(
    "INSERT INTO idempotency_keys (org_id, scope, key, fingerprint, created_at)"
    " SELECT CAST(:org AS uuid), c.scope, c.key, c.mark, clock_timestamp()"
    " FROM unnest(CAST(:scopes AS text[]), CAST(:keys AS text[]), CAST(:marks AS bytea[])) AS c(scope, key, mark)"
    " ORDER BY c.scope, c.key ON CONFLICT DO NOTHING RETURNING scope, key"
)
_STORE = Q(
    "UPDATE idempotency_keys AS i SET status = c.status, headers = c.headers, body = c.body"
    " FROM unnest(CAST(:scopes AS text[]), CAST(:keys AS text[]), CAST(:statuses AS int[]), CAST(:headers AS jsonb[]),"
    "  CAST(:bodies AS bytea[])) AS c(scope, key, status, headers, body)"
    " WHERE i.org_id = CAST(:org AS uuid) AND i.scope = c.scope AND i.key = c.key"
)
_RELEASE = Q(
    "DELETE FROM idempotency_keys AS i USING unnest(CAST(:scopes AS text[]), CAST(:keys AS text[])) AS c(scope, key)"
    " WHERE i.org_id = CAST(:org AS uuid) AND i.scope = c.scope AND i.key = c.key"
)
_PRUNE = Q("DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - CAST(:age AS interval)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A key, whose and for what (`scope`), and the fingerprint of the request that brings it."""

    scope: str
    key: str
    mark: bytes


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


def _context(owner: UUID, claim: Claim) -> str:
    return f"{owner}/idempotency/{claim.scope}/{claim.key}"


def fingerprint(method: str, path: str, body: bytes) -> bytes:
    """What tells one request from another; with a key, for a body may hold a password, which a plain hash would let guess."""
    return hmac.digest(derived_key("idempotency/1"), b"\n".join((method.encode(), path.encode(), body)), "sha256")


async def reserve(tx: Tx, *, owner: UUID, claim: Claim) -> Answer | None:
    """Take the key for this transaction and return None, or return the answer that was stored under it.

    `owner` is the organization, or `HOUSE` for what a person does outside of any; `tx` must be in its scope.

    Raises 422 when the key was used for another request, 409 when the first one still runs after ten seconds.
    """
    try:
        await tx.conn.execute("SET LOCAL lock_timeout = '10s'")
        fresh = await _RESERVE.value(tx.conn, org=owner, scope=claim.scope, key=claim.key, fingerprint=claim.mark)
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
    row = await _READ.one(tx.conn, org=owner, scope=claim.scope, key=claim.key)
    if row is None or row["status"] is None:
        raise HttpProblem(409, "idempotency.in_progress", "The first request with this key is still running.")
    if row["fingerprint"] != claim.mark:
        raise HttpProblem(
            422,
            "idempotency.other_request",
            "This Idempotency-Key was used for another request. Use a new key for a new effect.",
        )
    headers = {**orjson.loads(row["headers"]), "Idempotent-Replayed": "true"}
    return Answer(row["status"], headers, unseal(row["body"], context=_context(owner, claim)).encode())


async def reserve_all(tx: Tx, *, owner: UUID, claims: Sequence[Claim]) -> list[Claim]:
    """Take those of the keys that nobody used before. Raises `LockNotAvailableError` when a request with one of them runs."""
    await tx.conn.execute("SET LOCAL lock_timeout = '200ms'")
    rows = await _RESERVE_ALL.all(tx.conn, org=owner, marks=[claim.mark for claim in claims], **_named(claims))
    await tx.conn.execute("SET LOCAL lock_timeout = 0")
    taken = {(row["scope"], row["key"]) for row in rows}
    return [claim for claim in claims if (claim.scope, claim.key) in taken]


async def store(tx: Tx, *, owner: UUID, answers: Mapping[Claim, Answer]) -> None:
    """Keep each answer beside its effect, encrypted: it may carry bank data."""
    await _STORE.run(
        tx.conn,
        org=owner,
        statuses=[answer.status for answer in answers.values()],
        headers=[orjson.dumps(answer.headers).decode() for answer in answers.values()],
        bodies=[seal(answer.body.decode(), context=_context(owner, claim)) for claim, answer in answers.items()],
        **_named(answers),
    )


async def release(tx: Tx, *, owner: UUID, claims: Sequence[Claim]) -> None:
    """Give keys back that were taken in this transaction, for requests that had no effect."""
    await _RELEASE.run(tx.conn, org=owner, **_named(claims))


def _named(claims: Iterable[Claim]) -> dict[str, list[str]]:
    return {"scopes": [claim.scope for claim in claims], "keys": [claim.key for claim in claims]}


async def prune(pool: Pool) -> None:
    """Forget keys older than `LIFETIME_HOURS`."""
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        await _PRUNE.run(conn, age=timedelta(hours=LIFETIME_HOURS))
