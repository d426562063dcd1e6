"""People: one account an e-mail address, whatever the organizations. All of it in the system's scope."""

from uuid import UUID

import asyncpg

from duespark.accounts.passwords import check_password, hash_password
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx, clock

_ADD = Q(
    "INSERT INTO users (id, email, name, password_hash, created_at) VALUES (CAST(:id AS uuid), :email, :name,"
    " :password_hash, CAST(:now AS timestamptz)) ON CONFLICT (email) DO NOTHING RETURNING id"
)
_BY_EMAIL = Q("SELECT id, email, name, password_hash, email_verified_at FROM users WHERE email = :email")
_BY_ID = Q("SELECT id, email, name, password_hash, email_verified_at FROM users WHERE id = CAST(:id AS uuid)")
_VERIFY = Q(
    "UPDATE users SET email_verified_at = coalesce(email_verified_at, CAST(:now AS timestamptz)),"
    " name = coalesce(:name, name), password_hash = coalesce(:password_hash, password_hash)"
    " WHERE id = CAST(:id AS uuid)"
)
_HOME = Q(
    "SELECT m.org_id FROM memberships AS m LEFT JOIN LATERAL (SELECT max(s.seen_at) AS seen_at FROM sessions AS s"
    " WHERE s.user_id = m.user_id AND s.org_id = m.org_id) AS last ON true"
    " WHERE m.user_id = CAST(:user AS uuid) ORDER BY last.seen_at DESC NULLS LAST, m.created_at LIMIT 1"
)


async def add_user(tx: Tx, *, email: str, name: str, password_hash: str) -> UUID | None:
    """The new account's id, or None where the address has one."""
    found: UUID | None = await _ADD.value(
        tx.conn, id=new_id(), email=email, name=name, password_hash=password_hash, now=clock()
    )
    return found


async def add_verified_user(tx: Tx, *, email: str, name: str, password: str) -> UUID | None:
    """An account that can sign in at once, for operators and the demo; None where the address has one."""
    check_password(password, email=email)
    user_id = await add_user(tx, email=email, name=name, password_hash=await hash_password(password))
    if user_id is not None:
        await verify_user(tx, user_id)
    return user_id


async def find_user(tx: Tx, email: str) -> asyncpg.Record | None:
    """id, email, name, password_hash, email_verified_at; None where nobody has this address."""
    return await _BY_EMAIL.one(tx.conn, email=email)


async def read_user(tx: Tx, id: UUID) -> asyncpg.Record:
    """The same, of a user who is known to exist."""
    row = await _BY_ID.one(tx.conn, id=id)
    if row is None:
        raise LookupError(f"no user {id}")
    return row


async def verify_user(tx: Tx, id: UUID, *, name: str | None = None, password_hash: str | None = None) -> None:
    """The address is theirs; a name and a password given now replace what was said before it was proven."""
    await _VERIFY.run(tx.conn, id=id, name=name, password_hash=password_hash, now=clock())


async def home_of(tx: Tx, user_id: UUID) -> UUID | None:
    """The organization a user last worked in, else the first they joined; None without any."""
    found: UUID | None = await _HOME.value(tx.conn, user=user_id)
    return found
