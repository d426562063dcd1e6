"""Table of approvals. Who asked and who decided are people, never keys, and never the same one."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

approvals = sa.Table(
    "approvals",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("wish", JSONB, nullable=False, comment="What the act is to be done with."),
    sa.Column("invoice_version", sa.Integer, nullable=False, comment="What the one who asked had seen."),
    sa.Column("finding", sa.Text, nullable=False, comment="Which limit it is over, as a sentence."),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="pending"),
    sa.Column("requested_by", sa.Uuid, nullable=False),
    sa.Column("requested_label", sa.Text, nullable=False),
    sa.Column("requested_at", _AT, nullable=False),
    sa.Column("decided_by", sa.Uuid),
    sa.Column("decided_label", sa.Text, nullable=False, server_default=""),
    sa.Column("decided_at", _AT),
    sa.Column("decision_note", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"], ondelete="CASCADE"),
    sa.CheckConstraint("act IN ('issue', 'credit', 'amend', 'correct', 'write_off', 'void')", name="act"),
    sa.CheckConstraint("state IN ('pending', 'approved', 'declined', 'withdrawn')", name="state"),
    sa.CheckConstraint("(state = 'pending') = (decided_at IS NULL)", name="decided_at"),
    sa.CheckConstraint("state NOT IN ('approved', 'declined') OR decided_by <> requested_by", name="four_eyes"),
    sa.Index(
        "uq_approvals_pending", "org_id", "invoice_id", unique=True, postgresql_where=sa.text("state = 'pending'")
    ),
    sa.Index("ix_approvals_invoice", "org_id", "invoice_id", "id"),
)
