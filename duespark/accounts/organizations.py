"""Organizations: create one, go on in another, change what it is called and where it is."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.events import OrganizationCreated
from duespark.accounts.models import memberships, organizations
from duespark.accounts.schemas import Organization, OrganizationIn
from duespark.accounts.scope import everywhere, inside
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx, clock
from duespark.runtime.web import ChangedElsewhere

_COLUMNS = "id, name, country, time_zone, base_currency, language, clock_at, is_demo, version, created_at"
_INSERT = insert(organizations, skip=["clock_at", "version"])
_JOIN = insert(memberships, skip=["company_ids"])
_GET = Q(f"SELECT {_COLUMNS} FROM organizations WHERE id = CAST(:org AS uuid)")
_LOCK = Q(f"SELECT {_COLUMNS} FROM organizations WHERE id = CAST(:org AS uuid) FOR UPDATE")
_UPDATE = Q(
    "UPDATE organizations SET name = :name, country = :country, time_zone = :time_zone, base_currency = :base_currency,"
    f" language = :language, version = version + 1 WHERE id = CAST(:org AS uuid) RETURNING {_COLUMNS}"
)
_IS_MEMBER = Q("SELECT 1 FROM memberships WHERE org_id = CAST(:org AS uuid) AND user_id = CAST(:user AS uuid)")


class OrganizationUnknown(NotFound):
    code = "organization.unknown"
    sentence = "You are in no organization {id}."


def _organization(row: asyncpg.Record) -> Organization:
    return Organization(**row)


async def is_member(tx: Tx, *, org: UUID, user_id: UUID) -> bool:
    """Whether the user is a member. `tx` is in the system's scope."""
    return await _IS_MEMBER.value(tx.conn, org=org, user=user_id) is not None


async def create_organization(tx: Tx, *, user_id: UUID, wanted: OrganizationIn, is_demo: bool = False) -> Organization:
    """A new organization with this user as its owner."""
    org, now = new_id(), clock()
    async with everywhere(tx):
        await _INSERT.run(
            tx.conn,
            id=org,
            name=wanted.name,
            country=wanted.country,
            time_zone=wanted.time_zone,
            base_currency=wanted.base_currency,
            language=wanted.language,
            is_demo=is_demo,
            created_at=now,
        )
        await _JOIN.run(tx.conn, org_id=org, user_id=user_id, role="owner", created_at=now)
    async with inside(tx, org):
        created = await get_organization(tx)
        await audit(tx, "organization.create", subject="organization", id=org, after=created)
        await record(tx, OrganizationCreated(org, wanted.name))
    return created


async def get_organization(tx: Tx) -> Organization:
    """The organization the transaction is bound to."""
    row = await _GET.one(tx.conn, org=tx.org_id)
    if row is None:
        raise OrganizationUnknown(id=tx.org_id)
    return _organization(row)


async def update_organization(tx: Tx, *, version: int, wanted: OrganizationIn) -> Organization:
    """Change it. Raises `ChangedElsewhere`."""
    row = await _LOCK.one(tx.conn, org=tx.org_id)
    if row is None:
        raise OrganizationUnknown(id=tx.org_id)
    if row["version"] != version:
        raise ChangedElsewhere(row["version"])
    changed = await _UPDATE.one(
        tx.conn,
        org=tx.org_id,
        name=wanted.name,
        country=wanted.country,
        time_zone=wanted.time_zone,
        base_currency=wanted.base_currency,
        language=wanted.language,
    )
    assert changed is not None
    after = _organization(changed)
    await audit(tx, "organization.update", subject="organization", id=after.id, before=_organization(row), after=after)
    return after
