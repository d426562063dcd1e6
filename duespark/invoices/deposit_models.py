"""Tables of deposits: where they are deducted, what was agreed about them, and what was forfeited."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_MONEY = sa.Numeric()

deposit_uses = sa.Table(
    "deposit_uses",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True, comment="Where it is deducted, from the draft on."),
    sa.Column("deposit_id", sa.Uuid, primary_key=True),
    sa.Column("amount", _MONEY, nullable=False),
    sa.Column("tax", _MONEY, nullable=False, comment="The tax in it, which the deposit invoice stated."),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "deposit_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("amount > 0", name="amount"),
    sa.Index("ix_deposit_uses_deposit", "org_id", "deposit_id"),
)
"""Their sum for a deposit, with what was forfeited of it, is its `applied`."""

deposit_terms = sa.Table(
    "deposit_terms",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("deposit_id", sa.Uuid, primary_key=True),
    sa.Column("expires_on", sa.Date, comment="The last day it can be deducted; null: it does not expire."),
    sa.Column("is_refundable", sa.Boolean, nullable=False),
    sa.Column("warned_at", _AT, comment="When its company was told that it expires; null again when the day changes."),
    sa.ForeignKeyConstraint(["org_id", "deposit_id"], ["invoices.org_id", "invoices.id"]),
    sa.Index("ix_deposit_terms_expires", "expires_on", postgresql_where=sa.text("warned_at IS NULL")),
)
"""What was agreed about a deposit; without a row it does not expire and is refundable."""

deposit_forfeits = sa.Table(
    "deposit_forfeits",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("deposit_id", sa.Uuid, nullable=False),
    sa.Column("amount", _MONEY, nullable=False),
    sa.Column("forfeited_on", sa.Date, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("actor_label", sa.Text, nullable=False),
    sa.Column("at", _AT, nullable=False),
    sa.Column("undone_at", _AT),
    sa.Column("undo_reason", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(["org_id", "deposit_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("amount > 0", name="amount"),
    sa.Index("ix_deposit_forfeits_deposit", "org_id", "deposit_id", "at"),
)
"""What a client lost of a deposit; those that are not undone count in its `applied`."""
