"""Tables of privacy: what must not be erased for now, what was erased, and what will be once no law keeps it."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

legal_holds = sa.Table(
    "legal_holds",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("invoice_id", sa.Uuid, comment="What it is about; null: everything of the client."),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("placed_by", sa.Text, nullable=False),
    sa.Column("placed_at", _AT, nullable=False),
    sa.Column("release_reason", sa.Text, nullable=False, server_default=""),
    sa.Column("released_by", sa.Text, nullable=False, server_default=""),
    sa.Column("released_at", _AT),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("reason <> ''", name="reason"),
    sa.CheckConstraint("(released_at IS NULL) = (release_reason = '')", name="released_with_a_reason"),
    sa.Index("ix_legal_holds_client", "org_id", "client_id", "id"),
)

client_erasures = sa.Table(
    "client_erasures",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("done_by", sa.Text, nullable=False),
    sa.Column("done_at", _AT, nullable=False),
    sa.Column("kept_until", sa.Date, comment="Last day on which the law keeps a document of the client; null: none."),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.CheckConstraint("reason <> ''", name="reason"),
    sa.Index("ix_client_erasures_client", "org_id", "client_id", "done_at"),
    info={"append_only": True},
)

retention_settings = sa.Table(
    "retention_settings",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, primary_key=True),
    sa.Column("years", sa.Integer, comment="Longer than the law's; null: as long as the law says."),
    sa.Column(
        "erases", sa.Boolean, nullable=False, comment="Whether documents are erased once their period has ended."
    ),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.CheckConstraint("years BETWEEN 1 AND 99", name="years"),
)
"""Without a row a company keeps everything."""

retention_plans = sa.Table(
    "retention_plans",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column(
        "erases_on", sa.Date, nullable=False, comment="The first day on which it may go; its company was told before."
    ),
    sa.Column("noticed_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.Index("ix_retention_plans_due", "org_id", "erases_on", "invoice_id"),
)
"""Documents whose period has ended, until they are erased or, because something happened to them, kept again."""
