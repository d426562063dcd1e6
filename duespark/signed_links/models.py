"""Table of signed links. What a link says is signed, too, with the key of `key_id`; the row says to which document it leads."""

import sqlalchemy as sa

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

signed_links = sa.Table(
    "signed_links",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False, comment="print, mail, or hand: made by a person."),
    sa.Column("token", sa.Text, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False, comment="Of the document then; 0 for one taken over."),
    sa.Column("amount", sa.Numeric, nullable=False, comment="What was due then. A page shows what is owed now."),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("paid", sa.Numeric, nullable=False, comment="What was paid by then; more means that it was used."),
    sa.Column("expires_at", _AT, comment="In real time; null for none."),
    sa.Column("one_time", sa.Boolean, nullable=False, comment="Whether it is void after one payment."),
    sa.Column("key_id", sa.Uuid, nullable=False, comment="Whose secret signed it."),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("revoked_at", _AT),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "key_id"], ["signing_keys.org_id", "signing_keys.id"]),
    sa.CheckConstraint("purpose IN ('print', 'mail', 'hand')", name="purpose"),
    sa.CheckConstraint("purpose <> 'print' OR (expires_at IS NULL AND NOT one_time)", name="paper_lasts"),
    sa.CheckConstraint("version >= 0", name="version"),
    sa.Index("ix_signed_links_invoice", "org_id", "invoice_id", "id"),
    sa.Index(
        "uq_signed_links_print",
        "org_id",
        "invoice_id",
        "version",
        unique=True,
        postgresql_where=sa.text("purpose = 'print'"),
    ),
)
