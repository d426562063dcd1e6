"""Tables of discount rules. Amounts need a currency, as a constraint; what is valid besides is the engine's to say."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)

discount_rules = sa.Table(
    "discount_rules",
    metadata,
    sa.Column("org_id", sa.Uuid, sa.ForeignKey("organizations.id"), primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True, comment="The key of the rule in documents."),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False, comment="Printed on documents."),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("tiers", JSONB, nullable=False, comment="engine.invoice.discount_rules.Tier"),
    sa.Column("graduated", sa.Boolean, nullable=False),
    sa.Column("currency", sa.Text, comment="Only for documents in it; needed where the rule names an amount."),
    sa.Column("since", sa.Date, comment="First day it holds."),
    sa.Column("until", sa.Date, comment="Last day it holds."),
    sa.Column("code", sa.Text, nullable=False, comment="What the client must say, in capitals; empty for none."),
    sa.Column("skus", ARRAY(sa.Text), nullable=False, comment="Items it is for; none means all."),
    sa.Column("tags", ARRAY(sa.Text), nullable=False, comment="Clients with one of these tags, beside those named."),
    sa.Column("minimum", sa.Numeric(), nullable=False, comment="What a line or the lines must come to."),
    sa.Column("stackable", sa.Boolean, nullable=False),
    sa.Column("most_uses", sa.Integer, comment="On how many issued documents at most; null for any number."),
    sa.Column("most_uses_per_client", sa.Integer, comment="The same for each client."),
    sa.Column("archived_at", _AT),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.CheckConstraint("name <> '' AND reason <> ''", name="named"),
    sa.CheckConstraint("kind IN ('volume', 'promo', 'loyalty', 'contract', 'client')", name="kind"),
    sa.CheckConstraint("scope IN ('line', 'document')", name="scope"),
    sa.CheckConstraint("until >= since", name="days"),
    sa.CheckConstraint("code = upper(code)", name="code"),
    sa.CheckConstraint("minimum >= 0 AND (minimum = 0 OR currency IS NOT NULL)", name="minimum"),
    sa.CheckConstraint("most_uses > 0 AND most_uses_per_client > 0", name="most_uses"),
    sa.Index("uq_discount_rules_name", "org_id", sa.text("lower(name)"), unique=True),
)

discount_rule_clients = sa.Table(
    "discount_rule_clients",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("rule_id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, primary_key=True),
    sa.ForeignKeyConstraint(["org_id", "rule_id"], ["discount_rules.org_id", "discount_rules.id"]),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.Index("ix_discount_rule_clients_client", "org_id", "client_id"),
)

discount_rule_segments = sa.Table(
    "discount_rule_segments",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("rule_id", sa.Uuid, primary_key=True),
    sa.Column("segment_id", sa.Uuid, primary_key=True),
    sa.ForeignKeyConstraint(["org_id", "rule_id"], ["discount_rules.org_id", "discount_rules.id"]),
    sa.ForeignKeyConstraint(["org_id", "segment_id"], ["client_segments.org_id", "client_segments.id"]),
    sa.Index("ix_discount_rule_segments_segment", "org_id", "segment_id"),
)

discount_rule_uses = sa.Table(
    "discount_rule_uses",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("rule_id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column(
        "promise_id",
        sa.Uuid,
        nullable=False,
        comment="The first document of those made from one another: counted once.",
    ),
    sa.Column("open_until", sa.Date, comment="Of a quote: the last day it holds the use while nobody answers."),
    sa.Column("used_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "rule_id"], ["discount_rules.org_id", "discount_rules.id"]),
    sa.ForeignKeyConstraint(["org_id", "invoice_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "promise_id"], ["invoices.org_id", "invoices.id"]),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.Index("ix_discount_rule_uses_promise", "org_id", "rule_id", "promise_id"),
    sa.Index("ix_discount_rule_uses_invoice", "org_id", "invoice_id"),
)
"""Issued documents that took a rule's discount; gone when they are voided, or a quote is declined."""
