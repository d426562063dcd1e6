"""API keys: shown once, stored as a hash, never stronger than who made them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.company_scope import check_companies
from duespark.accounts.models import api_keys
from duespark.accounts.people import person_of
from duespark.accounts.permissions import PERMISSIONS
from duespark.accounts.principal import KEY_PREFIX
from duespark.accounts.schemas import ApiKey, ApiKeyIn, NewApiKey
from duespark.engine.errors import Forbidden, Invalid, NotFound
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id, new_secret
from duespark.runtime.security import hash_token
from duespark.runtime.tx import Tx, clock

_COLUMNS = "id, name, hint, scopes, company_ids, created_by, created_at, expires_at, revoked_at"
_INSERT = insert(api_keys, skip=["revoked_at"])
_ALL = Q(f"SELECT {_COLUMNS} FROM api_keys WHERE org_id = CAST(:org AS uuid) ORDER BY id DESC")
_REVOKE = Q(
    "UPDATE api_keys SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    f" AND id = CAST(:id AS uuid) AND revoked_at IS NULL RETURNING {_COLUMNS}"
)


class ApiKeyUnknown(NotFound):
    code = "api_key.unknown"
    sentence = "There is no live API key {id}."


class ScopeUnknown(Invalid):
    code = "api_key.scope_unknown"
    sentence = "There is no permission {scope!r}. GET /v1/permissions lists them."


class ScopeBeyondYours(Forbidden):
    code = "api_key.scope_beyond_yours"
    sentence = "You do not have {scope} yourself, so you cannot give it to a key."


class ExpiryPast(Invalid):
    code = "api_key.expiry_past"
    sentence = "A key must expire in the future. Leave expires_at out for a key without an end."


async def find_api_keys(tx: Tx) -> list[ApiKey]:
    """All keys, revoked ones too, newest first."""
    return [ApiKey(**row) for row in await _ALL.all(tx.conn, org=tx.org_id)]


async def create_api_key(tx: Tx, *, wanted: ApiKeyIn) -> NewApiKey:
    """A new key, which acts for who makes it.

    Raises `ScopeUnknown`, `ScopeBeyondYours`, `ExpiryPast`, `CompaniesBeyondYours`.
    """
    _check_scopes(tx, wanted.scopes)
    now = clock()
    expires_at = _moment(wanted.expires_at)
    if expires_at is not None and expires_at <= now:
        raise ExpiryPast(pointer="/expires_at")
    key = new_secret(KEY_PREFIX)
    values: dict[str, Any] = {
        "id": new_id(),
        "name": wanted.name,
        "hint": key[: len(KEY_PREFIX) + 6],
        "scopes": sorted(set(wanted.scopes)),
        "company_ids": check_companies(tx.actor, wanted.company_ids),
        "created_by": await person_of(tx),
        "created_at": now,
        "expires_at": expires_at,
    }
    await _INSERT.run(tx.conn, org_id=tx.org_id, token_hash=hash_token(key), **values)
    made = ApiKey(**values, revoked_at=None)
    await audit(tx, "api_key.create", subject="api_key", id=made.id, after=made)
    return NewApiKey(**values, revoked_at=None, key=key)


async def revoke_api_key(tx: Tx, id: UUID) -> None:
    """End a key at once. Raises `ApiKeyUnknown`."""
    row = await _REVOKE.one(tx.conn, org=tx.org_id, id=id, now=clock())
    if row is None:
        raise ApiKeyUnknown(id=id)
    await audit(tx, "api_key.revoke", subject="api_key", id=id, after=ApiKey(**row))


def _check_scopes(tx: Tx, scopes: list[str]) -> None:
    for place, scope in enumerate(scopes):
        if scope not in PERMISSIONS:
            raise ScopeUnknown(pointer=f"/scopes/{place}", scope=scope[:60])
        if not tx.actor.may(scope):
            raise ScopeBeyondYours(pointer=f"/scopes/{place}", scope=scope)


def _moment(at: datetime | None) -> datetime | None:
    """An instant without an offset is read as UTC."""
    return at.replace(tzinfo=clock().tzinfo) if at is not None and at.tzinfo is None else at
