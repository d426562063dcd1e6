"""Tables of identity: who may come in, to which organization, in which role, and what they did there."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, INET, JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_MEMBER = "EXISTS (SELECT 1 FROM memberships AS m WHERE m.user_id = {column})"

ROLES = ("owner", "admin", "accountant", "member", "viewer")

organizations = sa.Table(
    "organizations",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("base_currency", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False, server_default="en"),
    sa.Column("clock_at", _AT, comment="Test clock: what time it is for this organization; null is the real time."),
    sa.Column("is_demo", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    info={"rls": "id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid"},
)

users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("email", sa.Text, nullable=False, comment="Lower case."),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("email_verified_at", _AT),
    sa.Column("created_at", _AT, nullable=False),
    sa.UniqueConstraint("email"),
    info={"rls": _MEMBER.format(column="users.id")},
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("company_ids", ARRAY(sa.Uuid), comment="Companies the member may see; null is all."),
    sa.Column("created_at", _AT, nullable=False),
    sa.CheckConstraint("role IN ('owner', 'admin', 'accountant', 'member', 'viewer')", name="role"),
    sa.Index("ix_memberships_user_id", "user_id"),
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("company_ids", ARRAY(sa.Uuid)),
    sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("invited_by", sa.Uuid, nullable=False),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("expires_at", _AT, nullable=False),
    sa.Column("accepted_at", _AT),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False, comment="browser: cookie; api: JWT with a refresh token."),
    sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id", ondelete="CASCADE")),
    sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("ip", INET),
    sa.Column("user_agent", sa.Text, nullable=False, server_default=""),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("seen_at", _AT, nullable=False),
    sa.Column("expires_at", _AT, nullable=False),
    sa.Index("ix_sessions_user_id", "user_id"),
    sa.CheckConstraint("kind IN ('browser', 'api')", name="kind"),
    info={"rls": "system"},
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("hint", sa.Text, nullable=False, comment="First characters of the key, to tell keys apart."),
    sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
    sa.Column(
        "scopes", ARRAY(sa.Text), nullable=False, comment="Permissions the key has, never more than its maker's."
    ),
    sa.Column("company_ids", ARRAY(sa.Uuid)),
    sa.Column("created_by", sa.Uuid, nullable=False),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("expires_at", _AT),
    sa.Column("revoked_at", _AT),
)

mail_tokens = sa.Table(
    "mail_tokens",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text, comment="Chosen with this sign-up; it counts once the link is used."),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("expires_at", _AT, nullable=False),
    sa.Column("used_at", _AT),
    sa.CheckConstraint("purpose IN ('verify', 'reset')", name="purpose"),
    sa.Index("ix_mail_tokens_user_id", "user_id"),
    info={"rls": "system"},
)

signing_keys = sa.Table(
    "signing_keys",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False, comment="Ed25519, 32 bytes (RFC 8032)."),
    sa.Column("private_key", sa.LargeBinary, nullable=False, comment="Encrypted; opens only in its own row."),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("retired_at", _AT, comment="It signs no more since then; what it signed stays signed."),
    sa.CheckConstraint("octet_length(public_key) = 32", name="public_key"),
    sa.Index("uq_signing_keys_in_use", "org_id", unique=True, postgresql_where=sa.text("retired_at IS NULL")),
)

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("at", _AT, nullable=False),
    sa.Column("actor_kind", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Uuid),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("ip", sa.Text, nullable=False),
    sa.Column("user_agent", sa.Text, nullable=False),
    sa.Column("request_id", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject_kind", sa.Text, nullable=False),
    sa.Column("subject_id", sa.Uuid),
    sa.Column("before", JSONB),
    sa.Column("after", JSONB),
    sa.Index("ix_audit_entries_subject", "org_id", "subject_id", "id"),
)
