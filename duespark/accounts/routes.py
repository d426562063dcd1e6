"""HTTP of identity: signing up and in, organizations, members, API keys, the audit trail."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from duespark.accounts import api_keys, invitations, me, members, organizations, sessions, signing, tokens
from duespark.accounts import reset_password as resetting
from duespark.accounts import sign_up as signing_up
from duespark.accounts.access import Router
from duespark.accounts.attempts import limit_by_ip, limit_mail, limit_sign_in
from duespark.accounts.audit_trail import COLUMNS, AuditFilter, find_entries, walk_entries
from duespark.accounts.cookie import secret_json, with_cookie, without_cookie
from duespark.accounts.fields import Role
from duespark.accounts.members import MemberFilter, MemberLine
from duespark.accounts.people import must_be_person
from duespark.accounts.permissions import PERMISSIONS, PUBLIC, SIGNED_IN
from duespark.accounts.principal import COOKIE, csrf_token
from duespark.accounts.schemas import (
    Accepted,
    AcceptInvitationIn,
    ApiKeyIn,
    ApiKeys,
    AuditEntry,
    CreateTokenIn,
    EmailIn,
    Invitation,
    InvitationIn,
    Invitations,
    Me,
    MeChange,
    Member,
    MemberChange,
    NewApiKey,
    Organization,
    OrganizationIn,
    Permission,
    Permissions,
    RefreshTokenIn,
    ResetPasswordIn,
    Session,
    Sessions,
    SigningKey,
    SigningKeys,
    SignInIn,
    SignUpIn,
    TokenIn,
    TokenPair,
)
from duespark.accounts.sign_in import check_credentials
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, problem, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["accounts"])

_BY_IP = [Depends(limit_by_ip)]
_BY_PERSON = [Depends(limit_sign_in)]
_MAILS = [Depends(limit_mail)]
_CSV = {200: {"description": "One row an entry.", "content": {"text/csv": {"schema": {"type": "string"}}}}}


def _csrf(request: Request) -> str | None:
    return csrf_token(request.scope["session"]) if request.scope.get("session_is_cookie") else None


async def _signed_in(tx: Tx, request: Request, user_id: UUID, org: UUID | None = None) -> Response:
    """A new browser session in place of the one the browser had."""
    await sessions.end_cookie(tx, request.cookies.get(COOKIE))
    opened = await sessions.open_session(tx, user_id=user_id, kind="browser", org_id=org)
    return with_cookie(await me.me_after_sign_in(tx, opened), opened.token)


# --- signing up and in ----------------------------------------------------------------------------------------


@router.post("/auth/sign-up", PUBLIC, status=202, dependencies=_MAILS)
async def sign_up(tx: Tx, person: SignUpIn) -> Accepted:
    """Begin an account; the answer is the same whether or not the address has one."""
    await signing_up.sign_up(tx, email=person.email, password=person.password, name=person.name)
    return Accepted(email=person.email)


@router.post("/auth/verify-email", PUBLIC, response_model=Me, dependencies=_BY_IP)
async def verify_email(tx: Tx, link: TokenIn, request: Request) -> Response:
    """Use the mailed link: the address is proven, and the browser is signed in."""
    return await _signed_in(tx, request, await signing_up.verify_email(tx, token=link.token))


@router.post("/auth/resend-verification", PUBLIC, status=202, dependencies=_MAILS)
async def resend_verification(tx: Tx, person: EmailIn) -> Accepted:
    """Mail the link again, if the address still needs one."""
    await signing_up.resend_verification(tx, email=person.email)
    return Accepted(email=person.email)


@router.post("/auth/sign-in", PUBLIC, response_model=Me, dependencies=_BY_PERSON)
async def sign_in(tx: Tx, person: SignInIn, request: Request) -> Response:
    """Sign a browser in."""
    user = await check_credentials(tx, email=person.email, password=person.password)
    return await _signed_in(tx, request, user["id"])


@router.post("/auth/sign-out", SIGNED_IN, status=204)
async def sign_out(tx: Tx, request: Request) -> Response:
    """End this session."""
    session = request.scope.get("session")
    user_id = must_be_person(tx)
    assert session is not None
    await sessions.end_session(tx, session, user_id=user_id, action="session.sign_out")
    return without_cookie()


@router.post("/auth/forgot-password", PUBLIC, status=202, dependencies=_MAILS)
async def forgot_password(tx: Tx, person: EmailIn) -> Accepted:
    """Mail a link to a new password, if the address has an account."""
    await resetting.forgot_password(tx, email=person.email)
    return Accepted(email=person.email)


@router.post("/auth/reset-password", PUBLIC, dependencies=_BY_IP)
async def reset_password(tx: Tx, wanted: ResetPasswordIn) -> None:
    """Use the mailed link to set a new password; all sessions end."""
    await resetting.reset_password(tx, token=wanted.token, password=wanted.password)


@router.post("/auth/accept-invitation", PUBLIC, response_model=Me, dependencies=_BY_IP)
async def accept_invitation(tx: Tx, wanted: AcceptInvitationIn, request: Request) -> Response:
    """Use the mailed link to join an organization; the browser is signed in to it."""
    user_id, org = await invitations.accept(tx, token=wanted.token, name=wanted.name, password=wanted.password)
    return await _signed_in(tx, request, user_id, org)


@router.post("/auth/token", PUBLIC, response_model=TokenPair, dependencies=_BY_PERSON)
async def create_token(tx: Tx, wanted: CreateTokenIn) -> Response:
    """A JWT and a refresh token for a program."""
    return secret_json(
        await tokens.create_token(tx, email=wanted.email, password=wanted.password, org_id=wanted.organization_id)
    )


@router.post("/auth/token/refresh", PUBLIC, response_model=TokenPair, dependencies=_BY_IP)
async def refresh_token(tx: Tx, given: RefreshTokenIn, request: Request) -> Response:
    """A new pair; the old refresh token is used up, and using it again ends the session."""
    pair = await tokens.refresh(tx, given.refresh_token)
    if pair is None:
        return problem(401, "token.ended", "This refresh token is no longer good. Sign in again.", request=request)
    return secret_json(pair)


@router.post("/auth/token/revoke", PUBLIC)
async def revoke_token(tx: Tx, given: RefreshTokenIn) -> None:
    """End the session of a refresh token."""
    await tokens.revoke(tx, given.refresh_token)


# --- me -------------------------------------------------------------------------------------------------------


@router.get("/me", SIGNED_IN, response_model=Me)
async def get_me(tx: Tx, request: Request) -> Response:
    """Who asks, where, and what they may do."""
    return secret_json(await me.get_me(tx, csrf=_csrf(request)))


@router.patch("/me", SIGNED_IN, response_model=Me, dependencies=_BY_IP)
async def update_me(tx: Tx, change: MeChange, request: Request) -> Response:
    """Change one's name or password."""
    await me.update_me(tx, change=change, session=request.scope.get("session"))
    return secret_json(await me.get_me(tx, csrf=_csrf(request)))


@router.get("/me/sessions", SIGNED_IN)
async def list_sessions(tx: Tx, request: Request) -> Sessions:
    """Where one is signed in."""
    rows = await sessions.find_sessions(tx, must_be_person(tx))
    current = request.scope.get("session")
    return Sessions(data=[Session(**row, current=row["id"] == current) for row in rows])


@router.delete("/me/sessions/{id}", SIGNED_IN)
async def end_session(tx: Tx, id: UUID) -> None:
    """Sign out somewhere else."""
    await sessions.end_session(tx, id, user_id=must_be_person(tx))


# --- organizations --------------------------------------------------------------------------------------------


@router.post("/organizations", SIGNED_IN, status=201)
async def create_organization(tx: Tx, organization: OrganizationIn, request: Request) -> Organization:
    """A new organization; one is its owner, and the session goes on in it."""
    created = await organizations.create_organization(tx, user_id=must_be_person(tx), wanted=organization)
    await sessions.move_session(tx, request.scope["session"], org=created.id)
    return created


@router.post("/organizations/{id}/switch", SIGNED_IN, response_model=Me)
async def switch_organization(tx: Tx, id: UUID, request: Request) -> Response:
    """Go on in another organization."""
    must_be_person(tx)
    await me.switch_organization(tx, id, session=request.scope["session"])
    return secret_json(await me.me_in(tx, id, csrf=_csrf(request)))


@router.get("/organization", "organization.read")
async def get_organization(tx: Tx) -> Organization:
    """The organization in view."""
    return await organizations.get_organization(tx)


@router.put("/organization", "organization.write")
async def update_organization(tx: Tx, organization: OrganizationIn, request: Request) -> Organization:
    """Change the organization in view."""
    return await organizations.update_organization(tx, version=wanted_version(request), wanted=organization)


async def chosen_members(
    q: Annotated[str, Query(max_length=200, description="Part of a name or address.")] = "", role: Role | None = None
) -> MemberFilter:
    """The filters of the list of members, as query parameters."""
    return MemberFilter(q=q, role=role)


ChosenMembers = Annotated[MemberFilter, Depends(chosen_members)]


@router.get("/members", "members.read")
async def list_members(
    tx: Tx,
    chosen: ChosenMembers,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[Member]:
    """Who is in the organization, by name."""
    return await members.find_members(tx, chosen, limit=limit, cursor=cursor)


@router.get("/members.csv", "members.read", **described_file("text/csv"))
async def export_members(tx: Tx, chosen: ChosenMembers) -> Response:
    """Everybody the filter finds, as CSV."""
    return await csv_response("members.csv", MemberLine._fields, members.walk_members(tx, chosen))


@router.get("/members.xlsx", "members.read", responses=XLSX_ANSWER, response_class=Response)
async def export_members_workbook(tx: Tx, chosen: ChosenMembers) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("members.xlsx", MemberLine._fields, members.walk_members(tx, chosen), zone=tx.zone)


@router.patch("/members/{user_id}", "members.write")
async def update_member(tx: Tx, user_id: UUID, change: MemberChange, request: Request) -> Member:
    """Change a member's role or companies; fields left out stay."""
    company_ids = change.company_ids if "company_ids" in await request.json() else ...
    return await members.update_member(tx, user_id, role=change.role, company_ids=company_ids)


@router.delete("/members/{user_id}", "members.write")
async def remove_member(tx: Tx, user_id: UUID) -> None:
    """Take a member out of the organization."""
    await members.remove_member(tx, user_id)


@router.get("/invitations", "members.read")
async def list_invitations(tx: Tx) -> Invitations:
    """Invitations nobody has accepted yet."""
    return Invitations(data=await invitations.find_invitations(tx))


@router.post("/invitations", "members.write", status=201, dependencies=_MAILS)
async def invite_member(tx: Tx, wanted: InvitationIn) -> Invitation:
    """Mail somebody an invitation."""
    return await invitations.invite(tx, email=wanted.email, role=wanted.role, company_ids=wanted.company_ids)


@router.delete("/invitations/{id}", "members.write")
async def withdraw_invitation(tx: Tx, id: UUID) -> None:
    """Make an invitation worthless."""
    await invitations.withdraw(tx, id)


# --- API keys and the audit trail -----------------------------------------------------------------------------


@router.get("/api-keys", "api_keys.read")
async def list_api_keys(tx: Tx) -> ApiKeys:
    """All API keys, never the keys themselves."""
    return ApiKeys(data=await api_keys.find_api_keys(tx))


@router.post("/api-keys", "api_keys.write", status=201, replay=False)
async def create_api_key(tx: Tx, wanted: ApiKeyIn) -> NewApiKey:
    """A new API key, shown this once. An Idempotency-Key is not kept here, for its answer would hold the key."""
    return await api_keys.create_api_key(tx, wanted=wanted)


@router.delete("/api-keys/{id}", "api_keys.write")
async def revoke_api_key(tx: Tx, id: UUID) -> None:
    """End an API key at once."""
    await api_keys.revoke_api_key(tx, id)


async def _filter(
    subject_id: UUID | None = None, actor_id: UUID | None = None, action: str | None = None
) -> AuditFilter:
    return AuditFilter(subject_id=subject_id, actor_id=actor_id, action=action)


Wanted = Annotated[AuditFilter, Depends(_filter)]


@router.get("/audit", "audit.read")
async def list_audit_entries(
    tx: Tx, wanted: Wanted, limit: Annotated[int, Query(ge=1, le=100)] = 50, cursor: str | None = None
) -> Page[AuditEntry]:
    """Who did what, when and from where; newest first."""
    return await find_entries(tx, wanted=wanted, limit=limit, cursor=cursor)


@router.get("/audit.csv", "audit.read", responses=_CSV, response_class=Response)
async def export_audit(tx: Tx, wanted: Wanted) -> Response:
    """The newest 100,000 entries that match, as CSV."""
    return await csv_response("audit.csv", COLUMNS, walk_entries(tx, wanted=wanted))


@router.get("/audit.xlsx", "audit.read", responses=XLSX_ANSWER, response_class=Response)
async def export_audit_workbook(tx: Tx, wanted: Wanted) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("audit.xlsx", COLUMNS, walk_entries(tx, wanted=wanted), zone=tx.zone)


@router.get("/signing-keys", "organization.read")
async def list_signing_keys(tx: Tx) -> SigningKeys:
    """The public keys that issued versions are signed with; the one in use stands first."""
    return SigningKeys(data=[_shown_key(key) for key in await signing.find_keys(tx)])


@router.post("/signing-keys/rotate", "organization.write")
async def rotate_signing_key(tx: Tx) -> SigningKey:
    """Retire the key in use and make another. What it signed stays signed."""
    return _shown_key(await signing.rotate_key(tx))


def _shown_key(key: signing.PublicKey) -> SigningKey:
    return SigningKey(id=key.id, public_key=key.text, created_at=key.created_at, retired_at=key.retired_at)


@router.get("/permissions", SIGNED_IN)
async def list_permissions(tx: Tx) -> Permissions:
    """Every permission, and the roles that have it."""
    return Permissions(data=[Permission(name=name, roles=list(roles)) for name, roles in PERMISSIONS.items()])  # type: ignore[arg-type]
