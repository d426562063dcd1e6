"""Members: who is in the organization, in which role, for which companies. An owner always stays."""

from types import EllipsisType
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.company_scope import check_companies
from duespark.accounts.schemas import Member
from duespark.engine.errors import Conflict, Forbidden, NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_SELECT = (
    "SELECT m.user_id, u.name, u.email, m.role, m.company_ids, m.created_at FROM memberships AS m"
    " JOIN users AS u ON u.id = m.user_id WHERE m.org_id = CAST(:org AS uuid)"
)
_ALL = Q(f"{_SELECT} ORDER BY lower(u.name), u.email")
_LOCK = Q(f"{_SELECT} AND (m.user_id = CAST(:user AS uuid) OR m.role = 'owner') ORDER BY m.user_id FOR UPDATE OF m")
_UPDATE = Q(
    "UPDATE memberships SET role = :role, company_ids = CAST(:companies AS uuid[])"
    " WHERE org_id = CAST(:org AS uuid) AND user_id = CAST(:user AS uuid)"
)
_REMOVE = Q("DELETE FROM memberships WHERE org_id = CAST(:org AS uuid) AND user_id = CAST(:user AS uuid)")


class MemberUnknown(NotFound):
    code = "member.unknown"
    sentence = "There is no member {id} in this organization."


class LastOwner(Conflict):
    code = "member.last_owner"
    sentence = "This is the last owner. Make somebody else an owner first."


class OwnerNeeded(Forbidden):
    code = "member.owner_needed"
    sentence = "Only an owner can make, change or remove an owner."


async def find_members(tx: Tx) -> list[Member]:
    """All members, by name."""
    return [_member(row) for row in await _ALL.all(tx.conn, org=tx.org_id)]


async def update_member(
    tx: Tx, user_id: UUID, *, role: str | None = None, company_ids: list[UUID] | EllipsisType | None = ...
) -> Member:
    """Change role and companies (null for all); what is left out stays.

    Raises `MemberUnknown`, `OwnerNeeded`, `LastOwner`, `RoleSeesAll`, `CompaniesBeyondYours`.
    """
    before = await _lock(tx, user_id, gives=role)
    role = role or before.role
    wanted = before.company_ids if isinstance(company_ids, EllipsisType) else company_ids
    companies = check_companies(tx.actor, wanted, role=role)
    await _UPDATE.run(tx.conn, org=tx.org_id, user=user_id, role=role, companies=companies)
    after = next(member for member in await find_members(tx) if member.user_id == user_id)
    await audit(tx, "member.update", subject="member", id=user_id, before=before, after=after)
    return after


async def remove_member(tx: Tx, user_id: UUID) -> None:
    """Take a member out; their sessions and API keys lose the organization at once. Raises as `update_member`."""
    before = await _lock(tx, user_id, gives="")
    await _REMOVE.run(tx.conn, org=tx.org_id, user=user_id)
    await audit(tx, "member.remove", subject="member", id=user_id, before=before)


async def _lock(tx: Tx, user_id: UUID, *, gives: str | None) -> Member:
    """The member, with all owners locked, so that two of them cannot leave each other at once.

    `gives` is the role the member gets: None leaves it, "" is none.
    """
    rows = [_member(row) for row in await _LOCK.all(tx.conn, org=tx.org_id, user=user_id)]
    found = next((member for member in rows if member.user_id == user_id), None)
    if found is None:
        raise MemberUnknown(id=user_id)
    if "owner" in (found.role, gives) and tx.actor.role != "owner":
        raise OwnerNeeded
    loses = found.role == "owner" and gives not in (None, "owner")
    if loses and sum(member.role == "owner" for member in rows) == 1:
        raise LastOwner
    return found


def _member(row: asyncpg.Record) -> Member:
    return Member(**row)
