"""Tables of reminders. `next_at` is what sweeps look for; it is a hint to look, the engine decides anew each time."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_WAITS = sa.text("next_at IS NOT NULL")

reminder_policies = sa.Table(
    "reminder_policies",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("steps", JSONB, nullable=False, comment="reminders.schemas.PolicyStep"),
    sa.Column("weekly_cap", sa.Integer, nullable=False),
    sa.Column("quiet_weekends", sa.Boolean, nullable=False),
    sa.Column("is_default", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint("weekly_cap BETWEEN 1 AND 14", name="weekly_cap"),
    sa.Index("uq_reminder_policies_default", "org_id", unique=True, postgresql_where=sa.text("is_default")),
)

reminder_plans = sa.Table(
    "reminder_plans",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("policy_id", sa.Uuid, nullable=False),
    sa.Column("next_at", _AT, comment="When to look again; null while paused without end, and when done."),
    sa.Column("next_step", sa.Text),
    sa.Column("paused_at", _AT),
    sa.Column("pause_reason", sa.Text),
    sa.Column("pause_note", sa.Text, nullable=False, server_default=""),
    sa.Column("paused_until", sa.Date, comment="First day on which reminders go on."),
    sa.Column("done_at", _AT),
    sa.Column("done_reason", sa.Text),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "policy_id"], ["reminder_policies.org_id", "reminder_policies.id"]),
    sa.CheckConstraint("pause_reason IN ('dispute', 'promise', 'manual')", name="pause_reason"),
    sa.CheckConstraint("(paused_at IS NULL) = (pause_reason IS NULL)", name="paused_for_a_reason"),
    sa.CheckConstraint("done_at IS NULL OR next_at IS NULL", name="done_waits_for_nothing"),
    sa.Index("ix_reminder_plans_due", "next_at", "invoice_id", postgresql_where=_WAITS),
    sa.Index("ix_reminder_plans_upcoming", "org_id", "next_at", "invoice_id", postgresql_where=_WAITS),
)

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("client_id", sa.Uuid, nullable=False, comment="Projected from the invoice, for the weekly cap."),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("due_at", _AT, nullable=False, comment="When the policy planned it."),
    sa.Column("at", _AT, nullable=False, comment="When it was queued, skipped or failed."),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("delivery_id", sa.Uuid),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "delivery_id"], ["deliveries.org_id", "deliveries.id"]),
    sa.UniqueConstraint("org_id", "invoice_id", "step"),
    sa.CheckConstraint("state IN ('planned', 'sent', 'skipped', 'failed')", name="state"),
    sa.Index("ix_reminders_client", "org_id", "client_id", "at"),
    sa.Index("ix_reminders_delivery", "org_id", "delivery_id"),
)
