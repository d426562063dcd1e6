"""The tokens in mailed links: worth one use, for a while; the database keeps their hashes."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

import asyncpg

from duespark.accounts.models import mail_tokens
from duespark.engine.errors import Invalid
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_secret
from duespark.runtime.security import hash_token
from duespark.runtime.tx import Tx, clock

Purpose = Literal["verify", "reset"]
_LIFETIME = {"verify": timedelta(days=2), "reset": timedelta(hours=1)}

_INSERT = insert(mail_tokens, skip=["used_at"])
_LOCK = Q(
    "SELECT t.user_id, t.password_hash, t.expires_at, t.used_at, u.email, u.name FROM mail_tokens AS t"
    " JOIN users AS u ON u.id = t.user_id WHERE t.token_hash = CAST(:hash AS bytea) AND t.purpose = :purpose"
    " FOR UPDATE"
)
_USE = Q("UPDATE mail_tokens SET used_at = CAST(:now AS timestamptz) WHERE token_hash = CAST(:hash AS bytea)")
_DROP_OTHERS = Q(
    "DELETE FROM mail_tokens WHERE user_id = CAST(:user AS uuid) AND used_at IS NULL"
    " AND token_hash <> CAST(:hash AS bytea)"
)


class LinkUnusable(Invalid):
    code = "auth.link_unusable"
    sentence = "This link {why}. Ask for a new one."


async def make_link(tx: Tx, *, user_id: UUID, purpose: Purpose, password_hash: str | None = None) -> str:
    """A new token, to be mailed and not stored. `password_hash` becomes the password when the link is used."""
    token, now = new_secret(), clock()
    await _INSERT.run(
        tx.conn,
        token_hash=hash_token(token),
        user_id=user_id,
        purpose=purpose,
        password_hash=password_hash,
        created_at=now,
        expires_at=now + _LIFETIME[purpose],
    )
    return token


async def use_link(tx: Tx, token: str, *, purpose: Purpose) -> asyncpg.Record:
    """Use the token up, and end all other open links of its user: user_id, password_hash, email, name.

    Raises `LinkUnusable`. Holding the user's row keeps two links from being used at once.
    """
    row = await _LOCK.one(tx.conn, hash=hash_token(token), purpose=purpose)
    if row is None:
        raise LinkUnusable(pointer="/token", why="is not one of ours")
    if row["used_at"] is not None:
        raise LinkUnusable(pointer="/token", why="was used already")
    now = clock()
    if row["expires_at"] <= now:
        raise LinkUnusable(pointer="/token", why="has expired")
    await _USE.run(tx.conn, hash=hash_token(token), now=now)
    await _DROP_OTHERS.run(tx.conn, user=row["user_id"], hash=hash_token(token))
    return row
