"""The table of clients. The profile is the truth; `name` and `email` are projected from it in the same statement."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

clients = sa.Table(
    "clients",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("profile", JSONB, nullable=False, comment="engine.invoice.party.Party"),
    sa.Column("code", sa.Text, nullable=False, comment="Short name, used in invoice numbers."),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("payment_terms_days", sa.Integer, comment="Null: those of the company that bills."),
    sa.Column("reminders_paused", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("notes", sa.Text, nullable=False, server_default=""),
    sa.Column("archived_at", _AT),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.UniqueConstraint("org_id", "code"),
    sa.CheckConstraint("payment_terms_days BETWEEN 0 AND 365", name="payment_terms_days"),
    sa.Index("ix_clients_name", "org_id", sa.text("lower(name)"), "id"),
    sa.Index("ix_clients_created", "org_id", "created_at", "id"),
)
