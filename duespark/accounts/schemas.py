"""What crosses HTTP about identity."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from duespark.accounts.fields import (
    Country,
    CurrencyCode,
    Email,
    GivenPassword,
    Language,
    Line,
    NewPassword,
    Role,
    TimeZone,
    Token,
)
from duespark.runtime.web import Closed

CompanyIds = Annotated[list[UUID], Field(min_length=1, max_length=200)]


# --- given ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpIn(Closed):
    email: Email
    password: NewPassword
    name: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailIn(Closed):
    email: Email


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIn(Closed):
    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInIn(Closed):
    email: Email
    password: GivenPassword


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPasswordIn(Closed):
    token: Token
    password: NewPassword


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptInvitationIn(Closed):
    """Who is new chooses a name and a password; who has an account gives its password."""

    token: Token
    name: Line | None = None
    password: GivenPassword | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTokenIn(Closed):
    email: Email
    password: GivenPassword
    organization_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshTokenIn(Closed):
    refresh_token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChange(Closed):
    current: GivenPassword
    new: NewPassword


@dataclass(frozen=True, slots=True, kw_only=True)
class MeChange(Closed):
    name: Line | None = None
    password: PasswordChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationIn(Closed):
    name: Line
    country: Country
    time_zone: TimeZone
    base_currency: CurrencyCode
    language: Language = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange(Closed):
    """Fields left out stay as they are; `company_ids` null means all companies."""

    role: Role | None = None
    company_ids: CompanyIds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationIn(Closed):
    email: Email
    role: Role
    company_ids: CompanyIds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyIn(Closed):
    """`scopes` are names of GET /v1/permissions; without `expires_at` the key lives until it is revoked."""

    name: Line
    scopes: Annotated[list[str], Field(min_length=1, max_length=100)]
    expires_at: datetime | None = None
    company_ids: CompanyIds | None = None


# --- answered -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Closed):
    """We wrote to this address if there was something to write."""

    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Closed):
    id: UUID
    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Closed):
    id: UUID
    name: str
    country: str
    time_zone: str
    base_currency: str
    language: str
    clock_at: datetime | None
    is_demo: bool
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging(Closed):
    """An organization one is a member of."""

    id: UUID
    name: str
    role: Role
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Me(Closed):
    """Who asks, where, and what they may do there. `now` follows the organization's test clock; `others_approve` tells whether
    another member could be the second person for what is over a limit."""

    user: Person
    organization: Organization | None
    role: Role | None
    permissions: list[str]
    organizations: list[Belonging]
    csrf_token: str | None
    mailbox: bool
    now: datetime
    test_clock: datetime | None
    others_approve: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair(Closed):
    """Lives `expires_in` seconds; the refresh token works once and is answered by a new pair."""

    access_token: str
    refresh_token: str
    expires_in: int
    organization_id: UUID | None
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Closed):
    id: UUID
    kind: Literal["browser", "api"]
    ip: str | None
    user_agent: str
    created_at: datetime
    seen_at: datetime
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions(Closed):
    data: list[Session]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Closed):
    """`company_ids` null means all companies."""

    user_id: UUID
    name: str
    email: str
    role: Role
    company_ids: list[UUID] | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Closed):
    id: UUID
    email: str
    role: Role
    company_ids: list[UUID] | None
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitations(Closed):
    data: list[Invitation]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey(Closed):
    """`hint` is how the key begins."""

    id: UUID
    name: str
    hint: str
    scopes: list[str]
    company_ids: list[UUID] | None
    created_by: UUID
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApiKey(ApiKey):
    """The only answer that ever shows the key."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeys(Closed):
    data: list[ApiKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry(Closed):
    id: UUID
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_label: str
    ip: str
    action: str
    subject_kind: str
    subject_id: UUID | None
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission(Closed):
    name: str
    roles: list[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions(Closed):
    data: list[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey(Closed):
    """The public part of an Ed25519 key, 32 bytes in base64; null `retired_at` for the one in use."""

    id: UUID
    public_key: str
    created_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeys(Closed):
    data: list[SigningKey]
