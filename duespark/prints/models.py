"""Tables of prints. A row points to bytes that are in the store already: they are put there before the row is written."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

prints = sa.Table(
    "prints",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column(
        "input",
        sa.Text,
        primary_key=True,
        comment="SHA-256 of the document, its status and, where none is frozen, what its look has beyond the defaults.",
    ),
    sa.Column("sha256", sa.Text, nullable=False, comment="Of the PDF, which lies in the store under it."),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("page_count", sa.Integer, nullable=False),
    sa.Column("einvoice", sa.Text, nullable=False, comment="What is inside: off, left_out, en16931 or xrechnung."),
    sa.Column("problems", JSONB, nullable=False, comment="Why it was left out: the rules that were broken."),
    sa.Column(
        "template_problems", JSONB, nullable=False, comment="What its template could not print and how that was solved."
    ),
    sa.Column("signed_by", sa.Text, nullable=False, comment="Whose certificate signed it; empty where none did."),
    sa.Column("thumbnail", sa.Text, comment="SHA-256 of the picture of the first page, once somebody asked for it."),
    sa.Column("made_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.CheckConstraint("einvoice IN ('off', 'left_out', 'en16931', 'xrechnung')", name="einvoice"),
    sa.CheckConstraint("size > 0 AND page_count > 0", name="something"),
    sa.CheckConstraint("length(input) = 64 AND length(sha256) = 64", name="hashes"),
    sa.Index(
        "ix_prints_template_problems",
        "org_id",
        "made_at",
        postgresql_where=sa.text("template_problems <> '[]'::jsonb"),
    ),
)

print_settings = sa.Table(
    "print_settings",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, primary_key=True),
    sa.Column("einvoice", sa.Text, nullable=False, comment="What its PDFs carry: off, en16931 or xrechnung."),
    sa.Column("sign", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.CheckConstraint("einvoice IN ('off', 'en16931', 'xrechnung')", name="einvoice"),
)

signing_certificates = sa.Table(
    "signing_certificates",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("origin", sa.Text, nullable=False, comment="uploaded, or made here."),
    sa.Column(
        "sealed",
        sa.LargeBinary,
        comment="Encrypted PKCS#12 in base64: the key and its certificate. Gone once another one signs.",
    ),
    sa.Column("certificate", sa.LargeBinary, nullable=False, comment="The public part, X.509 in DER; kept for ever."),
    sa.Column("fingerprint", sa.Text, nullable=False, comment="SHA-256 of it, in hexadecimal."),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("serial", sa.Text, nullable=False),
    sa.Column("not_before", _AT, nullable=False),
    sa.Column("not_after", _AT, nullable=False),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("retired_at", _AT, comment="It signs no more since then; what it signed is still checked with it."),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.CheckConstraint("origin IN ('uploaded', 'made')", name="origin"),
    sa.CheckConstraint("(sealed IS NULL) = (retired_at IS NOT NULL)", name="key"),
    sa.CheckConstraint("fingerprint ~ '^[0-9A-F]{64}$'", name="fingerprint"),
    sa.Index(
        "uq_signing_certificates_in_use",
        "org_id",
        "company_id",
        unique=True,
        postgresql_where=sa.text("retired_at IS NULL"),
    ),
    sa.Index("ix_signing_certificates_company", "org_id", "company_id", "id"),
)

preview_links = sa.Table(
    "preview_links",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, nullable=False),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("expires_at", _AT, nullable=False, comment="In real time."),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("revoked_at", _AT),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"], ondelete="CASCADE"),
    sa.CheckConstraint("expires_at > created_at", name="lasts"),
    sa.Index("ix_preview_links_invoice", "org_id", "invoice_id"),
)
