"""Tables of companies. The profile is the truth; `name` is projected from it in the same statement."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.companies.early import STORED_EARLY
from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

companies = sa.Table(
    "companies",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("profile", JSONB, nullable=False, comment="engine.invoice.party.Party"),
    sa.Column("tax_registered", sa.Boolean, nullable=False),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("payment_terms_days", sa.Integer, nullable=False),
    sa.Column("early_discounts", JSONB, nullable=False, server_default="[]", comment="companies.early.EarlyStep"),
    sa.Column("bank_accounts", sa.LargeBinary, comment="Encrypted JSON of the CompanyAccounts; null without one."),
    sa.Column(
        "addresses", JSONB, nullable=False, server_default="[]", comment="CompanyAddresses beside the registered one."
    ),
    sa.Column("reply_to", sa.Text, nullable=False, server_default=""),
    sa.Column(
        "email_signature", sa.Text, nullable=False, server_default="", comment="Plain text; ends each of its mails."
    ),
    sa.Column("default_notes", sa.Text, nullable=False, server_default="", comment="What new drafts begin with."),
    sa.Column("default_terms", sa.Text, nullable=False, server_default="", comment="What new drafts begin with."),
    sa.Column("archived_at", _AT),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint("payment_terms_days BETWEEN 0 AND 365", name="payment_terms_days"),
    sa.CheckConstraint(STORED_EARLY, name="early_discounts"),
    sa.Index("ix_companies_name", "org_id", sa.text("lower(name)"), "id"),
)

default_companies = sa.Table(
    "default_companies",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("user_id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False, comment="Whom the member's new invoices come from."),
    sa.ForeignKeyConstraint(
        ["org_id", "user_id"], ["memberships.org_id", "memberships.user_id"], ondelete="CASCADE", name="member"
    ),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
)
