"""Who somebody is today: for work that goes on after the request that asked for it has ended."""

from uuid import UUID

from duespark.accounts.permissions import permissions_of
from duespark.accounts.principal import narrowed
from duespark.runtime.db import Q
from duespark.runtime.tx import Actor, Tx

_USER = Q(
    "SELECT u.name, m.role, m.company_ids FROM memberships AS m JOIN users AS u ON u.id = m.user_id"
    " WHERE m.org_id = CAST(:org AS uuid) AND m.user_id = CAST(:id AS uuid)"
)
_KEY = Q(
    "SELECT k.name, k.scopes, k.company_ids, m.company_ids AS makers, m.role FROM api_keys AS k"
    " JOIN memberships AS m ON m.org_id = k.org_id AND m.user_id = k.created_by"
    " WHERE k.org_id = CAST(:org AS uuid) AND k.id = CAST(:id AS uuid) AND k.revoked_at IS NULL"
    " AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())"
)
_PERSON_OF_KEY = Q("SELECT created_by FROM api_keys WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


async def actor_today(tx: Tx, *, kind: str, id: UUID | None) -> Actor | None:
    """The user or API key with the permissions of today; None for one that has left, was revoked or has expired."""
    if kind == "user":
        row = await _USER.one(tx.conn, org=tx.org_id, id=id)
        scopes, companies = None, row["company_ids"] if row else None
    else:
        row = await _KEY.one(tx.conn, org=tx.org_id, id=id)
        scopes = row["scopes"] if row else None
        companies = narrowed(row["company_ids"], row["makers"]) if row else None
    if row is None:
        return None
    return Actor(
        kind=kind,
        id=id,
        label=row["name"],
        role=row["role"],
        permissions=permissions_of(row["role"], scopes),
        company_ids=None if companies is None else frozenset(companies),
    )


async def person_behind(tx: Tx) -> UUID | None:
    """The user who acts, also through an API key of theirs: two keys of one person are one pair of eyes."""
    if tx.actor.kind == "api_key":
        found: UUID | None = await _PERSON_OF_KEY.value(tx.conn, org=tx.org_id, id=tx.actor.id)
        return found
    return tx.actor.id
