"""Table of what was erased once no law kept it: the signed record that a document's content was taken out lawfully."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from duespark.runtime.db import metadata

document_erasures = sa.Table(
    "document_erasures",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("issue_date", sa.Date, nullable=False),
    sa.Column("newest", sa.Date, nullable=False, comment="The last day something happened to it."),
    sa.Column("country", sa.Text, nullable=False, comment="Of the seller, as the document said; '' where it did not."),
    sa.Column(
        "law", sa.Text, nullable=False, comment="What kept it at least; '' for a country whose law we do not know."
    ),
    sa.Column("until", sa.Date, nullable=False, comment="The last day it was kept."),
    sa.Column("erased_on", sa.Date, nullable=False),
    sa.Column(
        "versions", ARRAY(sa.Text), nullable=False, comment="Hashes of the seals of its versions, in their order."
    ),
    sa.Column("key_id", sa.Uuid, nullable=False),
    sa.Column("signature", sa.LargeBinary, nullable=False, comment="Ed25519 over the record's hash."),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "company_id"], ["companies.org_id", "companies.id"]),
    sa.ForeignKeyConstraint(["org_id", "key_id"], ["signing_keys.org_id", "signing_keys.id"]),
    sa.CheckConstraint("newest >= issue_date AND until > newest AND erased_on > until", name="kept_long_enough"),
    sa.Index("ix_document_erasures_at", "org_id", "at", "invoice_id"),
    info={"append_only": True},
)
