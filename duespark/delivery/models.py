"""Tables of delivery. What was said and to whom; whether it arrived is told by the ledger's row of `send_id`."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("send_id", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False, server_default="email"),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("contact_id", sa.Uuid, comment="Whose address it was; the contact may be gone. Null: the client's own."),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False, server_default="", comment="Empty: the program's own words."),
    sa.Column("subject_template", sa.Text, comment="Liquid, as the message is then; filled in at the wire."),
    sa.Column(
        "with_attachments",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="Whether the files go with it.",
    ),
    sa.Column(
        "locked",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="Whether its PDF opens with a password only.",
    ),
    sa.Column(
        "later_open",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="Whether reminders and receipts after a locked one are as usual, with the PDF open.",
    ),
    sa.Column(
        "discreet",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="Whether it showed nothing of the document when it was written, since it follows a locked one.",
    ),
    sa.Column("password", sa.LargeBinary, comment="Of the PDF; encrypted, and gone once the message is settled."),
    sa.Column("step", sa.Text, comment="Key of the reminder policy's step."),
    sa.Column("message_id", sa.Text, nullable=False, comment="Message-ID of every attempt."),
    sa.Column("told", sa.Text, comment="Last state that was recorded as an event."),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("queued_at", _AT, nullable=False, comment="When it was last asked for; the day its text speaks of."),
    sa.Column("sent_at", _AT),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "send_id"], ["sends.org_id", "sends.id"]),
    sa.UniqueConstraint("org_id", "send_id"),
    sa.CheckConstraint("kind IN ('invoice', 'reminder', 'receipt')", name="kind"),
    sa.CheckConstraint("channel = 'email'", name="channel"),
    sa.CheckConstraint("password IS NULL OR locked", name="password"),
    sa.CheckConstraint("locked OR NOT later_open", name="later_open"),
    sa.Index("ix_deliveries_invoice", "org_id", "invoice_id", "id"),
)

public_links = sa.Table(
    "public_links",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("revoked_at", _AT),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.Index(
        "uq_public_links_active", "org_id", "invoice_id", unique=True, postgresql_where=sa.text("revoked_at IS NULL")
    ),
)

amendment_answers = sa.Table(
    "amendment_answers",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False, comment="Who they say they are."),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, comment="Seal of the version they saw."),
    sa.Column("ip", sa.Text, nullable=False),
    sa.Column("user_agent", sa.Text, nullable=False),
    sa.Column("at", _AT, nullable=False),
    sa.ForeignKeyConstraint(
        ["org_id", "invoice_id", "version"],
        ["invoice_versions.org_id", "invoice_versions.invoice_id", "invoice_versions.number"],
    ),
    sa.CheckConstraint("answer IN ('accepted', 'rejected')", name="answer"),
    info={"append_only": True, "erasable": "invoice_id"},
)

link_views = sa.Table(
    "link_views",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("link_id", sa.Uuid, primary_key=True),
    sa.Column("visitor", sa.LargeBinary, primary_key=True, comment="Keyed hash of address and browser."),
    sa.Column("hour", _AT, primary_key=True),
    sa.Column("at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "link_id"], ["public_links.org_id", "public_links.id"]),
)
