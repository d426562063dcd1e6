"""Members: who is in the organization, in which role, for which companies. An owner always stays."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from types import EllipsisType
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.company_scope import check_companies
from duespark.accounts.fields import Role
from duespark.accounts.schemas import Member
from duespark.engine.errors import Conflict, Forbidden, NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_name, encode_cursor, like_pattern

_SELECT = (
    "SELECT m.user_id, u.name, u.email, m.role, m.company_ids, m.created_at FROM memberships AS m"
    " JOIN users AS u ON u.id = m.user_id WHERE m.org_id = CAST(:org AS uuid)"
)
_ONE = Q(f"{_SELECT} AND m.user_id = CAST(:user AS uuid)")
_MATCH = (
    " AND (CAST(:like AS text) IS NULL OR u.name ILIKE CAST(:like AS text) OR u.email ILIKE CAST(:like AS text))"
    " AND (CAST(:role AS text) IS NULL OR m.role = CAST(:role AS text))"
)
# Without a number to stop at it is all of them.
_PAGE = Q(
    f"{_SELECT}{_MATCH} AND (CAST(:after AS uuid) IS NULL OR (lower(u.name), m.user_id) >"
    " (lower(CAST(:value AS text)), CAST(:after AS uuid))) ORDER BY lower(u.name), m.user_id LIMIT CAST(:most AS int)"
)
_COUNT = Q(
    "SELECT count(*) FROM memberships AS m JOIN users AS u ON u.id = m.user_id"
    f" WHERE m.org_id = CAST(:org AS uuid){_MATCH}"
)
_LOCK = Q(f"{_SELECT} AND (m.user_id = CAST(:user AS uuid) OR m.role = 'owner') ORDER BY m.user_id FOR UPDATE OF m")
_UPDATE = Q(
    "UPDATE memberships SET role = :role, company_ids = CAST(:companies AS uuid[])"
    " WHERE org_id = CAST(:org AS uuid) AND user_id = CAST(:user AS uuid)"
)
_REMOVE = Q("DELETE FROM memberships WHERE org_id = CAST(:org AS uuid) AND user_id = CAST(:user AS uuid)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilter:
    """Which members: with a text in name or address, in a role."""

    q: str = ""
    role: Role | None = None


class MemberLine(NamedTuple):
    """The columns of the members as CSV; `companies` are ids, or "all"."""

    name: str
    email: str
    role: str
    companies: str
    since: datetime
    user_id: UUID


class MemberUnknown(NotFound):
    code = "member.unknown"
    sentence = "There is no member {id} in this organization."


class LastOwner(Conflict):
    code = "member.last_owner"
    sentence = "This is the last owner. Make somebody else an owner first."


class OwnerNeeded(Forbidden):
    code = "member.owner_needed"
    sentence = "Only an owner can make, change or remove an owner."


async def find_members(tx: Tx, wanted: MemberFilter, *, limit: int, cursor: str | None) -> Page[Member]:
    """One page of members, by name. Raises `BadCursor`."""
    value, after = decode_name(cursor, "name")
    values = _values(tx, wanted)
    rows = await _PAGE.all(tx.conn, **values, value=value, after=after, most=limit + 1)
    data = [_member(row) for row in rows[:limit]]
    more = encode_cursor("name", data[-1].name, data[-1].user_id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **values))


async def walk_members(tx: Tx, wanted: MemberFilter) -> AsyncIterator[MemberLine]:
    """Every member the filter finds, as a row of a spreadsheet."""
    for row in await _PAGE.all(tx.conn, **_values(tx, wanted), value=None, after=None, most=None):
        member = _member(row)
        companies = "all" if member.company_ids is None else "; ".join(str(id) for id in member.company_ids)
        yield MemberLine(member.name, member.email, member.role, companies, member.created_at, member.user_id)


def _values(tx: Tx, wanted: MemberFilter) -> dict[str, Any]:
    return {"org": tx.org_id, "like": like_pattern(wanted.q), "role": wanted.role}


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
    after = _member(await _ONE.one(tx.conn, org=tx.org_id, user=user_id))
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


def _member(row: asyncpg.Record | None) -> Member:
    assert row is not None
    return Member(**row)
