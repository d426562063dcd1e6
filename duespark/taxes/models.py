"""Tables of taxes: a company's own rules, where it is registered, and what was answered about clients' tax numbers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from duespark.runtime.db import metadata

_AT = sa.DateTime(timezone=True)
_COMPANY = ["companies.org_id", "companies.id"]
_FREQUENCIES = "'', 'monthly', 'bimonthly', 'quarterly', 'half_yearly', 'yearly'"

tax_rules = sa.Table(
    "tax_rules",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("key", sa.Text, nullable=False, comment="What lines name."),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("rate", sa.Numeric(), nullable=False, comment="Percent."),
    sa.Column("components", JSONB, nullable=False, comment="engine.tax.country.TaxComponent"),
    sa.Column("compound", sa.Boolean, nullable=False),
    sa.Column("inclusive", sa.Boolean, nullable=False),
    sa.Column("applies_to", sa.Text, nullable=False),
    sa.Column("jurisdiction", sa.Text, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("postal_codes", ARRAY(sa.Text), nullable=False),
    sa.Column("authority", sa.Text, nullable=False),
    sa.Column("filing_frequency", sa.Text, nullable=False),
    sa.Column("registration_number", sa.Text, nullable=False),
    sa.Column("start_date", sa.Date, nullable=False),
    sa.Column("end_date", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], _COMPANY),
    sa.CheckConstraint("type IN ('sales_tax', 'vat', 'gst', 'compound', 'withholding', 'holiday')", name="type"),
    sa.CheckConstraint("rate BETWEEN 0 AND 100", name="rate"),
    sa.CheckConstraint("applies_to IN ('all', 'goods', 'services')", name="applies_to"),
    sa.CheckConstraint("level IN ('', 'county', 'city', 'district')", name="level"),
    sa.CheckConstraint(f"filing_frequency IN ({_FREQUENCIES})", name="filing_frequency"),
    sa.CheckConstraint("end_date >= start_date", name="days"),
    sa.CheckConstraint("type <> 'holiday' OR end_date IS NOT NULL", name="holiday_ends"),
    sa.Index(
        "uq_tax_rules_start",
        "org_id",
        "company_id",
        "jurisdiction",
        "level",
        "key",
        "applies_to",
        "type",
        "name",
        "start_date",
        unique=True,
    ),
)
"""No two rules for one thing hold on one day: `rules.py` checks it with the company locked; the index is the second wall."""

tax_registrations = sa.Table(
    "tax_registrations",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_id", sa.Uuid, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("region", sa.Text, nullable=False, comment="Code of ISO 3166-2 without the country."),
    sa.Column("scheme", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("filing_frequency", sa.Text, nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("created_at", _AT, nullable=False),
    sa.Column("updated_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "company_id"], _COMPANY),
    sa.CheckConstraint(
        "scheme IN ('standard', 'small_enterprise', 'union', 'non_union', 'ioss', 'letter_of_undertaking')",
        name="scheme",
    ),
    sa.CheckConstraint(f"filing_frequency IN ({_FREQUENCIES})", name="filing_frequency"),
    sa.CheckConstraint("until >= since", name="days"),
    sa.Index("uq_tax_registrations_since", "org_id", "company_id", "country", "region", "scheme", "since", unique=True),
)

tax_id_checks = sa.Table(
    "tax_id_checks",
    metadata,
    sa.Column("org_id", sa.Uuid, primary_key=True),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("client_id", sa.Uuid, nullable=False),
    sa.Column("number", sa.Text, nullable=False, comment="With its prefix, capitals and digits only."),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("checked_on", sa.Date, nullable=False),
    sa.Column("reference", sa.Text, nullable=False, comment="The authority's number of the answer."),
    sa.Column("checked_by", sa.Text, nullable=False),
    sa.Column("created_at", _AT, nullable=False),
    sa.ForeignKeyConstraint(["org_id", "client_id"], ["clients.org_id", "clients.id"]),
    sa.CheckConstraint("state IN ('valid', 'invalid')", name="state"),
    sa.Index("ix_tax_id_checks_number", "org_id", "client_id", "number", "checked_on", "id"),
)
"""History: a row is never changed; the newest answer of a number counts."""
