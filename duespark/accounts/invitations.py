"""Invitations: a mailed link that brings somebody into the organization."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.company_scope import check_companies
from duespark.accounts.links import LinkUnusable
from duespark.accounts.mail import post_mail
from duespark.accounts.members import OwnerNeeded
from duespark.accounts.models import invitations
from duespark.accounts.organizations import get_organization
from duespark.accounts.passwords import check_password, hash_password
from duespark.accounts.schemas import Invitation
from duespark.accounts.scope import inside
from duespark.accounts.sessions import actor_of
from duespark.accounts.sign_in import check_credentials
from duespark.accounts.users import add_user, find_user, verify_user
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id, new_secret
from duespark.runtime.security import hash_token
from duespark.runtime.tx import Tx, clock

LIFETIME = timedelta(days=7)
_COLUMNS = "id, email, role, company_ids, created_at, expires_at"
_INSERT = insert(invitations, skip=["accepted_at"])
_OPEN = Q(
    f"SELECT {_COLUMNS} FROM invitations WHERE org_id = CAST(:org AS uuid) AND accepted_at IS NULL ORDER BY id DESC"
)
_DROP_SAME = Q("DELETE FROM invitations WHERE org_id = CAST(:org AS uuid) AND email = :email AND accepted_at IS NULL")
_WITHDRAW = Q(
    "DELETE FROM invitations WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND accepted_at IS NULL"
    f" RETURNING {_COLUMNS}"
)
_MEMBER_WITH = Q(
    "SELECT 1 FROM memberships AS m JOIN users AS u ON u.id = m.user_id"
    " WHERE m.org_id = CAST(:org AS uuid) AND u.email = :email"
)
_LOCK = Q(
    "SELECT org_id, accepted_at, " + _COLUMNS + " FROM invitations WHERE token_hash = CAST(:hash AS bytea) FOR UPDATE"
)
_ACCEPT = Q(
    "UPDATE invitations SET accepted_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_JOIN = Q(
    "INSERT INTO memberships (org_id, user_id, role, company_ids, created_at) VALUES (CAST(:org AS uuid),"
    " CAST(:user AS uuid), :role, CAST(:companies AS uuid[]), CAST(:now AS timestamptz)) ON CONFLICT DO NOTHING"
)


class InvitationUnknown(NotFound):
    code = "invitation.unknown"
    sentence = "There is no open invitation {id}."


class AlreadyMember(Conflict):
    code = "invitation.already_member"
    sentence = "{email} is a member already."


class DetailsNeeded(Invalid):
    code = "invitation.details_needed"
    sentence = "{what}"


async def find_invitations(tx: Tx) -> list[Invitation]:
    """Those nobody has accepted yet, newest first."""
    return [Invitation(**row) for row in await _OPEN.all(tx.conn, org=tx.org_id)]


async def invite(tx: Tx, *, email: str, role: str, company_ids: list[UUID] | None) -> Invitation:
    """Mail an invitation; an earlier one to the same address is void.

    Raises `OwnerNeeded`, `AlreadyMember`, `RoleSeesAll`, `CompaniesBeyondYours`.
    """
    if role == "owner" and tx.actor.role != "owner":
        raise OwnerNeeded
    companies = check_companies(tx.actor, company_ids, role=role)
    if await _MEMBER_WITH.value(tx.conn, org=tx.org_id, email=email):
        raise AlreadyMember(email=email)
    await _DROP_SAME.run(tx.conn, org=tx.org_id, email=email)
    token, now = new_secret(), clock()
    values: dict[str, Any] = {
        "id": new_id(),
        "email": email,
        "role": role,
        "company_ids": companies,
        "created_at": now,
        "expires_at": now + LIFETIME,
    }
    await _INSERT.run(tx.conn, org_id=tx.org_id, token_hash=hash_token(token), invited_by=tx.actor.id, **values)
    made = Invitation(**values)
    organization = await get_organization(tx)
    facts = {"inviter": tx.actor.label, "organization": organization.name, "role": role, "token": token}
    await post_mail(tx, "invitation", to=email, **facts)
    await audit(tx, "invitation.create", subject="invitation", id=made.id, after=made)
    return made


async def withdraw(tx: Tx, id: UUID) -> None:
    """Make the link worthless. Raises `InvitationUnknown`."""
    row = await _WITHDRAW.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise InvitationUnknown(id=id)
    await audit(tx, "invitation.withdraw", subject="invitation", id=id, before=Invitation(**row))


async def accept(tx: Tx, *, token: str, name: str | None, password: str | None) -> tuple[UUID, UUID]:
    """Make the invited person a member; returns user and organization. `tx` is in the system's scope.

    Who is new chooses name and password, and the link proves the address. Who has an account gives its password, for a
    forwarded link must not sign anybody in. Raises `LinkUnusable`, `DetailsNeeded`, `WrongCredentials`.
    """
    row = await _LOCK.one(tx.conn, hash=hash_token(token))
    if row is None:
        raise LinkUnusable(pointer="/token", why="is not one of ours, or was withdrawn")
    if row["accepted_at"] is not None:
        raise LinkUnusable(pointer="/token", why="was used already")
    now = clock()
    if row["expires_at"] <= now:
        raise LinkUnusable(pointer="/token", why="has expired")
    user_id, org = await _person(tx, row["email"], name, password), row["org_id"]
    await _ACCEPT.run(tx.conn, org=org, id=row["id"], now=now)
    await _JOIN.run(tx.conn, org=org, user=user_id, role=row["role"], companies=row["company_ids"], now=now)
    tx.actor = await actor_of(tx, user_id, org)
    async with inside(tx, org):
        await audit(tx, "invitation.accept", subject="invitation", id=row["id"], after={"role": row["role"]})
    return user_id, org


async def _person(tx: Tx, email: str, name: str | None, password: str | None) -> UUID:
    user = await find_user(tx, email)
    if user is not None and user["email_verified_at"] is not None:
        if not password:
            raise DetailsNeeded(pointer="/password", what="You have an account already: enter its password.")
        return _id(await check_credentials(tx, email=email, password=password))
    if not name:
        raise DetailsNeeded(pointer="/name", what="Tell us your name.")
    if not password or len(password) < 10:
        raise DetailsNeeded(pointer="/password", what="Choose a password of at least 10 characters.")
    check_password(password, email=email)
    hashed = await hash_password(password)
    user_id = _id(user) if user else await add_user(tx, email=email, name=name, password_hash=hashed)
    assert user_id is not None
    await verify_user(tx, user_id, name=name, password_hash=hashed)
    return user_id


def _id(user: asyncpg.Record) -> UUID:
    found: UUID = user["id"]
    return found
