"""Who am I: the person, the organization in view, and what may be done there."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.mail import post_mail
from duespark.accounts.organizations import OrganizationUnknown, get_organization, is_member
from duespark.accounts.passwords import check_password, hash_password, is_password
from duespark.accounts.people import must_be_person, person_of
from duespark.accounts.permissions import PERMISSIONS, permissions_of
from duespark.accounts.principal import csrf_token
from duespark.accounts.schemas import Belonging, Me, MeChange, Organization, PasswordChange, Person
from duespark.accounts.scope import everywhere, inside
from duespark.accounts.sessions import Opened, end_all_sessions, move_session
from duespark.accounts.users import read_user
from duespark.engine.errors import Invalid
from duespark.runtime.db import Q
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx, clock

_BELONGINGS = Q(
    "SELECT o.id, o.name, m.role, o.is_demo FROM memberships AS m JOIN organizations AS o ON o.id = m.org_id"
    " WHERE m.user_id = CAST(:user AS uuid) ORDER BY lower(o.name), o.id"
)
_OTHERS = Q(
    "SELECT EXISTS (SELECT 1 FROM memberships WHERE org_id = CAST(:org AS uuid) AND user_id <> CAST(:user AS uuid)"
    " AND role = ANY(CAST(:roles AS text[])))"
)
_UPDATE = Q(
    "UPDATE users SET name = coalesce(:name, name), password_hash = coalesce(:password_hash, password_hash)"
    " WHERE id = CAST(:id AS uuid)"
)


class WrongCurrentPassword(Invalid):
    code = "password.current_wrong"
    sentence = "This is not your current password."


async def me_after_sign_in(tx: Tx, opened: Opened) -> Me:
    """What the browser is told with its new cookie. `tx` is in the system's scope."""
    return await _me(tx, opened.user_id, opened.org_id, csrf=csrf_token(opened.id))


async def get_me(tx: Tx, *, csrf: str | None) -> Me:
    """Who asks. An API key is answered as its maker, with the key's own permissions."""
    user_id = await person_of(tx)
    return await _me(tx, user_id, tx.org, csrf=csrf, permissions=sorted(tx.actor.permissions))


async def switch_organization(tx: Tx, id: UUID, *, session: UUID) -> None:
    """Let the session go on in another organization of the user. Raises `OrganizationUnknown`, `PersonNeeded`."""
    user_id = must_be_person(tx)
    async with everywhere(tx):
        if not await is_member(tx, org=id, user_id=user_id):
            raise OrganizationUnknown(id=id)
    await move_session(tx, session, org=id)
    async with inside(tx, id):
        await audit(tx, "session.switch", subject="session", id=session)


async def me_in(tx: Tx, org: UUID, *, csrf: str | None) -> Me:
    """Who asks, seen in `org`, where the session goes on."""
    return await _me(tx, must_be_person(tx), org, csrf=csrf)


async def update_me(tx: Tx, *, change: MeChange, session: UUID | None) -> None:
    """Change name or password; a new password ends all other sessions.

    Raises `PersonNeeded`, `WrongCurrentPassword`, `PasswordIsEmail`.
    """
    user_id = must_be_person(tx)
    async with everywhere(tx):
        user = await read_user(tx, user_id)
        hashed = await _new_hash(user, change.password) if change.password else None
        await _UPDATE.run(tx.conn, id=user_id, name=change.name, password_hash=hashed)
        if hashed is not None:
            await end_all_sessions(tx, user_id, keep=session)
    if hashed is not None:
        async with everywhere(tx):
            await post_mail(tx, "password_changed", to=user["email"], name=user["name"])
    if tx.org is not None:
        after = {"name": change.name or user["name"], "password_changed": hashed is not None}
        await audit(tx, "user.update", subject="user", id=user_id, before={"name": user["name"]}, after=after)


async def _new_hash(user: asyncpg.Record, change: PasswordChange) -> str:
    if not await is_password(change.current, user["password_hash"]):
        raise WrongCurrentPassword(pointer="/password/current")
    check_password(change.new, email=user["email"], pointer="/password/new")
    return await hash_password(change.new)


async def _me(tx: Tx, user_id: UUID, org: UUID | None, *, csrf: str | None, permissions: list[str] | None = None) -> Me:
    async with everywhere(tx):
        user = await read_user(tx, user_id)
        belongings = [Belonging(**row) for row in await _BELONGINGS.all(tx.conn, user=user_id)]
    role = next((one.role for one in belongings if one.id == org), None)
    organization = await _organization(tx, org) if org is not None and role is not None else None
    if permissions is None:
        permissions = sorted(permissions_of(role)) if role else []
    others = organization is not None and await _others_approve(tx, user_id, organization.id)
    test_clock = organization.clock_at if organization else None
    return Me(
        user=Person(id=user_id, email=user["email"], name=user["name"]),
        organization=organization,
        role=role,
        permissions=permissions,
        organizations=belongings,
        csrf_token=csrf,
        mailbox=settings().uses_mailbox,
        now=test_clock or clock(),
        test_clock=test_clock,
        others_approve=others,
    )


async def _others_approve(tx: Tx, user_id: UUID, org: UUID) -> bool:
    """Whether another member could be the second person for something over a limit."""
    async with inside(tx, org):
        roles = list(PERMISSIONS["approvals.write"])
        return bool(await _OTHERS.value(tx.conn, org=org, user=user_id, roles=roles))


async def _organization(tx: Tx, org: UUID) -> Organization:
    async with inside(tx, org):
        return await get_organization(tx)
